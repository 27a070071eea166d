"""What stands near a place: word positions for offsets, and entries within some words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ale_moderation.parsed_text import ParsedText, Span


def word_at(parsed: ParsedText, offset: int) -> int:
    """The position of the word at, or next before, a place in the surface."""
    return max(bisect_right(parsed.starts, offset) - 1, 0)


def spans_between(parsed: ParsedText, tag: str, first: int, stop: int) -> Sequence[Span]:
    """The spans of a tag that begin at words `first` to `stop` (half-open)."""
    spans = parsed.spans.get(tag, ())
    if not spans:
        return ()
    low = bisect_left(spans, first, key=_start)
    return spans[low : bisect_left(spans, stop, lo=low, key=_start)]


def is_near(
    parsed: ParsedText, tags: Sequence[str], first: int, last: int, *, before: int, after: int
) -> bool:
    """Whether an entry of a tag begins within so many words before or after words first to last."""
    return any(
        spans_between(parsed, tag, first - before, first)
        or spans_between(parsed, tag, last + 1, last + after + 1)
        for tag in tags
    )


def _start(span: Span) -> int:
    return span.start
