"""Pictures, films and recordings that the text points to and a text tool can not judge."""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText

NEEDS = frozenset(("elsewhere",))


def find_elsewhere(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """At most one finding (kind `benign`): there is something that a human must look at."""
    for span in parsed.at("elsewhere"):
        start, end = parsed.original_span(span.start, span.end)
        yield Finding(
            kind="benign",
            start=start,
            end=end,
            certainty=0.7,
            detector="elsewhere",
            quote=parsed.masked_quote(span.start, span.end),
            detail="elsewhere",
        )
        return
