"""Every example in the rule files, through the whole pipeline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ale_moderation import Comment, Moderator, load_rulebook
from ale_moderation.rulebook import Example, Rule

RULEBOOK = load_rulebook()


def cases(which: str) -> Iterator[object]:
    for rule in RULEBOOK.rules.values():
        for number, example in enumerate(getattr(rule, which)):
            name = f"{rule.path.name}:{example.line} {rule.id} {which}[{number}]"
            yield pytest.param(rule, example, id=name)


def fired(moderator: Moderator, example: Example) -> set[str]:
    comment = Comment(text=example.text, **example.context)
    decision = moderator.decide(comment, gallring_decision=example.gallring_decision)
    return {justification.rule for justification in decision.justifications}


@pytest.mark.parametrize(("rule", "example"), list(cases("fires")))
def test_fires(moderator: Moderator, rule: Rule, example: Example) -> None:
    """The rule speaks for this comment."""
    assert rule.id in fired(moderator, example)


@pytest.mark.parametrize(("rule", "example"), list(cases("silent")))
def test_silent(moderator: Moderator, rule: Rule, example: Example) -> None:
    """The rule does not speak for this near miss."""
    assert rule.id not in fired(moderator, example)


def test_every_row_of_the_matrix_has_a_rule() -> None:
    """The 42 rows of the decision matrix are all carried out."""
    rows = {row for rule in RULEBOOK.rules.values() for row in rule.matrix}

    assert rows == set(range(1, 43))


def test_the_guideline_is_whole() -> None:
    """The rule files hold the 44 sentences of the guideline in its nine sections."""
    sentences = [c for s in RULEBOOK.sections for c in s.clauses if "#" not in c.id]

    assert len(sentences) == 44
    assert len(RULEBOOK.sections) == 9
