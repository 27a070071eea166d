"""Comments as Facebook's Graph API gives them, and as scrapers and YouTube's Data API do.

The top level may be one page (`{"data": […], "paging": …}`), a list of comments, of posts with
their comments, or of such pages; replies stand inside the comments that they answer.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from ale_moderation.archive.columns import Row
from ale_moderation.archive.fields import id_in, moment, record_in, text_in
from ale_moderation.archive.html_text import text_of_html
from ale_moderation.archive.json_items import items_of
from ale_moderation.archive.sample import Sample
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Comment

_SIGNS = ('"created_time"', '"permalink_url"', '"topLevelComment"', '"textOriginal"')
_SCRAPED = ('"facebookUrl"', '"commentUrl"', '"profileName"')
_DEEPEST = 50
"""Replies within replies that are followed; the rest is told as one bad row."""


def fits(sample: Sample) -> bool:
    """Whether the sample looks like comments of the Graph API, a scraper or YouTube's Data API."""
    if not sample.is_json:
        return False
    return (
        any(sign in sample.text for sign in _SIGNS) or sum(s in sample.text for s in _SCRAPED) > 1
    )


def read(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """Each comment and reply in the order of the file, numbered from 1."""
    number = 0
    for item in items_of(file):
        if isinstance(item, ArchiveError):
            yield ArchiveError(item.message, row=number + 1)
            return
        for found in _comments(item, None, "", 0):
            number += 1
            if isinstance(found, ArchiveError):
                yield ArchiveError(found.message, row=number)
            else:
                yield Row(number=number, comment=found)


def _comments(
    item: object, parent: str | None, channel: str, depth: int
) -> Iterator[Comment | ArchiveError]:
    """The comments of a page, a post, a comment or a thread, and all within them."""
    if depth > _DEEPEST:
        yield ArchiveError(f"replies are nested more than {_DEEPEST} deep")
        return
    if isinstance(item, list):
        for part in item:
            yield from _comments(part, parent, channel, depth + 1)
        return
    if not isinstance(item, Mapping):
        yield ArchiveError("expected a comment (a JSON object)")
        return
    if isinstance(item.get("data"), list) and "message" not in item:
        yield from _comments(item["data"], parent, channel, depth + 1)
        return
    snippet = record_in(item, "snippet")
    if snippet or item.get("kind") == "youtube#commentThread":
        yield from _youtube(item, snippet, parent, channel)
        return
    try:
        text = text_in(item, "message", "text")
    except ArchiveError as error:
        yield error
        text = None
    else:
        if _is_post(item):
            for part in _inside(item):
                yield from _comments(part, text, id_in(item, "id") or channel, depth + 1)
            return
        yield _comment(item, text, parent, channel)
    for part in _inside(item):
        yield from _comments(part, text, channel, depth + 1)


def _is_post(item: Mapping[str, Any]) -> bool:
    """Whether an object is a post: it has comments, and neither is nor looks like a comment.

    Where that is not clear it is a comment, so that none is lost.
    """
    if "story" in item or "status_type" in item or "full_picture" in item:
        return True
    if "from" in item or "parent" in item or "comment_count" in item:
        return False
    within = [
        part
        for page in _inside(item)
        for part in (page.get("data", ()) if isinstance(page, Mapping) else page)
        if isinstance(part, Mapping)
    ]
    own, inner = id_in(item, "id") or "", [id_in(part, "id") or "" for part in within]
    if any(name.partition("_")[0] == own.partition("_")[2] for name in inner if "_" in own):
        return True  # "page_post" and "post_comment"
    return "can_reply_privately" not in item and any("from" in part for part in within)


def _inside(item: Mapping[str, Any]) -> Iterator[Any]:
    for key in ("comments", "replies"):
        value = item.get(key)
        if isinstance(value, Mapping | list) and value:
            yield value


def _comment(
    item: Mapping[str, Any], text: str | None, parent: str | None, channel: str
) -> Comment | ArchiveError:
    """The comment of an object; one without words (a sticker, a picture) has an empty text."""
    if text is None and not ("attachment" in item or "id" in item):
        return ArchiveError("there is no message")
    return Comment(
        text=text or "",
        id=id_in(item, "id", "feedbackId"),
        author=id_in(record_in(item, "from"), "name", "id") or id_in(item, "profileName"),
        created_at=moment(item.get("created_time") or item.get("date")),
        channel=channel or None,
        parent=parent,
    )


def _youtube(
    item: Mapping[str, Any], snippet: Mapping[str, Any], parent: str | None, channel: str
) -> Iterator[Comment | ArchiveError]:
    """A thread of YouTube's Data API, or one of its comments."""
    channel = id_in(snippet, "videoId") or channel
    top = record_in(snippet, "topLevelComment")
    if top:
        text = None
        for found in _youtube(top, record_in(top, "snippet"), parent, channel):
            text = found.text if isinstance(found, Comment) else text
            yield found
        replies = record_in(item, "replies").get("comments")
        for reply in replies if isinstance(replies, list) else ():
            if isinstance(reply, Mapping):
                yield from _youtube(reply, record_in(reply, "snippet"), text, channel)
            else:
                yield ArchiveError("expected a comment (a JSON object)")
        return
    try:
        text = text_in(snippet, "textOriginal")
        if text is None and (shown := text_in(snippet, "textDisplay")) is not None:
            text = text_of_html(shown).text
    except ArchiveError as error:
        yield error
        return
    if text is None:
        yield ArchiveError("there is no textOriginal and no textDisplay")
        return
    yield Comment(
        text=text,
        id=id_in(item, "id"),
        author=id_in(snippet, "authorDisplayName"),
        created_at=moment(snippet.get("publishedAt")),
        channel=channel or None,
        parent=parent,
    )
