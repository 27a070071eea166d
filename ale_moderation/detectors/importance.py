"""Information of importance: requests, appeals, claims, tips and reports that must be registered.

The act is told from talk about the act by the word lists (rules/lexicon/importance.toml); which of
their signs must meet is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ale_moderation.detectors.signs import (
    WHOLE,
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

_RECORDS = "important.record_request"
_APPEAL = "important.appeal"
_DAMAGE = "important.damage_claim"
_GDPR = "important.gdpr_request"
_MISCONDUCT = "important.misconduct_tip"
_SUPERVISION = "important.supervision_tip"
_ABUSE = "important.abuse_report"
_OTHER = "important.other"

_COMBINATIONS = indexed(
    (
        # public records
        Combination(
            kind=_RECORDS,
            detail="records",
            needs=["records.ask"],
            certainty=0.95,
            unless="gdpr.about",
        ),
        Combination(
            kind=_RECORDS,
            detail="records",
            needs=["records.give", "records.document"],
            certainty=0.95,
        ),
        Combination(
            kind=_RECORDS, detail="records", needs=["records.give", "records.paper"], certainty=0.75
        ),
        Combination(kind=_RECORDS, detail="records", needs=["records.wish", "records.document"]),
        Combination(
            kind=_RECORDS, detail="records", needs=["records.want", "records.which"], reach=1
        ),
        Combination(
            kind=_RECORDS, detail="records", needs=["records.that", "records.document"], reach=1
        ),
        Combination(
            kind=_RECORDS,
            detail="records",
            needs=["reminder.records", "records.document|records.paper"],
            certainty=0.85,
            reach=1,
        ),
        # a comment that was removed
        Combination(
            kind=_RECORDS,
            detail="removal_query",
            needs=["removal.gone", "removal.mine", "removal.why"],
            certainty=0.9,
            reach=2,
        ),
        Combination(
            kind=_RECORDS,
            detail="removal_query",
            needs=["removal.gone", "removal.mine", "removal.you"],
            certainty=0.75,
            reach=1,
        ),
        Combination(kind=_RECORDS, detail="removal_query", needs=["removal.blocked"]),
        # appeal
        Combination(kind=_APPEAL, needs=["appeal.act"]),
        Combination(kind=_APPEAL, needs=["appeal.want"]),
        Combination(
            kind=_APPEAL, needs=["appeal.again", "appeal.refuse", "appeal.decision"], reach=2
        ),
        # damages
        Combination(kind=_DAMAGE, needs=["damage.claim"], certainty=0.85),
        Combination(
            kind=_DAMAGE,
            needs=["damage.bill", "damage.harm|damage.thing"],
            certainty=0.9,
            reach=2,
        ),
        # personal data
        Combination(kind=_GDPR, needs=["gdpr.act"], certainty=0.95),
        Combination(kind=_GDPR, needs=["gdpr.remove", "gdpr.picture", "gdpr.person"], reach=1),
        Combination(
            kind=_GDPR,
            needs=["gdpr.noconsent", "gdpr.me|gdpr.picture", "gdpr.remove"],
            certainty=0.85,
            reach=2,
        ),
        Combination(
            kind=_GDPR,
            needs=["gdpr.noconsent", "gdpr.me", "gdpr.picture"],
            certainty=0.75,
            reach=1,
        ),
        Combination(kind=_GDPR, needs=["gdpr.ask", "gdpr.about"]),
        Combination(kind=_GDPR, needs=["gdpr.wrong", "gdpr.correct", "gdpr.register"], reach=1),
        # misconduct
        Combination(
            kind=_MISCONDUCT,
            needs=["misconduct.term", "misconduct.official", "misconduct.fact"],
            reach=1,
        ),
        Combination(
            kind=_MISCONDUCT,
            needs=["misconduct.kin", "misconduct.gain", "misconduct.official"],
            reach=1,
        ),
        Combination(kind=_MISCONDUCT, needs=["misconduct.kin", "misconduct.untendered"], reach=1),
        Combination(kind=_MISCONDUCT, needs=["misconduct.money"], certainty=0.75),
        *(
            Combination(
                kind=_MISCONDUCT,
                detail="insider",
                needs=[f"misconduct.{sign}", "misconduct.insider"],
                certainty=0.85,
                reach=WHOLE,
            )
            for sign in ("term", "money", "false", "untendered", "use")
        ),
        # supervision
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.dump", "supervision.waste", "supervision.nature"],
            certainty=0.9,
        ),
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.dump", "supervision.waste", "supervision.whose"],
            certainty=0.75,
        ),
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.pollution", "supervision.nature|supervision.ask"],
            certainty=0.9,
            reach=1,
        ),
        Combination(kind=_SUPERVISION, needs=["supervision.spill"], certainty=0.9),
        Combination(kind=_SUPERVISION, needs=["supervision.discharge"], certainty=0.85),
        Combination(kind=_SUPERVISION, needs=["supervision.illegal_sale"], certainty=0.85),
        Combination(kind=_SUPERVISION, needs=["supervision.lodging"], certainty=0.85),
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.burn", "supervision.burned"],
        ),
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.neglect", "supervision.animal"],
            reach=1,
        ),
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.unhygienic", "supervision.food"],
            reach=1,
        ),
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.unpermitted", "supervision.building|supervision.activity"],
            certainty=0.85,
        ),
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.hazard", "supervision.lies", "supervision.nature"],
            certainty=0.75,
        ),
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.convert", "supervision.doubt|supervision.unpermitted"],
            certainty=0.85,
            reach=1,
        ),
        Combination(
            kind=_SUPERVISION,
            needs=["supervision.emits", "supervision.business", "supervision.effect"],
            certainty=0.8,
            reach=1,
        ),
        # pupils
        Combination(
            kind=_ABUSE,
            needs=["abuse.act", "abuse.own", "abuse.school"],
            reach=1,
            unless="other.abuse",
        ),
        Combination(
            kind=_ABUSE,
            needs=["abuse.act", "abuse.own", "abuse.passive"],
            reach=2,
            unless="other.abuse",
        ),
        Combination(
            kind=_ABUSE,
            needs=["abuse.act", "abuse.kid", "abuse.school", "abuse.passive"],
            reach=2,
        ),
        Combination(kind=_ABUSE, needs=["abuse.report", "abuse.school|abuse.kid"], reach=2),
        # other
        Combination(
            kind=_OTHER,
            detail="fraud_warning",
            needs=["fraud.pretend", "fraud.where", "fraud.warn|fraud.bluff"],
            reach=2,
        ),
        Combination(
            kind=_OTHER,
            detail="fraud_warning",
            needs=["fraud.bluff", "fraud.warn", "fraud.where|fraud.number"],
            reach=2,
        ),
        Combination(
            kind=_OTHER,
            detail="fraud_warning",
            needs=["fraud.distrust", "fraud.number"],
            certainty=0.75,
        ),
        Combination(
            kind=_OTHER,
            detail="crisis",
            needs=["crisis.failing", "crisis.structure"],
            certainty=0.85,
        ),
        Combination(
            kind=_OTHER,
            detail="crisis",
            needs=["crisis.hazard", "crisis.now|crisis.people"],
            certainty=0.85,
            reach=2,
        ),
        Combination(kind=_OTHER, detail="crisis", needs=["crisis.alarm"], certainty=0.9),
        Combination(kind=_OTHER, detail="citizens_proposal", needs=["proposal.act"]),
        Combination(
            kind=_OTHER,
            detail="election",
            needs=["election.thing", "election.wrong"],
            reach=1,
        ),
    )
)

_MISCONDUCT_SIGNS = {
    "misconduct.money": 0.55,
    "misconduct.gift": 0.45,
    "misconduct.false": 0.4,
    "misconduct.untendered": 0.4,
    "misconduct.private": 0.45,
    "misconduct.kin": 0.4,
    "misconduct.public": 0.35,
    "misconduct.term": 0.35,
    "misconduct.insider": 0.35,
    "misconduct.official": 0.35,
    "misconduct.gain": 0.35,
    "misconduct.same": 0.35,
    "misconduct.hushed": 0.3,
    "misconduct.odd": 0.3,
    "misconduct.order": 0.3,
    "misconduct.giver": 0.2,
}

_WEIGHINGS = (
    # told in other words: what is asked for, and that it is asked for
    Weighing(
        kind=_RECORDS,
        detail="records",
        needs=[
            "records.give|records.wish|records.send|records.copy|records.that|records.want",
            "records.document|records.paper|records.content",
        ],
        weights={
            "records.document": 0.35,
            "records.content": 0.35,
            "records.paper": 0.2,
            "records.give": 0.3,
            "records.wish": 0.3,
            "records.that": 0.3,
            "records.want": 0.3,
            "records.send": 0.35,
            "records.copy": 0.4,
            "records.received": 0.25,
            "records.whole": 0.15,
            "reminder.records": 0.3,
        },
        unless="gdpr.about",
    ),
    Weighing(
        kind=_APPEAL,
        needs=["appeal.own|appeal.denied|appeal.refuse", "appeal.again|appeal.higher"],
        weights={
            "appeal.again": 0.35,
            "appeal.higher": 0.35,
            "appeal.refuse": 0.35,
            "appeal.decision": 0.25,
            "appeal.denied": 0.3,
            "appeal.error": 0.3,
            "appeal.own": 0.15,
            "appeal.demand": 0.2,
        },
        reach=2,
    ),
    Weighing(
        kind=_DAMAGE,
        needs=[
            "damage.harm|damage.cause",
            "damage.new|damage.bill|damage.claim|damage.sum",
            "damage.mine|gdpr.person",
        ],
        weights={
            "damage.harm": 0.35,
            "damage.cause": 0.3,
            "damage.bill": 0.35,
            "damage.claim": 0.5,
            "damage.new": 0.35,
            "damage.mine": 0.15,
            "gdpr.person": 0.1,
            "damage.thing": 0.15,
            "damage.sum": 0.2,
        },
        reach=2,
    ),
    Weighing(
        kind=_MISCONDUCT,
        needs=[
            "misconduct.official|misconduct.public|misconduct.insider|misconduct.giver",
            "misconduct.kin|misconduct.private|misconduct.gift|misconduct.false|misconduct.money"
            "|misconduct.untendered|misconduct.same|misconduct.term",
            "misconduct.gain|misconduct.odd|misconduct.private|misconduct.gift|misconduct.false"
            "|misconduct.money|misconduct.untendered|misconduct.same|misconduct.term"
            "|misconduct.hushed|misconduct.order",  # to have a wife is no misconduct
        ],
        weights=_MISCONDUCT_SIGNS,
    ),
    Weighing(
        kind=_MISCONDUCT,
        detail="insider",
        needs=[
            "misconduct.insider",
            "misconduct.false|misconduct.money|misconduct.hushed|misconduct.private"
            "|misconduct.order|misconduct.term|misconduct.untendered|misconduct.gift",
        ],
        weights=_MISCONDUCT_SIGNS,
        reach=2,
    ),
    Weighing(
        kind=_ABUSE,
        needs=[
            "abuse.humiliate|abuse.act|abuse.reaction",
            "abuse.own|abuse.them",
            "abuse.school|abuse.others",
        ],
        weights={
            "abuse.humiliate": 0.45,
            "abuse.act": 0.35,
            "abuse.reaction": 0.3,
            "abuse.own": 0.25,
            "abuse.them": 0.15,
            "abuse.school": 0.2,
            "abuse.others": 0.2,
            "abuse.passive": 0.25,
        },
        reach=1,
        unless="other.abuse",
    ),
    Weighing(
        kind=_OTHER,
        detail="fraud_warning",
        needs=["fraud.pretend|fraud.bluff|fraud.remote", "fraud.approach|fraud.number|fraud.warn"],
        weights={
            "fraud.pretend": 0.4,
            "fraud.bluff": 0.4,
            "fraud.remote": 0.4,
            "fraud.approach": 0.3,
            "fraud.warn": 0.25,
            "fraud.where": 0.2,
            "fraud.number": 0.2,
        },
        reach=2,
    ),
)

_ASKED_IN_GENERAL = frozenset(
    """
    hur vart var vem vad när vilka vilken vilket får kan måste behöver gäller hvor how where
    """.split()
)
_WRITER = frozenset("jag vi mig oss min mitt mina vår vårt våra my our".split())
_ASKED_FOR = frozenset((_RECORDS, _GDPR, _OTHER))
"""Kinds that a question may well put: "kan man få ut …?"."""

NEEDS = frozenset(_COMBINATIONS).union(*(w.needs[0] for w in _WEIGHINGS))


def find_importance(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """What must be registered because it matters, the surest of each kind and detail."""
    found: Iterable[tuple[Combination | Weighing, Span, float]] = chain(
        find_combinations(parsed, _COMBINATIONS), find_weighings(parsed, _WEIGHINGS)
    )
    yield from surest(
        Finding(
            kind=sign.kind,
            detail=sign.detail,
            start=span[0],
            end=span[1],
            certainty=round(certainty, 2),
            detector="importance",
            quote=masked_quote(parsed, anchor.start, anchor.end),
        )
        for sign, anchor, certainty in found
        if sign.kind in _ASKED_FOR or not _is_general(parsed, anchor)
        for span in (parsed.original_span(anchor.start, anchor.end),)
    )


def _is_general(parsed: ParsedText, anchor: Span) -> bool:
    """Whether a sign stands in a question of how one goes about it: "Vart ringer man om …?"."""
    sentence = parsed.sentence(anchor.start)
    words = [parsed.words[i].norm for i in sentence]
    return (
        "?" in words[-1]
        and "man" in words
        and words[0] in _ASKED_IN_GENERAL
        and _WRITER.isdisjoint(words)
    )
