"""What a second reader makes of the findings: the resemblance of the text to labelled ones.

Two witnesses are surer than one. Whether a text asks for an answer they say together (see
`judgement.py`): where they deny it, a question or a complaint that the detectors saw is none, and
where they affirm it, there is one though the detectors saw none. What the detectors were too unsure
of to remove may become sure, and what they were not quite sure of may become unsure.
What resemblance finds alone is in `by_resemblance.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import cast

from attrs import evolve

from ale_moderation.by_resemblance import (
    MOST_WORDS,
    SERVICE,
    SOLD_KINDS,
    Verdict,
    finding_of,
    is_claim,
    likelihood,
    resembling,
    weighty,
)
from ale_moderation.judgement import Judged, Judgement, ServiceJudgement
from ale_moderation.model import Category, Finding
from ale_moderation.ownership import Owner
from ale_moderation.parsed_text import ParsedText
from ale_moderation.resemblance import Likeness, Resemblance
from ale_moderation.voice import makes_quotation_own

READ_LANGUAGES = frozenset(("sv", "und"))
"""The languages of the labelled comments, or what may be one of them."""

_STANDING = {"formal": ("service", -1.5), "danger": ("fault_report", -2.0)}
"""The details of a service finding that is not weighed, a formal complaint and danger to life, with
the reading and the log-odds below which the text tells of something else: a story, a figure."""

_SURELY_ASKED = 1.0
"""The log-odds of service from which on they stand all the same."""

_PLAIN = {"formal": "complaint", "danger": "fault"}
"""What is left of them then."""

_FORMED, _ASKED, _MISSED = -0.75, 0.0, 0.5
"""The log-odds of both readings together from which on a text asks for an answer: where its form is
that of a question, where service was found, and where none was."""

_FOUND = {"offensive": 1.5, "private": 1.8, "spam": 1.2, "advertising": 1.8}
"""What is added to the log-odds of both readings for a finding that may remove, by the reading:
most of the labelled texts were harmless."""

_ENDORSED = 1.5
"""The same besides for an offence of others that the writer makes their own: in quotation marks it
is like those that are only told."""

_HINTED = 0.7
"""The same for an offence that is only hinted at."""

_WORTH = 0.9
"""The same for what is of importance."""

_SAY = 0.5
"""How much of the log-odds of a detector that is surer than not counts: it tells the sure from the
very sure less well than resemblance does."""

_LEAST, _NOT_ENOUGH, _ENOUGH = 0.35, 0.55, 0.6
"""The certainties from which on a finding is weighed so, at which a human looks at it, and from
which on it may remove."""

_GOES, _OPEN = 1.8, -0.25
"""The log-odds of both readings together from which on a text surely goes, or may: of comments that
were set apart and not removed by other means, nine of ten at the first were to go, and nearly half
at the second."""

_UNLAWFUL = "unlawful"
"""What an offer is besides that is a crime in itself; where nothing is spam, nothing is offered."""

_PLAIN_ENOUGH = 0.9
"""The certainty of a detector from which on it removes what by both readings stays, and a question
has the form of one."""

HINTS, _LIKELY = ("scorn", "hint"), 0.5
"""The details of findings that are nothing without the second reader, and how sure both must be."""

_KNOWN_BY_FORM = frozenset(("personal_data.identifier", "personal_data.contact"))
"""Numbers and addresses, which are what they are in any text."""

_GIVEN_OUT = frozenset((Owner.SELF.value, Owner.PUBLIC.value))
"""The owners of numbers and addresses that may stand: the writer, offices and firms."""

_THREATENING = frozenset(("offensive.threat", "offensive.incitement", "offensive.selfharm"))
"""What is not left standing because the text as a whole looks harmless."""

_OPENLY = 0.85
"""The certainty from which on such a thing is at least as certain as its detector is."""

_NEVER_LOST = frozenset(
    ("important.person_at_risk", "important.threat_official", "important.concern_report")
)
"""What is of importance whatever the text resembles: lives are at stake."""

_CLEAR_RISK, _REMOTE = 0.8, -3.0
"""The certainty from which on somebody else's need is never lost, and the log-odds of importance
below which a less certain one is of a lost key or a tale."""

_HEAD_OF = {
    Category.OFFENSIVE: "offensive",
    Category.PERSONAL_DATA: "private",
    Category.CONFIDENTIAL: "private",
    Category.SPAM: "spam",
    Category.ADVERTISING: "advertising",
}

HARMLESS = ("personal_data.named", "personal_data.official", "personal_data.self")


def second_opinion(
    parsed: ParsedText,
    findings: tuple[Finding, ...],
    resemblance: Resemblance,
    judgement: Judgement | None = None,
    service: ServiceJudgement | None = None,
) -> tuple[Finding, ...]:
    """The findings after the second reading, with those that it adds.

    Without a judgement, what both readings say together is left open; without one of service, what
    the text resembles says whether it asks for an answer.
    """
    if not parsed.words:
        return findings
    like = resemblance.of(parsed)
    judged = None if judgement is None else judgement.of(parsed, findings, like)
    verdict = None if judged is None else _verdict(judged, findings)
    asked = like.heads["service"] if service is None else service.of(parsed, findings, like)
    endorsed = _ENDORSED if makes_quotation_own(parsed) else 0.0
    heard = _GOES if judged is None else judged.odds
    findings = tuple(
        [_weighed(f, like, endorsed, heard) if _may_remove(f) else f for f in findings]
    )
    findings = tuple([f for f in findings if _is_important(f, like) and not _is_naught(f)])
    findings = tuple([f for f in findings if not _is_echo(f, findings)])
    crimes = () if _is_spam(findings) else tuple([f for f in findings if f.kind == _UNLAWFUL])
    findings = tuple([f for f in findings if f not in crimes])
    if is_claim(findings):
        findings = tuple([f for f in findings if f.kind != "advertising"])
    if not any(map(_settles, findings)):
        findings += tuple(resembling(parsed, findings, like, resemblance, verdict))
        if judged is not None and verdict is Verdict.GOES:
            findings = _agreed(findings, judged)
        if _is_spam(findings):
            findings += crimes
        findings += tuple(weighty(parsed, findings, like, resemblance))
    return tuple(_served(parsed, findings, like, resemblance, asked))


def _verdict(judged: Judged, findings: tuple[Finding, ...]) -> Verdict | None:
    """What is said of a text in which this was found; trade that stands is left to the rules."""
    if judged.odds < _OPEN:
        return Verdict.STAYS
    if any(f.kind in SOLD_KINDS for f in findings):
        return None
    return Verdict.GOES if judged.odds >= _GOES else Verdict.OPEN


def _agreed(findings: tuple[Finding, ...], judged: Judged) -> tuple[Finding, ...]:
    """The findings, the surest of those that may remove as sure as both readings together are."""
    unsure = [f for f in findings if _may_remove(f) and f.certainty >= _LEAST]
    surest = max(unsure, key=lambda f: f.certainty, default=None)
    if surest is None or surest.certainty >= _ENOUGH:
        return findings
    certainty = round(min(likelihood(judged.odds), 0.99), 3)
    raised = evolve(surest, certainty=certainty, detector=f"{surest.detector}+judgement")
    return tuple([raised if f is surest else f for f in findings])


def _is_spam(findings: tuple[Finding, ...]) -> bool:
    return any(f.kind == "spam" for f in findings)


def _may_remove(finding: Finding) -> bool:
    if finding.kind in HARMLESS or finding.category is None:
        return False
    if finding.kind == "personal_data.contact" and finding.owner in _GIVEN_OUT:
        return False
    return finding.voice in ("", "own")


def _weighed(finding: Finding, like: Likeness, endorsed: float, heard: float) -> Finding:
    """The finding, as certain as both readings make it; `endorsed` speaks for an offence.

    Where the log-odds of both, `heard` together, are low, only what is plain removes. Where
    resemblance or the judgement decides whether it removes, its detector says so.
    """
    is_weighed = finding.certainty >= _LEAST or finding.detail in HINTS
    is_doubtful = finding.detail == "address" and finding.certainty < _ENOUGH
    is_known = finding.kind in _KNOWN_BY_FORM and not is_doubtful
    if not is_weighed or is_known:
        return finding
    head = _HEAD_OF[cast(Category, finding.category)]
    found = _HINTED if finding.detail in HINTS else _FOUND[head]
    if head == "offensive":
        found += endorsed
    certainty = _both(finding, like.peaks[head].odds + found)
    detector = finding.detector
    if (certainty >= _ENOUGH) is not (finding.certainty >= _ENOUGH):
        detector += "+resemblance"
    is_threat = finding.kind in _THREATENING
    if is_threat and finding.certainty >= _OPENLY:
        certainty = max(certainty, finding.certainty)
    is_plain = finding.certainty >= _PLAIN_ENOUGH or is_threat
    stays = heard < _OPEN
    if stays and certainty >= _ENOUGH and not is_plain:
        certainty, detector = _NOT_ENOUGH, f"{finding.detector}+judgement"
    return evolve(finding, certainty=certainty, detector=detector)


def _both(finding: Finding, odds: float) -> float:
    """How certain a finding that may remove is by the detector and by its resemblance."""
    found = _log_odds(finding.certainty)
    certainty = likelihood((_SAY * found if found > 0 else found) + odds)
    return round(min(certainty, 0.99), 3)


def _is_naught(finding: Finding) -> bool:
    """Whether neither reading holds a finding for likely, and no human needs to see it.

    So it is with things for sale, and with scorn and hate told by their fields of meaning only.
    """
    if finding.detail in HINTS:
        return finding.certainty < _LIKELY
    return finding.kind in SOLD_KINDS and finding.certainty < _LEAST


def _is_echo(finding: Finding, findings: tuple[Finding, ...]) -> bool:
    """Whether a hint says what a sure finding about the same target says already."""
    return finding.detail in HINTS and any(
        other.kind == finding.kind
        and other.target == finding.target
        and other.detail not in HINTS
        and other.severity >= finding.severity
        and other.certainty >= _ENOUGH
        and _may_remove(other)
        for other in findings
    )


def _is_important(finding: Finding, like: Likeness) -> bool:
    """Whether a finding is of importance by both readings."""
    if not finding.kind.startswith("important."):
        return True
    if finding.kind in _NEVER_LOST:
        is_vague = finding.detail == "other" and finding.certainty < _CLEAR_RISK
        return not is_vague or like.heads["important"] >= _REMOTE
    return _log_odds(finding.certainty) + _WORTH + like.heads["important"] >= 0


def _served(
    parsed: ParsedText,
    findings: tuple[Finding, ...],
    like: Likeness,
    resemblance: Resemblance,
    asked: float,
) -> Iterator[Finding]:
    """The findings, those of service if the text asks for one, or one that was missed."""
    found = [f for f in findings if f.kind in SERVICE and not _stands(f, like)]
    surest = max(found, key=lambda f: f.certainty, default=None)
    least = _least_asked(surest)
    is_asked, certainty = asked >= least, round(min(likelihood(asked - least), 0.99), 3)
    for finding in findings:
        if finding not in found:
            yield finding
        elif is_asked and (finding is surest or finding.certainty >= _LEAST):
            detail = _PLAIN.get(finding.detail, finding.detail)
            yield evolve(finding, certainty=certainty, detail=detail)
    if is_asked and not found and not any(map(_asks, findings)):
        kind = max(SERVICE, key=lambda kind: (like.heads[kind], kind))
        words = resemblance.telling(parsed.words, kind, MOST_WORDS)
        detail = "complaint" if kind == "complaint" else ""
        yield finding_of(parsed, kind, detail, words, certainty)


def _least_asked(surest: Finding | None) -> float:
    """The log-odds from which on a text in which this service was found asks for an answer."""
    if surest is None:
        return _MISSED
    is_formed = surest.kind == "question" and surest.certainty >= _PLAIN_ENOUGH
    return _FORMED if is_formed else _ASKED


def _stands(finding: Finding, like: Likeness) -> bool:
    """Whether a finding of service is too grave to be weighed in a text that may tell of it."""
    if finding.detail not in _STANDING:
        return False
    head, least = _STANDING[finding.detail]
    return like.heads[head] >= least or like.heads["service"] >= _SURELY_ASKED


def _asks(finding: Finding) -> bool:
    """Whether a finding already asks for an answer, a record or a removal."""
    return finding.kind.startswith("important.") or (
        finding.kind in (*SERVICE, "case_handling") or _may_remove(finding)
    )


def _settles(finding: Finding) -> bool:
    """Whether a finding removes by itself, or shows that the offence is not the writer's."""
    if _may_remove(finding):
        return finding.certainty >= _ENOUGH
    return finding.category is Category.OFFENSIVE


def _log_odds(certainty: float) -> float:
    certainty = min(max(certainty, 0.01), 0.99)
    return math.log(certainty / (1 - certainty))
