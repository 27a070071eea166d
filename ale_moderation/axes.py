"""The four axes of a decision, combined from what each rule asks for.

Visibility is the strictest asked for, the record the strongest, service and escalation are united.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from ale_moderation.model import Escalation, Record, Service, Visibility
from ale_moderation.rulebook import Rule

HIDE_FIRST_UP_TO = 2
"""The last step of the matrix (section 3) that hides first when unsure: life, and secrecy."""

_HIDES_FROM = 2 / 3
"""The share of the removal threshold from which on rules that remove hide there. What is less sure
is shown to a human as it stands: of that one comment in twenty was to go."""

_ANSWERS = frozenset((Service.ANSWER_PUBLIC, Service.ANSWER_OTHER_CHANNEL))
_VISIBILITIES = tuple(Visibility)
_RECORDS = tuple(Record)


@frozen(kw_only=True)
class Axes:
    """What the rules ask for together. `spoken` names those to cite, in the order of the matrix.

    `answer_days` are the working days within which to answer, None where no answer is owed.
    """

    visibility: Visibility
    record: Record
    service: tuple[Service, ...]
    escalation: tuple[Escalation, ...]
    reviews: tuple[tuple[str, str], ...]
    spoken: frozenset[str]
    answer_days: int | None


def asked_by(rule: Rule, certainty: float, threshold: float) -> Visibility:
    """What a rule asks for when it is this certain: less than it says where it is unsure."""
    if rule.visibility is Visibility.KEEP or certainty >= threshold:
        return rule.visibility
    if rule.step > HIDE_FIRST_UP_TO:
        return Visibility.KEEP
    is_slight = rule.visibility is Visibility.REMOVE and certainty < threshold * _HIDES_FROM
    return Visibility.KEEP if is_slight else Visibility.HIDE_PENDING


def combine(
    asked: Iterable[tuple[Rule, Visibility]], *, needs_review: bool, answer_days: int
) -> Axes:
    """The axes of the rules, each with the visibility that it asks for.

    A rule that is too unsure to remove and does not hide asks for nothing but a human's eye.
    `needs_review` says that a human must look for a reason that is no rule's. `answer_days` is what
    the policy gives for an answer; a rule may be more pressing.
    """
    asked = tuple(asked)
    effective = [
        (rule, visibility)
        for rule, visibility in asked
        if rule.visibility is Visibility.KEEP or visibility is not Visibility.KEEP
    ]
    visibility = max((v for _, v in effective), key=_VISIBILITIES.index, default=Visibility.KEEP)
    record = max((r.record for r, _ in effective), key=_RECORDS.index, default=Record.NONE)
    days = [
        answer_days if rule.answer_days is None else rule.answer_days
        for rule, _ in effective
        if not _ANSWERS.isdisjoint(rule.service)
    ]
    services = {service for rule, _ in effective for service in rule.service}
    escalations = {escalation for rule, _ in effective for escalation in rule.escalation}
    reviews = dict.fromkeys(rule.review for rule, _ in effective if rule.review)
    if needs_review or reviews or len(effective) < len(asked):
        escalations.add(Escalation.HUMAN_REVIEW)
    is_kept = visibility is Visibility.KEEP
    if not is_kept and Service.ANSWER_PUBLIC in services:
        services.add(Service.ANSWER_OTHER_CHANNEL)  # the duty survives removal, elsewhere
    if Service.ANSWER_OTHER_CHANNEL in services:
        services.discard(Service.ANSWER_PUBLIC)
    return Axes(
        visibility=visibility,
        record=record,
        service=tuple(s for s in Service if s in services),
        escalation=tuple(e for e in Escalation if e in escalations),
        reviews=tuple(reviews),
        spoken=frozenset(rule.id for rule, _ in asked if is_kept or not _only_keeps(rule)),
        answer_days=min(days, default=None),
    )


def _only_keeps(rule: Rule) -> bool:
    """Whether all that a rule does is to let the comment stand."""
    return rule.visibility is Visibility.KEEP and rule.record is Record.NONE and not rule.service
