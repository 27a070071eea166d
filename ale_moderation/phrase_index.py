"""Finds patterns in a text without trying each of them at each word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import combinations
from operator import or_
from typing import NamedTuple, Protocol

from attrs import frozen

from ale_moderation.phrases import MatchableWord, Part, Phrase


class IndexedWord(MatchableWord, Protocol):
    """A word that the index has been asked about."""

    @property
    def hooks(self) -> Hooks:
        """What the patterns make of it."""


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


_Plans = Mapping[str, tuple[_Plan, ...]]


@frozen(eq=False)
class Hooks:
    """What the patterns make of a word form, wherever it stands.

    `whole` are the numbers of the patterns that are this word and nothing else; `find` leaves them
    out. `marks` are its spellings and tags that begin a pattern; `alone` are the patterns with more
    to them that are found by it alone. `near` and `far` are those whose second word it may be (of
    the two that they are found by), by the mark of the first: right before it, or up to `reach`
    words before. `begins` has the bit of each mark of it with which a pattern of `far` begins, for
    any word, and `awaits` that of each mark in its own `far`.
    """

    whole: tuple[int, ...]
    marks: tuple[str, ...]
    alone: tuple[_Plan, ...]
    near: _Plans
    far: _Plans
    reach: int
    begins: int
    awaits: int


NO_HOOKS = Hooks((), (), (), {}, {}, 0, 0, 0)
_KEPT = 16_000


class PhraseIndex:
    """Finds patterns by two words that each must have, so that few are tried in vain.

    `common` are words that stand in most texts; those two are rather others.
    """

    def __init__(self, phrases: Iterable[Phrase], common: Container[str] = ()) -> None:
        alone: dict[str, list[_Plan]] = defaultdict(list)
        near: dict[str, dict[str, list[_Plan]]] = defaultdict(lambda: defaultdict(list))
        far: dict[str, dict[str, list[_Plan]]] = defaultdict(lambda: defaultdict(list))
        for number, phrase in enumerate(phrases):
            parts = phrase.parts
            first, second = _rarest_two(parts, common)
            lead, distance = _width(parts[:first]), _width(parts[first:second])
            size = len(parts) if (first, second) == (0, len(parts) - 1) and second <= 1 else 0
            plan = _Plan(number, phrase, lead, distance, size)
            after = near if distance == (1, 1) else far
            for mark in parts[second].marks:
                if first == second:
                    alone[mark].append(plan)
                    continue
                for before in parts[first].marks:
                    after[mark][before].append(plan)
        self._alone = {mark: tuple(plans) for mark, plans in alone.items()}
        self._near, self._far = _fixed(near), _fixed(far)
        self._reach = {
            mark: max(plan.distance[1] for plans in found.values() for plan in plans)
            for mark, found in far.items()
        }
        begins = dict.fromkeys(before for found in far.values() for before in found)
        self._begins = {before: 1 << n for n, before in enumerate(begins)}
        self._awaits = {mark: sum(map(self._begins.__getitem__, far[mark])) for mark in far}
        self._firsts = begins.keys() | {before for found in near.values() for before in found}
        self._telling = self._firsts | alone.keys() | near.keys() | far.keys()
        self._hooks = lru_cache(_KEPT)(self._hooks_of)

    def hooks(self, marks: Iterable[str]) -> Hooks:
        """What the patterns make of a word form with these marks (see `marks_of`).

        It is the same object for all forms of which the patterns make the same.
        """
        return self._hooks(tuple(mark for mark in dict.fromkeys(marks) if mark in self._telling))

    def _hooks_of(self, marks: tuple[str, ...]) -> Hooks:
        if not marks:
            return NO_HOOKS
        alone = dict.fromkeys(plan for mark in marks for plan in self._alone.get(mark, ()))
        return Hooks(
            whole=tuple(plan.number for plan in alone if plan.size),
            marks=tuple(mark for mark in marks if mark in self._firsts),
            alone=tuple(plan for plan in alone if not plan.size),
            near=_merged([self._near[mark] for mark in marks if mark in self._near]),
            far=_merged([self._far[mark] for mark in marks if mark in self._far]),
            reach=max(self._reach.get(mark, 0) for mark in marks),
            begins=reduce(or_, (self._begins.get(mark, 0) for mark in marks)),
            awaits=reduce(or_, (self._awaits.get(mark, 0) for mark in marks)),
        )

    def find(
        self, words: Sequence[IndexedWord], sentences: Sequence[int]
    ) -> Iterable[tuple[int, int, int]]:
        """Every match as (number of the pattern, start, end), each once, in no order of place.

        Not those of a pattern that is a single word: they are the word's own (see `Hooks.whole`).
        """
        found: dict[tuple[int, int, int], None] = {}
        for plan, first in _candidates(words, sentences):
            number, phrase, (least, most), _, size = plan
            if size:
                found[number, first, first + size] = None
            elif least == most:
                start = first - most
                if start >= 0 and (end := phrase.match(words, sentences, start)) > start:
                    found[number, start, end] = None
            else:
                for start in range(max(0, first - most), first - least + 1):
                    end = phrase.match(words, sentences, start)
                    if end > start:
                        found[number, start, end] = None
        return found


def _candidates(words: Sequence[IndexedWord], sentences: Sequence[int]) -> list[tuple[_Plan, int]]:
    """The patterns that have their two words, and where the first stands."""
    candidates: list[tuple[_Plan, int]] = []
    marked: list[tuple[int, tuple[str, ...]]] = []  # the words of the sentence with marks,
    begun = 0  # the bits of these,
    before: tuple[str, ...] = ()  # and the marks of the last
    number = -1
    for i, word in enumerate(words):
        hook = word.hooks
        if sentences[i] != number:
            number, before, begun = sentences[i], (), 0
            marked.clear()
        for plan in hook.alone:
            candidates.append((plan, i))
        if hook.awaits & begun:
            candidates += _far_candidates(hook, i, marked)
        if near := hook.near:
            for mark in before:
                if mark in near:
                    for plan in near[mark]:
                        candidates.append((plan, i - 1))
        if before := hook.marks:
            marked.append((i, before))
            begun |= hook.begins
    return candidates


def _far_candidates(
    hook: Hooks, i: int, marked: Sequence[tuple[int, tuple[str, ...]]]
) -> Iterator[tuple[_Plan, int]]:
    """The patterns whose second word is word `i` and whose first stands not right before it."""
    far, farthest = hook.far, i - hook.reach
    for place, marks in reversed(marked):
        if place < farthest:
            return
        for mark in marks:
            if mark in far:
                for plan in far[mark]:
                    least, most = plan.distance
                    if least <= i - place <= most:
                        yield plan, place


def _fixed(after: Mapping[str, Mapping[str, Sequence[_Plan]]]) -> Mapping[str, _Plans]:
    """The same, where equal plans are one and the same: a pattern has many pairs of marks."""
    kept: dict[tuple[int, ...], tuple[_Plan, ...]] = {}

    def one(plans: Sequence[_Plan]) -> tuple[_Plan, ...]:
        return kept.setdefault(tuple(plan.number for plan in plans), tuple(plans))

    return {
        mark: {before: one(plans) for before, plans in found.items()}
        for mark, found in after.items()
    }


def _merged(found: Sequence[_Plans]) -> _Plans:
    """The plans of several marks of a word, by the mark of the word before."""
    if len(found) < 2:
        return found[0] if found else {}
    merged: dict[str, tuple[_Plan, ...]] = {}
    for part in found:
        for before, plans in part.items():
            merged[before] = merged[before] + plans if before in merged else plans
    return merged


def _width(parts: Sequence[Part]) -> tuple[int, int]:
    """The fewest and the most words that some parts take together."""
    return sum(part.width[0] for part in parts), sum(part.width[1] for part in parts)


def _rarest_two(parts: Sequence[Part], common: Container[str]) -> tuple[int, int]:
    """The places of the two parts by which a pattern is tried least; twice the same, if one."""
    costs = {
        k: sum(50 if word in common else 1 for word in part.words) + 20 * len(part.tags)
        for k, part in enumerate(parts)
        if part.is_required
    }
    if len(costs) == 1:
        [only] = costs
        return only, only
    return min(
        combinations(costs, 2),
        key=lambda two: costs[two[0]] * costs[two[1]] * (3 + _width(parts[two[0] : two[1]])[1]),
    )
