"""Fits the trees of `rules/lexicon/judgement.txt`: `python -m benchmarks.fit_judgement`.

On the comments of the corpora that are not set apart, after `benchmarks.fit_resemblance`, whose
parts it takes. What a comment resembles is told by weights fitted to the others: in three rounds, a
third of the comments is read by those of the rest. Parts of comments that were left standing count
too. It takes some ten minutes; the file is the same on every machine but for a rounding here and
there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from attrs import frozen
from scipy.sparse import csr_matrix, diags
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from ale_moderation.judgement import LARGEST, LEAVES, SCALE, WORDS, features_of
from ale_moderation.model import Comment, Finding
from ale_moderation.moderator import findings_in, pipeline_of
from ale_moderation.parsed_text import ParsedText
from ale_moderation.resemblance import JUDGED, MOST_SENTENCES, PEAKED, sentences_of
from ale_moderation.resemblance import SCALE as WEIGHTS_SCALE
from ale_moderation.rulebook import load_rulebook, rules_folder
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

_ROUNDS = 3
_TREES, _PACE, _LEAVES, _FEWEST = 120, 0.1, 8, 40
_SHARE_OF_SAMPLES, _SHARE_OF_FEATURES = 0.7, 0.4
"""Each tree sees so much of the comments and each branch so much of the features."""

_OFTEN = 25
"""Comments in which a feature stands at least."""


@frozen
class Reading:
    """One to four sentences on end of a comment, what was found there, and what became of it."""

    example: Example
    parts: Parts
    words: int
    found: tuple[Finding, ...]
    is_whole: bool

    @property
    def is_removed(self) -> bool:
        """Whether the comment was removed."""
        return self.example.action == "remove_and_document"


def readings_of(parsed: ParsedText, example: Example) -> Iterator[Reading]:
    """A comment of one to four sentences, and the parts of one that was left standing."""
    [findings] = findings_in([parsed], [Comment(text=example.text)])
    sentences = list(sentences_of(parsed))
    parts = [parts_of_sentence(parsed, sentence) for sentence in sentences]
    ends = [parsed.original_span(s.words.start, s.words.stop)[1] for s in sentences]
    of = [next((i for i, end in enumerate(ends) if f.start < end), len(ends) - 1) for f in findings]
    for first in range(len(sentences)):
        for last in range(first + 1, min(first + MOST_SENTENCES, len(sentences)) + 1):
            is_whole = last - first == len(sentences)
            if not is_whole and example.action == "remove_and_document":
                continue
            yield Reading(
                example,
                sum(parts[first:last], Counter()),
                sum(len(s.words) for s in sentences[first:last]),
                tuple(f for f, i in zip(findings, of, strict=True) if first <= i < last),
                is_whole,
            )


def _odds(readings: Sequence[Reading], path: Path) -> np.ndarray:
    """The log-odds of each head by weights that were fitted to other comments."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    rarity = np.array([int(numbers.split()[0]) / WEIGHTS_SCALE for _, numbers in lines])
    rows = rows_of([Sample(r.parts, {}) for r in readings], [part for part, _ in lines], rarity)
    turn = np.array([_turn(r.example) for r in readings])
    odds = np.zeros((len(readings), len(JUDGED)))
    for number, head in enumerate(JUDGED):
        is_like = np.array([heads_of(r.example)[head] for r in readings])
        counts = np.array([1.0 if r.is_whole else PIECE * (head in PEAKED) for r in readings])
        for k in range(_ROUNDS):
            known = np.flatnonzero((turn != k) & (counts > 0))
            odds[turn == k, number] = _read_by(rows, known, is_like, counts, turn == k)
    return odds


def _read_by(
    rows: csr_matrix, known: np.ndarray, is_like: np.ndarray, counts: np.ndarray, told: np.ndarray
) -> np.ndarray:
    whole = known[counts[known] == 1]
    weight = diags(one_sided(rows[whole], is_like[whole]))
    model = LogisticRegression(C=STRENGTH, max_iter=150)
    model.fit(rows[known] @ weight, is_like[known], sample_weight=counts[known])
    return model.decision_function(rows[told] @ weight)


def _turn(example: Example) -> int:
    return int(hashlib.sha256(f"turn {example.id}".encode()).hexdigest(), 16) % _ROUNDS


def fit(readings: Sequence[Reading], odds: np.ndarray) -> str:
    """The lines of the file."""
    held = Counter(name for r in readings for name in {n for f in r.found for n in features_of(f)})
    names = (*JUDGED, WORDS, *sorted(name for name, count in held.items() if count >= _OFTEN))
    places = {name: place for place, name in enumerate(names)}
    rows = np.zeros((len(readings), len(names)), dtype=np.float32)
    rows[:, : len(JUDGED)] = np.clip(np.round(odds * SCALE), -LARGEST, LARGEST)
    for row, reading in zip(rows, readings, strict=True):
        row[len(JUDGED)] = reading.words
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
    removed = np.array([r.is_removed for r in readings])
    counts = np.array([1.0 if r.is_whole else PIECE for r in readings])
    model.fit(rows, removed, sample_weight=counts)
    share = np.average(removed, weights=counts)
    lines = [str(round(LEAVES * float(np.log(share / (1 - share)))))]
    lines += [_line(each.tree_, names) for [each] in model.estimators_]
    return "\n".join(lines) + "\n"


def _line(tree: object, names: Sequence[str], node: int = 0) -> str:
    low, high = tree.children_left[node], tree.children_right[node]  # type: ignore[attr-defined]
    if low < 0:
        return str(round(LEAVES * _PACE * float(tree.value[node][0][0])))  # type: ignore[attr-defined]
    name = names[tree.feature[node]]  # type: ignore[attr-defined]
    most = int(np.floor(tree.threshold[node]))  # type: ignore[attr-defined]
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
    text = fit(readings, _odds(readings, folder / "resemblance.tsv"))
    (folder / "judgement.txt").write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(readings):,} readings, {text.count(chr(10)):,} lines in judgement.txt")


if __name__ == "__main__":
    main()
