"""Contact data: telephone numbers, e-mail addresses, names in other media and home addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import phonenumbers
from attrs import frozen

from ale_moderation.detectors.addresses import find_addresses
from ale_moderation.detectors.nearby import is_near, word_at
from ale_moderation.detectors.personal_numbers import is_personal_number
from ale_moderation.digits import Digits, digit_groups, has_digits, joined
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import AT_SIGN, DIGIT, ParsedText
from ale_moderation.ownership import Owner, Ownership, owner_of

_MAIL = re.compile(
    r"(?<![\w.+@-])([\w.+-]{1,64}) ?@ ?([a-z0-9åäö-]{1,63}(?: ?\. ?[a-z0-9åäö-]{2,63}){1,4})(?!\w)",
    re.I,
)
_AT = (
    r"(?:\s{0,2}[(\[{<*]\s?(?:at|a|snabel-?a|@)\s?[)\]}>*]\s{0,2}"
    r"|\s{1,2}(?:at|snabel-?\s?a|alfaslang)\s{1,2}|\s?\bsnabel-?a\s?)"
)
_DOT = r"(?:\s{0,2}[(\[{<*]\s?(?:dot|punkt|\.)\s?[)\]}>*]\s{0,2}|\s{1,2}(?:dot|punkt)\s{1,2}|\.)"
_DISGUISED = re.compile(
    rf"(?<![\w.+-])((?:[\w+-]{{1,40}}{_DOT})?(?:\w\s)?[\w.+-]{{1,64}}){_AT}"
    rf"([\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,3}})(?!\w)",
    re.I,
)
_TIMES = re.compile(r"\d\d[.:]\d\d\s?[-–—]\s?\d\d[.:]\d\d\Z")
_DATE = re.compile(r"0?\d[./-]\d\d?[./-](?:19|20)\d\d|(?:19|20)\d\d")
_SHARED = re.compile(r"(?:\+?46|0046)?0?(?:20|771|77[0-9]|99|900|939|944)\d")
"""Free, shared and premium series: nobody has them at home."""

_FUNCTIONS = re.compile(
    r"(?:kansli|info|registrator|styrelse|kundtj|kundserv|kommun|kontakt|kontor|exp(?:edition)?\b|post\b|mail\b|hej\b|hello"
    r"|support|bokning|boka|anmal|anmäl|reception|vaxel|växel|ordforande|ordförande|kassor|kassör|sekreterare"
    r"|medlem|tavling|tävling|redaktion|press|faktura|ekonomi|order|butik|forening|förening|klubb|bibliotek"
    r"|skola|forskola|förskola|rektor|dataskydd|dso|gdpr|felanmal|felanmäl|bygglov|miljo\b|miljö\b|socialtj|nämnd"
    r"|namnd|noreply|no-reply|webmaster|admin|office|service|forsaljning|försäljning|jobb\b|cafe|lokal|valberedning)",
    re.I,
)
"""How the mailbox of an office or an association begins."""

_BODIES = re.compile(
    r"(?:kommun|\bale\.se|region|myndighet|\bgov\b|polis|skatteverket|lansstyrelse|länsstyrelse|forsamling|svenskakyrkan)"
)
"""What the domain of an authority holds: its employees' addresses are those of their posts."""

NEEDS = frozenset(
    (DIGIT, AT_SIGN, "id.numeral", "contact.at", "home.described", "home.stairs")
)

_MASKS = {
    "phone": "telefonnummer",
    "email": "e-postadress",
    "address": "adress",
    "handle": "kontonamn",
}


@frozen
class _Sighting:
    """Contact data at `start` to `end` of the surface."""

    start: int
    end: int
    detail: str
    certainty: float
    is_public: bool = False


def find_contacts(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """All contact data with its owner; a house number nobody lives at is none."""
    has_at = AT_SIGN in parsed.tags
    has_numbers = has_digits(parsed)
    if not (has_numbers or has_at or parsed.has("contact.at", "home.described", "home.stairs")):
        return
    taken: set[int] = set()
    for sighting in _sightings(parsed, has_at, has_numbers):
        words = range(word_at(parsed, sighting.start), word_at(parsed, sighting.end - 1) + 1)
        if not taken.isdisjoint(words):
            continue
        taken.update(words)
        ownership = owner_of(parsed, words.start, words.stop)
        if sighting.is_public:
            ownership = Ownership(Owner.PUBLIC, 0.95)
        yield _finding(parsed, sighting, ownership)
    for start, stop, ownership in find_addresses(parsed):
        if taken.isdisjoint(range(start, stop)):
            place = _Sighting(parsed.starts[start], parsed.ends[stop - 1], "address", 1.0)
            yield _finding(parsed, place, ownership)


def _finding(parsed: ParsedText, sighting: _Sighting, ownership: Ownership) -> Finding:
    start, end = parsed.text.original_span(sighting.start, sighting.end)
    return Finding(
        kind="personal_data.contact",
        start=start,
        end=end,
        certainty=round(sighting.certainty * ownership.certainty, 2),
        detector="contact",
        quote=_MASKS[sighting.detail],
        detail=sighting.detail,
        owner=ownership.owner.value,
    )


def _sightings(parsed: ParsedText, has_at: bool, has_numbers: bool) -> Iterator[_Sighting]:
    if has_at:
        yield from _mails(parsed)
    if parsed.has("contact.at"):
        for match in _DISGUISED.finditer(parsed.text.surface):
            if not _is_sentence(match):
                yield _mail(match, 0.9)
    if has_numbers:
        yield from _phones(parsed)
    if has_at and parsed.has("contact.medium"):
        yield from _handles(parsed)


def _mails(parsed: ParsedText) -> Iterator[_Sighting]:
    for match in _MAIL.finditer(parsed.text.surface):
        if " " not in match.group(2).replace(" . ", "."):
            yield _mail(match, 0.95)


def _mail(match: re.Match[str], certainty: float) -> _Sighting:
    local, domain = match.group(1), match.group(2).casefold()
    is_public = _FUNCTIONS.match(local) is not None or _BODIES.search(domain) is not None
    return _Sighting(match.start(), match.end(), "email", certainty, is_public)


def _is_sentence(match: re.Match[str]) -> bool:
    """Whether the disguise is the English word: "look at page.example"."""
    between = match.group()[match.end(1) - match.start() : match.start(2) - match.start()]
    return between.strip().casefold() == "at" and "." in match.group(2)


def _handles(parsed: ParsedText) -> Iterator[_Sighting]:
    """A name with @ soon after the medium that it belongs to."""
    for span in parsed.at("contact.medium"):
        for i in range(span.end, min(span.end + 4, len(parsed.words))):
            form = parsed.words[i].form
            if form[0] == "@" and len(form) > 2:
                yield _Sighting(parsed.starts[i], parsed.ends[i], "handle", 0.5)
                break


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
        if certainty := _phone_certainty(parsed, run):
            is_public = _SHARED.match(joined(run)) is not None
            yield _Sighting(start, run[-1].end, "phone", certainty, is_public)
        i = end


def _phone_end(surface: str, groups: Sequence[Digits], i: int) -> int | None:
    """Where the longest number ends that begins at group i and can be dialled."""
    first = groups[i]
    is_foreign = surface[first.start - 1 : first.start] == "+" or first.digits.startswith("00")
    if not is_foreign and not first.digits.startswith("0"):
        return None
    if first.gap is not None and (first.gap in (".", "/") or first.gap.strip(" +(") not in _PARTS):
        return None
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
    is_longer = best is not None and best < len(groups) and groups[best].gap in ("-", ".", "–")
    return None if is_longer else best


_PARTS = ("", ",", ".", "|", "/")
"""What may stand between a number and the one before it."""


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
    is_mobile = digits.startswith(("07", "00467", "467"))
    cut = len(run) == 2 and len(run[0].digits) == 6
    if len(digits) == 10 and is_personal_number(digits) and (cut or not (is_mobile or is_told)):
        return 0.0
    if is_mobile or is_told:
        return 0.95
    if _TIMES.match(text) or _DATE.search(text):
        return 0.0
    if run[0].is_read_out or surface[run[0].start - 1 : run[0].start] == "+":
        return 0.85
    is_cut = len(run) > 1 and surface[run[0].end : run[1].start].strip() in ("-", "/", "–")
    return 0.85 if is_cut and 2 <= len(run[0].digits) <= 4 else 0.55
