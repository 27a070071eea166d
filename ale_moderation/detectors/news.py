"""Whether a text tells the news of the world, or history, as papers and encyclopedias do.

What is told there of somebody by their whole name is public already; a human looks at it, for the
same words may hide a neighbour.
"""

from __future__ import annotations

import re

from ale_moderation.detectors.nearby import word_at
from ale_moderation.parsed_text import ParsedText
from ale_moderation.people import INDIVIDUALS

WORLD = "tie.world"
_OF_ONES_OWN = ("pron_1s", "pron_1p", "poss_1", "home.household")
"""Tags of the writer and those around: then it is told of somebody near."""

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september"),
    *("oktober", "november", "december"),
)
_DATED = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)}) (?:1[5-9]|20)\d\d\b"  # "i november 1945"
    r"|\b(?:1[5-9]|20)\d\d\s?[–-]\s?(?:(?:1[5-9]|20)\d\d|\d\d)\b(?!-?\d)"  # "2008–2013"
    r"|\b1[5-9]\d\d\b(?![–-]\d)",  # a year long past
    re.IGNORECASE,
)

_LIFETIME = re.compile(r"\(\s*(?:f\.? ?|\* ?)?1[5-9]\d\d\s?[–-]\s?(?:1[5-9]|20)\d\d\s*\)")
"""When somebody was born and died: "(1871–1949)"."""


def is_news(parsed: ParsedText) -> bool:
    """Whether the world or a date long past is named, a whole name, and nobody of the writer's.

    Of the dead, whose years are given, the writer may tell what they are to them.
    """
    if _is_of_the_dead(parsed):
        return True
    if parsed.has(*_OF_ONES_OWN):
        return False
    if not (parsed.has(WORLD) or _DATED.search(parsed.text.surface)):
        return False
    return any(m.is_named and m.end - m.start > 1 for m in parsed.people)


def _is_of_the_dead(parsed: ParsedText) -> bool:
    """Whether the only one pointed out, but for the writer's, has both years beside the name."""
    years = _LIFETIME.search(parsed.text.surface)
    if years is None:
        return False
    place = word_at(parsed, years.start())
    others = [
        m
        for m in parsed.people
        if m.who in INDIVIDUALS and not m.is_own and "pron_3s" not in parsed.words[m.start].tags
    ]
    is_alone = all(
        m.end <= place and parsed.sentences[m.start] == parsed.sentences[place] for m in others
    )
    return is_alone and any(m.is_named and m.end == place for m in others)
