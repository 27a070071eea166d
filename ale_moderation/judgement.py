"""Whether the detectors and the second reader, heard together, speak for removal.

What each of them is worth beside the others is not told by a sum: a word that may offend weighs
much in a text like those that offended, and little in one about a match. Boosted trees (Friedman,
"Greedy Function Approximation", 2001) over what the detectors found, before anything was weighed,
and what the text resembles, taught by comments whose resemblance was told by weights that had not
seen them. The trees stand in `lexicon/judgement.txt`, one a line; `python -m
benchmarks.fit_judgement` fits them. All of it is comparisons and sums of whole numbers.

One to four sentences on end are judged, and the worst of them counts, so that no harmless sentence
takes anything away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from ale_moderation.errors import Problem, RulebookError
from ale_moderation.model import Finding
from ale_moderation.parsed_text import ParsedText
from ale_moderation.resemblance import JUDGED, PEAKED, Likeness

SCALE = 100
"""What the whole numbers of the file are divided by: log-odds and certainties."""

WORDS = "words"
"""The feature that counts the words."""

LEAVES = 1000
"""What the whole numbers that trees add are divided by."""

LARGEST = 800
"""The highest and, below zero, the lowest log-odds of a head, times `SCALE`."""

_HOPELESS = -3.0
"""The log-odds below which no head of what is removed is worth a judgement, without a finding."""

_UNLIKELY = -99.0
"""Those of a text that is not worth one."""

_Node: TypeAlias = "int | tuple[int, int, _Node, _Node]"
"""What a tree adds; or a feature, the most that goes to the first branch, and both branches."""


class Judged(NamedTuple):
    """The log-odds that a text is to be removed, and the words that speak most for it."""

    odds: float
    words: range


def features_of(finding: Finding) -> Iterator[str]:
    """What a finding counts as: its kind, and the kind with its target and severity.

    What is said in another's voice is marked so.
    """
    kind = finding.kind if finding.voice in ("", "own") else f"{finding.kind}~"
    yield kind
    yield f"{kind}|{finding.target}|{finding.severity}"


class Judgement:
    """The trees, and what they say of texts. Safe for concurrent calls.

    RulebookError where the file is not what it should be.
    """

    def __init__(self, path: Path) -> None:
        self._features = {name: i for i, name in enumerate((*JUDGED, WORDS))}
        self._trees: list[_Node] = []
        lines = path.read_text("utf-8", "replace").splitlines()
        for number, line in enumerate(lines, 1):
            try:
                tokens = iter(line.split())
                tree = self._tree(tokens)
                if next(tokens, None) is not None:
                    raise ValueError
            except (ValueError, StopIteration):
                raise RulebookError((_problem(path, number),)) from None
            self._trees.append(tree)
        if not self._trees:
            raise RulebookError((_problem(path, 1),))

    def _tree(self, tokens: Iterator[str]) -> _Node:
        name, is_node, most = next(tokens).rpartition("<=")
        if not is_node:
            return int(most)
        feature = self._features.setdefault(name, len(self._features))
        return feature, int(most), self._tree(tokens), self._tree(tokens)

    def of(self, parsed: ParsedText, findings: Sequence[Finding], like: Likeness) -> Judged:
        """What the worst one to four sentences of a text are held for."""
        found = list(self._found(parsed, findings))
        best = Judged(_UNLIKELY, range(0))
        for words, sentences, odds in like.windows:
            within = [values for sentence, values in found if sentence in sentences]
            if within or max(odds[: len(PEAKED)]) >= _HOPELESS:
                judged = self._judge(self._row(odds, len(words), within))
                if judged > best.odds:
                    best = Judged(judged, words)
        return best

    def _found(
        self, parsed: ParsedText, findings: Sequence[Finding]
    ) -> Iterator[tuple[int, dict[int, int]]]:
        """The sentence of each finding that counts, and what it counts as."""
        places = self._features
        ends: list[int] = []
        for finding in findings:
            if known := [places[name] for name in features_of(finding) if name in places]:
                ends = ends or _ends(parsed)
                sentence = min(bisect_right(ends, finding.start), len(ends) - 1)
                yield sentence, dict.fromkeys(known, round(finding.certainty * SCALE))

    def _row(self, odds: Sequence[float], words: int, found: Sequence[dict[int, int]]) -> list[int]:
        row = [0] * len(self._features)
        for i, value in enumerate(odds):
            row[i] = max(-LARGEST, min(LARGEST, round(value * SCALE)))
        row[len(odds)] = words
        for values in found:
            for feature, value in values.items():
                row[feature] = max(row[feature], value)
        return row

    def _judge(self, row: list[int]) -> float:
        total = 0
        for tree in self._trees:
            while not isinstance(tree, int):
                feature, most, low, high = tree
                tree = low if row[feature] <= most else high
            total += tree
        return total / LEAVES


def _ends(parsed: ParsedText) -> list[int]:
    """Where the sentences end in the original text."""
    return [parsed.original_span(start, stop)[1] for start, stop in parsed.sentence_ranges()]


def _problem(path: Path, line: int) -> Problem:
    return Problem(
        path=path,
        line=line,
        column=1,
        message="expected a tree: a whole number, or `feature<=number` and two trees",
        hint="fit it again: python -m benchmarks.fit_judgement",
    )
