"""In which mood harm is spoken of: announced by the writer, or asked of others.

The writer's "jag ska", "jag kommer och" announces it; a command, "nån borde", "bara att" and an
infinitive on its own ask for it. What others do, what is done, asked about or denied is neither.
"""

from __future__ import annotations

from typing import NamedTuple

from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Who

ANNOUNCED, ASKED, DUE = "announced", "asked", "due"
WRITERS = frozenset("jag vi ja grabbarna pojkarna bröderna brorsan farsan kusinerna".split())
ANYBODY = frozenset("nån någon man alla folk några allihop vem vilka".split())
_OTHERS = ANYBODY | {"ni", "du"}
_THIRD = frozenset("han hon hen de dom den det som polisen kommunen staten".split())
_MODALS = frozenset(
    "ska skall skulle tänker kommer lär vill borde bör måste kan får lovar orkar vågar".split()
)
_MEANS_TO = frozenset("ska skall tänker kommer lär vill lovar får borde måste".split())
OUGHT = frozenset("borde bör måste ska skall skulle kan får kunde vill vågar".split())
_LINKS = frozenset("och å o , : ; – - så bara sen då eller ... … ! . dra gå åk kom".split())
_FREE = frozenset("bara dags läge enda rätt bäst bästa lättast".split())
"""Before "att" they make an infinitive a call: "bara att skjuta …"."""

_PAST = frozenset(
    """
    hade ville kunde försökte började var blev fick hotade hotat hotar försöker lyckades tänkte sa
    skulle dömdes anklagas misstänks åtalas varit dömd åtalad misstänkt
    """.split()
)
_STEMS = frozenset(("skär", "kör"))
"""Commands that look like the present."""

NOT = frozenset("inte aldrig ej icke ente inget ingen".split())
_REACH = 9
"""Words within which the mood stands before a verb."""

ORDERS = ("harm.order", "harm.rough_order")


class Harm(NamedTuple):
    """The words of an act (half-open), its mood, whom it is to hit, and how sure it is."""

    start: int
    end: int
    tag: str
    mood: str
    certainty: float


def mood_of(parsed: ParsedText, span: Span) -> str:
    """How an act is spoken of: announced, asked for, or neither ("")."""
    words, sentence = parsed.words, parsed.sentence(span.start)
    if words[sentence.stop - 1].norm == "?" or _is_negated(parsed, span, sentence):
        return ""
    first = words[span.start].norm
    if span.entry.tag in ORDERS and opens_clause(parsed, span.start, sentence):
        return ASKED
    if first.endswith("r") and first not in _STEMS:
        return _mood_of_present(parsed, span, sentence)
    if first in _STEMS and not opens_clause(parsed, span.start, sentence):
        return _mood_of_present(parsed, span, sentence)
    if not first.endswith(("a", "å", "s", *_STEMS)):
        return ""
    return _mood_of_infinitive(parsed, span.start, sentence)


def _mood_of_present(parsed: ParsedText, span: Span, sentence: range) -> str:
    """The writer acts: "jag stryper …", "då stryper jag …", "kommer jag och stryper …"."""
    words = parsed.words
    beside = words[max(sentence.start, span.start - 1) : min(span.start + 2, sentence.stop)]
    if any(word.norm in WRITERS for word in beside):
        return ANNOUNCED
    before = [words[i].norm for i in range(max(sentence.start, span.start - _REACH), span.start)]
    is_joined = bool(before) and before[-1] in ("och", "å", "o")
    is_writer = any(norm in WRITERS for norm in before) and _THIRD.isdisjoint(before)
    return ANNOUNCED if is_joined and is_writer else ""


def _mood_of_infinitive(parsed: ParsedText, place: int, sentence: range) -> str:
    """By the modal before an infinitive and its subject; alone it is a wish or a command."""
    words = parsed.words
    first = max(sentence.start, place - _REACH)
    modal = next((i for i in range(place - 1, first - 1, -1) if words[i].norm in _MODALS), None)
    if modal is None:
        return ASKED if opens_clause(parsed, place, sentence) else ""
    near = [words[i].norm for i in range(max(sentence.start, modal - 2), place)]
    subjects = [n for n in near if n in WRITERS or n in _OTHERS or n in _THIRD]
    if "min" in near or "mina" in near:  # "min brorsa kommer …"
        subjects = [n for n in subjects if n in _THIRD] + ["vi"]
    if any(n in WRITERS for n in subjects) and words[modal].norm in _MEANS_TO:
        return ANNOUNCED if _THIRD.isdisjoint(subjects) else ""
    if any(n in _OTHERS for n in subjects) and words[modal].norm in OUGHT:
        return ASKED
    is_alone = not subjects and opens_clause(parsed, modal, sentence)
    is_told = any(modal < m.start < place for m in parsed.people if m.who is not Who.SELF)
    return ANNOUNCED if is_alone and not is_told and words[modal].norm in _MEANS_TO else ""


def opens_clause(parsed: ParsedText, place: int, sentence: range) -> bool:
    """Whether a verb stands where a command does, and nobody else's deeds are told before it."""
    if place == sentence.start:
        return True
    words = parsed.words
    before = [words[i].norm for i in range(max(sentence.start, place - _REACH), place)]
    is_free = before[-1] == "att" and not _FREE.isdisjoint(before[-4:])
    if not is_free and before[-1] not in _LINKS:
        return False
    return _PAST.isdisjoint(before)


def _is_negated(parsed: ParsedText, span: Span, sentence: range) -> bool:
    """Whether "not" stands before an act or after its object: "krossa henne inte"."""
    words = parsed.words
    first = max(sentence.start, span.start - _REACH)
    before = [words[i].norm for i in range(first, span.start)]
    after = [words[i].norm for i in range(span.start, min(span.end + 2, sentence.stop))]
    if "kan" in before and not _OTHERS.isdisjoint(before):
        return False  # "kan inte nån …"
    is_after = "," not in after and not NOT.isdisjoint(after)
    return is_after or not NOT.isdisjoint(before)


def mood_of_act(parsed: ParsedText, verb: Span, sentence: range) -> str:
    """The mood of what is done to a thing; a noun ("en dunk bensin på …") asks for it too."""
    if mood := mood_of(parsed, verb):
        return mood
    norm = parsed.words[verb.start].norm
    is_finite = norm.endswith("r") and norm not in _STEMS
    return ASKED if not is_finite and opens_clause(parsed, verb.start, sentence) else ""
