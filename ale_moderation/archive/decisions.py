"""Writes decisions as JSONL or CSV, one to a row. The text of a comment only on request."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

from ale_moderation.archive.columns import Row
from ale_moderation.model import Decision

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


@contextmanager
def open_whole(path: Path) -> Iterator[TextIO]:
    """A file to write UTF-8 to, which takes its name only when it is whole.

    Where there was a file of that name it stays as it was until then.
    """
    if path.exists() and not path.is_file():  # a device or a pipe
        with _open(path, "w") as file:
            yield file
        return
    final = Path(os.path.realpath(path))
    partial = final.with_name(f".{final.name}.{os.getpid()}.partial")
    try:
        file = _open(partial, "x")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with file:
            yield file
        partial.replace(final)
    finally:
        partial.unlink(missing_ok=True)


def _open(path: Path, mode: str) -> TextIO:
    # backslashreplace writes a lone surrogate, which UTF-8 does not have, as JSON escapes it
    return cast(TextIO, path.open(mode, encoding="utf-8", errors="backslashreplace", newline=""))


def write_jsonl(
    file: TextIO, decided: Iterable[tuple[Row, Decision]], *, include_text: bool = False
) -> None:
    """Write each decision as its row number, its `member` if any and `Decision.to_dict()`."""
    for row, decision in decided:
        place: dict[str, object] = {"row": row.number}
        if row.member:
            place["member"] = row.member
        record = place | decision.to_dict(include_text=include_text)
        file.write(json.dumps(record, ensure_ascii=False) + "\n")


def write_csv(
    file: TextIO,
    decided: Iterable[tuple[Row, Decision]],
    *,
    include_text: bool = False,
    for_excel: bool = False,
) -> None:
    """Write each decision as the cells of `COLUMNS`, and the text last if it is asked for.

    The file is open with newline="". A cell that a spreadsheet would take for a formula begins
    with an apostrophe. `for_excel` writes what a Swedish Excel opens with a double click: a mark
    of UTF-8 and semicolons.
    """
    if for_excel:
        file.write("\ufeff")
    # with its own line ends, \r\n: others leave a \r unquoted
    writer = csv.writer(file, delimiter=";" if for_excel else ",")
    writer.writerow([*COLUMNS, "text"] if include_text else COLUMNS)
    for row, decision in decided:
        cells = _cells(row, decision)
        if include_text:
            cells.append(decision.comment.text)
        writer.writerow([_harmless(cell) for cell in cells])


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
