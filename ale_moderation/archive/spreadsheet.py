"""Tables that are no text: Excel workbooks and Parquet files, with columns known by name."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from ale_moderation.archive.columns import Row, comment_from, find_columns
from ale_moderation.archive.sample import Sample
from ale_moderation.errors import ArchiveError, NoTextError

_PARQUET, _ZIP = b"PAR1", b"PK\x03\x04"
_NO_TEXT = "no column holds the text"


def fits_parquet(sample: Sample) -> bool:
    """Whether the sample begins like Parquet."""
    return sample.head.startswith(_PARQUET)


def fits_excel(sample: Sample) -> bool:
    """Whether the sample begins like a packed file; other zips never come here."""
    return sample.head.startswith(_ZIP)


def read_parquet(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """Each row, numbered from 1, a group of rows at a time. Needs the extra `arrow`."""
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise ArchiveError("to read Parquet, install ale-moderation[arrow]") from None
    try:
        table = parquet.ParquetFile(file)
        columns = find_columns(table.schema_arrow.names, None)
        if "text" not in columns:
            raise NoTextError(_NO_TEXT)
        number = 0
        for batch in table.iter_batches(1_000, columns=list(set(columns.values()))):
            for values in batch.to_pylist():
                number += 1
                yield _row(number, {field: values[name] for field, name in columns.items()})
    except (OSError, ValueError) as error:  # pyarrow's own are of these kinds
        raise ArchiveError("the Parquet file is broken or cut off") from error


def read_excel(file: io.BufferedReader) -> Iterator[Row | ArchiveError]:
    """Each row below the header of the first sheet that has a column of texts.

    The numbers are those of the sheet. Needs the extra `excel`.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ArchiveError("to read Excel, install ale-moderation[excel]") from None
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = enumerate(sheet.iter_rows(values_only=True), 1)
            names = [str(cell) if cell is not None else "" for cell in next(rows, (0, ()))[1]]
            columns = find_columns([name for name in names if name], None)
            if "text" in columns:
                places = {field: names.index(name) for field, name in columns.items()}
                yield from _rows_below(rows, places)
                return
    except ArchiveError:
        raise
    except Exception as error:  # openpyxl lets through whatever damaged data makes others raise
        raise ArchiveError("the workbook is broken or no Excel file (.xlsx)") from error
    raise NoTextError(_NO_TEXT)


def _rows_below(
    rows: Iterable[tuple[int, tuple[object, ...]]], places: Mapping[str, int]
) -> Iterator[Row | ArchiveError]:
    for number, cells in rows:
        if any(cell is not None for cell in cells):
            values = {f: cells[p] if p < len(cells) else None for f, p in places.items()}
            yield _row(number, values)


def _row(number: int, values: Mapping[str, object]) -> Row | ArchiveError:
    """The row of some values; a number in the column of texts is a text."""
    plain = {
        field: value.isoformat() if isinstance(value, datetime | date) else value
        for field, value in values.items()
    }
    if isinstance(plain.get("text"), int | float):
        plain["text"] = str(plain["text"])
    try:
        return Row(number=number, comment=comment_from(plain))
    except ArchiveError as error:
        return ArchiveError(error.message, row=number)
