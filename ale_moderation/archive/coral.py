"""Coral's comments as mongoexport writes them: one JSON object on each line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping

from ale_moderation.archive.columns import Row
from ale_moderation.archive.fields import id_in, moment, text_in
from ale_moderation.archive.html_text import text_of_html
from ale_moderation.archive.sample import Sample
from ale_moderation.archive.threads import Threads
from ale_moderation.errors import ArchiveError
from ale_moderation.model import AuthorRole, Comment


def fits(sample: Sample) -> bool:
    """Whether the sample is lines of comments with revisions."""
    first = sample.text.partition("\n")[0]
    return first.startswith("{") and '"revisions"' in first and '"storyID"' in first


def read(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """The last revision of each comment; a row is a line. Deleted comments have no text."""
    threads = Threads()
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            yield Row(number=number, comment=_comment(line, threads))
        except ArchiveError as error:
            yield ArchiveError(error.message, row=number)


def _comment(line: bytes, threads: Threads) -> Comment:
    try:
        item = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ArchiveError("the line is not JSON in UTF-8") from None
    if not isinstance(item, Mapping):
        raise ArchiveError("expected a comment (a JSON object)")
    revisions = item.get("revisions")
    kept = [r for r in revisions if isinstance(r, Mapping)] if isinstance(revisions, list) else []
    body = text_in(kept[-1], "body") if kept else None
    text = text_of_html(body or "").text
    name = id_in(item, "id", "_id")
    parent = threads.text(id_in(item, "parentID"))
    threads.remember(name, text)
    tags = item.get("tags")
    types = (
        [t.get("type") for t in tags if isinstance(t, Mapping)] if isinstance(tags, list) else []
    )
    return Comment(
        text=text,
        id=name,
        author=id_in(item, "authorID"),
        author_role=AuthorRole.EMPLOYEE if "STAFF" in types else AuthorRole.UNKNOWN,
        created_at=moment(_date(item.get("createdAt"))),
        channel=id_in(item, "storyID"),
        parent=parent,
    )


def _date(value: object) -> object:
    """A date of MongoDB's extended JSON, or as it stands."""
    return value.get("$date") if isinstance(value, Mapping) else value
