"""Whom a sentence is about: the subject of an expression, and whom a pronoun stands for.

Works without a parser, from the copula and the order of words around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from attrs import frozen

from ale_moderation.parsed_text import ParsedText, Word
from ale_moderation.people import INDIVIDUALS, Mention, Who

THING = "thing"
SELF = "self"
UNCLEAR = "unclear"
COLLECTIVE = (Who.BODY, Who.PLURAL_YOU, Who.THEY)
TARGETS: Mapping[str, str] = {
    Who.COMMENTER: "commenter",
    Who.STAFF: "staff",
    Who.POLITICIAN: "politician",
    Who.CHILD: "child",
    Who.PERSON: "person",
    Who.THIRD: "person",
}
"""The individuals whom an offence may be aimed at, as a finding names them."""

PREPOSITIONS = frozenset(
    "på i hos från av för med till vid om under över mot å åt efter kring pa fran".split()
)
EXCLAIMING = frozenset("vilken vilket vilka vekken vicken sån sådan what".split())
_POSSESSIVES = frozenset(("poss_1", "poss_2", "poss_3", "poss_2p"))
_IN_ROLE = (Who.STAFF, Who.POLITICIAN, Who.PERSON)
_WHERE = frozenset(("i", "på", "med", "som", "från", "där"))
_FAMILY = frozenset(("släkt", "familj", "familjen", "hela", "släkten"))


@frozen(kw_only=True)
class Target:
    """`kind` is a value of `Who`, or "thing", "self" or "unclear"; `certainty` 0 to 1."""

    kind: str
    certainty: float


@frozen(kw_only=True)
class Site:
    """An expression at words `start` to `end`, its sentence, and the others whom that mentions."""

    parsed: ParsedText
    start: int
    end: int
    sentence: range
    inside: list[Mention]

    def before(self, count: int) -> range:
        """The places of the `count` words before the expression, in its sentence."""
        return range(max(self.sentence.start, self.start - count), self.start)

    def after(self, count: int) -> range:
        """The places of the `count` words after the expression, in its sentence."""
        return range(self.end, min(self.sentence.stop, self.end + count))


def find_subject(site: Site) -> Target | None:
    """The subject of a copula that the expression completes, on either side of it."""
    words, inside = site.parsed.words, site.inside
    copula = next((i for i in reversed(site.before(12)) if "copula" in words[i].tags), None)
    if copula is None or words[copula].norm == "va":
        late = _late_subject(site)
        if late or copula is None:
            return late
    between = [m for m in inside if copula < m.start < site.start]
    if between and between[0].start <= copula + 2 and between[0].who is not Who.BODY:
        mention = between[0]  # "är du dum", "va du ä dum", "fan va du är"
    else:
        before = _without_complements(site, [m for m in inside if m.end <= copula])
        if not before:
            return _unnamed_subject(site, copula)
        mention = before[-1]
        is_it = words[copula - 1].norm in ("det", "dä", "detta") and mention.end < copula - 1
        if is_it and mention.start in site.sentence:
            return _unnamed_subject(site, copula)  # "min yngsta trodde att det var en orm"
        if mention.who is Who.SELF and len(before) > 1 and before[-2].end == mention.start:
            mention = before[-2]  # "handläggaren jag har är …"
        if mention.end < copula - 9:
            return None
    if mention.who is Who.SELF:
        is_possessive = "poss_1" in words[mention.start].tags  # "min granne är": not the writer
        return None if is_possessive else Target(kind=SELF, certainty=0.9)
    if mention.who is Who.THIRD:
        return find_antecedent(site.parsed, mention)
    if mention.who is Who.THEY and any(m.is_named for m in inside if m.end <= mention.start):
        return Target(kind=Who.PERSON, certainty=0.75)
    is_any = not mention.is_named and not mention.is_definite and mention.who in INDIVIDUALS
    if is_any and not _is_of_one(site, mention):
        return Target(kind=Who.BODY, certainty=0.8)
    return Target(kind=kind_of(site.parsed, mention), certainty=0.95)


def _is_of_one(site: Site, mention: Mention) -> bool:
    """Whether somebody is told by whose they are: "pappa till Leo i 5B"."""
    words, end = site.parsed.words, mention.end
    is_linked = end < site.sentence.stop and words[end].norm in ("till", "te", "åt")
    return is_linked and any(m.start == end + 1 and m.is_named for m in site.inside)


def _late_subject(site: Site) -> Target | None:
    """As in "vilken clown du är", "svinpäls är vad du är"."""
    words = site.parsed.words
    copula = next((i for i in site.after(7) if "copula" in words[i].tags), None)
    if copula is None:
        return None
    near = [m for m in site.inside if site.end <= m.start <= copula + 2]
    near = [m for m in near if m.start < copula] or near
    near = [m for m in near if not _is_governed(site, m)] or near
    if not any(words[i].norm in EXCLAIMING for i in site.before(4)):
        near = [m for m in near if m.is_named or m.who in (Who.COMMENTER, Who.THIRD, Who.SELF)]
    if not near:
        return None
    if near[-1].who is Who.SELF:
        return Target(kind=SELF, certainty=0.9)
    if near[-1].who is Who.THIRD:
        return find_antecedent(site.parsed, near[-1])
    return Target(kind=kind_of(site.parsed, near[-1]), certainty=0.9)


def _unnamed_subject(site: Site, copula: int) -> Target | None:
    """A subject that is no mention: "det är … hon", a thing, "den som"."""
    words, start = site.parsed.words, site.sentence.start
    for i in range(start, copula - 1):
        if (
            "poss_2" in words[i].tags
            and words[i + 1].tags & {"kin"} | {words[i + 1].norm} & _FAMILY
        ):
            return Target(kind=Who.COMMENTER, certainty=0.85)
    late = [m for m in site.inside if m.start in site.after(5) and m.who in INDIVIDUALS]
    if late and copula > 0 and words[copula - 1].norm in ("det", "dä", "de", "d"):
        return Target(kind=kind_of(site.parsed, late[0]), certainty=0.85)
    before = [words[i] for i in range(start, copula) if words[i].is_word]
    norms = {w.norm for w in before}
    if not before or norms & {"han", "hon", "du", "ni"}:
        return None
    if {"den", "som"} <= norms or {"de", "som"} <= norms or "såna" in norms:
        return Target(kind=Who.BODY, certainty=0.8)
    if any(w.is_capitalised and not w.is_known for w in before[1:]):
        return None
    first = before[0]
    is_name = first.is_capitalised and not first.is_known and first.tags.isdisjoint(("place",))
    if is_name and len(before) > 1 and before[1].norm in _WHERE:
        return Target(kind=Who.PERSON, certainty=0.75)  # "Moggan i kassan är …"
    return Target(kind=THING, certainty=0.8)


def _without_complements(site: Site, mentions: list[Mention]) -> list[Mention]:
    """The mentions that can be a subject: not governed by a preposition, unless all are."""
    words = site.parsed.words
    mentions = [m for m in mentions if words[m.start].tags.isdisjoint(_POSSESSIVES)]
    free = [m for m in mentions if not _is_governed(site, m)]
    return free or [m for m in mentions if m.who in INDIVIDUALS or m.who is Who.COMMENTER]


def _is_governed(site: Site, mention: Mention) -> bool:
    """Whether a preposition stands before a mention, in the same clause."""
    for i in range(mention.start - 1, max(-1, mention.start - 4), -1):
        norm = site.parsed.words[i].norm
        if norm in PREPOSITIONS or norm == ",":
            return norm != ","
    return False


def find_antecedent(parsed: ParsedText, pronoun: Mention) -> Target:
    """Whom "han" or "hon" stands for: a person pointed out before; else one in the thread."""
    for mention in parsed.people:  # "han Provström"
        if mention.start == pronoun.end and mention.is_named:
            return Target(kind=kind_of(parsed, mention), certainty=0.9)
    if pronoun.end < len(parsed.words):
        after = parsed.words[pronoun.end]
        if after.norm in _WHERE or is_new_name(after):
            return Target(kind=Who.PERSON, certainty=0.85)  # "hon i kassan", "han Kjelle"
    for mention in parsed.people:  # "hon är ful, rektorn"
        behind = pronoun.end < mention.start <= pronoun.end + 4
        if behind and mention.who in _IN_ROLE and parsed.words[mention.start - 1].norm == ",":
            return Target(kind=kind_of(parsed, mention), certainty=0.85)
    sentence = parsed.sentence(pronoun.start)
    for mention in parsed.people:  # "han är …, den där Rolf på tekniska"
        is_later = mention.is_named and pronoun.end < mention.start < sentence.stop
        before = parsed.words[max(pronoun.end, mention.start - 2) : mention.start]
        if is_later and any(word.norm in ("där", "den", ",") for word in before):
            return Target(kind=kind_of(parsed, mention), certainty=0.8)
    for mention in reversed(parsed.people):
        known = mention.who in INDIVIDUALS and mention.who is not Who.THIRD
        if mention.end <= pronoun.start and known and not mention.is_plural:
            return Target(kind=kind_of(parsed, mention), certainty=0.75)
    for word, following in pairwise(parsed.words):  # "svara inte på hennes inlägg, hon är …"
        if "poss_3" in word.tags and following.norm.startswith(("inlägg", "kommentar")):
            return Target(kind=Who.PERSON, certainty=0.75)
    return Target(kind=UNCLEAR, certainty=0.7)


def is_new_name(word: Word) -> bool:
    """Whether a word looks like a name that no list holds."""
    return word.is_capitalised and not word.is_ordinary and "place" not in word.tags


def kind_of(parsed: ParsedText, mention: Mention) -> str:
    """The kind of a mention; a plural is a collective, and a name takes the role beside it."""
    if mention.who is Who.COMMENTER or mention.who is Who.GROUP:
        return mention.who
    if mention.who in COLLECTIVE or mention.is_plural:
        return Who.BODY
    if mention.who is Who.PERSON and mention.is_named:
        for other in parsed.people:
            is_beside = 0 <= mention.start - other.end <= 1 or 0 <= other.start - mention.end <= 2
            if is_beside and other.who in (Who.STAFF, Who.POLITICIAN, Who.CHILD):
                return other.who
    return mention.who
