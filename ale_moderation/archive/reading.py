"""All rows of an archive, whatever it is packed in, with what is known of where they came from."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

from attrs import define, evolve, field

from ale_moderation.archive.columns import Row
from ale_moderation.archive.formats import read_archive
from ale_moderation.archive.sources import READ, Member, members_of, opened
from ale_moderation.errors import ArchiveError, NoTextError


@define
class Contents:
    """What was met in an archive: files by the title of their format.

    `own_only` holds the titles of formats whose files lack what others wrote, `passed_over` the
    files of a folder or zip that hold no comments, such as a list of friends.
    """

    formats: Counter[str] = field(factory=Counter)
    own_only: set[str] = field(factory=set)
    passed_over: list[str] = field(factory=list)


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
    where the archive is that one file, the error is raised. Of several files those in which there
    is no text are passed over. `moved` is told the bytes read so far.
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
                if member.name and form is None and text_column is None:
                    rows = _with_texts(rows)
                first = list(islice(rows, 1))
                contents.formats[found.title] += 1
                if found.is_own_only:
                    contents.own_only.add(found.title)
                for row in chain(first, rows):
                    if not file.closed:
                        place = max(place, file.tell())
                        moved(done + place)
                    yield _placed(row, member)
        except NoTextError:
            if not member.name:
                raise
            contents.passed_over.append(member.name)
        except ArchiveError as error:
            if not member.name:
                raise
            yield _placed(error, member)
        done += place
    if is_empty:
        raise ArchiveError(f"there is no file that may hold comments ({', '.join(sorted(READ))})")
    if contents.passed_over and not contents.formats:
        raise ArchiveError(f"none of the {len(contents.passed_over)} files in it holds comments")


def _with_texts(rows: Iterator[Row | ArchiveError]) -> Iterator[Row | ArchiveError]:
    """The rows of a file; NoTextError where there are some and none has a text."""
    without: array[int] = array("q")
    for row in rows:
        if isinstance(row, NoTextError) and row.row is not None:
            without.append(row.row)
            last = row
            continue
        yield from (last.placed(row=number) for number in without)
        yield row
        break
    else:
        if without:
            raise last
    yield from rows


def _placed(row: Row | ArchiveError, member: Member) -> Row | ArchiveError:
    """The row with the file that it stands in."""
    if not member.name:
        return row
    if isinstance(row, Row):
        return evolve(row, member=member.name)
    return row.placed(row=row.row, member=member.name)
