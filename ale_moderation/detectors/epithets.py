"""People who are pointed out by what they are called: "9C-killen", "kiosk-Lasse", "bosniern".

None of these is a name or a role of the word lists; the form of the word tells that one person is
meant, and a place beside it tells which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from attrs import evolve

from ale_moderation.detectors.figure import Figure, figure_at
from ale_moderation.detectors.whereabouts import place_end
from ale_moderation.parsed_text import ParsedText, Word
from ale_moderation.people import Who

_CLASSMATE = re.compile(
    r"(?:f-?\d|\d{1,2}[a-zåäö]|ettan|tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian)s?-?"
    r"(?:kill|tjej|pojk|flick|grabb|tös|elev|unge|barn)\w{1,4}$"
)
"""A pupil called after a class: 9C-killen, femmanflickan."""

_NICKNAME = re.compile(r"[a-zåäö]{3,}-[A-ZÅÄÖ][a-zåäö]{2,}$")
"""Somebody called after what they do: kiosk-Lasse, hemtjänst-Majken."""

_ONE = re.compile(r"(?:[^aeiouyåäö]n|an|en)$")
"""The definite singular of a people or a faith: bosniern, somaliern, juden."""

_FAMILY = re.compile(r"..(?:familjen|paret|syskonen|bröderna|systrarna)s?$")
_NO_FAMILY = frozenset(
    "kungafamiljen kungaparet barnfamiljen kärnfamiljen storfamiljen värdfamiljen skaparet".split()
)
_POSSESSORS = frozenset(("hans", "hennes", "deras", "hens"))
_FAMILY_MEMBERS = frozenset(
    "föräldrar syskon bröder systrar släktingar svärföräldrar päron".split()
)
_OF_AGE = frozenset(("yngsta", "yngste", "äldsta", "äldste", "minsta", "minste", "mellersta"))
_RELATIVES = frozenset(("kin", "child", "person", "member", "tie.genitive_kin"))


def find_epithets(parsed: ParsedText, topics: Set[int]) -> Iterator[Figure]:
    """The figures that such words make, in order of place."""
    for i, word in enumerate(parsed.words):
        if word.is_word and i not in topics:
            figure = _epithet(parsed, i, word, topics)
            if figure is not None:
                yield figure


def _epithet(parsed: ParsedText, i: int, word: Word, topics: Set[int]) -> Figure | None:
    words, norm = parsed.words, word.norm
    if _CLASSMATE.match(norm):
        end = place_end(parsed, i + 1, topics)
        return figure_at(parsed, i, end, 0.92, who=Who.CHILD, is_pupil=True)
    if _is_nickname(parsed, i, word):
        end = place_end(parsed, i + 1, topics)
        return figure_at(parsed, i - _is_owned(words, i), end, 0.9, is_named=True)
    if "group" in word.tags and _ONE.search(norm):
        end = place_end(parsed, i + 1, topics)
        if end > i + 1:
            return figure_at(parsed, i, end, 0.88)
    if _FAMILY.search(norm) and norm not in _NO_FAMILY and "household" not in word.tags:
        end = place_end(parsed, i + 1, topics)
        known = 0.9 if norm.startswith("grann") else 0.85 if end > i + 1 else 0.7
        return figure_at(parsed, i, end, known, is_household=True)
    is_role = not word.tags.isdisjoint(("role_staff", "role_politician", "person"))
    if is_role and norm.endswith(("ens", "ns", "rns")) and words[i + 1 : i + 2]:
        owned = words[i + 1]
        if owned.norm in _OF_AGE or not owned.tags.isdisjoint(("tie.genitive_kin", "kin", "child")):
            who = Who.CHILD if "kin" not in owned.tags else Who.PERSON
            return figure_at(parsed, i, place_end(parsed, i + 2, topics), 0.88, who=who)
    if norm in _POSSESSORS and words[i + 1 : i + 2] and words[i + 1].norm in _FAMILY_MEMBERS:
        figure = figure_at(parsed, i, i + 2, 0.45, is_household=True)
        return evolve(figure, is_pronoun=True)  # as well known as whose they are
    if norm in _POSSESSORS and i + 2 < len(words) and words[i + 1].norm in _OF_AGE:
        if words[i + 2].tags.isdisjoint(_RELATIVES):
            return None
        end = place_end(parsed, i + 3, topics)
        return figure_at(parsed, i, end, 0.9, who=Who.CHILD)
    if norm == "den" and i + 2 < len(words) and words[i + 1].norm != "de":
        end = place_end(parsed, i + 2, topics)
        is_looked_at = words[i + 1].norm.endswith("e") and "tie.point" in words[i + 2].tags
        if is_looked_at and end > i + 2:  # "den skäggige på bänken"
            return figure_at(parsed, i, end, 0.85)
    return None


def _is_nickname(parsed: ParsedText, i: int, word: Word) -> bool:
    form = word.form
    if "-" not in form:
        return False
    if i == 0 or parsed.sentences[i - 1] != parsed.sentences[i]:
        form = form[0].lower() + form[1:]
    return _NICKNAME.match(form) is not None


def _is_owned(words: Sequence[Word], i: int) -> int:
    """1 where "vår" stands before, which then belongs to whom is called so."""
    return int(i > 0 and "poss_1" in words[i - 1].tags)
