"""All rows of an archive, whatever it is packed in, with what is known of where they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import define, evolve, field

from ale_moderation.archive.columns import Row
from ale_moderation.archive.formats import read_archive
from ale_moderation.archive.sources import READ, Member, members_of, opened
from ale_moderation.errors import ArchiveError


@define
class Contents:
    """What was met in an archive: files by the title of their format.

    `own_only` holds the titles of formats whose files lack what others wrote.
    """

    formats: Counter[str] = field(factory=Counter)
    own_only: set[str] = field(factory=set)


def rows_of(
    path: Path,
    contents: Contents,
    *,
    form: str | None = None,
    text_column: str | None = None,
    moved: Callable[[int], None] = lambda place: None,
) -> Iterator[Row | ArchiveError]:
    """The rows of a file, or of all files in a folder or zip, each with its `member`.

    A file that can not be read is an ArchiveError among the rows, and the next one is read; only
    where the archive is that one file, the error is raised. `moved` is told the bytes read so far.
    """
    done, is_empty = 0, True
    for member in members_of(path):
        is_empty = False
        if isinstance(member, ArchiveError):
            yield member
            continue
        place = 0
        try:
            with opened(member) as file:
                found, rows = read_archive(
                    file, name=member.name or path.name, form=form, text_column=text_column
                )
                contents.formats[found.title] += 1
                if found.is_own_only:
                    contents.own_only.add(found.title)
                for row in rows:
                    if not file.closed:
                        place = max(place, file.tell())
                        moved(done + place)
                    yield _placed(row, member)
        except ArchiveError as error:
            if not member.name:
                raise
            yield _placed(error, member)
        done += place
    if is_empty:
        raise ArchiveError(f"there is no file that may hold comments ({', '.join(sorted(READ))})")


def _placed(row: Row | ArchiveError, member: Member) -> Row | ArchiveError:
    """The row with the file that it stands in."""
    if not member.name:
        return row
    if isinstance(row, Row):
        return evolve(row, member=member.name)
    return ArchiveError(row.message, row=row.row, member=member.name)
