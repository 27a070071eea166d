"""Who is meant: the people, bodies and groups that a comment mentions.

Names come from `person_names`; roles, kinship and pronouns from `people.toml`. Nothing here judges;
detectors ask whom a finding is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ale_moderation.person_names import (
    PLACE_PREPOSITIONS,
    SCHOOL_CLASS,
    is_surname,
    is_workplace,
    name_end,
    words_after,
    words_before,
)

if TYPE_CHECKING:  # nlp.py calls this module, so at run time the import goes one way only
    from ale_moderation.parsed_text import ParsedText, Word


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


class Mention(NamedTuple):
    """Words `start` to `end` (half-open) that point at somebody.

    `is_named` says that a name stands there, `is_own` that it is somebody of the writer's ("min
    son"), `is_definite` that it points at one particular person rather than any. A tuple, not an
    attrs record, for speed.
    """

    start: int
    end: int
    who: Who
    is_named: bool = False
    is_plural: bool = False
    is_own: bool = False
    is_definite: bool = True


_PRONOUNS = {
    "pron_1s": (Who.SELF, False),
    "pron_1p": (Who.SELF, True),
    "poss_1": (Who.SELF, False),
    "pron_2s": (Who.COMMENTER, False),
    "poss_2": (Who.COMMENTER, False),
    "pron_2p": (Who.PLURAL_YOU, True),
    "poss_2p": (Who.PLURAL_YOU, True),
    "pron_3s": (Who.THIRD, False),
    "poss_3": (Who.THIRD, False),
    "pron_3p": (Who.THEY, True),
}
"""Whom a pronoun points at, and whether at several."""

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
_ONE_PERSON = tuple((tag, who) for tag, who in _ROLES.items() if who in INDIVIDUALS)


def may_be_mention(form: str, tags: Iterable[str], *, is_name_like: bool) -> bool:
    """Whether a word form may point at somebody, alone or as the first of several words.

    `is_name_like` says that it is capitalised and no ordinary word.
    """
    if is_name_like or form[0] == "@":
        return True
    return not _TELLING.isdisjoint(tags)


_TELLING = frozenset((*_PRONOUNS, *_ROLES, "given_name", "given_name_or_word", "surname"))


def find_people(parsed: ParsedText) -> tuple[Mention, ...]:
    """Every mention, in order of place; none overlaps another, and a name wins over a role."""
    words = parsed.words
    mentions: list[Mention] = []
    end = 0
    for i in [i for i, word in enumerate(words) if word.may_be_mention]:
        if i < end:
            continue
        word = words[i]
        if found := name_end(parsed, i):
            end = found
            mentions.append(Mention(i, end, _who_is_named(parsed, i, end), is_named=True))
        elif word.form[0] == "@":
            if len(word.form) > 1:
                after = words_after(parsed, i, 1) if word.form[1].isupper() else ()
                end = i + 2 if after and is_surname(after[0], word, is_sure=True) else i + 1
                mentions.append(Mention(i, end, Who.COMMENTER, is_named=True))
        elif _has_a_seat(parsed, i):
            end = i + 1
            mentions.append(Mention(i, end, Who.POLITICIAN, is_named=True))
        elif word.norm in ("mitt", "mit") and _is_a_place(parsed, i):
            continue
        elif pronoun := next((_PRONOUNS[tag] for tag in _PRONOUNS if tag in word.tags), None):
            mentions.append(Mention(i, i + 1, pronoun[0], is_plural=pronoun[1]))
        elif who := next((who for tag, who in _ROLES.items() if tag in word.tags), None):
            mentions.append(_role(parsed, i, who))
    return tuple(mentions)


def _is_a_place(parsed: ParsedText, i: int) -> bool:
    """Whether "mitt" tells where or when, and not whose: "mitt emot ica", "mitt i natten"."""
    after = words_after(parsed, i, 1)
    return bool(after) and after[0].norm in _MIDST


_MIDST = frozenset(
    "emot i på under bland ibland framför för mellan emellan ute inne inför igenom över".split()
)

_PLURAL = re.compile(
    r"(?:arna|erna|orna|arnas|ernas|ornas|ena|are|ar|er|or|na|(?:barn|syskon|männ|råd|ombud)en)s?$"
)
_DEFINITE = re.compile(r"(?:en|et|an|n|t)s?$")
_POINTERS = frozenset("den det denna denne han hon vår våran er eran min din the that this".split())
_NO_GENITIVE = frozenset("vars ens hos finns minns ses plus is was".split())
_SINGULAR_BEFORE = frozenset("en ett den min din er vår våran hans hennes som vilken denna".split())
_POSSESSIVES = frozenset(("poss_1", "poss_2", "poss_2p", "poss_3"))


def _role(parsed: ParsedText, i: int, who: Who) -> Mention:
    """A mention through a role, kinship, body or group."""
    word = parsed.words[i]
    near = words_before(parsed, i, 3)
    before = near[-1] if near else None
    is_own = any("poss_1" in w.tags for w in near)
    is_plural = _PLURAL.search(word.norm) is not None and not _is_agent_singular(word, before, who)
    is_pointed = before is not None and (
        (before.norm.endswith("s") and before.norm not in _NO_GENITIVE)
        or not before.tags.isdisjoint(_POSSESSIVES)
        or any(w.norm in _POINTERS for w in near)
    )
    is_definite = is_pointed or (not is_plural and _DEFINITE.search(word.norm) is not None)
    if who in (Who.STAFF, Who.POLITICIAN) and is_plural and not is_own:
        who = Who.BODY
    if word.norm in ("polisen", "polisens") and not _is_one_officer(parsed, i):
        who = Who.BODY
    return Mention(i, i + 1, who, False, is_plural, is_own, is_definite)


def _is_one_officer(parsed: ParsedText, i: int) -> bool:
    """Whether "polisen" is one of them: "den där polisen", "polisen som stod vid rondellen"."""
    before, after = words_before(parsed, i, 2), words_after(parsed, i, 1)
    is_told = bool(after) and after[0].norm == "som"
    return is_told or any(w.norm in ("den", "där", "här") for w in before)


def _is_agent_singular(word: Word, before: Word | None, who: Who) -> bool:
    """Whether a word in -are/-er is one person: "en lärare", "vår kassör", "handläggaren"."""
    if word.norm.endswith(("aren", "arens", "ern", "erns")):
        return True
    is_singular = before is not None and before.norm in _SINGULAR_BEFORE
    norm = word.norm.removesuffix("s")
    endings = ("are", "er", "ar", "or") if is_singular or who in INDIVIDUALS else ("are", "er")
    return norm.endswith(endings) and (is_singular or _is_base(word, norm))


def _is_base(word: Word, norm: str) -> bool:
    """Whether the form stands itself in a word list (lärare, mor), not as a plural of another."""
    is_inflected = any(norm.startswith(key) and key != norm for key in word.keys)
    is_listed = any(hit.entry.word.casefold().endswith(norm[-5:]) for hit in word.hits)
    return is_listed and not is_inflected


_POLITICAL = re.compile(r"nämnd|fullmäktige|kommunstyrelse|kommunalråd|parti")


def _has_a_seat(parsed: ParsedText, i: int) -> bool:
    """Whether a surname alone is that of a politician: "Hallvik i kommunstyrelsen"."""
    word, after = parsed.words[i], words_after(parsed, i, 2)
    is_name = word.is_capitalised and not word.is_ordinary and "place" not in word.tags
    is_in = len(after) > 1 and after[0].norm == "i" and _POLITICAL.search(after[1].norm) is not None
    return is_name and is_in


def _who_is_named(parsed: ParsedText, start: int, end: int) -> Who:
    """What kind of person a name points at, from the words beside it."""
    words = parsed.words
    for tag, who in (("known_politician", Who.POLITICIAN), ("known_official", Who.STAFF)):
        if any(span.start < end and start < span.end for span in parsed.spans.get(tag)):
            return who
    if start > 0:
        before = words[start - 1]
        for tag, who in _ONE_PERSON:
            if tag in before.tags:
                return who
        if before.form == "@":
            return Who.COMMENTER
    after = words_after(parsed, end - 1, 3)
    if len(after) > 1 and after[0].norm in PLACE_PREPOSITIONS:
        if after[0].norm == "i" and SCHOOL_CLASS.match(after[1].norm):
            return Who.CHILD
        if _POLITICAL.search(after[1].norm):
            return Who.POLITICIAN
        if is_workplace(after[1]):
            return Who.STAFF
    for mark, word in pairwise(after):
        if mark.norm == "(" and "party" in word.tags:
            return Who.POLITICIAN
        if mark.norm in (",", "("):
            for tag, who in _ONE_PERSON:
                if tag in word.tags:
                    return who
    return Who.PERSON
