"""Named people: private persons (who may be harmless) and those who represent the municipality."""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import NAME_LIKE, ParsedText
from ale_moderation.people import Who

_OFFICIAL = (Who.STAFF, Who.POLITICIAN)
_PRIVATE = (Who.PERSON, Who.CHILD, Who.THIRD)


NEEDS = frozenset((NAME_LIKE,))


def find_names(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """One finding for each name; the quote is a label, never the name."""
    for mention in parsed.people:
        if not mention.is_named or mention.who not in (*_OFFICIAL, *_PRIVATE):
            continue
        official = mention.who in _OFFICIAL
        start, end = parsed.original_span(mention.start, mention.end)
        yield Finding(
            kind="personal_data.official" if official else "personal_data.named",
            start=start,
            end=end,
            certainty=0.9 if mention.end - mention.start > 1 else 0.7,
            detector="names",
            quote="namn",
            detail=mention.who.value,
            owner="official" if official else "third",
        )
