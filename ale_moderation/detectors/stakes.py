"""Gains: a sum put in and a larger one taken out, told in few words.

Fees and bills grow too. What tells a gain is a word for the stake beside the first sum, or a word
for the outcome beside the last, nothing that costs in the text, and days or weeks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from ale_moderation.digits import number_of
from ale_moderation.evidence import Sign
from ale_moderation.parsed_text import ParsedText

GAIN = "sum.gain"
"""The tag of words for what a sum has become."""

_WEIGHT, _SOON = 0.45, 0.65
"""What a gain weighs, and what it weighs where it takes days or weeks."""

_REACH, _BESIDE = 14, 3
_LEAST_SUM, _TIMES = 50, 2
_GROUP = re.compile(r"\d{3}\Z")
_NUMBER = re.compile(r"\d{1,3}(?:[.\u00a0]\d{3})*\Z|\d{1,7}\Z")
_TO = "till"
"""Between two sums a gain for who staked the first, else a rise: "95 till 240 kr i timmen"."""

_SCALES = {"tusen": 1000, "lax": 1000, "k": 1000, "papp": 1000, "lakan": 1000, "t": 1000}
_NOTES = {
    "hundring": 100,
    "hundralapp": 100,
    "tvåhundring": 200,
    "femhundring": 500,
    "femhundralapp": 500,
    "tusenlapp": 1000,
    "tusing": 1000,
}


@frozen
class _Sum:
    """An amount at words `start` to `end`."""

    start: int
    end: int
    value: int


def gain(parsed: ParsedText) -> Sign | None:
    """A sum and the larger one it became, or None."""
    if GAIN not in parsed.tags:
        return None
    sums = list(_sums(parsed))
    for first, last in pairwise(sums):
        if last.start - first.end > _REACH or last.value < first.value * _TIMES:
            continue
        if not (_is_staked(parsed, first) and _is_won(parsed, first, last)):
            continue
        near = parsed.words[max(first.start - _REACH, 0) : last.end + _REACH]
        if any("sum.cost" in word.tags for word in near):
            continue
        is_soon = any("sum.soon" in word.tags for word in near)
        return Sign(
            name="crypto.growth",
            weight=_SOON if is_soon else _WEIGHT,
            start=parsed.starts[first.start],
            end=parsed.ends[last.end - 1],
        )
    return None


def _is_staked(parsed: ParsedText, amount: _Sum) -> bool:
    """Whether a word for a stake, or at once one for the outcome, stands beside a sum."""
    words = parsed.words
    near = (
        *words[max(amount.start - _BESIDE, 0) : amount.start],
        *words[amount.end : amount.end + 1],
    )
    after = words[amount.end : amount.end + 2]
    return any("sum.stake" in word.tags for word in near) or any(
        GAIN in word.tags and word.norm != _TO for word in after
    )


def _is_won(parsed: ParsedText, first: _Sum, last: _Sum) -> bool:
    words = parsed.words
    near = (*words[first.end : last.start], *words[last.end : last.end + _BESIDE])
    return any(GAIN in word.tags for word in near)


def _sums(parsed: ParsedText) -> Iterator[_Sum]:
    """The amounts of money, in digits and in words, from fifty on."""
    words = parsed.words
    i = 0
    while i < len(words):
        value, end = _value(parsed, i)
        if value >= _LEAST_SUM and not (1900 <= value <= 2100 and value % 100):
            yield _Sum(i, end, value)
        i = max(end, i + 1)


@lru_cache(8192)
def _worded(form: str) -> int:
    """The amount that a word tells, 0 where it is none."""
    if form in _NOTES:
        return _NOTES[form]
    head, thousand, rest = form.partition("tusen")
    many = number_of(head) if head else "1"
    few = number_of(rest) if rest else "0"
    if thousand and many and few:
        return int(many) * 1000 + int(few)
    digits = number_of(form)
    return int(digits) if digits else 0


def _value(parsed: ParsedText, i: int) -> tuple[int, int]:
    """The amount that begins at a word, 0 where none does, and where it ends."""
    words = parsed.words
    form = words[i].norm.rstrip("-:")
    if form[:1].isdecimal() and _NUMBER.match(form):
        value, end = int("".join(c for c in form if c.isdigit())), i + 1
        while len(form) <= 3 and end < len(words) and _GROUP.match(words[end].form):
            value, end = value * 1000 + int(words[end].form), end + 1
    else:
        value, end = _worded(form), i + 1
    if value and end < len(words) and words[end].norm in _SCALES:
        value, end = value * _SCALES[words[end].norm], end + 1
    return value, end
