"""Boosted trees in a text file, one a line, and what they add up to for a text.

A tree is a whole number, or `feature<=number` and two trees: where the feature is at most the
number, the first counts. Features are what a text resembles, how many words it has, and how certain
each kind of finding is (`features_of`). All of it is comparisons and sums of whole numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import and_, getitem
from pathlib import Path

from ale_moderation.errors import Problem, RulebookError
from ale_moderation.model import Finding

SCALE = 100
"""What the whole numbers of the file are divided by: log-odds and certainties."""

LEAVES = 1000
"""What the whole numbers that trees add are divided by."""

LARGEST = 800
"""The highest and, below zero, the lowest log-odds of a head, times `SCALE`."""

MOST_LEAVES = 8
"""The most leaves of a tree: a byte has a bit for each."""

_ALL_LEAVES = (1 << MOST_LEAVES) - 1


def features_of(finding: Finding) -> Iterator[str]:
    """What a finding counts as: its kind, and the kind with its target and severity.

    What is said in another's voice is marked so.
    """
    kind = finding.kind if finding.voice in ("", "own") else f"{finding.kind}~"
    yield kind
    yield f"{kind}|{finding.target}|{finding.severity}"


class Trees:
    """The trees of a file. Safe for concurrent calls.

    `heads` are the features that are log-odds, `counts` those that are numbers of things; a text
    has a value of each of them.

    All trees are walked at once, as in QuickScorer (Lucchese and others, 2015): each leaf is a bit,
    each feature strikes out the leaves that its value leads away from, and of what is left the
    first leaf of a tree is the one that the text comes to.

    RulebookError where the file is not what it should be.
    """

    def __init__(self, path: Path, heads: Sequence[str], counts: Sequence[str]) -> None:
        self._features = {name: i for i, name in enumerate((*heads, *counts))}
        given = len(self._features)
        self._adds: list[tuple[int, ...]] = []  # of each tree, by the leaves that are left
        branchings: dict[int, list[tuple[int, int]]] = {i: [] for i in self._features.values()}
        lines = path.read_text("utf-8", "replace").splitlines()
        for number, line in enumerate(lines, 1):
            leaves: list[int] = []
            words = line.split()
            try:
                if len(words) >= 2 * MOST_LEAVES:
                    raise ValueError
                tokens = iter(words)
                for feature, most, low in self._branchings(tokens, leaves):
                    lead = MOST_LEAVES * (number - 1)
                    branchings.setdefault(feature, []).append((most, low << lead))
                if next(tokens, ""):
                    raise ValueError
            except ValueError:
                raise RulebookError((_problem(path, number),)) from None
            self._adds.append(_first_of(leaves))
        if not self._adds:
            raise RulebookError((_problem(path, 1),))
        self._all = (1 << MOST_LEAVES * len(self._adds)) - 1
        self._limits = {f: [most for most, _ in sorted(found)] for f, found in branchings.items()}
        self._left = {f: self._left_after(sorted(found)) for f, found in branchings.items()}
        found = range(given, len(self._features))
        self._begun = reduce(and_, (self._reached(f, 0) for f in found), self._all)

    def _branchings(
        self, tokens: Iterator[str], leaves: list[int]
    ) -> Iterator[tuple[int, int, int]]:
        """Each feature, the most that goes to the first branch, and that branch as bits of leaves.

        What the leaves of the tree add is put to `leaves` on the way.
        """
        name, is_node, most = next(tokens, "").rpartition("<=")
        if not is_node:
            leaves.append(int(most))
            return
        feature, begun = self._features.setdefault(name, len(self._features)), len(leaves)
        yield from self._branchings(tokens, leaves)
        yield feature, int(most), (1 << len(leaves)) - (1 << begun)
        yield from self._branchings(tokens, leaves)

    def _left_after(self, branchings: Sequence[tuple[int, int]]) -> list[int]:
        """The leaves that are left where a feature is above none, the lowest, … of its limits."""
        return list(accumulate((low for _, low in branchings), _without, initial=self._all))

    def _reached(self, feature: int, value: int) -> int:
        """The leaves that a value of a feature does not lead away from."""
        return self._left[feature][bisect_left(self._limits[feature], value)]

    def counted(self, finding: Finding) -> dict[int, int]:
        """The features of a finding that some tree asks for, with how certain it is."""
        places = self._features
        known = [places[name] for name in features_of(finding) if name in places]
        return dict.fromkeys(known, round(finding.certainty * SCALE))

    def odds(
        self, heads: Sequence[float], counts: Sequence[int], found: Iterable[Mapping[int, int]]
    ) -> float:
        """The log-odds of a text with these findings; what is not found counts as 0."""
        reached = self._begun
        for feature, value in enumerate(heads):
            reached &= self._reached(feature, max(-LARGEST, min(LARGEST, round(value * SCALE))))
        for feature, value in enumerate(counts, len(heads)):
            reached &= self._reached(feature, value)
        for values in found:
            for feature, value in values.items():
                reached &= self._reached(feature, value)
        left = reached.to_bytes(len(self._adds), "little")
        return sum(map(getitem, self._adds, left)) / LEAVES


def _without(leaves: int, others: int) -> int:
    return leaves & ~others


def _first_of(leaves: Sequence[int]) -> tuple[int, ...]:
    """What the first leaf adds, by the bits of those that are left; 0 where none is."""
    adds = [0]
    for left in range(1, _ALL_LEAVES + 1):
        first = (left & -left).bit_length() - 1
        adds.append(leaves[first] if first < len(leaves) else 0)
    return tuple(adds)


def _problem(path: Path, line: int) -> Problem:
    return Problem(
        path=path,
        line=line,
        column=1,
        message=(
            "expected a tree: a whole number, or `feature<=number` and two trees; "
            f"{MOST_LEAVES} whole numbers at most"
        ),
        hint="fit it again: python -m benchmarks.fit_judgement",
    )
