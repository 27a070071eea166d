"""Excel workbooks and Parquet files: their rows, quirks, and files that are broken."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.archive.columns import Row
from ale_moderation.archive.reading import Contents, rows_of
from ale_moderation.errors import ArchiveError

AT = datetime(2026, 1, 12, 11, tzinfo=UTC)


def read(path: Path, form: str | None = None) -> tuple[list[Row | ArchiveError], Contents]:
    contents = Contents()
    return list(rows_of(path, contents, form=form)), contents


def shown(rows: list[Row | ArchiveError]) -> list[tuple[Any, ...] | str]:
    """Number, text, id and moment of each row, or what is wrong with it."""
    return [
        (row.number, row.comment.text, row.comment.id, row.comment.created_at)
        if isinstance(row, Row)
        else str(row)
        for row in rows
    ]


def workbook(*sheets: list[tuple[Any, ...]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    written = io.BytesIO()
    pq.write_table(pa.table(columns), written, **options)
    return written.getvalue()


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        (  # the second sheet has the texts; an empty row; a number as text; a moment that is none
            (
                [("namn",)],
                [
                    ("Kommentar", "ID", "Datum"),
                    ("Hej", "1", "2026-01-12"),
                    (None, None, None),
                    (7, 3, "igår"),
                    (8, 3, None),
                ],
            ),
            [
                (2, "Hej", "1", datetime(2026, 1, 12)),
                "row 4: created_at: expected a date and time such as 2026-03-01T12:30 or "
                "2026-03-01",
                (5, "8", "3", None),
            ],
        ),
        (  # real moments, an unnamed column before, a row without a text, line breaks
            (
                [
                    (None, " TEXT ", "skapad"),
                    ("x", "rad ett\nrad två", datetime(2026, 1, 12, 11)),
                    ("x", None, date(2026, 1, 12)),
                    ("x", "=1+1", date(2026, 1, 12)),
                ],
            ),
            [
                (2, "rad ett\nrad två", None, datetime(2026, 1, 12, 11)),
                "row 3: the text is not a string",
                "row 4: the text is not a string",  # a formula that nobody has worked out
            ],
        ),
        (  # a truth in the column of texts, a row that is shorter than the header
            ([("id", "text", "consent"), ("a", True, None), ("b", "Hej"), ("c", "Hå", "kanske")],),
            [
                (2, "True", "a", None),
                (3, "Hej", "b", None),
                "row 4: consent: expected unknown, given, self, official",
            ],
        ),
    ],
)
def test_excel(tmp_path: Path, sheets: Any, expected: list[Any]) -> None:
    """The first sheet with texts is read, with the numbers of its rows; a bad row is told."""
    (tmp_path / "a.bin").write_bytes(workbook(*sheets))
    rows, contents = read(tmp_path / "a.bin")

    assert shown(rows) == expected
    assert contents.formats == {"Excel": 1}


@pytest.mark.parametrize(
    ("columns", "options", "expected"),
    [
        (
            {"text": ["Hej", None, "Då"], "created_at": [AT, AT, None]},
            {},
            [
                (1, "Hej", None, AT),
                "row 2: the text is not a string",
                (3, "Då", None, None),
            ],
        ),
        (  # several groups of rows, numbers as ids, columns that say nothing
            {"Kommentar": list("abcde"), "id": [1, 2, 3, 4, None], "x": [[1]] * 5},
            {"row_group_size": 2, "compression": "zstd"},
            [(n, t, str(n) if n < 5 else None, None) for n, t in enumerate("abcde", 1)],
        ),
        (  # dates, and no rows of text but numbers
            {"message": [1.5, 2.0], "datum": [date(2026, 1, 12), None]},
            {},
            [(1, "1.5", None, datetime(2026, 1, 12)), (2, "2.0", None, None)],
        ),
    ],
)
def test_parquet(
    tmp_path: Path, columns: dict[str, Any], options: dict[str, Any], expected: list[Any]
) -> None:
    """Parquet is read in groups of rows; a bad row is told and the rest goes on."""
    (tmp_path / "a.bin").write_bytes(parquet(columns, **options))
    rows, contents = read(tmp_path / "a.bin")

    assert shown(rows) == expected
    assert contents.formats == {"Parquet": 1}


@pytest.mark.parametrize("content", [b"PAR1 and no more", b"PK\x03\x04 and no more"])
def test_broken(tmp_path: Path, content: bytes) -> None:
    """A workbook or Parquet file that is none is refused, and says so."""
    (tmp_path / "a.bin").write_bytes(content)
    with pytest.raises(ArchiveError, match="broken"):
        read(tmp_path / "a.bin")


@cache
def whole(form: str) -> bytes:
    """A table that is not damaged."""
    rows = [("text", "id"), *((f"Hej {n}", n) for n in range(30))]
    texts = [text for text, _ in rows[1:]]
    return workbook(rows) if form == "excel" else parquet({"text": texts}, row_group_size=7)


@settings(max_examples=150)
@given(st.sampled_from(("excel", "parquet")), st.data())
def test_noise(tmp_path_factory: pytest.TempPathFactory, form: str, data: st.DataObject) -> None:
    """Cut off, or with other bytes in the middle, a table gives rows or an error."""
    raw = whole(form)
    place = data.draw(st.integers(0, len(raw)))
    noise = data.draw(st.binary(max_size=30))
    end = data.draw(st.sampled_from([place, place + len(noise), len(raw)]))
    path = tmp_path_factory.mktemp("noise") / "a.bin"
    path.write_bytes(raw[:place] + noise + raw[end:])
    try:
        rows, _ = read(path, form)
    except ArchiveError:
        return

    assert rows
    assert all(isinstance(row, Row | ArchiveError) for row in rows)
