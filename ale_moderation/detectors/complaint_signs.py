"""What speaks for a complaint and against it: signs, the tags behind them, and their weights.

`complaint.py` finds the signs of a comment and adds up their weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "start": -1.7,
        # the matter
        "topic": 0.5,
        "topics": 1.0,
        "subject": 1.0,  # a thing of the municipality's opens the sentence
        "site": 0.8,
        "case": 1.1,
        "municipality": 0.6,
        "foreign": 1.0,  # few of whose words are Swedish, and fewer known as topics
        "person": 0.5,
        # what is wrong
        "defect": -0.1,
        "observed": 0.8,
        "weak": -0.3,
        "defects": 0.8,
        "defect_of_topic": 0.8,
        "observed_of_topic": 0.9,
        "weak_of_topic": 0.8,
        "undone": 0.5,
        "undone_of_topic": 0.1,
        "again": 0.8,
        "often": -0.2,  # how often, of what is nothing wrong
        "contacted": 0.3,
        "unmet": 1.6,
        "hazard": 2.0,
        "warning": 1.4,
        "harm": -0.1,
        "pupil_harmed": 1.6,
        "formal": 1.4,
        # what is wished for
        "wish": 1.6,
        "wish_of_topic": 0.1,
        "imperative": -0.1,
        "imperative_of_topic": 0.2,
        # against
        "praise": -1.9,
        "turned": -1.0,  # a shortcoming first, "men", and then praise
        "warm": -1.8,
        "mended": -1.0,
        "memory": -2.8,
        "opinion": -1.8,
        "politics": -0.4,
        "joke": -1.8,
        "event": -2.2,
        "rhetoric": -0.2,
        "future": -0.5,
        "elsewhere": -0.5,
        "friend": -0.6,
        "exclaimed": -0.3,
        "short": 0.1,
        "thou": -1.4,
        "own": -1.0,
        "impersonal": -0.5,
    }
)
"""What each sign adds; fitted on the development corpora and rounded."""

CRITICISM: Mapping[str, float] = MappingProxyType(
    {
        "start": -1.5,
        "svc_harsh": 1.3,
        "harsh_again": 1.0,
        "svc_politics": 1.5,
        "svc_opinion": 1.8,
        "svc_rhetoric": 1.1,
        "svc_ni": 0.6,
        "svc_neg": 0.6,
        "svc_praise": -0.7,
        "svc_glad": -1.1,
        "svc_wish": -0.4,
        "svc_event": -0.8,
    }
)

SIGNS = (
    ("svc_own", "case"),
    ("svc_again", "again"),
    ("svc_contacted", "contacted"),
    ("svc_unmet", "unmet"),
    ("svc_harm", "harm"),
    ("svc_formal", "formal"),
    ("svc_warning", "warning"),
    ("svc_wish", "wish"),
    ("svc_opinion", "opinion"),
    ("svc_elsewhere", "elsewhere"),
    ("svc_rhetoric", "rhetoric"),
    ("svc_injury", "hazard"),
)
SIGNS_OF_WORDS = (
    ("svc_topic", "topic"),
    ("svc_ni", "municipality"),
    ("svc_person", "person"),
    ("svc_neg", "negation"),
    ("svc_action", "action"),
    ("svc_imperative", "imperative"),
)
"""Signs of single words; their lists hold no patterns of several."""

EVERYWHERE = (
    ("svc_praise", "praise"),
    ("svc_glad", "warm"),
    ("svc_mended", "mended"),
    ("svc_past", "memory"),
    ("svc_politics", "politics"),
    ("svc_joke", "joke"),
    ("svc_event", "event"),
    ("svc_thou", "thou"),
    ("svc_others", "thou"),
)
"""Signs that count wherever in the comment they stand."""

CORE = frozenset(
    (
        *("svc_defect", "svc_wish", "svc_imperative", "svc_danger", "svc_unmet", "svc_again"),
        *("svc_contacted", "svc_formal", "svc_harm", "svc_injury", "svc_own", "svc_action"),
        "svc_praise",
    )
)
"""The tags behind `NEEDED`."""

REACHABLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "svc_topic": ("topic", "topics", "subject", "site"),
        "place": ("site",),
        "svc_own": ("case",),
        "svc_ni": ("municipality",),
        "svc_person": ("person",),
        "svc_defect": ("defect", "observed", "weak", "defects"),
        "svc_praise": ("weak",),
        "svc_action": ("undone",),
        "svc_again": ("again",),
        "svc_contacted": ("contacted",),
        "svc_unmet": ("unmet",),
        "svc_danger": ("hazard",),
        "svc_injury": ("hazard",),
        "svc_warning": ("warning", "hazard"),
        "svc_harm": ("harm", "pupil_harmed"),
        "svc_formal": ("formal",),
        "svc_wish": ("wish",),
        "svc_imperative": ("imperative",),
    }
)
"""All the signs that speak for a complaint, by the tag that each needs."""

REACHABLE_OF_TOPIC: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "svc_defect": ("defect_of_topic", "observed_of_topic", "weak_of_topic"),
        "svc_action": ("undone_of_topic",),
        "svc_praise": ("weak_of_topic",),
        "svc_wish": ("wish_of_topic",),
        "svc_imperative": ("imperative_of_topic",),
    }
)
"""The same where there is a topic besides."""


def _sums(reachable: Mapping[str, tuple[str, ...]]) -> Mapping[str, float]:
    return {tag: sum(max(0.0, WEIGHTS[s]) for s in signs) for tag, signs in reachable.items()}


AT_MOST = _sums(REACHABLE)
AT_MOST_OF_TOPIC = _sums(REACHABLE_OF_TOPIC)
NEEDS_NEGATION = frozenset(("svc_action", "svc_praise"))
AT_LEAST = MappingProxyType({tag: WEIGHTS[sign] for tag, sign in EVERYWHERE if sign != "praise"})
MACHINES = frozenset(("roads", "snow", "lights", "water", "web"))
TECHNICAL = MACHINES | {"waste", "culture", "parks", "traffic", "environment"}
"""Units whose faults are mended rather than discussed; for the latter the least word is enough."""

OF_TOPIC = (
    ("weak", "weak_of_topic"),
    ("observed", "observed_of_topic"),
    ("defect", "defect_of_topic"),
    ("undone", "undone_of_topic"),
    ("wish", "wish_of_topic"),
    ("imperative", "imperative_of_topic"),
)
"""Signs that say more in one sentence with what they are about."""

FAULTS = frozenset(("defect_of_topic", "weak_of_topic"))
TROUBLE = frozenset(
    (
        *("defect", "weak", "observed", "undone", "contacted", "unmet", "hazard", "formal"),
        *("case", "harm"),
    )
)
"""Without one of these nothing is wrong, however often it happens."""

NEEDED = TROUBLE | {"wish", "imperative", "again"}
"""Without one of these nothing is wrong and nothing is wished for."""

UNSURE = frozenset(("weak", "observed"))
"""Lists of shortcomings that are less than sure."""

COUNTED, COUNTED_AGAINST = frozenset(AT_MOST), frozenset(AT_LEAST)
RELEVANT = COUNTED | COUNTED_AGAINST | {"svc_neg"}
NOTHING: Mapping[str, float] = MappingProxyType({})
CRITICAL_ALONE = frozenset(("svc_harsh", "svc_politics", "svc_opinion", "svc_rhetoric"))
CRITICAL = frozenset(CRITICISM) - {"start", "harsh_again"}
