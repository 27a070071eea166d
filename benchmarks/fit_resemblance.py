"""Fits the weights of `rules/lexicon/resemblance.tsv`: `python -m benchmarks.fit_resemblance`.

On the comments of the corpora that are not set apart for testing, one logistic regression a head;
that of offence on the functional suite too, which is labelled as far as that goes.
Parts that stand in one comment only tell nothing and are left out, and so are those whose weights
come to nothing. The file is the same on every machine but for a rounding here and there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ale_moderation.moderator import pipeline_of
from ale_moderation.nlp import ParsedText
from ale_moderation.resemblance import (
    HEADS,
    REMOVED,
    SCALE,
    pairs_of,
    parts_of_word,
    patterns_by_sentence,
    tag_parts,
)
from ale_moderation.rulebook import load_rulebook, rules_folder
from ale_moderation.second_opinion import HARMLESS
from benchmarks.corpus import ANNOTATED, OWN, Example, is_set_apart, read
from benchmarks.functional import read_cases

STRENGTH = 10.0
"""The inverse of the regularisation (`C` of scikit-learn)."""

_SERVICE = frozenset(("question", "complaint", "fault_report"))
_FEWEST = 2


Labelled: TypeAlias = tuple[str, dict[str, bool]]
"""A text, and whether it is like each head, as far as that is known."""


def comments() -> Iterator[Labelled]:
    """The comments to fit to."""
    for name in (*ANNOTATED, *OWN):
        for example in read(name):
            if name in ANNOTATED or not is_set_apart(example.id):
                yield example.text, _heads(example)
    for case in read_cases():
        yield case.text, {"offensive": case.expected == "remove"}


def _heads(example: Example) -> dict[str, bool]:
    labels, is_kept = example.labels, example.action == "keep"
    is_removed = example.action == "remove_and_document"
    heads = {kind: kind in labels for kind in _SERVICE}
    heads["service"] = not is_kept and not _SERVICE.isdisjoint(labels)
    heads["important"] = not is_kept and any(label.startswith("important.") for label in labels)
    for head in REMOVED:
        heads[head] = is_removed and any(map(_WHY[head], labels))
    return heads


_WHY: dict[str, Callable[[str], bool]] = {
    "offensive": lambda label: label.startswith(("offensive.", "unlawful")),
    "private": lambda label: (
        label.startswith(("personal_data.", "confidential")) and label not in HARMLESS
    ),
    "spam": lambda label: label == "spam",
    "advertising": lambda label: label == "advertising",
}
"""Whether a label is why a comment was removed, by head."""


def _parts(parsed: ParsedText) -> Counter[str]:
    """The parts of a text, and how often each stands there."""
    parts = Counter(part for word in parsed.words for part in parts_of_word(word))
    for place, tags in patterns_by_sentence(parsed):
        parts.update(pairs_of(parsed.words[place.start : place.stop]))
        parts.update(tag_parts(tags))
    return parts


def fit(likes: Sequence[dict[str, bool]], counted: Sequence[Counter[str]]) -> str:
    """The lines of the file; `counted` are the parts of each comment."""
    held = Counter(part for parts in counted for part in parts)
    places = {part: n for n, part in enumerate(p for p, k in held.items() if k >= _FEWEST)}
    rarity = np.array([math.log((1 + len(counted)) / (1 + held[part])) + 1 for part in places])
    rarity = np.rint(SCALE * rarity) / SCALE
    matrix = _matrix(counted, places, rarity)
    weights = np.zeros((len(HEADS), len(places)))
    bias = np.zeros(len(HEADS))
    for number, head in enumerate(HEADS):
        model = LogisticRegression(C=STRENGTH, max_iter=1000)
        told = [row for row, like in enumerate(likes) if head in like]
        model.fit(matrix[told], [likes[row][head] for row in told])
        weights[number], bias[number] = model.coef_[0], model.intercept_[0]
    whole = np.rint(SCALE * weights).astype(int)
    lines = [_line("", 0, np.rint(SCALE * bias).astype(int))]
    for part, place in sorted(places.items()):
        if whole[:, place].any():
            lines.append(_line(part, int(SCALE * rarity[place]), whole[:, place]))
    return "\n".join(lines) + "\n"


def _matrix(
    counted: Sequence[Counter[str]], places: dict[str, int], rarity: np.ndarray
) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, parts in enumerate(counted):
        known = [(places[part], count) for part, count in parts.items() if part in places]
        length = math.sqrt(sum(count * rarity[place] ** 2 for place, count in known)) or 1.0
        for place, count in known:
            rows.append(row)
            columns.append(place)
            values.append(count * rarity[place] / length)
    return csr_matrix((values, (rows, columns)), shape=(len(counted), len(places)))


def _line(part: str, rarity: int, weights: np.ndarray) -> str:
    return f"{part}\t{rarity} {' '.join(map(str, weights))}"


def main() -> None:
    """Fit and write."""
    pipeline = pipeline_of(load_rulebook())
    labelled = list(comments())
    counted = [_parts(pipeline(text)) for text, _ in labelled]
    path = Path(rules_folder(), "lexicon", "resemblance.tsv")
    text = fit([like for _, like in labelled], counted)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(labelled):,} comments, {text.count(chr(10)):,} lines in {path.name}")


if __name__ == "__main__":
    main()
