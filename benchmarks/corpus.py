"""The annotated corpora, and which of their comments are set apart for testing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

CORPORA = Path(__file__).parent.parent / "corpora"
ANNOTATED = (
    *("annotated", "dev_natural", "dev_functional", "privacy_c", "spelling"),
    *("stream_o", "stream_p", "pairs_h", "hard_d"),
)
"""The corpora that are for development as a whole."""
HARD = (
    *("lawful", "service", "offensive", "personal", "spam_importance"),
    *(
        "confidential_b",
        "importance_b",
        "offensive_b",
        "personal_b",
        "service_b",
        "spam_b",
        "unlawful_b",
    ),
)
STREAMS = ("stream_a", "stream_b", "stream_c", "stream_d")
LATER_STREAMS = ("stream_e", "stream_f")
PAIRS = ("pairs",)
LAST = ("stream_g", "pairs_b", "hard_b")
NEWEST = ("stream_h", "stream_i", "mixed_a", "pairs_c", "pairs_d", "hard_c", "lawful_b")
WIDE = (
    *("stream_j", "stream_k", "mixed_b", "pairs_e", "offensive_c", "privacy_d", "service_c"),
    *("unlawful_c", "spam_d", "lawful_c", "short_a", "long_a"),
)
PLAIN = ("stream_n", "mixed_c", "pairs_g", "lawful_d", "lawful_e")
OBLIQUE = ("stream_l", "stream_m", "privacy_e", "offensive_d", "pairs_f", "service_d")
EVERYDAY = ("stream_q", "mixed_d", "stream_r")
HINTED = (
    *("threats_a", "threats_b", "accused_a", "private_f", "confidential_c", "insults_a", "hate_a"),
    *("trade_a", "threats_c", "threats_d", "insults_b", "accused_b", "private_g", "hate_b"),
    *("confidential_d", "service_e", "trade_b", "lawful_f", "prose_a", "debate_a", "questions_a"),
)
FRESH = (
    *("stream_s", "threats_e", "importance_d", "pairs_i", "insults_c", "service_f", "private_h"),
    *("stream_t", "accused_c", "stream_u", "confidential_e", "service_g", "trade_c", "threats_f"),
    *("importance_e", "hate_c", "insults_d", "lawful_g", "stream_v", "trade_d", "accused_d"),
    *("border_a", "threats_g", "mixed_e", "stream_w", "border_b", "trade_e", "hate_d"),
    *("importance_f", "accused_e", "private_i", "stream_x", "service_h", "threats_h", "trade_f"),
    *("accused_f", "insults_e", "pairs_j", "stream_y", "debate_b", "debate_c"),
    *("neutral_a", "neutral_b"),
)
PAGES = (
    *("stream_z", "heated_a", "page_library", "page_water", "page_school", "page_care"),
    *("page_council", "page_building", "page_integration", "page_safety"),
    *("threats_i", "accused_g", "insults_f", "service_i", "private_j", "trade_g"),
    *("neutral_c", "neutral_d", "neutral_e", "neutral_f", "neutral_g", "neutral_h", "neutral_i"),
    *("neutral_j", "neutral_k", "neutral_l", "debate_d", "page_traffic", "page_business"),
    *("page_sports", "page_staff", "page_health", "page_youth", "neutral_m", "groups_a"),
)
LATEST = (
    *("stream_aa", "groups_b", "threats_j", "private_k", "insults_g", "importance_g", "trade_h"),
    *("heated_b", "prose_b", "neutral_n", "threats_k", "private_l", "insults_h", "hate_e"),
    *("confidential_f", "stream_ab", "stream_ac", "stream_ad", "stream_ae"),
    *("debate_e", "private_m", "insults_i", "threats_l", "mixed_f"),
)
RECENT = (
    *("pairs_k", "pairs_l", "pairs_m", "service_j", "stream_af", "stream_ag", "importance_h"),
)
ROUNDS = ("spam_c", "importance_c")
PARTS = (
    ("hard cases", HARD),
    ("streams", STREAMS),
    ("later streams", LATER_STREAMS),
    ("pairs", PAIRS),
    ("rounds", ROUNDS),
    ("last ones", LAST),
    ("newest ones", NEWEST),
    ("wide ones", WIDE),
    ("oblique ones", OBLIQUE),
    ("plain ones", PLAIN),
    ("everyday ones", EVERYDAY),
    ("hinted ones", HINTED),
    ("fresh ones", FRESH),
    ("pages", PAGES),
    ("latest ones", LATEST),
    ("recent ones", RECENT),
)
"""The corpora of our own by title; each has a part that is set apart."""

OWN = tuple(name for _, names in PARTS for name in names)


@frozen(kw_only=True)
class Example:
    """An annotated comment. `accepted` holds every headline action that is right."""

    id: str
    text: str
    labels: tuple[str, ...]
    action: str
    accepted: frozenset[str]
    visibility: str
    is_hard_negative: bool


def read(name: str) -> Iterator[Example]:
    """The comments of one file, in order."""
    with (CORPORA / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Example(
                id=row["id"],
                text=row["text"],
                labels=tuple(row["labels"]),
                action=row["action"],
                accepted=frozenset((row["action"], *row.get("also_ok", ()))),
                visibility=row["visibility"],
                is_hard_negative=row["hard_negative"],
            )


def is_set_apart(example_id: str) -> bool:
    """Whether a comment of the own corpora is kept for testing and never looked at."""
    return int(hashlib.sha256(example_id.encode()).hexdigest(), 16) % 10 < 3
