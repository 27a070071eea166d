"""Patterns over words, written in the word lists: `skicka|mejla mig|oss … <document>`.

A pattern is words parted by spaces. `a|b` is either, `_` any one word, `…` up to six words of the
same sentence, `<tag>` a word with that tag, `<a|b>|c` either tag or a word, `x?` may be missing,
`!x` any one word but x, `^` the start of a sentence or clause, `$` its end; `_`, `…`, `^` and `$`
are never an alternative. A word matches in any inflection whose lemma it is; `=word|other` matches
those forms only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from sys import intern
from typing import Protocol

from attrs import field, frozen

_GAP = 6
_LONGEST = 14
_CLAUSE_MARKS = frozenset((",", ";", ":", "-", "–", "(", '"', "”", "…", "..."))


class PhraseError(Exception):
    """A pattern that can not be read; the message says why."""


class MatchableWord(Protocol):
    """What a pattern asks of a word."""

    @property
    def norm(self) -> str:
        """The word as it stands, casefolded."""

    @property
    def marks(self) -> frozenset[str]:
        """What `marks_of` makes of it."""


def marks_of(norm: str, keys: Iterable[str], tags: Iterable[str]) -> tuple[str, ...]:
    """What patterns know a word by: its spellings, `=` the form itself, and `<` each tag."""
    return (*keys, f"={norm}", *map(_mark_of_tag, sorted(tags)))


@lru_cache(4096)  # of a tag, all words have the same one
def _mark_of_tag(tag: str) -> str:
    return f"<{tag}"


@frozen
class Part:
    """One element: what it takes and how often. `kind` is word, any, gap, start or end.

    An exact part takes its words only as they stand. `marks` are those of the words it takes, or,
    if it is negated, does not take.
    """

    kind: str
    words: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    is_optional: bool = False
    is_negated: bool = False
    is_exact: bool = False
    marks: frozenset[str] = field(init=False, repr=False)

    @marks.default
    def _its_marks(self) -> frozenset[str]:
        if not (self.is_exact or self.tags):
            return self.words
        sign = "=" if self.is_exact else ""
        words = (intern(sign + word) for word in self.words)
        return frozenset((*words, *map(_mark_of_tag, self.tags)))

    @property
    def is_required(self) -> bool:
        """Whether one of its words or tags stands in every match."""
        return self.kind == "word" and not self.is_optional and not self.is_negated

    @property
    def width(self) -> tuple[int, int]:
        """The fewest and the most words that it takes."""
        if self.kind in ("start", "end"):
            return 0, 0
        return (0, _GAP) if self.kind == "gap" else (0 if self.is_optional else 1, 1)


_Step = tuple[str, frozenset[str], bool, bool]
"""A part as it is matched: its kind, marks, and whether it is negated or optional."""


@frozen
class Phrase:
    """A parsed pattern."""

    source: str
    parts: tuple[Part, ...] = field(repr=False, eq=False)
    _steps: tuple[_Step, ...] = field(init=False, repr=False, eq=False)

    @_steps.default
    def _its_steps(self) -> tuple[_Step, ...]:
        return tuple((p.kind, p.marks, p.is_negated, p.is_optional) for p in self.parts)

    @property
    def literals(self) -> frozenset[str]:
        """Its words of letters alone."""
        return frozenset(word for part in self.parts for word in part.words if word.isalpha())

    def match(self, words: Sequence[MatchableWord], sentences: Sequence[int], start: int) -> int:
        """The end of the match that begins at `start`, or -1.

        A word that may be missing is taken where it stands, and a gap is as short as it can be.
        `sentences[i]` numbers the sentence of word i; no match leaves its sentence.
        """
        count, sentence = len(words), sentences[start]
        at = start
        for number, (kind, marks, is_negated, is_optional) in enumerate(self._steps):
            if kind != "word" or is_optional:  # from here on there are several ways to go on
                return self._match_from(words, sentences, number, at)
            if (
                at == count
                or marks.isdisjoint(words[at].marks) is not is_negated
                or sentences[at] != sentence
            ):
                return -1
            at += 1
        return at

    def _match_from(
        self, words: Sequence[MatchableWord], sentences: Sequence[int], number: int, start: int
    ) -> int:
        """The end of a match whose part of this number begins at `start`, or -1."""
        first = start if number == 0 else start - 1  # a word of the sentence
        sentence, count = sentences[first], len(words)
        places = [start]  # where the next part may begin, the dearest first; each place once
        for kind, marks, is_negated, is_optional in self._steps[number:]:
            if kind == "word" or kind == "any":
                taken: dict[int, None] = {}
                for i in places:
                    if (
                        i < count
                        and sentences[i] == sentence
                        and (kind == "any" or marks.isdisjoint(words[i].marks) is is_negated)
                    ):
                        taken[i + 1] = None
                    if is_optional:
                        taken[i] = None
                places = list(taken)
            elif kind == "gap":
                ends = dict.fromkeys(i + n for i in places for n in range(_GAP + 1))
                places = [i for i in ends if i <= count and sentences[i - 1] == sentence]
            elif kind == "start":
                places = [i for i in places if _begins_clause(words, sentences, i)]
            else:
                places = [i for i in places if _ends_clause(words, sentences, i, sentence)]
            if not places:
                return -1
        return places[0]


def _begins_clause(words: Sequence[MatchableWord], sentences: Sequence[int], i: int) -> bool:
    if i == 0 or i == len(words) or sentences[i - 1] != sentences[i]:
        return True
    return words[i - 1].norm in _CLAUSE_MARKS


def _ends_clause(
    words: Sequence[MatchableWord], sentences: Sequence[int], i: int, sentence: int
) -> bool:
    return i == len(words) or sentences[i] != sentence or not words[i].norm[:1].isalnum()


def parse_phrase(source: str) -> Phrase:
    """The pattern that a casefolded source describes; PhraseError where it is none."""
    parts = tuple(_parse_part(piece) for piece in source.split())
    if not parts or len(parts) > _LONGEST:
        raise PhraseError(f"a pattern has 1 to {_LONGEST} parts")
    if sum(part.kind == "gap" for part in parts) > 3:
        raise PhraseError("a pattern has at most three gaps (…)")
    if parts[0].kind == "gap":
        raise PhraseError("a pattern does not begin with a gap (…)")
    if not any(part.is_required for part in parts):
        raise PhraseError("a pattern needs a word or a <tag> that must be there")
    return Phrase(source, parts)


_BETWEEN = re.compile(r"\|(?![^<]*>)")
_PLACES = {"…": "gap", "...": "gap", "^": "start", "$": "end"}


@lru_cache(4096)  # equal parts are one and the same: there are thousands of "en|ett"
def _parse_part(piece: str) -> Part:
    if piece in _PLACES:
        return Part(_PLACES[piece])
    whole = piece
    is_optional = len(piece) > 1 and piece.endswith("?")
    piece = piece.removesuffix("?") if is_optional else piece
    is_negated = len(piece) > 1 and piece.startswith("!")
    piece = piece.removeprefix("!") if is_negated else piece
    if piece in _PLACES or whole.startswith("!_"):
        raise PhraseError(f"{piece} stands alone, not as {whole!r}")
    if piece == "_":
        return Part("any", is_optional=is_optional)
    is_exact = len(piece) > 1 and piece.startswith("=")
    words: set[str] = set()
    tags: set[str] = set()
    for alternative in _BETWEEN.split(piece[is_exact:]):
        if alternative.startswith("<") and alternative.endswith(">"):
            tags.update(alternative[1:-1].split("|"))
        elif alternative.startswith("<") and alternative[1:2].isalpha():
            raise PhraseError(f"nothing closes the < in {whole!r}")
        else:
            words.add(intern(alternative))
    if places := words & {*_PLACES, "_"}:
        raise PhraseError(f"{min(places)} stands alone, not as {whole!r}")
    if "" in words or "" in tags:
        raise PhraseError(f"nothing stands beside | in {whole!r}")
    return Part("word", frozenset(words), frozenset(tags), is_optional, is_negated, is_exact)
