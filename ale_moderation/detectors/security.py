"""What opens a locked place to anybody: codes, keys and gaps in the watch (OSL 18:8)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import INDIVIDUALS

_NUMBER = re.compile(r"(?:\d[\d*#-]{2,9}|\d{1,2}[:.]\d{2})#?$")
_SECRET = re.compile(r"(?=.*\d)(?=.*[^\W\d_]).{5,}$")
_SCORE = re.compile(r"\d{1,2}[-:]\d{1,2}$")
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])(?:[:.]\d\d)?$")
_NEAR = 12
_LYING = frozenset("ligger hänger finns sitter göms gömd gömda gömt gömmer lägger lagt".split())
_FORGOTTEN = frozenset(("glömt", "glömde", "glömmer", "tappat", "minns"))
_COUNTED = frozenset(("kr", "kronor", "siffror", "tecken", "personer", "år", "gånger", "elever"))


def find_openings(parsed: ParsedText) -> Iterator[tuple[float, Span]]:
    """Every code, key or gap that a comment gives away, with how sure that is."""
    yield from _codes(parsed)
    yield from _keys(parsed)
    yield from _gaps(parsed)


def _codes(parsed: ParsedText) -> Iterator[tuple[float, Span]]:
    if any(span.entry.detail != "invited" for span in parsed.at("security_ok")):
        return
    for span in parsed.at("secret_code"):
        if any(w.norm in _FORGOTTEN for w in parsed.words[max(0, span.start - 2) : span.start]):
            continue
        if span.entry.detail == "password":
            if _has_password(parsed, span):
                yield 0.85, span
        elif _has_number(parsed, span):
            yield 0.9, span


def _has_number(parsed: ParsedText, span: Span) -> bool:
    """Whether three digits or more stand near in the same sentence, together or one by one."""
    words = parsed.words
    stop = min(span.end + _NEAR, parsed.sentence(span.start).stop)
    digits = 0
    for i in range(span.start, stop):
        norm = words[i].norm
        is_digit = (len(norm) == 1 and norm.isdigit()) or "id.numeral" in words[i].tags
        digits = digits + 1 if is_digit else digits * (norm in ("-", ",", "och", "stjärna"))
        is_counted = i + 1 < len(words) and words[i + 1].norm in _COUNTED
        is_told = _NUMBER.match(norm) is not None and not _SCORE.match(norm)
        if not is_counted and (digits >= 3 or is_told):
            return True
    return False


def _has_password(parsed: ParsedText, span: Span) -> bool:
    """Whether something like a password stands near: letters with digits, or no word at all."""
    words = parsed.words
    for i in range(span.end, min(span.end + _NEAR, len(words))):
        word = words[i]
        is_given = i > span.end and words[i - 1].norm in ("är", ":", "=")
        if _SECRET.match(word.form) or (is_given and len(word.form) >= 6 and not word.is_known):
            return True
    return False


def _keys(parsed: ParsedText) -> Iterator[tuple[float, Span]]:
    if parsed.has("key_lost") or not parsed.has("key_place"):
        return
    places = parsed.at("key_place")
    is_locked = parsed.has("premise", "entrance")
    is_anothers = any(m.who in INDIVIDUALS and not m.is_own for m in parsed.people)
    is_put = any(parsed.words[p.start].norm in _LYING for p in places)
    if not (is_locked or is_anothers or is_put):
        return  # "nyckeln i blomkrukan", of no door that is told
    for span in parsed.at("key"):
        number = parsed.sentences[span.start]
        is_own = span.start > 0 and "poss_1" in parsed.words[span.start - 1].tags
        if is_own and not is_locked:
            continue
        if any(0 <= parsed.sentences[p.start] - number <= 1 for p in places):
            yield 0.85, span


def _gaps(parsed: ParsedText) -> Iterator[tuple[float, Span]]:
    entrances, gaps = parsed.at("entrance"), parsed.at("gap")
    for span in parsed.at("openable"):
        near = entrances or parsed.at("premise")
        if not _is_denied(parsed, span) and _together(parsed, span, near):
            yield 0.72, span
    if parsed.has("security_ok"):
        return
    for span in parsed.at("laid_bare"):
        if not _is_asked(parsed, span):
            yield span.certainty, span
    has_hour = any(_HOUR.match(w.norm) for w in parsed.words)
    rounds = parsed.at("guard_rounds")
    for span in parsed.at("guard"):
        if rounds and _together(parsed, span, rounds):
            if gaps:
                yield 0.85, span
            elif has_hour:
                yield 0.62, span
    for span in gaps:
        if (
            entrances
            and parsed.has("night")
            and _together(parsed, span, entrances)
            and not _is_denied(parsed, span)
        ):
            yield 0.68, span
    for span in parsed.at("alarm_off"):
        if gaps or parsed.has("night"):
            yield 0.7, span


def _is_asked(parsed: ParsedText, span: Span) -> bool:
    """Whether a sentence asks: "Är kamerorna attrapper?"."""
    return parsed.words[parsed.sentence(span.start).stop - 1].norm == "?"


def _is_denied(parsed: ParsedText, span: Span) -> bool:
    words = parsed.words
    around = (*words[max(0, span.start - 3) : span.start], *words[span.end : span.end + 1])
    return any(word.norm in ("inte", "ej", "aldrig", "knappt") for word in around)


def _together(parsed: ParsedText, span: Span, others: Sequence[Span]) -> bool:
    number = parsed.sentences[span.start]
    return any(abs(parsed.sentences[o.start] - number) <= 1 for o in others)
