"""What the columns of an archive are called, and the comment that a row of them holds.

No message repeats a value: in a shifted row any cell may hold the text of a comment.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import frozen

from ale_moderation.errors import ArchiveError, NoTextError
from ale_moderation.model import AuthorRole, Comment, Consent

E = TypeVar("E", Consent, AuthorRole)

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("text", "kommentar", "comment", "message", "innehåll"),
        "id": ("id",),
        "author": ("author", "författare"),
        "created_at": ("created_at", "datum", "skapad"),
        "author_role": ("author_role",),
        "channel": ("channel", "kanal"),
        "parent": ("parent",),
        "consent": ("consent", "samtycke"),
        "triggered_action": ("triggered_action",),
        "records_request_pending": ("records_request_pending",),
    }
)
"""The names under which an archive may hold each field of a comment, the first found counts."""


@frozen(kw_only=True)
class Row:
    """A comment and the row that it stands in, counted from 1.

    A CSV file counts as spreadsheets do, with the header as row 1; in lines a row is a line, and
    elsewhere the comments are counted. `member` is the file of a folder or zip, "" where the
    archive is one file.
    """

    number: int
    comment: Comment
    member: str = ""


def find_columns(names: Iterable[str], text_column: str | None) -> dict[str, str]:
    """The column that holds each field; without `text` where none holds the text.

    `text_column` is the name of the column with the text where it has another than the usual.
    """
    columns = {_plain(name): name for name in reversed(list(names))}
    aliases = ALIASES if text_column is None else {**ALIASES, "text": (_plain(text_column),)}
    return {
        field: next(columns[name] for name in known if name in columns)
        for field, known in aliases.items()
        if any(name in columns for name in known)
    }


def comment_from(values: Mapping[str, object]) -> Comment:
    """The comment of a row, from its fields; ArchiveError says which one can not be read.

    Every field but the text may be absent, None or empty, which means "not known".
    """
    text = values.get("text")
    if "text" not in values:
        raise NoTextError("there is no text")
    if not isinstance(text, str):
        raise ArchiveError("the text is not a string")
    known: dict[str, Any] = {"text": text}
    for name, value in values.items():
        if name != "text" and value is not None and value != "":
            try:
                known[name] = _READERS[name](value)
            except ValueError as error:
                raise ArchiveError(f"{name}: expected {error}") from None
    return Comment(**known)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _string(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise ValueError("a string or a number")


def _moment(value: object) -> datetime:
    try:
        return datetime.fromisoformat(_string(value).strip())
    except ValueError:
        raise ValueError("a date and time such as 2026-03-01T12:30 or 2026-03-01") from None


def _truth(value: object) -> bool:
    truths = {"yes": True, "ja": True, "true": True, "no": False, "nej": False, "false": False}
    known = truths.get(str(value).strip().casefold())
    if known is None:
        raise ValueError("yes or no")
    return known


def _one_of(names: type[E]) -> Callable[[object], E]:
    def read(value: object) -> E:
        try:
            return names(str(value).strip().casefold())
        except ValueError:
            raise ValueError(", ".join(names)) from None

    return read


_READERS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "id": _string,
        "author": _string,
        "created_at": _moment,
        "author_role": _one_of(AuthorRole),
        "channel": _string,
        "parent": _string,
        "consent": _one_of(Consent),
        "triggered_action": _truth,
        "records_request_pending": _truth,
    }
)
