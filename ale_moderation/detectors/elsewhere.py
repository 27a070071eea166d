"""Pictures, films and recordings that the text points to and a text tool can not judge."""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.detectors.signs import first_sign
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText

NEEDS = frozenset(("elsewhere",))


def find_elsewhere(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """At most one finding (kind `benign`): there is something that a human must look at."""
    yield from first_sign(parsed, "elsewhere", "elsewhere", "elsewhere")
