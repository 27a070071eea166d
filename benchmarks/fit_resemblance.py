"""Fits the weights of `rules/lexicon/resemblance.tsv`: `python -m benchmarks.fit_resemblance`.

On the comments of the corpora that are not set apart for testing, one logistic regression a head;
that of offence on the functional suite too, which is labelled as far as that goes. What stands much
more often on one side than on the other may weigh more (Wang and Manning, "Baselines and Bigrams",
2012). Parts that stand in one comment only, or weigh next to nothing, are left out. The file is the
same on every machine but for a rounding here and there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from ale_moderation.moderator import pipeline_of
from ale_moderation.parsed_text import ParsedText
from ale_moderation.resemblance import (
    HEADS,
    REMOVED,
    SCALE,
    SECRET,
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
_WHOLE = 2.0
"""How much more than parts of words do words, pairs of words and tags count."""

_ONE_SIDED = 0.5
"""How much of a part's say depends on how much oftener it stands on one side."""

_SMOOTHING = 0.1

_LEAST = 0.4
"""What a part must weigh for some head to be of use."""

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
    for head in (*REMOVED, SECRET):
        heads[head] = is_removed and any(map(_WHY[head], labels))
    return heads


_WHY: dict[str, Callable[[str], bool]] = {
    "offensive": lambda label: label.startswith(("offensive.", "unlawful")),
    "private": lambda label: (
        label.startswith(("personal_data.", "confidential")) and label not in HARMLESS
    ),
    SECRET: lambda label: label.startswith(("personal_data.sensitive", "confidential")),
    "spam": lambda label: label == "spam",
    "advertising": lambda label: label == "advertising",
}
"""Whether a label is why a comment was removed, by head."""


def _parts(parsed: ParsedText) -> Counter[str]:
    """The parts of a text, and how often each stands there."""
    parts = Counter(
        part for word in parsed.words for part in parts_of_word(word.norm, word.found_tags)
    )
    for place, tags in patterns_by_sentence(parsed):
        parts.update(pairs_of(parsed.words[place.start : place.stop]))
        parts.update(tag_parts(tags))
    return parts


def fit(likes: Sequence[dict[str, bool]], counted: Sequence[Counter[str]]) -> str:
    """The lines of the file; `counted` are the parts of each comment.

    Fitted twice: to all parts, and then to those that weighed something.
    """
    held = Counter(part for parts in counted for part in parts)
    parts = [part for part, comments in held.items() if comments >= _FEWEST]
    rarity = np.array([_rarity(part, held[part], len(counted)) for part in parts])
    _, weights = _fitted(likes, _matrix(counted, parts, rarity))
    weighty = np.flatnonzero(np.abs(weights).max(axis=0) >= _LEAST)
    parts, rarity = [parts[place] for place in weighty], rarity[weighty]
    bias, weights = _fitted(likes, _matrix(counted, parts, rarity))
    lines = [_line("", 0, bias)]
    for place in sorted(range(len(parts)), key=parts.__getitem__):
        lines.append(_line(parts[place], rarity[place], weights[:, place]))
    return "\n".join(lines) + "\n"


def _fitted(likes: Sequence[dict[str, bool]], matrix: csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """The bias and the weights of each head."""
    weights = np.zeros((len(HEADS), matrix.shape[1]))
    bias = np.zeros(len(HEADS))
    for number, head in enumerate(HEADS):
        model = LogisticRegression(C=STRENGTH, max_iter=1000)
        told = [row for row, like in enumerate(likes) if head in like]
        is_like = np.array([likes[row][head] for row in told])
        say = diags(_say(matrix[told], is_like))
        model.fit(matrix[told] @ say, is_like)
        weights[number], bias[number] = model.coef_[0] @ say, model.intercept_[0]
    return bias, weights


def _rarity(part: str, held: int, comments: int) -> float:
    """How much a part tells, by how few comments hold it."""
    is_whole = part.startswith(("=", "<")) or " " in part.strip(" ")
    rarity = (_WHOLE if is_whole else 1.0) * (math.log((1 + comments) / (1 + held)) + 1)
    return round(SCALE * rarity) / SCALE


def _say(matrix: csr_matrix, is_like: np.ndarray) -> np.ndarray:
    """How much each part may weigh for a head, by how much oftener it stands on one side."""
    sides = [np.asarray(matrix[side].sum(axis=0))[0] + _SMOOTHING for side in (is_like, ~is_like)]
    like, unlike = [side / side.sum() for side in sides]
    return 1 - _ONE_SIDED + _ONE_SIDED * np.abs(np.log(like / unlike))


def _matrix(
    counted: Sequence[Counter[str]], known: Sequence[str], rarity: np.ndarray
) -> csr_matrix:
    """A row of length one for each comment, of its known parts by their rarity."""
    places = {part: place for place, part in enumerate(known)}
    rows, columns, values = [], [], []
    for row, parts in enumerate(counted):
        stand = [(places[part], count) for part, count in parts.items() if part in places]
        length = math.sqrt(sum(count * rarity[place] ** 2 for place, count in stand)) or 1.0
        for place, count in stand:
            rows.append(row)
            columns.append(place)
            values.append(count * rarity[place] / length)
    return csr_matrix((values, (rows, columns)), shape=(len(counted), len(places)))


def _line(part: str, rarity: float, weights: np.ndarray) -> str:
    return f"{part}\t{' '.join(str(round(SCALE * number)) for number in (rarity, *weights))}"


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
