"""People at risk: the writer, somebody in danger now, and children who fare ill.

Help comes before order, so weak signs are reported with an honest certainty. Jokes and idioms are
taken away by the word lists (rules/lexicon/risk.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from attrs import evolve

from ale_moderation.detectors.signs import (
    Combination,
    Weighing,
    find_combinations,
    find_weighings,
    indexed,
    masked_quote,
    surest,
)
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText, Span

_AT_RISK = "important.person_at_risk"
_CONCERN = "important.concern_report"

_ADDRESS = re.compile(
    r"\b\w{2,40}(?:gatan?|vägen|stigen|gränden?|backen|allén|torget|gärdet|hagen|liden|gården|"
    r"kroken|rundan|slingan|leden|bergen|åsen|höjden|kullen)\s{1,3}\d{1,4}\b"
    r"|\b(?:lgh|lägenhet|nr|nummer|port|hus|uppgång|trapphus)\s{1,3}(?:\d{1,4}|[A-Z])\b"
    r"|\b\d{1,3}\s?[A-H]\b"
)

_SURE = 0.6
"""Beside a concern report, a weaker sign that somebody is in danger now says nothing more."""

_COMBINATIONS = indexed(
    (
        # the writer
        Combination(
            kind=_AT_RISK,
            detail="self",
            needs=["self.clear"],
            certainty=0.95,
            unless="self.third self.joke",
        ),
        Combination(
            kind=_AT_RISK,
            detail="self",
            needs=["self.clear", "self.me"],
            certainty=0.7,
            unless="self.joke",
        ),
        Combination(
            kind=_AT_RISK,
            detail="self",
            needs=["self.despair|self.gone"],
            certainty=0.75,
            unless="self.third self.joke",
        ),
        Combination(
            kind=_AT_RISK,
            detail="self",
            needs=["self.means", "self.when", "self.me"],
            certainty=0.6,
            unless="self.third self.joke",
        ),
        Combination(
            kind=_AT_RISK,
            detail="other",
            needs=["self.beaten|self.held"],
            certainty=0.8,
            unless="self.joke",
        ),
        # somebody else
        Combination(
            kind=_AT_RISK,
            detail="other",
            needs=["other.suicidal", "other.someone|self.third"],
            certainty=0.9,
            reach=1,
            unless="self.joke",
        ),
        Combination(
            kind=_AT_RISK,
            detail="other",
            needs=["other.exposed", "other.frail", "other.now"],
            certainty=0.85,
            reach=2,
            unless="self.joke helped.come",
        ),
        Combination(
            kind=_AT_RISK,
            detail="other",
            needs=["other.lost", "other.frail", "other.now"],
            certainty=0.9,
            reach=2,
            unless="self.joke helped.come",
        ),
        Combination(
            kind=_AT_RISK,
            detail="other",
            needs=["other.lost", "other.frail"],
            certainty=0.6,
            unless="self.joke helped.come",
        ),
        Combination(
            kind=_AT_RISK,
            detail="other",
            needs=["other.collapsed", "other.someone"],
            certainty=0.8,
            unless="self.joke helped.come helped.thanks",
        ),
        Combination(
            kind=_AT_RISK,
            detail="other",
            needs=["other.unseen|other.missing", "other.someone"],
            certainty=0.8,
            reach=1,
            unless="self.joke helped.come",
        ),
        Combination(  # help came once, and it goes on all the same
            kind=_AT_RISK,
            detail="other",
            needs=["other.collapsed|other.unseen|other.missing", "other.someone", "other.still"],
            certainty=0.8,
            unless="self.joke",
        ),
        Combination(
            kind=_AT_RISK,
            detail="other",
            needs=["other.violence", "other.someone", "other.now"],
            certainty=0.8,
            reach=1,
            unless="self.joke",
        ),
        Combination(
            kind=_AT_RISK,
            detail="identified",
            needs=["other.abuse", "other.minor", "other.perpetrator"],
            certainty=0.85,
            reach=1,
        ),
        Combination(
            kind=_AT_RISK,
            detail="identified",
            needs=["hidden.person", "hidden.place", "hidden.third"],
            certainty=0.75,
            reach=1,
        ),
        # a child that can be recognised
        Combination(
            kind=_CONCERN,
            needs=["concern.report", "concern.child|concern.where"],
            certainty=0.9,
            reach=1,
        ),
        Combination(
            kind=_CONCERN,
            needs=["concern.worry", "concern.harm", "concern.where"],
            certainty=0.85,
            reach=1,
        ),
        Combination(
            kind=_CONCERN,
            needs=["concern.harm", "concern.child", "concern.where"],
            certainty=0.8,
            reach=1,
            unless="self.joke",
        ),
        Combination(
            kind=_CONCERN,
            detail="address",
            needs=["concern.harm", "concern.child"],
            certainty=0.85,
            reach=1,
            unless="self.joke",
        ),
    )
)

_SELF_SIGNS = {
    "self.hoard": 0.7,
    "self.gone": 0.65,
    "self.despair": 0.6,
    "self.means": 0.55,
    "self.letter": 0.5,
    "self.peace": 0.45,
    "self.nofuture": 0.5,
    "self.farewell": 0.4,
    "self.ordered": 0.4,
    "self.weary": 0.35,
    "self.hate": 0.35,
    "self.pain": 0.3,
    "self.alone": 0.3,
}

_SELF_CORE = (
    "self.despair|self.gone|self.means|self.hoard|self.letter|self.peace|self.nofuture"
    "|self.farewell|self.weary|self.ordered"
)

_WEIGHINGS = (
    Weighing(
        kind=_AT_RISK,
        detail="self",
        needs=[_SELF_CORE],
        weights=_SELF_SIGNS,
        reach=2,
        unless="self.third self.joke life.event",
    ),
    Weighing(  # a third person near it may be the one meant: more is needed
        kind=_AT_RISK,
        detail="self",
        needs=[_SELF_CORE, "self.me"],
        weights=_SELF_SIGNS,
        least=0.78,
        reach=2,
        unless="self.joke life.event",
    ),
)

NEEDS = frozenset(_COMBINATIONS).union(*(w.needs[0] for w in _WEIGHINGS))


def find_risk(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Who may be in danger, the surest sign of each kind and detail."""
    found = list(_found(parsed))
    if not found:
        return
    is_identified = _is_identified(parsed)
    kept = [
        _placed(finding, is_identified)
        for finding in found
        if is_identified or finding.detail != "address"
    ]
    is_concern = any(finding.kind == _CONCERN for finding in kept)
    yield from surest(
        finding
        for finding in kept
        if not is_concern or finding.kind == _CONCERN or finding.certainty >= _SURE
    )


def _found(parsed: ParsedText) -> Iterator[Finding]:
    signs: Iterable[tuple[Combination | Weighing, Span, float]] = chain(
        find_combinations(parsed, _COMBINATIONS), find_weighings(parsed, _WEIGHINGS)
    )
    for sign, anchor, certainty in signs:
        start, end = parsed.original_span(anchor.start, anchor.end)
        yield Finding(
            kind=sign.kind,
            detail=sign.detail,
            start=start,
            end=end,
            certainty=round(certainty, 2),
            detector="risk",
            quote=masked_quote(parsed, anchor.start, anchor.end),
        )


def _placed(finding: Finding, is_identified: bool) -> Finding:
    """The finding with the detail that follows from whether somebody can be recognised."""
    if finding.detail == "other" and is_identified:
        return evolve(finding, detail="identified")
    return evolve(finding, detail="") if finding.detail == "address" else finding


def _is_identified(parsed: ParsedText) -> bool:
    """Whether the comment holds a home address or a person's name."""
    if _ADDRESS.search(parsed.text.surface):
        return True
    return any("given_name" in word.tags and word.is_capitalised for word in parsed.words)
