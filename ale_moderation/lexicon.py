"""Word lists as data: the entries of a single word. `lexicon_files.py` reads them from files.

A file holds `[[list]]` tables. Each list has a `tag`, which detectors ask for, and words by anchor:
`exact` (this form only), `name` (this form and its genitive), `word` (with its inflections), `head`
(also as the last part of a compound), `prefix` (the first part of a compound), `ending` (the last
letters of a word that is not an ordinary one), `inside` (anywhere in a word) and `phrase` (several
words, see `phrases.py`). `not` lists forms that never match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import field, frozen

from ale_moderation.morphology import (
    is_known,
    is_ordinary,
    lemma,
    skeleton,
    stems,
    without_digits,
)
from ale_moderation.phrases import Phrase

COMMON = "common_word"
"""The tag of the commonest words, which are never read as inflections of another."""

SPOKEN = "spoken"
"""The tag of words as they are said; their `detail` is how they are written. See `spelling.py`."""

TOPIC_TAG = "unit_topic"
"""The tag of the words of all topics of units; their `detail` is the topic's id."""

_MASKS = frozenset("*#+")
OPEN = "*"
"""Stands for the last letter where that is hidden too."""
_MASKED_PARTS = re.compile(r"[*#+]+|[^*#+]+")
_LONGEST_MASKED = 30
_LONGEST_COMPOUND = 50
_LONGEST_ENDING = 8


@frozen(kw_only=True)
class Entry:
    """One line of a word list. `severity` is 0 to 3, `certainty` 0 to 1."""

    tag: str
    word: str
    anchor: str
    detail: str = ""
    severity: int = 0
    certainty: float = 1.0
    never: frozenset[str] = field(default=frozenset(), repr=False, eq=False)


@frozen(kw_only=True)
class Hit:
    """An entry found in a word. `certainty` is lower where the word was read in a rougher view."""

    entry: Entry
    certainty: float


@frozen(kw_only=True)
class Lexicon:
    """Every word list, indexed by anchor. `load_lexicon` makes one."""

    words: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    exact: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    heads: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    prefixes: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    endings: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    inside: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    phrases: tuple[tuple[Phrase, Entry], ...] = field(repr=False)
    spoken: tuple[tuple[Phrase, Entry], ...] = field(repr=False)
    skeletons: Mapping[str, tuple[str, ...]] = field(repr=False)
    undotted: Mapping[str, tuple[str, ...]] = field(repr=False)
    masked: Mapping[str, tuple[str, ...]] = field(repr=False)
    common: frozenset[str] = field(repr=False)

    def keys(self, norm: str, *, is_undotted: bool = False) -> tuple[str, ...]:
        """The spellings under which a casefolded word is known.

        They are the word itself, its lemma and, for a word in no dictionary, what it may be an
        inflection or a misspelling of. `is_undotted` says that the whole text lacks å, ä and ö.
        """
        keys = {norm: None}
        if not norm.isalpha():
            if any(c in _MASKS for c in norm):
                keys |= dict.fromkeys(self._unmasked(norm))
            plain = without_digits(norm)
            if plain.isalpha() and any(c.isalpha() for c in norm):
                keys |= dict.fromkeys(self.keys(plain))
            return tuple(keys | dict.fromkeys(self.skeletons.get(skeleton(norm), ())))
        keys[lemma(norm)] = None
        if "djäv" in norm:
            keys |= dict.fromkeys(self.keys(norm.replace("djäv", "jäv"), is_undotted=is_undotted))
        if is_undotted:
            keys |= dict.fromkeys(self.undotted.get(norm, ()))
        if not is_known(norm):
            keys |= dict.fromkeys(k for k in stems(norm) if k in self.words or k in self.exact)
            keys |= dict.fromkeys(self.skeletons.get(skeleton(norm), ()))
        return tuple(keys)

    def hits(self, norm: str, keys: tuple[str, ...]) -> tuple[Hit, ...]:
        """The entries of a casefolded word, given its keys; the plainest reading wins."""
        hits: dict[str, list[Hit]] = {}
        exact = self.exact.get(norm, ())
        _add(hits, exact + self.words.get(norm, ()), norm, 1.0)
        if norm in self.common:
            keys = keys[:1]  # "ska" is a form of skola, and means something else nearly always
        plain = {lemma(norm), *stems(norm)} if norm.isalpha() else set()
        is_masked = not norm.isalpha() and any(c in _MASKS for c in norm)
        for key in keys[1:]:
            _add(hits, self.words.get(key, ()), norm, 1.0 if key in plain else 0.9)
            if is_masked:
                _add(hits, self.exact.get(key, ()), norm, 0.9)
        if 5 <= len(norm) <= _LONGEST_COMPOUND:
            for head, factor in self._compound_parts(norm):
                _add(hits, head, norm, factor)
        for entries in self._by_ending(norm):
            _add(hits, entries, norm, 1.0)
        return tuple(hit for found in hits.values() for hit in found)

    def _compound_parts(self, norm: str) -> Iterator[tuple[tuple[Entry, ...], float]]:
        """What a compound says by its last part or, failing that, by its first, with a factor."""
        whole = norm if norm.isalpha() else without_digits(norm.replace("-", ""))
        if not whole:
            return  # a row of hyphens
        is_word = is_known(whole)
        shortest = 4 if is_word else 3
        is_found = False
        for form in dict.fromkeys((whole, lemma(whole), *(() if is_word else stems(whole)))):
            for cut in range(2, len(form) - shortest + 1):
                head = self.heads.get(form[cut:], ())
                if is_word and len(form) - cut < 5:  # a short offence ends many ordinary words
                    head = tuple(entry for entry in head if not entry.severity)
                if head and self._may_begin(form[:cut]):
                    yield head, 0.95  # the longest first; a shorter one may bring another tag
                    is_found = is_found or is_word or any(entry.severity for entry in head)
        if not is_word and not is_found and (key := self._undotted_head(whole)):
            yield self.heads[key], 0.85
            return
        for cut in range(len(whole) - 2, len(whole) if is_word else 1, -1):
            if (prefix := self.prefixes.get(whole[:cut])) and is_known(whole[cut:]):
                yield prefix, 0.9
                return
        if is_found:
            return
        for part, entries in self.inside.items():
            if part in whole:
                yield entries, 0.9

    def _by_ending(self, norm: str) -> Iterator[tuple[Entry, ...]]:
        """The entries of the endings of a word, or of its genitive, that is not an ordinary one."""
        for form in (norm, norm.removesuffix("s")):
            for cut in range(max(2, len(form) - _LONGEST_ENDING), len(form) - 1):
                if form[cut:] in self.endings and not is_ordinary(norm):
                    yield self.endings[form[cut:]]
                    return

    def _unmasked(self, norm: str) -> tuple[str, ...]:
        """The words that a word with hidden letters ("f*tta", "h*r*") may stand for.

        A mark at the end alone hides nothing: it may refer to a note.
        """
        is_open = norm[-1] in _MASKS
        if is_open and _MASKS.isdisjoint(norm.rstrip("*#+")):
            return ()
        candidates = self.masked.get(norm[0] + (OPEN if is_open else norm[-1]), ())
        if not candidates or len(norm) > _LONGEST_MASKED:
            return ()
        letters = (
            rf"[^\W\d_]{{1,{3 * len(part)}}}" if part[0] in _MASKS else re.escape(part)
            for part in _MASKED_PARTS.findall(norm)
        )
        pattern = re.compile("".join(letters))
        return tuple(word for word in candidates if pattern.fullmatch(word))

    def _may_begin(self, part: str) -> bool:
        """Whether a compound may begin so: with a word, alone or with a joining letter."""
        part = part.rstrip("-")
        if part in self.prefixes or part in self.words:
            return True
        if part.endswith("manna"):  # "tjänstemanna-"
            part = part[:-2]
        forms = (part, part[:-1], part + "a", part + "e", part + part[-1:])
        return len(part) >= 3 and any(
            len(form) >= 3 and (is_known(form) or form in self.words) for form in forms
        )

    def _undotted_head(self, norm: str) -> str | None:
        """A head at the end of a word that is in no dictionary and is written without dots."""
        for cut in range(2, len(norm) - 3):
            for key in self.undotted.get(norm[cut:], ()):
                if key != norm[cut:] and key in self.heads and self._may_begin(norm[:cut]):
                    return key
        return None


def _add(hits: dict[str, list[Hit]], entries: tuple[Entry, ...], norm: str, factor: float) -> None:
    """Add the entries of tags that no plainer reading has given yet, if this form may match."""
    verb_of = norm + "e"  # "skojar" is what one does, not a "skojare"
    fresh = [
        entry
        for entry in entries
        if entry.tag not in hits
        and norm not in entry.never
        and not (entry.word == verb_of and norm.endswith("ar"))
    ]
    for entry in fresh:
        hit = Hit(entry=entry, certainty=entry.certainty * factor)
        hits.setdefault(entry.tag, []).append(hit)
