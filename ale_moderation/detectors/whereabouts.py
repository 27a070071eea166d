"""The place or unit that points somebody out: "i 3B", "på Lövstigen 4", "som sitter i kassan".

And what governs somebody: whether a preposition stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ale_moderation.nlp import ParsedText, Word

_UNIT = re.compile(r"(?:f-?\d|[pf]\d{2}|\d{1,2}[a-zåäö]|[a-zåäö]-laget|\d+)$")
_CLASS = re.compile(r"(?:f-?\d?|\d{1,2}[a-zåäö])$")
_DEFINITE = re.compile(r"..(?:en|et|an|na)$")
_NO_PLACE = frozenset(("att", "hela", "hur", "sin", "sitt", "sina"))
_AMOUNTS = frozenset(
    ("år", "årsåldern", "månader", "veckor", "dagar", "gång", "gånger", "timmar", "procent", "%")
)
_SELF_EVIDENT = frozenset(("oss", "mig", "dig", "tekniska"))
_GOVERNING = frozenset(("tie.prep", "tie.point"))
VERBS = frozenset(("tie.be", "tie.have"))
_CONJUNCTIONS = frozenset(("för", "om", "att", "så"))
_NOMINATIVES = frozenset(("han", "hon", "hen", "he", "she"))
_ALONG = frozenset(("upp", "ner", "ned", "bort", "in", "i", "på"))


def place_end(parsed: ParsedText, end: int, topics: Collection[int]) -> int:
    """Where the place ends that stands after words ending at `end`; `end` where there is none.

    `topics` are the positions of words that are no place because they are what is told.
    """
    words, sentences = parsed.words, parsed.sentences
    i = _preposition(words, end)
    if i is None or sentences[i] != sentences[end - 1]:
        return end
    if words[i].norm in ("högst", "längst"):
        while i + 1 < len(words) and words[i + 1].norm in _ALONG:
            i += 1
    target = i + 1
    has_determiner = target < len(words) and "tie.before_place" in words[target].tags
    target += has_determiner
    if target >= len(words) or sentences[target] != sentences[i] or target in topics:
        return end
    if not _is_particular(words, target, has_determiner=has_determiner):
        return end
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


def _preposition(words: Sequence[Word], end: int) -> int | None:
    """The preposition of the place, right after or in a clause with som or med."""
    if end >= len(words):
        return None
    is_clause = words[end].norm == "som" and any(
        "tie.stay" in w.tags for w in words[end + 1 : end + 2]
    )
    if is_clause or words[end].norm == "med":
        ahead = range(end + 2, min(end + 5, len(words)))
        return next((k for k in ahead if "tie.point" in words[k].tags), None)
    return end if "tie.point" in words[end].tags else None


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
