"""The text that is matched, and the way back to the original.

Detectors read `surface`: the original in one Unicode form, without invisible characters, with
look-alike letters mapped to Latin and spaced-out letters joined. Its only white space is the space
and the line break. Findings carry coordinates of the original, so every match goes through
`original_span`. Case is kept; words are casefolded later.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from operator import itemgetter

from attrs import field, frozen

_SPACES = "\t\x0b\x0c\r\x85\u1680\u2800"
_LINE_BREAKS = "\u2028\u2029"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # controls
    "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # joiners, directions
    "\ufe00-\ufe0f\U000e0000-\U000e0fff"  # variation selectors, tags
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"  # lone surrogates, private use
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Marks that pile up on letters. The vowel signs of other scripts are letters of theirs."""

_LOOKALIKE_LETTERS = (
    "аеорсухіјѕԁһԛԝкмнтвАВЕКМНОРСТУХІЈЅαορυινκετησωχΑΒΕΖΗΙΚΜΝΟΡΤΥΧɑɡɩᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢӓӧӒӦ"
)
_LOOKALIKES = str.maketrans(
    _LOOKALIKE_LETTERS,
    "aeopcyxijsdhqwkmhtbABEKMHOPCTYXIJSaopuivketnowxABEZHIKMNOPTYXagiabcdefghijklmnoprstuvwyzäöÄÖ",
)
"""Cyrillic, Greek and phonetic letters that look like Latin ones, after Unicode's confusables
(UTS 39). Used only inside a word that also has Latin letters, so real Cyrillic stays as it is.
å, ä and ö are never mapped to a or o."""

_LOOKALIKE = re.compile(f"[{_LOOKALIKE_LETTERS}]")
_SMALL_CAPITALS = re.compile("[\u1d00-\u1d22\ua730\ua731ɢʀɪʏʙʜʟɴ]")
_LATIN = re.compile("[A-Za-zÅÄÖåäö]")
_WORD = re.compile(r"[^\W_]+")
_ODD = re.compile(f"[{_SPACES}{_LINE_BREAKS}{_INVISIBLE}{_MARKS}{_LOOKALIKE_LETTERS}]")
"""Characters that are dropped, composed or mapped. Text without them, and already in the form NFKC,
stands for itself."""

_STRETCH = re.compile(
    f"([\n -~À-ÖØ-öø-ÿ]+(?![{_INVISIBLE}{_MARKS}]))|.[{_INVISIBLE}{_MARKS}]*", re.DOTALL
)
"""Plain characters that stand for themselves (the group), or one other character and its marks."""

_DROPPED = re.compile(f"[{_INVISIBLE}{_MARKS}]")
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

_SPACED_PARTS = re.compile(r"[^\W_]|  +")


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
        if self.starts is None or self.ends is None:
            return start, end
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else len(self.original)
        return place, place

    def is_joined(self, start: int, end: int) -> bool:
        """Whether a span of `surface` touches letters that stood apart."""
        before = bisect_left(self.joined, end, key=itemgetter(0)) - 1
        return before >= 0 and start < self.joined[before][1]


def normalise(text: str) -> NormalisedText:
    """The text in the form that is matched; linear in its length, for any string at all."""
    if _ODD.search(text) is None and unicodedata.is_normalized("NFKC", text):
        if _MAYBE_SPACED.search(text) is None:
            return NormalisedText(original=text, surface=text)
        surface = text
        starts, ends = array("q", range(len(text))), array("q", range(1, len(text) + 1))
    else:
        surface, starts, ends = _compose(text)
        surface = _map_lookalikes(surface)
    return _join_spaced(text, surface, starts, ends)


def _compose(text: str) -> tuple[str, array[int], array[int]]:
    """NFKC cluster by cluster, without marks that do not compose and invisible characters."""
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    seen: dict[str, str] = {}
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        piece = stretch.group()
        if stretch.lastindex:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            if piece not in seen:
                seen[piece] = _letters(piece)
            piece = seen[piece]
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
        pieces.append(piece)
    return "".join(pieces), starts, ends


def _letters(cluster: str) -> str:
    """What a character and the marks on it stand for; nothing, where it is invisible."""
    base, marks = cluster[0], cluster[1:]
    if base in _SPACES:
        return " "
    if base in _LINE_BREAKS:
        return "\n"
    if _DROPPED.match(base):
        return ""
    composed = unicodedata.normalize("NFKC", base)
    if len(composed) > 1:  # an accent that stands alone (´) would become a space with a mark
        return base if composed[0] == " " else _DROPPED.sub("", composed)
    for mark in ("\u030a", "\u0308", *dict.fromkeys(marks)) if marks else ():
        if mark in marks and len(whole := unicodedata.normalize("NFC", composed + mark)) == 1:
            return whole  # the one mark that makes a letter of its own, å, ä and ö before others
    return composed


def _map_lookalikes(surface: str) -> str:
    """Map look-alike letters in the words that also hold Latin letters."""
    if _LOOKALIKE.search(surface) is None:
        return surface
    return _WORD.sub(_mapped, surface)


def _mapped(word: re.Match[str]) -> str:
    form = word.group()
    if _LATIN.search(form) or _SMALL_CAPITALS.search(form):
        return form.translate(_LOOKALIKES)
    return form


def _join_spaced(text: str, surface: str, starts: array[int], ends: array[int]) -> NormalisedText:
    """Join runs of single letters; two or more spaces inside such a run part words."""
    pieces: list[str] = []
    kept_starts, kept_ends = array("q"), array("q")
    joined: list[tuple[int, int]] = []
    position = 0
    for match in _SPACED.finditer(surface):
        pieces.append(surface[position : match.start()])
        kept_starts += starts[position : match.start()]
        kept_ends += ends[position : match.start()]
        begun = len(kept_starts)
        for part in _SPACED_PARTS.finditer(surface, *match.span()):
            pieces.append(part.group()[0])
            kept_starts.append(starts[part.start()])
            kept_ends.append(ends[part.end() - 1])
        joined.append((begun, len(kept_starts)))
        position = match.end()
    if not joined:
        return NormalisedText(original=text, surface=surface, starts=starts, ends=ends)
    pieces.append(surface[position:])
    kept_starts += starts[position:]
    kept_ends += ends[position:]
    return NormalisedText(
        original=text,
        surface="".join(pieces),
        joined=tuple(joined),
        starts=kept_starts,
        ends=kept_ends,
    )
