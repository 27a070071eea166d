"""Patterns over words, written in the word lists: `skicka|mejla mig|oss … <document>`.

A pattern is words parted by spaces. `a|b` is either, `_` any one word, `…` up to six words of the
same sentence, `<tag>` a word with that tag, `<a|b>` either tag, `x?` may be missing, `!x` any one
word but x, `^` the start of a sentence or clause, `$` its end. A word matches in any inflection
whose lemma it is; `=word` matches that form only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from attrs import field, frozen

_GAP = 6
_LONGEST = 14


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


@frozen
class _Part:
    """One element: what it takes and how often. `kind` is word, tag, any, gap, start or end."""

    kind: str
    values: frozenset[str] = frozenset()
    is_optional: bool = False
    is_negated: bool = False
    is_exact: bool = False

    def takes(self, word: MatchableWord) -> bool:
        if self.kind == "any":
            return True
        if self.kind == "tag":
            found = not self.values.isdisjoint(word.tags)
        elif self.is_exact:
            found = word.norm in self.values
        else:
            found = not self.values.isdisjoint(word.keys)
        return found is not self.is_negated


@frozen
class Anchor:
    """A part that every match of a pattern holds: words or tags, and where it may stand.

    A match that begins at word i has the anchor at i + `least` to i + `most`.
    """

    is_tag: bool
    values: frozenset[str]
    least: int
    most: int


@frozen(eq=False)
class Phrase:
    """A parsed pattern."""

    source: str
    parts: tuple[_Part, ...] = field(repr=False)

    @property
    def literals(self) -> frozenset[str]:
        """The words that stand in it."""
        return frozenset(
            v for p in self.parts if p.kind == "word" for v in p.values if v.isalpha()
        )

    def anchors(self) -> Iterator[Anchor]:
        """The parts that must be there, each with how far behind the start of a match it stands."""
        least = most = 0
        for part in self.parts:
            is_sure = part.kind in ("word", "tag") and not (part.is_optional or part.is_negated)
            if is_sure:
                yield Anchor(part.kind == "tag", part.values, least, most)
            if part.kind == "gap":
                most += _GAP
            elif part.kind in ("word", "tag", "any"):
                least += not part.is_optional
                most += 1

    def match(self, words: Sequence[MatchableWord], clauses: Sequence[int], start: int) -> int:
        """The end of the shortest match that begins at `start`, or -1.

        `clauses[i]` numbers the sentence of word i; no match leaves its sentence.
        """
        return self._match(words, clauses, 0, start)

    def _match(
        self, words: Sequence[MatchableWord], clauses: Sequence[int], k: int, i: int
    ) -> int:
        if k == len(self.parts):
            return i
        part = self.parts[k]
        count = len(words)
        if part.kind == "start":
            ahead = i == 0 or clauses[i - 1] != clauses[i] or words[i - 1].norm in _CLAUSE_MARKS
            return self._match(words, clauses, k + 1, i) if ahead else -1
        inside = i < count and (i == 0 or k == 0 or clauses[i] == clauses[i - 1])
        if part.kind == "end":
            at_end = not inside or not words[i].norm[:1].isalnum()
            return self._match(words, clauses, k + 1, i) if at_end else -1
        if part.kind == "gap":
            end = i
            while end - i <= _GAP:
                found = self._match(words, clauses, k + 1, end)
                if found >= 0:
                    return found
                if end >= count or (end > 0 and clauses[end] != clauses[end - 1]):
                    return -1
                end += 1
            return -1
        if inside and part.takes(words[i]):
            found = self._match(words, clauses, k + 1, i + 1)
            if found >= 0:
                return found
        return self._match(words, clauses, k + 1, i) if part.is_optional else -1


_CLAUSE_MARKS = frozenset((",", ";", ":", "-", "–", "(", '"', "”", "…", "..."))


def parse_phrase(source: str) -> Phrase:
    """The pattern that a casefolded source describes; PhraseError where it is none."""
    parts = tuple(_parse_part(piece) for piece in source.split())
    if not parts or len(parts) > _LONGEST:
        raise PhraseError(f"a pattern has 1 to {_LONGEST} parts")
    if sum(part.kind == "gap" for part in parts) > 3:
        raise PhraseError("a pattern has at most three gaps (…)")
    phrase = Phrase(source, parts)
    if next(phrase.anchors(), None) is None:
        raise PhraseError("a pattern needs a word or a <tag> that must be there")
    if parts[0].kind == "gap":
        raise PhraseError("a pattern does not begin with a gap (…)")
    return phrase


def _parse_part(piece: str) -> _Part:
    if piece in ("…", "..."):
        return _Part("gap")
    if piece == "^":
        return _Part("start")
    if piece == "$":
        return _Part("end")
    optional = len(piece) > 1 and piece.endswith("?")
    piece = piece.removesuffix("?") if optional else piece
    negated = len(piece) > 1 and piece.startswith("!")
    piece = piece.removeprefix("!") if negated else piece
    if piece == "_":
        return _Part("any", is_optional=optional)
    if piece.startswith("<") and piece.endswith(">") and len(piece) > 2:
        return _Part("tag", frozenset(piece[1:-1].split("|")), optional, negated)
    exact = len(piece) > 1 and piece.startswith("=")
    values = frozenset((piece.removeprefix("=") if exact else piece).split("|"))
    if "" in values:
        raise PhraseError(f"nothing stands beside | in {piece!r}")
    return _Part("word", values, optional, negated, exact)
