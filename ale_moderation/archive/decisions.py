"""Decisions as lines of JSONL or CSV. The text of a comment only on request."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ale_moderation.archive.columns import Row
from ale_moderation.decision import Decision

COLUMNS = (
    "row",
    "member",
    "id",
    "action",
    "visibility",
    "record",
    "service",
    "escalation",
    "due",
    "forward_to",
    "categories",
    "needs_human",
    "certainty",
    "rules",
    "clauses",
    "language",
    "version",
)
"""The columns of the CSV; those that hold several values part them by a space."""


Decided = list[tuple[Row, Decision]]


@contextmanager
def open_whole(path: Path) -> Iterator[TextIO]:
    """A file to write UTF-8 to, which takes its name only when it is whole.

    Where there was a file of that name it stays as it was until then.
    """
    with whole(path) as place, _open(place) as file:
        yield file


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """The name of a new file to write, which becomes `path` at the end and is removed on failure.

    A device or a pipe is itself that place.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    final = Path(os.path.realpath(path))
    partial = final.with_name(f".{final.name}.{os.getpid()}.partial")
    try:
        partial.open("x").close()
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        yield partial
        partial.replace(final)
    finally:
        partial.unlink(missing_ok=True)


def _open(path: Path) -> TextIO:
    # backslashreplace writes a lone surrogate, which UTF-8 does not have, as JSON escapes it
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="")


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def jsonl_lines(decided: Decided, *, include_text: bool = False) -> str:
    """A line for each decision: its row number, its `member` if any and `Decision.to_dict()`."""
    lines = []
    for row, decision in decided:
        place: dict[str, object] = {"row": row.number}
        if row.member:
            place["member"] = row.member
        lines.append(_encode(place | decision.to_dict(include_text=include_text)))
    lines.append("")
    return "\n".join(lines)


def csv_lines(decided: Decided, *, include_text: bool = False, delimiter: str = ",") -> str:
    """A line for each decision: the cells of `COLUMNS`, and the text last if it is asked for.

    The file that they go to is open with newline="". A cell that a spreadsheet would take for a
    formula begins with an apostrophe.
    """
    rows = []
    for row, decision in decided:
        cells = _cells(row, decision)
        if include_text:
            cells.append(decision.comment.text)
        rows.append([_harmless(cell) for cell in cells])
    return _csv(rows, delimiter)


def csv_header(*, include_text: bool = False, delimiter: str = ",") -> str:
    """The first line, with the names of the columns."""
    return _csv([[*COLUMNS, "text"] if include_text else COLUMNS], delimiter)


def _csv(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    written = io.StringIO(newline="")
    # with its own line ends, \r\n: others leave a \r unquoted
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


def _cells(row: Row, decision: Decision) -> list[str]:
    return [
        str(row.number),
        row.member,
        decision.comment.id or "",
        decision.action,
        decision.visibility,
        decision.record,
        " ".join(decision.service),
        " ".join(decision.escalation),
        "" if decision.due is None else decision.due.isoformat(),
        "" if decision.forward_to is None else decision.forward_to.id,
        " ".join(decision.categories),
        "yes" if decision.needs_human else "no",
        "" if decision.certainty is None else f"{decision.certainty:.2f}",
        " ".join(justification.rule for justification in decision.justifications),
        " ".join(clause.id for clause in decision.clauses),
        decision.language,
        decision.version,
    ]


_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def _harmless(cell: str) -> str:
    starts = cell.lstrip().startswith(_FORMULA) or cell[:1] in ("\t", "\r", "\n")
    return f"'{cell}" if starts else cell
