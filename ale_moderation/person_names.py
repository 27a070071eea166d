"""Where the name of a person begins and ends, by the name lists and by what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nlp.py calls people.py, which calls this: at run time the import goes one way
    from ale_moderation.parsed_text import ParsedText, Word

SCHOOL_CLASS = re.compile(
    r"(?:f-?\d|\d{1,2}[a-zåäö]?|ettan|tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian)$"
)
PLACE_PREPOSITIONS = frozenset("på i hos från vid å pa fran".split())
_INITIAL = re.compile(r"[A-ZÅÄÖ]\.?$")
_HYPHENED = re.compile(r"[-:][a-zåäö]")  # FN-diplomater, BBC:s
_PARTICLED = re.compile(r"[a-z]{1,4}-[A-ZÅÄÖ]")  # al-Assad
_BODY = re.compile(r"(?:[^-]en|et|na)s?$")  # Riksrevisionen
_BEFORE_PLACES = frozenset(("på", "i", "vid", "å"))
_ANNOUNCING = frozenset("role_politician role_staff child kin person name.title name.says".split())
_BODY_LIKE = frozenset(("body", "topic"))


def may_be_name(form: str, tags: Set[str], *, is_capitalised: bool) -> bool:
    """Whether a name may begin with a word form that may be a mention; `name_end` decides."""
    if not form[0].isalpha():
        return False
    if is_capitalised:
        return "place" not in tags or not tags.isdisjoint(("given_name", "given_name_or_word"))
    return "given_name" in tags


def name_end(parsed: ParsedText, i: int) -> int | None:
    """The end of the name that begins at word i, or None."""
    word = parsed.words[i]
    tags = word.tags
    if not word.form[0].isalpha() or _is_of_a_thing(parsed, i):
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


def _is_of_a_thing(parsed: ParsedText, i: int) -> bool:
    """Whether what bears the name at word i is nobody: "stormen Gudrun", "vår katt Sixten"."""
    before = [w.norm for w in words_before(parsed, i, 2)]
    is_pet = len(before) == 2 and before[0] in _OWN and before[1] in _PETS
    return before[-1:] != [] and (before[-1] in _NAMED_THINGS or is_pet)


_OWN = ("min", "mitt", "vår", "vårt", "våran", "deras", "hennes", "hans", "en", "ett")
_PETS = ("katt", "kattunge", "hund", "valp", "häst", "ponny", "kanin", "marsvin", "papegoja")
_NAMED_THINGS = frozenset(
    """
    stormen orkanen ovädret lågtrycket cyklonen färjan båten fartyget skutan ångaren tåget katten
    hunden hästen ponnyn kaninen kossan tuppen papegojan plogen plogbilen roboten dockan kyrkan
    """.split()
)
"""What bears a name and is nobody: "stormen Gudrun", "hunden Bosse"."""


def _whole_name_end(parsed: ParsedText, i: int) -> int:
    """The end of a name that begins with a first name: more of them, initials, a surname or two."""
    first, words = parsed.words[i], words_after(parsed, i, 6)
    is_sure = "given_name" in first.tags or _is_announced(words_before(parsed, i, 1))
    end = k = 0
    while k < len(words) and words[k].is_capitalised and "given_name" in words[k].tags:
        end = k = k + 1
    while k < len(words) and (
        "name_particle" in words[k].tags or _INITIAL.match(words[k].form) or words[k].form == "."
    ):
        k += 1
    for word in words[k : k + 2]:
        if not is_surname(word, first, is_sure=is_sure):
            break
        end = k = k + 1
    if not end and words and _is_initial(words[0], first):
        end = 1
    return i + 1 + end


def _is_initial(word: Word, first: Word) -> bool:
    """Whether a letter stands for the surname: "Dennis H"; "I" and "Å" are words themselves."""
    is_letter = len(word.form) == 1 and word.form.isupper() and word.form.isalpha()
    return is_letter and first.is_capitalised and word.form not in "IÅÖ"


def is_surname(word: Word, first: Word, *, is_sure: bool) -> bool:
    """Whether a word can be a surname after a first name.

    Where the first name is written with a small letter, so may the surname be. `is_sure` says that
    the first name is one; else more is asked for than any capitalised word.
    """
    if "place" in word.tags or not word.form[0].isalpha():
        return False
    if first.form.islower():
        return "surname" in word.tags and not (word.is_ordinary and word.form.islower())
    is_capitalised = word.is_capitalised or _PARTICLED.match(word.form) is not None
    if _is_listed(word):
        return is_capitalised or not first.is_capitalised
    if not is_capitalised or "common_word" in word.tags or "name.seldom" in first.tags:
        return False
    return is_sure or not (word.is_ordinary or _HYPHENED.search(word.form))


def _is_listed(word: Word) -> bool:
    """Whether a word is a known surname, or has the ending of one."""
    return "surname" in word.tags or "surname_ending" in word.tags


def _is_first_name_here(parsed: ParsedText, i: int) -> bool:
    """Whether a capitalised word that is also a first name is one, by what stands beside it."""
    tags = parsed.words[i].tags
    before, after = words_before(parsed, i, 2), words_after(parsed, i, 2)
    is_seldom = "name.seldom" in tags or "place" in tags
    if len(after) > 1 and after[0].norm == "i" and SCHOOL_CLASS.match(after[1].norm):
        return True
    if _is_announced(before[-1:]):
        return True
    if after and "name.does" in after[0].tags and not is_seldom:
        return True
    if [word.norm for word in after] in (["är", "en"], ["är", "ett"]) and not is_seldom:
        return True  # what is no name has an article of its own
    if not before or not (before[-1].is_word or before[-1].norm == ","):
        return len(after) > 1 and after[0].norm == "på" and is_workplace(after[1])
    is_title = len(before) > 1 and before[-1].is_capitalised
    return not (is_seldom or is_title or before[-1].norm in _BEFORE_PLACES)


def _foreign_name_end(parsed: ParsedText, i: int) -> int | None:
    """The end of two unknown capitalised words that together are a name."""
    first, before, after = parsed.words[i], words_before(parsed, i, 3), words_after(parsed, i, 4)
    if first.is_ordinary or "name.title" in first.tags or _HYPHENED.search(first.form) or not after:
        return None
    if "given_name" in after[0].tags or not is_surname(after[0], first, is_sure=False):
        return None
    if _is_announced(before[-1:]):
        return i + 2
    if before and before[-1].norm in PLACE_PREPOSITIONS:
        return None
    is_longer = len(after) > 1 and after[1].is_capitalised and not after[1].is_ordinary
    is_brand = "name.never" in first.tags or "name.never" in after[0].tags
    is_swedish = any("common_word" in word.tags for word in (*before, *after))
    return (
        i + 2 if _is_listed(after[0]) or (is_swedish and not is_longer and not is_brand) else None
    )


def _is_surname_here(parsed: ParsedText, i: int) -> bool:
    """Whether a capitalised word is a surname that stands alone."""
    word, before = parsed.words[i], words_before(parsed, i, 1)
    is_known = "surname" in word.tags
    if before and "name.title" in before[0].tags:
        return "common_word" not in word.tags
    if word.is_ordinary:
        return is_known and _is_announced(before)
    if not before or before[0].norm in PLACE_PREPOSITIONS:
        return is_known
    if _is_listed(word):
        return True
    return _is_announced(before) and not _HYPHENED.search(word.form) and not _BODY.search(word.norm)


def _is_announced(before: Sequence[Word]) -> bool:
    """Whether the word before a name says that a person follows."""
    return bool(before) and not before[0].tags.isdisjoint(_ANNOUNCING)


def is_workplace(word: Word) -> bool:
    """Whether those who work there serve the municipality."""
    is_public = not _BODY_LIKE.isdisjoint(word.tags) or word.norm.endswith(_WORKPLACES)
    return is_public and not word.norm.endswith(_PRIVATE_PLACES)


_WORKPLACES = tuple(
    "skolan boendet kontoret biblioteket badet hallen bygglov socialen kommunen kommunhuset "
    "tekniska hemtjänsten hemmet fritids gymnasiet enheten förvaltningen receptionen växeln gården "
    "köket bvc bup vårdcentralen lyktan".split()
)
_PRIVATE_PLACES = tuple(
    "klubben föreningen kyrkan församlingen bolaget firman laget affären macken".split()
)


def words_before(parsed: ParsedText, i: int, count: int) -> Sequence[Word]:
    """At most so many words before a position, of its sentence."""
    start = max(0, i - count)
    while parsed.sentences[start] != parsed.sentences[i]:
        start += 1
    return parsed.words[start:i]


def words_after(parsed: ParsedText, i: int, count: int) -> Sequence[Word]:
    """At most so many words after a position, of its sentence."""
    end = min(len(parsed.words), i + 1 + count)
    while parsed.sentences[end - 1] != parsed.sentences[i]:
        end -= 1
    return parsed.words[i + 1 : end]
