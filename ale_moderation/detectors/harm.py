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

NEEDS = frozenset(("harm.do", "harm.order", "harm.put", "harm.due", "harm.lame", "harm.blaze"))
NEEDS |= frozenset(("harm.kindle", "harm.fuel", "harm.poison"))

ANNOUNCED, ASKED, DUE = "announced", "asked", "due"

_WRITERS = frozenset("jag vi ja grabbarna pojkarna bröderna brorsan farsan kusinerna".split())
_OTHERS = frozenset("nån någon man alla folk ni du nån' några allihop vem vilka".split())
_THIRD = frozenset("han hon hen de dom den det som polisen kommunen staten".split())
_MODALS = frozenset(
    "ska skall skulle tänker kommer lär vill borde bör måste kan får lovar orkar vågar".split()
)
_MEANS_TO = frozenset("ska skall tänker kommer lär vill lovar skulle får borde måste".split())
_OUGHT = frozenset("borde bör måste ska skall skulle kan får kunde vill vågar".split())
_LINKS = frozenset("och å o , : ; – - så bara sen då att eller ... … ! . dra gå åk kom".split())
_PREPOSITIONS = frozenset(
    "på i hos från av för med till vid om under över mot åt efter kring utan och men som att".split()
)
_PARTICLES = frozenset("ihjäl ner ned sönder upp till in bort levande ut ur på av över i under".split())
_DETERMINERS = frozenset(
    "den det de dom där här han hon hela alla varenda varje en ett era er din vår jävla jävlarna satans fan "
    "fega feta gamla lilla stackars bara ju nån någon väl gärna skiten livet halsen nacken benen armen armarna "
    "huvudet fingrarna strupen tungan öronen knäna denna dumma elaka lata äckliga sjuka sitt sin".split()
)
_NOT = frozenset("inte aldrig ej icke ente inget ingen".split())
_INTO = frozenset(("i", "mot", "genom", "mellan", "över", "på"))
_SELF_TOLD = frozenset(("mig", "mej", "oss", "min", "mitt", "mina", "vår", "våra"))
_OPENS = frozenset((",", ":", ";", "–", "-", "…", "...", "(", "!", "."))
_BESIDE = 3
_REACH = 9
"""Words within which the mood stands before a verb."""

_MOST = 50
"""Acts after the fiftieth say nothing new."""

_WEAPONS = ("weapon", "doom.dealt", "tool", "harm.fuel")
_UNLIKE = ("game", "prey", "menace.plain", "harm.told", "call.peaceful", "friendly")
_SURE, _LIKELY, _ROUGH, _DOUBTFUL = 0.8, 0.75, 0.65, 0.4


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
    yield from _poisoned(parsed)


# ── Verbs of violence ────────────────────────────────────────────────────────────────────────────


def _acts(parsed: ParsedText, idioms: frozenset[int]) -> Iterator[Harm]:
    if parsed.has("prey"):
        return
    for span in parsed.at("harm.do", "harm.order")[:_MOST]:
        is_grave = span.entry.detail == "grave"
        if parsed.has("game", "harm.cheer") or not idioms.isdisjoint(range(span.start, span.end)):
            continue
        mood = _mood(parsed, span)
        victim = mood and _victim(parsed, span, mood, is_grave=is_grave)
        if not victim:
            continue
        is_vague = victim.who is Who.THEY or (victim.who is Who.THIRD and parsed.has("pet"))
        certainty = _DOUBTFUL if is_vague else _SURE if is_grave else _ROUGH
        yield Harm(span.start, span.end, "harm.do", mood, certainty)


def _mood(parsed: ParsedText, span: Span) -> str:
    """How an act is spoken of: announced, asked for, or neither ("")."""
    words, sentence = parsed.words, parsed.sentence(span.start)
    if words[sentence.stop - 1].norm == "?" or _is_negated(parsed, span, sentence):
        return ""
    first = words[span.start].norm
    if span.entry.tag == "harm.order" and _opens_clause(parsed, span.start, sentence):
        return ASKED
    if first.endswith("r") and first not in ("skär", "kör") or first in ("skär", "kör", "slår"):
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
    """Whether a verb stands where a command does."""
    return place == sentence.start or parsed.words[place - 1].norm in _LINKS


def _is_negated(parsed: ParsedText, span: Span, sentence: range) -> bool:
    words = parsed.words
    first = max(sentence.start, span.start - _REACH)
    norms = [words[i].norm for i in range(first, min(span.end + 2, sentence.stop))]
    is_bid = "kan" in norms and not _OTHERS.isdisjoint(norms)  # "kan inte nån …"
    return not is_bid and not _NOT.isdisjoint(norms[: span.start - first + 2])


def _victim(parsed: ParsedText, span: Span, mood: str, *, is_grave: bool) -> Mention | None:
    """Whom the verb has for its object; before it only with "man", "nån": "X borde nån …"."""
    words, sentence = parsed.words, parsed.sentence(span.start)
    for mention in parsed.people:
        if mention.start not in sentence or mention.start < span.start:
            continue
        if mention.start > span.end + _BESIDE:
            break
        if _may_be_hurt(parsed, mention, mood, is_grave=is_grave) and _is_object(parsed, span, mention):
            return mention
    after = words[span.end].norm if span.end in sentence else "."
    is_last = not parsed.words[min(span.end, len(words) - 1)].is_word or after in _PREPOSITIONS
    if mood == ASKED and is_grave and is_last and span.end - span.start < 4:
        for mention in parsed.people:
            is_before = mention.start in sentence and mention.end <= span.start
            if is_before and span.start - mention.end <= 6 and mention.who is not Who.BODY:
                norms = {words[i].norm for i in range(mention.end, span.start)}
                if not norms.isdisjoint(_OUGHT) and not norms.isdisjoint(_OTHERS):
                    return mention if _may_be_hurt(parsed, mention, mood, is_grave=True) else None
    return None


def _may_be_hurt(parsed: ParsedText, mention: Mention, mood: str, *, is_grave: bool) -> bool:
    """Whether a mention is somebody whom an act may be aimed at."""
    if mention.who is Who.SELF or mention.is_own or parsed.words[mention.start].norm in _OTHERS - {"ni", "du"}:
        return False
    if mood == ASKED and mention.who in (Who.COMMENTER, Who.PLURAL_YOU):
        return False  # "häng er på"
    if mention.who is Who.BODY:
        word = parsed.words[mention.start]
        return is_grave and not word.tags.isdisjoint(("role_staff", "role_politician"))
    return is_grave or not (mention.is_plural or mention.who in (Who.THEY, Who.PLURAL_YOU))


def _is_object(parsed: ParsedText, span: Span, mention: Mention) -> bool:
    """Whether nothing but particles and adjectives stands between a verb and somebody."""
    if mention.start < span.end:
        return True
    between = [parsed.words[i].norm for i in range(span.end, mention.start)]
    for k, norm in enumerate(between):
        is_joined = norm in _DETERMINERS or norm in _PARTICLES and k == 0
        if not is_joined and not (norm.endswith(("a", "e", "s")) and norm not in _PREPOSITIONS):
            return False
    return True


# ── Weapons, and what they hit ───────────────────────────────────────────────────────────────────


def _struck(parsed: ParsedText) -> Iterator[Harm]:
    """A weapon that gets into somebody: "sätta ett skott i …", "ska ha en yxa i skallen"."""
    if parsed.has("game", "prey"):
        return
    for weapon in parsed.at(*_WEAPONS)[:_MOST]:
        sentence = parsed.sentence(weapon.start)
        hit = _hit(parsed, weapon.end, sentence)
        if hit is None:
            continue
        found = _put(parsed, weapon.start, sentence)
        if found is None:
            continue
        start, mood = found
        yield Harm(start, hit, "harm.put", mood, _LIKELY)


def _hit(parsed: ParsedText, end: int, sentence: range) -> int | None:
    """Where the words end that tell what a weapon gets into: somebody, or a part of them."""
    words = parsed.words
    for i in range(end, min(end + 3, sentence.stop - 1)):
        if words[i].norm not in _INTO:
            if words[i].is_word and words[i].norm.endswith(("d", "t", "n", "a", "ner", "upp")):
                continue  # "spaden uppkörd i …"
            return None
        near = range(i + 1, min(i + 5, sentence.stop))
        if any(words[k].norm in _SELF_TOLD for k in near):
            return None
        if words[i].norm not in ("på", "över") or "body_part" in words[i + 1].tags:
            if any(not words[k].tags.isdisjoint(("body_part", "doom.rough")) for k in near[:2]):
                is_idiom = words[i + 1].norm == "ryggen" and i + 2 in sentence and words[i + 2].norm == "av"
                return None if is_idiom else min(i + 3, sentence.stop)
        for mention in parsed.people:
            if mention.start in near and _may_be_hurt(parsed, mention, DUE, is_grave=False):
                return mention.end if words[i].norm in ("i", "mot", "genom") else None
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
    if parsed.has(*_UNLIKE, "urge.care"):
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


# ── Fire and poison ──────────────────────────────────────────────────────────────────────────────


def _burnt(parsed: ParsedText) -> Iterator[Harm]:
    """What is somebody's is to burn, or others are told to set fire to it."""
    if parsed.has(*_UNLIKE, "doom.labour"):
        return
    homes = [h for h in parsed.at("home_of", "building", "call.object", "harm.tent")[:_MOST]]
    soon = parsed.at("harm.soon")
    for home in homes:
        sentence = parsed.sentence(home.start)
        norms = {parsed.words[i].norm for i in sentence}
        if "?" in norms or not norms.isdisjoint(_NOT) or not norms.isdisjoint(_SELF_TOLD):
            continue
        blaze = _near(parsed, "harm.blaze", sentence)
        is_coming = any(s.start in sentence for s in soon) and "om" not in norms
        if blaze and is_coming and _is_anothers(parsed, home, sentence):
            yield Harm(min(home.start, blaze.start), max(home.end, blaze.end), "harm.blaze", DUE, _LIKELY)
            return
        fuel, pour = _near(parsed, "harm.fuel", sentence), _near(parsed, "harm.pour", sentence)
        if fuel and pour and fuel.end <= home.start <= fuel.end + 4 and pour.start <= fuel.start:
            is_onto = any(parsed.words[i].norm in ("på", "över", "runt", "under", "genom", "in") for i in range(fuel.end, home.start))
            if is_onto and _mood(parsed, pour) or _opens_clause(parsed, pour.start, sentence) and is_onto:
                yield Harm(pour.start, home.end, "harm.fuel", ASKED, _LIKELY)
                return
        kindle = _near(parsed, "harm.kindle", sentence)
        if kindle and kindle.end <= home.start <= kindle.end + 3 and _is_anothers(parsed, home, sentence):
            mood = _mood(parsed, kindle)
            if not mood and _opens_clause(parsed, kindle.start, sentence):
                mood = ASKED if not parsed.words[kindle.start].norm.endswith("r") else ""
            if mood:
                yield Harm(kindle.start, home.end, "harm.kindle", mood, _LIKELY)
                return


def _near(parsed: ParsedText, tag: str, sentence: range) -> Span | None:
    return next((span for span in parsed.at(tag) if span.start in sentence), None)


def _is_anothers(parsed: ParsedText, home: Span, sentence: range) -> bool:
    """Whether a thing is somebody else's: "din …", "Evas …", "… för gubben"."""
    words = parsed.words
    near = range(max(sentence.start, home.start - 3), min(home.end + 3, sentence.stop))
    for i in near:
        if not words[i].tags.isdisjoint(("poss_2", "poss_2p", "poss_3")):
            return True
    for mention in parsed.people:
        if mention.who is Who.SELF or mention.is_own or mention.start not in near:
            continue
        is_owner = mention.end == home.start and words[mention.end - 1].norm.endswith("s")
        is_for = mention.start >= home.end + 1 and words[mention.start - 1].norm in ("för", "åt", "till", "hos")
        if is_owner or is_for:
            return True
    return False


def _poisoned(parsed: ParsedText) -> Iterator[Harm]:
    """Poison is put out for somebody's animals."""
    if not parsed.has("pet") or parsed.has("harm.told", "prey", "menace.plain"):
        return
    for poison in parsed.at("harm.poison")[:_MOST]:
        sentence = parsed.sentence(poison.start)
        norms = {parsed.words[i].norm for i in sentence}
        if "?" in norms or not norms.isdisjoint(_NOT) or not norms.isdisjoint(_SELF_TOLD):
            continue
        pet = _near(parsed, "pet", sentence)
        bait = _near(parsed, "harm.bait", sentence)
        if pet and bait:
            yield Harm(min(bait.start, poison.start), max(bait.end, poison.end), "harm.poison", ASKED, _LIKELY)
            return
