"""Home addresses: a street and a number that the text ties to somebody.

Premises, events, roads and faults have addresses too; what governs the address decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from ale_moderation.nlp import ParsedText
from ale_moderation.ownership import Owner, Ownership
from ale_moderation.people import INDIVIDUALS, Mention, Who

_NUMBER = re.compile(r"\d{1,3}[A-Za-z]?\Z")
_PROPERTY = re.compile(r"\d{1,3}:\d{1,3}\Z")
_ENDINGS = (
    *("gatan", "vägen", "stigen", "gränd", "gränden", "gata", "väg", "stig", "allén", "allé", "backen"),
    *("esplanaden", "slingan", "ringen", "kroken", "liden", "rundan", "vagen", "grand"),
)
"""Endings that need no capital letter before a house number."""

_UNITS = frozenset(
    "gånger gång år km kr kronor bilar st stycken meter m mil min minuter dagar dag veckor timmar"
    " spänn tkr kmh km/h procent % nya personer barn hus lägenheter kvm och/eller : kl".split()
)
_DEED = 0.7


@frozen
class _Address:
    """Words `start` to `end`; `is_exact` says that a house number or a flat is told."""

    start: int
    end: int
    is_exact: bool = True


@frozen
class _Tie:
    """Something that an address may belong to."""

    distance: int
    owner: Owner
    certainty: float


def find_addresses(parsed: ParsedText) -> Iterator[tuple[int, int, Ownership]]:
    """The place in the surface and the owner of each address that is somebody's home."""
    until = -1
    for address in _addresses(parsed):
        if address.start < until:
            continue
        if ownership := _owner(parsed, address):
            until = address.end
            yield parsed.starts[address.start], parsed.ends[address.end - 1], ownership
    if until < 0:
        yield from _described(parsed)


def _addresses(parsed: ParsedText) -> Iterator[_Address]:
    words = parsed.words
    stairs = {s.start for s in parsed.spans.get("home.stairs", ())}
    for span in parsed.at("street"):
        i = span.start
        word = words[i]
        if "street.not" in word.tags or not _may_be_street(word.form, word.norm):
            continue
        end = i + 1
        if end < len(words) and words[end].norm == "nr":
            end += 1
        if end < len(words) and _NUMBER.match(words[end].form):
            following = words[end + 1] if end + 1 < len(words) else None
            if following is None or following.norm not in _UNITS:
                end += 1
                letter = following is not None and len(following.form) == 1
                if letter and following is not None and following.form in "ABCDEFGHabcdefgh":
                    end += 1
                yield _Address(i, end)
                continue
        near = [k for k in stairs if i - 7 <= k < i or i < k <= i + 4]
        if near and parsed.sentences[min(near)] == parsed.sentences[i]:
            yield _Address(min(*near, i), max(*(k + 1 for k in near), i + 1), False)
    for i in range(1, len(words)):
        if _PROPERTY.match(words[i].form) and _is_property(parsed, i):
            yield _Address(i - 1, i + 1)


def _may_be_street(form: str, norm: str) -> bool:
    return form[:1].isupper() or (norm.endswith(_ENDINGS) and len(norm) >= 7)


def _is_property(parsed: ParsedText, i: int) -> bool:
    """Whether words i-1 and i are a property's name (Påhitt 9:99) and no time or score."""
    name = parsed.words[i - 1]
    hour, _, minute = parsed.words[i].form.partition(":")
    is_time = int(hour) < 24 and len(minute) == 2 and minute < "60"
    return name.is_capitalised and len(name.form) > 2 and name.form.isalpha() | ("-" in name.form) and (
        not is_time and not name.is_known
    )


def _owner(parsed: ParsedText, address: _Address) -> Ownership | None:
    """Whose home an address is, by the nearest that it can belong to; None for no home."""
    sentence = parsed.sentence(address.start)
    lives = max(
        (v.start for v in parsed.at("home.lives") if 0 < address.start - v.start <= 6), default=-1
    )
    before, after = [], []
    for place, end, owner, certainty in _ties(parsed):
        if end <= address.start and place >= sentence.start:
            if owner is not Owner.PUBLIC or place > lives:
                before.append(_Tie(address.start - end, owner, certainty))
        elif place >= address.end and end <= sentence.stop:
            after.append(_Tie(place - address.end, owner, certainty))
    nearest = min(before, key=_distance, default=None)
    follows = min(after, key=_distance, default=None)
    if nearest is not None and (nearest.distance <= 8 or lives >= 0):
        return _settled(nearest, before)
    if follows is not None and follows.distance <= 10:
        ownership = _settled(follows, before + after)
        return ownership and Ownership(ownership.owner, max(ownership.certainty - 0.15, 0.45))
    if nearest is not None:
        ownership = _settled(nearest, before)
        return ownership and Ownership(ownership.owner, max(ownership.certainty - 0.2, 0.45))
    return _told_before(parsed, address)


def _distance(tie: _Tie) -> int:
    return tie.distance


def _settled(tie: _Tie, others: list[_Tie]) -> Ownership | None:
    """The owner by the nearest tie; a deed alone ties no address to anybody if a body is named."""
    if tie.owner is Owner.PUBLIC:
        return None
    if tie.certainty == _DEED and any(other.owner is Owner.PUBLIC for other in others):
        return None
    return Ownership(tie.owner, tie.certainty)


def _ties(parsed: ParsedText) -> Iterator[tuple[int, int, Owner, float]]:
    """Everything an address may belong to: where it stands, whose, how certain."""
    covered = {i for m in parsed.people if m.is_named for i in range(m.start, m.end)}
    for mention in parsed.people:
        if mention.who is Who.SELF:
            if not _is_relative(parsed, mention):
                yield mention.start, mention.end, Owner.SELF, 0.8
        elif mention.who in INDIVIDUALS:
            yield mention.start, mention.end, Owner.THIRD, _certainty(mention)
        elif mention.who is Who.BODY and not parsed.words[mention.end - 1].norm.endswith("s"):
            yield mention.start, mention.end, Owner.PUBLIC, 0.8
    if len(parsed.at("home.household", "home.verb")) > 0:
        for span in parsed.spans.get("home.building", ()):
            if parsed.words[span.start].norm.endswith(("n", "t")):
                yield span.start, span.end, Owner.THIRD, 0.5
    for tag, owner, certainty in _TIES:
        for span in parsed.spans.get(tag, ()):
            if span.start not in covered:
                yield span.start, span.end, owner, certainty


_TIES = (
    ("home.household", Owner.THIRD, 0.75),
    ("home.accusation", Owner.THIRD, _DEED),
    ("home.place", Owner.PUBLIC, 0.8),
    ("owner.public", Owner.PUBLIC, 0.8),
)


def _certainty(mention: Mention) -> float:
    if mention.is_named:
        return 0.9 if mention.who is not Who.STAFF else 0.65
    if mention.who is Who.STAFF:
        return 0.55
    if mention.is_plural:
        return 0.5
    return 0.85 if mention.is_definite or mention.is_own else 0.6


def _is_particular(parsed: ParsedText, mention: Mention) -> bool:
    """Whether a mention is of one person: "ordföranden", "nämndens ordförande", a name."""
    if mention.is_definite or mention.is_named:
        return True
    before = parsed.words[max(0, mention.start - 2) : mention.start]
    return not mention.is_plural and any(w.norm.endswith("s") and len(w.norm) > 3 for w in before)


def _is_relative(parsed: ParsedText, mention: Mention) -> bool:
    """Whether "min" belongs to a relative or a neighbour, whose home it then is."""
    if "poss_1" not in parsed.words[mention.start].tags:
        return False
    return any(
        m.who in INDIVIDUALS and mention.end <= m.start <= mention.end + 1 for m in parsed.people
    )


def _told_before(parsed: ParsedText, address: _Address) -> Ownership | None:
    """An address that stands alone, after a sentence about one person and no premises."""
    bodies = [s for s in parsed.at("owner.public") if not parsed.words[s.start].norm.endswith("s")]
    if bodies or parsed.has("home.place") or not address.is_exact:
        return None
    number = parsed.sentences[address.start]
    told = [
        m
        for m in parsed.people
        if m.who in INDIVIDUALS and 0 < number - parsed.sentences[m.start] <= 2 and _is_particular(parsed, m)
    ]
    return Ownership(Owner.THIRD, 0.65) if told else None


def _described(parsed: ParsedText) -> Iterator[tuple[int, int, Ownership]]:
    """A home told by what stands around it, of one person who is pointed out."""
    for span in parsed.at("home.described"):
        near = [
            m
            for m in parsed.people
            if m.who in INDIVIDUALS
            and 0 <= span.start - m.end <= 8
            and _is_particular(parsed, m)
        ]
        if near and not near[-1].is_own:
            yield parsed.starts[span.start], parsed.ends[span.end - 1], Ownership(Owner.THIRD, 0.65)
            return
