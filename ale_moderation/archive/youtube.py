"""YouTube's Takeout: a CSV whose text column holds JSON. Only the account's own comments."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from ale_moderation.archive.columns import Row
from ale_moderation.archive.fields import moment
from ale_moderation.archive.sample import Sample
from ale_moderation.archive.threads import Threads
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Comment

_TEXT = ("comment text", "kommentarstext", "kommentartext")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": _TEXT,
    "id": ("comment id", "kommentars-id", "kommentar-id"),
    "parent": ("parent comment id", "top-level comment id"),
    "channel": ("video id", "video-id", "post id", "videoklipps-id"),
    "created_at": ("comment create timestamp", "tidsstämpel för kommentar"),
}
"""The names that a column has had, in any case."""


def fits(sample: Sample) -> bool:
    """Whether the sample's first line is a header of such a file."""
    header = sample.text.partition("\n")[0].casefold()
    return any(f"{name}" in header for name in _TEXT) and ("id," in header or "-id" in header)


def read(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """Each comment; the header is row 1, as in a spreadsheet."""
    lines = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
    rows = csv.reader(lines)
    try:
        header = [name.strip().casefold() for name in next(rows)]
        places = {
            key: next(header.index(name) for name in names if name in header)
            for key, names in _COLUMNS.items()
            if any(name in header for name in names)
        }
        if "text" not in places:
            yield ArchiveError(f"no column holds the text: the header needs {_TEXT[0]}")
            return
        yield from _rows(rows, places, len(header))
    except (StopIteration, csv.Error):
        yield ArchiveError("the CSV is broken or empty here")
    finally:
        lines.detach()


def _rows(
    rows: Iterator[list[str]], places: Mapping[str, int], width: int
) -> Iterator[Row | ArchiveError]:
    threads = Threads()
    for number, cells in enumerate(rows, 2):
        if not any(cells):
            continue
        if len(cells) != width:
            message = f"the row has {len(cells)} cells, the header {width}"
            yield ArchiveError(message, row=number)
            continue
        values = {key: cells[place] for key, place in places.items()}
        text = text_of_segments(values["text"])
        threads.remember(values.get("id"), text)
        yield Row(
            number=number,
            comment=Comment(
                text=text,
                id=values.get("id") or None,
                channel=values.get("channel") or None,
                created_at=moment(values.get("created_at")),
                parent=threads.text(values.get("parent")),
            ),
        )


def text_of_segments(cell: str) -> str:
    """The text of a cell: segments of JSON, with brackets or without, or plain text."""
    stripped = cell.strip()
    if not stripped.startswith(("{", "[")):
        return cell
    for candidate in (stripped, f"[{stripped}]"):
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, Mapping):
            value = value.get("takeoutSegments", [value])
        if isinstance(value, list) and all(isinstance(v, Mapping) for v in value):
            texts = [v.get("text", "") for v in value]
            if all(isinstance(text, str) for text in texts):
                return "".join(texts)
    return cell
