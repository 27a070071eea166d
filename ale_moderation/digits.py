"""Digits in a text: groups of them, also with O for 0, and rows that are read out in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

from ale_moderation.nlp import ParsedText

LOOKS_LIKE_DIGIT = str.maketrans("OoIl|", "00111")

_GROUP = re.compile(r"(?<![^\W_])[\dOoIl]{1,20}(?![^\W_])")
_GAP = re.compile(r"[ \t\u00a0.\-–—−+/:,|()]{0,4}\Z")
_MANY = re.compile(r"[\dO](?:[^\w\n]{0,4}[\dOoIl]){6}")


@frozen
class Digits:
    """Digits at `start` to `end` (half-open, in the surface). `is_read_out`: they are in words."""

    start: int
    end: int
    digits: str
    is_read_out: bool = False


def digit_groups(parsed: ParsedText) -> list[Digits]:
    """The groups of digits, in order, or nothing where no seven digits stand near each other."""
    surface = parsed.text.surface
    found: list[Digits] = []
    if _MANY.search(surface):
        for match in _GROUP.finditer(surface):
            form = match.group()
            digits = form.translate(LOOKS_LIKE_DIGIT)
            if digits.isascii() and (form == digits or _is_disguised(form)):
                found.append(Digits(match.start(), match.end(), digits))
    if len(parsed.spans.get("id.numeral", ())) >= 4:
        found += read_out_digits(parsed)
        found.sort(key=lambda group: group.start)
    return found


def read_out_digits(parsed: ParsedText) -> list[Digits]:
    """The number words, each as the digits that it stands for."""
    found = []
    for i, word in enumerate(parsed.words):
        if word.is_word and (digits := number_of(word.norm)):
            found.append(Digits(parsed.starts[i], parsed.ends[i], digits, True))
    return found


def is_gap(surface: str, before: Digits, after: Digits) -> bool:
    """Whether nothing but separators stands between two groups."""
    between = surface[before.end : after.start]
    return len(between) <= 4 and _GAP.match(between) is not None


def joined(groups: Sequence[Digits]) -> str:
    """The digits of some groups in one row."""
    return "".join(group.digits for group in groups)


def _is_disguised(form: str) -> bool:
    letters = sum(c.isalpha() for c in form)
    return letters < len(form) and 2 * letters <= len(form) + 1


_UNITS = {
    **dict(zip("noll en två tre fyra fem sex sju åtta nio".split(), range(10), strict=True)),
    **dict(zip("nolla etta tvåa trea fyra femma sexa sjua åtta nia".split(), range(10), strict=True)),
    **dict(zip("zero one two three four five six seven eight nine".split(), range(10), strict=True)),
    **{"ett": 1, "tva": 2, "atta": 8, "oh": 0},
}
_TEENS = dict(
    zip(
        "tio elva tolv tretton fjorton femton sexton sjutton arton nitton".split(),
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_ORDINALS = {
    word: day
    for day, word in enumerate(
        "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde"
        " fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde tjugoförsta tjugoandra"
        " tjugotredje tjugofjärde tjugofemte tjugosjätte tjugosjunde tjugoåttonde tjugonionde"
        " trettionde trettioförsta".split(),
        1,
    )
}
_MONTHS = {
    name[:length]: month
    for month, name in enumerate(
        "januari februari mars april maj juni juli augusti september oktober november december".split(),
        1,
    )
    for length in {3, 4, len(name)}
} | {"january": 1, "february": 2, "march": 3, "june": 6, "july": 7, "august": 8, "october": 10}


@lru_cache(maxsize=2048)
def number_of(norm: str) -> str:
    """The digits that a Swedish number word stands for, "" where it is none."""
    if norm in _UNITS:
        return str(_UNITS[norm])
    if len(norm) < 3 or len(norm) > 40 or not norm.isalpha():
        return ""
    head, hundred, rest = norm.partition("hundra")
    if not hundred:
        value = _below_hundred(norm)
        return "" if value is None else str(value)
    many = _below_hundred(head) if head else 1
    few = _below_hundred(rest.removeprefix("och")) if rest else 0
    return "" if many is None or few is None or many == 0 else str(many * 100 + few)


def ordinal_of(norm: str) -> int | None:
    """The day or month that an ordinal stands for, 1 to 31."""
    return _ORDINALS.get(norm)


def month_of(norm: str) -> int | None:
    """The number of a month, by its name or the first letters of it."""
    return _MONTHS.get(norm.rstrip("."))


def _below_hundred(norm: str) -> int | None:
    for table in (_UNITS, _TEENS, _TENS):
        if norm in table:
            return table[norm]
    for ten, value in _TENS.items():
        unit = _UNITS.get(norm.removeprefix(ten)) if norm.startswith(ten) else None
        if unit:
            return value + unit
    return None
