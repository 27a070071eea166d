"""Who is meant: the people, bodies and groups that a comment mentions.

Names come from the name lists and from the shape of what stands beside a first name or a role;
roles, kinship and pronouns from `people.toml`. Nothing here judges; detectors ask whom a finding is
about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

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
        if found := _name_end(parsed, i):
            end = found
            mentions.append(Mention(i, end, _who_is_named(parsed, i, end), is_named=True))
        elif word.form[0] == "@":
            if len(word.form) > 1:
                after = _words_after(parsed, i, 1) if word.form[1].isupper() else ()
                end = i + 2 if after and "surname" in after[0].tags else i + 1
                mentions.append(Mention(i, end, Who.COMMENTER, is_named=True))
        elif pronoun := next((_PRONOUNS[tag] for tag in _PRONOUNS if tag in word.tags), None):
            mentions.append(Mention(i, i + 1, pronoun[0], is_plural=pronoun[1]))
        elif who := next((who for tag, who in _ROLES.items() if tag in word.tags), None):
            mentions.append(_role(parsed, i, who))
    return tuple(mentions)


_PLURAL = re.compile(r"(?:arna|erna|orna|arnas|ernas|ornas|ena|are|ar|er|or|na)s?$")
_DEFINITE = re.compile(r"(?:en|et|an|n|t)s?$")
_POINTERS = frozenset("den det denna denne han hon vår våran er eran min din the that this".split())
_NO_GENITIVE = frozenset("vars ens hos finns minns ses plus is was".split())
_SINGULAR_BEFORE = frozenset("en ett den min din er vår våran hans hennes som vilken denna".split())
_POSSESSIVES = frozenset(("poss_1", "poss_2", "poss_2p", "poss_3"))


def _role(parsed: ParsedText, i: int, who: Who) -> Mention:
    """A mention through a role, kinship, body or group."""
    word = parsed.words[i]
    near = _words_before(parsed, i, 3)
    before = near[-1] if near else None
    is_own = any("poss_1" in w.tags for w in near)
    is_plural = _PLURAL.search(word.norm) is not None and not _is_agent_singular(word, before)
    is_pointed = before is not None and (
        (before.norm.endswith("s") and before.norm not in _NO_GENITIVE)
        or not before.tags.isdisjoint(_POSSESSIVES)
        or any(w.norm in _POINTERS for w in near)
    )
    is_definite = is_pointed or (not is_plural and _DEFINITE.search(word.norm) is not None)
    if who in (Who.STAFF, Who.POLITICIAN) and is_plural and not is_own:
        who = Who.BODY
    return Mention(i, i + 1, who, False, is_plural, is_own, is_definite)


def _is_agent_singular(word: Word, before: Word | None) -> bool:
    """Whether a word in -are/-er is one person: "en lärare", "vår kassör", "handläggaren"."""
    if word.norm.endswith(("aren", "arens", "ern", "erns")):
        return True
    is_singular = before is not None and before.norm in _SINGULAR_BEFORE
    return word.norm.endswith(("are", "er", "ar", "or")) and (
        is_singular or (not word.norm.endswith(("ar", "or")) and _is_base(word))
    )


def _is_base(word: Word) -> bool:
    """Whether the form stands itself in a word list (lärare, mor), not as a plural of another."""
    return any(hit.entry.word.casefold().endswith(word.norm[-5:]) for hit in word.hits)


_CLASS = re.compile(r"(?:f-?\d|\d{1,2}[a-zåäö]?|(?:et|två|tre|fyr|fem|sex|sju|åt|ni)(?:t?an))$")
_INITIAL = re.compile(r"[A-ZÅÄÖ]\.?$")
_PLACE_PREPOSITIONS = frozenset("på i hos från vid å pa fran".split())
_BODY_LIKE = frozenset(("body", "topic"))
_POLITICAL = re.compile(r"nämnd|fullmäktige|kommunstyrelse|kommunalråd|parti")
_SAYS = frozenset(
    "säger sa sade säjer skriver skrev menar tycker hävdar påstår svarar svarade berättar "
    "berättade enligt".split()
)
_DOES = _SAYS | frozenset(
    "ringde ljuger ljög jobbar jobbade bor bodde heter lovade frågade vägrar vägrade vet".split()
)
"""What a person does, so that an ambiguous first name before it is one."""


def _name_end(parsed: ParsedText, i: int) -> int | None:
    """The end of the name that begins at word i, or None."""
    word = parsed.words[i]
    tags = word.tags
    if not word.form[0].isalpha():
        return None
    if "given_name" in tags or ("given_name_or_word" in tags and word.is_capitalised):
        end = _whole_name_end(parsed, i)
        if end > i + 1:
            return end
        if "given_name" in tags:
            is_name = word.is_capitalised or not word.is_ordinary
        else:
            is_name = _is_first_name_here(parsed, i)
        return end if is_name else None
    if word.is_capitalised and "place" not in tags:
        return _foreign_name_end(parsed, i) or (i + 1 if _is_surname_here(parsed, i) else None)
    return None


def _whole_name_end(parsed: ParsedText, i: int) -> int:
    """The end of a name that begins with a first name: more of them, initials, a surname or two."""
    first, words = parsed.words[i], _words_after(parsed, i, 6)
    end = k = 0
    while k < len(words) and words[k].is_capitalised and "given_name" in words[k].tags:
        end = k = k + 1
    while k < len(words) and (
        "name_particle" in words[k].tags or _INITIAL.match(words[k].form) or words[k].form == "."
    ):
        k += 1
    for word in words[k : k + 2]:
        if not _is_surname(word, first):
            break
        end = k = k + 1
    return i + 1 + end


def _is_surname(word: Word, first: Word) -> bool:
    """Whether a word can be a surname after a first name.

    Where the first name is written with a small letter, so may the surname be.
    """
    if "place" in word.tags or not word.form[0].isalpha():
        return False
    if not first.is_capitalised:
        return "surname" in word.tags and not (word.is_ordinary and word.form.islower())
    is_likely = not {"surname", "surname_ending"}.isdisjoint(word.tags)
    if "given_name" not in first.tags and first.is_ordinary:
        return word.is_capitalised and is_likely
    return word.is_capitalised and (is_likely or not word.is_ordinary)


def _is_first_name_here(parsed: ParsedText, i: int) -> bool:
    """Whether a capitalised word that is also a first name is one, by what stands beside it."""
    word = parsed.words[i]
    before, after = _words_before(parsed, i, 2), _words_after(parsed, i, 2)
    following = after[0].norm if after else ""
    if len(after) > 1 and following == "i" and _CLASS.match(after[1].norm):
        return True
    if (before and _is_person(before[-1])) or (following in _DOES and word.norm != "alla"):
        return True
    if not before or not (before[-1].is_word or before[-1].norm == ","):
        return len(after) > 1 and following == "på" and _is_workplace(after[1])
    if word.norm in _NEVER_ALONE or not before[-1].form.isalpha() and before[-1].norm != ",":
        return False
    is_title = len(before) > 1 and before[-1].is_capitalised
    return not is_title and before[-1].norm not in ("i", "på", "vid", "å")


_NEVER_ALONE = frozenset("alla can dina hans mina per april maj juni juli".split())


def _foreign_name_end(parsed: ParsedText, i: int) -> int | None:
    """The end of two unknown capitalised words that together are a name."""
    words = parsed.words[i : i + 3]
    before = _words_before(parsed, i, 1)
    if len(words) < 2 or words[0].is_ordinary or not _is_surname(words[1], words[0]):
        return None
    if parsed.sentences[i + 1] != parsed.sentences[i]:
        return None
    is_likely = not {"surname", "surname_ending"}.isdisjoint(words[1].tags)
    is_said = before and (_is_person(before[0]) or before[0].norm in _SAYS)
    if is_said or (is_likely and not (before and before[0].norm in _PLACE_PREPOSITIONS)):
        return i + 2
    return None


def _is_surname_here(parsed: ParsedText, i: int) -> bool:
    """Whether a capitalised word is a surname that stands alone."""
    word, before = parsed.words[i], _words_before(parsed, i, 1)
    is_listed = "surname" in word.tags
    is_said = bool(before) and (_is_person(before[0]) or before[0].norm in _SAYS)
    if word.is_ordinary:
        return is_listed and is_said
    if not before or before[0].norm in _PLACE_PREPOSITIONS:
        return is_listed
    return is_listed or is_said or "surname_ending" in word.tags


def _is_person(word: Word) -> bool:
    return any(tag in word.tags for tag, _ in _ONE_PERSON)


def _words_before(parsed: ParsedText, i: int, count: int) -> Sequence[Word]:
    """At most so many words before a position, of its sentence."""
    start = max(0, i - count)
    while parsed.sentences[start] != parsed.sentences[i]:
        start += 1
    return parsed.words[start:i]


def _words_after(parsed: ParsedText, i: int, count: int) -> Sequence[Word]:
    """At most so many words after a position, of its sentence."""
    end = min(len(parsed.words), i + 1 + count)
    while parsed.sentences[end - 1] != parsed.sentences[i]:
        end -= 1
    return parsed.words[i + 1 : end]


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
    after = _words_after(parsed, end - 1, 3)
    if len(after) > 1 and after[0].norm in _PLACE_PREPOSITIONS:
        if after[0].norm == "i" and _CLASS.match(after[1].norm):
            return Who.CHILD
        if _POLITICAL.search(after[1].norm):
            return Who.POLITICIAN
        if _is_workplace(after[1]):
            return Who.STAFF
    for mark, word in zip(after, after[1:], strict=False):
        if mark.norm in (",", "("):
            for tag, who in _ONE_PERSON:
                if tag in word.tags:
                    return who
    return Who.PERSON


def _is_workplace(word: Word) -> bool:
    """Whether those who work there serve the municipality."""
    is_public = not _BODY_LIKE.isdisjoint(word.tags) or word.norm.endswith(_WORKPLACES)
    return is_public and not word.norm.endswith(_PRIVATE_PLACES)


_WORKPLACES = tuple(
    "skolan boendet kontoret biblioteket badet hallen bygglov socialen kommunen kommunhuset "
    "tekniska hemtjänsten hemmet fritids gymnasiet enheten förvaltningen receptionen växeln gården köket "
    "bvc bup vårdcentralen lyktan".split()
)
_PRIVATE_PLACES = tuple(
    "klubben föreningen kyrkan församlingen bolaget firman laget affären macken".split()
)
