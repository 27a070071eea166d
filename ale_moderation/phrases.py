"""Patterns over words, written in the word lists: `skicka|mejla mig|oss … <document>`.

A pattern is words parted by spaces. `a|b` is either, `_` any one word, `…` up to six words of the
same sentence, `<tag>` a word with that tag, `<a|b>|c` either tag or a word, `x?` may be missing,
`!x` any one word but x, `^` the start of a sentence or clause, `$` its end. A word matches in any
inflection whose lemma it is; `=word|other` matches those forms only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, Protocol

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
    def hooks(self) -> Hooks:
        """What the index of patterns makes of it."""


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
        found = word.norm in self.words if self.is_exact else not self.words.isdisjoint(word.keys)
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
            if part.kind == "word" or part.kind == "any":
                if len(places) == 1 and not part.is_optional:  # what follows, faster
                    i = places[0]
                    if i == count or sentences[i] != sentence or not part.takes(words[i]):
                        return -1
                    places = [i + 1]
                    continue
                taken: dict[int, None] = {}
                for i in places:
                    if i < count and sentences[i] == sentence and part.takes(words[i]):
                        taken[i + 1] = None
                    if part.is_optional:
                        taken[i] = None
                places = list(taken)
            elif part.kind == "gap":
                ends = dict.fromkeys(i + n for i in places for n in range(_GAP + 1))
                places = [i for i in ends if i <= count and sentences[i - 1] == sentence]
            elif part.kind == "start":
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


def _parse_part(piece: str) -> _Part:
    if piece in _PLACES:
        return _Part(_PLACES[piece])
    whole = piece
    is_optional = len(piece) > 1 and piece.endswith("?")
    piece = piece.removesuffix("?") if is_optional else piece
    is_negated = len(piece) > 1 and piece.startswith("!")
    piece = piece.removeprefix("!") if is_negated else piece
    if piece in _PLACES or whole.startswith("!_"):
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


class _Plan(NamedTuple):
    """How to find a pattern by two words that it must have.

    Both give the fewest and the most words: `lead` from its start to the first, `distance` from
    there to the second. `size` counts its words where those two are all there is to it, else 0.
    """

    number: int
    phrase: Phrase
    lead: tuple[int, int]
    distance: tuple[int, int]
    size: int


@frozen
class Hooks:
    """What the patterns make of a word form, wherever it stands.

    `marks` are its spellings and tags that begin a pattern; `alone` are the patterns that need
    nothing but it; `after` are those whose second word it may be (of the two that they are found
    by), by the mark of the first, which stands at most `reach` words before.
    """

    marks: tuple[str, ...]
    alone: tuple[_Plan, ...]
    after: Mapping[str, tuple[_Plan, ...]]
    reach: int


_NO_HOOKS = Hooks((), (), {}, 0)


class PhraseIndex:
    """Finds patterns by two words that each must have, so that few are tried in vain.

    `common` are words that stand in most texts; those two are rather others.
    """

    def __init__(self, phrases: Iterable[Phrase], common: Container[str] = ()) -> None:
        alone: dict[str, list[_Plan]] = defaultdict(list)
        after: dict[str, dict[str, list[_Plan]]] = defaultdict(lambda: defaultdict(list))
        for number, phrase in enumerate(phrases):
            parts = phrase.parts
            first, second = _rarest_two(parts, common)
            lead, distance = _width(parts[:first]), _width(parts[first:second])
            size = len(parts) if (first, second) == (0, len(parts) - 1) and second <= 1 else 0
            plan = _Plan(number, phrase, lead, distance, size)
            for mark in parts[second].marks:
                if first != second:
                    for before in parts[first].marks:
                        after[mark][before].append(plan)
                else:
                    alone[mark].append(plan)
        self._alone = {mark: tuple(plans) for mark, plans in alone.items()}
        self._after = {
            mark: {before: tuple(plans) for before, plans in found.items()}
            for mark, found in after.items()
        }
        self._reach = {
            mark: max(plan.distance[1] for plans in found.values() for plan in plans)
            for mark, found in after.items()
        }
        self._firsts = frozenset(before for found in after.values() for before in found)

    def hooks(self, norm: str, keys: Sequence[str], tags: Iterable[str]) -> Hooks:
        """What the patterns make of a word form."""
        marks = (*keys, f"={norm}", *(f"<{tag}" for tag in sorted(tags)))
        found = [self._after[mark] for mark in marks if mark in self._after]
        after = found[0] if found else {}
        if len(found) > 1:
            befores = dict.fromkeys(before for part in found for before in part)
            after = {b: tuple(p for part in found for p in part.get(b, ())) for b in befores}
        hooks = Hooks(
            tuple(mark for mark in marks if mark in self._firsts),
            tuple(dict.fromkeys(plan for mark in marks for plan in self._alone.get(mark, ()))),
            after,
            max((self._reach.get(mark, 0) for mark in marks), default=0),
        )
        return hooks if hooks.marks or hooks.alone or after else _NO_HOOKS

    def find(
        self, words: Sequence[MatchableWord], sentences: Sequence[int]
    ) -> Iterable[tuple[int, int, int]]:
        """Every match as (number of the pattern, start, end), each once, in no order of place."""
        found: dict[tuple[int, int, int], None] = {}
        for plan, first in _candidates(words, sentences):
            number, phrase, (least, most), _, size = plan
            if size:
                found[number, first, first + size] = None
                continue
            for start in range(first - most if first > most else 0, first - least + 1):
                end = phrase.match(words, sentences, start)
                if end > start:
                    found[number, start, end] = None
        return found


def _candidates(
    words: Sequence[MatchableWord], sentences: Sequence[int]
) -> list[tuple[_Plan, int]]:
    """The patterns that have their two words, and where the first stands."""
    candidates: list[tuple[_Plan, int]] = []
    hooks = [word.hooks for word in words]
    for i, hook in enumerate(hooks):
        for plan in hook.alone:
            candidates.append((plan, i))
        after = hook.after
        if after:
            reach = hook.reach
            for before in range(i - 1, i - reach - 1 if i > reach else -1, -1):
                if sentences[before] != sentences[i]:
                    break
                for mark in hooks[before].marks:
                    if mark in after:
                        for plan in after[mark]:
                            nearest, farthest = plan.distance
                            if nearest <= i - before <= farthest:
                                candidates.append((plan, before))
    return candidates


def _width(parts: Sequence[_Part]) -> tuple[int, int]:
    """The fewest and the most words that some parts take together."""
    return sum(part.width[0] for part in parts), sum(part.width[1] for part in parts)


def _rarest_two(parts: Sequence[_Part], common: Container[str]) -> tuple[int, int]:
    """The places of the two parts by which a pattern is tried least; the same, if it has but one."""
    costs = {
        k: sum(50 if word in common else 1 for word in part.words) + 20 * len(part.tags)
        for k, part in enumerate(parts)
        if part.is_required
    }
    if len(costs) == 1:
        return (*costs, *costs)
    return min(
        combinations(costs, 2),
        key=lambda two: costs[two[0]] * costs[two[1]] * (3 + _width(parts[two[0] : two[1]])[1]),
    )
