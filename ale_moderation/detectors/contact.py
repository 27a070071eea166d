"""Contact data: telephone numbers, e-mail addresses, names in other media and home addresses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import phonenumbers
from attrs import frozen

from ale_moderation.detectors.addresses import find_addresses
from ale_moderation.detectors.mail import find_mails, is_office_name
from ale_moderation.detectors.money import find_ibans
from ale_moderation.detectors.nearby import is_near, spans_between, word_at
from ale_moderation.detectors.personal_numbers import is_inside_personal_number, is_personal_number
from ale_moderation.detectors.signs import first_sign
from ale_moderation.digits import Digits, digit_groups, has_digits, joined
from ale_moderation.model import Comment, Finding
from ale_moderation.ownership import Owner, Ownership, owner_of
from ale_moderation.parsed_text import AT_SIGN, DIGIT, LINK, ParsedText, Word
from ale_moderation.people import INDIVIDUALS, Mention, Who

_MOBILE = ("07", "00467", "467", "004607", "4607")
_TIMES = re.compile(r"\d\d[.:]\d\d\s?[-–—]\s?\d\d[.:]\d\d\Z")
_DATE = re.compile(r"0?\d[./-]\d\d?[./-](?:19|20)\d\d|(?:19|20)\d\d")
_SHARED = re.compile(r"(?:\+?46|0046)?0?(?:20|771|77[0-9]|99|900|939|944)\d")
"""Free, shared and premium series: nobody has them at home."""

NEEDS = frozenset(
    (
        DIGIT,
        AT_SIGN,
        LINK,
        "id.numeral",
        "contact.at",
        "contact.medium",
        "home.described",
        "home.stairs",
    )
)

_NOTICED = 2
"""The signs of a notice of something lost or found that are enough for its writer to be rung."""

_CONSENT_TOLD = 0.6
"""How much surer a matter is without the writer's word that the person has agreed."""

MASKS = {
    "phone": "telefonnummer",
    "email": "e-postadress",
    "address": "adress",
    "handle": "kontonamn",
    "property": "fastighetsbeteckning",
}
"""What is shown of each detail."""


@frozen
class _Sighting:
    """Contact data at `start` to `end` of the surface."""

    start: int
    end: int
    detail: str
    certainty: float
    is_public: bool = False
    is_landline: bool = False


def find_contacts(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """All contact data with its owner; a house number nobody lives at is none."""
    has_at = AT_SIGN in parsed.tags
    has_numbers = has_digits(parsed)
    is_told = parsed.has("contact.at", "contact.medium", "home.described", "home.stairs")
    if not (has_numbers or has_at or is_told or LINK in parsed.tags):
        return
    taken = {
        i
        for start, end, _ in find_ibans(parsed)
        for i in range(word_at(parsed, start), word_at(parsed, end - 1) + 1)
    }
    for sighting in _sightings(parsed, has_at, has_numbers):
        words = range(word_at(parsed, sighting.start), word_at(parsed, sighting.end - 1) + 1)
        if not taken.isdisjoint(words):
            continue
        taken.update(words)
        ownership = owner_of(parsed, words.start, words.stop)
        is_noticed = len(parsed.spans.get("owner.notice")) >= _NOTICED
        if is_noticed and not _is_owned(parsed, words):
            ownership = Ownership(Owner.SELF, 0.9)
        if sighting.is_public:
            ownership = Ownership(Owner.PUBLIC, 0.95)
        ownership = _settled(parsed, sighting, words, ownership)
        yield _finding(parsed, sighting, ownership)
        if ownership.owner is Owner.SELF:
            yield from first_sign(parsed, "owner.notice", "contact", "notice")
    for start, stop, is_property, ownership in find_addresses(parsed):
        if taken.isdisjoint(range(start, stop)):
            detail = "property" if is_property else "address"
            place = _Sighting(parsed.starts[start], parsed.ends[stop - 1], detail, 1.0)
            yield _finding(parsed, place, ownership)


def _settled(
    parsed: ParsedText, sighting: _Sighting, words: range, ownership: Ownership
) -> Ownership:
    """The owner, surer where no office is near: between private persons doubt does no harm."""
    if sighting.is_public:
        return ownership
    if sighting.is_landline and (_is_office(parsed, words) or _is_on_duty(parsed, words)):
        return Ownership(Owner.PUBLIC, 0.7)
    if _offices(parsed, sighting, words):
        return ownership
    if ownership.owner is Owner.PUBLIC and sighting.is_landline:
        return ownership
    if ownership.owner in (Owner.SELF, Owner.THIRD):
        return Ownership(ownership.owner, max(ownership.certainty, 0.85))
    least = 0.6 if sighting.is_landline and not _is_owned(parsed, words) else 0.8
    return Ownership(Owner.UNKNOWN, max(ownership.certainty, least))


def _is_owned(parsed: ParsedText, words: range) -> bool:
    """Whether somebody's possessive stands before the contact data: "hans nummer är …"."""
    before = parsed.words[max(words.start - 4, 0) : words.start]
    return any(not _POSSESSIVES.isdisjoint(word.tags) for word in before)


def _offices(parsed: ParsedText, sighting: _Sighting, words: range) -> bool:
    """Whether an office stands so near in the sentence that the contact data may be its own."""
    before, after = (10, 3) if sighting.is_landline else (5, 1)
    lead = [word.norm for word in parsed.words[max(words.start - 4, 0) : words.start]]
    if not sighting.is_landline and lead[-1:] in (["till"], ["åt"]) and "bytt" not in lead:
        before = 2  # what goes to an address has another sender
    number = parsed.sentences[words.start]
    people = [m for m in _people(parsed, words) if m.end <= words.start and _is_somebody(m)]
    told = max((m.end for m in people if m.is_named), default=0)
    for tag in ("owner.public", "owner.work"):
        for span in spans_between(parsed, tag, words.start - before, words.stop + after):
            if parsed.sentences[span.start] != number:
                continue
            is_place = span.start > 0 and parsed.words[span.start - 1].norm in _BESIDE
            is_passed = not sighting.is_landline and (
                (sighting.detail == "phone" and span.start < told) or (is_place and people)
            )
            if not is_passed:
                return True
    return False


def _people(parsed: ParsedText, words: range) -> Sequence[Mention]:
    """The mentions in reach of some words."""
    people = parsed.people
    low = bisect_left(people, words.start - _REACH, key=_start)
    return people[low : bisect_left(people, words.stop + _REACH, lo=low, key=_start)]


def _start(mention: Mention) -> int:
    return mention.start


_REACH = 60
"""The distance in words beyond which nobody is asked about."""


def _is_somebody(mention: Mention) -> bool:
    return mention.who in INDIVIDUALS or mention.who is Who.SELF


_BESIDE = frozenset(
    ("till", "utanför", "vid", "från", "om", "bakom", "mot", "mittemot", "innan", "efter", "åt")
)
"""Prepositions that make an office a place or a matter, and not the owner."""


def _is_office(parsed: ParsedText, words: range) -> bool:
    """Whether an office is named before a number, and nothing calls the number somebody's own."""
    if parsed.has("owner.self", "owner.private") or not spans_between(
        parsed, "owner.public", words.start - 12, words.stop + 3
    ):
        return False
    return not any(
        not _POSSESSIVES.isdisjoint(parsed.words[span.start - 1].tags)
        for tag in ("contact.data", "contact.phone")
        for span in spans_between(parsed, tag, words.start - _REACH, words.stop + _REACH)
        if span.start > 0
    ) and not any(m.who in INDIVIDUALS for m in _people(parsed, words))


def _is_on_duty(parsed: ParsedText, words: range) -> bool:
    """Whether the number stands right after somebody in office, or the name of one.

    As in "gatuingenjör Sköld på 031-…", "Marie Sjöhamn på exploatering, 031-…".
    """
    if parsed.has("owner.private"):
        return False
    for mention in _people(parsed, words):
        between = parsed.words[mention.end : words.start]
        if mention.end > words.start or len(between) > _LONGEST_OFFICE:
            continue
        if mention.who is Who.STAFF and mention.is_definite:
            if all(word.norm in _JOINED or _is_of_office(word) for word in between):
                return True
        elif mention.is_named and between and between[0].norm in ("på", "vid"):
            offices = [word for word in between[1:] if not word.is_capitalised]
            if any("unit_topic" in word.tags for word in offices):
                return True
    return False


def _is_of_office(word: Word) -> bool:
    """Whether a word tells where or when somebody answers: "bygglov", "tisdagar", "9-11"."""
    return DIGIT in word.found_tags or not _OF_OFFICE.isdisjoint(word.tags)


_LONGEST_OFFICE = 7
_OF_OFFICE = frozenset(("unit_topic", "event_when"))
_JOINED = ("på", ",", ":", "(", "tel", "tfn", "telefon", "nås")
_POSSESSIVES = frozenset(("poss_1", "poss_2", "poss_3"))
"""Words that make a number somebody's: "mitt nummer"."""


def _finding(parsed: ParsedText, sighting: _Sighting, ownership: Ownership) -> Finding:
    start, end = parsed.text.original_span(sighting.start, sighting.end)
    told = _CONSENT_TOLD if parsed.has("consent.told") else 1.0
    return Finding(
        kind="personal_data.contact",
        start=start,
        end=end,
        certainty=round(sighting.certainty * ownership.certainty * told, 2),
        detector="contact",
        quote=MASKS[sighting.detail],
        detail=sighting.detail,
        owner=ownership.owner.value,
    )


def _sightings(parsed: ParsedText, has_at: bool, has_numbers: bool) -> Iterator[_Sighting]:
    for start, end, certainty, is_public in find_mails(parsed):
        yield _Sighting(start, end, "email", certainty, is_public)
    if has_numbers:
        yield from _phones(parsed)
    if parsed.has("contact.medium"):
        yield from _handles(parsed)


def _handles(parsed: ParsedText) -> Iterator[_Sighting]:
    """A name with @, or one with a digit or a line in it, beside the medium it belongs to."""
    words = parsed.words
    for span in parsed.at("contact.medium"):
        after = range(span.end, min(span.end + 5, len(words)))
        before = range(max(span.start - 3, 0), span.start)
        for i in (*after, *before):
            form = words[i].form
            is_told = i > span.end and words[i - 1].norm in _TELLING and _HANDLE.match(form)
            if is_told or (form[0] == "@" and len(form) > 2):
                is_public = is_office_name(form.lstrip("@"))
                yield _Sighting(parsed.starts[i], parsed.ends[i], "handle", 0.8, is_public)
                break


_TELLING = frozenset(
    (":", "heter", "är", "kontot", "namnet", "e", "=", "kallad", "hetter", "som", "@")
)
_HANDLE = re.compile(r"(?=.*[\d_.])(?=.*[A-Za-z])[A-Za-z][\w.]{3,29}(?:#\d{4})?\Z")
"""What tells that a name in a medium follows, and what such a name looks like."""


def _phones(parsed: ParsedText) -> Iterator[_Sighting]:
    groups = digit_groups(parsed)
    surface = parsed.text.surface
    i = 0
    while i < len(groups):
        end = _phone_end(surface, groups, i)
        if end is None:
            i += 1
            continue
        run = groups[i:end]
        start = run[0].start
        start -= surface[start - 1 : start] == "+"
        start -= surface[start - 1 : start] == "("
        certainty = _phone_certainty(parsed, run)
        if certainty and not is_inside_personal_number(surface, groups, start, run[-1].end):
            digits = joined(run)
            is_mobile = digits.startswith(_MOBILE)
            is_public = _SHARED.match(digits) is not None or (
                not is_mobile and digits.endswith("000")  # a switchboard
            )
            yield _Sighting(start, run[-1].end, "phone", certainty, is_public, not is_mobile)
        i = end


def _phone_end(surface: str, groups: Sequence[Digits], i: int) -> int | None:
    """Where the longest number ends that begins at group i and can be dialled."""
    first = groups[i]
    is_bare = len(first.digits) in (2, 4, 11) and first.digits.startswith(
        "467"[: len(first.digits)]
    )
    is_foreign = (
        surface[first.start - 1 : first.start] == "+" or first.digits.startswith("00") or is_bare
    )
    if not is_foreign and not first.digits.startswith("0"):
        return None
    if first.gap is not None and (first.gap in (".", "/") or first.gap.strip(" +([") not in _PARTS):
        return None
    if first.gap is not None and first.gap.isspace() and _is_digit_by_digit(groups[i - 1], first):
        return None  # in a longer number
    if surface[first.start - 1 : first.start] in ("/", "=", "_") and first.start:
        return None  # in a link
    best, digits = None, ""
    for j in range(i, len(groups)):
        if j > i and groups[j].gap is None:
            break
        digits += groups[j].digits
        if len(digits) > 16:
            break
        if len(digits) >= 8 and _can_be_dialled(digits, is_foreign):
            best = j + 1
    is_longer = best is not None and best < len(groups) and groups[best].gap in _CLOSE
    return None if is_longer else best


_CLOSE = ("-", ".", "–", "‐", "‑")
_PARTS = ("", ",", ".", "|", "/", ":", "*", "[")
"""What may stand between a number and the one before it."""


def _is_digit_by_digit(group: Digits, following: Digits) -> bool:
    is_single = len(group.digits) == 1 and len(following.digits) == 1
    return is_single or (group.is_read_out and following.is_read_out)


def _can_be_dialled(digits: str, is_foreign: bool) -> bool:
    if is_foreign:
        digits = digits.removeprefix("00")
        if digits.startswith("460"):
            digits = "46" + digits[3:]
        digits = "+" + digits
    elif len(digits) > 10:
        return False
    try:
        number = phonenumbers.parse(digits, "SE")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)


def _phone_certainty(parsed: ParsedText, run: Sequence[Digits]) -> float:
    """How certain digits that can be dialled are a telephone number, 0 where they are not."""
    surface = parsed.text.surface
    text = surface[run[0].start : run[-1].end]
    first, last = word_at(parsed, run[0].start), word_at(parsed, run[-1].end - 1)
    is_told = is_near(parsed, ("contact.phone", "contact.verb"), first, last, before=8, after=5)
    digits = joined(run)
    if is_near(
        parsed, ("id.other_number", "id.giro", "id.account"), first, last, before=3, after=0
    ):
        return 0.0 if not is_told else 0.4
    if is_near(parsed, ("id.personal_number", "id.last_four"), first, last, before=4, after=0):
        return 0.0
    is_mobile = digits.startswith(_MOBILE)
    cut = len(run) == 2 and len(run[0].digits) == 6
    if len(digits) == 10 and is_personal_number(digits) and (cut or not (is_mobile or is_told)):
        return 0.0
    if is_mobile or is_told:
        return 0.95
    if _TIMES.match(text) or _DATE.search(text):
        return 0.0
    if run[0].is_read_out or surface[run[0].start - 1 : run[0].start] == "+":
        return 0.85
    if [len(group.digits) for group in run[-2:]] == [2, 2] and 3 <= len(run) <= 5:
        return 0.85  # 031 390 06 20
    is_cut = len(run) > 1 and surface[run[0].end : run[1].start].strip() in ("/", *_CLOSE)
    if is_cut and 2 <= len(run[0].digits) <= 4:
        return 0.85
    number = parsed.sentences[first]
    near = _people(parsed, range(first, last + 1))
    has_person = any(_is_somebody(m) and parsed.sentences[m.start] == number for m in near)
    return 0.75 if has_person else 0.55
