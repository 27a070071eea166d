"""What is offensive in itself: sexual, gory, cruel to animals. Swear words are not."""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.detectors.scorn import LONG, is_pointed_out
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.voice import idiom_words, voice_of

NEEDS = frozenset(("obscene", "sexual_harassment", "sexual_emoji", "lewd"))

_BASE, _STEP, _MOST_SURE = 0.36, 0.2, 0.64
"""How sure one lewd field is beside a person, what each further one adds, and the most: the second
reader confirms it or not."""


def find_obscene(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Obscene expressions, and sexual emoji with hardly a word beside them."""
    idioms = idiom_words(parsed)
    for span in parsed.at("obscene", "sexual_harassment"):
        is_idiom = not idioms.isdisjoint(range(span.start, span.end))
        if not (is_idiom or _is_place(parsed, span)):
            yield _finding(parsed, span, 0.8, voice_of(parsed, span.start, span.end))
            return
    if finding := _lewd(parsed):
        yield finding
        return
    emoji = parsed.at("sexual_emoji")
    several = len({parsed.words[span.start].norm for span in emoji}) >= 2
    if several and sum(word.is_word for word in parsed.words) <= 2:
        yield _finding(parsed, emoji[0], 0.75, "own")


def _lewd(parsed: ParsedText) -> Finding | None:
    """What is said with relish of the body of somebody pointed out: a suspicion."""
    if parsed.has("fondness", "friendly", "cheer") or len(parsed.words) > LONG:
        return None
    for mention in parsed.people:
        if not is_pointed_out(mention):
            continue
        sentence = parsed.sentences[mention.start]
        near = [s for s in parsed.at("lewd") if abs(parsed.sentences[s.start] - sentence) <= 1]
        fields = {s.entry.detail: s.entry.severity * _HALF for s in near}
        weight = sum(fields.values())
        if weight >= 1:
            certainty = min(_BASE + _STEP * (weight - 1), _MOST_SURE)
            return _finding(parsed, near[0], round(certainty, 3), "own", "hint")
    return None


_HALF = 0.5
"""What a severity step of a lewd sign weighs."""


def _is_place(parsed: ParsedText, span: Span) -> bool:
    """Whether a single capitalised word within a sentence is a name: "vi passerar Knulla"."""
    is_first = span.start == 0 or parsed.sentences[span.start - 1] != parsed.sentences[span.start]
    is_one = span.end - span.start == 1
    return is_one and not is_first and parsed.words[span.start].is_capitalised


def _finding(
    parsed: ParsedText, span: Span, certainty: float, voice: str, detail: str = ""
) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    return Finding(
        kind="offensive.obscene",
        start=start,
        end=end,
        certainty=certainty,
        detector="obscene",
        quote=parsed.masked_quote(span.start, span.end),
        detail=detail or span.entry.tag,
        voice=voice,
    )
