"""Personal identity numbers and coordination numbers in every spelling, and dates of birth.

A number counts where its date exists and its check digit is right; the words around it say how
certain that is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import frozen
from personnummer import personnummer

from ale_moderation.detectors.nearby import is_near, word_at
from ale_moderation.detectors.numbers_in_parts import first_date, last_four
from ale_moderation.digits import DASHES, Digits, is_luhn, joined
from ale_moderation.model import Comment, Finding
from ale_moderation.ownership import Owner, owner_of
from ale_moderation.parsed_text import ParsedText
from ale_moderation.people import INDIVIDUALS

Place = tuple[int, int]
_MASK = "ÅÅMMDD-****"
_BOUNDARIES = {10: frozenset((2, 4, 6)), 12: frozenset((2, 4, 6, 8))}
_TIGHT = re.compile(rf"[{DASHES}/+]")
_CLOCK = re.compile(rf"\d\d:\d\d\Z|\d[{DASHES}.]\d\d[ ]\d{{4}}\Z")
"""How a number ends that is a date and a time of day."""

_PERSONAL_ACCOUNTS = ("3300", "3782")
"""Clearing numbers of accounts whose number is the holder's identity number."""

_PARTING = re.compile(r"[,;|]|[.:)\]] ")
"""What stands between a number and another that has nothing to do with it."""

_MOBILE = re.compile(r"07[02369]")
_CUT_AS_DATE = re.compile(rf"(?:[\dOo] ?){{6}}(?:[{DASHES}+/] ?)(?:[\dOo] ?){{3}}[\dOo]\Z")
"""Six digits, a dash and four, which no telephone number looks like."""

HIDDEN_DIGITS = re.compile(
    rf"(?<![\w-])(?:19|20)?\d{{6}}\s?[{DASHES}+]\s?(?:[x*]{{4}}|[x*]{{3}}\d|_{{3,4}}|\?{{3,4}})(?!\w)",
    re.I,
)
INTERIM = re.compile(
    rf"(?<![\w{DASHES}./])((?:19|20)?\d{{6}})( ?[{DASHES}+/ ] ?)?([TRSUWXJKLMN])(\d{{3}})"
    rf"(?![{DASHES}/]?\w)",
    re.I,
)
"""A number given to somebody who has none yet: a letter stands for a digit, and counts as 1."""

APART = re.compile(
    r"(?<![\w-])((?:19|20)?\d\d[01]\d\d\d)\W{1,3}"
    r"(?:(?:och|o|sedan|sen|därefter|tecknet|streck|bindestreck|minus|plus|följt av|med"
    r"|de|dom|är|sista|sist|fyra|4|siffror|siffrorna|slutar|på)\W{1,3}){1,6}(\d{4})(?![\w-])",
    re.I,
)
"""A date and four digits, with words between that say how to write them."""

_OLDEST = 1880
_THIS_AGE = 2025
"""The year to reckon ages from where a comment has no date."""
_OLDEST_AGE = 113
_LIVING = 1925
"""Who was born before may be a figure of history: a date of birth alone says nothing."""


@frozen
class _Candidate:
    """Groups that together may be a number: their digits and place in the surface."""

    start: int
    end: int
    digits: str
    is_marked: bool


def is_personal_number(digits: str) -> bool:
    """Whether 10 or 12 digits have a date that exists and the right check digit.

    In a coordination number, 60 is added to the day, 00 stands for a month or a day that nobody
    knows, and every month may have 31 days.
    """
    month, day = digits[-8:-6], digits[-6:-4]
    if "60" <= day <= "91":
        is_year = len(digits) == 10 or _OLDEST <= int(digits[:4]) <= 2099
        return is_year and month <= "12" and digits[-4:-1] != "000" and is_luhn(digits[-10:])
    if not ("01" <= month <= "12" and day != "00"):
        return False
    centuries = (digits[:2],) if len(digits) == 12 else ("19", "20")
    for century in centuries:
        number = century + digits[-10:]
        if not _OLDEST <= int(number[:4]) <= 2099:
            continue
        try:
            personnummer.parse(number)
        except personnummer.PersonnummerException:
            continue
        return True
    return False


def find_personal_numbers(
    parsed: ParsedText, comment: Comment, groups: Sequence[Digits]
) -> Iterator[tuple[Finding, Place]]:
    """Each number with its place in the surface."""
    until = -1
    for candidate in _candidates(parsed.text.surface, groups):
        if candidate.start < until or not is_personal_number(candidate.digits):
            continue
        if certainty := _certainty(parsed, comment, candidate):
            until = candidate.end
            yield _found(
                parsed, candidate.start, candidate.end, _detail(candidate.digits), certainty
            )
    surface = parsed.text.surface
    for start, end, digits in _odd(surface):
        if start >= until and is_personal_number(digits):
            until = end
            detail = _detail(digits)
            yield _found(parsed, start, end, detail, 0.9)
    is_told = parsed.has("id.last_four") or len(parsed.spans.get("id.numeral", ())) >= 4
    if is_told and (place := _told_in_parts(parsed)):
        start, end, detail, certainty = place
        if start >= until:
            until = end
            yield _found(parsed, start, end, detail, certainty)
    if until < 0:
        yield from _births(parsed)


def _detail(digits: str) -> str:
    return "samordningsnummer" if digits[-6] in "6789" else "personnummer"


def _odd(surface: str) -> Iterator[tuple[int, int, str]]:
    """Numbers with a letter, and such as are written with words in between: place and digits."""
    for match in INTERIM.finditer(surface):
        date, separator, letter, rest = match.groups()
        if separator or letter.isupper():
            yield match.start(), match.end(), f"{date}1{rest}"
    for match in APART.finditer(surface):
        yield match.start(), match.end(), match.group(1) + match.group(2)


def _candidates(surface: str, groups: Sequence[Digits]) -> Iterator[_Candidate]:
    """Runs of groups of 10 or 12 digits, cut as such a number is cut."""
    for i in range(len(groups)):
        count, cuts, j = 0, set[int](), i
        while j < len(groups) and count < 12:
            if j > i and groups[j].gap is None:
                break
            cuts.add(count)
            count += len(groups[j].digits)
            j += 1
            if count in _BOUNDARIES:
                candidate = _candidate(surface, groups, i, j, count, cuts)
                if candidate is not None:
                    yield candidate


def _is_somebodys(parsed: ParsedText, start: int, end: int) -> bool:
    """Whether a number is said to be a person: "det är mitt ex", "är dotterns", "Majas, …"."""
    people = parsed.people
    number = parsed.sentences[start]
    return any(
        m.who in INDIVIDUALS
        and parsed.sentences[m.start] == number
        and (0 <= m.start - end <= 4 or 0 <= start - m.end <= 2)
        and not m.is_plural
        for m in people
    ) or any(
        "kin" in word.tags or "n.spouse" in word.tags
        for word in parsed.words[end : end + 5]
        if word.norm != "man"
    )


def _start(group: Digits) -> int:
    return group.start


def is_inside_personal_number(surface: str, groups: Sequence[Digits], start: int, end: int) -> bool:
    """Whether digits are the later part of a number that has a date and the right check digit."""
    first = bisect_left(groups, start - 24, key=_start)
    near = groups[first : bisect_left(groups, end, lo=first, key=_start)]
    return any(
        candidate.start < start and end <= candidate.end and is_personal_number(candidate.digits)
        for candidate in _candidates(surface, near)
    )


def _candidate(
    surface: str, groups: Sequence[Digits], i: int, j: int, count: int, cuts: set[int]
) -> _Candidate | None:
    run = groups[i:j]
    single = j - i == count
    inner = {c for c in cuts if 0 < c <= count - 4}
    if not (single or run[0].is_read_out or inner <= _BOUNDARIES[count]):
        return None
    if not single and not run[0].is_read_out and len(cuts - inner) > 2:
        return None  # the last four digits in pairs at most
    text = surface[run[0].start : run[-1].end]
    if not single and _CLOCK.search(text) and ":" in text[-3:]:
        return None
    marked = _TIGHT.search(text) is not None
    for before, after in ((i - 1, i), (j - 1, j)):
        if before < 0 or after >= len(groups):
            continue
        gap = groups[after].gap
        if gap is not None and not (_PARTING.search(gap) or (marked and " " in gap)):
            return None  # part of a longer number
    if i > 0 and run[0].gap is not None and groups[i - 1].digits in _PERSONAL_ACCOUNTS:
        return None
    start, end = run[0].start, run[-1].end
    if surface[start - 1 : start] in ("-", "/") and start > 0 and surface[start - 2].isalnum():
        return None
    if surface[end : end + 1] in ("-", "/") and surface[end + 1 : end + 2].isalnum():
        return None
    return _Candidate(start, end, joined(run), marked)


def _certainty(parsed: ParsedText, comment: Comment, candidate: _Candidate) -> float:
    """How certain a number with the right check digit is an identity number; 0 for a telephone."""
    first, last = word_at(parsed, candidate.start), word_at(parsed, candidate.end - 1)
    if is_near(parsed, ("id.personal_number",), first, last, before=6, after=3):
        return 0.98
    text = parsed.text.surface[candidate.start : candidate.end]
    is_cut_as_date = _CUT_AS_DATE.match(text) is not None
    is_mobile = _MOBILE.match(candidate.digits) and len(candidate.digits) == 10
    if is_mobile and not is_cut_as_date:
        return 0.0
    if candidate.digits.startswith("0") and is_near(
        parsed, ("contact.phone",), first, last, before=3, after=0
    ):
        return 0.9 if is_cut_as_date else 0.0
    if _is_other(parsed, first, last):
        return 0.4
    if _is_time(candidate.digits) and (
        _CLOCK.search(text) or is_near(parsed, ("id.time_word",), first, last, before=4, after=4)
    ):
        return 0.35
    day = comment.created_at.strftime("%Y%m%d") if comment.created_at else "9"
    if len(candidate.digits) == 12 and candidate.digits[:8] > day:
        return 0.3
    if _is_too_old(candidate, comment):
        is_told = is_near(parsed, ("id.number_word",), first, last, before=1, after=0)
        return 0.85 if is_told and _is_somebodys(parsed, first - 1, last + 1) else 0.0
    if candidate.is_marked or is_near(parsed, ("id.birth",), first, last, before=5, after=3):
        return 0.95
    return 0.9 if len(candidate.digits) == 12 or parsed.people else 0.8


def _is_too_old(candidate: _Candidate, comment: Comment) -> bool:
    """Whether nobody lives who was born then, and only a space parts the date from the rest."""
    year = comment.created_at.year if comment.created_at else _THIS_AGE
    is_parted = candidate.end - candidate.start == 13 and not candidate.is_marked
    return (
        is_parted and len(candidate.digits) == 12 and int(candidate.digits[:4]) < year - _OLDEST_AGE
    )


_HOLDING = frozenset(
    ("på", "för", "till", "åt", "hos", "gällande", "gäller", "angående", "ang", "avseende", "mot")
)
"""Words before the one whom a case, a bill or a book is about: "en faktura till …"."""


def _is_other(parsed: ParsedText, first: int, last: int) -> bool:
    """Whether the words before a number, or the one after, say that it numbers something else."""
    if first > 0 and parsed.words[first - 1].norm in _HOLDING:
        return False
    return is_near(parsed, ("id.other_number",), first, last, before=3, after=1)


def _is_time(digits: str) -> bool:
    """Whether the last four digits are a time of day in this century."""
    return len(digits) == 12 and digits[:2] == "20" and digits[8:10] < "24" and digits[10:] < "60"


def _found(
    parsed: ParsedText, start: int, end: int, detail: str, certainty: float
) -> tuple[Finding, Place]:
    first, last = word_at(parsed, start), word_at(parsed, end - 1)
    owner = owner_of(parsed, first, last + 1).owner
    if owner is Owner.PUBLIC:
        owner = Owner.UNKNOWN
    original = parsed.text.original_span(start, end)
    finding = Finding(
        kind="personal_data.identifier",
        start=original[0],
        end=original[1],
        certainty=certainty,
        detector="identifiers",
        quote="födelsedatum" if detail == "birth_date" else _MASK,
        detail=detail,
        owner=owner.value,
    )
    return finding, (start, end)


# ── A number told in parts: "född elfte april åttioett, sista fyra två tre åtta ett" ──────────────


def _told_in_parts(parsed: ParsedText) -> tuple[int, int, str, float] | None:
    """A date of birth and four digits more, each in words or digits: place, detail, certainty."""
    date = first_date(parsed)
    is_numeric = date is not None and not any(
        c.isalpha() for c in parsed.text.surface[date[0] : date[1]]
    )
    four = last_four(parsed, None if is_numeric else date)
    if four is None:
        return None
    begin, end, digits, is_announced = four
    if date is None:
        first = word_at(parsed, begin)
        if not is_announced or is_near(
            parsed, ("id.other_number",), first, first, before=12, after=6
        ):
            return None
        return (begin, end, "personnummer", 0.65 if parsed.people else 0.45)
    start, stop, number = date
    fits = is_personal_number(number + digits)
    if not fits and (is_numeric or not is_announced):
        return None
    detail = _detail(number + digits) if fits else "personnummer"
    return (min(start, begin), max(stop, end), detail, 0.95 if fits else 0.65)


def _births(parsed: ParsedText) -> Iterator[tuple[Finding, Place]]:
    surface = parsed.text.surface
    for match in HIDDEN_DIGITS.finditer(surface):
        yield _found(parsed, match.start(), match.end(), "birth_date", 0.65)
        return
    date = first_date(parsed) if parsed.has("id.birth") else None
    for span in parsed.at("id.birth", "id.personal_number"):
        is_told = parsed.words[span.end - 1].norm != "föddes"  # as lives are told
        if (
            is_told
            and date is not None
            and _is_date(date[2])
            and 0 <= word_at(parsed, date[0]) - span.end <= 2
        ):
            finding, place = _found(parsed, date[0], date[1], "birth_date", 0.7)
            if finding.owner == Owner.THIRD and any(m.is_named for m in parsed.people):
                yield finding, place
                return
        for i in range(span.end, min(span.end + 4, len(parsed.words))):
            form = re.sub(r"[-./]", "", parsed.words[i].form)
            if len(form) in (6, 8) and form.isascii() and form.isdigit() and _is_date(form):
                finding, place = _found(
                    parsed, parsed.starts[i], parsed.ends[i], "birth_date", 0.75
                )
                if finding.owner == Owner.THIRD:
                    yield finding, place
                    return


def _is_date(digits: str) -> bool:
    year = int(digits[:4]) if len(digits) == 8 else 1900 + int(digits[:2])
    return _LIVING <= year <= 2035 and 1 <= int(digits[-4:-2]) <= 12 and 1 <= int(digits[-2:]) <= 31
