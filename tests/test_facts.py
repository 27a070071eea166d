"""The row of facts: what is clear comes before what is only suspected."""

from __future__ import annotations

from itertools import permutations

import pytest

from ale_moderation.facts import facts_of
from ale_moderation.model import Comment, Finding

CRUDE, DEGRADING = 2, 3


def insult(severity: int, certainty: float) -> Finding:
    return Finding(
        kind="offensive.insult",
        start=0,
        end=1,
        certainty=certainty,
        detector="insult",
        quote="x",
        severity=severity,
        target="commenter",
        voice="own",
    )


@pytest.mark.parametrize(
    ("found", "level", "behind"),
    [
        ([(CRUDE, 0.9), (DEGRADING, 0.4)], CRUDE, 1),
        ([(CRUDE, 0.9), (DEGRADING, 0.7)], DEGRADING, 1),
        ([(CRUDE, 0.5), (DEGRADING, 0.4)], DEGRADING, 1),
        ([(CRUDE, 0.9), (CRUDE, 0.4)], CRUDE, 2),
        ([], 0, 0),
    ],
)
def test_a_weak_sign_hides_no_sure_one(
    found: list[tuple[int, float]], level: int, behind: int
) -> None:
    """The level is that of the clearest findings, in whatever order they come."""
    for findings in permutations([insult(*values) for values in found]):
        facts = facts_of(Comment(text="x"), findings)

        assert facts.row["insult_commenter"] == level
        assert len(facts.sources.get("insult_commenter", ())) == behind
