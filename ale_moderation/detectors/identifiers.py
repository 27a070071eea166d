"""Numbers that point out one person: identity numbers, plates, accounts, records and the like."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import frozen

from ale_moderation.detectors.nearby import is_near, spans_between, word_at
from ale_moderation.detectors.personal_numbers import HIDDEN_DIGITS, find_personal_numbers
from ale_moderation.digits import MANY_DIGITS, Digits, digit_groups, joined, number_of
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import DIGIT, ParsedText
from ale_moderation.ownership import Owner, owner_of

_PLATE_LIKE = re.compile(r"\d\d(?:(?<=[A-Za-z]{3}\d\d)|(?<=[A-Za-z]{3}[ -]\d\d))[A-Za-z\d]")
_IBAN_LIKE = re.compile(r"\d\d(?<=[A-Za-z]{2}\d\d)[ -]?[A-Za-z\d]{4}")
"""What stands in every plate, and in every account number with letters; cheap to find."""

_DOTTED = re.compile(r"\d\.\d{1,3}\.\d")
_IBAN = re.compile(
    r"(?<!\w)([A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?)(?!\w)", re.I
)
_PLATE = re.compile(
    r"(?<![\w@#./-])([A-HJ-PR-UW-Z]{3})([ -]?)(\d\d[A-HJ-NPR-UW-Z\d])"
    r"(?![\w%]|[-.,:/]\w| ?(?:kr|st|%)\b)",
    re.I,
)
_IP = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_RECORD = re.compile(r"[A-Za-z]{0,3}\d[\w/-]{2,14}\Z")
_DOCUMENT = re.compile(r"(?:[A-Z]{2}\d{6,7}|\d{8,9})\Z")

NEEDS = frozenset((DIGIT, "id.numeral", "id.spelling_alphabet", "id.last_four"))

_MASKS = {
    "plate": "registreringsnummer",
    "account": "kontonummer",
    "iban": "kontonummer",
    "card": "kortnummer",
    "journal_number": "journalnummer",
    "ip_address": "IP-adress",
    "passport": "nummer på identitetshandling",
}
_TELLING = ("id.last_four", "id.birth", "id.personal_number", "id.record", "id.document")
"""What tells that a number follows, whatever it looks like."""

_NUMBER_LIKE = (MANY_DIGITS, _PLATE_LIKE, _IBAN_LIKE, _DOTTED, HIDDEN_DIGITS)
_NOT_OWN = frozenset(("plate", "ip_address", "journal_number"))
"""What a writer may tell of themselves without harm: then a human looks."""


@frozen
class _Sighting:
    """Something that may point out a person, at `start` to `end` of the surface."""

    start: int
    end: int
    detail: str
    certainty: float


def find_identifiers(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Every number that points out a person; one finding for each place."""
    is_spelled = len(parsed.spans.get("id.spelling_alphabet", ())) >= 3
    if not (is_spelled or parsed.has(*_TELLING) or _may_hold_number(parsed)):
        return
    groups = digit_groups(parsed)
    taken: set[int] = set()
    for finding, (start, end) in find_personal_numbers(parsed, comment, groups):
        taken.update(range(word_at(parsed, start), word_at(parsed, end - 1) + 1))
        yield finding
    for sighting in _sightings(parsed, groups, is_spelled):
        words = range(word_at(parsed, sighting.start), word_at(parsed, sighting.end - 1) + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            if finding_or_none := _finding(parsed, sighting, words):
                yield finding_or_none


def _may_hold_number(parsed: ParsedText) -> bool:
    """Whether digits stand as they do in a number that needs no word to tell what it is."""
    if len(parsed.spans.get("id.numeral", ())) >= 4:
        return True
    surface = parsed.text.surface
    return DIGIT in parsed.tags and any(pattern.search(surface) for pattern in _NUMBER_LIKE)


def _sightings(
    parsed: ParsedText, groups: Sequence[Digits], is_spelled: bool
) -> Iterator[_Sighting]:
    surface = parsed.text.surface
    if _IBAN_LIKE.search(surface):
        yield from _ibans(parsed)
    if _PLATE_LIKE.search(surface):
        yield from _plates(parsed)
    if groups:
        yield from _accounts(parsed, groups)
        yield from _cards(parsed, groups)
    if _DOTTED.search(surface):
        yield from _addresses(parsed)
    yield from _records(parsed)
    yield from _documents(parsed)
    if is_spelled:
        yield from _spelled_plates(parsed)


def _finding(parsed: ParsedText, sighting: _Sighting, words: range) -> Finding | None:
    ownership = owner_of(parsed, words.start, words.stop)
    owner, certainty = ownership.owner, sighting.certainty
    if owner is Owner.PUBLIC:
        if sighting.detail in ("account", "iban", "card"):
            return None  # an association's or a firm's own
        owner, certainty = Owner.UNKNOWN, certainty - 0.05
    if owner is Owner.SELF and sighting.detail in _NOT_OWN:
        certainty = min(certainty, 0.45)
    start, end = parsed.text.original_span(sighting.start, sighting.end)
    return Finding(
        kind="personal_data.identifier",
        start=start,
        end=end,
        certainty=round(max(certainty, 0.1), 2),
        detector="identifiers",
        quote=_MASKS[sighting.detail],
        detail=sighting.detail,
        owner=owner.value,
    )


def _ibans(parsed: ParsedText) -> Iterator[_Sighting]:
    for match in _IBAN.finditer(parsed.text.surface):
        code = re.sub(r"[ -]", "", match.group()).upper()
        if not 15 <= len(code) <= 34 or (code[:2] == "SE" and len(code) != 24):
            continue
        if int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1:
            yield _Sighting(match.start(), match.end(), "iban", 0.95)


def _accounts(parsed: ParsedText, groups: Sequence[Digits]) -> Iterator[_Sighting]:
    """A clearing number and an account number, or seven digits and more after "konto"."""
    surface = parsed.text.surface
    until = -1
    for span in parsed.at("id.account", "id.bank"):
        offset = parsed.ends[span.end - 1]
        if offset < until:
            continue
        run: list[Digits] = []
        for group in groups[bisect_left(groups, offset, key=_place) :]:
            between = surface[run[-1].end if run else offset : group.start]
            if len(between) > 24 or _WORDS_BETWEEN.match(between) is None:
                break
            if len(joined(run)) + len(group.digits) > 20:
                break
            run.append(group)
        number = joined(run)
        named = span.entry.tag == "id.account"
        if len(number) >= 7 and (named or (len(number) >= 10 and number[0] != "0")):
            first = word_at(parsed, run[0].start)
            if not is_near(parsed, ("id.giro",), first, first, before=4, after=0):
                until = run[-1].end
                certainty = 0.85 if named else 0.6
                yield _Sighting(run[0].start, run[-1].end, "account", certainty)


_WORDS_BETWEEN = re.compile(
    r"(?:[ ,.:;()\-–/]|\b(?:och|o|å|är|nr|nummer|konto|kontot|kontonr|kontonummer"
    r"|clearing|clearingnummer|clearingnr)\b)*\Z",
    re.I,
)


def _place(group: Digits) -> int:
    return group.start


def _cards(parsed: ParsedText, groups: Sequence[Digits]) -> Iterator[_Sighting]:
    for i, group in enumerate(groups):
        run = [group]
        for following in groups[i + 1 : i + 4]:
            if following.gap is not None and len(joined(run)) < 16:
                run.append(following)
        number = joined(run)
        if len(number) == 16 and number[0] in "23456" and _is_luhn(number):
            first = word_at(parsed, run[0].start)
            if [len(g.digits) for g in run] == [4, 4, 4, 4] or is_near(
                parsed, ("id.card",), first, first, before=4, after=2
            ):
                yield _Sighting(run[0].start, run[-1].end, "card", 0.85)


def _is_luhn(number: str) -> bool:
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _plates(parsed: ParsedText) -> Iterator[_Sighting]:
    for match in _PLATE.finditer(parsed.text.surface):
        letters, space, rest = match.groups()
        first, last = word_at(parsed, match.start()), word_at(parsed, match.end() - 1)
        certainty = _plate_certainty(parsed, first, last, letters, space, rest)
        if certainty:
            yield _Sighting(match.start(), match.end(), "plate", certainty)


def _plate_certainty(
    parsed: ParsedText, first: int, last: int, letters: str, space: str, rest: str
) -> float:
    """How likely three letters and three characters are a plate, 0 where they are not."""
    if is_near(parsed, ("id.registration",), first, last, before=4, after=3):
        return 0.95
    word = parsed.words[first]
    is_upper, is_new_form = letters.isupper(), rest[-1].isalpha()
    is_common = "id.not_plate" in word.tags or (first < last and word.is_known and not is_upper)
    if is_common or is_near(parsed, ("id.other_number",), first, last, before=2, after=0):
        return 0.0
    places = [
        *spans_between(parsed, "id.vehicle", first - 60, first),
        *spans_between(parsed, "id.vehicle", last + 1, last + 60),
    ]
    if any(parsed.sentences[s.start] == parsed.sentences[first] for s in places):
        return 0.9 if is_upper or is_new_form else 0.75 if not space else 0.4
    if places:
        return 0.75 if is_upper else 0.6 if is_new_form else 0.0
    return (0.55 if is_new_form else 0.35) if is_upper else 0.0


def _spelled_plates(parsed: ParsedText) -> Iterator[_Sighting]:
    """Three words of the spelling alphabet, two digits, and a digit or a word."""
    words = parsed.words
    i = 0
    while i + 5 < len(words):
        if all("id.spelling_alphabet" in w.tags for w in words[i : i + 3]):
            tail = words[i + 3 : i + 6]
            digits = [w.norm if w.norm.isdigit() else number_of(w.norm) for w in tail]
            last = bool(digits[2]) or "id.spelling_alphabet" in tail[2].tags
            if last and all(len(d) == 1 for d in digits[:2]):
                yield _Sighting(parsed.starts[i], parsed.ends[i + 5], "plate", 0.85)
                i += 5
        i += 1


def _addresses(parsed: ParsedText) -> Iterator[_Sighting]:
    for match in _IP.finditer(parsed.text.surface):
        forms = match.group().split(".")
        parts = [int(part) for part in forms]
        if any(len(form) > 1 and form[0] == "0" for form in forms):
            continue  # 070.174.06.19 is a telephone number
        if max(parts) > 255 or parts[0] in (0, 10, 127, 255) or parts[:2] == [192, 168]:
            continue
        first = word_at(parsed, match.start())
        if is_near(parsed, ("id.version",), first, first, before=3, after=1):
            continue
        told = is_near(parsed, ("id.network",), first, first, before=10, after=10)
        yield _Sighting(match.start(), match.end(), "ip_address", 0.85 if told else 0.45)


def _records(parsed: ParsedText) -> Iterator[_Sighting]:
    """A number soon after "journal", the likelier where care is spoken of."""
    for span in parsed.at("id.record"):
        for i in range(span.end, min(span.end + 4, len(parsed.words))):
            if _RECORD.match(parsed.words[i].form) and len(parsed.words[i].form) >= 4:
                care = is_near(parsed, ("id.care",), i, i, before=12, after=12)
                plain = parsed.words[span.start].norm in ("journal", "journalen")
                certainty = 0.85 if care else 0.4 if plain else 0.75
                yield _Sighting(parsed.starts[i], parsed.ends[i], "journal_number", certainty)
                break


def _documents(parsed: ParsedText) -> Iterator[_Sighting]:
    """A number of eight or nine characters in a sentence with a passport or a driving licence."""
    for span in parsed.at("id.document"):
        for i in range(span.end, min(span.end + 12, len(parsed.words))):
            if parsed.sentences[i] != parsed.sentences[span.start]:
                break
            if _DOCUMENT.match(parsed.words[i].form) and (
                i - span.end <= 2 or is_near(parsed, ("id.number_word",), i, i, before=2, after=0)
            ):
                yield _Sighting(parsed.starts[i], parsed.ends[i], "passport", 0.8)
                break
