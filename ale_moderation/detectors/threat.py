"""Threats, incitement and urging to self-harm.

A threat needs violence or knowledge that somebody can be hurt, a person or activity that it is
aimed at, and a writer who means to act; figures of speech and lawful steps (appeal, report, vote)
are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText, Span
from ale_moderation.people import Mention, Who
from ale_moderation.voice import voice_of

_OFFICIAL = (Who.STAFF, Who.POLITICIAN)
_FUTURE = frozenset(
    (
        "ska",
        "skall",
        "kommer",
        "tänker",
        "lär",
        "borde",
        "bör",
        "gonna",
        "will",
        "måste",
        "ta",
        "tar",
    )
)
_PASSIVE_MODALS = frozenset(("borde", "bör", "ska", "skall", "måste", "kommer"))
_LAWFUL = frozenset(
    """
    överklaga överklagar anmäla anmäler anmälan polisanmälan jo-anmäla jo-anmäler jo-anmälan polisanmäler
    skolinspektionen länsstyrelsen ivo jo hyresnämnden domstol rösta röstar rösten val valet valrörelsen
    stämma stämmer stämning advokat tidningen pressen media flytta flyttar insändare byta tävling matchen
    """.split()
)


def find_threats(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Threats (severity 3 open, 1 veiled), incitement and urging to self-harm."""
    idioms = parsed.at("idiom")
    for span in parsed.at("selfharm_urging"):
        if not _shadowed(span, idioms):
            voice = voice_of(parsed, span.start, span.end)
            yield _finding(parsed, span, "offensive.selfharm", 3, 0.85, "commenter", voice)
            return
    if not parsed.has("violence", "threat_open", "threat_veiled", "incite", "weapon_emoji"):
        return
    target = _target(parsed)
    incited = False
    for span in parsed.at("incite"):
        violent = _violent_near(parsed, span) or span.end - span.start >= 2
        if violent and not _shadowed(span, idioms) and not _is_lawful(parsed, span):
            voice = voice_of(parsed, span.start, span.end)
            if not incited:
                yield _finding(parsed, span, "offensive.incitement", 3, 0.75, "", voice)
            incited = True
            if target and parsed.has("violence") and _hits_person(parsed, span):
                yield _finding(parsed, span, "offensive.threat", 3, 0.7, target, voice)
                return
            break
    for span in parsed.at("threat_open"):
        if not _shadowed(span, idioms) and not _is_lawful(parsed, span):
            voice = voice_of(parsed, span.start, span.end)
            yield _finding(parsed, span, "offensive.threat", 3, 0.8, target or "commenter", voice)
            return
    for span in parsed.at("violence"):
        if _shadowed(span, idioms) or _is_lawful(parsed, span):
            continue
        certainty = _meant(parsed, span)
        if certainty:
            voice = voice_of(parsed, span.start, span.end)
            aim = target or "unclear"
            yield _finding(parsed, span, "offensive.threat", 3, certainty, aim, voice)
            return
    for span in parsed.at("threat_veiled"):
        if not _shadowed(span, idioms) and not _is_lawful(parsed, span):
            voice = voice_of(parsed, span.start, span.end)
            certainty = span.certainty if target else 0.5
            yield _finding(
                parsed, span, "offensive.threat", 1, certainty, target or "unclear", voice
            )
            return
    yield from _by_emoji(parsed, target)


def _shadowed(span: Span, idioms: list[Span]) -> bool:
    return any(i.start < span.end and span.start < i.end for i in idioms)


def _is_lawful(parsed: ParsedText, span: Span) -> bool:
    """Whether the sentence names a lawful step, so that "då ska ni få se" means that."""
    return any(not parsed.words[i].keys.isdisjoint(_LAWFUL) for i in parsed.sentence(span.start))


def _violent_near(parsed: ParsedText, span: Span) -> bool:
    return any(abs(v.start - span.start) <= 10 for v in parsed.at("violence"))


def _hits_person(parsed: ParsedText, span: Span) -> bool:
    sentence = parsed.sentence(span.start)
    return any(
        m.start in sentence
        and m.who in (*_OFFICIAL, Who.PERSON, Who.CHILD, Who.BODY, Who.THIRD, Who.GROUP)
        for m in parsed.people
    )


def _meant(parsed: ParsedText, span: Span) -> float:
    """How sure it is that violence is announced against somebody; 0 where it is not."""
    words = parsed.words
    sentence = parsed.sentence(span.start)
    people = [m for m in parsed.people if m.start in sentence]
    norms = [words[i].norm for i in sentence]
    before = norms[: span.start - sentence.start]
    first = any(m.who is Who.SELF for m in people) or "ska" in before[:2] or "skall" in before[:2]
    object_ = next((m for m in people if m.start >= span.start and _can_be_hurt(m)), None)
    inner = any("pron_2s" in w.tags or "pron_3s" in w.tags for w in words[span.start : span.end])
    future = any(n in _FUTURE for n in before[-6:])
    conditional = any(n in ("om", "nästa", "annars", "så", "rör", "tar") for n in norms)
    passive = any(w.norm.endswith(("as", "ås")) for w in words[span.start : span.end])
    if passive and before[-1:] and before[-1] in _PASSIVE_MODALS:
        subject = [m for m in people if m.end <= span.start and _can_be_hurt(m)]
        return 0.8 if subject and span.start - subject[-1].end <= 5 else 0.0
    if first and (object_ or inner) and (future or conditional or "jag" in norms):
        past = any(
            n in ("sköt", "slog", "dödade", "har", "hade", "skulle", "kunde") for n in before
        )
        return 0.0 if past else 0.8
    if first and future and words[span.start].norm in ("skjuter", "bränner", "spränger"):
        return 0.6
    return 0.0


def _can_be_hurt(mention: Mention) -> bool:
    return mention.who not in (Who.SELF,) and not mention.is_own


def _target(parsed: ParsedText) -> str:
    """At whom a threat in the comment is aimed: the first who can be hurt, officials before others."""
    order = (
        *_OFFICIAL,
        Who.CHILD,
        Who.COMMENTER,
        Who.PERSON,
        Who.THIRD,
        Who.BODY,
        Who.PLURAL_YOU,
        Who.THEY,
    )
    for who in order:
        for mention in parsed.people:
            if mention.who is who and not mention.is_own:
                return "body" if who in (Who.BODY, Who.PLURAL_YOU) else who.value
    return ""


def _by_emoji(parsed: ParsedText, target: str) -> Iterator[Finding]:
    """Weapon emoji beside a person or a body and hardly a word that explains them."""
    weapons = parsed.at("weapon_emoji")
    if not weapons or not target:
        return
    people = {i for m in parsed.people for i in range(m.start, m.end)}
    other = [
        w for i, w in enumerate(parsed.words) if w.is_word and i not in people and len(w.norm) > 3
    ]
    if len(other) <= 1:
        span = weapons[0]
        yield _finding(parsed, span, "offensive.threat", 1, 0.7, target, "own")


def _finding(
    parsed: ParsedText,
    span: Span,
    kind: str,
    severity: int,
    certainty: float,
    target: str,
    voice: str,
) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    return Finding(
        kind=kind,
        start=start,
        end=end,
        certainty=round(certainty, 3),
        detector="threat",
        quote=parsed.masked_quote(span.start, span.end),
        detail=span.entry.tag,
        severity=severity,
        target=target,
        voice=voice,
    )
