"""WordPress' export (WXR) and Disqus' import form: comments inside the posts of a feed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ale_moderation.archive.columns import Row
from ale_moderation.archive.fields import moment
from ale_moderation.archive.html_text import text_of_html
from ale_moderation.archive.sample import Sample
from ale_moderation.archive.threads import Threads
from ale_moderation.archive.xml_items import child_text, elements_of, local
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Comment

_NO_COMMENTS = frozenset(("pingback", "trackback"))


def fits(sample: Sample) -> bool:
    """Whether the sample is a feed in WordPress' namespace."""
    return sample.is_xml and "wordpress.org/export/" in sample.text


def read(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """Each comment in the order of the file, numbered from 1; pingbacks are passed over."""
    number = 0
    for item in elements_of(file, frozenset(("item",))):
        if isinstance(item, ArchiveError):
            yield ArchiveError(item.message, row=number + 1)
            return
        threads = Threads()
        channel = child_text(item, "link") or child_text(item, "title")
        comments = [child for child in item if local(child.tag) == "comment"]
        for child in comments:
            if child_text(child, "comment_type") not in _NO_COMMENTS:
                number += 1
                yield Row(number=number, comment=_comment(child, channel, threads))


def _comment(element: Element, channel: str, threads: Threads) -> Comment:
    text = text_of_html(child_text(element, "comment_content")).text
    name = child_text(element, "comment_id")
    parent = threads.text(child_text(element, "comment_parent"))
    threads.remember(name, text)
    written = child_text(element, "comment_date_gmt")
    return Comment(
        text=text,
        id=name or None,
        author=child_text(element, "comment_author") or None,
        created_at=moment(f"{written}+00:00" if written[:1] in ("1", "2") else None)
        or moment(child_text(element, "comment_date")),
        channel=channel or None,
        parent=parent,
    )
