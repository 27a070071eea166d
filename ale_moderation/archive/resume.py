"""Going on with a run that was cut off, without deciding anything twice or losing a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from ale_moderation.archive.columns import Row
from ale_moderation.errors import ArchiveError


@frozen(kw_only=True)
class Done:
    """What a run had written: how many decisions, and the place of the last one."""

    decisions: int = 0
    last: tuple[str, int] | None = None


def done_in(partial: Path, version: str) -> Done:
    """What stands whole in a partial output, which is cut after its last whole line.

    ArchiveError where another version of the rules wrote it: then a run must start anew.
    """
    if not partial.exists():
        return Done()
    count, last, end = 0, None, 0
    with partial.open("rb") as lines:
        for line in lines:
            decision = _decision(line)
            if decision is None:
                break
            if decision["version"] != version:
                raise ArchiveError(
                    f"{partial.name} was written with other rules ({decision['version']}): "
                    "remove it to start anew"
                )
            count, last = count + 1, (decision.get("member", ""), decision["row"])
            end += len(line)
    with partial.open("rb+") as file:
        file.truncate(end)
    return Done(decisions=count, last=last)


def _decision(line: bytes) -> Mapping[str, Any] | None:
    """The decision of a whole line; None where it was cut off."""
    if not line.endswith(b"\n"):
        return None
    try:
        decision = json.loads(line)
    except ValueError:
        return None
    is_whole = isinstance(decision, dict) and {"row", "version", "action"} <= decision.keys()
    return decision if is_whole else None


def rows_after(rows: Iterable[Row | ArchiveError], done: Done) -> Iterator[Row | ArchiveError]:
    """The rows behind the last one that was decided, and every bad row, also those before it.

    ArchiveError where the archive does not hold that row: it is another one.
    """
    waiting = done.last is not None
    for row in rows:
        if not waiting or isinstance(row, ArchiveError):
            yield row
        elif (row.member, row.number) == done.last:
            waiting = False
    if waiting:
        raise ArchiveError("the partial output is not of this archive: remove it to start anew")
