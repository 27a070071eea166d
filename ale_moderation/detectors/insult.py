"""Insults: an insulting word or phrase, at whom it is aimed, and in whose mouth it stands.

The kind is `offensive.insult` where an individual, a child or an unclear target is hit, and
`criticism` where the same words hit a body, a thing or a decision, which must stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ale_moderation.model import Comment, Finding
from ale_moderation.morphology import is_ordinary
from ale_moderation.nlp import ParsedText, Span, Word
from ale_moderation.people import Who
from ale_moderation.subjects import PREPOSITIONS, SELF, THING, UNCLEAR, Target
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
_LIKED = frozenset("rolig kul skojig härlig älskade älskar saknar kram kramar grattis".split())
_ABUSIVE = ("insult_adj", "profanity")
_COLLECTIVE = (Who.BODY, Who.PLURAL_YOU, Who.THEY, Who.GROUP, THING)
_ROLES = ("role_staff", "role_politician", "given_name")
_PEOPLE = frozenset(("role_staff", "role_politician", "person", "kin", "child", "human"))
_THE = ("den", "det", "de", "dom")
_DESCRIBING = frozenset(
    """
    en ett nån någon nåt något inget ingen annat än den det de dom där ju bara så fan fanimej
    verkligen helt riktig riktigt rikt riktit rikti ren rent rena sån sådan sånt sådant total totalt
    jäkla gammal gamla gammalt liten litet lilla stor stort stora mest värsta största fy alltså nog
    väl nu a an the absolut faktiskt också som ingenting inte mer utan
    """.split()
)
"""Words that may stand between a person and the noun that they are called."""

_ADJECTIVES = tuple(
    "ig igt iga lös löst lösa ande ad at ade sk skt ska ant anta el ell lla nt nta md".split()
)
_WHAT = ("vilken", "vilket", "vilka", "vicken")
_ARTICLE = frozenset("en ett nån nåt någon något a an sån sånt sådan".split())
_NO_ADJECTIVE = PREPOSITIONS | frozenset("och eller men att som i sin sitt sina inte för".split())
_NEUTRAL = frozenset("svarta vita bruna lilla stora nya fina söta snälla goa egna älskade".split())
_LEADING = ("copula", "poss_1", "poss_2", "poss_3", "pron_2s", "pron_3s", "pron_1s")
_ABUSING = ("insult_adj", "bad_trait", "profanity", "insult")
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
_AVERTED = frozenset(
    """
    innan slipper slippa undvik undviker undvika förrän rädda räddas frisk friskt frisknar krya
    lycka gott bättring kämpa orka trots
    """.split()
)
"""Words that turn a wish into a good one: "hoppas du blir frisk från din cancer"."""


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
    if tag == "epithet" and not _is_said_of_somebody(parsed, span):
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


_OURS = frozenset("min mitt mina vår vårt våra".split())


def _is_emoji_said(parsed: ParsedText, span: Span) -> bool:
    """Whether an emoji says what somebody is, with few words beside it or after "är en"."""
    if 0 < sum(parsed.words[i].is_word for i in parsed.sentence(span.start)) <= 4:
        return True
    if sum(word.is_word for word in parsed.words) <= 4:
        return True
    before = parsed.words[span.start - 1] if span.start else None
    return before is not None and before.is_word and _is_said_of_somebody(parsed, span)


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
    return end + 1 if is_coined and _is_closed(parsed, end + 1) else 0


def _is_closed(parsed: ParsedText, end: int) -> bool:
    """Whether a call ends at a word: the clause ends there, or a name or "du" follows."""
    if end >= parsed.sentence(end - 1).stop:
        return True
    word = parsed.words[end]
    return not word.is_word or word.is_capitalised or word.norm == "du"


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
    for mentions in (held, later, near):
        for who in (*_INDIVIDUAL, *(_COLLECTIVE if mentions is held else ())):
            if any(mention.who == who for mention in mentions):
                return Target(kind=who, certainty=0.9)
    if near and all(mention.who == Who.BODY for mention in near):
        return Target(kind=THING, certainty=0.9)  # "Västtrafik ska brinna i helvetet"
    words = [i for i in sentence if parsed.words[i].is_word and not span.start <= i < span.end]
    is_alone = span.entry.tag != "sexual_harassment" and len(words) <= 2
    return Target(kind=Who.COMMENTER if is_alone else UNCLEAR, certainty=0.7)


def _is_fond(parsed: ParsedText, span: Span) -> bool:
    words, sentence = parsed.words, parsed.sentence(span.start)
    before = words[max(0, span.start - 2) : span.start]
    if any(not w.keys.isdisjoint(_FOND) for w in before):
        return True
    after = words[span.end : min(span.end + 6, sentence.stop)]
    is_sworn = any("profanity" in words[i].tags for i in sentence)
    return not is_sworn and any(w.norm in _LIKED for w in after)


def _is_wished_away(parsed: ParsedText, span: Span) -> bool:
    """Whether a wish holds a negation that its pattern does not ask for: "hoppas du inte dör"."""
    words = parsed.words[span.start : span.end]
    if any(w.norm in _AVERTED for w in words):
        return True  # "hoppas ni gör något innan någon dör"
    negated = any(w.norm in ("inte", "ej", "aldrig", "ingen") for w in words)
    return negated and "inte" not in span.entry.word and "aldrig" not in span.entry.word


def _is_said_of_somebody(parsed: ParsedText, span: Span) -> bool:
    """Whether an ordinary noun is said of a person: "en riktig gris", "nöten som bor där".

    Of beasts and filth people speak much: "din hund" and "soporna som ligger där" are no insult.
    """
    words, start, end = parsed.words, span.start, span.end
    is_literal = span.entry.detail == "literal"
    if span.entry.anchor == "prefix":
        return not words[start].tags.isdisjoint(_PEOPLE)
    sentence = parsed.sentence(start)
    i = _before_described(parsed, start, sentence.start)
    described = words[i + 1 : start]
    is_abused = any(not w.tags.isdisjoint(_ABUSING) for w in described)
    before = words[i] if i >= sentence.start else None
    after = words[end] if end < sentence.stop else None
    if before is not None:
        is_likened = any(w.norm == "som" for w in described)
        if "copula" in before.tags or "pron_2s" in before.tags:
            if is_likened and is_literal and not is_abused:
                return False  # "du är som en igel på jobbet"
            return _is_indefinite(span, words[start]) or any(w.norm in _THE for w in described)
        if "poss_2" in before.tags:
            return is_abused or not is_literal or _is_called_out(parsed, i, end)
        if before.norm in (":", "="):
            return True
        if before.norm in _WHAT:
            late = any("copula" in words[k].tags for k in range(end, min(end + 6, sentence.stop)))
            return late or is_abused or not is_literal
        if not before.is_word and not is_literal and any(w.norm in _ARTICLE for w in described):
            return True  # "…, en nolla rakt av"
        if not before.is_word and not described and _is_closed(parsed, end):
            return any("pron_2s" in words[k].tags for k in sentence)  # "kryp hem dit du hör, ohyra"
    if after is None:
        return is_abused
    if not is_literal and any(m.start == end and m.is_named for m in parsed.people):
        return True  # "subban Eva"
    if "copula" in after.tags and end + 1 < sentence.stop:  # "pedofil är han"
        return not words[end + 1].tags.isdisjoint(("pron_2s", "pron_3s", "given_name"))
    if after.norm in ("till", "te") and end + 1 < sentence.stop:
        return not is_literal or _is_indefinite(None, words[end + 1])
    if after.norm == "där" and not is_literal:
        return True
    for i in range(end, min(end + 4, sentence.stop - 1)):
        if words[i].norm == "som":
            following = words[i + 1]
            if not following.tags.isdisjoint((*_ROLES, "pron_2s")):
                return True
            if i == end and following.norm in _RELATIVE and not is_literal:
                return True
            break
    return is_abused and (before is None or not before.norm.endswith("s"))


def _before_described(parsed: ParsedText, start: int, first: int) -> int:
    """The place before the words that describe a noun: "ju en jävla stor", "klassens", "en fat"."""
    words = parsed.words
    for article in range(start - 1, max(first, start - 4) - 1, -1):
        word = words[article]
        if word.norm in _WHAT or "poss_2" in word.tags:
            return article
        if word.norm in _ARTICLE:
            start = article
            break
        if not word.is_word or word.norm in _NO_ADJECTIVE or not word.tags.isdisjoint(_LEADING):
            break
    i = start - 1
    while i >= max(first, start - 5):
        word = words[i]
        is_owner = word.norm.endswith("s") and len(word.norm) > 4 and i > first
        if not (_may_describe(word) or (is_owner and "copula" in words[i - 1].tags)):
            break
        i -= 1
    return i


def _may_describe(word: Word) -> bool:
    """Whether a word may stand between a person and what they are called."""
    if not word.tags.isdisjoint((*_ABUSING, "epithet")):
        return True
    return word.norm in _DESCRIBING or (len(word.norm) > 3 and word.norm.endswith(_ADJECTIVES))


def _is_indefinite(span: Span | None, word: Word) -> bool:
    """Whether a noun stands in its plain form: "gris", not "grisen"."""
    if span is not None and word.norm.endswith(span.entry.word.casefold()):
        return span.entry.anchor != "exact" or len(word.norm) < 5
    return not word.norm.endswith(("n", "t", "na"))


def _is_called_out(parsed: ParsedText, first: int, end: int) -> bool:
    """Whether "din …" calls somebody names and owns nothing: "håll käften din gris"."""
    words = parsed.words
    sentence = parsed.sentence(first)
    if not _is_closed(parsed, end):
        return False
    is_described = end - first > 2 and words[first + 1].norm not in _NEUTRAL
    if first == sentence.start or not words[first - 1].is_word or is_described:
        return True
    others = [words[i] for i in sentence if words[i].is_word and not first <= i < end]
    return len(others) <= 1 or parsed.has("attack", "insult", "selfharm_urging", "insult_adj")


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
