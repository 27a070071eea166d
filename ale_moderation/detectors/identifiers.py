"""Numbers that point out one person: identity numbers, plates, accounts, records and the like."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from ipaddress import IPv6Address

from attrs import frozen

from ale_moderation.detectors.money import IBAN_LIKE, find_accounts, find_cards, find_ibans
from ale_moderation.detectors.nearby import is_near, spans_between, word_at
from ale_moderation.detectors.personal_numbers import (
    APART,
    HIDDEN_DIGITS,
    INTERIM,
    find_personal_numbers,
)
from ale_moderation.detectors.plates import (
    PLATE_LIKE,
    SPACED_PLATE_LIKE,
    find_plates,
    find_spelled_plates,
)
from ale_moderation.digits import MANY_DIGITS, Digits, digit_groups
from ale_moderation.model import Comment, Finding
from ale_moderation.ownership import Owner, owner_of
from ale_moderation.parsed_text import DIGIT, ParsedText, Word
from ale_moderation.people import Mention, Who

HEX_LIKE = re.compile(
    r"[\dA-Fa-f]{2}([:-])[\dA-Fa-f]{2}\1[\dA-Fa-f]{2}\1|[\dA-Fa-f]::?[\dA-Fa-f]{1,4}:"
)
"""What stands in the address of a network card and in a long network address."""

_DOTTED = re.compile(r"\d\.\d{1,3}\.\d")
_IP = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_MAC = re.compile(r"(?<![\w:-])[\dA-F]{2}([:-])(?:[\dA-F]{2}\1){4}[\dA-F]{2}(?![\w:-])", re.I)
_LONG_IP = re.compile(r"(?<![\w:])[\dA-F]{1,4}(?::{1,2}[\dA-F]{1,4}){2,7}(?![\w:])", re.I)
_YEARS = re.compile(r"(?:1[89]|20)\d\d[-/](?:1[89]|20)?\d\d\Z")
_JOURNAL = re.compile(r"(?!patient|sjuk|läkar|elev|tand)(?:\w*journal(?:en|er|erna)?|akt(?:en)?)\Z")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\Z")
_RECORD = re.compile(r"[A-Za-z]{0,3}\d[\w/-]{2,14}\Z")
_DOCUMENT = re.compile(r"(?:[A-Z]{2}\d{6,7}|\d{8,9}|\d\d-\d{6})\Z")

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

_NUMBER_LIKE = (
    *(MANY_DIGITS, PLATE_LIKE, SPACED_PLATE_LIKE, IBAN_LIKE, _DOTTED, HEX_LIKE),
    *(HIDDEN_DIGITS, INTERIM, APART),
)
_MONEY = frozenset(("account", "iban"))
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
    places = [
        ("iban", find_ibans(parsed)),
        ("plate", find_plates(parsed)),
        ("account", find_accounts(parsed, groups) if groups else ()),
        ("card", find_cards(parsed, groups) if groups else ()),
        ("plate", find_spelled_plates(parsed) if is_spelled else ()),
    ]
    for detail, found in places:
        for start, end, certainty in found:
            yield _Sighting(start, end, detail, certainty)
    if _DOTTED.search(surface):
        yield from _addresses(parsed)
    if HEX_LIKE.search(surface):
        yield from _long_addresses(parsed)
    yield from _records(parsed)
    yield from _documents(parsed)


def _finding(parsed: ParsedText, sighting: _Sighting, words: range) -> Finding | None:
    ownership = owner_of(parsed, words.start, words.stop)
    owner, certainty = ownership.owner, sighting.certainty
    if owner is Owner.PUBLIC:
        if sighting.detail in _MONEY and _is_office(parsed, words):
            return None  # an association's or a firm's own
        owner, certainty = Owner.UNKNOWN, certainty - 0.05
    if owner is Owner.SELF and sighting.detail in _NOT_OWN:
        is_plate = sighting.detail == "plate"
        if _is_another(parsed, words) or (is_plate and not _is_own_vehicle(parsed, words)):
            owner = Owner.THIRD
        else:
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


def _is_office(parsed: ParsedText, words: range) -> bool:
    """Whether an office, an association or a firm stands near; a bank only keeps the account."""
    near = spans_between(parsed, "owner.public", words.start - 12, words.stop + 8)
    return any(not _is_bank(parsed.words[span.start]) for span in near)


def _is_bank(word: Word) -> bool:
    return "id.bank" in word.tags or word.norm.startswith("bank")


def _is_own_vehicle(parsed: ParsedText, words: range) -> bool:
    """Whether the writer has a vehicle near: "min bil", "jag kör"; a parking place is none."""
    following = parsed.words[words.stop : words.stop + 2]
    if len(following) == 2 and following[0].norm == "är" and "poss_1" in following[1].tags:
        return True
    near = parsed.words[max(words.start - 8, 0) : words.stop + 8]
    for i, word in enumerate(near):
        if "poss_1" in word.tags and not (i and near[i - 1].norm in _INTO):
            owned = [w for w in near[i + 1 : i + 3] if "id.vehicle" in w.tags]
            if owned and not owned[0].norm.startswith(_GROUND):
                return True
        if word.norm in ("jag", "vi") and i + 1 < len(near) and near[i + 1].norm in _DRIVING:
            return True
    return False


_INTO = frozenset(("i", "på", "mot", "framför", "bakom", "bredvid", "vid", "till", "utanför"))
"""What a vehicle does to the writer's stands in: "backade in i min bil"."""

_GROUND = ("parkering", "p-plats", "infart", "handikapp", "plats")
_DRIVING = frozenset(("kör", "körde", "äger", "parkerade", "parkerar", "sålde", "köpte", "har"))


_REACH = 60
"""The distance in words beyond which nobody is asked about."""


def _start(mention: Mention) -> int:
    return mention.start


def _is_another(parsed: ParsedText, words: range) -> bool:
    """Whether a reader is spoken to, or it is "min mans …": not the writer's own."""
    number = parsed.sentences[words.start]
    people = parsed.people
    low = bisect_left(people, words.start - _REACH, key=_start)
    heard = people[low : bisect_left(people, words.stop + _REACH, lo=low, key=_start)]
    called = any(m.who is Who.COMMENTER and parsed.sentences[m.start] == number for m in heard)
    before = parsed.words[max(words.start - 3, 0) : words.start]
    if called and not any("poss_1" in word.tags for word in before):
        return True
    near = range(max(words.start - 6, 0), min(words.stop + 6, len(parsed.words) - 1))
    return any(
        "poss_1" in parsed.words[i].tags
        and parsed.words[i + 1].norm.endswith("s")
        and "contact.data" not in parsed.words[i + 1].tags
        for i in near
    )


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


def _long_addresses(parsed: ParsedText) -> Iterator[_Sighting]:
    """The addresses of network cards, and network addresses of the sixth version."""
    surface = parsed.text.surface
    for match in _MAC.finditer(surface):
        first, last = word_at(parsed, match.start()), word_at(parsed, match.end() - 1)
        has_letter = any(c.isalpha() for c in match.group())
        if has_letter or is_near(parsed, ("id.network",), first, last, before=6, after=4):
            yield _Sighting(match.start(), match.end(), "ip_address", 0.85)
    for match in _LONG_IP.finditer(surface):
        try:
            IPv6Address(match.group())
        except ValueError:
            continue
        first, last = word_at(parsed, match.start()), word_at(parsed, match.end() - 1)
        told = is_near(parsed, ("id.network",), first, last, before=10, after=10)
        yield _Sighting(match.start(), match.end(), "ip_address", 0.85 if told else 0.65)


def _records(parsed: ParsedText) -> Iterator[_Sighting]:
    """A number soon after "journal", the likelier where care is spoken of."""
    best: dict[int, float] = {}
    for span in parsed.at("id.record"):
        for i in range(span.end, min(span.end + 4, len(parsed.words))):
            form = parsed.words[i].form
            if _RECORD.match(form) and len(form) >= 4 and not _YEARS.match(form):
                care = is_near(parsed, ("id.care",), i, i, before=12, after=12)
                word = parsed.words[span.end - 1].norm
                certainty = 0.85 if care else 0.4 if _JOURNAL.match(word) else 0.75
                best[i] = max(best.get(i, 0.0), certainty)
                break
    for i, certainty in best.items():
        yield _Sighting(parsed.starts[i], parsed.ends[i], "journal_number", certainty)


def _documents(parsed: ParsedText) -> Iterator[_Sighting]:
    """A number of eight or nine characters in a sentence with a passport or a driving licence."""
    for span in parsed.at("id.document"):
        for i in range(span.end, min(span.end + 12, len(parsed.words))):
            if parsed.sentences[i] != parsed.sentences[span.start]:
                break
            form = parsed.words[i].form
            if _DOCUMENT.match(form) and (
                (i - span.end <= 2 and _DAY.match(form) is None)
                or is_near(parsed, ("id.number_word",), i, i, before=2, after=0)
            ):
                yield _Sighting(parsed.starts[i], parsed.ends[i], "passport", 0.8)
                break
