"""What a Swedish word form may be made from: its lemma, its stem, its plain spelling."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import simplemma

_ENDINGS = (
    *("arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "ars", "ers", "ors"),
    *("ena", "en", "et", "ar", "er", "or", "na", "an", "ns", "ts", "n", "t", "s", "a", "e"),
)
"""Noun and adjective endings, longest first; what is left is tried as it is and with -a, -e."""

_UNDOTTED = str.maketrans("åäöéü", "aaoeu")
_LEET = str.maketrans("0134578@$€!|ß", "oieastbaseiis")
_SAME_SOUND = str.maketrans("cqwæøı", "kkvaoi")


@lru_cache(16_384)  # the parts of compounds come again and again
def is_known(norm: str) -> bool:
    """Whether a casefolded form stands in the dictionary."""
    return bool(simplemma.is_known(norm, "sv"))


def is_ordinary(norm: str) -> bool:
    """Whether a casefolded form stands in the dictionary, and not as a proper name alone."""
    return is_known(norm) and not str(simplemma.lemmatize(norm, "sv"))[:1].isupper()


def lemma(norm: str) -> str:
    """The dictionary form of a casefolded form, casefolded; the form itself where it is unknown."""
    return str(simplemma.lemmatize(norm, "sv")).casefold() if norm.isalpha() else norm


def stems(norm: str) -> tuple[str, ...]:
    """What a noun or adjective form may be made from, likeliest first."""
    found: dict[str, None] = {}
    for ending in _ENDINGS:
        if norm.endswith(ending) and len(norm) - len(ending) >= 3:
            stem = norm[: -len(ending)]
            found |= dict.fromkeys((stem, stem + "a", stem + "e"))
            if ending in ("n", "ar", "arna") and stem[-1:] in "lr":  # jäveln, jävlar
                found[stem[:-1] + "e" + stem[-1]] = None
    return tuple(found)


def undotted(norm: str) -> str:
    """A form as it is written where å, ä and ö are not to be had."""
    return norm.translate(_UNDOTTED)


def without_digits(norm: str) -> str:
    """A form with the letters that its digits and signs stand for ("1d10t")."""
    return norm.translate(_LEET)


def skeleton(norm: str) -> str:
    """A form without accents, dots, doubled letters, inner marks and disguising digits."""
    out: list[str] = []
    for letter in unicodedata.normalize("NFD", without_digits(norm)).translate(_SAME_SOUND):
        if letter.isalpha() and (not out or out[-1] != letter):
            out.append(letter)
    return "".join(out)
