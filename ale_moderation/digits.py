"""Digits in a text: groups of them, also with O for 0, and rows that are read out in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

from ale_moderation.parsed_text import ParsedText

LOOKS_LIKE_DIGIT = str.maketrans("OoIl|", "00111")

_GROUP = re.compile(r"(?<![^\W_])[\dOoIl]{1,20}(?![^\W_])")
DASHES = "\\-‐‑‒–—―−"
"""Every character that is written for a hyphen, for use in a character class."""

_GAP = re.compile(rf"[ .{DASHES}+/:,|()\[\]_*•·~]{{0,4}}\Z")
_SPOKEN_DASH = re.compile(r"[ ,]{1,2}(?:streck|bindestreck|minus|plus)[ ,]{1,2}\Z", re.I)
_DIGIT = re.compile(r"\d")
_NULL_WORD = re.compile("noll", re.I)
MANY_DIGITS = re.compile(r"[\dO](?:(?:[^\w\n]|_){0,4}[\dOoIl]){6}")


@frozen
class Digits:
    """Digits at `start` to `end` (half-open, in the surface). `is_read_out`: they are in words.

    `gap` is what parts them from the group before, None where that is more than separators.
    """

    start: int
    end: int
    digits: str
    gap: str | None = None
    is_read_out: bool = False


def has_digits(parsed: ParsedText) -> bool:
    """Whether the text can hold a number at all, in digits or in words."""
    return (
        _DIGIT.search(parsed.text.surface) is not None
        or len(parsed.spans.get("id.numeral", ())) >= 4
    )


def digit_groups(parsed: ParsedText) -> Sequence[Digits]:
    """The groups of digits, in order, or nothing where no seven digits stand near each other."""
    surface = parsed.text.surface
    found: list[tuple[int, int, str, bool]] = []
    if MANY_DIGITS.search(surface):
        for match in _GROUP.finditer(surface):
            form = match.group()
            digits = form.translate(LOOKS_LIKE_DIGIT)
            if digits.isascii() and (form == digits or _is_disguised(form)):
                found.append((match.start(), match.end(), digits, False))
    if len(parsed.spans.get("id.numeral", ())) >= 4 or (found and _NULL_WORD.search(surface)):
        for i, word in enumerate(parsed.words):
            start = parsed.starts[i]
            for part in word.form.split("-") if word.form[0].isalpha() else ():  # nollsjuttio-174
                if part[:1].isalpha() and (digits := number_of(part.casefold())):
                    found.append((start, start + len(part), digits, True))
                start += len(part) + 1
        found.sort()
    groups: list[Digits] = []
    before = -1
    for start, end, digits, is_read_out in found:
        gap = surface[before:start] if 0 <= before <= start <= before + 16 else None
        if gap is not None and _GAP.match(gap) is None:
            gap = "-" if _SPOKEN_DASH.match(gap) else None
        groups.append(Digits(start, end, digits, gap, is_read_out))
        before = end
    return groups


def joined(groups: Sequence[Digits]) -> str:
    """The digits of some groups in one row."""
    return "".join(group.digits for group in groups)


def is_luhn(number: str) -> bool:
    """Whether the last of some digits is their check digit after Luhn."""
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_disguised(form: str) -> bool:
    letters = sum(c.isalpha() for c in form)
    return letters < len(form) and 2 * letters <= len(form) + 1


_DIGIT_WORDS = (
    "noll nolla zero oh|en ett etta one|två tva tvåa two|tre trea three|fyra four|fem femma five"
    "|sex sexa six|sju sjua seven|åtta atta eight|nio nia nine"
)
_UNITS = {
    word: digit for digit, words in enumerate(_DIGIT_WORDS.split("|")) for word in words.split()
}
_TEENS = {
    **{"tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15},
    **{"sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19},
}
_TENS = {
    word: 20 + 10 * k
    for k, word in enumerate(
        ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
    )
}
_ORDINALS = {
    word: day
    for day, word in enumerate(
        (
            *("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde"),
            *("nionde", "tionde", "elfte", "tolfte", "trettonde", "fjortonde", "femtonde"),
            *("sextonde", "sjuttonde", "artonde", "nittonde", "tjugonde", "tjugoförsta"),
            *("tjugoandra", "tjugotredje", "tjugofjärde", "tjugofemte", "tjugosjätte"),
            *("tjugosjunde", "tjugoåttonde", "tjugonionde", "trettionde", "trettioförsta"),
        ),
        1,
    )
}
_MONTH_NAMES = (
    ("januari", "january"),
    ("februari", "february"),
    ("mars", "march"),
    ("april",),
    ("maj", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augusti", "august"),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december",),
)
_MONTHS = {
    form: month
    for month, names in enumerate(_MONTH_NAMES, 1)
    for form in (*names, names[0][:3], names[0][:4])
}


@lru_cache(maxsize=2048)
def number_of(norm: str) -> str:
    """The digits that a Swedish number word stands for, "" where it is none."""
    if norm in _UNITS:
        return str(_UNITS[norm])
    if len(norm) < 3 or len(norm) > 40 or not norm.isalpha():
        return ""
    if norm.startswith("noll"):
        rest = number_of(norm.removeprefix("noll"))
        return "0" + rest if rest else ""
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
