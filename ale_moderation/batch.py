"""Decides the rows of an archive one after the other, and counts what comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from attrs import define, field

from ale_moderation.archive.columns import Row
from ale_moderation.archive.decisions import Decided
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Action, Comment
from ale_moderation.moderator import Moderator
from ale_moderation.parallel import chunks_of, work_in_processes
from ale_moderation.repeats import Repeats

T = TypeVar("T")


@define
class Tally:
    """How many rows got each action, how many of them need a human, and how many were bad.

    `repeats` are comments that say what an earlier one said, or nearly.
    """

    actions: Counter[Action] = field(factory=Counter)
    humans: int = 0
    bad: int = 0
    repeats: int = 0
    _seen: Repeats = field(factory=Repeats, repr=False)

    def note(self, comment: Comment) -> None:
        """Count a comment that repeats another; very short ones ("Tack!") repeat nothing."""
        self.repeats += self._seen.is_repeat(comment.text)


def decide_rows(
    moderator: Moderator,
    rows: Iterable[Row | ArchiveError],
    tally: Tally,
    report: Callable[[ArchiveError], None],
    encode: Callable[[Decided], T],
    *,
    n_process: int = 1,
) -> Iterator[T]:
    """What `encode` makes of each few decisions, lazily and in order; a bad row goes to `report`.

    `encode` runs in the processes that decide, so that only what is to be written is sent back.
    """

    def good() -> Iterator[Row]:
        for row in rows:
            if isinstance(row, ArchiveError):
                tally.bad += 1
                report(row)
            else:
                tally.note(row.comment)
                yield row

    work = partial(_decide, encode=encode)
    if n_process > 1:
        results = work_in_processes(moderator, work, good(), n_process)
    else:
        results = (work(moderator, chunk) for chunk in chunks_of(good()))
    for encoded, actions, humans in results:
        tally.actions.update(actions)
        tally.humans += humans
        yield encoded


def _decide(
    moderator: Moderator, rows: list[Row], *, encode: Callable[[Decided], T]
) -> tuple[T, Counter[Action], int]:
    decisions = moderator.pipe([row.comment for row in rows])
    decided = list(zip(rows, decisions, strict=True))
    actions = Counter(decision.action for _, decision in decided)
    return encode(decided), actions, sum(decision.needs_human for _, decision in decided)
