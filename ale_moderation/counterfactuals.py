"""What decides: the smallest change of what was found, or is known, that has another outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any

from attrs import evolve, frozen

from ale_moderation.decision import Decision
from ale_moderation.facts import FACTS
from ale_moderation.model import AuthorRole, Comment, Consent, Finding
from ale_moderation.vocabulary import KNOWN

_MOST_FINDINGS = 40
"""Findings that are left out one by one; a comment with more is a list."""

_CONTEXT: tuple[tuple[str, str, Any], ...] = (
    *(("consent", c.value, c) for c in Consent),
    *(("author_role", r.value, r) for r in AuthorRole),
    *(
        (name, value, known)
        for name in ("triggered_action", "records_request_pending")
        for value, known in KNOWN.items()
    ),
)


@frozen(kw_only=True)
class Counterfactual:
    """A change, and the decision that it leads to instead.

    Either findings are left out (`without`), or one thing is known otherwise: `context` is the name
    and the value, such as ("consent", "given"). `is_deciding` says that the proposal is another;
    else only duties differ.
    """

    without: tuple[Finding, ...] = ()
    context: tuple[str, str] | None = None
    decision: Decision
    is_deciding: bool


@frozen(kw_only=True)
class Counterfactuals:
    """All single changes that alter a decision, those first that decide.

    Where no single finding decides, the kinds of findings are left out whole, and then two by two.
    """

    decision: Decision
    changes: tuple[Counterfactual, ...]

    @property
    def deciding(self) -> tuple[Counterfactual, ...]:
        """The changes with which the proposal would have been another."""
        return tuple(change for change in self.changes if change.is_deciding)

    def _repr_html_(self) -> str:
        from ale_moderation.display import show

        return show(self).html

    def __repr__(self) -> str:
        from ale_moderation.display import show

        return show(self).text


Weigh = Callable[[Comment, tuple[Finding, ...], bool | None], Decision]
"""Decides a comment in which this was found, as if a disposal decision were in force or not.

None asks the policy. What is found does not hang on what is known of a comment.
"""


def counterfactuals_of(decision: Decision, weigh: Weigh) -> Counterfactuals:
    """What would change the decision."""
    changes = [*_without(decision, weigh), *_known_otherwise(decision, weigh)]
    changes.sort(key=lambda change: not change.is_deciding)
    return Counterfactuals(decision=decision, changes=tuple(changes))


def _without(decision: Decision, weigh: Weigh) -> Iterator[Counterfactual]:
    """Single findings without which anything is another, else the smallest sets that decide."""
    for size, sets in enumerate(_sets(decision)):
        is_decided = False
        for left_out in sets:
            rest = tuple(f for f in decision.findings if f not in left_out)
            other = weigh(decision.comment, rest, None)
            is_deciding = _proposed(other) != _proposed(decision)
            is_decided |= is_deciding
            if is_deciding or (size == 0 and _asked(other) != _asked(decision)):
                yield Counterfactual(without=left_out, decision=other, is_deciding=is_deciding)
        if is_decided:
            return


def _sets(decision: Decision) -> Iterator[Iterable[tuple[Finding, ...]]]:
    """Single findings; all of a kind where there are several; the findings of two kinds."""
    findings = tuple(dict.fromkeys(decision.findings))[:_MOST_FINDINGS]
    kinds: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        kinds[finding.kind] = (*kinds.get(finding.kind, ()), finding)
    yield [(finding,) for finding in findings]
    yield [behind for behind in kinds.values() if len(behind) > 1]
    yield [one + other for one, other in combinations(kinds.values(), 2)]


def _known_otherwise(decision: Decision, weigh: Weigh) -> Iterator[Counterfactual]:
    comment, findings = decision.comment, decision.findings
    for name, value, known in _CONTEXT:
        if getattr(comment, name) != known:
            other = weigh(evolve(comment, **{name: known}), findings, None)
            yield from _compared(decision, other, (name, value))
    for value in FACTS["gallring_decision"].values:
        other = weigh(comment, findings, value == "yes")
        yield from _compared(decision, other, ("gallring_decision", value))


def _compared(
    decision: Decision, other: Decision, context: tuple[str, str]
) -> Iterator[Counterfactual]:
    if _asked(other) != _asked(decision):
        is_deciding = _proposed(other) != _proposed(decision)
        yield Counterfactual(context=context, decision=other, is_deciding=is_deciding)


def _proposed(decision: Decision) -> tuple[object, ...]:
    return decision.action, decision.visibility, decision.record


def _asked(decision: Decision) -> tuple[object, ...]:
    return decision.visibility, decision.record, decision.service, decision.escalation
