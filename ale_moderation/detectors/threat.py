"""Threats, incitement and urging to self-harm.

A threat needs violence or knowledge that somebody can be hurt, a person or activity that it is
aimed at, and a writer who means to act; figures of speech and lawful steps (appeal, report, vote)
are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from pathlib import Path

from ale_moderation.detectors.armed import NEEDS as ARMED
from ale_moderation.detectors.armed import find_armed, is_for_work
from ale_moderation.detectors.harm import NEEDS as HARM
from ale_moderation.detectors.harm import find_harm
from ale_moderation.detectors.moods import ASKED, Harm
from ale_moderation.detectors.signs import (
    Combination,
    Weighing,
    find_combinations,
    find_weighings,
    read_frames,
)
from ale_moderation.detectors.ultimatum import NEEDS as CONSEQUENCES
from ale_moderation.detectors.ultimatum import Ultimatum, find_ultimatums
from ale_moderation.detectors.violence import (
    PLAY,
    find_incitement,
    how_meant,
    is_lawful,
    is_of_prey,
)
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Who
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
_TOLD = frozenset("fick fått gav gett hade har haft".split())
_CONCLUDES = ("så", "då", "annars", "sen")
_THINKING = frozenset("om tankar tanken funderar försökt försöker försökte".split())
_OURSELVES = frozenset(("vi", "jag", "man"))
"""Before a verb they make it no call upon another: "får vi väl hoppa från bron"."""

_SURE = 0.6
"""A hint less sure than this may be outweighed by several signs together."""

_ARMED = 0.7
_OF_PREY, _OF_FRIENDS = 0.3, 0.3
"""Arms and shots where animals are spoken of: for a human to read."""

_CERTAINTY = attrgetter("certainty")
_KNOW = frozenset(("vet", "känner", "minns", "har"))

_WHERE = frozenset(("var", "vart", "vilken", "vilket", "vilka", "när"))

_DEAR = ("dear", "kin", "child", "person", "pet")
"""Whom one may have at home."""

_TEASED = ("", "person", "commenter", "child", "unclear")
_TEASING = 0.6
"""What is left of a threat that is laughed at."""


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
    incitement = list(find_incitement(parsed, signs))
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
    is_hunted = is_of_prey(parsed)
    for span in signs("threat_open"):
        is_other = is_hunted or _is_innocent(parsed, span)
        certainty = span.certainty * (_OF_PREY if is_other else _TEASING if is_fun else 0.8)
        yield _finding(parsed, span, "offensive.threat", 3, certainty, target or "commenter")
        return
    for span in () if is_hunted else signs("violence"):
        if certainty := how_meant(parsed, span) * (_TEASING if is_fun else 1):
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
    if hints and not (parsed.has(*PLAY) or is_lawful(parsed)):
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


def _is_innocent(parsed: ParsedText, span: Span) -> bool:
    """Whether what would be an open threat is told, cheered, or of accidents, care or work."""
    sentence = parsed.sentence(span.start)
    return (
        parsed.words[span.start].norm in _TOLD  # "min man fick en kula i ryggen"
        or parsed.has("harm.cheer")
        or any("harm.care" in parsed.words[i].tags for i in sentence)
        or (span.entry.detail == "accident" and _is_of_accidents(parsed, span))
        or (span.entry.detail == "blaze" and _is_of_kindling(parsed, sentence))
        or is_for_work(parsed, span.start, span.end)
    )


def _is_of_accidents(parsed: ParsedText, span: Span) -> bool:
    """Whether the sentence is about ice, traffic or the like, where one may come to harm."""
    sentence = parsed.sentence(span.start)
    before = {parsed.words[i].norm for i in range(sentence.start, span.start)}
    is_warning = (
        not before or {"om", "inte"} <= before
    )  # "om du inte tar …", "åker du i diket så …"
    return is_warning or any(s.start in sentence for s in parsed.at("menace.plain")[:_MOST])


def _is_of_kindling(parsed: ParsedText, sentence: range) -> bool:
    """Whether a sentence is about what makes a fire, which the writer warns of."""
    return any(s.start in sentence for s in parsed.at("menace.kindling")[:_MOST])


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
    is_then = parsed.words[span.start].norm in _CONCLUDES  # "slutar ni inte så smäller det"
    is_hint = kind == "offensive.threat" and (
        severity == 1 or isinstance(span, Ultimatum) or is_then
    )
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
