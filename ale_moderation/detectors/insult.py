"""Insults: an insulting word or phrase, at whom it is aimed, and in whose mouth it stands.

The kind is `offensive.insult` where an individual, a child or an unclear target is hit, and
`criticism` where the same words hit a body, a thing or a decision, which must stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from ale_moderation.detectors.predication import is_closed, is_intensifier, is_said_of_somebody
from ale_moderation.model import Comment, Finding
from ale_moderation.morphology import is_ordinary
from ale_moderation.parsed_text import ParsedText, Span, Word
from ale_moderation.people import Mention, Who
from ale_moderation.subjects import SELF, TARGETS, THING, UNCLEAR, Target
from ale_moderation.targets import resolve_target
from ale_moderation.voice import idiom_words, voice_of

_HURLED = ("attack", "death_wish", "sexual_harassment")
_TAGS = ("insult", "insult_adj", "epithet", "insult_emoji", "profanity", *_HURLED)
NEEDS = frozenset(_TAGS)
_INDIVIDUAL: Mapping[str, str] = {**TARGETS, UNCLEAR: UNCLEAR}
_FOND = frozenset(
    """
    god goer goa go gôa rar rara snäll snälla härlig härliga fin fina bäst bästa skön sköna stolt
    älskad älskade duktig
    """.split()
)
"""What makes an epithet a fond one: "en riktigt go kärring"."""
_LIKED = frozenset("rolig kul skojig härlig älskade älskar saknar kram kramar grattis".split())
_ABUSIVE = ("insult_adj", "profanity")
_COLLECTIVE = (Who.BODY, Who.PLURAL_YOU, Who.THEY, Who.GROUP, THING)
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
_AVERTED = frozenset(
    """
    innan slipper slippa undvik undviker undvika förrän rädda räddas frisk friskt frisknar krya
    lycka gott bättring kämpa orka trots
    """.split()
)
"""Words that turn a wish into a good one: "hoppas du blir frisk från din cancer"."""


_BUT = ("men", "fast", "utan")
_TOO = frozenset("mer mest värre värst också ännu likaså detsamma först främst särskilt".split())
"""Words by which those who come after "men" are cursed too: "men rektorn ännu mer"."""

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
        if end := _coined(parsed, span):
            target = Target(kind=Who.COMMENTER, certainty=0.75)
            coined = Span(span.start, end, evolve(span.entry, tag="insult", severity=2), 1.0)
            return _insult(parsed, coined, target, voice_of(parsed, span.start, end))
        speaks_of = parsed.has("body", "pron_2p", "topic")
        return _criticism(parsed, span, 0) if speaks_of else None
    if is_intensifier(parsed, span):
        return None
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
    is_of_beasts = "beasts_about" in parsed.words[span.end - 1].tags and any(
        not span.start <= beast.start < span.end for beast in parsed.at("beasts_about")
    )
    if target.kind == UNCLEAR and (is_of_beasts or not _shows_through(span)):
        return None
    if tag == "insult_emoji" and not _is_emoji_said(parsed, span):
        if parsed.has("beasts_about"):
            return None
        target = Target(kind=target.kind, certainty=0.45)  # the animal itself may be meant
    if tag == "epithet" and not is_said_of_somebody(parsed, span):
        return None
    if tag == "epithet" and severity < 3 and _is_own_dear(parsed, span):
        return None
    if "admired" in parsed.words[span.end - 1].tags and parsed.has("cheer", "warm", "friendly"):
        return None
    is_mild = severity == 1 and (target.kind != Who.CHILD or _is_own_child(parsed, span))
    is_adverb = _is_superlative_of_a_thing(parsed, span) or (
        target.kind != Who.COMMENTER and _is_neuter(parsed, span)
    )
    if tag == "insult_adj" and (is_mild or is_adverb):
        return _criticism(parsed, span, severity)
    if is_mild and target.kind == Who.CHILD:
        return None
    return _insult(parsed, span, target, voice)


def _is_own_child(parsed: ParsedText, span: Span) -> bool:
    """Whether a parent speaks of their own child: "min tjej är en gnällspik på morgonen"."""
    sentence = parsed.sentence(span.start)
    return any(
        m.who is Who.CHILD and m.start > sentence.start and parsed.words[m.start - 1].norm in _OURS
        for m in parsed.people_near(span.start, span.end)
        if m.start in sentence
    )


def _is_own_dear(parsed: ParsedText, span: Span) -> bool:
    """Whether it is said of the writer's own: "min tjej är en gnällspik på morgonen"."""
    words, first = parsed.words, parsed.sentence(span.start).start
    return any(
        words[i].norm in _OURS and words[i + 1].norm in _DEAR for i in range(first, span.start - 1)
    )


_DEAR = frozenset(
    "tjej kille grabb gubbe gumma man fru sambo son dotter pojke flicka unge katt hund".split()
)
_OURS = frozenset("min mitt mina vår vårt våra".split())


def _is_emoji_said(parsed: ParsedText, span: Span) -> bool:
    """Whether an emoji says what somebody is, with few words beside it or after "är en"."""
    if 0 < sum(parsed.words[i].is_word for i in parsed.sentence(span.start)) <= 4:
        return True
    if sum(word.is_word for word in parsed.words) <= 4:
        return True
    before = parsed.words[span.start - 1] if span.start else None
    return before is not None and before.is_word and is_said_of_somebody(parsed, span)


def _shows_through(span: Span) -> bool:
    """Whether a word offends even where nobody can be seen to be meant."""
    entry = span.entry
    is_base = entry.tag == "epithet" and entry.severity > 2 and entry.detail != "literal"
    return is_base or (entry.tag == "insult" and entry.severity > 1)


def _coined(parsed: ParsedText, span: Span) -> int:
    """The end of "din jävla …" with a word that stands in no dictionary; 0 where it is none."""
    words, end = parsed.words, span.end
    if span.start == 0 or "poss_2" not in words[span.start - 1].tags or end >= len(words):
        return 0
    noun = words[end]
    is_coined = noun.is_word and not noun.is_known and not noun.is_capitalised
    return end + 1 if is_coined and is_closed(parsed, end + 1) else 0


def _aimed_at(parsed: ParsedText, span: Span) -> Target:
    """Whom a word is aimed at; a crude one that stands alone answers whoever wrote before."""
    target = resolve_target(parsed, span.start, span.end)
    word = parsed.words[span.end - 1]
    is_mob = span.entry.tag == "insult" and _is_mob(parsed, span)
    pointed = any(m.who in TARGETS for m in parsed.people)
    if is_mob and (target.kind == UNCLEAR or not pointed):
        return Target(kind=Who.BODY, certainty=0.8)
    if target.kind in TARGETS and target.certainty < _SAID_OF and _is_of_others(parsed, word):
        return Target(kind=Who.BODY, certainty=0.8)
    if target.kind != UNCLEAR or span.entry.severity != 2:
        return target
    rest = [w for w in parsed.words if w.is_word and w is not word]
    is_bare = len(rest) <= 2 and all(not w.tags.isdisjoint(_ABUSIVE) for w in rest)
    if word.norm.endswith(_PLURAL):
        return Target(kind=Who.BODY, certainty=0.8)
    return Target(kind=Who.COMMENTER, certainty=0.75) if is_bare else target


def _is_of_others(parsed: ParsedText, word: Word) -> bool:
    """Whether a word in the plural stands beside one person, so that others are meant."""
    pointed = [m for m in parsed.people if m.who in TARGETS and (m.is_named or m.is_definite)]
    return word.norm.endswith(_PLURAL) and len(pointed) == 1


_SAID_OF = 0.9
"""The certainty from which on a target is what the sentence says it is: "Lena är …"."""


def _is_mob(parsed: ParsedText, span: Span) -> bool:
    """Whether whoever did it is meant, several and unknown: "slöddret som …", "… Låt dom …"."""
    norm = parsed.words[span.end - 1].norm
    if not norm.endswith((*_PLURAL, *_MOB)) or voice_of(parsed, span.start, span.end) != "own":
        return False
    after = parsed.words[span.end : span.end + 1]
    is_told = norm.endswith(_MOB) and bool(after) and after[0].norm == "som"
    people = {m.who for m in parsed.people}
    return Who.GROUP not in people and (is_told or Who.THEY in people)


_MOB = ("slödder", "slöddret", "pack", "packet", "patrask", "patrasket", "byke", "drägg", "avskum")
"""Endings of words for a mob."""


def _names_a_thing(word: Word) -> bool:
    """Whether a compound in -jävel is an angry word for a thing or a beast: "dörrjäveln"."""
    first, found, _ = word.norm.partition("jäv")
    first = first.rstrip("-")
    stem = first.removesuffix("s")
    if not found or len(first) < 3 or first.endswith(_AGENTS) or stem in _PERSON_PARTS:
        return False
    return is_ordinary(first)


def _hurled_at(parsed: ParsedText, span: Span) -> Target:
    """At whom a phrase is hurled: whoever it holds, or else who comes after it in the sentence."""
    sentence = parsed.sentence(span.start)
    near = [m for m in parsed.people if m.start in sentence and not m.is_own]
    held = [m for m in near if m.start < span.end and span.start < m.end]
    later = [m for m in near if m.start >= span.start]
    if not held and later and min(later).who is Who.PLURAL_YOU:
        return Target(kind=Who.PLURAL_YOU, certainty=0.9)  # "håll käften med era …, en familj …"
    for mentions in (held, later, near):
        for who in (*_INDIVIDUAL, *(_COLLECTIVE if mentions is held else ())):
            if any(mention.who == who for mention in mentions):
                is_you = who is Who.COMMENTER
                if mentions is later and not is_you and _is_spared(parsed, span, near):
                    return Target(kind=Who.BODY, certainty=0.9)
                return Target(kind=who, certainty=0.9)
    if near and all(mention.who == Who.BODY for mention in near):
        return Target(kind=THING, certainty=0.9)  # "Västtrafik ska brinna i helvetet"
    words = [i for i in sentence if parsed.words[i].is_word and not span.start <= i < span.end]
    is_alone = span.entry.tag != "sexual_harassment" and len(words) <= 2
    others = {m.who for m in parsed.people if m.start not in sentence}
    is_told_off = Who.BODY not in others or Who.COMMENTER in others
    if span.entry.tag == "attack":
        is_alone = is_alone and is_told_off  # "… i Ale. Ät skit" answers nobody
    return Target(kind=Who.COMMENTER if is_alone else UNCLEAR, certainty=0.7)


def _is_spared(parsed: ParsedText, span: Span, near: Sequence[Mention]) -> bool:
    """Whether a body is cursed and people are not: "kommunen kan dra åt helvete, men fröken …"."""
    before = [m for m in near if m.end <= span.start]
    first = min(m.start for m in near if m.start >= span.start)
    after = parsed.words[span.end : parsed.sentence(span.start).stop]
    if not before or any(m.who is not Who.BODY for m in before):
        return False
    is_but = any(w.norm in _BUT for w in parsed.words[span.end : first])
    return is_but and not any(w.norm in _TOO for w in after)


def _is_fond(parsed: ParsedText, span: Span) -> bool:
    words, sentence = parsed.words, parsed.sentence(span.start)
    before = words[max(0, span.start - 2) : span.start]
    if any(not w.keys.isdisjoint(_FOND) for w in before):
        return True
    after = words[span.end : min(span.end + 6, sentence.stop)]
    others = (i for i in sentence if not span.start <= i < span.end)
    is_sworn = any("profanity" in words[i].tags for i in others)
    return not is_sworn and any(w.norm in _LIKED for w in after)


def _is_wished_away(parsed: ParsedText, span: Span) -> bool:
    """Whether a wish holds a negation that its pattern does not ask for: "hoppas du inte dör"."""
    words = parsed.words[span.start : span.end]
    if any(w.norm in _AVERTED for w in words):
        return True  # "hoppas ni gör något innan någon dör"
    negated = any(w.norm in ("inte", "ej", "aldrig", "ingen") for w in words)
    return negated and "inte" not in span.entry.word and "aldrig" not in span.entry.word


def _is_neuter(parsed: ParsedText, span: Span) -> bool:
    """Whether an adjective says how something is done rather than what somebody is: "dumt"."""
    word = parsed.words[span.start]
    is_form = any(len(key) <= len(word.norm) and not key.endswith("t") for key in word.keys)
    return span.end - span.start == 1 and word.norm.endswith("t") and is_form


def _is_superlative_of_a_thing(parsed: ParsedText, span: Span) -> bool:
    """As in "det dummaste jag läst"."""
    before = parsed.words[span.start - 1] if span.start else None
    is_single = span.end - span.start == 1
    return is_single and before is not None and before.norm in ("det", "dä", "de")


def _insult(parsed: ParsedText, span: Span, target: Target, voice: str) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    is_joined = parsed.text.is_joined(parsed.starts[span.start], parsed.ends[span.end - 1])
    certainty = span.certainty * target.certainty * (0.9 if is_joined else 1.0)
    if parsed.has("fondness") and target.kind == Who.COMMENTER:
        certainty *= 0.3
    if parsed.has("warm") and span.entry.tag not in _HURLED:
        certainty *= 0.3
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
