"""Disqus' export: threads and posts side by side."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ale_moderation.archive.columns import Row
from ale_moderation.archive.fields import moment
from ale_moderation.archive.html_text import text_of_html
from ale_moderation.archive.sample import Sample
from ale_moderation.archive.threads import Threads
from ale_moderation.archive.xml_items import attribute, child_text, elements_of, local
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Comment


def fits(sample: Sample) -> bool:
    """Whether the root is Disqus'."""
    return sample.is_xml and "<disqus" in sample.text


def read(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """Each post in the order of the file, numbered from 1; an unknown parent is left out."""
    threads, links = Threads(), Threads()
    number = 0
    for element in elements_of(file, frozenset(("thread", "post"))):
        if isinstance(element, ArchiveError):
            yield ArchiveError(element.message, row=number + 1)
            return
        name = attribute(element, "id")
        if local(element.tag) == "thread":
            links.remember(name, child_text(element, "link") or child_text(element, "title"))
            continue
        number += 1
        yield Row(number=number, comment=_comment(element, name, threads, links))


def _comment(element: Element, name: str | None, threads: Threads, links: Threads) -> Comment:
    text = text_of_html(child_text(element, "message")).text
    threads.remember(name, text)
    parts = {local(child.tag): child for child in element}
    author, parent, thread = (parts.get(part) for part in ("author", "parent", "thread"))
    parent_id = None if parent is None else attribute(parent, "id")
    return Comment(
        text=text,
        id=name,
        author=None if author is None else child_text(author, "name") or None,
        created_at=moment(child_text(element, "createdAt")),
        channel=links.text(None if thread is None else attribute(thread, "id")) or None,
        parent=None if parent_id == name else threads.text(parent_id),
    )
