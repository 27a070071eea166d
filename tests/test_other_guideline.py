"""Nothing of Ale's guideline is hard-wired: another municipality's takes its place, data only."""

from __future__ import annotations

from pathlib import Path

import pytest

from ale_moderation import (
    Comment,
    Decision,
    Moderator,
    Visibility,
    explain,
    load_rulebook,
    statement_of_reasons,
    to_html,
)
from ale_moderation.rulebook_report import failing_examples
from benchmarks.corpus import read

FOLDER = Path(__file__).parent.parent / "docs" / "vintersjo"
ALE = load_rulebook()


@pytest.fixture(scope="module")
def vintersjo() -> Moderator:
    return Moderator(FOLDER)


@pytest.fixture(scope="module")
def decisions(vintersjo: Moderator) -> list[Decision]:
    return list(vintersjo.pipe(example.text for example in read("annotated")))


def test_examples(vintersjo: Moderator) -> None:
    """The examples of its rules hold, through the whole pipeline."""
    assert [] == list(failing_examples(vintersjo))


def test_own_clauses(vintersjo: Moderator, decisions: list[Decision]) -> None:
    """Every decision cites its clauses, and only them."""
    for decision in decisions:
        assert decision.clauses
        assert vintersjo.rulebook.clauses.keys() >= {clause.id for clause in decision.clauses}


def test_words(decisions: list[Decision]) -> None:
    """What is told of a decision names no clause, no rule and no municipality of another."""
    foreign = [*ALE.clauses, *ALE.rules, "Ale kommun"]
    for decision in decisions:
        for text in (explain(decision), explain(decision, "en"), statement_of_reasons(decision)):
            assert [] == [name for name in foreign if name in (text or "").split()]
            assert "Ale kommun" not in (text or "")
        assert "uppsikt-och-moderering" not in to_html(decision)


@pytest.mark.parametrize(
    ("text", "ours", "theirs"),
    [
        ("Fri frakt på takpannor, beställ på takproffs.example", "remove", "keep"),
        ("Tjäna pengar snabbt med bitcoin, skriv på telegram", "remove", "hide_pending"),
        ("Kommunalrådet är en idiot", "keep", "remove"),
        ("Vilket jävla idiotbeslut, nämnden borde skämmas", "keep", "keep"),
        ("Jag ska slå ihjäl dig, Bertil", "remove", "remove"),
    ],
)
def test_each_its_own(
    moderator: Moderator, vintersjo: Moderator, text: str, ours: str, theirs: str
) -> None:
    """The same findings lead to what each guideline asks for."""
    assert (moderator(text).visibility, vintersjo(text).visibility) == (ours, theirs)


def test_statement(vintersjo: Moderator) -> None:
    """The role of a clause says how a reply words it: law is named, secrecy is not quoted."""
    hateful = statement_of_reasons(vintersjo("Alla muslimer är ohyra"))
    private = statement_of_reasons(vintersjo("Grannens Elsa är placerad i familjehem av socialen"))

    assert hateful is not None
    assert private is not None
    assert "brottsbalken" in hateful
    assert "vi-tar-bort.1.1" in hateful
    assert "vi-tar-bort.3.1" not in hateful
    assert "- vi-tar-bort.1.3\n" in private
    assert "hälsa" not in private


def test_policy(vintersjo: Moderator) -> None:
    """The policy, its people and its word lists are its own; the others are the shipped ones."""
    own = vintersjo.rulebook

    assert own.policy.removal_threshold == 0.7
    assert own.version != ALE.version
    decision = vintersjo(Comment(text="Berit Fjällsand svarade mig om Kvarnudden"))
    assert decision.visibility is Visibility.KEEP
    assert "personal_data.official" in {finding.kind for finding in decision.findings}
