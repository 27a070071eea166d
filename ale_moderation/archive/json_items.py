"""The objects of a JSON file, one at a time: memory does not grow with the file."""

from __future__ import annotations

import io
from collections.abc import Iterator

import ijson

from ale_moderation.errors import ArchiveError

_WRAPPERS = frozenset(
    """
    data items comments_v2 comments_media_comments comments_reels_comments group_comments_v2
    """.split()
)


def items_of(file: io.BufferedReader) -> Iterator[object]:
    """The members of the list at the top, or of the list under a known key, or the object itself.

    ArchiveError where the JSON ends or breaks; what came before it has been given.
    """
    start = file.peek(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if file.peek(3)[:3] == b"\xef\xbb\xbf":
        file.read(3)
    try:
        if start == b"[":
            yield from ijson.items(file, "item", use_float=True)
        else:
            yield from _within(file)
    except ijson.JSONError:
        yield ArchiveError("the JSON is broken or cut off here")
    except (UnicodeDecodeError, RecursionError, ValueError):
        yield ArchiveError("the JSON can not be read here")


def _within(file: io.BufferedReader) -> Iterator[object]:
    """The members of each list under a known key of the object; else its values as one object."""
    rest: dict[str, object] = {}
    events = ijson.parse(file, use_float=True)
    wrapped = False
    builder: ijson.ObjectBuilder | None = None
    prefix = key = ""
    for where, event, value in events:
        if builder is not None:
            builder.event(event, value)
            if where == prefix and event in ("end_map", "end_array"):
                if key:
                    rest[key] = builder.value
                else:
                    yield builder.value
                builder = None
            continue
        head, _, tail = where.partition(".")
        is_wrapper = head in _WRAPPERS
        if is_wrapper and tail == "item":
            wrapped = True
            if event in ("start_map", "start_array"):
                builder, prefix, key = ijson.ObjectBuilder(), where, ""
                builder.event(event, value)
            elif event != "end_map":
                yield value
        elif is_wrapper and event in ("start_array", "end_array"):
            continue
        elif where and "." not in where:
            if event in ("start_map", "start_array"):
                builder, prefix, key = ijson.ObjectBuilder(), where, where
                builder.event(event, value)
            elif event not in ("map_key", "end_map", "end_array"):
                rest[where] = value
    if rest and not wrapped:
        yield rest
