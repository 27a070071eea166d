"""Values of foreign records: read leniently where that loses nothing, refused where it would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ale_moderation.errors import ArchiveError


def text_in(record: Mapping[str, Any], *keys: str) -> str | None:
    """The first string among some keys; ArchiveError where a value is no string."""
    for key in keys:
        value = record.get(key)
        if value is None:
            continue
        if not isinstance(value, str):
            raise ArchiveError(f"{key}: expected a string")
        return value
    return None


def id_in(record: Mapping[str, Any], *keys: str) -> str | None:
    """The first id among some keys, a string or a number."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def record_in(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under a key, an empty one where there is none."""
    value = record.get(key)
    return value if isinstance(value, Mapping) else {}


def moment(value: object) -> datetime | None:
    """A moment, from ISO 8601, RFC 2822, the form of X, or seconds since 1970; None if unknown."""
    if isinstance(value, bool) or value is None or value == "":
        return None
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        if not isinstance(value, str):
            return None
        value = value.strip()
        if value.isdigit():
            return datetime.fromtimestamp(int(value), UTC)
        if value[:1].isdigit():
            return datetime.fromisoformat(value)
        if value[-5:-4].isspace():  # Wed Oct 10 20:19:24 +0000 2018
            return datetime.strptime(value, "%a %b %d %H:%M:%S %z %Y")
        return parsedate_to_datetime(value)
    except (ValueError, OverflowError, OSError):
        return None


def unmangled(text: str) -> str:
    """The text that Meta's exports write as the single bytes of its UTF-8 ("Ã¥" for å)."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
