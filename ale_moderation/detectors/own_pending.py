"""The writer's own matter at social services or in care that is going on (matrix row 27).

An experience told in a debate may stand; what waits for an answer, is disputed or is addressed to
the municipality is hidden until somebody has been in touch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ale_moderation.detectors.nearby import spans_between
from ale_moderation.detectors.sensitive import all_ties
from ale_moderation.detectors.topics import TOPIC_TAGS, Tie
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import INDIVIDUALS, Who

OWN_SIGNS = ("own_matter", "soc_officer", "soc_benefit", "soc_taken", "own_case")
"""What must be there for an own matter, where no topic is."""

_PAST_YEAR = re.compile(r"(?:19\d\d|20[01]\d)$")
_SERVICES = frozenset(("welfare", "child_welfare", "care", "guardianship"))
_OWN_CARE = frozenset(("child_welfare", "guardianship", "treatment"))


def own_pending(parsed: ParsedText, ties: Sequence[Tie]) -> tuple[float, Span] | None:
    """How sure it is that the writer gives away a pending matter of their own, and where.

    `ties` are those that count of the comment.
    """
    is_past = parsed.has("own_past") or any(_PAST_YEAR.match(w.norm) for w in parsed.words)
    if is_past and not _goes_on(parsed):
        return None
    if parsed.has("tie.warm") and not parsed.has("own_open"):
        return None  # thanks need no answer
    signs = parsed.at("own_matter")
    sign = max(signs, key=lambda s: (bool(s.entry.detail), s.end - s.start), default=None)
    if sign is not None and (
        sign.entry.detail == "named"
        or any(tie.is_self for tie in ties)
        or any(s.entry.detail in _SERVICES for s in parsed.at(*TOPIC_TAGS))
        or parsed.has("soc_office", "soc_benefit")
    ):
        return sign.certainty * 0.95, sign
    pending = _pending(parsed) or _own_child(parsed)
    return None if pending is None else (0.75, pending)


def _goes_on(parsed: ParsedText) -> bool:
    """Whether what began long ago goes on: "nu", but not in "nu är jag 41"."""
    past = {i for span in parsed.at("own_past") for i in range(span.start, span.end)}
    return any(span.start not in past for span in parsed.at("own_still"))


def _pending(parsed: ParsedText) -> Span | None:
    """Something of the writer's at social services that goes on, told in their own words."""
    taken = parsed.at("soc_taken")
    if taken:
        return taken[0]
    for span in parsed.at("soc_officer", "soc_benefit", "soc_office"):
        sentence = parsed.sentence(span.start)
        if spans_between(parsed, "own_general", sentence.start, sentence.stop):
            continue
        is_officer = span.entry.tag == "soc_officer"
        if is_officer and not parsed.has("tie.warm"):
            lead = parsed.words[max(0, span.start - 2) : span.start]
            is_yours = any("poss_2p" in w.tags for w in lead)
            if _is_owned(parsed, span) or (is_yours and _has_writer(parsed, sentence)):
                return span
        opens = [
            s
            for s in spans_between(parsed, "own_open", sentence.start, sentence.stop)
            if not span.start <= s.start < span.end
        ]
        if span.entry.tag == "soc_office" and not parsed.has("own_case"):
            continue
        is_asked = parsed.words[sentence.stop - 1].norm == "?"
        is_owned = _is_owned(parsed, span)
        if (is_owned and is_asked) or (
            opens and (is_owned or _is_told_by_writer(parsed, span, sentence))
        ):
            return span
    return None


def _own_child(parsed: ParsedText) -> Span | None:
    """A child of the writer's, or the writer, in care, where something goes on or is addressed."""
    if not parsed.has("own_open", "pron_2p", "soc_office") or parsed.has("tie.warm", "own_general"):
        return None
    for tie in all_ties(parsed):
        figure = tie.figure
        if tie.detail in _OWN_CARE and (tie.is_self or (figure.is_kin and figure.is_child)):
            return tie.topic
    return None


def _is_owned(parsed: ParsedText, span: Span) -> bool:
    """Whether "min" stands before it, or in it."""
    words = parsed.words[max(0, span.start - 2) : span.end]
    return any("poss_1" in w.tags for w in words)


def _is_told_by_writer(parsed: ParsedText, span: Span, sentence: range) -> bool:
    """Whether the writer is the only one in its sentence, or leaves themselves out."""
    people = [m for m in parsed.people if m.start in sentence and m.start < span.start]
    others = [m for m in people if m.who in INDIVIDUALS and not m.is_own]
    if any(m.is_definite or m.is_named for m in others if m.who is not Who.STAFF):
        return False
    writer = [m for m in people if m.who is Who.SELF]
    if writer:
        return True
    first = parsed.words[sentence.start]
    is_asked = parsed.words[sentence.stop - 1].norm == "?"
    if not people and not is_asked and not first.tags.isdisjoint(("tie.have", "own_open")):
        return True
    return _has_writer(parsed, sentence)


def _has_writer(parsed: ParsedText, sentence: range) -> bool:
    return any(m.who is Who.SELF and m.start in sentence for m in parsed.people)
