"""Tests of `ale_moderation.rulebook_report`."""

import re
from pathlib import Path

import pytest

from ale_moderation.moderator import Moderator
from ale_moderation.rulebook import Rulebook, load_rulebook
from ale_moderation.rulebook_report import describe, failing_examples, table_of_clauses
from tests.always import make_always

GOOD = Path(__file__).parent / "rulebook" / "good"
EVERY_KEY = load_rulebook(GOOD / "every_key")
SHIPPED = load_rulebook()


def test_table() -> None:
    """Each sentence that binds comments has one line, with the rules for it and its grounds."""
    lines = table_of_clauses(SHIPPED).splitlines()[2:]
    sentences = [
        clause.id
        for clause in SHIPPED.clauses.values()
        if "incoming_comment" in clause.binds and "#" not in clause.id
    ]

    assert [re.findall("`(.*?)`", line)[0] for line in lines] == sentences
    for rule in SHIPPED.rules.values():
        for clause_id in rule.clauses:
            sentence = clause_id.partition("#")[0]
            shown = [line for line in lines if line.startswith(f"| `{sentence}` ")]

            assert all(f"`{rule.id}`" in line for line in shown)


def test_table_is_markdown() -> None:
    """Every line has three cells, whatever the sentences and the reasons hold."""
    for rulebook in (SHIPPED, EVERY_KEY):
        assert {line.count("|") for line in table_of_clauses(rulebook).splitlines()} == {4}


def test_table_says_why_not() -> None:
    """A sentence that is not automated says why."""
    reasons = [why for section in EVERY_KEY.sections for why in section.not_automated.values()]

    assert reasons
    assert all(f"not automated: {why}" in table_of_clauses(EVERY_KEY) for why in reasons)


@pytest.mark.parametrize("rulebook", [SHIPPED, EVERY_KEY], ids=["shipped", "every_key"])
def test_describe(rulebook: Rulebook) -> None:
    """A rule is told with its place and its clauses, a clause verbatim with the rules citing it."""
    for rule in rulebook.rules.values():
        told = describe(rulebook, rule.id)

        assert f"rule {rule.id} ({rule.location})" in told
        for clause_id in rule.clauses:
            clause = rulebook.clauses[clause_id]

            assert f"clause {clause_id}\n  sv: {clause.sv}\n  en: {clause.en}\n" in told
            assert re.search(rf"\b{re.escape(rule.id)}\b", describe(rulebook, clause_id))


def test_describe_nothing() -> None:
    """A name that is neither a rule nor a clause is a KeyError."""
    with pytest.raises(KeyError):
        describe(SHIPPED, "nothing")


def test_failing_examples(tmp_path: Path) -> None:
    """An example that does not hold is told at its line, with the rules that did speak."""
    (problem,) = failing_examples(Moderator(make_always(tmp_path)))

    assert (problem.path.name, problem.line) == ("01-trivsel.toml", 25)
    assert problem.message == "remove.everything is not silent on this example"
    assert problem.hint == "the rules that speak are remove.everything"
