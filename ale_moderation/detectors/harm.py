"""Harm that is announced or asked for: what is done, to whom, and in which mood.

What is done is a verb of violence, a weapon that gets into somebody, an injury told by what it
leaves, or fire and poison to what is somebody's. It counts against another person who is pointed
out, never against things, beasts of the hunt, opponents in sport or the writer's own. The mood is
the writer's "I shall", a command, what "somebody ought to", or what somebody is "to get"; what has
been done, what others do and what is asked about is none. Words: rules/lexicon/harm.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Mention, Who

NEEDS = frozenset(
    """
    harm.do harm.order harm.rough harm.rough_order harm.lame harm.blaze harm.kindle harm.fuel
    harm.poison harm.tyre harm.blow weapon tool doom.dealt
    """.split()
)

ANNOUNCED, ASKED, DUE = "announced", "asked", "due"

_WRITERS = frozenset("jag vi ja grabbarna pojkarna bröderna brorsan farsan kusinerna".split())
_ANYBODY = frozenset("nån någon man alla folk några allihop vem vilka".split())
_OTHERS = _ANYBODY | {"ni", "du"}
_THIRD = frozenset("han hon hen de dom den det som polisen kommunen staten".split())
_MODALS = frozenset(
    "ska skall skulle tänker kommer lär vill borde bör måste kan får lovar orkar vågar".split()
)
_MEANS_TO = frozenset("ska skall tänker kommer lär vill lovar skulle får borde måste".split())
_OUGHT = frozenset("borde bör måste ska skall skulle kan får kunde vill vågar".split())
_LINKS = frozenset("och å o , : ; – - så bara sen då eller ... … ! . dra gå åk kom".split())
_FREE = frozenset("bara dags läge enda rätt bäst bästa lättast".split())
"""Before "att" they make an infinitive a call: "bara att skjuta …"."""

_PAST = frozenset(
    """
    hade ville kunde försökte började var blev fick hotade hotat hotar försöker lyckades tänkte sa
    skulle dömdes anklagas misstänks åtalas varit dömd åtalad misstänkt
    """.split()
)
_PREPOSITIONS = frozenset(
    "på i hos från av för med till vid om under över mot åt efter kring utan men som att".split()
)
_PARTICLES = frozenset("av ihjäl ner ned sönder upp bort levande".split())
_ONTO = frozenset("på över runt under genom in".split())
_TO = frozenset(("till", "hem", "tillbaka"))
"""Where somebody is taken: "kör över Peter till sjukhuset"."""

_FOR = frozenset(("för", "åt", "till", "hos"))
_NOT = frozenset("inte aldrig ej icke ente inget ingen".split())
_INTO = frozenset(("i", "mot", "genom", "mellan", "över", "på"))
_SELF_TOLD = frozenset(("mig", "mej", "oss", "min", "mitt", "mina", "vår", "våra"))
_OPENS = frozenset((",", ":", ";", "–", "-", "…", "...", "(", "!", "."))
_BESIDE, _FRONTED = 3, 6
_REACH = 9
"""Words within which the mood stands before a verb."""

_MOST = 50
"""Acts after the fiftieth say nothing new."""

_WEAPONS = ("weapon", "doom.dealt", "tool", "harm.blow")
_PARTS = ("body_part", "doom.rough")
_BLOWS = ("tool", "harm.blow")
"""What hits only a part of the body: "ett knä i ansiktet"."""

_GRAVE, ROUGH = ("harm.do", "harm.order"), ("harm.rough", "harm.rough_order")
"""Verbs that are violence in any sense, and those that opponents in sport are told of too."""

_ORDERS = ("harm.order", "harm.rough_order")
_BEASTS = ("pet", "harm.beast")
_THINGS = ("home_of", "building", "call.object")
_UNLIKE = ("game", "prey", "menace.plain", "harm.told", "call.peaceful", "friendly")
_NOT_LAMED = ("prey", "menace.plain", "call.peaceful", "friendly", "harm.cheer", "harm.care")
_SURE, _LIKELY, _ROUGH, _DOUBTFUL = 0.88, 0.82, 0.68, 0.4


class Harm(NamedTuple):
    """The words of an act (half-open), its mood, whom it is to hit, and how sure it is."""

    start: int
    end: int
    tag: str
    mood: str
    certainty: float


def find_harm(parsed: ParsedText, *, idioms: frozenset[int]) -> Iterator[Harm]:
    """Harm to others that is announced or asked for, act by act."""
    yield from _acts(parsed, idioms)
    yield from _struck(parsed)
    yield from _lamed(parsed)
    yield from _burnt(parsed)
    yield from _slashed(parsed)
    yield from _poisoned(parsed)


# ── Verbs of violence ────────────────────────────────────────────────────────────────────────────


def _acts(parsed: ParsedText, idioms: frozenset[int]) -> Iterator[Harm]:
    if parsed.has("prey", "game", "harm.cheer", "harm.push", "harm.fond"):
        return
    for span in parsed.at(*_GRAVE, *ROUGH)[:_MOST]:
        is_grave = span.entry.tag in _GRAVE
        if idioms.issuperset(range(span.start, span.end)):
            continue
        mood = _mood(parsed, span)
        if mood and (certainty := _aimed(parsed, span, mood, is_grave=is_grave)):
            yield Harm(span.start, span.end, "harm.do", mood, certainty)


def _mood(parsed: ParsedText, span: Span) -> str:
    """How an act is spoken of: announced, asked for, or neither ("")."""
    words, sentence = parsed.words, parsed.sentence(span.start)
    if words[sentence.stop - 1].norm == "?" or _is_negated(parsed, span, sentence):
        return ""
    first = words[span.start].norm
    if span.entry.tag in _ORDERS and _opens_clause(parsed, span.start, sentence):
        return ASKED
    if first.endswith("r"):
        return _mood_of_present(parsed, span, sentence)
    if not first.endswith(("a", "å", "s")):
        return ""
    return _mood_of_infinitive(parsed, span.start, sentence)


def _mood_of_present(parsed: ParsedText, span: Span, sentence: range) -> str:
    """The writer acts: "jag stryper …", "då stryper jag …", "kommer jag och stryper …"."""
    words = parsed.words
    beside = words[max(sentence.start, span.start - 1) : min(span.start + 2, sentence.stop)]
    if any(word.norm in _WRITERS for word in beside):
        return ANNOUNCED
    before = [words[i].norm for i in range(max(sentence.start, span.start - _REACH), span.start)]
    is_joined = bool(before) and before[-1] in ("och", "å", "o")
    is_writer = any(norm in _WRITERS for norm in before) and _THIRD.isdisjoint(before)
    return ANNOUNCED if is_joined and is_writer else ""


def _mood_of_infinitive(parsed: ParsedText, place: int, sentence: range) -> str:
    """By the modal before an infinitive and its subject; alone it is a wish or a command."""
    words = parsed.words
    first = max(sentence.start, place - _REACH)
    modal = next((i for i in range(place - 1, first - 1, -1) if words[i].norm in _MODALS), None)
    if modal is None:
        return ASKED if _opens_clause(parsed, place, sentence) else ""
    near = [words[i].norm for i in range(max(sentence.start, modal - 2), place)]
    subjects = [n for n in near if n in _WRITERS or n in _OTHERS or n in _THIRD]
    if any(n in _WRITERS for n in subjects) and words[modal].norm in _MEANS_TO:
        return ANNOUNCED if _THIRD.isdisjoint(subjects) else ""
    if any(n in _OTHERS for n in subjects) and words[modal].norm in _OUGHT:
        return ASKED
    is_alone = not subjects and _opens_clause(parsed, modal, sentence)
    is_told = any(modal < m.start < place for m in parsed.people if m.who is not Who.SELF)
    return ANNOUNCED if is_alone and not is_told and words[modal].norm in _MEANS_TO else ""


def _opens_clause(parsed: ParsedText, place: int, sentence: range) -> bool:
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
    is_after = "," not in after and not _NOT.isdisjoint(after)
    return is_after or not _NOT.isdisjoint(before)


def _aimed(parsed: ParsedText, span: Span, mood: str, *, is_grave: bool) -> float:
    """How sure it is that an act is aimed at somebody; 0 where it is not."""
    sure = _SURE if is_grave else _ROUGH
    sentence = parsed.sentence(span.start)
    is_bare = span.entry.tag not in _ORDERS and span.start == sentence.start
    near = range(span.start, min(span.end + _BESIDE + 1, sentence.stop))
    for mention in parsed.people:
        if mention.start not in near or not is_object(parsed, span, mention.start):
            continue
        is_taken = not is_grave and parsed.words[min(mention.end, sentence.stop - 1)].norm in _TO
        if is_bare and not (mention.is_definite or mention.is_named):
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
        if not (norms.isdisjoint(_OUGHT) or norms.isdisjoint(_ANYBODY)):
            return True
    return False


def _may_be_hurt(parsed: ParsedText, mention: Mention, mood: str, *, is_grave: bool) -> bool:
    """Whether a mention is somebody whom an act may be aimed at."""
    if mention.who is Who.SELF or mention.is_own:
        return False
    if parsed.words[mention.start].norm in _ANYBODY or _is_owner(parsed, mention):
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
    is_genitive = not mention.is_named and last.norm.endswith("ns")
    return (
        is_genitive
        and after.is_word
        and after.tags.isdisjoint(("kin", "child", "person", "body_part"))
    )


def is_object(parsed: ParsedText, span: Span, place: int) -> bool:
    """Whether nothing but particles and adjectives stands between a verb and somebody."""
    for i in range(span.end, place):
        norm = parsed.words[i].norm
        is_particle = norm in _PARTICLES and i == span.end
        is_adjective = norm.endswith(("a", "e", "s")) and norm not in _PREPOSITIONS
        if not (is_particle or is_adjective or "harm.between" in parsed.words[i].tags):
            return False
    return True


# ── Weapons, and what they hit ───────────────────────────────────────────────────────────────────


def _struck(parsed: ParsedText) -> Iterator[Harm]:
    """A weapon that gets into somebody: "sätta ett skott i …", "ska ha en yxa i skallen"."""
    if parsed.has("game", "prey"):
        return
    for weapon in parsed.at(*_WEAPONS)[:_MOST]:
        sentence = parsed.sentence(weapon.start)
        hit = _hit(parsed, weapon, sentence)
        if hit is None:
            continue
        found = _put(parsed, weapon.start, sentence)
        if found is None:
            continue
        start, mood = found
        yield Harm(start, hit, "harm.put", mood, _LIKELY)


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
        if not (span.start in sentence and weapon - 6 <= span.start and span.end <= weapon):
            continue
        if span.entry.tag == "harm.put":
            mood = _mood(parsed, span)
            if not mood and _opens_clause(parsed, span.start, sentence):
                mood = ASKED if not words[span.start].norm.endswith("r") else ""
            if mood:
                return span.start, mood
            continue
        before = [words[i].norm for i in range(max(sentence.start, span.start - 6), span.end + 2)]
        is_open = words[sentence.stop - 1].norm != "?" and _NOT.isdisjoint(before)
        if is_open and _WRITERS.isdisjoint(before) and "man" not in before:
            return span.start, DUE
    return None


# ── Injuries, told by what they leave ────────────────────────────────────────────────────────────


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
        if _is_told_of_self(parsed, sentence):
            continue
        yield Harm(lame.start, lame.end, "harm.lame", DUE, _LIKELY)


def _is_told_of_self(parsed: ParsedText, sentence: range) -> bool:
    """Whether somebody of the writer's is spoken of, or nobody else."""
    people = [m for m in parsed.people if m.start in sentence]
    others = [m for m in people if m.who is not Who.SELF and not m.is_own]
    return not others or any(m.is_own for m in people)


# ── Fire, blades and poison: to what is somebody's ───────────────────────────────────────────────


def _burnt(parsed: ParsedText) -> Iterator[Harm]:
    """What is somebody's is to burn or be cut, or others are told to set fire to where they are."""
    if parsed.has(*_UNLIKE, "doom.labour", "harm.hearth"):
        return
    for thing in parsed.at(*_THINGS)[:_MOST]:
        sentence = parsed.sentence(thing.start)
        norms = {parsed.words[i].norm for i in sentence}
        if "?" in norms or not norms.isdisjoint(_NOT) or not norms.isdisjoint(_SELF_TOLD):
            continue
        is_anothers = _is_anothers(parsed, thing, sentence)
        blaze = _near(parsed, "harm.blaze", sentence)
        is_coming = "om" not in norms and _near(parsed, "harm.soon", sentence)
        if blaze and is_coming and is_anothers:
            first, last = sorted((thing, blaze))
            yield Harm(first.start, last.end, "harm.blaze", DUE, _LIKELY)
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
    if mood := _mood_of_act(parsed, verb, sentence):
        yield Harm(verb.start, thing.end, tag, mood, _LIKELY)


def _mood_of_act(parsed: ParsedText, verb: Span, sentence: range) -> str:
    """The mood of what is done to a thing; a noun ("en dunk bensin på …") asks for it too."""
    if mood := _mood(parsed, verb):
        return mood
    is_finite = parsed.words[verb.start].norm.endswith("r")
    return ASKED if not is_finite and _opens_clause(parsed, verb.start, sentence) else ""


def _slashed(parsed: ParsedText) -> Iterator[Harm]:
    """Tyres and brakes are to be cut: by a verb for it, or by any and a blade."""
    if parsed.has(*_UNLIKE):
        return
    for tyre in parsed.at("harm.tyre")[:_MOST]:
        sentence = parsed.sentence(tyre.start)
        norms = {parsed.words[i].norm for i in sentence}
        if "?" in norms or not norms.isdisjoint(_NOT) or not norms.isdisjoint(_SELF_TOLD):
            continue
        blade = _near(parsed, "harm.blade", sentence)
        for verb in parsed.at("harm.slash", *(("harm.handle",) if blade else ())):
            if verb.start not in sentence or not _mood_of_act(parsed, verb, sentence):
                continue
            if any(m.who is not Who.SELF and not m.is_own for m in parsed.people):
                mood = _mood_of_act(parsed, verb, sentence)
                yield Harm(min(verb.start, tyre.start), tyre.end, "harm.slash", mood, _LIKELY)
                return


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
    for poison in parsed.at("harm.poison")[:_MOST]:
        sentence = parsed.sentence(poison.start)
        norms = {parsed.words[i].norm for i in sentence}
        if "?" in norms or not norms.isdisjoint(_NOT) or not norms.isdisjoint(_SELF_TOLD):
            continue
        bait = _near(parsed, "harm.bait", sentence)
        if bait and any(_near(parsed, tag, sentence) for tag in _BEASTS):
            first, last = sorted((bait, poison))
            yield Harm(first.start, last.end, "harm.poison", ASKED, _LIKELY)
            return
