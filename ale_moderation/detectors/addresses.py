"""Home addresses: a street and a number that the text ties to somebody.

Premises, events, roads and faults have addresses too; what governs the address decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ale_moderation.detectors.home_ties import HOUSE_NUMBER, Tie, start_of, ties_of
from ale_moderation.detectors.homes import Address, described_homes, lives_on, owner_of_home
from ale_moderation.detectors.nearby import is_near, word_at
from ale_moderation.ownership import Ownership
from ale_moderation.parsed_text import ParsedText, Word

_SHORT = re.compile(
    r"(?<!\w)[A-ZÅÄÖ][a-zåäö]{3,30}(?:v|g)\. ?\d{1,3}(?: ?[A-Ha-h])?(?![\w:.,-]*\w)"
)
"""A street whose last part is one letter: Storg. 5."""

_RATIO = re.compile(r"\d:\d")
_PROPERTY = re.compile(r"\d{1,3}:\d{1,3}\Z")
_ENDINGS = (
    *("gatan", "vägen", "stigen", "gränd", "gränden", "gata", "väg", "stig", "allén", "allé"),
    *("backen", "esplanaden", "slingan", "ringen", "kroken", "liden", "rundan", "vagen", "grand"),
)
"""Endings that need no capital letter before a house number."""

_RARE_ENDINGS = (
    "gången",
    "gläntan",
    "svängen",
    "vreten",
    "hagen",
    "ängen",
    "höjden",
    "lunden",
    "åsen",
)
"""Endings of ordinary words too: a street is only what no dictionary has."""

_UNITS = frozenset(
    (
        *("gånger", "gång", "år", "km", "kr", "kronor", "bilar", "st", "stycken", "meter", "m"),
        *("mil", "min", "minuter", "dagar", "dag", "veckor", "timmar", "spänn", "tkr", "kmh"),
        *("km/h", "kvm", "procent", "%", "nya", "personer", "barn", "hus", "lägenheter", ":"),
        *("och/eller", "kl"),
    )
)
"""Words after a number that make it an amount."""


def find_addresses(parsed: ParsedText) -> Iterator[tuple[int, int, bool, Ownership]]:
    """The words of each address that is somebody's home, whether it is a property, its owner."""
    until = -1
    ties: list[Tie] | None = None
    for address in addresses_in(parsed):
        if address.start < until:
            continue
        if ties is None:
            ties = sorted(ties_of(parsed), key=start_of)
        if ownership := owner_of_home(parsed, address, ties):
            if address.is_property:
                ownership = Ownership(ownership.owner, max(ownership.certainty, 0.65))
            until = address.end
            yield address.start, address.end, address.is_property, ownership
    if until < 0:
        for start, stop, ownership in described_homes(parsed):
            yield start, stop, False, ownership


def addresses_in(parsed: ParsedText) -> Iterator[Address]:
    """What is written as an address, whosever it is."""
    words = parsed.words
    stairs = {s.start for s in parsed.spans.get("home.stairs", ())}
    for span in parsed.at("street"):
        i = span.start
        word = words[i]
        if "street.not" in word.tags or not _may_be_street(word.form, word.norm):
            continue
        end = i + 1
        if end < len(words) and words[end].norm in ("nr", "nr.", "nummer"):
            end += 1
        if end < len(words) and HOUSE_NUMBER.match(words[end].form):
            following = words[end + 1] if end + 1 < len(words) else None
            if following is None or following.norm not in _UNITS:
                end += 1
                letter = following is not None and len(following.form) == 1
                if letter and following is not None and following.form in "ABCDEFGHabcdefgh":
                    end += 1
                yield Address(i, end)
                continue
        if i > 2 and words[i - 1].norm == "på" and _is_numbered(words, i - 3):
            yield Address(i - 3, i + 1)
            continue
        near = [k for k in range(i - 7, i + 5) if k in stairs]
        if near and parsed.sentences[min(near)] == parsed.sentences[i]:
            yield Address(min(*near, i), max(*(k + 1 for k in near), i + 1), False)
    named = {span.start for span in parsed.spans.get("street", ())}
    for i in range(len(words) - 1):
        is_numbered = HOUSE_NUMBER.match(words[i + 1].form) is not None
        is_measure = any(word.norm in _UNITS for word in words[i + 2 : i + 3])
        if not is_numbered or is_measure or not words[i].is_capitalised or i in named:
            continue
        if _is_lived_at(words, i):
            yield Address(i, i + 2)
    for match in _SHORT.finditer(parsed.text.surface):
        first, last = word_at(parsed, match.start()), word_at(parsed, match.end() - 1)
        yield Address(first, last + 1)
    if _RATIO.search(parsed.text.surface) is None:
        return
    for i in range(1, len(words)):
        if _PROPERTY.match(words[i].form) and _is_property(parsed, i):
            yield Address(i - 1, i + 1, is_property=True)


def _is_numbered(words: Sequence[Word], i: int) -> bool:
    """Whether "nr 14" begins at a word."""
    is_told = words[i].norm in ("nr", "nr.", "nummer")
    return is_told and HOUSE_NUMBER.match(words[i + 1].form) is not None


def _is_lived_at(words: Sequence[Word], i: int) -> bool:
    """Whether a name that no list knows is a street by its end, or since somebody lives there."""
    if words[i].norm.endswith(_ENDINGS) and len(words[i].norm) >= 7:
        return True
    is_rare = words[i].norm.endswith(_RARE_ENDINGS) and not words[i].is_known
    if is_rare and len(words[i].norm) >= 9:
        return True
    lead = words[max(0, i - 3) : i]
    is_on = bool(lead) and lead[-1].norm == "på"
    return is_on and any("home.lives" in word.tags for word in lead)


def _may_be_street(form: str, norm: str) -> bool:
    return form[:1].isupper() or (norm.endswith(_ENDINGS) and len(norm) >= 7)


def _is_property(parsed: ParsedText, i: int) -> bool:
    """Whether words i-1 and i are a property's name (Påhitt 9:99) and no time or score."""
    name = parsed.words[i - 1]
    hour, _, minute = parsed.words[i].form.partition(":")
    is_name = name.form.isalpha() or "-" in name.form
    if not (name.is_capitalised and len(name.form) > 2 and is_name):
        return False
    if is_near(parsed, ("home.property",), i - 1, i, before=5, after=6) or lives_on(parsed, i - 1):
        return True
    if any("poss_1" in word.tags for word in parsed.words[i + 1 : i + 6]):
        return True
    is_time = int(hour) < 24 and len(minute) == 2 and minute < "60"
    return not is_time and not name.is_known
