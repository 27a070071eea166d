"""How a topic hangs on a person without a verb of having: "Ivar haltar efter sin stroke"."""

from __future__ import annotations

from collections.abc import Sequence

from ale_moderation.detectors.bearing import CRIMES, keeps_apart
from ale_moderation.detectors.figure import Figure
from ale_moderation.detectors.whereabouts import is_finite
from ale_moderation.parsed_text import Span, Word
from ale_moderation.people import Who

FARTHEST = 9
"""The most words between a person and a topic."""

REFLEXIVES = frozenset(("sin", "sitt", "sina"))
_CAUSES = frozenset(("efter", "av", "för", "pga", "med", "sedan", "sen", "på"))
_WHY = frozenset(("varför", "orsaken", "anledningen", "förklaringen", "skälet"))
WORK = frozenset(("tie.work", "insider_verb", "role_staff"))
_DEFINITE = ("en", "et", "rn", "ln", "sin", ":n", "erna", "orna", "arna")
"""Endings of what is spoken of as known: cancern, cellgifterna, epilepsin."""

_PREDICATES = frozenset(("tie.be", "tie.have", "tie.not"))
"""Tags of what makes a topic the subject of a clause of its own: "Siv Rud, adhd är …"."""


def is_of_the_subject(words: Sequence[Word], figure: Figure, topic: Span) -> bool:
    """Whether "sin" stands before the topic: "Doris överdriver sin fibromyalgi"."""
    if topic.start - figure.end > FARTHEST:
        return False
    lead = words[max(figure.end, topic.start - 2) : topic.start]
    is_owned = any(w.norm in REFLEXIVES for w in lead)
    is_work = any("tie.work" in w.tags for w in words[figure.end : topic.start])
    return is_owned and not is_work and not keeps_apart(words, figure, topic)


def is_caused(words: Sequence[Word], figure: Figure, topic: Span) -> bool:
    """Whether it is why somebody does something: "Ivar haltar efter sin stroke"."""
    if figure.who is Who.SELF or figure.known < 0.85 or topic.certainty < 0.8:
        return False
    between = words[figure.end : topic.start]
    lead = [w for w in between if "tie.prep" in w.tags][-1:]
    is_cause = bool(lead) and lead[0].norm in _CAUSES and lead[0] in between[-3:]
    if not is_cause or not 1 < len(between) <= FARTHEST:
        return False
    if any(not w.tags.isdisjoint(WORK) or not w.is_word for w in between):
        return False
    if figure.who is Who.STAFF and lead[0].norm in ("på", "med"):
        return False  # "läkaren är suverän på diabetes"
    return not keeps_apart(words, figure, topic)


def is_explained(words: Sequence[Word], figure: Figure, topic: Span) -> bool:
    """Whether it is told what lies behind: "läraren i 5A är hemma, det är utbrändhet"."""
    if figure.who is Who.SELF or figure.known < 0.85 or topic.start - figure.end < 3:
        return False
    it, be = words[topic.start - 2 : topic.start]
    return it.norm == "det" and "tie.be" in be.tags and topic.entry.detail not in CRIMES


def is_appended(words: Sequence[Word], figure: Figure, topic: Span, sentence: range) -> bool:
    """Whether the topic is added after a comma: "hon hittar inte hem, demens i slutstadiet"."""
    start = topic.start
    if (not figure.is_named and figure.known < 0.85) or figure.who is Who.SELF:
        return False
    if start - figure.end > 2 and "tie.matter" in words[start - 2].tags:
        start -= 2  # "Siv Rud, samtal om skilsmässa"
    lead = words[start - 1].norm
    is_why = lead == ":" and any(w.norm in _WHY for w in words[sentence.start : figure.start])
    if not (is_why or lead in (",", "-", "–", "(")) or topic.entry.detail in CRIMES:
        return False
    if start - figure.end > FARTHEST:
        return False
    rest = words[topic.end : min(topic.end + 3, sentence.stop)]
    if start - figure.end == 1 and figure.is_named:
        return is_spoken_of_as_known(words, topic) or not any(
            is_finite(w) or w.tags & _PREDICATES for w in rest[:1]
        )
    return not any("tie.be" in w.tags or "tie.have" in w.tags for w in rest)


def is_spoken_of_as_known(words: Sequence[Word], topic: Span) -> bool:
    """Whether a topic is spoken of as known: "cancern", "cellgifterna", not "depression"."""
    norm = words[topic.end - 1].norm
    return norm.endswith(_DEFINITE) and not norm.endswith("het")
