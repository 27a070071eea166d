"""An archive of X (Twitter): `tweets.js`, an assignment of JSON that is cut off, never run.

Only the account's own posts and replies.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import ijson

from ale_moderation.archive.columns import Row
from ale_moderation.archive.fields import id_in, moment, record_in, text_in
from ale_moderation.archive.sample import Sample
from ale_moderation.archive.threads import Threads
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Comment

_ASSIGNMENT = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*window\.YTD\.\w{1,40}\.part\d{1,6}\s*=\s*(?=\[)")


def fits(sample: Sample) -> bool:
    """Whether the sample assigns tweets."""
    return sample.text.startswith("window.YTD.tweet")


def read(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """Each post in the order of the file, numbered from 1."""
    start = _ASSIGNMENT.match(file.peek(4096))
    if start is None:
        yield ArchiveError("the file does not begin with window.YTD.tweets.part0 = [")
        return
    file.read(start.end())
    threads = Threads()
    number = 0
    try:
        for number, item in enumerate(ijson.items(file, "item"), 1):
            try:
                yield Row(number=number, comment=_comment(item, threads))
            except ArchiveError as error:
                yield ArchiveError(error.message, row=number)
    except ijson.JSONError as error:
        if "trailing garbage" not in str(error) and "Additional data" not in str(error):
            yield ArchiveError("the JSON is broken or cut off here", row=number + 1)
    except (UnicodeDecodeError, ValueError):
        yield ArchiveError("the JSON can not be read here", row=number + 1)


def _comment(item: object, threads: Threads) -> Comment:
    if not isinstance(item, Mapping):
        raise ArchiveError("expected a tweet (a JSON object)")
    tweet = record_in(item, "tweet") or item
    text = text_in(tweet, "full_text", "text")
    if text is None:
        raise ArchiveError("there is no full_text")
    text = _with_links(unescape(text), tweet)
    name = id_in(tweet, "id_str", "id")
    threads.remember(name, text)
    return Comment(
        text=text,
        id=name,
        created_at=moment(tweet.get("created_at")),
        channel=id_in(tweet, "in_reply_to_screen_name"),
        parent=threads.text(id_in(tweet, "in_reply_to_status_id_str", "in_reply_to_status_id")),
    )


def _with_links(text: str, tweet: Mapping[str, Any]) -> str:
    """The text with the addresses that its short links lead to."""
    urls = record_in(tweet, "entities").get("urls")
    for url in urls if isinstance(urls, list) else ():
        if isinstance(url, Mapping):
            short, whole = url.get("url"), url.get("expanded_url")
            if isinstance(short, str) and isinstance(whole, str) and short:
                text = text.replace(short, whole)
    return text
