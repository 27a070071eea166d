"""The rulebook seen from outside: its table for readers, one rule or clause, and its examples."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from ale_moderation.conditions import facts_used
from ale_moderation.errors import Problem
from ale_moderation.facts import FACTS
from ale_moderation.model import Clause, Comment
from ale_moderation.moderator import Moderator
from ale_moderation.rulebook import Example, Rule, Rulebook

_SHOWN = 90  # characters of a sentence in the table


def table_of_clauses(rulebook: Rulebook) -> str:
    """A Markdown table of the sentences that bind incoming comments and the rules citing them."""
    lines = ["| clause | sentence | rules |", "| --- | --- | --- |"]
    for clause in rulebook.clauses.values():
        if "incoming_comment" in clause.binds and "#" not in clause.id:
            sentence = textwrap.shorten(clause.sv, _SHOWN, placeholder=" …")
            cells = (f"`{clause.id}`", sentence, "<br>".join(_carried_out(rulebook, clause)))
            lines.append(f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |")
    return "\n".join(lines) + "\n"


def describe(rulebook: Rulebook, name: str) -> str:
    """What is to be known of a rule or a clause; KeyError where there is none of that name."""
    if name in rulebook.rules:
        return "\n".join(_describe_rule(rulebook, rulebook.rules[name])) + "\n"
    return "\n".join(_describe_clause(rulebook, rulebook.clauses[name])) + "\n"


def failing_examples(moderator: Moderator) -> Iterator[Problem]:
    """The examples of the rules that do not hold when they run through the whole pipeline."""
    for rule in moderator.rulebook.rules.values():
        for examples, expected in ((rule.fires, True), (rule.silent, False)):
            for example in examples:
                spoken = _spoken(moderator, example)
                if (rule.id in spoken) is not expected:
                    what = "does not fire" if expected else "is not silent"
                    yield Problem(
                        path=rule.path,
                        line=example.line,
                        column=1,
                        message=f"{rule.id} {what} on this example",
                        hint=f"the rules that speak are {', '.join(spoken)}",
                    )


def _spoken(moderator: Moderator, example: Example) -> tuple[str, ...]:
    decision = moderator.decide(
        Comment(text=example.text, **example.context), gallring_decision=example.gallring_decision
    )
    return tuple(justification.rule for justification in decision.justifications)


def _citing(rulebook: Rulebook, clause_id: str) -> list[str]:
    return [rule.id for rule in rulebook.rules.values() if clause_id in rule.clauses]


def _carried_out(rulebook: Rulebook, clause: Clause) -> Iterator[str]:
    """The rules for a sentence and for each of its grounds, or why there are none."""
    for section in rulebook.sections:
        if clause.id in section.not_automated:
            yield f"not automated: {section.not_automated[clause.id]}"
    if rules := _citing(rulebook, clause.id):
        yield _code(rules)
    for ground in rulebook.clauses:
        if ground.startswith(f"{clause.id}#"):
            rules = _citing(rulebook, ground)
            name = ground.removeprefix(clause.id)
            yield f"**{name}** {_code(rules) if rules else 'no rule: left to a human'}"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _describe_rule(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    lifted_by = [r.id for r in rulebook.rules.values() if rule.id in r.exception_to]
    yield f"rule {rule.id} ({rule.location})"
    yield f"  sv: {rule.because_sv}"
    yield f"  en: {rule.because_en}"
    yield f"when {rule.when}"
    for name in facts_used(rule.condition):
        yield f"  {name}: {FACTS[name].about}"
    yield f"visibility {rule.visibility}, record {rule.record}"
    for title, asked in (("service", rule.service), ("escalation", rule.escalation)):
        if asked:
            yield f"{title} {', '.join(asked)}"
    if rule.review is not None:
        yield "a human checks"
        yield f"  sv: {rule.review[0]}"
        yield f"  en: {rule.review[1]}"
    for title, rules in (("lifts", rule.exception_to), ("is lifted by", lifted_by)):
        if rules:
            yield f"{title} {', '.join(rules)}"
    rows = f"; rows of the decision matrix: {', '.join(map(str, rule.matrix))}"
    yield f"step {rule.step}{rows if rule.matrix else ''}"
    for clause_id in rule.clauses:
        yield from _quote(rulebook.clauses[clause_id])
    for title, examples in (("fires on", rule.fires), ("is silent on", rule.silent)):
        yield title
        yield from (f"  {example.text}" for example in examples)


def _describe_clause(rulebook: Rulebook, clause: Clause) -> Iterator[str]:
    yield from _quote(clause)
    yield f"binds {', '.join(clause.binds)}"
    carried_out = [
        f"  {id_}: {', '.join(rules)}"
        for id_ in rulebook.clauses
        if id_ == clause.id or id_.startswith(f"{clause.id}#")
        if (rules := _citing(rulebook, id_))
    ]
    for section in rulebook.sections:
        if clause.id in section.not_automated:
            yield f"not automated: {section.not_automated[clause.id]}"
    if carried_out:
        yield "rules"
        yield from carried_out


def _quote(clause: Clause) -> Iterator[str]:
    yield f"clause {clause.id}"
    yield f"  sv: {clause.sv}"
    yield f"  en: {clause.en}"
