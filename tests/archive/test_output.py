"""Tests of `ale_moderation.archive.output`: every form, written through `classify`."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ale_moderation import Moderator
from ale_moderation.archive.decisions import COLUMNS
from ale_moderation.cli import main

TEXTS = ("Hej på er", "=1+1; å", "a\ud83d b", "rad ett\nrad två", '"citat"')


def classify(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["classify", *map(str, arguments)])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A row for each of the texts, and between them one that can not be read."""
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": f"-{n}", "text": text}) for n, text in enumerate(TEXTS)]
    path.write_text("\n".join([*lines[:2], "{", *lines[2:]]), encoding="utf-8")
    return path


def test_excel(always: Path, source: Path) -> None:
    """A Swedish Excel opens it as it is: marked as UTF-8, with semicolons, and harmless."""
    output = source.with_name("ut.csv")
    classify(
        *(source, "-o", output, "--rules", always, "--output-format", "excel"), "--include-text"
    )
    written = output.read_bytes()
    header, *rows = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";")

    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\xef\xbb\xbf") == 1
    assert header == [*COLUMNS, "text"]
    assert [row[2] for row in rows] == [f"'-{n}" for n in range(5)]
    assert [row[-1] for row in rows] == [TEXTS[0], "'=1+1; å", "a\\ud83d b", *TEXTS[3:]]


def test_parquet(always: Path, source: Path) -> None:
    """Parquet holds a row for each decision, with the columns of Arrow batches and its place."""
    parquet = pytest.importorskip("pyarrow.parquet")
    from ale_moderation.archive.parquet_output import schema_of

    output = source.with_name("ut.parquet")
    result = classify(source, "-o", output, "--rules", always, "--include-text")
    table = parquet.read_table(output)
    moderator = Moderator(always)

    assert result.exit_code == 1  # one row is bad
    assert table.schema.equals(schema_of(include_text=True))
    assert [row["row"] for row in table.to_pylist()] == [1, 2, 4, 5, 6]
    assert table["text"].to_pylist() == [*TEXTS[:2], "a\\ud83d b", *TEXTS[3:]]
    assert table["rules"].to_pylist() == [
        [j.rule for j in moderator(text).justifications] for text in TEXTS
    ]


def test_parquet_without_text(always: Path, source: Path) -> None:
    """The texts stand in it only on request."""
    parquet = pytest.importorskip("pyarrow.parquet")
    output = source.with_name("ut.PARQUET")
    classify(source, "-o", output, "--rules", always)

    assert "text" not in parquet.read_schema(output).names
    assert b"rad tv" not in output.read_bytes()


def test_parquet_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are gathered into groups, the last one smaller, and none is lost."""
    pytest.importorskip("pyarrow")
    from pyarrow.parquet import ParquetFile

    from ale_moderation.archive import parquet_output

    monkeypatch.setattr(parquet_output, "_ROWS_IN_GROUP", 4)
    schema = parquet_output.schema_of(include_text=False)
    rows: list[dict[str, Any]] = [{"row": n} for n in range(9)]
    with parquet_output.parquet_file(tmp_path / "a.parquet") as write:
        for place in range(0, 9, 3):
            write(parquet_output.pa.RecordBatch.from_pylist(rows[place : place + 3], schema))
    file = ParquetFile(tmp_path / "a.parquet")

    assert [file.metadata.row_group(n).num_rows for n in range(2)] == [6, 3]
    assert file.read()["row"].to_pylist() == list(range(9))


@pytest.mark.parametrize("name", ["ut.parquet", "ut.csv", "ut.jsonl"])
def test_whole_or_not_at_all(always: Path, tmp_path: Path, name: str) -> None:
    """Where the archive fails midway the former output stays, and nothing else is left."""
    pytest.importorskip("pyarrow")
    source, output = tmp_path / "a.csv.gz", tmp_path / name
    rows = "\n".join(f"{n},{n**9}" for n in range(3_000))
    source.write_bytes(gzip.compress(f"id,text\n{rows}".encode())[:-5_000])
    output.write_text("förut", encoding="utf-8")
    result = classify(source, "-o", output, "--rules", always)

    assert (result.exit_code, "the gzip is broken" in result.output) == (2, True)
    assert output.read_text(encoding="utf-8") == "förut"
    assert sorted(tmp_path.iterdir()) == sorted([source, output])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "ut.csv", "--resume"), "--resume needs --output, and JSONL"),
        (("-o", "ut.parquet", "--resume"), "--resume needs --output, and JSONL"),
        (("--resume",), "--resume needs --output, and JSONL"),
        (("--output-format", "parquet"), "Parquet is not written to standard output"),
    ],
)
def test_refused(
    always: Path, source: Path, arguments: tuple[str, ...], message: str, monkeypatch: Any
) -> None:
    """What can not be done is said at once, and nothing is written."""
    pytest.importorskip("pyarrow")
    monkeypatch.chdir(source.parent)
    before = sorted(source.parent.iterdir())
    result = classify(source, "--rules", always, *arguments)

    assert result.exit_code == 2
    assert message in result.output
    assert sorted(source.parent.iterdir()) == before
