"""What is offensive in itself: sexual, gory, cruel to animals. Swear words are not."""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.voice import idiom_words, voice_of

NEEDS = frozenset(("obscene", "sexual_harassment", "sexual_emoji"))


def find_obscene(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Obscene expressions, and sexual emoji with hardly a word beside them."""
    idioms = idiom_words(parsed)
    for span in parsed.at("obscene", "sexual_harassment"):
        is_idiom = not idioms.isdisjoint(range(span.start, span.end))
        if not (is_idiom or _is_place(parsed, span)):
            yield _finding(parsed, span, 0.8, voice_of(parsed, span.start, span.end))
            return
    emoji = parsed.at("sexual_emoji")
    several = len({parsed.words[span.start].norm for span in emoji}) >= 2
    if several and sum(word.is_word for word in parsed.words) <= 2:
        yield _finding(parsed, emoji[0], 0.75, "own")


def _is_place(parsed: ParsedText, span: Span) -> bool:
    """Whether a single capitalised word within a sentence is a name: "vi passerar Knulla"."""
    is_first = span.start == 0 or parsed.sentences[span.start - 1] != parsed.sentences[span.start]
    is_one = span.end - span.start == 1
    return is_one and not is_first and parsed.words[span.start].is_capitalised


def _finding(parsed: ParsedText, span: Span, certainty: float, voice: str) -> Finding:
    start, end = parsed.original_span(span.start, span.end)
    return Finding(
        kind="offensive.obscene",
        start=start,
        end=end,
        certainty=certainty,
        detector="obscene",
        quote=parsed.masked_quote(span.start, span.end),
        detail=span.entry.tag,
        voice=voice,
    )
