"""Whom an address may belong to: the people, households and bodies that a text ties to homes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from attrs import frozen

from ale_moderation.detectors.nearby import spans_between
from ale_moderation.ownership import Owner
from ale_moderation.parsed_text import ParsedText, Span, Word
from ale_moderation.people import INDIVIDUALS, Mention, Who

DEED = 0.7
"""How surely a deed told at an address ties it to the one who did it."""

HOUSE_NUMBER = re.compile(r"\d{1,3}[A-Za-z]?\Z")


@frozen
class Tie:
    """Something that an address may belong to, at words `start` to `end`."""

    start: int
    end: int
    owner: Owner
    certainty: float


def start_of(found: Tie | Mention) -> int:
    """Where a tie or mention begins, to search by."""
    return found.start


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
    if lead[:1] == ["på"] or (lead[:1] and lead[0] in NEWCOMERS and lead[1:] == ["på"]):
        return True
    return len(lead) == 2 and lead[0] == "i" and lead[1].endswith(_HOUSES)


NEWCOMERS = frozenset(("nya", "andra", "två", "tre", "unga", "gamla", "där"))
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
    ("home.accusation", Owner.THIRD, DEED),
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


def _is_relative(parsed: ParsedText, mention: Mention) -> bool:
    """Whether "min" belongs to a relative or a neighbour, whose home it then is."""
    if "poss_1" not in parsed.words[mention.start].tags:
        return False
    people = parsed.people
    k = bisect_left(people, mention.end, key=start_of)
    return k < len(people) and people[k].who in INDIVIDUALS and people[k].start <= mention.end + 1
