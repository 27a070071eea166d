"""Decisions as a Parquet file. Needs the extra `arrow`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from ale_moderation.archive.decisions import Decided
from ale_moderation.arrow import SCHEMA, record_of

_ROWS_IN_GROUP = 16_384


def schema_of(*, include_text: bool) -> pa.Schema:
    """The columns: the place of the row, those of `arrow.SCHEMA` without `error`, and the text."""
    place = [pa.field("row", pa.int64()), pa.field("member", pa.string())]
    text = [pa.field("text", pa.string())] if include_text else []
    return pa.schema([*place, *(part for part in SCHEMA if part.name != "error"), *text])


def batch_of(decided: Decided, *, include_text: bool = False) -> pa.RecordBatch:
    """The decisions as a batch of `schema_of`; a lone surrogate is written as JSON escapes it."""
    records = []
    for row, decision in decided:
        record = {"row": row.number, "member": row.member or None, **record_of(decision)}
        if include_text:
            record["text"] = decision.comment.text
        records.append(record)
    schema = schema_of(include_text=include_text)
    try:
        return pa.RecordBatch.from_pylist(records, schema=schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([_in_utf8(record) for record in records], schema=schema)


def _in_utf8(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: [_escaped(each) for each in value] if isinstance(value, list) else _escaped(value)
        for name, value in record.items()
    }


def _escaped(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def parquet_file(
    path: Path, *, include_text: bool = False
) -> Iterator[Callable[[pa.RecordBatch], None]]:
    """What writes batches to a new file, in groups of so many rows that readers are quick."""
    waiting: list[pa.RecordBatch] = []
    with ParquetWriter(path, schema_of(include_text=include_text)) as writer:

        def write(batch: pa.RecordBatch) -> None:
            waiting.append(batch)
            if sum(each.num_rows for each in waiting) >= _ROWS_IN_GROUP:
                writer.write_table(pa.Table.from_batches(waiting))
                waiting.clear()

        yield write
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting))
