"""Whose it is: a number, an address or an account, judged by who is mentioned around it.

Each sign (a pronoun, a name, a role, an office, "ring mig") speaks for an owner with a strength
that falls with the distance; the strongest owner wins, and the certainty says by how much.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from attrs import frozen

from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import Mention, Who


class Owner(StrEnum):
    """Whose data something is."""

    SELF = "self"
    THIRD = "third"
    PUBLIC = "public"
    UNKNOWN = "unknown"


@frozen
class Ownership:
    """An owner and how certain that is, 0 to 1."""

    owner: Owner
    certainty: float


_UNKNOWN = Ownership(Owner.UNKNOWN, 0.6)
_PERSONS = frozenset((Who.THIRD, Who.PERSON, Who.CHILD, Who.STAFF, Who.POLITICIAN))
_STRONG = 4.0
_HALF = 6
"""The distance in words at which a sign speaks half as strongly."""

_REACH = 60
"""The distance beyond which no sign is heard."""

_TAGGED = (
    ("owner.self", Owner.SELF, _STRONG),
    ("owner.addressed", Owner.SELF, 0.9),
    ("owner.notice", Owner.SELF, 2.5),
    ("owner.work", Owner.PUBLIC, _STRONG),
    ("owner.private", Owner.THIRD, _STRONG),
    ("owner.public", Owner.PUBLIC, 2.2),
    ("home.household", Owner.THIRD, 1.2),
)
_SIGNS_UP = "owner.signup"
_OBJECTS = frozenset(("mig", "mej", "oss", "me"))
_NO_PERSON = frozenset(("body", "place", "owner.public", "owner.work", "premise", "contact.data"))
_BEFORE, _AFTER, _OTHER_SENTENCE = 1.0, 0.7, 0.3


def owner_of(parsed: ParsedText, start: int, end: int) -> Ownership:
    """Whose the thing at words `start` to `end` is."""
    strength = dict.fromkeys((Owner.SELF, Owner.THIRD, Owner.PUBLIC), 0.0)
    number = parsed.sentences[start]
    for place, stop, owner, base in _signs(parsed, start, end):
        ahead = stop <= start
        distance = start - stop if ahead else max(place - end, 0)
        sentences = abs(parsed.sentences[place] - number)
        if sentences > 2:
            continue
        side = _BEFORE if ahead else _AFTER
        value = base * side * _OTHER_SENTENCE**sentences / (1 + distance / _HALF)
        strength[owner] = max(strength[owner], value)
    (best, most), (_, next_most), _ = sorted(strength.items(), key=lambda pair: -pair[1])
    if most < (0.2 if best is Owner.SELF else 0.08):
        return _UNKNOWN
    sure = (
        0.95 if most >= 2 * next_most and most >= 0.3 else 0.8 if most >= 1.25 * next_most else 0.6
    )
    return Ownership(best, sure)


def _signs(parsed: ParsedText, start: int, end: int) -> Iterator[tuple[int, int, Owner, float]]:
    """Everything that speaks for an owner: where it stands, for whom and how strongly."""
    low, high = start - _REACH, end + _REACH
    people = parsed.people
    begin = bisect_left(people, low, key=_start)
    heard = people[begin : bisect_left(people, high, lo=begin, key=_start)]
    numbers = {s.start for s in parsed.spans.get("id.personal_number", ())}
    heard = tuple(m for m in heard if m.start not in numbers)  # "personal" number: no staff
    named = {i for m in heard if m.is_named for i in range(m.start, m.end)}
    for tag, owner, base in _TAGGED:
        spans = parsed.spans.get(tag, ())
        for k in range(bisect_left(spans, low, key=_start) if spans else 0, len(spans)):
            span = spans[k]
            if span.start >= high:
                break
            if (span.end <= start or span.start >= end) and span.start not in named:
                yield span.start, span.end, owner, base
    mentioned = {i for m in heard for i in range(m.start, m.end)}
    for i in _called(parsed, low, start, mentioned):
        yield i, i + 1, Owner.THIRD, 2.0
    for k, mention in enumerate(heard):
        if mention.end <= start or mention.start >= end:
            following = heard[k + 1] if k + 1 < len(heard) else None
            if _is_signature(parsed, mention, start):
                yield mention.start, mention.end, Owner.SELF, _STRONG
            elif sign := _speaks(parsed, mention, following):
                yield mention.start, mention.end, *sign


def _is_signature(parsed: ParsedText, mention: Mention, start: int) -> bool:
    """Whether a name is the writer's: "Ove här, 070-…", or "Anmäler mig! Ove Rud, 070-…"."""
    words, stop = parsed.words, mention.end
    begins = mention.start == 0 or parsed.sentences[mention.start - 1] != parsed.sentences[stop - 1]
    if mention.is_named and begins and stop < min(start, len(words)) and words[stop].norm == "här":
        return True
    is_apart = mention.start > 0 and not words[mention.start - 1].is_word
    is_beside = stop == start or (stop + 1 == start and not words[stop].is_word)
    if not (mention.is_named and is_apart and is_beside):
        return False
    return any(
        span.end <= mention.start
        and parsed.sentences[mention.start] - parsed.sentences[span.start] <= 1
        for span in parsed.spans.get(_SIGNS_UP)
    )


def _called(parsed: ParsedText, low: int, high: int, people: set[int]) -> Iterator[int]:
    """Names that are in no list: "ring Maggans man på …", "Maggans mobil"."""
    words = parsed.words
    for span in parsed.spans.get("contact.verb", ()):
        i = span.end
        if low <= i < min(high, len(words)) and i not in people:
            word = words[i]
            if word.is_capitalised and word.is_word and _NO_PERSON.isdisjoint(word.tags):
                yield i
    for span in parsed.spans.get("contact.data", ()):
        i = span.start - 1
        if i >= max(low, 0) and i < high and i not in people:
            word = words[i]
            is_owner = word.is_capitalised and word.norm[-1:] == "s" and not word.is_known
            if is_owner and _NO_PERSON.isdisjoint(word.tags):
                yield i


def _is_number_to(parsed: ParsedText, mention: Mention) -> bool:
    """Whether it is "numret till …" somebody, with at most two words between."""
    lead = parsed.words[max(mention.start - 4, 0) : mention.start]
    return any(
        "contact.data" in word.tags and following.norm == "till"
        for word, following in pairwise(lead)
    )


def _start(found: Span | Mention) -> int:
    return found.start


def _speaks(
    parsed: ParsedText, mention: Mention, following: Mention | None
) -> tuple[Owner, float] | None:
    """For whom a mention speaks, and how strongly before distance counts."""
    words = parsed.words
    word = words[mention.start]
    owns = any("contact.data" in w.tags for w in words[mention.end : mention.end + 2])
    owned = mention.start > 0 and "contact.data" in words[mention.start - 1].tags
    owned = owned or _is_number_to(parsed, mention)
    called = any("contact.verb" in w.tags for w in words[max(0, mention.start - 2) : mention.start])
    if mention.who is Who.SELF:
        if "poss_1" in word.tags:
            near = following is not None and following.start <= mention.end + 1
            if near and following is not None and following.who in _PERSONS:
                return None  # min moster: hers
            return Owner.SELF, _STRONG if owns else 0.3
        return Owner.SELF, _STRONG if called and word.norm in _OBJECTS else 1.2
    if mention.who in _PERSONS:
        possessive = "poss_3" in word.tags or word.norm.endswith("s") or mention.is_named
        strong = ((owns or owned) and possessive) or called
        if mention.is_plural and not mention.is_definite:
            return Owner.THIRD, 0.5
        return Owner.THIRD, _STRONG if strong else 2.0 if mention.is_definite else 0.7
    if mention.who is Who.COMMENTER:
        return Owner.THIRD, _STRONG if "poss_2" in word.tags and owns else 1.3
    if mention.who is Who.THEY:
        return Owner.THIRD, 2.0 if "poss_3" in word.tags and owns else 0.6
    return (Owner.PUBLIC, 1.5) if mention.who is Who.BODY else None
