"""Whose home an address is, by the people, households and bodies around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import frozen

from ale_moderation.detectors.nearby import spans_between
from ale_moderation.ownership import Owner, Ownership
from ale_moderation.parsed_text import ParsedText, Span, Word
from ale_moderation.people import INDIVIDUALS, Mention, Who

HOUSE_NUMBER = re.compile(r"\d{1,3}[A-Za-z]?\Z")
_DEED = 0.7
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


@frozen
class Tie:
    """Something that an address may belong to, at words `start` to `end`."""

    start: int
    end: int
    owner: Owner
    certainty: float


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
        or (between[0].norm in _NEWCOMERS and len(between) == _IN_A_HOUSE - 1)
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


def start_of(found: Tie | Mention) -> int:
    """Where a tie or mention begins, to search by."""
    return found.start


def _nearby(parsed: ParsedText, tag: str, address: Address) -> Sequence[Span]:
    return spans_between(parsed, tag, address.start - 6, address.start)


def _settled(tie: Tie, others: Sequence[Tie], doubt: float) -> Ownership | None:
    """The owner by the nearest tie; a deed alone ties no address to anybody if a body is named."""
    if tie.owner is Owner.PUBLIC:
        return None
    if tie.certainty == _DEED and any(other.owner is Owner.PUBLIC for other in others):
        return None
    return Ownership(tie.owner, max(tie.certainty - doubt, 0.45))


def ties_of(parsed: ParsedText) -> Iterator[Tie]:
    """Everything an address may belong to."""
    covered = {i for m in parsed.people if m.is_named for i in range(m.start, m.end)}
    for mention in parsed.people:
        if mention.who is Who.SELF:
            if not _is_relative(parsed, mention):
                yield Tie(mention.start, mention.end, Owner.SELF, 0.8)
        elif mention.who in INDIVIDUALS:
            yield Tie(mention.start, mention.end, Owner.THIRD, _certainty(mention))
        elif mention.who in (Who.COMMENTER, Who.PLURAL_YOU):
            if spans_between(parsed, "home.lives", mention.start - 2, mention.end + 2):
                yield Tie(mention.start, mention.end, Owner.THIRD, 0.7)
        elif mention.who is Who.BODY and _is_agent(parsed.words[mention.end - 1]):
            yield Tie(mention.start, mention.end, Owner.PUBLIC, 0.8)
        elif mention.who is Who.THEY and _is_at_a_house(parsed, mention.end):
            yield Tie(mention.start, mention.end, Owner.THIRD, 0.8)
    if len(parsed.at("home.household", "home.verb")) > 0:
        for span in parsed.spans.get("home.building", ()):
            owner = _possessor(parsed, span.start)
            if owner is not None:
                yield Tie(span.start, span.end, owner, 0.8)
            elif _is_definite(parsed, span.start):
                yield Tie(span.start, span.end, Owner.THIRD, 0.5)
    for span in parsed.spans.get("id.vehicle", ()):
        if span.start and "home.colour" in parsed.words[span.start - 1].tags:
            yield Tie(span.start - 1, span.end, Owner.THIRD, 0.75)
    yield from _unspoken(parsed)
    for i in range(len(parsed.words) - 1):
        if parsed.words[i].norm == "på" and i > 0 and _is_reviled(parsed.words[i - 1]):
            yield Tie(i - 1, i, Owner.THIRD, 0.75)
        if parsed.words[i].norm == "hos" and _is_family(parsed.words[i + 1]):
            yield Tie(i + 1, i + 2, Owner.THIRD, 0.8)  # "hos Ringdahls på …"
    deeds = {span.start for span in parsed.spans.get("home.accusation", ())}
    for tag, owner, certainty in _TIES:
        for span in parsed.spans.get(tag, ()):
            is_deed = owner is Owner.PUBLIC and span.start in deeds
            if span.start in covered or is_deed or _is_numbered(parsed, span):
                continue
            if owner is Owner.PUBLIC and _is_landmark(parsed, span.start):
                continue
            if _is_followed_by(parsed, span.start - 1, "som") and _is_first(parsed, span.start - 1):
                owner = Owner.SELF  # "Som ägare till … motsätter jag mig"
            whose = _possessor(parsed, span.start) if tag == "home.place" else None
            if whose is not None and parsed.words[span.start].norm.startswith(_OWN_PLACES):
                yield Tie(span.start, span.end, whose, 0.8)
            else:
                yield Tie(span.start, span.end, owner, certainty)


def _is_followed_by(parsed: ParsedText, i: int, norm: str) -> bool:
    return i < len(parsed.words) and parsed.words[i].norm == norm


def _is_at_a_house(parsed: ParsedText, i: int) -> bool:
    """Whether a house is told where "de" live: "dom på …", "de nya på …", "dom i hörnhuset …"."""
    lead = [word.norm for word in parsed.words[i : i + 2]]
    if lead[:1] == ["på"] or (lead[:1] and lead[0] in _NEWCOMERS and lead[1:] == ["på"]):
        return True
    return len(lead) == 2 and lead[0] == "i" and lead[1].endswith(_HOUSES)


_NEWCOMERS = frozenset(("nya", "andra", "två", "tre", "unga", "gamla", "där"))
_HOUSES = ("huset", "villan", "längan", "lägenheten", "stugan", "torpet", "gården")


def _is_first(parsed: ParsedText, i: int) -> bool:
    return i == 0 or parsed.sentences[i - 1] != parsed.sentences[i]


def _is_reviled(word: Word) -> bool:
    """Whether a word calls somebody names: "galningen på …"."""
    return "insult" in word.tags and word.norm.endswith(("n", "t", "na"))


def _is_family(word: Word) -> bool:
    """Whether a word is a surname as a family is called by it."""
    is_name = word.is_capitalised and word.norm.endswith("s") and len(word.norm) > 4
    return is_name and not word.is_known and "place" not in word.tags


def _possessor(parsed: ParsedText, position: int) -> Owner | None:
    """Whose the thing at a word is by the word before: "min adress", "hennes hus", "mammas hus"."""
    if position == 0:
        return None
    word = parsed.words[position - 1]
    if "poss_1" in word.tags:
        return Owner.SELF
    if "poss_3" in word.tags:
        return Owner.THIRD
    people = parsed.people
    k = bisect_left(people, position, key=start_of) - 1
    is_owned = k >= 0 and people[k].end == position and people[k].who in INDIVIDUALS
    return Owner.THIRD if is_owned and word.norm.endswith("s") else None


def _is_numbered(parsed: ParsedText, span: Span) -> bool:
    """Whether a word is a street with a house number: an address, and no place it belongs to."""
    following = parsed.words[span.end].form if span.end < len(parsed.words) else ""
    return "street" in parsed.words[span.start].tags and HOUSE_NUMBER.match(following) is not None


def _is_landmark(parsed: ParsedText, position: int) -> bool:
    """Whether a place only tells where a home is: "lägenheten över pizzerian"."""
    before = parsed.words[position - 1].norm if position else ""
    return before in _BY and any(
        "home.building" in w.tags or "home.lives" in w.tags
        for w in parsed.words[max(0, position - 4) : position - 1]
    )


_BY = frozenset(
    ("över", "ovanför", "ovanpå", "bredvid", "bakom", "mittemot", "intill", "mot", "under", "vid")
)


def _is_definite(parsed: ParsedText, position: int) -> bool:
    """Whether a dwelling is a certain one: "huset", not "en lägenhet"."""
    before = parsed.words[position - 1].norm if position else ""
    norm = parsed.words[position].norm
    return norm.endswith(("n", "t")) and before not in ("en", "ett", "nån", "någon", "ingen")


def _unspoken(parsed: ParsedText) -> Iterator[Tie]:
    """A sentence that begins with "bor" or "hyr" is about the writer."""
    for span in parsed.spans.get("home.lives", ()):
        i = span.start
        if i > 0 and parsed.words[i - 1].norm == "har":
            i -= 1
        begins = i == 0 or parsed.sentences[i - 1] != parsed.sentences[i]
        subject = parsed.words[i + 1].norm if i + 1 < len(parsed.words) else ""
        if begins and parsed.words[i].norm in _VERBS and subject not in _SUBJECTS:
            yield Tie(i, i + 1, Owner.SELF, 0.75)


_VERBS = frozenset(("bor", "bott", "bodde", "hyr", "hyrde", "har", "flyttade", "flyttar"))


_SUBJECTS = frozenset(("du", "ni", "han", "hon", "de", "dom", "det", "den", "någon", "nån", "man"))


_OWN_PLACES = ("adress", "hemadress", "tomt")
"""Places that are a home where they are called somebody's."""


_TIES = (
    ("home.household", Owner.THIRD, 0.75),
    ("home.private", Owner.THIRD, 0.75),
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
    if word.norm == "folk":
        return False
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
    k = bisect_left(people, mention.end, key=start_of)
    return k < len(people) and people[k].who in INDIVIDUALS and people[k].start <= mention.end + 1


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
