"""How a decision came about: what was read, which rules spoke, were lifted or were nearly reached.

Plain values, made after the fact for one decision; deciding itself keeps none of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from attrs import evolve, frozen

from ale_moderation.conditions import facts_used, holds, needed_facts
from ale_moderation.decision import Decision
from ale_moderation.facts import FACTS, Facts
from ale_moderation.model import (
    Escalation,
    Finding,
    Record,
    Service,
    Visibility,
)
from ale_moderation.rulebook import Rule, Rulebook


@frozen(kw_only=True)
class FactRead:
    """A fact that is not at its first value, and the findings that say so; none for context."""

    fact: str
    value: str
    findings: tuple[Finding, ...]


@frozen(kw_only=True)
class RuleFired:
    """A rule whose condition holds, with the facts that made it hold.

    `visibility` is what it asked for when its certainty had been weighed. `lifted_by` names the
    exceptions that take it away; it is empty where the rule stands.
    """

    rule: str
    location: str
    facts: tuple[str, ...]
    visibility: Visibility
    lifted_by: tuple[str, ...]


@frozen(kw_only=True)
class NearMiss:
    """A rule that one fact kept from firing, though something else spoke for it.

    `wanted` are the values of the fact with which the rule would have fired.
    """

    rule: str
    location: str
    fact: str
    value: str
    wanted: tuple[str, ...]


@frozen(kw_only=True)
class AxisAsked:
    """A value of one of the four axes, and the rules that asked for it; none asks for a default."""

    axis: str
    value: str
    rules: tuple[str, ...]


@frozen(kw_only=True)
class Trace:
    """How a decision came about."""

    decision: Decision
    facts: tuple[FactRead, ...]
    fired: tuple[RuleFired, ...]
    lifted: tuple[RuleFired, ...]
    near: tuple[NearMiss, ...]
    axes: tuple[AxisAsked, ...]

    def _repr_html_(self) -> str:
        from ale_moderation.display import show

        return show(self).html

    def __repr__(self) -> str:
        from ale_moderation.display import show

        return show(self).text


def trace_of(decision: Decision, rulebook: Rulebook, facts: Facts, standing: list[str]) -> Trace:
    """The trace of a decision, from its facts and the rules that stand, in their order."""
    rules, row = rulebook.rules, facts.row
    asked = {j.rule: j.visibility for j in decision.justifications}
    fired = tuple(_fired(rules[rule], row) for rule in standing)
    fired = tuple(evolve(f, visibility=asked.get(f.rule, f.visibility)) for f in fired)
    return Trace(
        decision=decision,
        facts=tuple(_read(facts)),
        fired=fired,
        lifted=tuple(
            evolve(
                _fired(rules[rule], row),
                lifted_by=tuple(r for r in standing if rule in rules[r].exception_to),
            )
            for rule in decision.lifted
        ),
        near=tuple(
            miss
            for rule in rules.values()
            if rule.id not in standing and rule.id not in decision.lifted
            for miss in _near(rule, row)
        ),
        axes=tuple(_axes(decision, [(rules[f.rule], f.visibility) for f in fired])),
    )


def _read(facts: Facts) -> Iterator[FactRead]:
    for name, value in facts.row.items():
        if value:
            yield FactRead(
                fact=name,
                value=FACTS[name].values[value],
                findings=facts.sources.get(name, ()),
            )


def _fired(rule: Rule, row: Mapping[str, int]) -> RuleFired:
    return RuleFired(
        rule=rule.id,
        location=rule.location,
        facts=needed_facts(rule.condition, row),
        visibility=rule.visibility,
        lifted_by=(),
    )


def _near(rule: Rule, row: Mapping[str, int]) -> Iterator[NearMiss]:
    """Each fact that alone keeps the rule from firing, where anything speaks for the rule."""
    for name in facts_used(rule.condition):
        values = FACTS[name].values
        others = [{**row, name: value} for value in range(len(values)) if value != row[name]]
        held = [other for other in others if holds(rule.condition, other)]
        if held and any(row[fact] for fact in needed_facts(rule.condition, held[0])):
            yield NearMiss(
                rule=rule.id,
                location=rule.location,
                fact=name,
                value=values[row[name]],
                wanted=tuple(values[other[name]] for other in held),
            )


def _axes(decision: Decision, asked: list[tuple[Rule, Visibility]]) -> Iterator[AxisAsked]:
    """Every value that the axes have, with those of the rules that asked for it."""
    heard = [
        (rule, visibility)
        for rule, visibility in asked
        if rule.visibility is Visibility.KEEP or visibility is not Visibility.KEEP
    ]

    def part(axis: str, value: StrEnum, rules: Iterable[Rule]) -> AxisAsked:
        names = tuple(dict.fromkeys(rule.id for rule in rules))
        return AxisAsked(axis=axis, value=value.value, rules=names)

    visible = () if decision.visibility is Visibility.KEEP else heard
    yield part(
        "visibility", decision.visibility, (r for r, v in visible if v is decision.visibility)
    )
    kept = decision.record is Record.NONE
    yield part(
        "record", decision.record, (r for r, _ in heard if r.record is decision.record and not kept)
    )
    for service in decision.service:
        also = {service}
        if service is Service.ANSWER_OTHER_CHANNEL:  # what was to be answered in the thread too
            also.add(Service.ANSWER_PUBLIC)
        yield part("service", service, (r for r, _ in heard if not also.isdisjoint(r.service)))
    for escalation in decision.escalation:
        unsure = escalation is Escalation.HUMAN_REVIEW
        yield part(
            "escalation",
            escalation,
            (
                r
                for r, v in asked
                if escalation in r.escalation or (unsure and v is not r.visibility)
            ),
        )
