"""The place or unit that points somebody out: "i 3B", "på Lövstigen 4", "som sitter i kassan".

And what governs somebody: whether a preposition stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ale_moderation.parsed_text import ParsedText, Word

_UNIT = re.compile(r"(?:f-?\d|[pf]\d{2}|\d{1,2}[a-zåäö]|[a-zåäö]-laget|\d+)$")
_CLASS = re.compile(r"(?:f-?\d?|\d{1,2}[a-zåäö])$")
_DEFINITE = re.compile(r"..(?:en|et|an|na)$")
_ONE = frozenset(("role_politician", "role_staff", "person", "kin", "child"))
_NO_PLACE = frozenset(
    (
        "att hela hur sin sitt sina nätet tv internet sommaren vintern hösten våren natten "
        "nätterna kvällen kvällarna morgonen dagen dagarna helgen helgerna veckan månaden tiden "
        "helhet allmänhet hemlandet landet utlandet världen sverige stället sidan "
        "onödan pengarna minuten semestern vanten tangenten skallen huvudet"
    ).split()
)
_AMOUNTS = frozenset(
    ("år", "årsåldern", "månader", "veckor", "dagar", "gång", "gånger", "timmar", "procent", "%")
)
_SELF_EVIDENT = frozenset(("oss", "mig", "dig", "tekniska"))
_GOVERNING = frozenset(("tie.prep", "tie.point"))
VERBS = frozenset(("tie.be", "tie.have"))
_CLAUSE_VERBS = VERBS | {"tie.stay", "tie.going", "tie.past"}
_CONJUNCTIONS = frozenset(("för", "om", "så"))
_NOMINATIVES = frozenset(("han", "hon", "hen", "he", "she"))
_ALONG = frozenset(("upp", "ner", "ned", "bort", "in", "i", "på"))
_AWAY = _ALONG - {"i", "på"} | {"fram", "bak", "ut"}
_ACROSS = frozenset(("mitt", "tvärs", "snett", "rakt", "precis", "närmast", "två", "tre"))
_FACING = frozenset(
    "emot över ovanför under ovanpå bredvid bakom mittemot nedanför intill trappor hus".split()
)
_US = frozenset(("oss", "mig", "mej"))
_SHORT = 3
_FINITE = re.compile(r".{2,}(?:[aeoåyö]r|ade|[dt]e)$")
"""Endings of the verb that follows som: vattnar, odlade, körde."""
_OF_THINGS = re.compile(r"...(?:arna|erna|orna|ena|nen|na)$")
_CLAUSE = 6
_PLAIN = 4


def place_end(parsed: ParsedText, end: int, topics: Collection[int]) -> int:
    """Where the place ends that stands after words ending at `end`; `end` where there is none.

    `topics` are the positions of words that are no place because they are what is told.
    """
    seat = _seat_end(parsed, end)
    if seat > end:
        return place_end(parsed, seat, topics)
    stops = (_place(parsed, end, i, topics) for i in _prepositions(parsed.words, end, topics))
    return next((stop for stop in stops if stop is not None), end)


def _seat_end(parsed: ParsedText, end: int) -> int:
    """Where a seat among others ends: "längst ner", "längst till vänster", "mitt emot oss"."""
    words = parsed.words[end : end + 3]
    if len(words) < 2 or parsed.sentences[end + 1] != parsed.sentences[end - 1]:
        return end
    first, second = words[0].norm, words[1].norm
    third = words[2].norm if len(words) > 2 else ""
    if first in ("högst", "längst"):
        if second in _AWAY:
            return end + 2
        if second == "till" and third in ("vänster", "höger"):
            return end + 3
    is_one = third in _US or (len(words) > 2 and _DEFINITE.search(third) and len(third) > _SHORT)
    if first in _ACROSS and second in _FACING and is_one:
        return end + 3  # "mitt emot oss", "snett över kyrkan"
    return end


def _place(parsed: ParsedText, end: int, i: int, topics: Collection[int]) -> int | None:
    """Where the place ends whose preposition is word i; None where it is no place."""
    words, sentences = parsed.words, parsed.sentences
    if sentences[i] != sentences[end - 1]:
        return None
    if words[i].norm in ("högst", "längst"):
        while i + 1 < len(words) and words[i + 1].norm in _ALONG:
            i += 1
    target = i + 1
    has_determiner = False
    while target < len(words) and "tie.before_place" in words[target].tags:
        has_determiner = True
        target += 1
    if has_determiner and _DEFINITE.search("".join(w.norm for w in words[target + 1 : target + 2])):
        target += 1  # "i det rosa huset"
    if target >= len(words) or sentences[target] != sentences[i] or target in topics:
        return None
    if not _is_particular(words, target, has_determiner=has_determiner):
        return None
    if words[i].norm == "till" and not words[target].tags.isdisjoint(_ONE):
        return None  # "svärmor till ordföranden"
    stop = target + 1
    while stop < len(words) and sentences[stop] == sentences[target] and _goes_on(words[stop]):
        stop += 1
    if stop + 1 < len(words) and words[stop].norm in ("på", "i"):
        further = words[stop + 1]
        if further.is_capitalised or "place" in further.tags:
            stop += 2
    return stop


def is_class(word: Word) -> bool:
    """Whether a word is the name of a school class: 5B, F-2."""
    return _CLASS.match(word.norm) is not None


def is_finite(word: Word) -> bool:
    """Whether a word looks like a verb with a subject: luktar, körde."""
    return _FINITE.match(word.norm) is not None


def is_article(words: Sequence[Word], i: int) -> bool:
    """Whether "de" belongs to things: "de gröna glasögonen", "dom två hundarna"."""
    if words[i].norm not in ("de", "dom", "dem") or i + 2 >= len(words):
        return False
    first, second = words[i + 1], words[i + 2]
    if not first.is_word or not first.tags.isdisjoint(VERBS) or is_finite(first):
        return False
    return _OF_THINGS.search(second.norm) is not None


def is_unit(word: Word) -> bool:
    """Whether a word is the name of a class, a team or a number: 5B, P12, 17."""
    return _UNIT.match(word.norm) is not None


def is_relative_clause(words: Sequence[Word], i: int) -> bool:
    """Whether "som" and a verb stand at word i: "som vattnar", "som alltid sitter"."""
    if i >= len(words) or words[i].norm != "som":
        return False
    following = words[i + 1 : i + 3]
    if following and following[0].norm in ("alltid", "brukar", "ofta", "nu", "numera", "inte"):
        following = following[1:]
    return any(not w.tags.isdisjoint(_CLAUSE_VERBS) or _FINITE.match(w.norm) for w in following[:1])


def _prepositions(words: Sequence[Word], end: int, topics: Collection[int]) -> Iterator[int]:
    """The prepositions that may begin the place: right after, or in a clause with som or med."""
    if end >= len(words):
        return
    is_plain = "tie.point" in words[end].tags and words[end].norm != "med"
    if is_relative_clause(words, end) or words[end].norm == "med":
        ahead = range(end + 2, min(end + 2 + _CLAUSE, len(words)))
    elif is_plain:
        yield end
        ahead = range(end + 2, min(end + 2 + _PLAIN, len(words)))
    else:
        return
    if is_plain and end + 1 in topics:
        return
    for k in ahead:
        if not words[k].is_word or k in topics or "given_name" in words[k].tags:
            return
        if "tie.point" in words[k].tags:
            yield k
        elif not words[k].tags.isdisjoint(VERBS) or (is_plain and _FINITE.match(words[k].norm)):
            return  # the clause is over


def _is_particular(words: Sequence[Word], target: int, *, has_determiner: bool) -> bool:
    """Whether a word after a preposition is one place, and not an amount, a time or a manner."""
    word = words[target]
    after = words[target + 1] if target + 1 < len(words) else None
    if word.norm in _NO_PLACE or (after is not None and after.norm in _AMOUNTS):
        return False
    return (
        has_determiner
        or word.is_capitalised
        or "place" in word.tags
        or word.norm in _SELF_EVIDENT
        or _UNIT.match(word.norm) is not None
        or _DEFINITE.search(word.norm) is not None
        or (after is not None and (after.norm.isdigit() or _is_letter(after)))
    )


def _is_letter(word: Word) -> bool:
    return len(word.form) == 1 and word.form.isupper()


def _goes_on(word: Word) -> bool:
    return word.is_capitalised or word.norm.isdigit()


def is_governed(words: Sequence[Word], start: int) -> bool:
    """Whether a preposition governs the figure that begins there."""
    i = start - 1
    if i >= 0 and words[i].norm == "att":
        return False  # "informera om att Ove (3 tr) är …"
    while (
        i >= 0
        and i >= start - 2
        and words[i].norm in ("den", "där", "en", "ett", "nya", "gamla", "sin", "sina")
    ):
        i -= 1
    if (
        i > 0
        and words[i].tags.isdisjoint(_GOVERNING)
        and words[i].is_word
        and words[i].tags.isdisjoint(VERBS)
    ):
        i -= 1  # "ur Svenska kyrkan"
    if i < 0 or words[i].tags.isdisjoint(_GOVERNING):
        return False
    if words[start].norm in _NOMINATIVES:
        return False
    if words[i].norm == "hos":
        return words[start].norm in ("oss", "mig", "mej", "er", "dig")
    if words[i].norm in _CONJUNCTIONS and start + 1 < len(words):
        following = words[start + 1 : start + 3]
        return not any("tie.be" in w.tags or "tie.have" in w.tags for w in following)
    return True
