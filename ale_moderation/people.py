"""Who is meant: the people, bodies and groups that a comment mentions.

Names come from the name lists and from the shape of what follows a first name or a role; roles,
kinship and pronouns from `people.toml`. Nothing here judges; detectors ask whom a finding is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:  # nlp.py calls this module, so at run time the import goes one way only
    from ale_moderation.nlp import ParsedText, Word


class Who(StrEnum):
    """What kind of person or body a mention points at."""

    SELF = "self"
    COMMENTER = "commenter"
    PLURAL_YOU = "plural_you"
    STAFF = "staff"
    POLITICIAN = "politician"
    PERSON = "person"
    CHILD = "child"
    THIRD = "third"
    THEY = "they"
    BODY = "body"
    GROUP = "group"


INDIVIDUALS = frozenset((Who.STAFF, Who.POLITICIAN, Who.PERSON, Who.CHILD, Who.THIRD))
"""Kinds that point at one person who is neither writing nor addressed."""


@frozen(kw_only=True)
class Mention:
    """Words `start` to `end` (half-open) that point at somebody.

    `is_named` says that a name stands there, `is_own` that it is somebody of the writer's ("min
    son"), `is_definite` that it points at one particular person rather than any.
    """

    start: int
    end: int
    who: Who
    is_named: bool = False
    is_plural: bool = False
    is_own: bool = False
    is_definite: bool = True


_PRONOUNS = {
    "pron_1s": Who.SELF,
    "pron_1p": Who.SELF,
    "poss_1": Who.SELF,
    "pron_2s": Who.COMMENTER,
    "poss_2": Who.COMMENTER,
    "pron_2p": Who.PLURAL_YOU,
    "poss_2p": Who.PLURAL_YOU,
    "pron_3s": Who.THIRD,
    "poss_3": Who.THIRD,
    "pron_3p": Who.THEY,
}
_ROLES = {
    "role_politician": Who.POLITICIAN,
    "role_staff": Who.STAFF,
    "child": Who.CHILD,
    "kin": Who.PERSON,
    "person": Who.PERSON,
    "body": Who.BODY,
    "group": Who.GROUP,
    "slur": Who.GROUP,
}
_TAGS = (*_PRONOUNS, *_ROLES, "given_name", "given_name_or_word", "surname")
_MAYBE_NAMED = re.compile(r"@|\w,? [A-ZÅÄÖ]\w")
_PLURAL = re.compile(r"(?:arna|erna|orna|arnas|ernas|ornas|ena|are|ar|er|or|na)s?$")
_DEFINITE = re.compile(r"(?:en|et|an|n|t)s?$")
_CLASS = re.compile(r"(?:f-?\d|\d{1,2}[a-zåäö]?|(?:ettan|tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian))$")
_PLACE_PREPOSITIONS = frozenset(("på", "i", "hos", "från", "vid", "å", "pa", "fran"))
_BODY_LIKE = frozenset(("body", "topic"))
_POINTERS = frozenset(("den", "det", "denna", "denne", "den där", "han", "hon", "vår", "våran", "er", "eran", "min", "din", "the", "that", "this"))
_POLITICAL = re.compile(r"(?:nämnd|fullmäktige|kommunstyrelse|kommunalråd|parti)")


def find_people(parsed: ParsedText) -> tuple[Mention, ...]:
    """Every mention, in order of place; overlapping ones are merged, the most telling wins."""
    if not parsed.has(*_TAGS) and _MAYBE_NAMED.search(parsed.text.surface) is None:
        return ()
    names = list(_names(parsed))
    taken = {i for name in names for i in range(name.start, name.end)}
    mentions = list(names)
    for i, word in enumerate(parsed.words):
        if i in taken:
            continue
        if word.form[:1] == "@" and len(word.form) > 1:
            end = i + 1
            while end in taken:
                end += 1
            mentions = [m for m in mentions if not (m.start == i + 1 and m.end <= end)]
            mentions.append(Mention(start=i, end=end, who=Who.COMMENTER, is_named=True))
            continue
        if not word.tags:
            continue
        for tag, who in _PRONOUNS.items():
            if tag in word.tags:
                plural = tag in ("pron_1p", "pron_2p", "poss_2p", "pron_3p")
                mentions.append(Mention(start=i, end=i + 1, who=who, is_plural=plural))
                break
        else:
            if mention := _role(parsed, i, word):
                mentions.append(mention)
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _role(parsed: ParsedText, i: int, word: Word) -> Mention | None:
    """A mention through a role, kinship, body or group."""
    who = next((who for tag, who in _ROLES.items() if tag in word.tags), None)
    if who is None:
        return None
    before = parsed.words[i - 1] if i else None
    own = any("poss_1" in w.tags for w in parsed.words[max(0, i - 3) : i])
    plural = bool(_PLURAL.search(word.norm)) and not _is_agent_singular(word, before)
    genitive = before is not None and before.norm.endswith("s") and before.norm not in _NO_GENITIVE
    pointed = before is not None and (
        genitive
        or not before.tags.isdisjoint(("poss_1", "poss_2", "poss_2p", "poss_3"))
        or any(w.norm in _POINTERS for w in parsed.words[max(0, i - 3) : i])
    )
    definite = pointed or (bool(_DEFINITE.search(word.norm)) and not plural)
    if who in (Who.STAFF, Who.POLITICIAN) and plural and not own:
        who = Who.BODY
    return Mention(
        start=i, end=i + 1, who=who, is_plural=plural, is_own=own, is_definite=definite
    )


def _is_agent_singular(word: Word, before: Word | None) -> bool:
    """Whether a word in -are/-er is one person: "en lärare", "vår kassör", "handläggaren"."""
    if word.norm.endswith(("aren", "arens", "ern", "erns")):
        return True
    singular = before is not None and before.norm in _SINGULAR_BEFORE
    return word.norm.endswith(("are", "er", "ar", "or")) and (
        singular or not word.norm.endswith(("ar", "or")) and _is_base(word)
    )


_NO_GENITIVE = frozenset(("vars", "ens", "hos", "finns", "minns", "ses", "plus", "is", "was"))
_SINGULAR_BEFORE = frozenset(
    ("en", "ett", "den", "min", "din", "er", "vår", "våran", "hans", "hennes", "som", "vilken", "denna")
)


def _is_base(word: Word) -> bool:
    """Whether the form stands itself in a word list (lärare, mor), not as a plural of another."""
    return any(hit.entry.word.casefold().endswith(word.norm[-5:]) for hit in word.hits)


def _names(parsed: ParsedText) -> Iterator[Mention]:
    words = parsed.words
    i, count = 0, len(words)
    while i < count:
        end = _name_end(parsed, i)
        if end is None:
            i += 1
            continue
        yield Mention(start=i, end=end, who=_who_is_named(parsed, i, end), is_named=True)
        i = end


def _name_end(parsed: ParsedText, i: int) -> int | None:
    """The end of the name that begins at word i, or None."""
    words = parsed.words
    word = words[i]
    if not word.is_word or not word.form[0].isalpha():
        return None
    tags = word.tags
    initial = i == 0 or parsed.sentences[i - 1] != parsed.sentences[i]
    if "given_name" in tags or ("given_name_or_word" in tags and word.is_capitalised):
        end = i + 1
        while end < len(words) and "name_particle" in words[end].tags and end + 1 < len(words):
            end += 1
        if end < len(words) and (
            _is_surname(words[end], capitalised=word.is_capitalised)
            or ("given_name" in words[end].tags and end + 1 < len(words) and _is_surname(words[end + 1]))
        ):
            end += 1
            if end < len(words) and _has_surname_ending(words[end].norm) and words[end].is_capitalised:
                end += 1
            return end
        if "given_name" in tags:
            return i + 1 if word.is_capitalised or not word.is_known else None
        if i + 2 < len(words) and words[i + 1].norm == "i" and _CLASS.match(words[i + 2].norm):
            return i + 1
        followed = i + 1 < len(words) and words[i + 1].norm in _NAME_FOLLOWERS
        certain = _role_before(words, i) or followed or not word.is_known
        return i + 1 if certain and not initial else None
    if not word.is_capitalised or initial or word.is_known or _is_place(word):
        return None
    if words[i - 1].norm in _PLACE_PREPOSITIONS and "surname" not in tags:
        return None
    if _role_before(words, i) or "surname" in tags or _has_surname_ending(word.norm.removesuffix("s")):
        return i + 1
    return None


_NAME_FOLLOWERS = frozenset(("på", "i", "är", "e", "ä", "har", "och", "som", "hos"))
_SURNAME_ENDINGS = (
    *("sson", "sen", "berg", "ström", "gren", "qvist", "kvist", "lund", "lind", "holm", "dahl", "dal", "stedt"),
    *("stad", "ell", "én", "ling", "mark", "blad", "blom", "quist", "vall", "wall", "hag", "hage", "hagen"),
    *("torp", "rud", "skog", "fors", "löf", "lööf", "vik", "ås", "näs", "strand", "man", "ius", "ander", "by"),
    *("fält", "feldt", "hult", "bäck", "sjö", "sten", "slätt", "haug", "vist", "rot", "gård", "borg", "skiöld"),
)


def _has_surname_ending(norm: str) -> bool:
    return len(norm) >= 6 and norm.endswith(_SURNAME_ENDINGS)


def _is_surname(word: Word, *, capitalised: bool = True) -> bool:
    """Whether a word can be a surname where one is expected, after a first name.

    Where the first name is written with a small letter, so may the surname be.
    """
    if not word.is_word or not word.form[0].isalpha() or _is_place(word):
        return False
    if capitalised:
        return word.is_capitalised
    return "surname" in word.tags or (not word.is_known and _has_surname_ending(word.norm))


def _is_place(word: Word) -> bool:
    return "place" in word.tags


def _role_before(words: Sequence[Word], i: int) -> bool:
    return i > 0 and not words[i - 1].tags.isdisjoint(("role_staff", "role_politician", "kin", "child", "person"))


def _who_is_named(parsed: ParsedText, start: int, end: int) -> Who:
    """What kind of person a name points at, from the words beside it."""
    words = parsed.words
    for tag, who in (("known_politician", Who.POLITICIAN), ("known_official", Who.STAFF)):
        if any(span.start < end and start < span.end for span in parsed.at(tag)):
            return who
    if start > 0:
        before = words[start - 1]
        for tag, who in _ROLES.items():
            if tag in before.tags and who in INDIVIDUALS:
                return who
        if before.form == "@":
            return Who.COMMENTER
    if end + 1 < len(words) and words[end].norm in _PLACE_PREPOSITIONS:
        place = words[end + 1]
        if words[end].norm == "i" and _CLASS.match(place.norm):
            return Who.CHILD
        if _POLITICAL.search(place.norm):
            return Who.POLITICIAN
        public = not place.tags.isdisjoint(_BODY_LIKE) or place.norm.endswith(_WORKPLACES)
        if public and not place.norm.endswith(_PRIVATE_PLACES):
            return Who.STAFF
    for i in range(end, min(end + 3, len(words))):
        if parsed.sentences[i] != parsed.sentences[start]:
            break
        if words[i].norm in (",", "("):
            role = words[i + 1] if i + 1 < len(words) else None
            for tag, who in _ROLES.items():
                if role is not None and tag in role.tags and who in INDIVIDUALS:
                    return who
    return Who.PERSON


_WORKPLACES = (
    *("skolan", "förskolan", "boendet", "kontoret", "biblioteket", "badet", "hallen", "bygglov", "socialen"),
    *("kommunen", "kommunhuset", "tekniska", "hemtjänsten", "hemmet", "fritids", "gymnasiet", "enheten"),
    *("förvaltningen", "receptionen", "växeln", "gården", "köket", "bvc", "bup", "vårdcentralen", "lyktan"),
)
_PRIVATE_PLACES = ("klubben", "föreningen", "kyrkan", "församlingen", "bolaget", "firman", "laget", "affären", "macken")
