"""The Swedish pipeline: one comment becomes one ParsedText of words, sentences and lexicon spans.

spaCy's Swedish tokenizer parts the text; what each word form is (lemma, compound parts, entries of
the lexicon, patterns that may begin there) is worked out once per form and cached, so that an
ordinary word costs one look-up. No trained model is needed.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias, TypeVar, cast
from weakref import WeakMethod

from spacy.lang.sv import Swedish
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from ale_moderation.lexicon import Hit, Lexicon
from ale_moderation.links import find_links, may_hold_link
from ale_moderation.morphology import is_known, is_ordinary, lemma
from ale_moderation.parsed_text import (
    AT_SIGN,
    DIGIT,
    LINK,
    NAME_LIKE,
    TRUSTED,
    ParsedText,
    Span,
    Spans,
    Word,
    span_of,
)
from ale_moderation.people import may_be_mention
from ale_moderation.person_names import may_be_name
from ale_moderation.phrase_index import PhraseIndex
from ale_moderation.phrases import marks_of
from ale_moderation.spelling import Spelling, sounds_alike
from ale_moderation.text import normalise

_CACHED, _CACHED_CHUNKS = 30_000, 38_000
"""Word forms, and pieces of text between spaces, that are kept; a form takes much more room."""

FILLER = "filler"
_LOOSE = ("topic.", "tie.have")
"""What begins the tags of the patterns that a filler may stand within."""

_READ = 0.9
"""What is left of the certainty of an entry of a word that is spelt otherwise."""

_CACHED_STRINGS = 100_000
_LONG_CHUNK = 120
_LONGEST_SENTENCE = 200
_FALLBACK = re.compile(r"\w{1,60}|[^\w\s]")
_SENTENCE_END = frozenset((".", "!", "?", "…", "...", "!!", "??", "?!", "!?", "؟"))
_MASKED = r"[^\W\d_]{1,9}[*#@$€!+]{1,3}[^\W\d_]{1,9}(?:[*@$][^\W\d_]*)*"
_LEET = r"(?=\w++$)\w*?(?:[^\W\d_]\d+[^\W\d_]|\d[^\W\d_]\d+[^\W\d_])\w*"
_WORD_LIKE = re.compile(rf"(?:{_MASKED}|{_LEET}|[@#][\w.-]+|\(\(\(|\)\)\))$")
_NO_ABBREVIATIONS = frozenset(("el.", "kor.", "lat.", "max.", "min.", "mos.", "ung."))
"""Abbreviations to spaCy, but more often words at the end of a sentence: "du är lat."."""

_CAPITAL_I = re.compile("(?<=[a-zåäö])I(?![A-ZÅÄÖ])")
"""A capital I after a small letter looks like l, and is nothing else: "rövhåI"."""

_DOTTED = re.compile("[åäöÅÄÖ]")

_T = TypeVar("_T")
_Piece: TypeAlias = tuple[int, int, Word]
_Pieces: TypeAlias = tuple[_Piece, ...]


class SwedishPipeline:
    """Callable: text -> ParsedText. Safe for concurrent calls and after a fork."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._entries = tuple(entry for _, entry in lexicon.phrases)
        self._index = PhraseIndex((phrase for phrase, _ in lexicon.phrases), lexicon.common)
        self._shared = lru_cache(_CACHED)(lambda tags: tags)  # equal sets are one and the same
        # both by whether the whole text is written without å, ä and ö
        self._chunks: tuple[dict[str, _Pieces], dict[str, _Pieces]] = ({}, {})
        self._words: tuple[dict[str, Word], dict[str, Word]] = ({}, {})
        self._spelling = Spelling(lexicon)
        self._meant = lru_cache(_CACHED)(self._analyse)
        self._renew_tokenizer()
        self._renew_lock()
        if hasattr(os, "register_at_fork"):
            renew = WeakMethod(self._renew_lock)
            os.register_at_fork(after_in_child=lambda: (alive := renew()) and alive())

    def _renew_tokenizer(self) -> None:
        """Make the tokenizer anew: its memory of strings only grows.

        It is that of `spacy.blank("sv")`, without the plugins of all that is installed.
        """
        defaults = Swedish.Defaults
        rules = {
            form: parts
            for form, parts in cast(Mapping[str, Any], defaults.tokenizer_exceptions).items()
            if form.casefold() not in _NO_ABBREVIATIONS
        }
        self._vocab = Vocab()
        self._tokenizer = Tokenizer(
            self._vocab,
            rules=rules,
            prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
            suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
            infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
            token_match=_WORD_LIKE.match,
            url_match=defaults.url_match,
        )

    def _renew_lock(self) -> None:
        self._lock = threading.Lock()

    def __call__(self, text: str) -> ParsedText:
        """The words, sentences and spans of a text; linear in its length, for any string at all."""
        normalised = normalise(text)
        surface = normalised.surface
        is_undotted = len(surface) > 12 and _DOTTED.search(surface) is None
        known = self._chunks[is_undotted]
        words: list[Word] = []
        starts: list[int] = []
        ends: list[int] = []
        lines: list[int] = []  # where each but the first begins, in words
        position = 0
        for line in surface.split("\n"):
            if position:
                lines.append(len(words))
            for chunk in line.split(" "):
                pieces: Iterable[_Piece] | None = known.get(chunk)
                if pieces is None:
                    pieces = self._pieces(chunk, is_undotted)
                for start, end, word in pieces:
                    words.append(word)
                    starts.append(position + start)
                    ends.append(position + end)
                position += len(chunk) + 1
        sentences = _sentences(words, lines)
        for i, word in enumerate(words):
            if word.is_open and (meant := self._meaning_here(words, sentences, i)):
                words[i] = self._meant(word.form, is_undotted, meant)
        matched = self._matched(words, sentences)
        tags = set(matched).union(*[word.found_tags for word in words])
        if may_hold_link(surface):
            tags.add(LINK)
        return ParsedText(
            text=normalised,
            words=words,
            tags=tags,
            starts=starts,
            ends=ends,
            sentences=sentences,
            spans=Spans(words, matched, tags),
        )

    def _pieces(self, chunk: str, is_undotted: bool) -> Iterable[_Piece]:
        """The words of a text without white space, with their places in it."""
        if len(chunk) > _LONG_CHUNK:  # spaCy peels affixes one by one: not linear in a chunk
            found = ((match.start(), match.group()) for match in _FALLBACK.finditer(chunk))
            return (self._piece(start, form, is_undotted) for start, form in found)
        with self._lock:
            if len(self._vocab.strings) > _CACHED_STRINGS:
                self._renew_tokenizer()
            tokens = [(token.idx, token.text) for token in self._tokenizer(chunk)]
        pieces = tuple(self._piece(start, form, is_undotted) for start, form in tokens)
        _remember(self._chunks[is_undotted], _CACHED_CHUNKS, chunk, pieces)
        return pieces

    def _piece(self, start: int, form: str, is_undotted: bool) -> _Piece:
        word = self._words[is_undotted].get(form)
        if word is None:
            word = self._analyse(form, is_undotted)
            _remember(self._words[is_undotted], _CACHED, form, word)
        return start, start + len(form), word

    def _meaning_here(self, words: Sequence[Word], sentences: Sequence[int], i: int) -> str | None:
        """The word that an open one means where it stands."""
        word = words[i]
        if self._spelling.depends(word.norm):
            return self._spelling.reading_here(words, sentences, i)
        is_first = i == 0 or sentences[i - 1] != sentences[i]
        is_name = i + 1 < len(words) and words[i + 1].is_capitalised
        return self._spelling.reading(word.norm) if is_first and not is_name else None

    def _analyse(self, form: str, is_undotted: bool, meant: str | None = None) -> Word:
        """What a form is, where it means another word if `meant` says so."""
        written = _CAPITAL_I.sub("l", form).casefold()
        is_word = any(c.isalpha() for c in form)
        is_capitalised = form[:1].isupper() and (len(form) == 1 or not form[1:].isupper())
        keys = self._lexicon.keys(written, is_undotted=is_undotted)
        hits = self._lexicon.hits(written, keys)
        depends = self._spelling.depends(written) and (len(form) > 1 or not is_capitalised)
        reading = None if meant or depends else self._spelling.reading(written)
        if not is_capitalised:
            meant = meant or reading
        norm = meant or written
        if meant:
            more = self._lexicon.keys(meant)
            known = {hit.entry.tag for hit in hits}
            hits += tuple(self._read(meant, more, known, is_sure=sounds_alike(written, meant)))
            keys = (*more, *keys)
        is_usual = is_word and is_ordinary(norm)
        tags = frozenset(hit.entry.tag for hit in hits)
        numbered = (DIGIT,) if any(c.isdecimal() for c in form) else ()
        marks = (*marks_of(norm, keys, (*tags, *numbered)), f"={written}")
        mention = may_be_mention(form, tags, is_name_like=is_capitalised and not is_usual)
        is_name_like = mention and may_be_name(form, tags, is_capitalised=is_capitalised)
        tags = self._shared(tags.union(_shape(form, is_name_like=is_name_like)))
        hooks = self._index.hooks(marks)
        patterns = [self._entries[number] for number in hooks.whole]
        return Word(
            form=form,
            norm=norm,
            lemma=lemma(norm),
            keys=frozenset(keys),
            tags=tags,
            hits=hits,
            found=(*hits, *(Hit(entry=e, certainty=e.certainty) for e in patterns)),
            found_tags=self._shared(tags.union(entry.tag for entry in patterns)),
            marks=frozenset(marks),
            hooks=hooks,
            is_word=is_word,
            is_open=depends or (meant is None and reading is not None),
            is_known=is_word and is_known(norm),
            is_ordinary=is_usual,
            is_capitalised=is_capitalised,
            may_be_mention=mention,
            ends_sentence=form in _SENTENCE_END,
        )

    def _read(
        self, meant: str, keys: tuple[str, ...], known: Set[str], *, is_sure: bool
    ) -> Iterator[Hit]:
        """The entries of the word that is meant, but no known tag, nor an unsure offence."""
        for hit in self._lexicon.hits(meant, keys):
            if hit.entry.tag not in known and (is_sure or not hit.entry.severity):
                yield Hit(entry=hit.entry, certainty=hit.certainty * _READ)

    def _matched(self, words: Sequence[Word], sentences: Sequence[int]) -> Mapping[str, list[Span]]:
        """The patterns found, by the tags of their entries, in the order of the word lists."""
        matched: dict[str, list[Span]] = {}
        found = {*self._index.find(words, sentences), *self._across_fillers(words, sentences)}
        for pattern, start, end in sorted(found):
            entry = self._entries[pattern]
            span = span_of((start, end, entry, entry.certainty))
            if entry.tag in matched:
                matched[entry.tag].append(span)
            else:
                matched[entry.tag] = [span]
        return matched

    def _across_fillers(
        self, words: Sequence[Word], sentences: Sequence[int]
    ) -> Iterator[tuple[int, int, int]]:
        """The patterns of what is told of somebody that words like "ju" stand within."""
        places = [i for i, word in enumerate(words) if FILLER not in word.tags]
        if len(places) == len(words):
            return
        rest, numbers = [words[i] for i in places], [sentences[i] for i in places]
        for pattern, start, end in self._index.find(rest, numbers):
            if self._entries[pattern].tag.startswith(_LOOSE):
                yield pattern, places[start], places[end - 1] + 1


def _shape(form: str, *, is_name_like: bool) -> Iterator[str]:
    """The tags of a form that are no entries'."""
    if any(c.isdecimal() for c in form):
        yield DIGIT
    if "@" in form:
        yield AT_SIGN
    if is_name_like:
        yield NAME_LIKE
    if may_hold_link(form) and [link.trust for link in find_links(form)] == ["trusted"]:
        yield TRUSTED


def _remember(cache: dict[str, _T], most: int, key: str, value: _T) -> None:
    """Keep a value, and forget the oldest eighth of the others when they are too many."""
    if len(cache) >= most:
        for old in list(islice(cache, most // 8)):
            cache.pop(old, None)
    cache[key] = value


def _sentences(words: Sequence[Word], lines: Iterable[int]) -> Sequence[int]:
    """The number of the sentence of each word; a line ends one, and so does its mark.

    `lines` are the words where a line begins, but the first. No sentence has more than
    `_LONGEST_SENTENCE` words.
    """
    count = len(words)
    begins = [i + 1 for i, word in enumerate(words) if word.ends_sentence]
    cuts = {i for i in (*begins, *lines) if i == count or not words[i].ends_sentence}
    cuts.add(count)
    numbers: list[int] = []
    number = 0
    for cut in sorted(cuts):
        while len(numbers) < cut:
            length = min(cut - len(numbers), _LONGEST_SENTENCE)
            numbers += [number] * length
            number += 1
    return numbers
