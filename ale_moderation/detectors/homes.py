"""Whose home an address is, by the people, households and bodies around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import frozen

from ale_moderation.detectors.home_ties import DEED, NEWCOMERS, Tie, start_of
from ale_moderation.detectors.nearby import spans_between
from ale_moderation.ownership import Owner, Ownership
from ale_moderation.parsed_text import ParsedText, Span
from ale_moderation.people import INDIVIDUALS, Mention, Who

_VISITING, _NAMED = 0.55, 0.65
"""How sure an address is somebody's who only does something there; where the name is told."""

_REACH = 40
_SOON_AFTER = 9


@frozen
class Address:
    """Words `start` to `end`; `is_exact` says that a house number or a flat is told."""

    start: int
    end: int
    is_exact: bool = True
    is_property: bool = False


_BESIDE = frozenset(
    ("från", "mellan", "vid", "längs", "utmed", "förbi", "framför", "runt", "bakom", "utanför")
)


def _is_home(parsed: ParsedText, address: Address) -> bool:
    """Whether somebody lives, or a household is named, right before an address, or is at home."""
    after = parsed.words[address.end : address.end + _SOON_AFTER]
    return any(word.norm == "hemma" for word in after) or any(
        spans_between(parsed, tag, address.start - reach, address.start)
        for tag, reach in (("home.verb", 6), ("home.household", 2))
    )


def _is_left_empty(parsed: ParsedText, address: Address) -> bool:
    """Whether the sentence says that others, who live there, are away for a while."""
    sentence = parsed.sentence(address.start)
    if not spans_between(parsed, "home.absence", sentence.start, sentence.stop):
        return False
    tags = [parsed.words[i].tags for i in sentence]
    if any("home.building" not in each and not _NO_HOME.isdisjoint(each) for each in tags):
        return False
    people = [m for m in parsed.people if m.start in sentence]
    return any(m.who in _AWAY for m in people) and all(m.who is not Who.SELF for m in people)


_AWAY = INDIVIDUALS | {Who.THEY}
_NO_HOME = frozenset(("premise", "owner.public", "owner.work"))


def lives_on(parsed: ParsedText, i: int) -> bool:
    """Whether somebody stands before a name with "på" between: "han på Påhitt 9:99"."""
    if i < 2 or parsed.words[i - 1].norm != "på":
        return False
    people = parsed.people
    k = bisect_left(people, i - 1, key=start_of) - 1
    return k >= 0 and people[k].end == i - 1 and people[k].who in INDIVIDUALS


def owner_of_home(parsed: ParsedText, address: Address, ties: Sequence[Tie]) -> Ownership | None:
    """Whose home an address is, by the nearest that it can belong to; None for no home."""
    if pointed := _pointed_at(parsed, address):
        return pointed
    if address.is_exact and _is_left_empty(parsed, address):
        return Ownership(Owner.THIRD, _NAMED)
    before_it = parsed.words[address.start - 1].norm if address.start else ""
    if before_it in _BESIDE and not address.is_property and not _is_home(parsed, address):
        return None  # a way that somebody goes, or a place in the street
    lives = max((s.start for s in _nearby(parsed, "home.lives", address)), default=-1)
    low = bisect_left(ties, address.start - _REACH, key=start_of)
    high = bisect_left(ties, address.end + _REACH, lo=low, key=start_of)
    number = parsed.sentences[address.start]
    near = [tie for tie in ties[low:high] if parsed.sentences[tie.start] == number]
    before = [
        tie
        for tie in near
        if tie.end <= address.start and (tie.owner is not Owner.PUBLIC or tie.start > lives)
    ]
    after = [tie for tie in near if tie.start >= address.end]
    nearest = max(before, key=lambda tie: (tie.end, tie.certainty), default=None)
    follows = min(after, key=start_of, default=None)
    is_public_after = (
        follows is not None
        and follows.owner is Owner.PUBLIC
        and follows.start - address.end <= 4
        and lives < 0
    )
    is_apart = nearest is not None and address.start - nearest.end > 1 and not address.is_property
    if is_public_after and is_apart and nearest is not None and nearest.owner is Owner.SELF:
        return None  # "vi firar på … i vår butik"
    if nearest is not None and (address.start - nearest.end <= 8 or lives >= 0):
        owner = _settled(nearest, before, 0.0)
        if owner is not None and not _is_tied(parsed, nearest, address):
            most = _VISITING if nearest.certainty < 0.9 else _NAMED
            return Ownership(owner.owner, min(owner.certainty, most))
        return owner
    if follows is not None and follows.start - address.end <= 10:
        return _settled(follows, near, 0.15)
    if nearest is not None:
        return _settled(nearest, before, 0.2)
    return _told_before(parsed, address)


def _pointed_at(parsed: ParsedText, address: Address) -> Ownership | None:
    """Whose home it is by what follows at once: "…, där bor hon", "…, han där"."""
    words = parsed.words[address.end : address.end + 8]
    there = next((k for k, word in enumerate(words) if word.norm in ("där", "dar")), None)
    if there is None:
        return _who_lives_there(parsed, address)
    people, last = parsed.people, address.end + there + 4
    low = bisect_left(people, address.end, key=start_of)
    mentions = people[low : bisect_left(people, last + 1, lo=low, key=start_of)]
    lives = any("home.lives" in w.tags for w in words[there : there + 3])
    if any(m.who is Who.SELF for m in mentions):
        return Ownership(Owner.SELF, 0.8) if lives else None
    is_one = any(m.who in INDIVIDUALS and m.end == address.end + there for m in mentions)
    if lives or is_one:
        return Ownership(Owner.THIRD, 0.8)
    return _who_lives_there(parsed, address)


def _who_lives_there(parsed: ParsedText, address: Address) -> Ownership | None:
    """Somebody in the next sentence of whom it is said: "… som bor där"."""
    words, people = parsed.words, parsed.people
    for i in range(address.end, min(address.end + _REACH // 2, len(words) - 1)):
        if words[i].norm not in ("bor", "bodde") or words[i + 1].norm != "där":
            continue
        k = bisect_left(people, i, key=start_of) - 1
        is_near = k >= 0 and people[k].start >= address.end and i - people[k].end <= 2
        if is_near and people[k].who in INDIVIDUALS and _is_particular(parsed, people[k]):
            return Ownership(Owner.THIRD, 0.8)
    return None


def _is_tied(parsed: ParsedText, tie: Tie, address: Address) -> bool:
    """Whether somebody is said to be at home there: "min mor på …", not "min son tränar på …"."""
    between = parsed.words[tie.end : address.start]
    if len(between) <= 1 or address.is_property or parsed.has("home.accusation"):
        return True
    if between[-1].norm in _BOUGHT or any(word.norm[:3] in _HOME_WORDS for word in between):
        return True
    if between[-1].norm == "på" and (
        (between[0].norm == "i" and len(between) == _IN_A_HOUSE)
        or (between[0].norm in NEWCOMERS and len(between) == _IN_A_HOUSE - 1)
    ):
        return True  # "dom i hörnhuset på …", "de nya på …"
    is_described = between[0].norm in ("med", "me") and len(between) <= _DESCRIBED
    after = parsed.words[address.end : address.end + 1]
    is_event = any(word.norm in _HAPPENED for word in (*between, *after))
    if is_described and not is_event and not any("whereabouts" in w.tags for w in between):
        return True  # "hon med två schäfrar på …"
    return any(
        spans_between(parsed, tag, tie.start, address.end + 1)
        for tag in ("home.verb", "home.building", "home.stairs", "home.household", "home.private")
    )


_BOUGHT = frozenset(
    ("köpt", "köpte", "sålt", "sålde", "äger", "ärvt", "ärvde", ",", ":", "är", "(")
)


_IN_A_HOUSE = 3
_HAPPENED = frozenset("blev ramlade föll halkade gick kom stod såg hjälpte körde".split())
"""What somebody did in the street, at a house that is not theirs."""

_DESCRIBED = 6
"""The most words between somebody and the address they are told by: "med den röda bilen på"."""

_HOME_WORDS = ("hem", "dör", "uppe", "därh")
"""What stands right before an address that is a home, and how words for one begin."""


def _nearby(parsed: ParsedText, tag: str, address: Address) -> Sequence[Span]:
    return spans_between(parsed, tag, address.start - 6, address.start)


def _settled(tie: Tie, others: Sequence[Tie], doubt: float) -> Ownership | None:
    """The owner by the nearest tie; a deed alone ties no address to anybody if a body is named."""
    if tie.owner is Owner.PUBLIC:
        return None
    if tie.certainty == DEED and any(other.owner is Owner.PUBLIC for other in others):
        return None
    return Ownership(tie.owner, max(tie.certainty - doubt, 0.45))


def _is_particular(parsed: ParsedText, mention: Mention) -> bool:
    """Whether a mention is of one person: "ordföranden", "nämndens ordförande", a name."""
    if mention.is_definite or mention.is_named:
        return True
    before = parsed.words[max(0, mention.start - 2) : mention.start]
    return not mention.is_plural and any(w.norm.endswith("s") and len(w.norm) > 3 for w in before)


def _told_before(parsed: ParsedText, address: Address) -> Ownership | None:
    """An address that stands alone, after a sentence about one person and no premises."""
    bodies = [
        s
        for s in parsed.at("owner.public")
        if not parsed.words[s.start].norm.endswith("s")
        and "person" not in parsed.words[s.start].tags
    ]
    if bodies or parsed.has("home.place") or not address.is_exact:
        return None
    number = parsed.sentences[address.start]
    people = parsed.people
    told = [
        m
        for m in people[bisect_left(people, address.start - _REACH, key=start_of) :][:_REACH]
        if m.who in INDIVIDUALS
        and 0 < number - parsed.sentences[m.start] <= 2
        and _is_particular(parsed, m)
    ]
    return Ownership(Owner.THIRD, 0.65) if told else None


def described_homes(parsed: ParsedText) -> Iterator[tuple[int, int, Ownership]]:
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
