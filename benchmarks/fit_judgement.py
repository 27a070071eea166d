"""Fits the trees that judge: `python -m benchmarks.fit_judgement`.

Those of `rules/lexicon/judgement.txt` say whether a comment is to be removed, those of
`rules/lexicon/service.txt` whether it asks for an answer. On the comments of the corpora that are
not set apart, after `benchmarks.fit_resemblance`, whose parts it takes. What a comment resembles is
told by weights fitted to the others: in six rounds, a sixth of the comments is read by those of the
rest. Of those that were left standing, parts count as no removals too. It takes some ten minutes on
two processors; the files are the same on every machine but for a rounding here and there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, diags
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from ale_moderation.judgement import MARKS, WORDS, counts_of
from ale_moderation.model import Comment, Finding
from ale_moderation.moderator import findings_in, pipeline_of
from ale_moderation.parsed_text import ParsedText
from ale_moderation.resemblance import HEADS, JUDGED, MOST_SENTENCES, PEAKED, sentences_of
from ale_moderation.resemblance import SCALE as WEIGHTS_SCALE
from ale_moderation.rulebook import JUDGEMENT, RESEMBLANCE, SERVICE, load_rulebook, rules_folder
from ale_moderation.trees import LARGEST, LEAVES, SCALE, features_of
from benchmarks.corpus import ANNOTATED, OWN, Example, is_set_apart, read
from benchmarks.fit_resemblance import (
    PIECE,
    STRENGTH,
    Parts,
    Sample,
    heads_of,
    one_sided,
    parts_of_sentence,
    rows_of,
)

_ROUNDS = 6
_TREES, _PACE, _LEAVES, _FEWEST = 120, 0.1, 8, 40
_SHARE_OF_SAMPLES, _SHARE_OF_FEATURES = 0.7, 0.4
"""Each tree sees so much of the comments and each branch so much of the features."""

_OFTEN = 25
"""Comments in which a feature stands at least."""


@frozen
class Reading:
    """A comment, or sentences on end of one, what was found there, and what became of it."""

    example: Example
    parts: Parts
    counts: tuple[int, int]
    found: tuple[Finding, ...]
    is_whole: bool
    is_window: bool

    @property
    def is_removed(self) -> bool:
        """Whether the comment was removed."""
        return self.example.action == "remove_and_document"


def readings_of(parsed: ParsedText, example: Example) -> Iterator[Reading]:
    """A comment, and one to four of its sentences on end if it was left standing."""
    [findings] = findings_in([parsed], [Comment(text=example.text)])
    sentences = list(sentences_of(parsed))
    parts = [parts_of_sentence(parsed, sentence) for sentence in sentences]
    ends = [parsed.original_span(s.words.start, s.words.stop)[1] for s in sentences]
    of = [next((i for i, end in enumerate(ends) if f.start < end), len(ends) - 1) for f in findings]
    whole = Reading(
        example=example,
        parts=sum(parts, Counter()),
        counts=counts_of(parsed),
        found=findings,
        is_whole=True,
        is_window=len(sentences) <= MOST_SENTENCES,
    )
    yield whole
    if whole.is_removed:
        return
    for first in range(len(sentences)):
        for last in range(first + 1, min(first + MOST_SENTENCES, len(sentences)) + 1):
            if last - first < len(sentences):
                yield Reading(
                    example=example,
                    parts=sum(parts[first:last], Counter()),
                    counts=(sum(len(s.words) for s in sentences[first:last]), 0),
                    found=tuple(f for f, i in zip(findings, of, strict=True) if first <= i < last),
                    is_whole=False,
                    is_window=True,
                )


def _odds(readings: Sequence[Reading], path: Path) -> np.ndarray:
    """The log-odds of each head by weights that were fitted to other comments."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    rarity = np.array([int(numbers.split()[0]) / WEIGHTS_SCALE for _, numbers in lines])
    rows = rows_of([Sample(r.parts, {}) for r in readings], [part for part, _ in lines], rarity)
    turn = np.array([_turn(r.example) for r in readings])
    odds = np.zeros((len(readings), len(HEADS)))
    jobs = [(number, k) for number in range(len(HEADS)) for k in range(_ROUNDS)]
    told = Parallel(n_jobs=-1)(
        delayed(_read_by)(rows, *_taught(readings, HEADS[number]), turn, k) for number, k in jobs
    )
    for (number, k), values in zip(jobs, told, strict=True):
        odds[turn == k, number] = values
    return odds


def _taught(readings: Sequence[Reading], head: str) -> tuple[np.ndarray, np.ndarray]:
    """Which readings are like a head, and how much each counts."""
    is_like = np.array([heads_of(r.example)[head] for r in readings])
    counts = np.array([1.0 if r.is_whole else PIECE * (head in PEAKED) for r in readings])
    return is_like, counts


def _read_by(
    rows: csr_matrix, is_like: np.ndarray, counts: np.ndarray, turn: np.ndarray, k: int
) -> np.ndarray:
    """The log-odds of those whose turn it is, by weights fitted to the others."""
    known = np.flatnonzero((turn != k) & (counts > 0))
    whole = known[counts[known] == 1]
    weight = diags(one_sided(rows[whole], is_like[whole]))
    model = LogisticRegression(C=STRENGTH, max_iter=150)
    model.fit(rows[known] @ weight, is_like[known], sample_weight=counts[known])
    return model.decision_function(rows[turn == k] @ weight)


def _turn(example: Example) -> int:
    return int(hashlib.sha256(f"turn {example.id}".encode()).hexdigest(), 16) % _ROUNDS


def removal_trees(readings: Sequence[Reading], odds: np.ndarray) -> str:
    """The lines of `JUDGEMENT`."""
    told = [i for i, reading in enumerate(readings) if reading.is_window]
    windows = [readings[i] for i in told]
    removed = np.array([r.is_removed for r in windows])
    weights = np.array([1.0 if r.is_whole else PIECE for r in windows])
    return fit(windows, odds[told, : len(JUDGED)], (WORDS,), removed, weights)


def service_trees(readings: Sequence[Reading], odds: np.ndarray) -> str:
    """The lines of `SERVICE`."""
    told = [i for i, reading in enumerate(readings) if reading.is_whole]
    whole = [readings[i] for i in told]
    asked = np.array([heads_of(r.example)["service"] for r in whole])
    return fit(whole, odds[told], (WORDS, MARKS), asked, np.ones(len(told)))


def fit(
    readings: Sequence[Reading],
    odds: np.ndarray,
    counts: tuple[str, ...],
    is_like: np.ndarray,
    weights: np.ndarray,
) -> str:
    """Trees that tell what is like from what is not, by the log-odds of the first heads."""
    held = Counter(name for r in readings for name in {n for f in r.found for n in features_of(f)})
    first = (*HEADS[: odds.shape[1]], *counts)
    names = (*first, *sorted(name for name, count in held.items() if count >= _OFTEN))
    places = {name: place for place, name in enumerate(names)}
    rows = np.zeros((len(readings), len(names)), dtype=np.float32)
    rows[:, : odds.shape[1]] = np.clip(np.round(odds * SCALE), -LARGEST, LARGEST)
    for row, reading in zip(rows, readings, strict=True):
        row[odds.shape[1] : len(first)] = reading.counts[: len(counts)]
        for finding in reading.found:
            for name in features_of(finding):
                if name in places:
                    row[places[name]] = max(row[places[name]], round(finding.certainty * SCALE))
    model = GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=_PACE,
        max_leaf_nodes=_LEAVES,
        max_depth=None,
        min_samples_leaf=_FEWEST,
        subsample=_SHARE_OF_SAMPLES,
        max_features=_SHARE_OF_FEATURES,
        random_state=0,
    )
    model.fit(rows, is_like, sample_weight=weights)
    share = np.average(is_like, weights=weights)
    lines = [str(round(LEAVES * float(np.log(share / (1 - share)))))]
    lines += [_line(each.tree_, names) for [each] in model.estimators_]
    return "\n".join(lines) + "\n"


def _line(tree: Any, names: Sequence[str], node: int = 0) -> str:
    low, high = tree.children_left[node], tree.children_right[node]
    if low < 0:
        return str(round(LEAVES * _PACE * float(tree.value[node][0][0])))
    name = names[tree.feature[node]]
    most = int(np.floor(tree.threshold[node]))
    return f"{name}<={most} {_line(tree, names, low)} {_line(tree, names, high)}"


def examples() -> Iterator[Example]:
    """The comments to fit to."""
    for name in (*ANNOTATED, *OWN):
        for example in read(name):
            if name in ANNOTATED or not is_set_apart(example.id):
                yield example


def main() -> None:
    """Fit and write."""
    pipeline = pipeline_of(load_rulebook())
    folder = Path(rules_folder(), "lexicon")
    readings = [r for example in examples() for r in readings_of(pipeline(example.text), example)]
    odds = _odds(readings, folder / RESEMBLANCE)
    for name, trees in ((JUDGEMENT, removal_trees), (SERVICE, service_trees)):
        text = trees(readings, odds)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{len(readings):,} readings, {text.count(chr(10)):,} lines in {name}")


if __name__ == "__main__":
    main()
