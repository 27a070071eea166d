"""A moderator's desk: comments tried under one or two rulebooks, and an archive's cases judged.

What a bench does, without a browser; `ale_moderation.notebook` shows it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from ale_moderation.archive.decisions import open_whole
from ale_moderation.archive.reading import Contents, rows_of
from ale_moderation.decision import Decision
from ale_moderation.errors import ArchiveError
from ale_moderation.model import Action, Comment, Visibility
from ale_moderation.moderator import Moderator


@frozen(kw_only=True)
class Verdict:
    """What a person thinks of a decision: accepted, or `instead` what they would have done."""

    decision: Decision
    instead: Action | None
    reason: str = field(repr=False)
    judged_at: datetime

    @property
    def is_accepted(self) -> bool:
        """Whether the proposal was right."""
        return self.instead is None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, without the comment's text and author; `reason` is as it was given."""
        decision, comment = self.decision, self.decision.comment
        return {
            "id": comment.id,
            "channel": comment.channel,
            "version": decision.version,
            "action": decision.action.value,
            "visibility": decision.visibility.value,
            "rules": [justification.rule for justification in decision.justifications],
            "accepted": self.is_accepted,
            "instead": None if self.instead is None else self.instead.value,
            "reason": self.reason,
            "judged_at": self.judged_at.isoformat(timespec="seconds"),
        }


@frozen(kw_only=True)
class RulePrecision:
    """How often a rule spoke in a decision that was judged, and how often that was accepted."""

    rule: str
    judged: int
    accepted: int

    @property
    def precision(self) -> float:
        """The part that was accepted, 0 to 1."""
        return self.accepted / self.judged


@define
class Desk:
    """What lies before a moderator. The first of the moderators proposes; others are compared.

    `cases` are decisions to go through, `place` the one at hand, and `verdicts` what was thought of
    them, by place.
    """

    moderators: tuple[Moderator, ...]
    cases: tuple[Decision, ...] = ()
    place: int = 0
    verdicts: dict[int, Verdict] = field(factory=dict)

    @property
    def case(self) -> Decision | None:
        """The case at hand, None where there is none."""
        return self.cases[self.place] if self.cases else None

    def decide(self, text: str, **known: Any) -> tuple[Decision, ...]:
        """What each moderator proposes for a text of which this is known.

        Where it is the text of the case at hand, what is else known of that comment is kept.
        """
        base = Comment(text=text)
        if self.case is not None and self.case.comment.text == text:
            base = self.case.comment
        comment = evolve(base, **known)
        return tuple(moderator(comment) for moderator in self.moderators)

    def step(self, by: int) -> None:
        """Go so many cases on, or back; the first and the last case are the ends."""
        self.place = max(0, min(self.place + by, len(self.cases) - 1))

    def judge(self, *, instead: Action | None = None, reason: str = "") -> Verdict:
        """Accept the case at hand, or overrule it with another action and a reason.

        ValueError where there is no case, or no reason for overruling. A case is judged again by
        judging it: the last verdict counts.
        """
        if self.case is None:
            raise ValueError("there is no case to judge")
        if instead is not None and not reason.strip():
            raise ValueError("overruling needs a reason")
        now = datetime.now(UTC)
        verdict = Verdict(decision=self.case, instead=instead, reason=reason, judged_at=now)
        self.verdicts[self.place] = verdict
        return verdict

    def export(self, path: Path | str) -> int:
        """Write the verdicts as JSONL, whole or not at all, and return how many there are."""
        with open_whole(Path(path)) as file:
            for _, verdict in sorted(self.verdicts.items()):
                file.write(json.dumps(verdict.to_dict(), ensure_ascii=False) + "\n")
        return len(self.verdicts)

    def precision(self) -> tuple[RulePrecision, ...]:
        """How each rule did in the verdicts so far, those that did worst first."""
        judged: Counter[str] = Counter()
        accepted: Counter[str] = Counter()
        for verdict in self.verdicts.values():
            rules = [justification.rule for justification in verdict.decision.justifications]
            judged.update(rules)
            accepted.update(rules if verdict.is_accepted else ())
        found = [
            RulePrecision(rule=rule, judged=number, accepted=accepted[rule])
            for rule, number in judged.items()
        ]
        return tuple(sorted(found, key=lambda r: (r.precision, -r.judged, r.rule)))


def cases_in(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that a person should see, the urgent first.

    Then what is to be removed or hidden, then what else needs a human; otherwise in their order.
    """
    seen = [(rank, decision) for decision in decisions if (rank := _rank(decision)) is not None]
    seen.sort(key=lambda ranked: ranked[0])
    return tuple(decision for _, decision in seen)


def decisions_on(archive: Path | str, moderator: Moderator) -> Iterator[Decision]:
    """The decisions on the comments of an export or a table, without rows that can not be read.

    A comment without an id gets the file and the row that it stands in.
    """
    for row in rows_of(Path(archive), Contents()):
        if not isinstance(row, ArchiveError):
            place = f"{row.member}:{row.number}" if row.member else f"{row.number}"
            comment = row.comment
            yield moderator(comment if comment.id else evolve(comment, id=place))


def _rank(decision: Decision) -> int | None:
    if "urgent" in decision.duties:
        return 0
    if decision.visibility is not Visibility.KEEP:
        return 1
    return 2 if decision.needs_human else None
