"""Reads CSV, JSONL and JSON arrays, a row at a time.

A row that can not be read comes out as an ArchiveError in its place, and the next row is read.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterator
from pathlib import PurePath

from ale_moderation.archive.columns import ALIASES, Row, comment_from, find_columns
from ale_moderation.archive.json_items import items_of
from ale_moderation.errors import ArchiveError, NoTextError

_MOST_LINES = 1_000  # of one CSV row; more means a quotation mark without its pair
_LONGEST_CELL = 2**31 - 1
_DELIMITERS = (",", ";", "\t")
_NO_DELIMITER = "\x1f"
_JSONL = frozenset((".jsonl", ".ndjson"))
_CSV = frozenset((".csv", ".tsv"))


def read_rows(
    file: io.BufferedReader, *, name: str = "", text_column: str | None = None
) -> Iterator[Row | ArchiveError]:
    """The rows of a CSV or JSONL file, opened for bytes; ArchiveError if it is no such file.

    The end of `name` tells which it is, or else the first character; the encoding is seen in what
    the file has in its buffer. A JSON array of objects is read like JSONL. The columns are found by
    their names in `ALIASES`, and `text_column` names that of the text. Blank lines are passed over.
    """
    sample = file.peek()
    encoding = _encoding_of(sample)
    suffix = PurePath(name).suffix.casefold()
    first = sample.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    if first == b"[" and suffix not in _CSV:
        return _array_rows(file, text_column)
    if _is_spread(first, sample) and suffix not in (_CSV | _JSONL):
        return _array_rows(file, text_column)
    is_jsonl = suffix in _JSONL or (first == b"{" and suffix not in _CSV)
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    lines = io.TextIOWrapper(file, encoding, errors=errors, newline="")
    try:
        rows = _jsonl_rows(lines, text_column) if is_jsonl else _csv_rows(lines, text_column)
    except ArchiveError:
        lines.detach()
        raise
    return _released(rows, lines)


def _is_spread(first: bytes, sample: bytes) -> bool:
    """Whether a JSON object goes over several lines, so that they are no JSONL."""
    line = sample.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")[0].rstrip()
    return first == b"{" and line.endswith((b"{", b"[", b","))


def _released(
    rows: Iterator[Row | ArchiveError], lines: io.TextIOWrapper
) -> Iterator[Row | ArchiveError]:
    """The rows; afterwards the file is the caller's again, and still open."""
    try:
        yield from rows
    finally:
        if not lines.closed:
            lines.detach()


def _encoding_of(sample: bytes) -> str:
    """The encoding of a file: UTF-8, UTF-16 by its mark or its zeros, or else Windows-1252.

    Where some line with other letters than ASCII is UTF-8, those that are not are bad rows.
    """
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in sample[:2]:
        return "utf-16-be" if sample[:1] == b"\0" else "utf-16-le"
    *lines, last = sample.split(b"\n")
    known = [_is_utf8(line) for line in lines if not line.isascii()]
    known += [] if last.isascii() else [_is_utf8(last, is_cut=True)]
    return "cp1252" if known and not any(known) else "utf-8-sig"


def _is_utf8(line: bytes, *, is_cut: bool = False) -> bool:
    """Whether the bytes are UTF-8; those that are cut off may end within a letter."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(line, final=not is_cut)
    except UnicodeDecodeError:
        return False
    return True


_UNDECODED = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of bytes that are not UTF-8


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────


def _jsonl_rows(lines: io.TextIOWrapper, text_column: str | None) -> Iterator[Row | ArchiveError]:
    names: tuple[str, ...] | None = None
    columns: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if line.isspace():
            continue
        try:
            values = _object(line)
            if names != tuple(values):
                names = tuple(values)
                columns = find_columns(names, text_column)
            comment = comment_from({field: values[name] for field, name in columns.items()})
            yield Row(number=number, comment=comment)
        except ArchiveError as error:
            yield error.placed(row=number)


def _array_rows(file: io.BufferedReader, text_column: str | None) -> Iterator[Row | ArchiveError]:
    number = 0
    for number, values in enumerate(items_of(file), 1):
        try:
            if isinstance(values, ArchiveError):
                raise values
            if not isinstance(values, dict):
                raise ArchiveError("expected a JSON object")
            columns = find_columns(values, text_column)
            comment = comment_from({field: values[name] for field, name in columns.items()})
            yield Row(number=number, comment=comment)
        except ArchiveError as error:
            yield error.placed(row=number)


def _object(line: str) -> dict[str, object]:
    if _UNDECODED.search(line):
        raise ArchiveError("the line is not UTF-8")
    try:
        value = json.loads(line.rstrip())
    except json.JSONDecodeError as error:
        raise ArchiveError(f"the line is not JSON (column {error.colno})") from None
    except (ValueError, RecursionError):
        raise ArchiveError("the line is JSON beyond what can be read") from None
    if not isinstance(value, dict):
        raise ArchiveError("the line is not a JSON object")
    return value


# ── CSV ─────────────────────────────────────────────────────────────────────────────────────────


def _csv_rows(lines: io.TextIOWrapper, text_column: str | None) -> Iterator[Row | ArchiveError]:
    """The rows below the header, which is read at once."""
    csv.field_size_limit(_LONGEST_CELL)  # of the whole process; its default refuses long comments
    blank, header = 0, lines.readline()
    while header and not header.strip():
        blank, header = blank + 1, lines.readline()
    delimiter, names = _read_header(header, text_column)
    columns = find_columns(names, text_column)
    places = {field: names.index(name) for field, name in columns.items()}
    return _rows_below(blank + 2, _cells(lines, delimiter), places, len(names))


def _read_header(header: str, text_column: str | None) -> tuple[str, list[str]]:
    """The delimiter that makes most known columns of the header, and the names of the columns.

    A single column has no delimiter, so that commas in its text divide nothing.
    """
    candidates = []
    for delimiter in _DELIMITERS:
        try:
            names = next(csv.reader([header], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        columns = find_columns(names, text_column)
        if "text" in columns:
            candidates.append((len(columns), len(names), delimiter, names))
    if not candidates:
        wanted = ", ".join(ALIASES["text"]) if text_column is None else text_column
        raise NoTextError(f"no column holds the text: the header needs {wanted}")
    _, count, delimiter, names = max(candidates, key=lambda candidate: candidate[:2])
    return (delimiter if count > 1 else _NO_DELIMITER), names


def _rows_below(
    first: int, records: Iterator[list[str] | None], places: dict[str, int], width: int
) -> Iterator[Row | ArchiveError]:
    for number, cells in enumerate(records, first):
        if cells == []:
            continue
        try:
            comment = comment_from(_fields(cells, places, width))
            yield Row(number=number, comment=comment)
        except ArchiveError as error:
            yield error.placed(row=number)


def _fields(cells: list[str] | None, places: dict[str, int], width: int) -> dict[str, object]:
    if cells is None:
        raise ArchiveError("a quotation mark is out of place or has no pair")
    if _UNDECODED.search("".join(cells)):
        raise ArchiveError("the row is not UTF-8")
    if len(cells) != width:
        noun = "cell" if len(cells) == 1 else "cells"
        raise ArchiveError(f"the row has {len(cells)} {noun}, the header {width}")
    return {field: cells[place] for field, place in places.items()}


def _cells(lines: Iterator[str], delimiter: str) -> Iterator[list[str] | None]:
    """The cells of each row; None for a line where quotation marks go wrong.

    After such a line the next one is read as a row of its own, so that a lost quotation mark does
    not swallow what follows.
    """
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        source.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            source.give_back()
            yield None
        else:
            yield cells


class _Lines:
    """Lines, of which those that the current row has taken can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self._taken) == _MOST_LINES:
            raise csv.Error
        line = self._again.popleft() if self._again else next(self._lines)
        self._taken.append(line)
        return line

    def begin_row(self) -> None:
        """From here on lines are those of the next row."""
        self._taken = []

    def give_back(self) -> None:
        """Let all lines of the row but the first be read again."""
        self._again.extendleft(reversed(self._taken[1:]))
