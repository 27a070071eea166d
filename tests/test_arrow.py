"""Arrow batches and the frames on top of them decide as `pipe` does."""

from __future__ import annotations

import shutil
import sys
from typing import Any

import pytest

from ale_moderation import ArchiveError, Moderator
from benchmarks.corpus import read

pa = pytest.importorskip("pyarrow")
arrow = pytest.importorskip("ale_moderation.arrow")

TEXTS = [e.text for e in read("stream_a")][:60]
IDS = [f"c{n}" for n in range(len(TEXTS))]


@pytest.fixture(scope="module")
def expected(moderator: Moderator) -> list[tuple[str, str, list[str]]]:
    """Id, action and rules of each comment, as `pipe` has them."""
    return [
        (name, decision.action.value, [j.rule for j in decision.justifications])
        for name, decision in zip(IDS, moderator.pipe(TEXTS), strict=True)
    ]


def shown(rows: list[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    return [(row["id"], row["action"], list(row["rules"])) for row in rows]


def test_batches(moderator: Moderator, expected: list[Any]) -> None:
    """A row for each row, in order, whatever the size of the batches."""
    table = pa.table({"id": IDS, "kommentar": TEXTS})
    batches = list(arrow.moderate_batches(table.to_batches(max_chunksize=7), moderator=moderator))

    assert all(batch.schema == arrow.SCHEMA for batch in batches)
    assert [batch.num_rows for batch in batches] == [7] * 8 + [4]
    assert shown([row for batch in batches for row in batch.to_pylist()]) == expected


def test_bad_rows(moderator: Moderator) -> None:
    """A row that can not be read says so in its place, and the others are decided."""
    table = pa.table({"text": ["Hej", None, "Tack"], "created_at": ["2026-01-01", None, "igår"]})
    [batch] = arrow.moderate_batches(table.to_batches(), moderator=moderator)

    assert [row["action"] for row in batch.to_pylist()] == ["keep", None, None]
    assert [row["error"] and row["error"][:10] for row in batch.to_pylist()] == [
        None,
        "the text i",
        "created_at",
    ]


def test_no_text(moderator: Moderator) -> None:
    """A batch without a column of texts is refused."""
    table = pa.table({"ort": ["Surte"]})
    with pytest.raises(ArchiveError, match="no column holds the text"):
        list(arrow.moderate_batches(table.to_batches(), moderator=moderator))


def test_pandas(moderator: Moderator, expected: list[Any]) -> None:
    """A pandas frame keeps its index."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"id": IDS, "text": TEXTS}, index=range(100, 100 + len(IDS)))
    decided = arrow.moderate_pandas(frame, moderator=moderator)

    assert list(decided.index) == list(frame.index)
    assert shown(decided.to_dict("records")) == expected


def test_polars(moderator: Moderator, expected: list[Any]) -> None:
    """A polars frame."""
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"id": IDS, "text": TEXTS})

    assert shown(arrow.moderate_polars(frame, moderator=moderator).to_dicts()) == expected


def test_duckdb(moderator: Moderator, expected: list[Any]) -> None:
    """A DuckDB relation, and DuckDB asks the answer."""
    duckdb = pytest.importorskip("duckdb")
    comments = pa.table({"id": IDS, "text": TEXTS})
    reader = arrow.moderate_duckdb(duckdb.sql("select * from comments"), moderator=moderator)
    other = duckdb.connect()
    other.register("decided", reader.read_all())
    rows = other.sql("select * from decided order by cast(id[2:] as int)").to_arrow_table()
    rows = rows.to_pylist()

    assert comments.num_rows == len(rows)
    assert shown(rows) == expected


def test_dask(expected: list[Any]) -> None:
    """A Dask frame of several partitions."""
    pandas, dask = pytest.importorskip("pandas"), pytest.importorskip("dask.dataframe")
    frame = dask.from_pandas(pandas.DataFrame({"id": IDS, "text": TEXTS}), npartitions=3)
    decided = arrow.moderate_dask(frame).compute(scheduler="threads")

    assert shown(decided.to_dict("records")) == expected


@pytest.mark.skipif(shutil.which("java") is None, reason="PySpark needs Java 17")
def test_spark(expected: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A PySpark frame on two local workers."""
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    session = sql.SparkSession.builder.master("local[2]").getOrCreate()
    try:
        frame = session.createDataFrame(
            list(zip(IDS, TEXTS, strict=True)), "id string, text string"
        )
        rows = [row.asDict() for row in arrow.moderate_spark(frame).collect()]
    finally:
        session.stop()

    assert sorted(shown(rows)) == sorted(expected)
