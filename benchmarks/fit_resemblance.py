"""Fits the weights of `rules/lexicon/resemblance.tsv`: `python -m benchmarks.fit_resemblance`.

On the comments of the corpora that are not set apart for testing, one logistic regression a head;
that of offence on the functional suite too, which is labelled as far as that goes. A part of a
comment is enough to remove it, so that the parts of those that are unlike a head are fitted to,
too. What stands much more often on one side than on the other may weigh more (Wang and Manning,
"Baselines and Bigrams", 2012). Parts that stand in one comment only, or weigh next to nothing, are
left out. The file is the same on every machine but for a rounding here and there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from attrs import frozen
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from ale_moderation.moderator import pipeline_of
from ale_moderation.parsed_text import ParsedText
from ale_moderation.resemblance import (
    HEADS,
    MOST_SENTENCES,
    PEAKED,
    REMOVED,
    SCALE,
    SECRET,
    THREAT,
    Sentence,
    pairs_of,
    parts_of_word,
    sentences_of,
    side_part,
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

PIECE = 0.3
"""How much a piece of a comment counts, sentences on end, beside a whole one."""

_LEAST = 0.5
"""What a part must weigh for some head to be of use."""

Labelled: TypeAlias = tuple[str, dict[str, bool]]
"""A text, and whether it is like each head, as far as that is known."""


def comments() -> Iterator[Labelled]:
    """The comments to fit to."""
    for name in (*ANNOTATED, *OWN):
        for example in read(name):
            if name in ANNOTATED or not is_set_apart(example.id):
                yield example.text, heads_of(example)
    for case in read_cases():
        is_kept = case.expected != "remove"
        yield case.text, {"offensive": not is_kept} | ({THREAT: False} if is_kept else {})


def heads_of(example: Example) -> dict[str, bool]:
    """Whether a comment is like each head."""
    labels, is_kept = example.labels, example.action == "keep"
    is_removed = example.action == "remove_and_document"
    heads = {kind: kind in labels for kind in _SERVICE}
    heads["service"] = not is_kept and not _SERVICE.isdisjoint(labels)
    heads["important"] = not is_kept and any(label.startswith("important.") for label in labels)
    for head in (*REMOVED, SECRET, THREAT):
        heads[head] = is_removed and any(map(_WHY[head], labels))
    return heads


_WHY: dict[str, Callable[[str], bool]] = {
    "offensive": lambda label: label.startswith(("offensive.", "unlawful")),
    "private": lambda label: (
        label.startswith(("personal_data.", "confidential")) and label not in HARMLESS
    ),
    SECRET: lambda label: label.startswith(("personal_data.sensitive", "confidential")),
    THREAT: lambda label: label in ("offensive.threat", "offensive.incitement"),
    "spam": lambda label: label == "spam",
    "advertising": lambda label: label == "advertising",
}
"""Whether a label is why a comment was removed, by head."""


Parts: TypeAlias = Counter[str]
"""The parts of words on end, and how often each stands there."""


@frozen
class Sample:
    """A comment or a piece of one: its parts, and whether it is like each head that it tells of."""

    parts: Parts
    like: dict[str, bool]
    is_piece: bool = False


def samples_of(parsed: ParsedText, like: dict[str, bool]) -> Iterator[Sample]:
    """A comment, and its sentences on end for the heads that it is not like at all."""
    sentences = [parts_of_sentence(parsed, sentence) for sentence in sentences_of(parsed)]
    yield Sample(sum(sentences, Counter()), like)
    unlike = {head: False for head in PEAKED if like.get(head) is False}
    for first in range(len(sentences)):
        for last in range(first + 1, min(first + MOST_SENTENCES, len(sentences)) + 1):
            if unlike and last - first < len(sentences):
                yield Sample(sum(sentences[first:last], Counter()), unlike, is_piece=True)


def parts_of_sentence(parsed: ParsedText, sentence: Sentence) -> Parts:
    """The parts of a sentence, and how often each stands there."""
    words = parsed.words[sentence.words.start : sentence.words.stop]
    parts = Counter(
        part for word in words for part in parts_of_word(word.norm, word.lemma, word.found_tags)
    )
    parts.update(pairs_of(words))
    parts.update(tag_parts(sentence.patterns))
    parts.update(side_part(person, tag) for person in sentence.people for tag in sentence.tags)
    return parts


def fit(samples: Sequence[Sample]) -> str:
    """The lines of the file.

    Fitted twice: to all parts, and then to those that weighed something.
    """
    counted = [sample.parts for sample in samples if not sample.is_piece]
    held = Counter(part for parts in counted for part in parts)
    parts = [part for part, comments in held.items() if comments >= _FEWEST]
    rarity = np.array([_rarity(part, held[part], len(counted)) for part in parts])
    _, weights = _fitted(samples, rows_of(samples, parts, rarity))
    weighty = np.flatnonzero(np.abs(weights).max(axis=0) >= _LEAST)
    parts, rarity = [parts[place] for place in weighty], rarity[weighty]
    bias, weights = _fitted(samples, rows_of(samples, parts, rarity))
    lines = [_line("", 0, bias)]
    for place in sorted(range(len(parts)), key=parts.__getitem__):
        lines.append(_line(parts[place], rarity[place], weights[:, place]))
    return "\n".join(lines) + "\n"


def _fitted(samples: Sequence[Sample], matrix: csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """The bias and the weights of each head."""
    weights = np.zeros((len(HEADS), matrix.shape[1]))
    bias = np.zeros(len(HEADS))
    for number, head in enumerate(HEADS):
        told = [row for row, sample in enumerate(samples) if head in sample.like]
        is_like = np.array([samples[row].like[head] for row in told])
        is_piece = np.array([samples[row].is_piece for row in told])
        rows = matrix[told]
        say = diags(one_sided(rows[~is_piece], is_like[~is_piece]))
        model = LogisticRegression(C=STRENGTH, max_iter=1000)
        model.fit(rows @ say, is_like, sample_weight=np.where(is_piece, PIECE, 1.0))
        weights[number], bias[number] = model.coef_[0] @ say, model.intercept_[0]
    return bias, weights


def _rarity(part: str, held: int, comments: int) -> float:
    """How much a part tells, by how few comments hold it."""
    is_whole = part.startswith(("=", "~", "<")) or " " in part.strip(" ")
    rarity = (_WHOLE if is_whole else 1.0) * (math.log((1 + comments) / (1 + held)) + 1)
    return round(SCALE * rarity) / SCALE


def one_sided(matrix: csr_matrix, is_like: np.ndarray) -> np.ndarray:
    """How much each part may weigh for a head, by how much oftener it stands on one side."""
    sides = [np.asarray(matrix[side].sum(axis=0))[0] + _SMOOTHING for side in (is_like, ~is_like)]
    like, unlike = [side / side.sum() for side in sides]
    return 1 - _ONE_SIDED + _ONE_SIDED * np.abs(np.log(like / unlike))


def rows_of(samples: Sequence[Sample], known: Sequence[str], rarity: np.ndarray) -> csr_matrix:
    """A row of length one for each sample, of its known parts by their rarity."""
    places = {part: place for place, part in enumerate(known)}
    rows, columns, values = [], [], []
    for row, sample in enumerate(samples):
        stand = [(places[part], count) for part, count in sample.parts.items() if part in places]
        length = math.sqrt(sum(count * rarity[place] ** 2 for place, count in stand)) or 1.0
        for place, count in stand:
            rows.append(row)
            columns.append(place)
            values.append(count * rarity[place] / length)
    return csr_matrix((values, (rows, columns)), shape=(len(samples), len(places)))


def _line(part: str, rarity: float, weights: np.ndarray) -> str:
    return f"{part}\t{' '.join(str(round(SCALE * number)) for number in (rarity, *weights))}"


def main() -> None:
    """Fit and write."""
    pipeline = pipeline_of(load_rulebook())
    samples = [s for text, like in comments() for s in samples_of(pipeline(text), like)]
    path = Path(rules_folder(), "lexicon", "resemblance.tsv")
    text = fit(samples)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(samples):,} samples, {text.count(chr(10)):,} lines in {path.name}")


if __name__ == "__main__":
    main()
