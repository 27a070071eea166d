"""Decides the rows of an archive one after the other, and counts what comes out."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator

from attrs import define, field

from ale_moderation.archive.columns import Row
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Action, Comment, Decision
from ale_moderation.moderator import Moderator

_SHORTEST_REPEAT = 20


@define
class Tally:
    """How many rows got each action, how many of them need a human, and how many were bad.

    `repeats` are comments that say what an earlier one said, letter by letter, whatever the case,
    signs and spaces; of each comment eight bytes are remembered.
    """

    actions: Counter[Action] = field(factory=Counter)
    humans: int = 0
    bad: int = 0
    repeats: int = 0
    _seen: set[int] = field(factory=set, repr=False)

    def note(self, comment: Comment) -> None:
        """Count a comment that repeats another; very short ones ("Tack!") repeat nothing."""
        letters = "".join(filter(str.isalnum, comment.text.casefold()))
        if len(letters) >= _SHORTEST_REPEAT:
            key = hash(letters)
            self.repeats += key in self._seen
            self._seen.add(key)


def decide_rows(
    moderator: Moderator,
    rows: Iterable[Row | ArchiveError],
    tally: Tally,
    report: Callable[[ArchiveError], None],
    *,
    n_process: int = 1,
) -> Iterator[tuple[Row, Decision]]:
    """Each decision with its row, lazily and in order; a bad row goes to `report`."""
    waiting: deque[Row] = deque()

    def comments() -> Iterator[Comment]:
        for row in rows:
            if isinstance(row, ArchiveError):
                tally.bad += 1
                report(row)
            else:
                tally.note(row.comment)
                waiting.append(row)
                yield row.comment

    for decision in moderator.pipe(comments(), n_process=n_process):
        tally.actions[decision.action] += 1
        tally.humans += decision.needs_human
        yield waiting.popleft(), decision
