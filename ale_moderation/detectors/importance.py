"""Information of importance: requests, appeals, claims, tips and reports that must be registered.

The act is told from talk about the act by the word lists (rules/lexicon/importance.toml); which of
their signs must meet is said in `importance.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ale_moderation.detectors.signs import find_framed, read_frames, surest
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span

_FRAMES = read_frames(Path(__file__).with_suffix(".toml"))
NEEDS = _FRAMES.needs

_ASKED_IN_GENERAL = frozenset(
    """
    hur vart var vem vad när vilka vilken vilket får kan måste behöver gäller hvor how where
    """.split()
)
_WRITER = frozenset("jag vi mig oss min mitt mina vår vårt våra my our".split())
_ASKED_FOR = frozenset(("important.record_request", "important.gdpr_request", "important.other"))
"""Kinds that a question may well put: "kan man få ut …?"."""


def find_importance(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """What must be registered because it matters, the surest of each kind and detail."""
    yield from surest(
        finding
        for anchor, finding in find_framed(parsed, _FRAMES, "importance")
        if not _only_reads(parsed, anchor)
        and (finding.kind in _ASKED_FOR or not _is_general(parsed, anchor))
    )


def _only_reads(parsed: ParsedText, anchor: Span) -> bool:
    """Whether it is asked where one can read something: "var kan man läsa protokollet"."""
    words = {word.norm for word in parsed.words[anchor.start : anchor.end]}
    return words >= _READS and "få" not in words


_READS = frozenset(("man", "läsa"))


def _is_general(parsed: ParsedText, anchor: Span) -> bool:
    """Whether a sign stands in a question of how one goes about it: "Vart ringer man om …?"."""
    sentence = parsed.sentence(anchor.start)
    words = [parsed.words[i].norm for i in sentence]
    return (
        "?" in words[-1]
        and "man" in words
        and words[0] in _ASKED_IN_GENERAL
        and _WRITER.isdisjoint(words)
    )
