"""Harm to what is somebody's: fire, blades to tyres and brakes, poison to animals.

A thing counts as another's by "din", "hans", a genitive or "för gubben". Words:
rules/lexicon/harm.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.detectors.moods import ANNOUNCED, ASKED, DUE, NOT, Harm, mood_of, mood_of_act
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Who

_ONTO = frozenset("på över runt under genom in".split())
_FOR = frozenset(("för", "åt", "till", "hos"))
_SELF_TOLD = frozenset(("mig", "mej", "oss", "min", "mitt", "mina", "vår", "våra"))
_BEASTS = ("pet", "harm.beast")
_THINGS = ("home_of", "building", "call.object")
_UNLIKE = ("game", "prey", "menace.plain", "harm.told", "call.peaceful", "friendly")
LIKELY = 0.82
_MOST = 50
"""Things after the fiftieth say nothing new."""

_BESIDE = 3


def find_damage(parsed: ParsedText) -> Iterator[Harm]:
    """Harm to things and animals that is announced, asked for or held out."""
    yield from _burnt(parsed)
    yield from _slashed(parsed)
    yield from _poisoned(parsed)


def _burnt(parsed: ParsedText) -> Iterator[Harm]:
    """What is somebody's is to burn or be cut, or others are told to set fire to where they are."""
    if parsed.has(*_UNLIKE, "harm.hearth"):
        return
    for verb in parsed.at("harm.kindle")[:_MOST]:
        owners = parsed.words[verb.end : verb.end + 3]
        is_yours = any(not w.tags.isdisjoint(("poss_2", "poss_2p")) for w in owners)
        if is_yours and mood_of(parsed, verb) == ANNOUNCED:
            yield Harm(verb.start, verb.end, "harm.kindle", ANNOUNCED, LIKELY)
    for thing, sentence in _meant(parsed, *_THINGS):
        is_anothers = _is_anothers(parsed, thing, sentence)
        blaze = _near(parsed, "harm.blaze", sentence)
        is_hedged = any(parsed.words[i].norm == "om" for i in sentence)
        is_coming = not is_hedged and _near(parsed, "harm.soon", sentence)
        if blaze and is_coming and is_anothers:
            first, last = sorted((thing, blaze))
            yield Harm(first.start, last.end, "harm.blaze", DUE, LIKELY)
        for tag in ("harm.kindle", "harm.pour") if is_anothers else ("harm.pour",):
            yield from _set_to(parsed, tag, thing, sentence)


def _set_to(parsed: ParsedText, tag: str, thing: Span, sentence: range) -> Iterator[Harm]:
    """Fire is set to a thing, or what burns is poured on it."""
    verb = next((v for v in parsed.at(tag) if v.start in sentence and v.end <= thing.start), None)
    if verb is None or thing.start - verb.end > _BESIDE + 1:
        return
    between = parsed.words[verb.start : thing.start]
    is_poured = any("harm.fuel" in word.tags for word in between)
    is_onto = any(word.norm in _ONTO for word in between)
    if tag == "harm.pour" and not (is_poured and is_onto):
        return
    if mood := mood_of_act(parsed, verb, sentence):
        yield Harm(verb.start, thing.end, tag, mood, LIKELY)


def _slashed(parsed: ParsedText) -> Iterator[Harm]:
    """Tyres and brakes are to be cut: by a verb for it, or by any and a blade."""
    if parsed.has(*_UNLIKE):
        return
    for tyre, sentence in _meant(parsed, "harm.tyre"):
        blade = _near(parsed, "harm.blade", sentence)
        for verb in parsed.at("harm.slash", *(("harm.handle",) if blade else ())):
            if verb.start not in sentence or not mood_of_act(parsed, verb, sentence):
                continue
            if any(m.who is not Who.SELF and not m.is_own for m in parsed.people):
                mood = mood_of_act(parsed, verb, sentence)
                yield Harm(min(verb.start, tyre.start), tyre.end, "harm.slash", mood, LIKELY)
                return


def _meant(parsed: ParsedText, *tags: str) -> Iterator[tuple[Span, range]]:
    """Spans in sentences that neither ask, nor deny, nor tell of what was done to the writer."""
    for span in parsed.at(*tags)[:_MOST]:
        sentence = parsed.sentence(span.start)
        norms = {parsed.words[i].norm for i in sentence}
        if "?" not in norms and norms.isdisjoint(NOT) and norms.isdisjoint(_SELF_TOLD):
            yield span, sentence


def _near(parsed: ParsedText, tag: str, sentence: range) -> Span | None:
    return next((span for span in parsed.at(tag) if span.start in sentence), None)


def _is_anothers(parsed: ParsedText, thing: Span, sentence: range) -> bool:
    """Whether a thing is somebody else's: "din …", "Evas …", "… för gubben"."""
    words = parsed.words
    near = range(max(sentence.start, thing.start - 3), min(thing.end + 3, sentence.stop))
    if any(not words[i].tags.isdisjoint(("poss_2", "poss_2p", "poss_3")) for i in near):
        return True
    for mention in parsed.people:
        if mention.who is Who.SELF or mention.is_own or mention.start not in near:
            continue
        is_owner = mention.end == thing.start and words[mention.end - 1].norm.endswith("s")
        if is_owner or words[mention.start - 1].norm in _FOR:
            return True
    return False


def _poisoned(parsed: ParsedText) -> Iterator[Harm]:
    """Poison is put out for somebody's animals."""
    if not parsed.has(*_BEASTS) or parsed.has("harm.told", "prey", "menace.plain"):
        return
    for poison, sentence in _meant(parsed, "harm.poison"):
        bait = _near(parsed, "harm.bait", sentence)
        if bait and any(_near(parsed, tag, sentence) for tag in _BEASTS):
            first, last = sorted((bait, poison))
            yield Harm(first.start, last.end, "harm.poison", ASKED, LIKELY)
            return
