"""How people spell: spoken forms, dropped endings and slips, each read as the word that is meant.

Spoken forms are word lists with the tag `spoken`, whose `detail` is the word meant: `exact` forms
are read so anywhere, those of a `phrase` (its first `=form`) where the pattern matches. A form in
no dictionary and no list is read with its ending written out ("hissn", "hungri"), else as the one
listed word that it is a slip away from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from ale_moderation.lexicon import SPOKEN, Lexicon
from ale_moderation.morphology import is_known, is_ordinary, lemma, skeleton, stems
from ale_moderation.phrases import MatchableWord, Phrase

_SHORTEST_SLIP = 6
_SHORTEST_OFFENCE = 5
_LONGEST = 40
_KEPT = 20_000

_WRITTEN_OUT: Mapping[str, tuple[str, ...]] = {
    "rn": ("rden", "ren"),
    "n": ("en", "an"),
    "era": ("arna", "orna", "erna"),
    "ana": ("arna",),
    "ona": ("orna",),
    "ena": ("erna",),
    "it": ("igt",),
    "ia": ("iga",),
    "i": ("ig",),
    "da": ("dag",),
    "dan": ("dagen",),
    "e": ("et",),
}
"""Endings as they are said, and as they are written: "gårn", "skoln", "killana", "dålit"."""

_NEIGHBOURS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_VOWELS = frozenset("aeiouyåäö")
_ALIKE = ("aeä", "oåu", "oöu", "åaä", "eiy", "ij", "kcg", "szc", "vwf", "dt", "gj", "bp", "mn")


def _confused() -> Iterator[str]:
    for row in _NEIGHBOURS:
        yield from (a + b for a, b in pairwise(row) if not {a, b} < _VOWELS)
    for alike in _ALIKE:
        yield from (a + b for a in alike for b in alike if a != b)


_CONFUSED = frozenset(pair for two in _confused() for pair in (two, two[::-1]))
"""Letters that are written for each other: they sound alike or stand beside each other."""


def _drops_vowel(stem: str) -> bool:
    """Whether a stem before -n has lost a vowel: "hissn", not "bilen", "teatern" or "turn"."""
    if stem[-1] in _VOWELS or stem.endswith(("er", "el")):
        return False
    return len(stem) > 3 or stem[-1] not in "rlw"


def is_slip(written: str, meant: str) -> bool:
    """Whether a form is one slip away from a word that begins with the same letter.

    A letter dropped, added or taken for another like it, or two that changed places.
    """
    i = 0
    for a, b in zip(written, meant, strict=False):
        if a != b:
            break
        i += 1
    if not i or written == meant:
        return False
    ours, theirs = written[i:], meant[i:]
    if len(ours) != len(theirs):
        return ours[1:] == theirs or ours == theirs[1:]
    if ours[1:] == theirs[1:]:
        return ours[0] + theirs[0] in _CONFUSED
    return ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:]


def sounds_alike(written: str, meant: str) -> bool:
    """Whether one letter is taken for another that sounds like it: "ideot", "idjot"."""
    apart = [a + b for a, b in zip(written, meant, strict=False) if a != b]
    return len(written) == len(meant) and len(apart) == 1 and apart[0] in _SOUNDED


_SOUNDED = frozenset(a + b for alike in _ALIKE for a in alike for b in alike if a != b)


def _is_compound(word: str, last: int = 3) -> bool:
    """Whether a word is made of two of the dictionary, the second of so many letters at least."""
    cuts = range(3, len(word) - last + 1)
    return any(is_known(word[i:]) and is_known(word[:i].rstrip("s")) for i in cuts)


class Spelling:
    """Reads forms by a lexicon. Safe for concurrent calls."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._spoken = {
            form: entry.detail
            for form, entries in lexicon.exact.items()
            for entry in entries
            if entry.tag == SPOKEN
        }
        self._here: dict[str, list[tuple[Phrase, int, str]]] = defaultdict(list)
        for phrase, entry in lexicon.spoken:
            place = next(i for i, part in enumerate(phrase.parts) if part.is_exact)
            before = sum(part.width[1] for part in phrase.parts[:place])
            for form in phrase.parts[place].words:
                self._here[form].append((phrase, before, entry.detail))
        self._listed = frozenset(w for ws in lexicon.skeletons.values() for w in ws)
        # one slip leaves the first half of a word alone, or the last
        self._first: dict[str, list[str]] = defaultdict(list)
        self._last: dict[str, list[str]] = defaultdict(list)
        for word in self._listed:
            if len(word) >= _SHORTEST_OFFENCE:
                middle = len(word) // 2
                self._first[word[:middle]].append(word)
                self._last[word[middle:]].append(word)
        self.reading = lru_cache(_KEPT)(self._reading)

    def depends(self, norm: str) -> bool:
        """Whether what stands beside a casefolded form tells what it is."""
        return norm in self._here

    def reading_here(
        self, words: Sequence[MatchableWord], sentences: Sequence[int], i: int
    ) -> str | None:
        """What word `i` means by what stands beside it; None where nothing says so."""
        for phrase, before, meant in self._here.get(words[i].norm, ()):
            start = i - before
            is_inside = start >= 0 and sentences[start] == sentences[i]
            if is_inside and phrase.match(words, sentences, start) > i:
                return meant
        return None

    def _reading(self, norm: str) -> str | None:
        """What a casefolded form means wherever it stands; None for what is spelt as it ought."""
        if norm in self._spoken:
            return self._spoken[norm]
        if not (4 <= len(norm) <= _LONGEST and norm.isalpha()):
            return None
        if norm in self._listed or is_known(norm):
            return None
        return self._written_out(norm) or self._slip(norm)

    def _written_out(self, norm: str) -> str | None:
        for ending, written in _WRITTEN_OUT.items():
            stem = norm.removesuffix(ending)
            if stem == norm or len(stem) < 3 or (ending == "n" and not _drops_vowel(stem)):
                continue
            is_a_word = ending == "n" and stem + "a" in self._lexicon.words
            for end in reversed(written) if is_a_word else written:  # skola, skoln: not "skolen"
                form = stem + end
                if form in self._listed or (len(norm) > 4 and is_ordinary(form)):
                    return form
                if ending == "n" and len(stem) > 4 and form[:-2] in self._lexicon.words:
                    return form  # a compound that the dictionary lacks: "hemtjänstn"
        return None

    def _slip(self, norm: str) -> str | None:
        """The one listed word that a form may be a slip for, in the same inflection."""
        words, exact = self._lexicon.words, self._lexicon.exact
        bases = stems(norm)
        if any(base in words or base in exact for base in bases):
            return None  # an inflection of a known word
        if skeleton(norm) in self._lexicon.skeletons or _is_compound(norm, last=6):
            return None  # known in a rougher view, or two words rightly joined
        for form in (norm, *(base for base in bases if norm.startswith(base))):
            if len(form) < _SHORTEST_OFFENCE:
                continue
            meant = {word for word in self._near(form) if self._may_be_meant(form, word)}
            if len({lemma(word) for word in meant}) > 1:
                return None
            if meant:
                word = min(meant, key=lambda w: (len(w), w))
                whole = word + norm[len(form) :]
                if form == norm or is_known(whole) or not is_known(word):
                    return whole
        return None

    def _near(self, form: str) -> Iterator[str]:
        """The listed words that a form is one slip away from."""
        found: set[str] = set()
        for length in (len(form) - 1, len(form), len(form) + 1):
            middle = length // 2
            found.update(self._first.get(form[:middle], ()))
            found.update(self._last.get(form[middle - length :], ()))
        yield from (word for word in found if is_slip(form, word))
        for i in range(1, len(form) - 1):  # across the middle
            swapped = form[:i] + form[i + 1] + form[i] + form[i + 2 :]
            if swapped in self._listed:
                yield swapped

    def _may_be_meant(self, form: str, word: str) -> bool:
        """Whether a slip may be read so: as a Swedish word, or an offence of the same sound."""
        entries = self._lexicon.words.get(word, ()) + self._lexicon.exact.get(word, ())
        if any(entry.severity for entry in (*entries, *self._lexicon.heads.get(word, ()))):
            return sounds_alike(form, word)
        if len(form) < _SHORTEST_SLIP or len(word) < _SHORTEST_SLIP:
            return False
        return is_ordinary(word) or (word in self._lexicon.words and _is_compound(word))
