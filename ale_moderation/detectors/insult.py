"""Insults: an insulting word or phrase, at whom it is aimed, and in whose mouth it stands.

The kind is `offensive.insult` where an individual, a child or an unclear target is hit, and
`criticism` where the same words hit a body, a thing or a decision, which must stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.model import Comment, Finding
from ale_moderation.morphology import is_ordinary
from ale_moderation.nlp import ParsedText, Span, Word
from ale_moderation.people import Who
from ale_moderation.subjects import SELF, THING, UNCLEAR, Target
from ale_moderation.targets import resolve_target
from ale_moderation.voice import idiom_words, voice_of

_HURLED = ("attack", "death_wish", "sexual_harassment")
_TAGS = ("insult", "insult_adj", "epithet", "insult_emoji", "profanity", *_HURLED)
NEEDS = frozenset(_TAGS)
_INDIVIDUAL = {
    Who.COMMENTER: "commenter",
    Who.STAFF: "staff",
    Who.POLITICIAN: "politician",
    Who.CHILD: "child",
    Who.PERSON: "person",
    Who.THIRD: "person",
    UNCLEAR: "unclear",
}
_FOND = frozenset(
    """
    god goer goa go gôa rar rara snäll snälla härlig härliga fin fina bäst bästa skön sköna stolt
    älskad älskade duktig
    """.split()
)
"""What makes an epithet a fond one: "en riktigt go kärring"."""
_ABUSIVE = ("insult_adj", "profanity")
_COLLECTIVE = (Who.BODY, Who.PLURAL_YOU, Who.THEY, Who.GROUP, THING)
_ROLES = ("role_staff", "role_politician", "given_name")
_RELATIVE = frozenset("bor jobbar kör parkerar sitter äger driver styr påstår kallar är".split())
_PERSON_PARTS = frozenset(
    """
    gubb gubbe kärring käring tant ung unge barn flick flicka pojk pojke grabb tjej kvinna man folk
    kommun politiker sosse moderat chef rektor lärar lärare soc social polis vakt domar domare
    tränar tränare granne grann lögn lögnar lögnare tjuv fet tjock dum lat fyll fylle pundar knark
    knarkar kommunist nazist feminist skit stropp snobb svin gris rått råtta as fan kapitalist
    direktör tjänstemanna byråkrat handläggar läkar läkare doktor präst journalist förrädar fascist
    lös tok stor ful gammel sur feg falsk rik bonde bond stads
    """.split()
)
"""First parts of compounds in -jävel that are people, or say what people are like."""

_AGENTS = ("ar", "are", "ör", "ist", "log", "nom", "man")
"""Endings of first parts that are people: "vaktmästarjäveln"."""

_PLURAL = ("ar", "er", "or", "arna", "erna", "orna")
_MOST = 50
"""Insults after the fiftieth say nothing new and would make a long comment slow."""


def find_insults(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Every insult, each with target, severity and voice."""
    taken = set(idiom_words(parsed))
    spans = sorted(parsed.at(*_TAGS), key=lambda s: (s.start - s.end, -s.entry.severity, s.start))
    for span in spans[:_MOST]:
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
    is_initial = span.start == 0 or parsed.sentences[span.start - 1] != parsed.sentences[span.start]
    if word.is_capitalised and not is_initial:  # "Anders Galning"
        before = parsed.words[span.start - 1]
        if before.is_capitalised and "given_name" in before.tags:
            return True
    return any(
        m.is_named and m.start <= span.start < m.end and m.end - m.start > 1 for m in parsed.people
    )


def _judge(parsed: ParsedText, span: Span) -> Finding | None:
    tag, severity = span.entry.tag, span.entry.severity
    if tag == "profanity":
        speaks_of = parsed.has("body", "pron_2p", "topic")
        return _criticism(parsed, span, 0) if speaks_of else None
    target = _hurled_at(parsed, span) if tag in _HURLED else _aimed_at(parsed, span)
    is_sure = target.kind == Who.COMMENTER or target.certainty >= 0.9
    if not is_sure and _names_a_thing(parsed.words[span.end - 1]):
        target = Target(kind=THING, certainty=0.8)
    if target.kind == SELF or _is_fond(parsed, span):
        return None
    voice = voice_of(parsed, span.start, span.end)
    if tag == "death_wish" and _is_wished_away(parsed, span):
        return None
    if target.kind in _COLLECTIVE:
        if tag == "death_wish" and target.kind != THING:
            return _insult(parsed, span, Target(kind=UNCLEAR, certainty=0.75), voice)
        return _criticism(parsed, span, severity if voice == "own" else 0)
    if target.kind == UNCLEAR and (tag != "insult" or severity < 2):
        return None
    if tag == "insult_emoji" and sum(w.is_word for w in parsed.words) > 4:
        target = Target(kind=target.kind, certainty=0.45)  # the animal itself may be meant
    if tag == "epithet" and not _is_said_of_somebody(parsed, span):
        return None
    is_mild = severity == 1 and target.kind != Who.CHILD
    is_adverb = target.kind != Who.COMMENTER and _is_neuter(parsed, span)
    if tag == "insult_adj" and (is_mild or is_adverb):
        return _criticism(parsed, span, severity)
    return _insult(parsed, span, target, voice)


def _aimed_at(parsed: ParsedText, span: Span) -> Target:
    """Whom a word is aimed at; a crude one that stands alone answers whoever wrote before."""
    target = resolve_target(parsed, span.start, span.end)
    if target.kind != UNCLEAR or span.entry.severity != 2:
        return target
    word = parsed.words[span.end - 1]
    rest = [w for w in parsed.words if w.is_word and w is not word]
    is_bare = len(rest) <= 2 and all(not w.tags.isdisjoint(_ABUSIVE) for w in rest)
    if word.norm.endswith(_PLURAL):
        return Target(kind=Who.BODY, certainty=0.8)
    return Target(kind=Who.COMMENTER, certainty=0.75) if is_bare else target


def _names_a_thing(word: Word) -> bool:
    """Whether a compound in -jävel is an angry word for a thing or a beast: "dörrjäveln"."""
    first, found, _ = word.norm.partition("jäv")
    first = first.rstrip("-")
    if not found or len(first) < 3 or first.endswith(_AGENTS) or first in _PERSON_PARTS:
        return False
    return is_ordinary(first)


def _hurled_at(parsed: ParsedText, span: Span) -> Target:
    """At whom a phrase is hurled: whoever it holds, or else who comes after it in the sentence."""
    sentence = parsed.sentence(span.start)
    near = [m for m in parsed.people if m.start in sentence and not m.is_own]
    held = [m for m in near if m.start < span.end and span.start < m.end]
    later = [m for m in near if m.start >= span.start]
    for mentions in (held, later, near):
        for who in (*_INDIVIDUAL, *(_COLLECTIVE if mentions is held else ())):
            if any(mention.who == who for mention in mentions):
                return Target(kind=who, certainty=0.9)
    words = [i for i in sentence if parsed.words[i].is_word and not span.start <= i < span.end]
    is_alone = span.entry.tag != "sexual_harassment" and len(words) <= 2
    return Target(kind=Who.COMMENTER if is_alone else UNCLEAR, certainty=0.7)


def _is_fond(parsed: ParsedText, span: Span) -> bool:
    before = parsed.words[max(0, span.start - 2) : span.start]
    return any(not w.keys.isdisjoint(_FOND) for w in before)


def _is_wished_away(parsed: ParsedText, span: Span) -> bool:
    """Whether a wish holds a negation that its pattern does not ask for: "hoppas du inte dör"."""
    words = parsed.words[span.start : span.end]
    negated = any(w.norm in ("inte", "ej", "aldrig", "ingen") for w in words)
    return negated and "inte" not in span.entry.word and "aldrig" not in span.entry.word


def _is_said_of_somebody(parsed: ParsedText, span: Span) -> bool:
    """Whether an ordinary noun is said of a person: "en riktig gris", "nöten som bor där"."""
    words, end = parsed.words, span.end
    before = words[max(0, span.start - 6) : span.start]
    if any(not w.tags.isdisjoint(("copula", "poss_2", "pron_2s", *_ABUSIVE)) for w in before):
        return True
    if end < len(words) and words[end].norm in ("till", "där"):
        return True
    if any(word.norm in (":", "vilken", "vilket", "vilka") for word in before[-4:]):
        return True
    for i in range(end, min(end + 4, len(words) - 1)):
        if words[i].norm == "som":
            following = words[i + 1]
            return not following.tags.isdisjoint(_ROLES) or (
                i == end and following.norm in _RELATIVE
            )
    return False


def _is_neuter(parsed: ParsedText, span: Span) -> bool:
    """Whether an adjective says how something is done rather than what somebody is: "dumt"."""
    word = parsed.words[span.start]
    is_form = any(len(key) <= len(word.norm) and not key.endswith("t") for key in word.keys)
    return span.end - span.start == 1 and word.norm.endswith("t") and is_form


def _insult(parsed: ParsedText, span: Span, target: Target, voice: str) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    is_joined = parsed.text.is_joined(parsed.starts[span.start], parsed.ends[span.end - 1])
    certainty = span.certainty * target.certainty * (0.9 if is_joined else 1.0)
    if parsed.has("fondness") and target.kind == Who.COMMENTER:
        certainty *= 0.5
    is_phrase = span.entry.anchor == "phrase"
    return Finding(
        kind="offensive.insult",
        start=start,
        end=end,
        certainty=round(certainty, 3),
        detector="insult",
        quote=parsed.masked_quote(span.start, span.end) if is_phrase else span.entry.word,
        detail=span.entry.tag,
        severity=span.entry.severity,
        target=_INDIVIDUAL.get(target.kind, "unclear"),
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
