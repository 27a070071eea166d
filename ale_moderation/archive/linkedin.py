"""LinkedIn's `Comments.csv`, in both its dialects of quoting. Only the account's own comments."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ale_moderation.archive.columns import Row
from ale_moderation.archive.fields import moment
from ale_moderation.archive.sample import Sample
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Comment

_HEADER = "date,link,message"
_MOST_LINES_OF_NOTES = 20


def fits(sample: Sample) -> bool:
    """Whether the header stands in the first lines, perhaps below some notes."""
    lines = sample.text.splitlines()[:_MOST_LINES_OF_NOTES]
    return any(line.strip().casefold() == _HEADER for line in lines)


def read(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """Each comment; rows count from the header, which is row 1. Reactions have an empty text."""
    lines = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
    try:
        for line in lines:
            if line.strip().casefold() == _HEADER:
                break
        else:
            yield ArchiveError("the header Date,Link,Message is missing")
            return
        rows = csv.reader(lines, escapechar="\\", doublequote=True)
        number = 1
        while True:
            number += 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error:
                yield ArchiveError("a quotation mark is out of place or has no pair", row=number)
                continue
            if not any(cells):
                continue
            if len(cells) != 3:
                yield ArchiveError(f"the row has {len(cells)} cells, the header 3", row=number)
                continue
            written, link, message = cells
            comment = Comment(text=message, created_at=moment(written), channel=link or None)
            yield Row(number=number, comment=comment)
    finally:
        lines.detach()
