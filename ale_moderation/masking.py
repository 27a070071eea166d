"""What a finding may show of the comment: never a whole comment, a name or an identifier.

Detectors quote with care; this is the one gate that every quote passes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set

from attrs import evolve

from ale_moderation.model import Finding
from ale_moderation.parsed_text import AT_SIGN, NAME_LIKE, ParsedText

_LABELLED = ("personal_data.", "confidential")  # their quotes are labels, no words of the comment
_RISKY = re.compile(r"[@\d]")
_ADDRESS = re.compile(r"\S+@\S+")
_NUMBER = re.compile(r"\+?\d(?:[ .\-–/()]{0,2}\d){3,}")
_WORD = re.compile(r"\w+")
_NAME = "[namn]"
_NAMES = re.compile(r"\[namn\](?:[ \-.]{0,3}\[namn\])+")
_HIDDEN = "[…]"
_NEAR = 400
"""Characters around a finding within which its quote was taken."""


def shown_safely(finding: Finding, parsed: ParsedText) -> Finding:
    """The finding with a quote that holds no address, long number or name, and no whole comment."""
    quote = finding.quote
    if not quote or finding.kind.startswith(_LABELLED):
        return finding
    if _RISKY.search(quote):
        quote = _NUMBER.sub(_HIDDEN, _ADDRESS.sub(_HIDDEN, quote))
    if parsed.has(NAME_LIKE, AT_SIGN):
        quote = _without_names(quote, set(_name_words_near(finding, parsed)))
    longest = len(parsed.text.original) // 2
    if len(quote) > longest:
        head = quote[: max(longest - 1, 1)]
        quote = (head.rpartition(" ")[0] or head[: max(longest // 2, 1)]) + "…"
    return finding if quote == finding.quote else evolve(finding, quote=quote)


def _without_names(quote: str, names: Set[str]) -> str:
    """The quote with a label for each word of a name, also of one that the quote cuts short."""
    if not names:
        return quote

    def labelled(match: re.Match[str]) -> str:
        word = match.group()
        is_cut = match.end() >= len(quote.rstrip("…")) and any(n.startswith(word) for n in names)
        return _NAME if word in names or is_cut else word

    return _NAMES.sub(_NAME, _WORD.sub(labelled, quote))


def _name_words_near(finding: Finding, parsed: ParsedText) -> Iterator[str]:
    """The words of the names that the comment holds at the finding, or not far from it."""
    original_span, people = parsed.original_span, parsed.people
    start, end = finding.start - _NEAR, finding.end + _NEAR
    first = bisect_left(people, start, key=lambda m: original_span(m.start, m.end)[0])
    for mention in people[first:]:
        if original_span(mention.start, mention.end)[0] > end:
            return
        if mention.is_named:
            yield from _WORD.findall(parsed.quote(mention.start, mention.end))
