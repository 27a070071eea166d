"""Comments of one run that say what an earlier one said, wholly or nearly: copied texts.

Memory does not grow with the run: old comments are forgotten as new ones take their places.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from hashlib import blake2b
from zlib import crc32

_SHORTEST = 20
"""Letters below which a comment ("Tack!") repeats nothing."""

_REMEMBERED = 2**20
_SLOTS = 2**21
_SKETCH, _FEWEST, _SHARE = 8, 6, 0.6
_TAKEN = 16
"""A comment's number leaves room for the size of its sketch."""

_WORD = re.compile(r"[^\W\d_]+")


class Repeats:
    """Remembers about the last million comments as they stand, and a quarter million nearly.

    A comment is nearly another where their sketches share six tenths: a sketch is the eight runs of
    three words with the lowest checksums (Broder, "On the resemblance and containment of
    documents", 1997). Case, digits, signs and spaces count for nothing. 24 MB in all.
    """

    def __init__(self) -> None:
        self._whole = array("Q", bytes(8 * _REMEMBERED))
        self._runs = array("I", bytes(4 * _SLOTS))
        self._owners = array("I", bytes(4 * _SLOTS))
        self._number = 0

    def is_repeat(self, text: str) -> bool:
        """Whether an earlier text said the same, or nearly; this one is then remembered too."""
        words = _WORD.findall(text.casefold())
        letters = "".join(words)
        if len(letters) < _SHORTEST:
            return False
        key = int.from_bytes(blake2b(letters.encode(), digest_size=8).digest(), "little")
        is_same = self._whole[key % _REMEMBERED] == key
        self._whole[key % _REMEMBERED] = key
        return self._is_near(words) or is_same

    def _is_near(self, words: list[str]) -> bool:
        runs = {
            crc32(f"{first} {second} {third}".encode())
            for first, second, third in zip(words, words[1:], words[2:], strict=False)
        }
        sketch = sorted(runs)[:_SKETCH]
        if len(sketch) < _FEWEST:
            return False
        self._number = (self._number // _TAKEN + 1) * _TAKEN % 2**32 + len(sketch)
        owners = Counter(
            self._owners[run % _SLOTS] for run in sketch if self._runs[run % _SLOTS] == run
        )
        for run in sketch:
            self._runs[run % _SLOTS] = run
            self._owners[run % _SLOTS] = self._number
        return any(
            shared >= _SHARE * max(len(sketch), owner % _TAKEN) for owner, shared in owners.items()
        )
