"""Home addresses: a street and a number that the text ties to somebody.

Premises, events, roads and faults have addresses too; what governs the address decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import frozen

from ale_moderation.detectors.nearby import spans_between
from ale_moderation.nlp import ParsedText, Span, Word
from ale_moderation.ownership import Owner, Ownership
from ale_moderation.people import INDIVIDUALS, Mention, Who

_NUMBER = re.compile(r"\d{1,3}[A-Za-z]?\Z")
_RATIO = re.compile(r"\d:\d")
_PROPERTY = re.compile(r"\d{1,3}:\d{1,3}\Z")
_ENDINGS = (
    *("gatan", "vägen", "stigen", "gränd", "gränden", "gata", "väg", "stig", "allén", "allé"),
    *("backen", "esplanaden", "slingan", "ringen", "kroken", "liden", "rundan", "vagen", "grand"),
)
"""Endings that need no capital letter before a house number."""

_UNITS = frozenset(
    (
        *("gånger", "gång", "år", "km", "kr", "kronor", "bilar", "st", "stycken", "meter", "m"),
        *("mil", "min", "minuter", "dagar", "dag", "veckor", "timmar", "spänn", "tkr", "kmh"),
        *("km/h", "kvm", "procent", "%", "nya", "personer", "barn", "hus", "lägenheter", ":"),
        *("och/eller", "kl"),
    )
)
"""Words after a number that make it an amount."""

_DEED = 0.7
_REACH = 40


@frozen
class _Address:
    """Words `start` to `end`; `is_exact` says that a house number or a flat is told."""

    start: int
    end: int
    is_exact: bool = True


@frozen
class _Tie:
    """Something that an address may belong to, at words `start` to `end`."""

    start: int
    end: int
    owner: Owner
    certainty: float


def find_addresses(parsed: ParsedText) -> Iterator[tuple[int, int, Ownership]]:
    """The words and the owner of each address that is somebody's home."""
    until = -1
    ties: list[_Tie] | None = None
    for address in _addresses(parsed):
        if address.start < until:
            continue
        if ties is None:
            ties = sorted(_ties(parsed), key=_start)
        if ownership := _owner(parsed, address, ties):
            until = address.end
            yield address.start, address.end, ownership
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
        near = [k for k in range(i - 7, i + 5) if k in stairs]
        if near and parsed.sentences[min(near)] == parsed.sentences[i]:
            yield _Address(min(*near, i), max(*(k + 1 for k in near), i + 1), False)
    if _RATIO.search(parsed.text.surface) is None:
        return
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
    return (
        name.is_capitalised
        and len(name.form) > 2
        and name.form.isalpha() | ("-" in name.form)
        and (not is_time and not name.is_known)
    )


def _owner(parsed: ParsedText, address: _Address, ties: Sequence[_Tie]) -> Ownership | None:
    """Whose home an address is, by the nearest that it can belong to; None for no home."""
    lives = max((s.start for s in _nearby(parsed, "home.lives", address)), default=-1)
    low = bisect_left(ties, address.start - _REACH, key=_start)
    high = bisect_left(ties, address.end + _REACH, lo=low, key=_start)
    number = parsed.sentences[address.start]
    near = [tie for tie in ties[low:high] if parsed.sentences[tie.start] == number]
    before = [
        tie
        for tie in near
        if tie.end <= address.start and (tie.owner is not Owner.PUBLIC or tie.start > lives)
    ]
    after = [tie for tie in near if tie.start >= address.end]
    nearest = max(before, key=lambda tie: (tie.end, tie.certainty), default=None)
    follows = min(after, key=_start, default=None)
    if nearest is not None and (address.start - nearest.end <= 8 or lives >= 0):
        return _settled(nearest, before, 0.0)
    if follows is not None and follows.start - address.end <= 10:
        return _settled(follows, near, 0.15)
    if nearest is not None:
        return _settled(nearest, before, 0.2)
    return _told_before(parsed, address)


def _start(found: _Tie | Mention) -> int:
    return found.start


def _nearby(parsed: ParsedText, tag: str, address: _Address) -> Sequence[Span]:
    return spans_between(parsed, tag, address.start - 6, address.start)


def _settled(tie: _Tie, others: Sequence[_Tie], doubt: float) -> Ownership | None:
    """The owner by the nearest tie; a deed alone ties no address to anybody if a body is named."""
    if tie.owner is Owner.PUBLIC:
        return None
    if tie.certainty == _DEED and any(other.owner is Owner.PUBLIC for other in others):
        return None
    return Ownership(tie.owner, max(tie.certainty - doubt, 0.45))


def _ties(parsed: ParsedText) -> Iterator[_Tie]:
    """Everything an address may belong to."""
    covered = {i for m in parsed.people if m.is_named for i in range(m.start, m.end)}
    for mention in parsed.people:
        if mention.who is Who.SELF:
            if not _is_relative(parsed, mention):
                yield _Tie(mention.start, mention.end, Owner.SELF, 0.8)
        elif mention.who in INDIVIDUALS:
            yield _Tie(mention.start, mention.end, Owner.THIRD, _certainty(mention))
        elif mention.who is Who.BODY and _is_agent(parsed.words[mention.end - 1]):
            yield _Tie(mention.start, mention.end, Owner.PUBLIC, 0.8)
    if len(parsed.at("home.household", "home.verb")) > 0:
        for span in parsed.spans.get("home.building", ()):
            if parsed.words[span.start].norm.endswith(("n", "t")):
                yield _Tie(span.start, span.end, Owner.THIRD, 0.5)
    deeds = {span.start for span in parsed.spans.get("home.accusation", ())}
    for tag, owner, certainty in _TIES:
        for span in parsed.spans.get(tag, ()):
            is_deed = owner is Owner.PUBLIC and span.start in deeds
            if span.start not in covered and not is_deed:
                yield _Tie(span.start, span.end, owner, certainty)


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


def _is_agent(word: Word) -> bool:
    """Whether a body acts itself: neither "nämndens" nor a dwelling that looks like one."""
    return not word.norm.endswith("s") and "home.building" not in word.tags


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
    people = parsed.people
    k = bisect_left(people, mention.end, key=_start)
    return k < len(people) and people[k].who in INDIVIDUALS and people[k].start <= mention.end + 1


def _told_before(parsed: ParsedText, address: _Address) -> Ownership | None:
    """An address that stands alone, after a sentence about one person and no premises."""
    bodies = [s for s in parsed.at("owner.public") if not parsed.words[s.start].norm.endswith("s")]
    if bodies or parsed.has("home.place") or not address.is_exact:
        return None
    number = parsed.sentences[address.start]
    people = parsed.people
    told = [
        m
        for m in people[bisect_left(people, address.start - _REACH, key=_start) :][:_REACH]
        if m.who in INDIVIDUALS
        and 0 < number - parsed.sentences[m.start] <= 2
        and _is_particular(parsed, m)
    ]
    return Ownership(Owner.THIRD, 0.65) if told else None


def _described(parsed: ParsedText) -> Iterator[tuple[int, int, Ownership]]:
    """A home told by what stands around it, of one person who is pointed out."""
    for span in parsed.at("home.described"):
        near = [
            m
            for m in parsed.people
            if m.who in INDIVIDUALS and 0 <= span.start - m.end <= 8 and _is_particular(parsed, m)
        ]
        if near and not near[-1].is_own:
            yield span.start, span.end, Ownership(Owner.THIRD, span.certainty)
            return
