"""How much a text resembles those that people have labelled: a second reader beside the detectors.

A linear model over words, their dictionary forms and their parts, so that unseen inflections,
compounds and misspellings tell something (Bojanowski et al., "Enriching Word Vectors with Subword
Information", 2017), words that follow each other, at once or with one between (Guthrie et al., "A
Closer Look at Skip-gram Modelling", 2006), the tags of the word lists, and these beside the kinds
of people that a sentence speaks of. It knows nothing of grammar, and so decides little by itself:
see `second_opinion.py`. Its weights stand in `lexicon/resemblance.tsv`, a line for each part, for
anybody to read; `python -m benchmarks.fit_resemblance` fits them to the corpora. All of it is whole
numbers but the last step, so that it is the same on every machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from ale_moderation.errors import Problem, RulebookError
from ale_moderation.parsed_text import DIGIT, TRUSTED, ParsedText, Word
from ale_moderation.people import Who

REMOVED = ("offensive", "private", "spam", "advertising")
SECRET, THREAT = "secret", "threat"
HEADS = (*REMOVED, SECRET, THREAT, "important", "service", "question", "complaint", "fault_report")
"""What a text may resemble: those that were removed, by why they were, of private ones those that
told more than a number or an address, and of offensive ones threats and calls for harm; those of
importance; those that were answered, and of these the questions, complaints and fault reports."""

PEAKED = (*REMOVED, SECRET, THREAT)
"""Those of which a part of the text is enough."""

JUDGED = HEADS[: HEADS.index("service") + 1]
"""Those by which parts of the text are judged, the `PEAKED` ones first: see `judgement.py`."""

SHORTEST, LONGEST = 2, 5
"""Letters of a part, the space before and after the word among them."""

SCALE = 16
"""What the whole numbers of the file are divided by: the weights, and how rare each part is."""

_LEMMA, _SIDE = "~", "&"
_TO_ZEROS = str.maketrans("123456789", "0" * 9)
_LONGEST_NUMBER = 10
_NONE: Set[str] = frozenset()
_LONGEST_WORD = 60
_CACHED = 30_000
MOST_SENTENCES = 4
"""The most sentences on end that are looked at alone."""

_FIELD = 64
_FIELDS = Struct(f"<{1 + len(HEADS)}Q")
_HALF = 1 << (_FIELD - 1)
_HALVES = sum(_HALF << _FIELD * i for i in range(1 + len(HEADS)))
"""A share is what some parts add to the square of the length and to each head, in this order, both
times `SCALE`²: fields of one whole number, so that shares are added all at once. They may be below
zero, and are read with half of what a field holds added to each."""


def parts_of(norm: str) -> Iterator[str]:
    """A word as it stands, after `=`, and its parts, with a space where it begins and ends."""
    norm = norm[:_LONGEST_WORD]
    yield f"={norm}"
    padded = f" {norm} "
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def parts_of_word(norm: str, lemma: str, tags: Set[str]) -> Iterator[str]:
    """The parts of a word, its lemma, the tags of the word lists, and a number with zeros.

    Of a link to a place to be trusted only that it is one: its letters are not the writer's.
    """
    if TRUSTED in tags:
        yield f"<{TRUSTED}"
        return
    yield from parts_of(norm)
    yield f"{_LEMMA}{lemma[:_LONGEST_WORD]}"
    if DIGIT in tags:
        yield f"<#{norm[:_LONGEST_NUMBER].translate(_TO_ZEROS)}"
    yield from tag_parts(tags)


def pairs_of(words: Sequence[Word]) -> list[str]:
    """Words of a sentence that follow each other, as they stand, with one between, and by lemma.

    There are signs where the sentence begins and ends.
    """
    norms = ["^", *[word.norm for word in words], "$"]
    lemmas = ["^", *[word.lemma for word in words], "$"]
    return [
        *[f"{a} {b}" for a, b in pairwise(norms)],
        *[f"{a} _ {b}" for a, b in zip(norms, norms[2:], strict=False)],
        *[f"{_LEMMA}{a} {b}" for a, b in pairwise(lemmas)],
    ]


def tag_parts(tags: Iterable[str]) -> Iterator[str]:
    """Tags as parts, in order."""
    return (f"<{tag}" for tag in sorted(tags))


def side_part(person: str, tag: str) -> str:
    """A tag in a sentence that speaks of some kind of person, as a part."""
    return f"{_SIDE}{person}<{tag}"


class Sentence(NamedTuple):
    """The words of a sentence, what is found there and whom it speaks of, each once."""

    words: range
    patterns: Set[str]
    """The tags of patterns of several words."""
    tags: Set[str]
    """These and the tags of words."""
    people: Set[str]
    """The kinds of people."""


def sentences_of(parsed: ParsedText) -> Iterator[Sentence]:
    """The sentences of a text."""
    patterns: dict[int, set[str]] = defaultdict(set)
    for span in parsed.spans.patterns():
        patterns[parsed.sentences[span.start]].add(span.entry.tag)
    people: dict[int, set[str]] = defaultdict(set)
    for mention in parsed.people:
        people[parsed.sentences[mention.start]].add(_kind_of(*mention[2:]))
    for start, stop in parsed.sentence_ranges():
        number = parsed.sentences[start]
        found = patterns[number]
        tags = found.union(*[word.found_tags for word in parsed.words[start:stop]])
        yield Sentence(range(start, stop), found, tags, people[number])


@cache
def _kind_of(
    who: Who,
    is_named: bool,
    is_plural: bool,
    is_own: bool,
    is_definite: bool,
) -> str:
    told = (("named", is_named), ("several", is_plural), ("own", is_own), ("any", not is_definite))
    return ".".join((who.value, *(word for word, is_so in told if is_so)))


class Resemblance:
    """The weights, and what they say of texts. Safe for concurrent calls.

    RulebookError where the file is not what it should be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._weights: dict[str, str | int] = {}  # as in the file, or as it is added
        self._sides: dict[str, set[str]] = defaultdict(set)
        bias = ""
        for line in path.read_text("utf-8", "replace").removesuffix("\n").split("\n"):
            part, _, numbers = line.partition("\t")
            self._weights[part] = numbers
            bias = bias if part else numbers
            if part[:1] == _SIDE and "<" in part:
                person, _, tag = part[1:].partition("<")
                self._sides[person].add(tag)
        _, *self._bias = self._numbers("", bias)
        # by what it hangs on: a word in the key would be kept alive
        self._of_word = lru_cache(_CACHED)(lambda *word: self._shares_of(parts_of_word(*word)))
        self._of_pair = lru_cache(_CACHED)(lambda pair: self._shares_of((pair,)))
        self._of_side = lru_cache(_CACHED)(lambda *side: self._shares_of((side_part(*side),)))
        self._of_tag = lru_cache(_CACHED)(lambda tag: self._shares_of(tag_parts((tag,))))

    def of(self, parsed: ParsedText) -> Likeness:
        """What a text resembles."""
        of_word, of_tag, of_pair, known = self._of_word, self._of_tag, self._of_pair, self._weights
        of_side, sides = self._of_side, self._sides
        sentences: list[tuple[range, int]] = []
        for place, patterns, tags, people in sentences_of(parsed):
            words = parsed.words[place.start : place.stop]
            share = sum([of_word(word.norm, word.lemma, word.found_tags) for word in words])
            for pair in pairs_of(words):
                if pair in known:
                    share += of_pair(pair)
            if patterns:
                share += sum([of_tag(tag) for tag in patterns])
            for person in people:
                for tag in sides.get(person, _NONE) & tags:
                    share += of_side(person, tag)
            sentences.append((place, share))
        whole = sum([share for _, share in sentences])
        heads = dict(zip(HEADS, self._log_odds(whole, len(HEADS)), strict=True))
        if len(sentences) > 1:
            windows = list(self._windows(sentences))
        else:
            odds = tuple(heads.values())[: len(JUDGED)]
            windows = [Window(range(len(parsed.words)), range(1), odds)]
        return Likeness(heads, _peaks(windows), windows)

    def telling(self, words: Sequence[Word], head: str, most: int) -> list[int]:
        """The places of the words that speak most for a head, in order of place."""
        number = 1 + HEADS.index(head)
        spoken = [
            (_fields(self._of_word(word.norm, word.lemma, word.found_tags), 1 + number)[number], -i)
            for i, word in enumerate(words)
        ]
        strongest = sorted((pair for pair in spoken if pair[0] > 0), reverse=True)[:most]
        return sorted(-place for _, place in strongest)

    def _windows(self, sentences: Sequence[tuple[range, int]]) -> Iterator[Window]:
        count = len(JUDGED)
        for first, (begin, _) in enumerate(sentences):
            share = 0
            for last, (place, added) in enumerate(
                sentences[first : first + MOST_SENTENCES], first + 1
            ):
                share += added
                words = range(begin.start, place.stop)
                yield Window(words, range(first, last), self._log_odds(share, count))

    def _shares_of(self, parts: Iterable[str]) -> int:
        known = self._weights
        return sum([self._share_of(part) for part in parts if part in known])

    def _share_of(self, part: str) -> int:
        """What a part of the file adds, worked out when first asked for."""
        share = self._weights[part]
        if isinstance(share, str):
            numbers = self._numbers(part, share)
            share = 0
            for number in reversed(numbers):
                share = (share << _FIELD) + number * numbers[0]
            self._weights[part] = share
        return share

    def _log_odds(self, share: int, count: int) -> list[float]:
        """Those of the first heads."""
        square, *sums = _fields(share, 1 + count)
        length = math.sqrt(square) or 1.0
        return [
            (bias + added / length) / SCALE for bias, added in zip(self._bias, sums, strict=False)
        ]

    def _numbers(self, part: str, numbers_of_it: str) -> list[int]:
        try:
            numbers = list(map(int, numbers_of_it.split()))
        except ValueError:
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


class Peak(NamedTuple):
    """The highest log-odds of a head in one to four sentences on end, and their words."""

    odds: float
    where: range


class Window(NamedTuple):
    """One to four sentences on end: their words, which they are, and the log-odds of `JUDGED`."""

    words: range
    sentences: range
    odds: Sequence[float]


class Likeness(NamedTuple):
    """Log-odds; 0 is even. `heads` are those of the whole text, `peaks` those of its parts.

    A sentence more never lowers a peak: the sentences that stood there before are still looked at.
    """

    heads: dict[str, float]
    peaks: dict[str, Peak]
    windows: Sequence[Window]


def _peaks(windows: Sequence[Window]) -> dict[str, Peak]:
    """The first window in which each head is highest."""
    peaks: dict[str, Peak] = {}
    for number, head in enumerate(PEAKED):
        odds = [window.odds[number] for window in windows]
        highest = max(odds)
        peaks[head] = Peak(highest, windows[odds.index(highest)].words)
    return peaks


def _fields(share: int, count: int) -> list[int]:
    """The first fields of a share."""
    fields = _FIELDS.unpack((share + _HALVES).to_bytes(_FIELDS.size, "little"))
    return [field - _HALF for field in fields[:count]]
