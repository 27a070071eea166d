"""The formats of archives, and which of them a file has: by its content, not by its name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial

from attrs import frozen

from ale_moderation.archive import (
    coral,
    disqus,
    graph,
    linkedin,
    meta_export,
    rows,
    spreadsheet,
    wordpress,
    x_archive,
    youtube,
)
from ale_moderation.archive.columns import Row
from ale_moderation.archive.sample import Sample, sample_of
from ale_moderation.errors import ArchiveError

Read = Callable[[io.BufferedReader], Iterator[Row | ArchiveError]]


@frozen(kw_only=True)
class Format:
    """A format: what it is called, how its files are known, and how they are read.

    `is_own_only` says that such files hold only what the exporting account wrote itself, so that
    what others wrote to it is not among it.
    """

    name: str
    title: str
    fits: Callable[[Sample], bool]
    read: Read
    is_own_only: bool = False


FORMATS: tuple[Format, ...] = (
    Format(
        name="parquet",
        title="Parquet",
        fits=spreadsheet.fits_parquet,
        read=spreadsheet.read_parquet,
    ),
    Format(name="excel", title="Excel", fits=spreadsheet.fits_excel, read=spreadsheet.read_excel),
    Format(
        name="x",
        title="X archive (tweets.js)",
        fits=x_archive.fits,
        read=x_archive.read,
        is_own_only=True,
    ),
    Format(name="disqus", title="Disqus export", fits=disqus.fits, read=disqus.read),
    Format(
        name="wordpress",
        title="WordPress (WXR) or Disqus import",
        fits=wordpress.fits,
        read=wordpress.read,
    ),
    Format(
        name="youtube",
        title="YouTube Takeout (CSV)",
        fits=youtube.fits,
        read=youtube.read,
        is_own_only=True,
    ),
    Format(
        name="linkedin",
        title="LinkedIn (Comments.csv)",
        fits=linkedin.fits,
        read=linkedin.read,
        is_own_only=True,
    ),
    Format(name="coral", title="Coral (mongoexport)", fits=coral.fits, read=coral.read),
    Format(
        name="meta",
        title="Facebook or Instagram, download your information (JSON)",
        fits=meta_export.fits,
        read=meta_export.read,
        is_own_only=True,
    ),
    Format(
        name="graph",
        title="Facebook Graph API, scrapers, YouTube Data API (JSON)",
        fits=graph.fits,
        read=graph.read,
    ),
)
"""The formats of platforms, in the order in which a file is tried; else it is a table."""

TABLE = "CSV or JSONL"
NAMES = (*(found.name for found in FORMATS), "table")


def read_archive(
    file: io.BufferedReader, *, name: str = "", form: str | None = None, text_column: str | None
) -> tuple[Format, Iterator[Row | ArchiveError]]:
    """The format of a file and its rows; `form` is one of `NAMES`, None finds it.

    ArchiveError where the file is a table (CSV or JSONL) without a column of texts.
    """
    sample = sample_of(file, name)
    for found in FORMATS:
        if found.name == form or (form is None and text_column is None and found.fits(sample)):
            return found, found.read(file)
    read = partial(rows.read_rows, name=name, text_column=text_column)
    return Format(name="table", title=TABLE, fits=bool, read=read), read(file)
