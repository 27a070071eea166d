"""The text that is matched, and the way back to the original.

Detectors read `surface`: the original in one Unicode form, without invisible characters, with
look-alike letters mapped to Latin and spaced-out letters joined. Findings carry coordinates of the
original, so every match goes through `original_span`. Case is kept; words are casefolded later.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

from attrs import field, frozen

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0300-\u03ff\u0400-\u04ff\u0483-\u0489\u0250-\u02af"
    "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff"
    "\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
"""Characters that are dropped, composed or mapped. Text without them, and already in the form NFKC,
stands for itself."""

_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅαορυινκΑΒΕΖΗΙΚΜΝΟΡΤΥΧɑɡıɩʟ",
        "aeopcyxijsdhqwABEKMHOPCTYXIJSaopuivkABEZHIKMNOPTYXagiil",
        strict=True,
    )
)
"""Cyrillic, Greek and phonetic letters that look like Latin ones, after Unicode's confusables
(UTS 39). Used only inside a word that also has Latin letters, so real Cyrillic stays as it is.
å, ä and ö are never mapped to a or o."""

_DROPPED = frozenset(("Cf", "Cc", "Co", "Cs"))
_MARKS = frozenset(("Mn", "Me", "Mc"))
_SPACED = re.compile(
    r"(?<!\w)(?:"
    r"[^\W\d_](?: {1,3}[^\W\d_]){3,}"  # h o r a, and two spaces between words
    r"|[^\W\d_](?:\.[^\W\d_]){3,}"  # h.o.r.a
    r"|[^\W\d_](?:-[^\W\d_]){3,}"  # h-o-r-a
    r"|[^\W\d_](?:\*[^\W\d_]){3,}"
    r"|[^\W\d_](?:_[^\W\d_]){3,}"
    r")(?!\w)"
)
"""Four or more single letters with one and the same separator between them."""

_MAYBE_SPACED = re.compile(r"[ .*_-]\w[ .*_-]{1,3}\w[ .*_-]")
"""Stands in every run that `_SPACED` matches, and is found five times as fast."""


@frozen(kw_only=True)
class NormalisedText:
    """A text as it is matched.

    `joined` lists the spans of `surface` whose letters stood apart in the original. `starts` and
    `ends` give, for each character of `surface`, its place in the original; None where the two
    texts are the same.
    """

    original: str = field(repr=False)
    surface: str = field(repr=False)
    joined: tuple[tuple[int, int], ...] = ()
    starts: array[int] | None = field(default=None, repr=False, eq=False)
    ends: array[int] | None = field(default=None, repr=False, eq=False)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that `surface[start:end]` came from."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def is_joined(self, start: int, end: int) -> bool:
        """Whether a span of `surface` touches letters that stood apart."""
        return any(a < end and start < b for a, b in self.joined)


def normalise(text: str) -> NormalisedText:
    """The text in the form that is matched; linear in its length, for any string at all."""
    if _ODD.search(text) is None and unicodedata.is_normalized("NFKC", text):
        if _MAYBE_SPACED.search(text) is None:
            return NormalisedText(original=text, surface=text)
        characters = list(text)
        starts = array("q", range(len(text)))
        ends = array("q", range(1, len(text) + 1))
    else:
        characters, starts, ends = _compose(text)
        _map_lookalikes(characters)
    return _join_spaced(text, characters, starts, ends)


def _compose(text: str) -> tuple[list[str], array[int], array[int]]:
    """NFKC cluster by cluster, without marks that do not compose and invisible characters."""
    characters: list[str] = []
    starts, ends = array("q"), array("q")
    i, length = 0, len(text)
    while i < length:
        first = text[i]
        j = i + 1
        while j < length and text[j] > "\u02ff" and unicodedata.category(text[j]) in _MARKS:
            j += 1
        if first == "\u00ad" or (first not in "\n\t" and unicodedata.category(first) in _DROPPED):
            composed = " " if first in "\r\x0b\x0c\x85" else ""
        elif j > i + 1:  # a base and its marks: keep the one mark that makes a letter of its own
            composed = unicodedata.normalize("NFKC", first + text[i + 1])
            composed = composed[:1] if len(composed) > 1 else composed
        else:
            composed = first if first < "\x80" else unicodedata.normalize("NFKC", first)
        for character in composed:
            if unicodedata.category(character) not in _MARKS:
                characters.append(character)
                starts.append(i)
                ends.append(j)
        i = j
    return characters, starts, ends


def _map_lookalikes(characters: list[str]) -> None:
    """Map look-alike letters, in place, in the words that also hold Latin letters."""
    start = 0
    for i in range(len(characters) + 1):
        if i < len(characters) and characters[i].isalnum():
            continue
        word = characters[start:i]
        if any(c in _LOOKALIKES for c in word) and any(c.isascii() and c.isalpha() for c in word):
            characters[start:i] = [_LOOKALIKES.get(c, c) for c in word]
        start = i + 1


def _join_spaced(
    text: str, characters: list[str], starts: array[int], ends: array[int]
) -> NormalisedText:
    """Join runs of single letters; two or more spaces inside such a run part words."""
    surface = "".join(characters)
    kept: list[str] = []
    kept_starts, kept_ends = array("q"), array("q")
    joined: list[tuple[int, int]] = []
    position = 0
    for match in _SPACED.finditer(surface):
        start, end = match.span()
        for k in range(position, start):
            kept.append(characters[k])
            kept_starts.append(starts[k])
            kept_ends.append(ends[k])
        begun = len(kept)
        for k in range(start, end):
            if characters[k].isalpha() or surface[k - 1 : k + 1] == "  ":
                if characters[k] == " " == kept[-1]:
                    continue
                kept.append(characters[k])
                kept_starts.append(starts[k])
                kept_ends.append(ends[k])
        joined.append((begun, len(kept)))
        position = end
    for k in range(position, len(characters)):
        kept.append(characters[k])
        kept_starts.append(starts[k])
        kept_ends.append(ends[k])
    return NormalisedText(
        original=text,
        surface="".join(kept),
        joined=tuple(joined),
        starts=kept_starts,
        ends=kept_ends,
    )
