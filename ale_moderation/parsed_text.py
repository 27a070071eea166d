"""A comment as it was read: its words, its sentences, what was found in it and whom it mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property, partial
from operator import attrgetter, itemgetter
from typing import NamedTuple

from attrs import field, frozen

from ale_moderation.lexicon import Entry, Hit
from ale_moderation.people import Mention, find_people
from ale_moderation.phrase_index import Hooks
from ale_moderation.text import NormalisedText

DIGIT, AT_SIGN, NAME_LIKE, LINK, TRUSTED = "#digit", "#at", "#name", "#link", "#trusted"
"""Tags for what a text holds besides entries: a digit, the sign @, a word with which a name may
begin, something like a link in plain writing, and a word that is one to a place to be trusted."""

_SHAPES = frozenset((DIGIT, AT_SIGN, NAME_LIKE, LINK, TRUSTED))


@frozen(kw_only=True, eq=False)
class Word:
    """What is known of a word form, wherever it stands.

    `form` is as it stands, `norm` casefolded and as it is meant (see `spelling.py`), `lemma` the
    dictionary form of that; `is_open` says that its place may tell it to mean another word.
    `keys` are its spellings and lemmas, `tags` those of its lexicon entries, `hits` the entries.
    `found` adds the patterns that are this word alone, and `found_tags` their tags.
    `is_known` says that it stands in the dictionary, `is_ordinary` that it is no proper name there,
    `is_capitalised` that it begins with a capital and is not all capitals (one letter counts).
    """

    found_tags: frozenset[str] = field(repr=False)
    hooks: Hooks = field(repr=False)
    ends_sentence: bool
    may_be_mention: bool
    norm: str
    lemma: str
    tags: frozenset[str]
    marks: frozenset[str] = field(repr=False)
    keys: frozenset[str] = field(repr=False)
    form: str
    is_word: bool
    is_open: bool
    is_known: bool
    is_ordinary: bool
    is_capitalised: bool
    found: tuple[Hit, ...] = field(repr=False)
    hits: tuple[Hit, ...] = field(repr=False)


class Span(NamedTuple):
    """A lexicon entry found at words `start` to `end` (half-open).

    A tuple, not an attrs record: there are dozens in a comment, and they are made in a third of the
    time.
    """

    start: int
    end: int
    entry: Entry
    certainty: float


span_of = partial(tuple.__new__, Span)
"""Makes a span of a tuple; `Span(…)` takes three times as long."""

_FEW = 200
"""Words up to which each is looked at for each tag."""

_START = attrgetter("start")
_PLACE = itemgetter(0, 1)


class Spans(Mapping[str, Sequence[Span]]):
    """The spans of a comment by tag, each tag's in order of place.

    The spans of single words are made when their tag is first asked for: most never are.
    """

    def __init__(
        self, words: Sequence[Word], matched: Mapping[str, list[Span]], tags: Set[str]
    ) -> None:
        self._words = words
        self._matched = matched
        self._tags = tags
        self._made: dict[str, Sequence[Span]] = {}

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """The words that have each tag; worth its while only where there are many."""
        places: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self._words):
            for tag in word.found_tags:
                places[tag].append(i)
        return places

    def __getitem__(self, tag: str) -> Sequence[Span]:
        if tag not in self._tags:
            raise KeyError(tag)
        return self.get(tag)

    def get(self, tag: str, default: Sequence[Span] = ()) -> Sequence[Span]:  # type: ignore[override]
        """The spans of a tag, none where it was not found."""
        if tag not in self._tags:
            return default
        made = self._made.get(tag)
        if made is None:
            words = self._words
            made = [
                span_of((i, i + 1, hit.entry, hit.certainty))
                for i in (range(len(words)) if len(words) <= _FEW else self._places.get(tag, ()))
                if tag in words[i].found_tags
                for hit in words[i].found
                if hit.entry.tag == tag
            ]
            if tag in self._matched:
                made = sorted((*made, *self._matched[tag]), key=_PLACE)
            self._made[tag] = made
        return made

    def patterns(self) -> list[Span]:
        """The spans of patterns of more than one word, in no order of place."""
        return [span for spans in self._matched.values() for span in spans]

    def keys(self) -> Set[str]:  # type: ignore[override]
        """The tags that were found, and those of the text's shape, which have no spans."""
        return self._tags

    def __contains__(self, tag: object) -> bool:
        return tag in self._tags

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._tags - _SHAPES))

    def __len__(self) -> int:
        return len(self._tags - _SHAPES)


@frozen(kw_only=True, eq=False)
class ParsedText:
    """A comment's words, in order. Word positions index `words`, `starts`, `ends`, `sentences`.

    `starts` and `ends` are code points of `text.surface`; `original_span` leads back to the text.
    `tags` are those of all words and patterns found.
    """

    text: NormalisedText
    words: Sequence[Word] = field(repr=False)
    tags: Set[str] = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    sentences: Sequence[int] = field(repr=False)
    spans: Spans = field(repr=False)

    @cached_property
    def people(self) -> tuple[Mention, ...]:
        """Everybody that the comment mentions, worked out when first asked for."""
        return find_people(self)

    def at(self, *tags: str) -> list[Span]:
        """The spans of some tags, in order of place."""
        found = [self.spans.get(tag) for tag in tags if tag in self.tags]
        if len(found) == 1:
            return list(found[0])
        return sorted([span for spans in found for span in spans], key=_PLACE)

    def has(self, *tags: str) -> bool:
        """Whether any of some tags was found."""
        return not self.tags.isdisjoint(tags)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original text behind words `start` to `end`."""
        return self.text.original_span(self.starts[start], self.ends[end - 1])

    def quote(self, start: int, end: int) -> str:
        """The surface of words `start` to `end`."""
        return self.text.surface[self.starts[start] : self.ends[end - 1]]

    def masked_quote(self, start: int, end: int) -> str:
        """At most 60 characters of words `start` to `end`, without names, numbers and addresses."""
        named = {
            i for m in self.people_near(start, end) if m.is_named for i in range(m.start, m.end)
        }
        shown: list[str] = []
        for i in range(start, min(end, start + 20)):
            form = self.words[i].form
            if i in named:
                form = "[namn]" if shown[-1:] != ["[namn]"] else ""
            elif sum(c.isdigit() for c in form) > 2 or "@" in form or "://" in form:
                form = "[…]" if shown[-1:] != ["[…]"] else ""
            if form:
                shown.append(form)
        return " ".join(shown)[:60]

    def people_near(self, start: int, end: int, distance: int = 10) -> Iterator[Mention]:
        """The mentions that begin within so many words of words `start` to `end`."""
        people = self.people
        for i in range(bisect_left(people, start - distance, key=_START), len(people)):
            if people[i].start >= end + distance:
                return
            yield people[i]

    def sentence_ranges(self) -> Iterator[tuple[int, int]]:
        """The word positions where each sentence starts and ends."""
        start, numbers = 0, self.sentences
        while start < len(numbers):
            end = bisect_right(numbers, numbers[start], start)
            yield start, end
            start = end

    def sentence(self, position: int) -> range:
        """The word positions of the sentence that holds a position."""
        number = self.sentences[position]
        return range(bisect_left(self.sentences, number), bisect_right(self.sentences, number))
