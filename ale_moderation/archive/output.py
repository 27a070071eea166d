"""The forms in which decisions are written, and where to: a terminal, a pipe or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from ale_moderation.archive.decisions import (
    Decided,
    csv_header,
    csv_lines,
    jsonl_lines,
    open_whole,
    whole,
)
from ale_moderation.errors import ArchiveError

FORMS = ("jsonl", "csv", "excel", "parquet")
"""`excel` is what a Swedish Excel opens with a double click: a mark of UTF-8, and semicolons."""

_SUFFIXES = {".csv": "csv", ".parquet": "parquet"}
_DELIMITERS = {"csv": ",", "excel": ";"}


def form_by_name(output: Path | None) -> str:
    """The form that the name of a file asks for, else JSONL."""
    return _SUFFIXES.get(output.suffix.lower(), "jsonl") if output else "jsonl"


def encoder(form: str, *, include_text: bool) -> Callable[[Decided], Any]:
    """What makes of some decisions what `written` takes; it can be pickled.

    ArchiveError where the form needs an extra that is not installed.
    """
    if form == "jsonl":
        return partial(jsonl_lines, include_text=include_text)
    if form in _DELIMITERS:
        return partial(csv_lines, include_text=include_text, delimiter=_DELIMITERS[form])
    try:
        from ale_moderation.archive.parquet_output import batch_of
    except ImportError:
        raise ArchiveError("to write Parquet, install ale-moderation[arrow]") from None
    return partial(batch_of, include_text=include_text)


@contextmanager
def written(
    path: Path | None, form: str, *, include_text: bool, unfinished: Path | None = None
) -> Iterator[Callable[[Any], object]]:
    """What writes the pieces that `encoder` makes; a file is written whole or not at all.

    None is standard output. `unfinished` is a file that is gone on with, and kept on failure.
    """
    if form == "parquet":
        from ale_moderation.archive.parquet_output import parquet_file

        if path is None:
            raise ArchiveError("Parquet is not written to standard output: name a file")
        with whole(path) as place, parquet_file(place, include_text=include_text) as write:
            yield write
        return
    with text_output(path, unfinished) as file:
        if form in _DELIMITERS:
            mark = "\ufeff" if form == "excel" else ""
            header = csv_header(include_text=include_text, delimiter=_DELIMITERS[form])
            file.write(mark + header)
        yield file.write
        file.flush()


@contextmanager
def text_output(path: Path | None, unfinished: Path | None = None) -> Iterator[TextIO]:
    """Standard output, a file that is written whole or not at all, or first an unfinished one."""
    if path is None:
        yield sys.stdout
    elif unfinished is None:
        with open_whole(path) as file:
            yield file
    else:
        with unfinished.open("a", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        unfinished.replace(path)
