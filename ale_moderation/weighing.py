"""From findings to a decision: the rules that stand, what they ask for together, and why.

Exceptions are resolved here, the axes combined, and the justification written.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from attrs import frozen

from ale_moderation.axes import Axes, asked_by, combine
from ale_moderation.conditions import needed_facts
from ale_moderation.deadlines import due_day
from ale_moderation.decision import Decision
from ale_moderation.engine import build_engine
from ale_moderation.facts import FACTS, Facts, facts_of
from ale_moderation.model import Comment, Finding, Justification, Visibility
from ale_moderation.parsed_text import ParsedText
from ale_moderation.rulebook import Rule, Rulebook

_JUDGED_LANGUAGES = frozenset(("sv", "en", "no", "da", "und"))
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@frozen(kw_only=True, eq=False)
class _Grounds:
    """The rules that remain when exceptions are resolved, in the order of the matrix.

    `needed` names, for each of them, the facts that made it fire.
    """

    rules: tuple[Rule, ...]
    needed: tuple[tuple[str, ...], ...]
    lifted: tuple[str, ...]


class Weigher:
    """Weighs findings by one rulebook. Immutable, and safe for concurrent calls."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._engine = build_engine({r.id: r.condition for r in rulebook.rules.values()})
        self._cited = {
            rule.id: (tuple(rulebook.clauses[c] for c in rule.clauses), rule.location)
            for rule in rulebook.rules.values()
        }
        self._plain = lru_cache(512)(self._justify_plainly)
        self._days = rulebook.policy.question_days
        self._axes = lru_cache(4096)(partial(_axes_of, answer_days=self._days))
        self._version = rulebook.version
        self._grounds = lru_cache(4096)(self._grounds_of)

    def weigh(
        self,
        comment: Comment,
        parsed: ParsedText,
        findings: tuple[Finding, ...],
        language: str,
        gallring_decision: bool | None = None,
    ) -> Decision:
        """The decision on a comment in which this was found.

        It is made as if a disposal decision were in force or not; None asks the policy.
        """
        facts = self._facts(comment, findings, gallring_decision)
        grounds = self._grounds(bytes(facts.row.values()))
        return self._combine(comment, parsed, findings, facts, grounds, language)

    def grounds(
        self, comment: Comment, findings: tuple[Finding, ...]
    ) -> tuple[Facts, tuple[Rule, ...]]:
        """The facts of a comment in which this was found, and the rules that stand on them."""
        facts = self._facts(comment, findings, None)
        return facts, self._grounds(bytes(facts.row.values())).rules

    def _facts(
        self, comment: Comment, findings: tuple[Finding, ...], gallring_decision: bool | None
    ) -> Facts:
        if gallring_decision is None:
            day = comment.created_at
            policy = self._rulebook.policy
            gallring_decision = day is not None and policy.gallring_in_force(day.date())
        return facts_of(comment, findings, gallring_decision=gallring_decision)

    def _grounds_of(self, values: bytes) -> _Grounds:
        """The rules that fire on a row, given as its values in the order of `FACTS`.

        Rules that a fired exception lifts are taken away; a lifted exception lifts nothing.
        """
        row = dict(zip(FACTS, values, strict=True))
        fired = self._engine.fire(row)
        rules = self._rulebook.rules
        lifters: dict[str, list[str]] = {}
        for rule in fired:
            for lifted in rules[rule].exception_to:
                lifters.setdefault(lifted, []).append(rule)
        status: dict[str, bool] = {}

        def stands(rule: str) -> bool:  # exceptions have no cycles, so this ends
            if rule not in status:
                status[rule] = not any(stands(lifter) for lifter in lifters.get(rule, ()))
            return status[rule]

        standing = [rules[rule] for rule in fired if stands(rule)]
        standing.sort(key=lambda rule: (rule.step, rule.id))
        return _Grounds(
            rules=tuple(standing),
            needed=tuple(needed_facts(rule.condition, row) for rule in standing),
            lifted=tuple(sorted(rule for rule in fired if not stands(rule))),
        )

    def _combine(
        self,
        comment: Comment,
        parsed: ParsedText,
        findings: tuple[Finding, ...],
        facts: Facts,
        grounds: _Grounds,
        language: str,
    ) -> Decision:
        """Weigh each ground, combine what they ask for, and say why."""
        threshold = self._rulebook.policy.removal_threshold
        asked: list[Visibility] = []
        spoken: list[Justification] = []
        unsure: list[tuple[str, str]] = []
        certainties: list[float] = []
        for rule, needed in zip(grounds.rules, grounds.needed, strict=True):
            behind, certainty = _behind(needed, facts)
            visibility = asked_by(rule, certainty, threshold)
            asked.append(visibility)
            if rule.visibility is not Visibility.KEEP and certainty < threshold:
                unsure.append(_unsure(rule, certainty, threshold))
            if visibility is not Visibility.KEEP:
                certainties.append(certainty)
            if behind:
                spoken.append(self._justify(rule, behind, visibility, certainty))
            else:
                spoken.append(self._plain(rule.id))
        if language not in _JUDGED_LANGUAGES:
            unsure.append(_FOREIGN)
        if unsure:
            axes = combine(
                zip(grounds.rules, asked, strict=True), needs_review=True, answer_days=self._days
            )
        else:
            axes = self._axes(grounds)
        due = unit = None
        if axes.service:
            unit = self._rulebook.units.responsible(parsed, findings)
            if comment.created_at is not None and axes.answer_days is not None:
                due = due_day(comment.created_at, axes.answer_days)
        return Decision(
            comment=comment,
            visibility=axes.visibility,
            record=axes.record,
            service=axes.service,
            escalation=axes.escalation,
            findings=findings,
            justifications=tuple([j for j in spoken if j.rule in axes.spoken]),
            lifted=grounds.lifted,
            language=language,
            certainty=min(certainties) if certainties else None,
            review_reasons=(*unsure, *axes.reviews) if unsure else axes.reviews,
            version=self._version,
            due=due,
            forward_to=unit,
        )

    def _justify_plainly(self, rule: str) -> Justification:
        """The justification of a rule without findings behind it, which is always the same."""
        found = self._rulebook.rules[rule]
        return self._justify(found, (), found.visibility, 1.0)

    def _justify(
        self, rule: Rule, findings: tuple[Finding, ...], asked: Visibility, certainty: float
    ) -> Justification:
        clauses, location = self._cited[rule.id]
        return Justification(
            rule=rule.id,
            clauses=clauses,
            sv=_fill(rule.because_sv, findings),
            en=_fill(rule.because_en, findings),
            findings=findings,
            visibility=asked,
            certainty=certainty,
            location=location,
        )


def _axes_of(grounds: _Grounds, *, answer_days: int) -> Axes:
    """The axes where every rule is sure of what it asks for."""
    asked = [(rule, rule.visibility) for rule in grounds.rules]
    return combine(asked, needs_review=False, answer_days=answer_days)


def _behind(needed: tuple[str, ...], facts: Facts) -> tuple[tuple[Finding, ...], float]:
    """The findings behind the facts that a rule needed, and how certain the least of these is."""
    found = [facts.sources[name] for name in needed if name in facts.sources]
    if not found:
        return (), 1.0
    certainty = min([max([finding.certainty for finding in behind]) for behind in found])
    if len(found) == 1:
        return found[0], certainty
    return tuple(dict.fromkeys(finding for behind in found for finding in behind)), certainty


def _fill(sentence: str, findings: tuple[Finding, ...]) -> str:
    """The sentence with the masked quotes of the findings that it names."""
    if "{" not in sentence:
        return sentence
    quotes: dict[str, list[str]] = {}
    for finding in findings:
        name = finding.kind.rpartition(".")[2]
        shown = quotes.setdefault(name, [])
        if finding.quote not in shown:
            shown.append(finding.quote)
    return _PLACEHOLDER.sub(lambda m: ", ".join(quotes.get(m[1], ["…"])[:3]), sentence)


_FOREIGN = (
    "Kommentaren är på ett språk som verktyget inte kan bedöma fullt ut.",
    "The comment is in a language that the tool can not judge fully.",
)


def _unsure(rule: Rule, certainty: float, threshold: float) -> tuple[str, str]:
    shown, limit = f"{certainty:.2f}", f"{threshold:.2f}"
    return (
        f"Regeln {rule.id} är osäker ({shown.replace('.', ',')}, gränsen är "
        f"{limit.replace('.', ',')}): en människa avgör.",
        f"The rule {rule.id} is unsure ({shown}, the limit is {limit}): a human decides.",
    )
