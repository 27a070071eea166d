"""Numbers that point out one person: identity numbers, plates, accounts, records, addresses on a
network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from ale_moderation.detectors.personal_numbers import find_personal_numbers
from ale_moderation.digits import Digits, digit_groups, is_gap, joined, number_of
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText
from ale_moderation.ownership import Owner, owner_of, word_at

_DIGIT = re.compile(r"\d")
_IBAN = re.compile(r"(?<!\w)([A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?)(?!\w)", re.I)
_PLATE = re.compile(
    r"(?<![\w@#./-])([A-HJ-PR-UW-Z]{3})([ -]?)(\d\d[A-HJ-NPR-UW-Z\d])(?![\w%]|[-.,:/]\w| ?(?:kr|st|%)\b)",
    re.I,
)
_IP = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_RECORD = re.compile(r"[A-Za-z]{0,3}\d[\w/-]{2,14}\Z")
_DOCUMENT = re.compile(r"(?:[A-Z]{2}\d{6,7}|\d{8,9})\Z")

_MASKS = {
    "plate": "registreringsnummer",
    "account": "kontonummer",
    "iban": "kontonummer",
    "card": "kortnummer",
    "journal_number": "journalnummer",
    "ip_address": "IP-adress",
    "passport": "nummer på identitetshandling",
}
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
    surface = parsed.text.surface
    has_digit = _DIGIT.search(surface) is not None
    if not has_digit and not parsed.has("id.numeral", "id.spelling_alphabet"):
        return
    groups = digit_groups(parsed)
    taken: list[tuple[int, int]] = []
    for finding, place in find_personal_numbers(parsed, comment, groups):
        taken.append(place)
        yield finding
    for sighting in _sightings(parsed, groups, has_digit):
        if any(a < sighting.end and sighting.start < b for a, b in taken):
            continue
        taken.append((sighting.start, sighting.end))
        if finding := _finding(parsed, sighting):
            yield finding


def _sightings(
    parsed: ParsedText, groups: Sequence[Digits], has_digit: bool
) -> Iterator[_Sighting]:
    if has_digit:
        yield from _ibans(parsed)
        yield from _accounts(parsed, groups)
        yield from _cards(parsed, groups)
        yield from _plates(parsed)
        yield from _addresses(parsed)
        yield from _records(parsed)
        yield from _documents(parsed)
    if len(parsed.spans.get("id.spelling_alphabet", ())) >= 3:
        yield from _spelled_plates(parsed)


def _finding(parsed: ParsedText, sighting: _Sighting) -> Finding | None:
    first, last = word_at(parsed, sighting.start), word_at(parsed, sighting.end - 1)
    ownership = owner_of(parsed, first, last + 1)
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


def has_near(parsed: ParsedText, tag: str, first: int, last: int, before: int, after: int) -> bool:
    """Whether an entry of a tag begins within some words before or after words first to last."""
    return any(
        first - before <= span.start <= last + after and not first <= span.start <= last
        for span in parsed.spans.get(tag, ())
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
        for group in groups:
            if group.start < offset:
                continue
            between = surface[run[-1].end if run else offset : group.start]
            if len(between) > 24 or _WORDS_BETWEEN.match(between) is None:
                break
            run.append(group)
        named = span.entry.tag == "id.account"
        if 7 <= len(joined(run)) <= 20 and (named or len(joined(run)) >= 9):
            first = word_at(parsed, run[0].start)
            if not has_near(parsed, "id.giro", first, first, 4, 0):
                until = run[-1].end
                certainty = 0.85 if named else 0.5
                yield _Sighting(run[0].start, run[-1].end, "account", certainty)


_WORDS_BETWEEN = re.compile(
    r"(?:[ ,.:;()\-–/]|\b(?:och|o|å|konto|kontot|kontonr|kontonummer|nr|nummer|är|clearing|clearingnummer|clearingnr)\b)*\Z",
    re.I,
)


def _cards(parsed: ParsedText, groups: Sequence[Digits]) -> Iterator[_Sighting]:
    surface = parsed.text.surface
    for i, group in enumerate(groups):
        run = [group]
        while len(joined(run)) < 16 and i + len(run) < len(groups):
            if not is_gap(surface, run[-1], groups[i + len(run)]):
                break
            run.append(groups[i + len(run)])
        number = joined(run)
        if len(number) == 16 and number[0] in "23456" and _is_luhn(number):
            first = word_at(parsed, run[0].start)
            if [len(g.digits) for g in run] == [4, 4, 4, 4] or has_near(
                parsed, "id.card", first, first, 4, 2
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
    if has_near(parsed, "id.registration", first, last, 4, 3):
        return 0.95
    word = parsed.words[first]
    is_upper, is_new_form = letters.isupper(), rest[-1].isalpha()
    is_common = "id.not_plate" in word.tags or (first < last and word.is_known and not is_upper)
    if is_common or has_near(parsed, "id.other_number", first, last, 2, 0):
        return 0.0
    places = [s for s in parsed.spans.get("id.vehicle", ()) if not first <= s.start <= last]
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
        if has_near(parsed, "id.version", first, first, 3, 1):
            continue
        told = has_near(parsed, "id.network", first, first, 10, 10)
        yield _Sighting(match.start(), match.end(), "ip_address", 0.85 if told else 0.45)


def _records(parsed: ParsedText) -> Iterator[_Sighting]:
    """A number soon after "journal", the likelier where care is spoken of."""
    for span in parsed.at("id.record"):
        for i in range(span.end, min(span.end + 4, len(parsed.words))):
            if _RECORD.match(parsed.words[i].form) and len(parsed.words[i].form) >= 4:
                care = has_near(parsed, "id.care", i, i, 12, 12)
                plain = parsed.words[span.start].norm in ("journal", "journalen")
                certainty = 0.85 if care else 0.4 if plain else 0.75
                yield _Sighting(parsed.starts[i], parsed.ends[i], "journal_number", certainty)
                break


def _documents(parsed: ParsedText) -> Iterator[_Sighting]:
    """A number of eight or nine characters in a sentence with a passport or a driving licence."""
    for span in parsed.at("id.document"):
        sentence = parsed.sentence(span.start)
        for i in range(span.end, min(span.end + 12, sentence.stop)):
            if _DOCUMENT.match(parsed.words[i].form) and (
                i - span.end <= 2 or has_near(parsed, "id.number_word", i, i, 2, 0)
            ):
                yield _Sighting(parsed.starts[i], parsed.ends[i], "passport", 0.8)
                break
