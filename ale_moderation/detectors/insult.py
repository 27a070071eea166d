"""Insults: an insulting word or phrase, at whom it is aimed, and in whose mouth it stands.

The kind is `offensive.insult` where an individual, a child or an unclear target is hit, and
`criticism` where the same words hit a body, a thing or a decision, which must stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText, Span
from ale_moderation.people import Who
from ale_moderation.targets import SELF, THING, UNCLEAR, Target, resolve_target
from ale_moderation.voice import voice_of

_TAGS = (
    "insult",
    "insult_adj",
    "animal",
    "attack",
    "death_wish",
    "insult_emoji",
    "sexual_harassment",
    "profanity",
)
_INDIVIDUAL = {
    Who.COMMENTER: "commenter",
    Who.PERSON: "person",
    Who.THIRD: "person",
    Who.STAFF: "staff",
    Who.POLITICIAN: "politician",
    Who.CHILD: "child",
    UNCLEAR: "unclear",
}
_FOND = frozenset(
    "god goer goa go gôa rar rara snäll snälla härlig härliga fin fina bäst bästa skön sköna stolt älskad älskade duktig".split()
)
"""What makes an epithet a fond one: "en riktigt go kärring"."""
_COLLECTIVE = (Who.BODY, Who.PLURAL_YOU, Who.THEY, Who.GROUP, THING)


def find_insults(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Every insult, each with target, severity and voice."""
    if not parsed.has(*_TAGS):
        return
    idioms = parsed.at("idiom")
    taken: set[int] = set()
    for span in sorted(
        parsed.at(*_TAGS), key=lambda s: (s.start - s.end, -s.entry.severity, s.start)
    ):
        if any(i.start < span.end and span.start < i.end for i in idioms):
            continue
        if not taken.isdisjoint(range(span.start, span.end)) or _is_name(parsed, span):
            continue
        if finding := _judge(parsed, span):
            taken.update(range(span.start, span.end))
            yield finding


def _is_name(parsed: ParsedText, span: Span) -> bool:
    """Whether the word is part of a name or a place that only looks like an insult."""
    word = parsed.words[span.start]
    if not word.tags.isdisjoint(("place", "surname")):
        return True
    return any(
        m.is_named and m.start <= span.start < m.end and m.end - m.start > 1 for m in parsed.people
    )


def _judge(parsed: ParsedText, span: Span) -> Finding | None:
    tag = span.entry.tag
    if tag == "profanity":
        return _criticism(parsed, span, 0) if parsed.has("body", "pron_2p", "topic") else None
    severity = span.entry.severity
    target = _target(parsed, span)
    if target.kind == SELF:
        return None
    voice = voice_of(parsed, span.start, span.end)
    if target.kind in _COLLECTIVE:
        if tag == "death_wish" and target.kind != THING:
            return _insult(parsed, span, severity, Target(kind=UNCLEAR, certainty=0.75), voice)
        return _criticism(parsed, span, severity)
    before = parsed.words[max(0, span.start - 2) : span.start]
    if any(not w.keys.isdisjoint(_FOND) for w in before):
        return None
    if tag == "animal" and (target.kind == UNCLEAR or not _is_predicate(parsed, span)):
        return None
    if tag in ("attack", "insult_emoji", "insult_adj") and target.kind == UNCLEAR:
        return None
    if tag == "insult_emoji" and sum(w.is_word for w in parsed.words) > 4:
        target = Target(kind=target.kind, certainty=0.45)  # words enough to mean the animal itself
    if tag == "insult_adj" and severity == 1 and target.kind != Who.CHILD:
        return _criticism(parsed, span, 1)
    if span.entry.word == "fan" or _is_exclamation(parsed, span, target):
        return None
    return _insult(parsed, span, severity, target, voice)


def _target(parsed: ParsedText, span: Span) -> Target:
    sentence = parsed.sentence(span.start)
    if span.entry.tag in ("attack", "death_wish", "sexual_harassment"):
        inside = [m for m in parsed.people if m.start in sentence]
        after = [m for m in inside if m.start >= span.start] or inside
        for who in (*_INDIVIDUAL, Who.PLURAL_YOU, Who.BODY, Who.THEY):
            for mention in after:
                if mention.who == who and not mention.is_own:
                    return Target(kind=who, certainty=0.9)
        if span.entry.tag == "attack":
            others = [
                i for i in sentence if parsed.words[i].is_word and not span.start <= i < span.end
            ]
            return Target(kind=Who.COMMENTER if len(others) <= 2 else UNCLEAR, certainty=0.7)
        return Target(kind=UNCLEAR, certainty=0.7)
    return resolve_target(parsed, span.start, span.end)


def _is_predicate(parsed: ParsedText, span: Span) -> bool:
    """Whether an animal is said of a person rather than walking about."""
    words = parsed.words
    before = words[max(0, span.start - 6) : span.start]
    if any(
        not w.tags.isdisjoint(("copula", "poss_2", "insult_adj", "profanity", "pron_2s"))
        for w in before
    ):
        return True
    if span.end < len(words) and words[span.end].norm in ("till", "där"):
        return True
    if span.end < len(words) and words[span.end].norm == "som" and span.end + 1 < len(words):
        return words[span.end + 1].norm in ("bor", "jobbar", "kör", "parkerar", "sitter", "äger")
    return False


def _is_exclamation(parsed: ParsedText, span: Span, target: Target) -> bool:
    """Whether a crude word stands alone without anybody: "idiotiskt", "jävlar"."""
    return target.kind == UNCLEAR and span.entry.severity < 2


def _insult(parsed: ParsedText, span: Span, severity: int, target: Target, voice: str) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    joined = parsed.text.is_joined(parsed.starts[span.start], parsed.ends[span.end - 1])
    certainty = span.certainty * target.certainty * (0.9 if joined else 1.0)
    return Finding(
        kind="offensive.insult",
        start=start,
        end=end,
        certainty=round(certainty, 3),
        detector="insult",
        quote=span.entry.word
        if span.entry.anchor != "phrase"
        else parsed.masked_quote(span.start, span.end),
        detail=span.entry.tag,
        severity=severity,
        target=_INDIVIDUAL.get(target.kind, "unclear"),  # type: ignore[call-overload]
        voice=voice,
    )


def _criticism(parsed: ParsedText, span: Span, severity: int) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    return Finding(
        kind="criticism",
        start=start,
        end=end,
        certainty=round(span.certainty * 0.9, 3),
        detector="insult",
        quote=parsed.masked_quote(span.start, span.end),
        severity=severity,
        target="body",
        voice="own",
    )
