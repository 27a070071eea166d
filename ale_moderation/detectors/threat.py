"""Threats, incitement and urging to self-harm.

A threat needs violence or knowledge that somebody can be hurt, a person or activity that it is
aimed at, and a writer who means to act; figures of speech and lawful steps (appeal, report, vote)
are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import attrgetter
from pathlib import Path

from ale_moderation.detectors.armed import NEEDS as ARMED
from ale_moderation.detectors.armed import find_armed, is_for_work
from ale_moderation.detectors.harm import ASKED, ROUGH, Harm, find_harm, is_object
from ale_moderation.detectors.harm import NEEDS as HARM
from ale_moderation.detectors.signs import (
    Combination,
    Weighing,
    find_combinations,
    find_weighings,
    read_frames,
)
from ale_moderation.detectors.ultimatum import NEEDS as CONSEQUENCES
from ale_moderation.detectors.ultimatum import Ultimatum, find_ultimatums
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Mention, Who
from ale_moderation.subjects import PREPOSITIONS
from ale_moderation.voice import idiom_words, voice_of

_HINTS = read_frames(Path(__file__).with_suffix(".toml"))
"""What shows knowledge of somebody or means to hurt them, and what holds out that they are hurt."""

NEEDS = (
    frozenset(
        "violence threat_open threat_veiled incite sabotage weapon_emoji selfharm_urging".split()
    )
    | _HINTS.needs
    | CONSEQUENCES
    | ARMED
    | HARM
)
_OFFICIAL = (Who.STAFF, Who.POLITICIAN)
_AIM = (
    *(*_OFFICIAL, Who.CHILD, Who.COMMENTER, Who.PERSON, Who.THIRD),
    *(Who.BODY, Who.PLURAL_YOU, Who.GROUP, Who.THEY),
)
_TARGETS = {Who.PLURAL_YOU: "body", Who.THIRD: "person", Who.THEY: "unclear"}
_ADDRESSED = (Who.COMMENTER, Who.PLURAL_YOU)
_NOT_INCITED_AGAINST = (Who.SELF, Who.COMMENTER, Who.PLURAL_YOU)
_WHOEVER = frozenset(("den", "dom", "de", "alla", "varenda", "varje", "första", "nästa"))
_FUTURE = frozenset("ska skall kommer tänker lär gonna will måste ta tar".split())
_MODALS = frozenset("borde bör ska skall måste kommer förtjänar".split())
_PAST = frozenset("sköt slog dödade har hade skulle kunde fick blev bröt skar körde".split())
_CONDITION = frozenset("om nästa annars så rör tar när".split())
_SHALL = ("ska", "skall", "kommer")
_THEN = frozenset("nu då sen så snart och imorgon ikväll".split())
_THINKING = frozenset("om tankar tanken funderar försökt försöker försökte".split())
_NOT = frozenset(("inte", "aldrig", "ej", "icke"))
_ME = frozenset(("mig", "mej", "oss"))
_OURSELVES = frozenset(("vi", "jag", "man"))
"""Before a verb they make it no call upon another: "får vi väl hoppa från bron"."""

_SURE = 0.6
"""A hint less sure than this may be outweighed by several signs together."""

_ARMED = 0.7
_OF_PREY, _OF_FRIENDS = 0.3, 0.3
"""Arms and shots where animals are spoken of: for a human to read."""

_CERTAINTY = attrgetter("certainty")

_WRITERS = frozenset(("vi", "jag"))
_AFTER = _WRITERS | {"ja"}
"""The writer after a verb, where "ja" is no yes."""

_OTHERS = frozenset("du ni han hon hen de dom som någon nån alla folk".split())
"""Whoever else may be the subject of a verb."""

_KNOW = frozenset(("vet", "känner", "minns", "har"))

_WHERE = frozenset(("var", "vart", "vilken", "vilket", "vilka", "när"))

_DEAR = ("dear", "kin", "child", "person", "pet")
"""Whom one may have at home."""

_TEASED = ("", "person", "commenter", "child", "unclear")
_TEASING = 0.6
"""What is left of a threat that is laughed at."""

_HATED = ("insult", "slur", "group", "profanity", "harm.crowd")
"""Without any of these, "they" may be opponents."""

_PLAY = ("game", "harm.cheer", "harm.fond")

_AFAR = 4
"""Words between what nobody ought to have to do and what it is that they fear."""

_MOST = 50
"""Signs after the fiftieth say nothing new."""


def find_threats(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Threats (severity 3 open, 1 veiled), incitement and urging to self-harm."""
    target = _target(parsed)
    is_fun = _is_in_fun(parsed, target)
    if is_fun and _is_of_ones_own(parsed):
        return
    idioms = idiom_words(parsed)
    spared = parsed.at("harm.spared")

    def signs(tag: str) -> list[Span]:
        found = parsed.at(tag)[:_MOST]
        return [
            s
            for s in found
            if idioms.isdisjoint(range(s.start, s.end)) and not _is_spared(parsed, s, spared)
        ]

    for span in signs("selfharm_urging"):
        if not _is_supporting(parsed, span):
            yield _finding(
                parsed, span, "offensive.selfharm", 3, span.certainty * 0.85, "commenter"
            )
            return
    incitement = list(_incitement(parsed, signs))
    if incited := max(incitement, key=lambda span: span.certainty, default=None):
        certainty = 0.75 * incited.certainty
        yield _finding(parsed, incited, "offensive.incitement", 3, certainty, "")
        if target and incited.entry.tag == "violence":
            yield _finding(parsed, incited, "offensive.threat", 3, 0.7, target)
            return
    harms = find_harm(parsed, idioms=idioms)
    if is_fun:
        harms = (harm._replace(certainty=harm.certainty * _TEASING) for harm in harms)
    if harm := max(harms, key=_CERTAINTY, default=None):
        if harm.mood == ASKED and not incitement:
            yield _finding(parsed, harm, "offensive.incitement", 3, harm.certainty, "")
        if target or harm.mood != ASKED:
            aim = target or "unclear"
            yield _finding(parsed, harm, "offensive.threat", 3, harm.certainty, aim)
        if harm.certainty >= _SURE:
            return
    is_hunted = _is_of_prey(parsed)
    for span in signs("threat_open"):
        is_accident = span.entry.detail == "accident" and _is_of_accidents(parsed, span)
        is_care = any("harm.care" in parsed.words[i].tags for i in parsed.sentence(span.start))
        is_other = is_hunted or is_accident or is_care or is_for_work(parsed, span.start, span.end)
        certainty = span.certainty * (_OF_PREY if is_other else _TEASING if is_fun else 0.8)
        yield _finding(parsed, span, "offensive.threat", 3, certainty, target or "commenter")
        return
    for span in () if is_hunted else signs("violence"):
        if certainty := _meant(parsed, span) * (_TEASING if is_fun else 1):
            yield _finding(parsed, span, "offensive.threat", 3, certainty, target or "unclear")
            return
    if armed := None if is_hunted else find_armed(parsed):
        coming = Ultimatum(*armed, "armed", 3, _ARMED)
        yield _finding(parsed, coming, "offensive.threat", 3, _ARMED, target or "unclear")
        return
    ultimatums = (u for u in find_ultimatums(parsed) if u.severity == 3 or not is_hunted)
    if found := max(ultimatums, key=_CERTAINTY, default=None):
        yield _finding(
            parsed, found, "offensive.threat", found.severity, found.certainty, target or "unclear"
        )
        if found.certainty >= _SURE:
            return
    hints = [span for span in signs("threat_veiled") if not _is_asked(parsed, span)]
    if hints and not (parsed.has(*_PLAY) or _is_lawful(parsed)):
        sures = [_hinted(parsed, span, target) for span in hints]
        certainty = max(sures)
        span = hints[sures.index(certainty)]
        yield _finding(parsed, span, "offensive.threat", 1, certainty, target or "unclear")
        if certainty >= _SURE:
            return
    yield from _by_signs(parsed, target)
    yield from _by_emoji(parsed, target)


def _is_in_fun(parsed: ParsedText, target: str) -> bool:
    """Whether it is laughed at, and nobody in office is spoken of."""
    return parsed.has("harm.fun") and target in _TEASED


def _is_of_ones_own(parsed: ParsedText) -> bool:
    """Whether the writer's own people are all whom it is about: "min man", "dottern"."""
    words = parsed.words
    own = {
        i + 1
        for i, word in enumerate(words[:-1])
        if "poss_1" in word.tags and not words[i + 1].tags.isdisjoint(_DEAR)
    }
    own |= {m.start for m in parsed.people if m.is_own or "harm.home" in words[m.start].tags}
    others = [m for m in parsed.people if m.who not in (Who.SELF, Who.THIRD) and m.start not in own]
    return bool(own) and not others


def _is_spared(parsed: ParsedText, span: Span, spared: list[Span]) -> bool:
    """Whether nobody ought to have to go through it: "ingen ska behöva …", "rädd för att …"."""
    number = parsed.sentences[span.start]
    return any(
        parsed.sentences[s.start] == number
        and s.start <= span.start <= s.end + _AFAR
        and "pron_2s" not in parsed.words[max(0, s.start - 1)].tags
        for s in spared
    )


def _hinted(parsed: ParsedText, span: Span, target: str) -> float:
    """How sure it is that a hint is a threat."""
    if _is_friendly(parsed, span):
        return _OF_FRIENDS
    return span.certainty if target else 0.5


def _by_signs(parsed: ParsedText, target: str) -> Iterator[Finding]:
    """What several signs together show: the first of each kind."""
    found: Iterable[tuple[Combination | Weighing, Span, float]] = chain(
        find_combinations(parsed, _HINTS.combinations), find_weighings(parsed, _HINTS.weighings)
    )
    seen: set[str] = set()
    for sign, span, certainty in found:
        if sign.kind in seen:
            continue
        seen.add(sign.kind)
        is_open = sign.kind != "offensive.threat" or sign.detail == "open"
        aim = "" if sign.kind == "offensive.incitement" else target or "unclear"
        yield _finding(parsed, span, sign.kind, 3 if is_open else 1, certainty, aim)


def _is_of_prey(parsed: ParsedText) -> bool:
    """Whether beasts are hunted: and no group of people is spoken of as one."""
    return parsed.has("prey") and not parsed.has("group", "slur", *_ROLES)


_ROLES = ("role_staff", "role_politician", "kin", "given_name")


def _is_of_accidents(parsed: ParsedText, span: Span) -> bool:
    """Whether the sentence is about ice, traffic or the like, where one may come to harm."""
    sentence = parsed.sentence(span.start)
    before = {parsed.words[i].norm for i in range(sentence.start, span.start)}
    is_warning = (
        not before or {"om", "inte"} <= before
    )  # "om du inte tar …", "åker du i diket så …"
    return is_warning or any(s.start in sentence for s in parsed.at("menace.plain")[:_MOST])


def _is_asked(parsed: ParsedText, span: Span) -> bool:
    """Whether it is the others who know: "vet ni vilken skola era barn …"."""
    beside = parsed.words[span.start + 1 : span.start + 2]
    before = parsed.words[max(0, span.start - 1) : span.start]
    inner = {word.norm for word in parsed.words[span.start : span.end]}
    is_knowing = parsed.words[span.start].norm in _KNOW and not inner.isdisjoint(_WHERE)
    return is_knowing and any(word.norm in ("du", "ni") for word in (*before, *beside))


def _is_supporting(parsed: ParsedText, span: Span) -> bool:
    """Whether self-harm is spoken of to help: "om du vill …", "du får inte …"."""
    first = parsed.sentence(span.start).start
    for i in range(max(first, span.start - 5), span.start):
        norm, previous = parsed.words[i].norm, parsed.words[max(first, i - 1)]
        if norm in _THINKING or (norm in ("vill", "tänker") and previous.norm != "jag"):
            return True
        if norm in ("inte", "aldrig") and "pron_2s" not in previous.tags:
            return True  # but "kan du inte …" urges
        if norm in _OURSELVES:
            return True
    return False


def _is_friendly(parsed: ParsedText, span: Span) -> bool:
    """Whether good will or plain talk stands in the sentence of a hint or the next, or an emoji."""
    if parsed.has("menace.mishap"):
        return False
    number = parsed.sentences[span.start]
    return any(
        parsed.sentences[sign.start] in (number, number + 1) or not parsed.words[sign.start].is_word
        for sign in parsed.at("friendly", "menace.plain")[:_MOST]
    )


def _is_lawful(parsed: ParsedText) -> bool:
    """Whether a lawful step is spoken of, and not one that the other has taken or is to undo."""
    words = parsed.words
    for span in parsed.at("lawful_step")[:_MOST]:
        before = words[max(0, span.start - 4) : span.start]
        beside = (*before[-1:], *words[span.end : span.end + 1])
        is_others = any(w.norm in ("du", "ni") for w in before)
        if not is_others or any(w.norm in _WRITERS for w in beside):
            return True
    return False


def _incitement(parsed: ParsedText, signs: Callable[[str], list[Span]]) -> Iterator[Span]:
    """Calls to crime, and violence or sabotage that somebody is called to."""
    is_lawful = _is_lawful(parsed)
    yield from () if is_lawful else signs("incite")
    calls = {parsed.sentences[call.start] for call in signs("incite_call")}
    negated = {i for i, word in enumerate(parsed.words) if word.norm in _NOT}
    for span in () if is_lawful else signs("sabotage"):
        if _is_called(parsed, span, calls, reach=1) and negated.isdisjoint(_inside(span)):
            yield span
    for span in () if _is_of_prey(parsed) else signs("violence"):
        if not negated.isdisjoint(_inside(span)):
            continue  # "kasta inte sten"
        is_grave = span.entry.detail == "grave"
        if is_lawful and not is_grave:
            continue
        if parsed.has(*_PLAY) or not _is_called(parsed, span, calls, reach=0):
            continue
        if any("harm.hearth" in parsed.words[i].tags for i in parsed.sentence(span.start)):
            continue  # "sätt fyr på brasan"
        if is_grave or any(_is_victim(parsed, span, m) for m in parsed.people):
            yield span


def _inside(span: Span) -> range:
    """The words of a span, and the one after it."""
    return range(span.start, span.end + 1)


def _is_called(parsed: ParsedText, span: Span, calls: set[int], *, reach: int) -> bool:
    """Whether a call stands at most `reach` sentences away, or "vi" after the verb."""
    number = parsed.sentences[span.start]
    if any(abs(number - call) <= reach for call in calls):
        return True
    words, sentence = parsed.words, parsed.sentence(span.start)
    follows = any(i in sentence and words[i].norm == "vi" for i in (span.start + 1, span.end))
    return follows and words[sentence.stop - 1].norm != "?" and span.start > sentence.start


def _is_victim(parsed: ParsedText, span: Span, mention: Mention) -> bool:
    same = parsed.sentences[mention.start] == parsed.sentences[span.start]
    if not same or mention.who in _NOT_INCITED_AGAINST or mention.end <= span.start:
        return False
    is_rough = any(rough.start == span.start for rough in parsed.at(*ROUGH))
    if is_rough and mention.who is Who.THEY and not parsed.has(*_HATED):
        return False  # "krossa dom", said to a team
    return span.end - span.start > 1 or is_object(parsed, span, mention.start)


def _meant(parsed: ParsedText, span: Span) -> float:
    """How sure it is that violence is announced against somebody; 0 where it is not."""
    words, sentence = parsed.words, parsed.sentence(span.start)
    inner = words[span.start : span.end]
    before = [words[i].norm for i in range(sentence.start, span.start)]
    if inner[0].norm in _PAST or inner[0].norm.endswith("ade") or not _PAST.isdisjoint(before[-3:]):
        return 0.0
    if any(word.norm in _ME for word in words[span.end - 1 : min(span.end + 1, sentence.stop)]):
        return 0.0  # "frugan kommer strypa mig"
    people = [m for m in parsed.people if m.start in sentence]
    is_game = parsed.has(*_PLAY) and not parsed.has("body_part", "weapon")
    can_be_hurt = [m for m in people if m.who is not Who.SELF and not m.is_own]
    is_suffered = span.entry.detail == "suffer" or any(w.norm.endswith(("as", "ås")) for w in inner)
    reach = 2 if span.entry.detail == "suffer" else 1
    if span.entry.detail == "suffer" and _is_lawful(parsed):
        return 0.0  # "de ska få på nöten i valet"
    if is_suffered and not is_game and not _MODALS.isdisjoint(before[-reach:]):
        subjects = [
            m
            for m in can_be_hurt
            if 0 <= span.start - m.end <= 5 and "poss_3" not in words[m.start].tags
        ]
        return 0.8 if subjects else 0.0
    if is_game or span.entry.detail == "suffer":
        return 0.0
    is_opened = before[:1] and (
        before[0] in _SHALL or (before[0] in _THEN and before[1:2] and before[1] in _SHALL)
    )
    is_writer = _is_writers(parsed, span, sentence) or is_opened
    norms = {words[i].norm for i in sentence}
    is_future = not _FUTURE.isdisjoint(before[-6:])
    is_condition = not _CONDITION.isdisjoint(norms) and not inner[0].norm.endswith("s")
    if not is_writer or not (is_future or "jag" in norms or is_condition):
        return 0.0
    if any(_is_hit(parsed, span, m) for m in can_be_hurt):
        return 0.8
    if _is_of_whoever(parsed, span):
        return 0.7
    if is_future and any(m.who in _ADDRESSED for m in can_be_hurt):
        return 0.7  # "rör ni … så kommer jag och slår ihjäl"
    return 0.65 if span.entry.detail == "grave" and (is_future or is_condition) else 0.0


def _is_hit(parsed: ParsedText, span: Span, mention: Mention) -> bool:
    """Whether somebody is who violence is done to: right after a single verb."""
    if not span.start <= mention.start < span.end + 5:
        return False
    return span.end - span.start > 1 or is_object(parsed, span, mention.start)


def _is_of_whoever(parsed: ParsedText, span: Span) -> bool:
    """Whether it is meant for whoever does something: "jag dräper den som …"."""
    after = [word.norm for word in parsed.words[span.start + 1 : span.end + 4]]
    return any(first in _WHOEVER and "som" in after[i:] for i, first in enumerate(after))


def _is_writers(parsed: ParsedText, span: Span, sentence: range) -> bool:
    """Whether it is the writer who acts: the nearest subject before the verb, or right after it."""
    words = parsed.words
    if any(words[i].norm in _AFTER for i in (span.start + 1, span.end) if i in sentence):
        return True
    subjects = {
        m.end - 1
        for m in parsed.people
        if m.who is not Who.SELF and words[m.start - 1].norm not in PREPOSITIONS
    }
    for i in range(span.start - 1, max(sentence.start, span.start - 12) - 1, -1):
        if words[i].norm in _WRITERS:
            return True
        if words[i].norm in _OTHERS or (i in subjects and "pron_2s" not in words[i].tags):
            return False
    return False


def _target(parsed: ParsedText) -> str:
    """At whom a threat in the comment is aimed: officials before others, as they weigh more."""
    for who in _AIM:
        if any(mention.who is who and not mention.is_own for mention in parsed.people):
            return _TARGETS.get(who, who.value)
    return ""


def _by_emoji(parsed: ParsedText, target: str) -> Iterator[Finding]:
    """Weapon emoji beside a person or a body and hardly a word that explains them."""
    weapons = parsed.at("weapon_emoji")
    if not weapons or not target:
        return
    people = {i for m in parsed.people for i in range(m.start, m.end)}
    explaining = [
        w for i, w in enumerate(parsed.words) if w.is_word and i not in people and len(w.norm) > 3
    ]
    if len(explaining) <= 1:
        yield _finding(parsed, weapons[0], "offensive.threat", 1, 0.7, target)


def _finding(
    parsed: ParsedText,
    span: Span | Ultimatum | Harm,
    kind: str,
    severity: int,
    certainty: float,
    target: str,
) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    voice = voice_of(parsed, span.start, span.end)
    is_hint = kind == "offensive.threat" and (severity == 1 or isinstance(span, Ultimatum))
    return Finding(
        kind=kind,
        start=start,
        end=end,
        certainty=round(certainty, 3),
        detector="threat",
        quote=parsed.masked_quote(span.start, span.end),
        detail=span.entry.tag if isinstance(span, Span) else span.tag,
        severity=severity,
        target=target,
        voice="own" if is_hint and voice == "negated" else voice,  # "glöm inte att vi vet …"
    )
