"""Decisions on Arrow record batches: the core for data frames, databases and clusters.

Needs pyarrow (the extra `arrow`). The adapters hold no logic: each turns its frame into batches and
the batches that come out into a frame again.

    moderate_batches     Arrow record batches, lazily
    moderate_pandas      a pandas data frame; also with Dask's `map_partitions`
    moderate_polars      a polars data frame
    moderate_duckdb      a DuckDB relation
    moderate_dask        a Dask data frame, partition by partition
    moderate_spark       a PySpark data frame, through mapInArrow
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import pyarrow as pa

from ale_moderation.archive.columns import comment_from, find_columns
from ale_moderation.decision import Decision
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Comment
from ale_moderation.moderator import Moderator

_TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("action", pa.string()),
        pa.field("visibility", pa.string()),
        pa.field("record", pa.string()),
        pa.field("service", _TEXTS),
        pa.field("escalation", _TEXTS),
        pa.field("due", pa.date32()),
        pa.field("forward_to", pa.string()),
        pa.field("categories", _TEXTS),
        pa.field("kinds", _TEXTS),
        pa.field("needs_human", pa.bool_()),
        pa.field("certainty", pa.float64()),
        pa.field("rules", _TEXTS),
        pa.field("clauses", _TEXTS),
        pa.field("because_sv", _TEXTS),
        pa.field("because_en", _TEXTS),
        pa.field("language", pa.string()),
        pa.field("version", pa.string()),
        pa.field("error", pa.string()),
    ]
)
"""The columns that come out, a row for each row that went in, in the same order.

`id` is the comment's own; `kinds` are those of the findings, `because_*` one sentence for each of
`rules`. Where a row could not be read, `error` says why and all but the id is null; nothing holds
the comment's text.
"""


def moderate_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    moderator: Moderator | None = None,
    text_column: str | None = None,
    n_process: int = 1,
) -> Iterator[pa.RecordBatch]:
    """The decisions on the comments of each batch, as batches of `SCHEMA`, lazily and in order.

    Columns are known by name as in tables (text, id, created_at, consent …). ArchiveError where a
    batch has no column of texts.
    """
    moderator = moderator or _default()
    for batch in batches:
        rows = list(_comments(batch, text_column))
        good = [row for row in rows if isinstance(row, Comment)]
        decisions = moderator.pipe(good, n_process=n_process)
        records = [
            record_of(next(decisions)) if isinstance(row, Comment) else {"error": row.message}
            for row in rows
        ]
        yield pa.RecordBatch.from_pylist(records, schema=SCHEMA)


@lru_cache(1)
def _default() -> Moderator:
    return Moderator()


def _comments(batch: pa.RecordBatch, text_column: str | None) -> Iterator[Comment | ArchiveError]:
    columns = find_columns(batch.schema.names, text_column)
    if "text" not in columns:
        raise ArchiveError(f"no column holds the text: {', '.join(batch.schema.names)}")
    values = {field: batch.column(name).to_pylist() for field, name in columns.items()}
    for place in range(batch.num_rows):
        try:
            yield comment_from({f: _plain(column[place]) for f, column in values.items()})
        except ArchiveError as error:
            yield error


def _plain(value: object) -> object:
    """A value as a table has it: a moment as text."""
    return value.isoformat() if isinstance(value, datetime | date) else value


def record_of(decision: Decision) -> dict[str, Any]:
    """The decision as a row of `SCHEMA`."""
    spoken = decision.justifications
    return {
        "id": decision.comment.id,
        "action": decision.action.value,
        "visibility": decision.visibility.value,
        "record": decision.record.value,
        "service": [s.value for s in decision.service],
        "escalation": [e.value for e in decision.escalation],
        "due": decision.due,
        "forward_to": decision.forward_to and decision.forward_to.id,
        "categories": [c.value for c in decision.categories],
        "kinds": list(dict.fromkeys(f.kind for f in decision.findings)),
        "needs_human": decision.needs_human,
        "certainty": decision.certainty,
        "rules": [j.rule for j in spoken],
        "clauses": [c.id for c in decision.clauses],
        "because_sv": [j.sv for j in spoken],
        "because_en": [j.en for j in spoken],
        "language": decision.language,
        "version": decision.version,
        "error": None,
    }


# ── Adapters ────────────────────────────────────────────────────────────────────────────────────


def moderate_pandas(frame: Any, **options: Any) -> Any:
    """The decisions on a pandas data frame, as one with its index. `options` as for batches."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    decided = pa.Table.from_batches(moderate_batches(table.to_batches(), **options), SCHEMA)
    return decided.to_pandas().set_index(frame.index)


def moderate_polars(frame: Any, **options: Any) -> Any:
    """The decisions on a polars data frame, as one. `options` as for batches."""
    import polars

    batches = moderate_batches(frame.to_arrow().to_batches(), **options)
    return polars.from_arrow(pa.Table.from_batches(batches, SCHEMA))


def moderate_duckdb(relation: Any, **options: Any) -> pa.RecordBatchReader:
    """The decisions on a DuckDB relation, read lazily.

    DuckDB can query the reader, on another connection while this one is still being read.
    """
    reader = relation.to_arrow_reader(1_000)
    return pa.RecordBatchReader.from_batches(SCHEMA, moderate_batches(reader, **options))


def moderate_dask(frame: Any, **options: Any) -> Any:
    """The decisions on a Dask data frame, each partition where it lies."""
    meta = SCHEMA.empty_table().to_pandas()
    return frame.map_partitions(moderate_pandas, meta=meta, **options)


SPARK_SCHEMA = (
    "id string, action string, visibility string, record string, service array<string>, "
    "escalation array<string>, due date, forward_to string, categories array<string>, "
    "kinds array<string>, needs_human boolean, certainty double, rules array<string>, "
    "clauses array<string>, because_sv array<string>, because_en array<string>, language string, "
    "version string, error string"
)
"""`SCHEMA` in Spark's words."""


def moderate_spark(frame: Any) -> Any:
    """The decisions on a PySpark data frame; each worker loads the shipped rules once."""
    return frame.mapInArrow(moderate_batches, SPARK_SCHEMA)
