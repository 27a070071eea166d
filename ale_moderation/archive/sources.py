"""The files of an archive: a file, a folder, a zip or a gzip of them.

Names that lead out of a zip and what swells beyond reason when unpacked are refused.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, cast

from attrs import frozen

from ale_moderation.archive.sample import SAMPLED
from ale_moderation.errors import ArchiveError

_LARGEST = 50 * 2**30
"""Bytes that a packed member may have when it is unpacked."""

_SWELLING = 300
"""How many times larger than packed a member of more than `_SMALL` bytes may be."""

_SMALL = 50 * 2**20
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, ValueError, IndexError, NotImplementedError),
)
_TOO_LARGE = "the file swells beyond reason when it is unpacked"
READ = frozenset(
    (
        *(".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".js", ".xml", ".gz"),
        *(".parquet", ".xlsx"),
    )
)
"""Endings of files in folders and zips that may hold comments; others are passed over."""


@frozen(kw_only=True)
class Member:
    """A file of an archive; `name` is its path inside the archive, "" where it is the archive."""

    name: str
    path: Path
    inner: zipfile.ZipInfo | None = None


def members_of(path: Path) -> Iterator[Member | ArchiveError]:
    """The files of an archive in order of name; ArchiveError for one that is refused."""
    if path.is_dir():
        for found in sorted(path.rglob("*")):
            name = found.relative_to(path).as_posix()
            if found.is_symlink() or not found.is_file() or _is_hidden(name):
                continue
            if found.suffix.casefold() in READ:
                yield Member(name=name, path=found)
    elif path.is_file() and zipfile.is_zipfile(path) and not _is_workbook(path):
        with _told_if_broken():
            yield from _members_of_zip(path)
    else:
        yield Member(name="", path=path)


@contextmanager
def _told_if_broken() -> Iterator[None]:
    """What zipfile and zlib raise on damaged data, as an ArchiveError."""
    try:
        yield
    except _DAMAGE as error:
        raise ArchiveError("the zip is broken, cut off or of an unknown kind") from error


def _is_workbook(path: Path) -> bool:
    """Whether a zip is an Excel workbook; ArchiveError for one that swells."""
    with _told_if_broken(), zipfile.ZipFile(path) as packed:
        is_workbook = "xl/workbook.xml" in packed.namelist()
        if is_workbook and any(map(_swells, packed.infolist())):
            raise ArchiveError(_TOO_LARGE)
        return is_workbook


def _swells(info: zipfile.ZipInfo) -> bool:
    """Whether a packed file is unpacked to more than is reasonable."""
    large = info.file_size > _SWELLING * max(info.compress_size, 1)
    return info.file_size > _LARGEST or (info.file_size > _SMALL and large)


def _members_of_zip(path: Path) -> Iterator[Member | ArchiveError]:
    with zipfile.ZipFile(path) as packed:
        for info in sorted(packed.infolist(), key=lambda info: info.filename):
            name = PurePosixPath(info.filename.replace("\\", "/"))
            if info.is_dir() or name.suffix.casefold() not in READ:
                continue
            if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
                yield ArchiveError("a name in the zip leads out of it")
            elif _is_hidden(str(name)):
                continue
            elif info.flag_bits & 1:
                yield ArchiveError(f"{name}: the file is encrypted")
            elif _swells(info):
                yield ArchiveError(f"{name}: {_TOO_LARGE}")
            else:
                yield Member(name=str(name), path=path, inner=info)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


@contextmanager
def opened(member: Member) -> Iterator[io.BufferedReader]:
    """A member opened for bytes, unpacked, with a buffer that holds a sample."""
    if member.inner is not None:
        with (
            _told_if_broken(),
            zipfile.ZipFile(member.path) as packed,
            packed.open(member.inner) as file,
        ):
            yield from _unpacked(file)
    else:
        with member.path.open("rb", buffering=0) as file:
            yield from _unpacked(file)


def _unpacked(file: object) -> Iterator[io.BufferedReader]:
    buffered: io.BufferedReader = io.BufferedReader(cast(Any, file), buffer_size=SAMPLED)
    if buffered.peek(2)[:2] != b"\x1f\x8b":
        yield buffered
        return
    with gzip.GzipFile(fileobj=buffered) as inner:
        yield io.BufferedReader(cast(Any, _Limited(inner)), buffer_size=SAMPLED)


class _Limited(io.RawIOBase):
    """A stream of unpacked bytes that ends in an error where there are too many."""

    def __init__(self, inner: gzip.GzipFile) -> None:
        self._inner = inner
        self._read = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._read

    def readinto(self, buffer: object) -> int:
        try:
            count = self._inner.readinto(cast(bytearray, buffer))
        except (EOFError, OSError, zlib.error) as error:
            raise ArchiveError("the gzip is broken or cut off") from error
        self._read += count
        if self._read > _LARGEST:
            raise ArchiveError(_TOO_LARGE)
        return count
