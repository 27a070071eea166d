"""Harm that is announced or asked for: what is done, to whom, and in which mood.

What is done is a verb of violence, a weapon that gets into somebody, an injury told by what it
leaves, or fire and poison to what is somebody's. It counts against another person who is pointed
out, never against things, beasts of the hunt, opponents in sport or the writer's own. The mood is
the writer's "I shall", a command, what "somebody ought to", or what somebody is "to get"; what has
been done, what others do and what is asked about is none. Words: rules/lexicon/harm.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.detectors.damage import LIKELY, find_damage
from ale_moderation.detectors.moods import (
    ANYBODY,
    ASKED,
    DUE,
    NOT,
    ORDERS,
    OUGHT,
    WRITERS,
    Harm,
    mood_of,
    opens_clause,
)
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Mention, Who

NEEDS = frozenset(
    """
    harm.do harm.order harm.rough harm.rough_order harm.lame harm.blaze harm.kindle harm.fuel
    harm.poison harm.tyre harm.blow harm.gallows weapon tool doom.dealt
    """.split()
)
_PREPOSITIONS = frozenset(
    "på i hos från av för med till vid om under över mot åt efter kring utan men som att".split()
)
_PARTICLES = frozenset("av ihjäl ner ned sönder upp bort levande".split())
_BARE_PLURALS = frozenset(("barn", "folk", "män"))
_TO = frozenset(("till", "hem", "tillbaka"))
"""Where somebody is taken: "kör över Peter till sjukhuset"."""

_OF_ONE = ("kin", "child", "person", "body_part", "dear", "pet")
"""What is somebody's own, and is hurt as they are: "hans son", "din nacke"."""

_FOR = frozenset(("åt", "till", "för", "med", "runt", "om"))
_ALL = frozenset("hela alla varje varenda".split())
_INTO = frozenset(("i", "mot", "genom", "mellan", "över", "på"))
_SELF_TOLD = frozenset(("mig", "mej", "oss", "min", "mitt", "mina", "vår", "våra"))
_SPARED = NOT | {"slipper", "slippa", "om", "ifall"}
_BESIDE, _FRONTED = 3, 6
_AFTER = 9
"""Words within which it is told that a blow is due: "klapp på käften är vad X behöver"."""

_MOST = 50
"""Acts after the fiftieth say nothing new."""

_WEAPONS = ("weapon", "doom.dealt", "tool", "harm.blow")
_PARTS = ("body_part", "doom.rough")
_BLOWS = ("tool", "harm.blow")
"""What hits only a part of the body: "ett knä i ansiktet"."""

_GRAVE, ROUGH = ("harm.do", "harm.order"), ("harm.rough", "harm.rough_order")
"""Verbs that are violence in any sense, and those that opponents in sport are told of too."""

_NOT_LAMED = ("prey", "menace.plain", "call.peaceful", "friendly", "harm.cheer", "harm.care")
_SURE, _ROUGH, _DOUBTFUL = 0.88, 0.68, 0.4


def find_harm(parsed: ParsedText, *, idioms: frozenset[int]) -> Iterator[Harm]:
    """Harm to others that is announced or asked for, act by act."""
    yield from _acts(parsed, idioms)
    yield from _struck(parsed, idioms)
    yield from _doomed(parsed)
    yield from _lamed(parsed)
    yield from find_damage(parsed)


def _acts(parsed: ParsedText, idioms: frozenset[int]) -> Iterator[Harm]:
    if parsed.has("prey", "game", "harm.cheer", "harm.push", "harm.fond"):
        return
    for span in parsed.at(*_GRAVE, *ROUGH)[:_MOST]:
        is_grave = span.entry.tag in _GRAVE
        if idioms.issuperset(range(span.start, span.end)):
            continue
        mood = mood_of(parsed, span)
        if mood and (certainty := _aimed(parsed, span, mood, is_grave=is_grave)):
            yield Harm(span.start, span.end, "harm.do", mood, certainty)


def _aimed(parsed: ParsedText, span: Span, mood: str, *, is_grave: bool) -> float:
    """How sure it is that an act is aimed at somebody; 0 where it is not."""
    sure = _SURE if is_grave else _ROUGH
    sentence = parsed.sentence(span.start)
    is_bare = span.entry.tag not in ORDERS and span.start == sentence.start
    near = range(span.start, min(span.end + _BESIDE + 1, sentence.stop))
    for mention in parsed.people:
        if mention.start not in near or not is_object(parsed, span, mention.start):
            continue
        is_taken = not is_grave and parsed.words[min(mention.end, sentence.stop - 1)].norm in _TO
        is_any = not mention.is_definite or parsed.words[mention.start].norm in _BARE_PLURALS
        if is_bare and is_any and not mention.is_named:
            continue  # "skjuta barn, vad är det för värld"
        if not is_taken and _may_be_hurt(parsed, mention, mood, is_grave=is_grave):
            is_vague = mention.who is Who.THEY or (mention.who is Who.THIRD and parsed.has("pet"))
            return _DOUBTFUL if is_vague else sure
    for i in near:
        if "harm.crowd" in parsed.words[i].tags and is_object(parsed, span, i):
            return sure
    is_before = mood == ASKED and is_grave and _is_fronted(parsed, span, sentence)
    return sure if is_before else 0.0


def _is_fronted(parsed: ParsedText, span: Span, sentence: range) -> bool:
    """Whether the object stands first: "handläggare ska man skjuta", "X borde nån dränka"."""
    words = parsed.words
    after = words[span.end] if span.end in sentence else None
    if after and after.is_word and after.norm not in _PREPOSITIONS:
        return False
    for mention in parsed.people:
        is_before = mention.start in sentence and 0 <= span.start - mention.end <= _FRONTED
        if not is_before or not _may_be_hurt(parsed, mention, ASKED, is_grave=True):
            continue
        norms = {words[i].norm for i in range(mention.end, span.start)}
        if not (norms.isdisjoint(OUGHT) or norms.isdisjoint(ANYBODY)):
            return True
    return False


def _may_be_hurt(parsed: ParsedText, mention: Mention, mood: str, *, is_grave: bool) -> bool:
    """Whether a mention is somebody whom an act may be aimed at."""
    if mention.who is Who.SELF or mention.is_own:
        return False
    if parsed.words[mention.start].norm in ANYBODY or _is_owner(parsed, mention):
        return False
    if mood == ASKED and mention.who in (Who.COMMENTER, Who.PLURAL_YOU):
        return False  # "häng er på"
    if mention.who is Who.BODY:
        word = parsed.words[mention.start]
        return is_grave and not word.tags.isdisjoint(("role_staff", "role_politician"))
    return is_grave or not (mention.is_plural or mention.who in (Who.THEY, Who.PLURAL_YOU))


def _is_owner(parsed: ParsedText, mention: Mention) -> bool:
    """Whether it is what somebody has that is spoken of: "grannens träd", not "grannens unge"."""
    words = parsed.words
    last, after = words[mention.end - 1], words[min(mention.end, len(words) - 1)]
    if not after.is_word or not after.tags.isdisjoint(_OF_ONE):
        return False
    if mention.is_named:
        names = {hit.entry.word.casefold() for hit in last.hits if hit.entry.tag == "given_name"}
        return last.norm.endswith("s") and bool(names) and last.norm not in names
    return last.norm.endswith("ns") or not last.tags.isdisjoint(("poss_2", "poss_3"))


def is_object(parsed: ParsedText, span: Span, place: int) -> bool:
    """Whether nothing but particles and adjectives stands between a verb and somebody."""
    for i in range(span.end, place):
        norm = parsed.words[i].norm
        is_particle = norm in _PARTICLES and i == span.end
        is_adjective = norm.endswith(("a", "e", "s")) and norm not in _PREPOSITIONS
        if not (is_particle or is_adjective or "harm.between" in parsed.words[i].tags):
            return False
    return True


def _struck(parsed: ParsedText, idioms: frozenset[int]) -> Iterator[Harm]:
    """A weapon that gets into somebody: "sätta ett skott i …", "ska ha en yxa i skallen"."""
    if parsed.has("game", "prey"):
        return
    for weapon in parsed.at(*_WEAPONS)[:_MOST]:
        if weapon.start in idioms:
            continue
        sentence = parsed.sentence(weapon.start)
        hit = _hit(parsed, weapon, sentence)
        if hit is None:
            continue
        found = _put(parsed, weapon.start, sentence)
        if found is None:
            continue
        start, mood = found
        yield Harm(start, hit, "harm.put", mood, LIKELY)


def _hit(parsed: ParsedText, weapon: Span, sentence: range) -> int | None:
    """Where the words end that tell what a weapon gets into: somebody, or a part of them."""
    words, end = parsed.words, weapon.end
    for i in range(end, min(end + 3, sentence.stop - 1)):
        if words[i].norm not in _INTO:
            if words[i].is_word and words[i].norm.endswith(("d", "t", "n", "a", "ner", "upp")):
                continue  # "spaden uppkörd i …"
            return None
        near = range(i + 1, min(i + 5, sentence.stop))
        if any(words[k].norm in _SELF_TOLD for k in near):
            return None
        is_part = any(not words[k].tags.isdisjoint(_PARTS) for k in near[:2])
        if is_part and (words[i].norm not in ("på", "över") or "body_part" in words[i + 1].tags):
            is_betrayal = words[i + 1].norm == "ryggen" and words[end - 1].norm.startswith("kniv")
            return None if is_betrayal else near[:2][-1] + 1
        if weapon.entry.tag in _BLOWS or words[i].norm not in ("i", "mot", "genom"):
            return None
        for mention in parsed.people:
            if mention.start in near and _may_be_hurt(parsed, mention, DUE, is_grave=False):
                between = words[i + 1 : mention.start]
                is_next = all("harm.between" in word.tags for word in between)
                return mention.end if is_next else None
        return None
    return None


def _put(parsed: ParsedText, weapon: int, sentence: range) -> tuple[int, str] | None:
    """The verb that leads a weapon to its aim, or says that somebody is to have it."""
    words = parsed.words
    for span in parsed.at("harm.put", "harm.due"):
        is_after = span.entry.tag == "harm.due" and weapon < span.start <= weapon + _AFTER
        is_before = weapon - 6 <= span.start and span.end <= weapon
        if span.start not in sentence or not (is_before or is_after):
            continue
        if span.entry.tag == "harm.put":
            mood = mood_of(parsed, span)
            if not mood and opens_clause(parsed, span.start, sentence):
                mood = ASKED if not words[span.start].norm.endswith("r") else ""
            if mood:
                return span.start, mood
            continue
        last = min(span.end + 2, sentence.stop)
        before = [words[i].norm for i in range(max(sentence.start, span.start - 6), last)]
        is_open = words[sentence.stop - 1].norm != "?" and NOT.isdisjoint(before)
        if is_open and WRITERS.isdisjoint(before) and "man" not in before:
            return span.start, DUE
    return None


def _doomed(parsed: ParsedText) -> Iterator[Harm]:
    """A gallows for somebody: "en snara åt varje …", "giljotinen fram för hela …"."""
    if parsed.has("game", "prey", "menace.told"):
        return
    words = parsed.words
    for gallows in parsed.at("harm.gallows")[:_MOST]:
        sentence = parsed.sentence(gallows.start)
        near = range(gallows.end, min(gallows.end + 3, sentence.stop))
        place = next((i for i in near if words[i].norm in _FOR), None)
        if place is None or words[sentence.stop - 1].norm == "?":
            continue
        after = range(place + 1, min(place + 1 + _BESIDE, sentence.stop))
        is_whole = any(words[i].norm in _ALL for i in after)
        if any(
            mention.start in after
            and (is_whole or _may_be_hurt(parsed, mention, DUE, is_grave=True))
            for mention in parsed.people_near(gallows.start, gallows.end)
        ):
            yield Harm(gallows.start, place + 1, "harm.gallows", ASKED, _SURE)


def _lamed(parsed: ParsedText) -> Iterator[Harm]:
    """Somebody is to end lamed, at the hands of those who come: "sen får du dricka din mat"."""
    if parsed.has(*_NOT_LAMED):
        return
    paying = parsed.at("harm.payback")
    for lame in parsed.at("harm.lame")[:_MOST]:
        number, sentence = parsed.sentences[lame.start], parsed.sentence(lame.start)
        if parsed.words[sentence.stop - 1].norm == "?":
            continue
        if not any(number - 1 <= parsed.sentences[p.start] <= number for p in paying):
            continue
        before = {word.norm for word in parsed.words[sentence.start : lame.start]}
        if _is_told_of_self(parsed, sentence) or not before.isdisjoint(_SPARED):
            continue
        yield Harm(lame.start, lame.end, "harm.lame", DUE, LIKELY)


def _is_told_of_self(parsed: ParsedText, sentence: range) -> bool:
    """Whether somebody of the writer's is spoken of, or nobody else."""
    people = [m for m in parsed.people if m.start in sentence]
    others = [m for m in people if m.who is not Who.SELF and not m.is_own]
    return not others or any(m.is_own for m in people)
