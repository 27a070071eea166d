"""Patterns over words, written in the word lists: `skicka|mejla mig|oss … <document>`.

A pattern is words parted by spaces. `a|b` is either, `_` any one word, `…` up to six words of the
same sentence, `<tag>` a word with that tag, `<a|b>|c` either tag or a word, `x?` may be missing,
`!x` any one word but x, `^` the start of a sentence or clause, `$` its end. A word matches in any
inflection whose lemma it is; `=word|other` matches those forms only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    def keys(self) -> frozenset[str]:
        """Every spelling under which the word is known."""

    @property
    def tags(self) -> frozenset[str]:
        """The tags of its entries."""

    @property
    def hooks(self) -> Hooks | None:
        """What the index of patterns says of it."""


@frozen
class _Part:
    """One element: what it takes and how often. `kind` is word, any, gap, start or end.

    An exact part takes its words only as they stand.
    """

    kind: str
    words: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    is_optional: bool = False
    is_negated: bool = False
    is_exact: bool = False

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

    @property
    def marks(self) -> frozenset[str]:
        """Its words and tags as `PhraseIndex` knows them."""
        sign = "=" if self.is_exact else ""
        return frozenset((*(sign + word for word in self.words), *(f"<{t}" for t in self.tags)))

    def takes(self, word: MatchableWord) -> bool:
        """Whether it takes a word."""
        if self.kind == "any":
            return True
        if self.is_exact:
            found = word.norm in self.words
        else:
            found = not self.words.isdisjoint(word.keys)
        if self.tags and not found:
            found = not self.tags.isdisjoint(word.tags)
        return found is not self.is_negated


@frozen
class Phrase:
    """A parsed pattern."""

    source: str
    parts: tuple[_Part, ...] = field(repr=False, eq=False)

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
        places = [start]  # where the next part may begin, the dearest first; each place once
        for part in self.parts:
            if part.kind == "start":
                places = [i for i in places if _begins_clause(words, sentences, i)]
            elif part.kind == "end":
                places = [i for i in places if _ends_clause(words, sentences, i, sentence)]
            elif part.kind == "gap":
                reached = dict.fromkeys(i + n for i in places for n in range(_GAP + 1))
                places = [i for i in reached if i <= count and sentences[i - 1] == sentence]
            else:
                reached = {}
                for i in places:
                    if i < count and sentences[i] == sentence and part.takes(words[i]):
                        reached[i + 1] = None
                    if part.is_optional:
                        reached[i] = None
                places = [*reached]
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


def _parse_part(piece: str) -> _Part:
    if piece in _PLACES:
        return _Part(_PLACES[piece])
    whole = piece
    is_optional = len(piece) > 1 and piece.endswith("?")
    piece = piece.removesuffix("?") if is_optional else piece
    is_negated = len(piece) > 1 and piece.startswith("!")
    piece = piece.removeprefix("!") if is_negated else piece
    if piece in _PLACES:
        raise PhraseError(f"{piece} stands alone, not as {whole!r}")
    if piece == "_":
        return _Part("any", is_optional=is_optional)
    is_exact = len(piece) > 1 and piece.startswith("=")
    words: set[str] = set()
    tags: set[str] = set()
    for alternative in _BETWEEN.split(piece[is_exact:]):
        if alternative.startswith("<") and alternative.endswith(">"):
            tags.update(alternative[1:-1].split("|"))
        elif alternative.startswith("<") and alternative[1:2].isalpha():
            raise PhraseError(f"nothing closes the < in {whole!r}")
        else:
            words.add(alternative)
    if "" in words or "" in tags:
        raise PhraseError(f"nothing stands beside | in {whole!r}")
    return _Part("word", frozenset(words), frozenset(tags), is_optional, is_negated, is_exact)


@frozen
class Hooks:
    """What the patterns make of a word form, wherever it stands.

    `marks` are its spellings and tags that begin a pattern; `alone` numbers the patterns that need
    nothing but it; `after` numbers those whose second word it may be, by the mark of the first,
    which stands at most `reach` words before.
    """

    marks: tuple[str, ...]
    alone: tuple[int, ...]
    after: Mapping[str, tuple[int, ...]]
    reach: int


class PhraseIndex:
    """Finds patterns by the first two words that each must have, so that few are tried in vain."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = tuple(phrases)
        self._leads: list[
            tuple[int, int]
        ] = []  # how far the first of the two stands from the start
        self._distances: list[tuple[int, int]] = []  # and how far the second from the first
        self._firsts: set[str] = set()
        self._alone: dict[str, list[int]] = defaultdict(list)
        self._after: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, phrase in enumerate(self._phrases):
            self._add(number, phrase.parts)

    def _add(self, number: int, parts: tuple[_Part, ...]) -> None:
        first, *others = (k for k, part in enumerate(parts) if part.is_required)
        second = others[0] if others else first
        self._leads.append(_width(parts[:first]))
        self._distances.append(_width(parts[first:second]))
        if not others:
            for mark in parts[first].marks:
                self._alone[mark].append(number)
            return
        self._firsts |= parts[first].marks
        for mark in parts[second].marks:
            for before in parts[first].marks:
                self._after[mark][before].append(number)

    def hooks(self, norm: str, keys: Sequence[str], tags: Iterable[str]) -> Hooks | None:
        """What the patterns make of a word form; None, where they make nothing of it."""
        marks = (*keys, f"={norm}", *(f"<{tag}" for tag in sorted(tags)))
        after: dict[str, tuple[int, ...]] = {}
        for mark in marks:
            for before, numbers in self._after.get(mark, {}).items():
                after[before] = (*after.get(before, ()), *numbers)
        hooks = Hooks(
            tuple(mark for mark in marks if mark in self._firsts),
            tuple(dict.fromkeys(n for mark in marks for n in self._alone.get(mark, ()))),
            after,
            max((self._distances[n][1] for found in after.values() for n in found), default=0),
        )
        return hooks if hooks.marks or hooks.alone or after else None

    def find(
        self, words: Sequence[MatchableWord], sentences: Sequence[int]
    ) -> Iterator[tuple[int, int, int]]:
        """Every match as (number of the pattern, start, end), each once, in no order of place."""
        tried: set[tuple[int, int]] = set()
        for number, first in self._candidates(words, sentences):
            least, most = self._leads[number]
            for start in range(max(0, first - most), first - least + 1):
                if (number, start) not in tried:
                    tried.add((number, start))
                    end = self._phrases[number].match(words, sentences, start)
                    if end > start:
                        yield number, start, end

    def _candidates(
        self, words: Sequence[MatchableWord], sentences: Sequence[int]
    ) -> Iterator[tuple[int, int]]:
        """The patterns (by number) that have their first two words, and where the first stands."""
        distances = self._distances
        for i, word in enumerate(words):
            hooks = word.hooks
            if hooks is None:
                continue
            for number in hooks.alone:
                yield number, i
            after = hooks.after
            for distance in range(1, min(hooks.reach, i) + 1):
                if sentences[i - distance] != sentences[i]:
                    break
                before = words[i - distance].hooks
                for mark in before.marks if before is not None else ():
                    for number in after.get(mark, ()):
                        nearest, farthest = distances[number]
                        if nearest <= distance <= farthest:
                            yield number, i - distance


def _width(parts: Sequence[_Part]) -> tuple[int, int]:
    """The fewest and the most words that some parts take together."""
    return sum(part.width[0] for part in parts), sum(part.width[1] for part in parts)
