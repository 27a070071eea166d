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
from collections.abc import Iterable, Iterator, Sequence
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
_CACHED = 50_000
_MOST_SENTENCES = 4


class Share(NamedTuple):
    """What some parts add to each head, and to the square of the length; both times `SCALE`²."""

    heads: tuple[int, ...]
    square: int


_NONE = Share((0,) * len(HEADS), 0)


def parts_of(norm: str) -> Iterator[str]:
    """A word as it stands, after `=`, and its parts, with a space where it begins and ends."""
    norm = norm[:_LONGEST_WORD]
    yield f"={norm}"
    padded = f" {norm} "
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def tags_by_sentence(parsed: ParsedText) -> Iterator[tuple[range, list[str]]]:
    """The words of each sentence, and the tags of its words and patterns, each once after `<`."""
    patterns = parsed.spans.patterns()
    for start, stop in parsed.sentence_ranges():
        tags = set().union(*[word.found_tags for word in parsed.words[start:stop]])
        tags.update(span.entry.tag for span in patterns if start <= span.start < stop)
        yield range(start, stop), [f"<{tag}" for tag in sorted(tags)]


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
        self._shares: dict[str, Share] = {}

    def of(self, parsed: ParsedText) -> Likeness:
        """What a text resembles."""
        sentences = [
            (words, self._sentence_share(parsed, words, tags))
            for words, tags in tags_by_sentence(parsed)
        ]
        whole = self._log_odds(_sum(share for _, share in sentences))
        removal, where = -math.inf, range(0)
        for first, (begin, _) in enumerate(sentences):
            share = _NONE
            for words, added in sentences[first : first + _MOST_SENTENCES]:
                share = _sum((share, added))
                odds = self._log_odds(share)["removal"]
                if odds > removal:
                    removal, where = odds, range(begin.start, words.stop)
        return Likeness(whole, removal, where)

    def telling(self, words: Sequence[Word], head: str, most: int) -> list[int]:
        """The places of the words that speak most for a head, in order of place."""
        number = HEADS.index(head)
        spoken = [(self._share(word.norm).heads[number], -i) for i, word in enumerate(words)]
        strongest = sorted((pair for pair in spoken if pair[0] > 0), reverse=True)[:most]
        return sorted(-place for _, place in strongest)

    def _sentence_share(self, parsed: ParsedText, words: range, tags: Iterable[str]) -> Share:
        shares = [self._share(word.norm) for word in parsed.words[words.start : words.stop]]
        return _sum((*shares, *[self._share(tag) for tag in tags]))

    def _share(self, norm: str) -> Share:
        """What a word with all its parts, or a tag, adds."""
        share = self._shares.get(norm)
        if share is None:
            is_tag = len(norm) > 1 and norm[0] == "<"
            share = self._worked_out([norm] if is_tag else parts_of(norm))
            if len(self._shares) >= _CACHED:
                self._shares.clear()
            self._shares[norm] = share
        return share

    def _worked_out(self, parts: Iterable[str]) -> Share:
        sums, square = list(_NONE.heads), 0
        for part in parts:
            encoded = part.encode("utf-8", "replace")
            if encoded in self._weights:
                rarity, *weights = self._numbers(encoded)
                square += rarity * rarity
                sums = [
                    added + weight * rarity for added, weight in zip(sums, weights, strict=True)
                ]
        return Share(tuple(sums), square) if square else _NONE

    def _log_odds(self, share: Share) -> dict[str, float]:
        length = math.sqrt(share.square) or 1.0
        return {
            head: (bias + added / length) / SCALE
            for head, bias, added in zip(HEADS, self._bias, share.heads, strict=True)
        }

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


def _sum(shares: Iterable[Share]) -> Share:
    heads, squares = zip(*shares, strict=True)
    return Share(tuple(map(sum, zip(*heads, strict=True))), sum(squares))
