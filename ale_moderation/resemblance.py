"""How much a text resembles those that people have labelled: a second reader beside the detectors.

A linear model over words, the parts of words, so that unseen inflections, compounds and
misspellings tell something (Bojanowski et al., "Enriching Word Vectors with Subword Information",
2017), and the tags of the word lists. It knows nothing of grammar, or of who is meant, and so
decides nothing by itself: see `second_opinion.py`. Its weights stand in `lexicon/resemblance.tsv`,
a line for each part, for anybody to read; `python -m benchmarks.fit_resemblance` fits them to the
corpora. All of it is whole numbers but the last step, so that it is the same on every machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ale_moderation.errors import Problem, RulebookError
from ale_moderation.nlp import ParsedText, Word

HEADS = ("removal", "service", "question", "complaint", "fault_report")
"""What a text may resemble: those that were removed, those that were answered, and of these the
questions, complaints and fault reports."""

SHORTEST, LONGEST = 2, 5
"""Letters of a part, the space before and after the word among them."""

SCALE = 16
"""What the whole numbers of the file are divided by: the weights, and how rare each part is."""

_LONGEST_WORD = 60
_CACHED = 25_000
_MOST_SENTENCES = 4


_FIELD = 48
_MASK, _HALF = (1 << _FIELD) - 1, 1 << (_FIELD - 1)
"""A share is what some parts add to the square of the length and to each head, in this order, both
times `SCALE`²: fields of one whole number, so that shares are added all at once."""


def parts_of(norm: str) -> Iterator[str]:
    """A word as it stands, after `=`, and its parts, with a space where it begins and ends."""
    norm = norm[:_LONGEST_WORD]
    yield f"={norm}"
    padded = f" {norm} "
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def tags_by_sentence(parsed: ParsedText) -> Iterator[tuple[range, Set[str]]]:
    """The words of each sentence, and the tags of its words and patterns, each once."""
    words, sentences = parsed.words, list(parsed.sentence_ranges())
    if len(sentences) == 1:
        yield range(len(words)), parsed.tags
        return
    of_patterns: dict[int, set[str]] = defaultdict(set)
    for span in parsed.spans.patterns():
        of_patterns[parsed.sentences[span.start]].add(span.entry.tag)
    for start, stop in sentences:
        tags = of_patterns[parsed.sentences[start]]
        yield range(start, stop), tags.union(*[word.found_tags for word in words[start:stop]])


class Resemblance:
    """The weights, and what they say of texts. Safe for concurrent calls.

    RulebookError where the file is not what it should be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._weights: dict[bytes, bytes] = {}
        for line in path.read_bytes().splitlines():
            part, _, numbers = line.partition(b"\t")
            self._weights[part] = numbers
        _, *self._bias = self._numbers(b"")
        self._of_word = lru_cache(_CACHED)(lambda norm: self._shares_of(parts_of(norm)))
        self._of_tag = lru_cache(_CACHED)(lambda tag: self._shares_of([f"<{tag}"]))

    def of(self, parsed: ParsedText) -> Likeness:
        """What a text resembles."""
        of_word, of_tag = self._of_word, self._of_tag
        sentences: list[tuple[range, int]] = []
        for place, tags in tags_by_sentence(parsed):
            share = sum([of_tag(tag) for tag in tags])
            for word in parsed.words[place.start : place.stop]:
                share += of_word(word.norm)
            sentences.append((place, share))
        whole = sum([share for _, share in sentences])
        heads = dict(zip(HEADS, self._log_odds(whole, len(HEADS)), strict=True))
        removal, where = heads["removal"], range(len(parsed.words))
        if len(sentences) > 1:
            removal, where = self._most_like_removed(sentences)
        return Likeness(heads, removal, where)

    def telling(self, words: Sequence[Word], head: str, most: int) -> list[int]:
        """The places of the words that speak most for a head, in order of place."""
        number = 1 + HEADS.index(head)
        spoken = [
            (_fields(self._of_word(word.norm), 1 + number)[number], -i)
            for i, word in enumerate(words)
        ]
        strongest = sorted((pair for pair in spoken if pair[0] > 0), reverse=True)[:most]
        return sorted(-place for _, place in strongest)

    def _most_like_removed(self, sentences: Sequence[tuple[range, int]]) -> tuple[float, range]:
        best, where = -math.inf, range(0)
        for first, (begin, _) in enumerate(sentences):
            share = 0
            for place, added in sentences[first : first + _MOST_SENTENCES]:
                share += added
                [odds] = self._log_odds(share, 1)
                if odds > best:
                    best, where = odds, range(begin.start, place.stop)
        return best, where

    def _shares_of(self, parts: Iterable[str]) -> int:
        fields = [0] * (1 + len(HEADS))
        for part in parts:
            encoded = part.encode("utf-8", "replace")
            if encoded in self._weights:
                rarity, *weights = self._numbers(encoded)
                fields[0] += rarity * rarity
                for head, weight in enumerate(weights, start=1):
                    fields[head] += weight * rarity
        return sum(number << (_FIELD * n) for n, number in enumerate(fields))

    def _log_odds(self, share: int, count: int) -> list[float]:
        """Those of the first heads."""
        square, *sums = _fields(share, 1 + count)
        length = math.sqrt(square) or 1.0
        return [
            (bias + added / length) / SCALE for bias, added in zip(self._bias, sums, strict=False)
        ]

    def _numbers(self, part: bytes) -> list[int]:
        try:
            numbers = list(map(int, self._weights[part].split()))
        except (KeyError, ValueError):
            numbers = []
        if len(numbers) == 1 + len(HEADS):
            return numbers
        line = list(self._weights).index(part) + 1 if part in self._weights else 1
        raise RulebookError(
            (
                Problem(
                    path=self._path,
                    line=line,
                    column=1,
                    message=f"expected a part, a tab and {len(HEADS) + 1} whole numbers",
                    hint="fit the weights again: python -m benchmarks.fit_resemblance",
                ),
            )
        )


class Likeness(NamedTuple):
    """Log-odds; 0 is even. `heads` are those of the whole text.

    `removal` is the highest in one to four sentences on end, whose words are `where`. A sentence
    more never lowers it: those that stood there before are still looked at.
    """

    heads: dict[str, float]
    removal: float
    where: range


def _fields(share: int, count: int) -> list[int]:
    """The first fields of a share."""
    fields = []
    for _ in range(count):
        field = share & _MASK
        if field >= _HALF:
            field -= _MASK + 1
        fields.append(field)
        share = (share - field) >> _FIELD
    return fields
