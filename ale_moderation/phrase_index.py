"""Finds patterns in a text without trying each of them at each word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import combinations
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


NO_HOOKS = Hooks((), (), {}, 0)


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
            firsts = parts[first].marks
            for mark in parts[second].marks:
                if first == second:
                    alone[mark].append(plan)
                    continue
                for before in firsts:
                    after[mark][before].append(plan)
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

    def hooks(self, marks: Sequence[str]) -> Hooks:
        """What the patterns make of a word form with these marks (see `marks_of`)."""
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
        return hooks if hooks.marks or hooks.alone or after else NO_HOOKS

    def find(
        self, words: Sequence[IndexedWord], sentences: Sequence[int]
    ) -> Iterable[tuple[int, int, int]]:
        """Every match as (number of the pattern, start, end), each once, in no order of place."""
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
    marked: list[tuple[int, tuple[str, ...]]] = []  # the words of the sentence with marks
    number = -1
    for i, word in enumerate(words):
        hook = word.hooks
        if sentences[i] != number:
            number = sentences[i]
            marked.clear()
        for plan in hook.alone:
            candidates.append((plan, i))
        if after := hook.after:
            farthest = i - hook.reach
            for place, marks in reversed(marked):
                if place < farthest:
                    break
                for mark in marks:
                    if mark in after:
                        for plan in after[mark]:
                            nearest, farthest_of_it = plan.distance
                            if nearest <= i - place <= farthest_of_it:
                                candidates.append((plan, place))
        if hook.marks:
            marked.append((i, hook.marks))
    return candidates


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
