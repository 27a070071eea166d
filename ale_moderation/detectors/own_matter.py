"""The writer's own case: what must be taken up elsewhere, without saying that the case exists.

That somebody has a case is not enough; there must be something to answer, such as a question, a
dispute or a delay. Thanks for a decision need no answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span

_OPEN = (
    *(
        "svc_mark",
        "svc_contacted",
        "svc_unmet",
        "svc_formal",
        "svc_request",
        "svc_ask",
        "svc_again",
    ),
    *("svc_wish", "svc_defect"),
)
"""Signs that something remains to be answered."""

NEEDS = frozenset(("svc_own", "svc_dispute"))

_SETTLED = ("svc_praise", "svc_mended", "svc_glad")
_LONGEST_QUOTE = 60


def find_own_matters(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """The first sign of the writer's own case, at most one finding."""
    disputes = parsed.at("svc_dispute")
    span = disputes[0] if disputes else _open_case(parsed)
    if span is None:
        return
    a, b = parsed.original_span(span.start, span.end)
    text = parsed.quote(span.start, span.end)[:_LONGEST_QUOTE]
    yield Finding(
        kind="case_handling",
        start=a,
        end=b,
        certainty=0.85 if disputes else 0.7,
        detector="own_matter",
        quote="".join("*" if c.isdigit() else c for c in text),
    )


def _open_case(parsed: ParsedText) -> Span | None:
    """The first sign of a case in which something remains to be answered."""
    if parsed.has(*_SETTLED) and not parsed.has("svc_mark", "svc_ask", "svc_contacted"):
        return None
    cases = parsed.at("svc_own")
    if not cases or not (parsed.has(*_OPEN, "svc_neg") or _is_asked(parsed)):
        return None
    return cases[0]


def _is_asked(parsed: ParsedText) -> bool:
    """Whether a question word or an imperative opens the comment or a clause of it."""
    wh = parsed.at("svc_wh", "svc_imperative")
    return any(s.start == 0 or not parsed.words[s.start - 1].is_word for s in wh)
