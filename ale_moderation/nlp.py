"""The Swedish pipeline: one comment becomes one ParsedText of words, sentences and lexicon spans.

spaCy's Swedish tokenizer parts the text; what each word form is (lemma, compound parts, entries of
the lexicon, patterns that may begin there) is worked out once per form and cached, so that an
ordinary word costs one look-up. No trained model is needed.
"""

from __future__ import annotations

import os
import re
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import simplemma
import spacy
from attrs import field, frozen
from spacy.attrs import ORTH, SPACY

from ale_moderation.lexicon import Entry, Hit, Lexicon
from ale_moderation.people import Mention, find_people
from ale_moderation.phrases import Anchor, Phrase
from ale_moderation.text import NormalisedText, normalise

_CACHED_FORMS = 100_000
_CACHED_STRINGS = 300_000
_LONG_CHUNK = re.compile(r"\S{120}")
_FALLBACK = re.compile(r"\w+|[^\w\s]|\n")
_SENTENCE_END = frozenset((".", "!", "?", "…", "...", "!!", "??", "?!", "!?"))
_MASKED = r"[^\W\d_]{1,9}[*#@$€!+]{1,3}[^\W\d_]{1,9}(?:[*@$][^\W\d_]*)*"
_LEET = r"\w*(?:[^\W\d_]\d+[^\W\d_]|\d[^\W\d_]\d+[^\W\d_])\w*"
_WORD_LIKE = re.compile(rf"(?:{_MASKED}|{_LEET}|[@#][\w.-]+|\(\(\(|\)\)\))$")


class _Pattern(NamedTuple):
    """A pattern, and how far behind its start its rarest part stands, at least and at most.

    `needs` is its next rarest part: words, or tags, of which the comment must hold one.
    """

    phrase: Phrase
    entry: Entry
    least: int
    most: int
    needs: frozenset[str]
    needs_tag: bool


@frozen(kw_only=True, eq=False)
class Word:
    """What is known of a word form, wherever it stands.

    `keys` are its spellings and lemmas, `tags` those of its lexicon entries, `hits` the entries.
    """

    form: str
    norm: str
    keys: frozenset[str] = field(repr=False)
    tags: frozenset[str]
    hits: tuple[Hit, ...] = field(repr=False)
    phrases: tuple[_Pattern, ...] = field(repr=False)
    is_word: bool
    is_known: bool
    is_space: bool

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital and is not all capitals (one letter counts)."""
        return self.form[:1].isupper() and (len(self.form) == 1 or not self.form[1:].isupper())


class Span(NamedTuple):
    """A lexicon entry found at words `start` to `end` (half-open).

    A tuple, not an attrs record: there are dozens in a comment, and they are made four times as fast.
    """

    start: int
    end: int
    entry: Entry
    certainty: float


class Spans(Mapping[str, Sequence[Span]]):
    """The spans of a comment by tag, each tag's in order of place.

    Which tags there are is known at once; the spans of single words are made when first asked for,
    since most tags of a comment are never asked for.
    """

    __slots__ = ("_found", "_tags", "_words")

    def __init__(
        self, words: Sequence[Word], tags: set[str], matched: Mapping[str, list[Span]]
    ) -> None:
        self._words = words
        self._tags = tags  # of the words and of the patterns
        self._found: dict[str, list[Span]] = {}
        for tag, spans in matched.items():
            self._found[tag] = sorted([*self._single(tag), *spans], key=_place)

    def _single(self, tag: str) -> list[Span]:
        return [
            Span(i, i + 1, hit.entry, hit.certainty)
            for i, word in enumerate(self._words)
            if tag in word.tags
            for hit in word.hits
            if hit.entry.tag == tag
        ]

    def get(self, tag: str, default: Any = ()) -> Any:
        """The spans of a tag, or `default`."""
        if tag not in self._tags:
            return default
        found = self._found.get(tag)
        if found is None:
            found = self._found[tag] = self._single(tag)
        return found

    def __getitem__(self, tag: str) -> Sequence[Span]:
        if tag not in self._tags:
            raise KeyError(tag)
        spans: Sequence[Span] = self.get(tag)
        return spans

    def __contains__(self, tag: object) -> bool:
        return tag in self._tags

    def __iter__(self) -> Iterator[str]:
        return iter(self._tags)

    def __len__(self) -> int:
        return len(self._tags)

    def keys(self) -> Any:
        """The tags, as a set."""
        return self._tags


@frozen(kw_only=True, eq=False)
class ParsedText:
    """A comment's words, in order. Word positions index `words`, `starts`, `ends`, `sentences`.

    `starts` and `ends` are code points of `text.surface`; `original_span` leads back to the text.
    """

    text: NormalisedText
    words: Sequence[Word] = field(repr=False)
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
        spans = self.spans
        found = [span for tag in tags for span in spans.get(tag)]
        return found if len(tags) == 1 else sorted(found, key=_place)

    def has(self, *tags: str) -> bool:
        """Whether any of some tags was found."""
        return not self.spans.keys().isdisjoint(tags)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original text behind words `start` to `end`."""
        return self.text.original_span(self.starts[start], self.ends[end - 1])

    def quote(self, start: int, end: int) -> str:
        """The surface of words `start` to `end`."""
        return self.text.surface[self.starts[start] : self.ends[end - 1]]

    def masked_quote(self, start: int, end: int) -> str:
        """At most 60 characters of words `start` to `end`, with names, numbers and addresses left out."""
        named = {i for m in self.people if m.is_named for i in range(m.start, m.end)}
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

    def sentence(self, position: int) -> range:
        """The word positions of the sentence that holds a position."""
        number = self.sentences[position]
        start, end = position, position + 1
        while start > 0 and self.sentences[start - 1] == number:
            start -= 1
        while end < len(self.words) and self.sentences[end] == number:
            end += 1
        return range(start, end)


class SwedishPipeline:
    """Callable: text -> ParsedText. Safe for concurrent calls and after a fork."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_word, self._by_tag = _index_phrases(lexicon)
        self._words: tuple[dict[int, Word], dict[int, Word]] = ({}, {})
        self._renew_tokenizer()
        self._renew_lock()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._renew_lock)

    def _renew_tokenizer(self) -> None:
        self._nlp = spacy.blank("sv")
        self._nlp.tokenizer.token_match = _WORD_LIKE.match

    def _renew_lock(self) -> None:
        self._lock = threading.Lock()

    def __call__(self, text: str) -> ParsedText:
        normalised = normalise(text)
        surface = normalised.surface
        is_undotted = len(surface) > 12 and _DOTTED.search(surface) is None
        words: list[Word] = []
        starts: list[int] = []
        ends: list[int] = []
        sentences: list[int] = []
        number, is_ended = 0, False
        for start, word in self._located(surface, is_undotted):
            form = word.form
            if word.is_space:
                is_ended = is_ended or "\n" in form
                continue
            if form in _SENTENCE_END:
                is_ended = True
            elif is_ended:
                number += 1
                is_ended = False
            words.append(word)
            starts.append(start)
            ends.append(start + len(form))
            sentences.append(number)
        return ParsedText(
            text=normalised,
            words=words,
            starts=starts,
            ends=ends,
            sentences=sentences,
            spans=_find_spans(words, sentences),
        )

    def _located(self, surface: str, is_undotted: bool) -> Iterator[tuple[int, Word]]:
        """The words of a text with the place where each begins."""
        cache = self._words[is_undotted]
        if _LONG_CHUNK.search(surface):  # spaCy peels affixes one by one: not linear in a chunk
            for match in _FALLBACK.finditer(surface):
                form = match.group()
                yield match.start(), self._analyse(form, is_undotted)
            return
        with self._lock:
            if len(self._nlp.vocab.strings) > _CACHED_STRINGS:
                self._renew_tokenizer()
            doc = self._nlp.make_doc(surface)
            rows = doc.to_array(_ORTH_AND_SPACE).tolist()
        start = 0
        strings = doc.vocab.strings
        for orth, space in rows:
            word = cache.get(orth)
            if word is None:
                if len(cache) >= _CACHED_FORMS:
                    cache.clear()
                word = cache[orth] = self._analyse(strings[orth], is_undotted)
            yield start, word
            start += len(word.form) + space

    def _analyse(self, form: str, is_undotted: bool) -> Word:
        """What a form is."""
        norm = form.casefold()
        is_word = any(c.isalpha() for c in form)
        keys = self._lexicon.keys(norm, is_undotted=is_undotted)
        hits = tuple(h for h in self._lexicon.hits(norm, keys) if h.entry.tag != _COMMON)
        tags = frozenset(hit.entry.tag for hit in hits)
        phrases: dict[_Pattern, None] = {}
        for key in keys:
            phrases |= dict.fromkeys(self._by_word.get(key, ()))
        for tag in sorted(tags):
            phrases |= dict.fromkeys(self._by_tag.get(tag, ()))
        return Word(
            form=form,
            norm=norm,
            keys=frozenset(keys),
            tags=tags,
            hits=hits,
            phrases=tuple(phrases),
            is_word=is_word,
            is_known=is_word and simplemma.is_known(norm, "sv"),
            is_space=form.isspace(),
        )


_COMMON = "common_word"
_ORTH_AND_SPACE = [ORTH, SPACY]
_DOTTED = re.compile("[åäöÅÄÖ]")


def _index_phrases(
    lexicon: Lexicon,
) -> tuple[Mapping[str, tuple[_Pattern, ...]], Mapping[str, tuple[_Pattern, ...]]]:
    """The patterns by the words, and by the tags, of their rarest part."""
    common = {w for w, entries in lexicon.exact.items() if entries[0].tag == _COMMON}
    sizes: dict[str, int] = defaultdict(int)
    for index in (lexicon.words, lexicon.exact):
        for word, entries in index.items():
            for entry in entries:
                sizes[entry.tag] += 50 if word in common else 1
    for phrase, entry in lexicon.phrases:
        sizes[entry.tag] += 5
    by_word: dict[str, list[_Pattern]] = defaultdict(list)
    by_tag: dict[str, list[_Pattern]] = defaultdict(list)

    def commonness(anchor: Anchor) -> int:
        if anchor.is_tag:
            return 20 + sum(sizes[tag] for tag in anchor.values)
        return sum(50 if word in common else 1 for word in anchor.values)

    for phrase, entry in lexicon.phrases:
        anchor, *others = sorted(phrase.anchors(), key=commonness)
        second = others[0] if others else anchor
        pattern = _Pattern(
            phrase, entry, anchor.least, anchor.most, second.values, second.is_tag
        )
        for value in anchor.values:
            (by_tag if anchor.is_tag else by_word)[value].append(pattern)
    return (
        {word: tuple(found) for word, found in by_word.items()},
        {tag: tuple(found) for tag, found in by_tag.items()},
    )


def _find_spans(words: Sequence[Word], sentences: Sequence[int]) -> Spans:
    """Every entry of every word, and every pattern, by tag and in order of place.

    A pattern is tried only around its rarest part, and only if its next rarest is there at all;
    that finds the same as trying it everywhere.
    """
    matched: dict[str, list[Span]] = {}
    tried: set[tuple[Phrase, int]] = set()
    there: set[str] = set()  # every key of every word
    tags: set[str] = set()
    for word in words:
        there |= word.keys
        tags |= word.tags
    word_tags = frozenset(tags)
    for i, word in enumerate(words):
        for phrase, entry, least, most, needs, needs_tag in word.phrases:
            if needs.isdisjoint(word_tags if needs_tag else there):
                continue
            for start in range(i - most if i > most else 0, i - least + 1):
                if least != most:
                    if (phrase, start) in tried:
                        continue
                    tried.add((phrase, start))
                end = phrase.match(words, sentences, start)
                if end > start:
                    span = Span(start, end, entry, entry.certainty)
                    matched.setdefault(entry.tag, []).append(span)
    tags.update(matched)
    return Spans(words, tags, matched)


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end
