"""Dates and digits told in words: "elfte april åttioett", "sista fyra två tre åtta ett"."""

from __future__ import annotations

import re

from ale_moderation.detectors.nearby import word_at
from ale_moderation.digits import month_of, number_of, ordinal_of
from ale_moderation.parsed_text import ParsedText

_NUMERIC_DATE = re.compile(
    r"((?:19|20)?\d\d)([-./]?)(0\d|1[0-2])\2(\d\d)\Z"
    r"|(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[-/.](?P<year>(?:19|20)?\d\d))?\Z"
)


def first_date(parsed: ParsedText) -> tuple[int, int, str] | None:
    """The first full date in the words: its place, and YYMMDD or YYYYMMDD."""
    words = parsed.words
    for i, word in enumerate(words):
        if word.form[0].isdigit() and (numeric := _numeric_date(parsed, i)):
            return numeric
        day = ordinal_of(word.norm) or _small(word.norm.rstrip(".:e"))
        if day is None or not 1 <= day <= 31:
            continue
        month = None
        for j in range(i + 1, min(i + 4, len(words))):
            norm = words[j].norm
            if month is None:
                month = month_of(norm) or ordinal_of(norm)
            if month is not None:
                break
        if month is None or not 1 <= month <= 12:
            continue
        for k in range(j + 1, min(j + 6, len(words))):
            year = words[k].norm.lstrip("-'’")
            year = year if year.isdigit() else number_of(year)
            if (
                year.isascii()
                and len(year) in (2, 4)
                and (len(year) == 2 or year[:2] in ("19", "20"))
            ):
                return parsed.starts[i], parsed.ends[k], f"{year}{month:02}{day:02}"
    return None


def _numeric_date(parsed: ParsedText, i: int) -> tuple[int, int, str] | None:
    """A date in digits at word i, with the year in it or in the next word."""
    match = _NUMERIC_DATE.match(parsed.words[i].form)
    if match is None:
        return None
    if match["day"] is None:
        year, _, month, day = match.group(1, 2, 3, 4)
        return parsed.starts[i], parsed.ends[i], f"{year}{month}{day}"
    stop = i
    year = match["year"]
    if year is None and i + 1 < len(parsed.words):
        stop, year = i + 1, parsed.words[i + 1].norm.lstrip("-'’")
    if year is None or re.match(r"(?:19|20)?\d\d\Z", year) is None:
        return None
    number = f"{year}{int(match['month']):02}{int(match['day']):02}"
    return parsed.starts[i], parsed.ends[stop], number


def _small(norm: str) -> int | None:
    digits = norm if norm.isdigit() and norm.isascii() else number_of(norm)
    return int(digits) if 0 < len(digits) <= 2 else None


def last_four(
    parsed: ParsedText, date: tuple[int, int, str] | None
) -> tuple[int, int, str, bool] | None:
    """Four digits after "sista fyra", or else soon after a date: place, digits, was announced."""
    words = parsed.words
    starts = [
        (span.end, True)
        for span in parsed.spans.get("id.last_four", ())
        if not _is_of_something(parsed, span.end)
    ]
    if date is not None:
        starts.append((word_at(parsed, date[1] - 1) + 1, False))
    for position, is_announced in starts:
        digits, begin = "", 0
        for i in range(position, min(position + 12, len(words))):
            norm = words[i].norm
            more = norm if norm.isdigit() and norm.isascii() else number_of(norm)
            if not more:
                if digits and words[i].is_word:
                    break
                continue
            begin = begin if digits else parsed.starts[i]
            digits += more
            if len(digits) >= 4:
                break
        if len(digits) == 4:
            return begin, parsed.ends[i], digits, is_announced
    return None


def _is_of_something(parsed: ParsedText, position: int) -> bool:
    """Whether the last digits are those of a thing: "sista fyra siffrorna på kvittot"."""
    words = parsed.words[position : position + 4]
    for k, word in enumerate(words):
        if word.norm in ("på", "i", "av"):
            return not any("id.personal_number" in other.tags for other in words[k:])
        if word.norm.isdigit() or number_of(word.norm):
            return False
    return False


# ── A date of birth, or a number with the last digits hidden ──────────────────────────────────────
