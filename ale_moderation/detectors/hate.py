"""Hate against protected groups: slurs, dehumanisation, expulsion, Nazi codes, coded language.

A slur in the writer's own voice is open hate unless the writer speaks of themselves; a neutral
group name needs contempt said of it. A code word alone is only coded.
"""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText, Span
from ale_moderation.voice import voice_of

_CONTEMPT = ("dehumanise", "group_crime", "annihilation", "expulsion")
_PARTY_WORDS = frozenset(("vi", "jag", "oss", "mig", "stolt", "gammal", "själv"))


def find_hate(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Open hate (severity 3) and coded hate (severity 1), each with its voice."""
    if not parsed.has(
        "slur",
        "group",
        "reclaimable",
        "nazi",
        "coded_hate",
        "ape_emoji",
        "expulsion",
        "annihilation",
    ):
        return
    idioms = parsed.at("idiom")
    for span in parsed.at("slur"):
        if not _shadowed(span, idioms) and not _is_name(parsed, span):
            yield _finding(parsed, span, 3, span.certainty, _own_group_voice(parsed, span))
    for span in parsed.at("nazi"):
        yield _finding(parsed, span, 3, 0.9, voice_of(parsed, span.start, span.end))
    for span in parsed.at("group", "reclaimable"):
        if finding := _contempt(parsed, span):
            yield finding
    if finding := _expelled_vermin(parsed):
        yield finding
    for span in parsed.at("coded_hate"):
        yield _finding(parsed, span, 1, 0.8, "own")
    apes = parsed.at("ape_emoji")
    if len(apes) >= 2 and not any(w.is_word for w in parsed.words):
        kinds = {parsed.words[s.start].norm for s in apes}
        if len(kinds) >= 2:
            yield _finding(parsed, apes[0], 3, 0.7, "own")


def _shadowed(span: Span, idioms: list[Span]) -> bool:
    return any(i.start < span.end and span.start < i.end for i in idioms)


def _is_name(parsed: ParsedText, span: Span) -> bool:
    return not parsed.words[span.start].tags.isdisjoint(("place", "surname"))


def _own_group_voice(parsed: ParsedText, span: Span) -> str:
    """reclaimed where the writer uses the word of themselves ("som svartskalle …", "vi blattar")."""
    words = parsed.words
    sentence = parsed.sentence(span.start)
    before = words[max(sentence.start, span.start - 3) : span.start]
    if any(w.norm in ("som", "vi", "jag") or w.norm in _PARTY_WORDS for w in before):
        first = [i for i in sentence if not words[i].tags.isdisjoint(("pron_1s", "pron_1p"))]
        hostile = any(
            span.start < s.start for tag in _CONTEMPT for s in parsed.at(tag) if s.start in sentence
        )
        if first and not hostile:
            return "reclaimed"
    return voice_of(parsed, span.start, span.end)


def _contempt(parsed: ParsedText, span: Span) -> Finding | None:
    """Contempt said of a group in the same sentence or the next."""
    number = parsed.sentences[span.start]
    is_slang = span.entry.tag == "reclaimable"
    for tag in (*_CONTEMPT, "insult", "animal", "insult_adj", "profanity"):
        for other in parsed.at(tag):
            distance = parsed.sentences[other.start] - number
            if other.start == span.start or distance not in (0, 1):
                continue
            if not _is_contempt(parsed, span, other, tag, distance, is_slang=is_slang):
                continue
            opinion = tag == "expulsion" and not is_slang and not parsed.has("dehumanise", "slur")
            joined = Span(
                start=min(span.start, other.start),
                end=max(span.end, other.end),
                entry=other.entry,
                certainty=0.85 if distance == 0 else 0.75,
            )
            voice = _contempt_voice(parsed, span, other, is_slang=is_slang)
            return _finding(parsed, joined, 1 if opinion else 3, joined.certainty, voice)
    return None


def _is_contempt(
    parsed: ParsedText, span: Span, other: Span, tag: str, distance: int, *, is_slang: bool
) -> bool:
    """Whether a word of contempt is said of the group, and not of something beside it."""
    apart = abs(other.start - span.start)
    if tag == "profanity":
        return is_slang and apart <= 2
    if tag in ("insult", "insult_adj", "animal"):
        harsh = other.entry.severity >= 2
        return (
            distance == 0
            and harsh
            and (_is_said_of(parsed, span, other) or (is_slang and apart <= 2))
        )
    if tag == "group_crime":
        return distance == 0 and _is_said_of(parsed, span, other)
    if tag == "dehumanise":
        return (is_slang and apart <= 6) or _is_said_of(parsed, span, other)
    if tag == "expulsion":
        return distance <= 1 and (is_slang or 0 <= span.start - other.end <= 2 or apart <= 4)
    return apart <= 12


def _contempt_voice(parsed: ParsedText, span: Span, other: Span, *, is_slang: bool) -> str:
    if is_slang and _own_group_voice(parsed, span) == "reclaimed":
        return "reclaimed"
    if any(w.norm in ("inga", "inte") for w in parsed.words[other.start : other.end]):
        return "own"  # "inga människor": the negation is the contempt
    voice = voice_of(parsed, other.start, other.end)
    return voice if voice != "own" else voice_of(parsed, span.start, span.end)


def _is_said_of(parsed: ParsedText, group: Span, other: Span) -> bool:
    """Whether the dehumanising word is a predicate or comparison of the group."""
    words = parsed.words
    if parsed.sentences[group.start] != parsed.sentences[other.start]:
        return any("pron_3p" in w.tags for w in words[group.end : other.end])
    between = words[group.end : other.start]
    if other.start < group.start:  # "de är råttor, de där romerna": too far to be sure
        return False
    copula = next((i for i, w in enumerate(between) if "copula" in w.tags), None)
    if copula is not None:
        after = words[other.end].norm if other.end < len(words) else ""
        return copula <= 4 and len(between) - copula <= 4 and after != "att"
    return any(w.norm in ("som", "likt") for w in between[-2:]) or any(
        "pron_3p" in w.tags for w in between
    )


def _expelled_vermin(parsed: ParsedText) -> Finding | None:
    """ "ut med ohyran", "såna djur ska inte få finnas": no group is named, people are meant."""
    for vermin in parsed.at("dehumanise"):
        word = parsed.words[vermin.start]
        before = {w.norm for w in parsed.words[max(0, vermin.start - 4) : vermin.start]}
        for expelled in parsed.at("expulsion", "annihilation"):
            near = abs(expelled.start - vermin.start) <= 8
            if near and ({"såna", "sådana", "sånt", "sådant", "sjuka", "packet"} & before):
                voice = voice_of(parsed, vermin.start, vermin.end)
                return _finding(parsed, vermin, 3, 0.7, voice)
            if near and expelled.end == vermin.start and word.norm.endswith(("n", "t")):
                voice = voice_of(parsed, vermin.start, vermin.end)
                return _finding(parsed, vermin, 3, 0.65, voice)
    return None


def _finding(
    parsed: ParsedText, span: Span, severity: int, certainty: float, voice: str
) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    return Finding(
        kind="offensive.hate",
        start=start,
        end=end,
        certainty=round(certainty, 3),
        detector="hate",
        quote=parsed.masked_quote(span.start, span.end),
        detail=span.entry.tag,
        severity=severity,
        target="group",
        voice=voice,
    )
