"""Number plates in every spelling, also read out with the spelling alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ale_moderation.detectors.nearby import is_near, spans_between, word_at
from ale_moderation.digits import number_of
from ale_moderation.parsed_text import ParsedText

PLATE_LIKE = re.compile(
    r"\d\d(?:(?<=[A-Za-z]{3}\d\d)|(?<=[A-Za-z]{3}[ _.:*•·‐–-]\d\d)|(?<=[A-Za-z]{3}  \d\d))"
    r"[A-Za-z\d]"
)
"""What stands in every plate; cheap to find."""

SPACED_PLATE_LIKE = re.compile(r"[A-Za-z] [A-Za-z] \d \d [A-Za-z\d](?!\w)")
"""What stands in a plate with all its signs apart."""

_PLATE = re.compile(
    r"(?<![\w@#./-])([A-Z]{3})( {0,2}|[-‐–•·_*:.])(\d\d[A-HJ-NPR-UW-Z\d])"
    r"(?![\w%]|[-.,:/]\w| ?(?:kr|kronor|st|%|procent|tusen|miljoner|miljarder|mkr|personer)\b)",
    re.I,
)
_IN_PLATES = re.compile(r"[A-HJ-PR-UW-Z ]+", re.I)
"""The letters that plates have; one that is told may be misread."""

_SPACED_PLATE = re.compile(
    r"(?<!\w)(?<!\b\w )((?:[A-HJ-PR-UW-Z] ){3})()(\d \d [A-HJ-NPR-UW-Z\d])(?!\w)(?! \w\b)", re.I
)
_USUAL = frozenset(("", " ", "-", "  ", "‐", "–"))
"""What parts letters and digits where nobody hides anything."""

_NO_UNITS = frozenset("BCDEFJKNPRSTXYZ")
"""Last letters of a plate that are no unit: "MAX 40W" is power."""

Place = tuple[int, int, float]


def find_plates(parsed: ParsedText) -> Iterator[Place]:
    """The place in the surface of each plate, and how certain it is one."""
    surface = parsed.text.surface
    if PLATE_LIKE.search(surface):
        yield from _written(parsed, _PLATE)
    if SPACED_PLATE_LIKE.search(surface):
        yield from _written(parsed, _SPACED_PLATE)


def _written(parsed: ParsedText, pattern: re.Pattern[str]) -> Iterator[Place]:
    for match in pattern.finditer(parsed.text.surface):
        letters, space, rest = match.groups()
        first, last = word_at(parsed, match.start()), word_at(parsed, match.end() - 1)
        certainty = _certainty(parsed, first, last, letters, space, rest)
        if certainty:
            yield match.start(), match.end(), certainty


def _certainty(
    parsed: ParsedText, first: int, last: int, letters: str, space: str, rest: str
) -> float:
    """How likely three letters and three characters are a plate, 0 where they are not."""
    is_odd = space not in _USUAL or " " in letters
    word = parsed.words[first]
    is_upper, is_new_form = letters.isupper(), rest[-1].isalpha()
    is_told = is_near(parsed, ("id.registration",), first, last, before=4, after=3)
    if is_told and (is_upper or "id.not_plate" not in word.tags):
        return 0.95
    if not _IN_PLATES.fullmatch(letters) or (is_odd and not is_upper):
        return 0.0
    if not (is_upper or letters.islower() or letters.istitle()):
        return 0.0
    is_unit = "id.not_plate" in word.tags and not (is_upper and rest[-1].upper() in _NO_UNITS)
    is_common = is_unit or (first < last and word.is_known and not is_upper)
    if is_common or is_near(parsed, ("id.other_number",), first, last, before=2, after=0):
        return 0.0
    places = [
        *spans_between(parsed, "id.vehicle", first - 60, first),
        *spans_between(parsed, "id.vehicle", last + 1, last + 60),
    ]
    if any(parsed.sentences[s.start] == parsed.sentences[first] for s in places):
        return 0.9 if is_upper or is_new_form else 0.75 if not space else 0.65
    if is_upper and _moves(parsed, last + 1):
        return 0.8
    if places:
        return 0.75 if is_upper else 0.6 if is_new_form else 0.0
    return (0.55 if is_new_form else 0.35) if is_upper else 0.0


def _moves(parsed: ParsedText, i: int) -> bool:
    """Whether what stands before a word drives, parks or is in the way: "som står här"."""
    following = parsed.words[i : i + 2]
    if following and following[0].norm == "som":
        following = following[1:]
    return bool(following) and following[0].norm in _MOVES


_MOVES = frozenset(
    """
    står stod stått parkerar parkerade parkerat kör körde körs blockerar blockerade backade backa
    backar stannar stannade gasar gasade burnar rattas prejade sladdade tvärnitade
    """.split()
)


def find_spelled_plates(parsed: ParsedText) -> Iterator[Place]:
    """Three words of the spelling alphabet, two digits, and a digit or a word."""
    words = parsed.words
    i = 0
    while i + 5 < len(words):
        if all("id.spelling_alphabet" in w.tags for w in words[i : i + 3]):
            tail = words[i + 3 : i + 6]
            digits = [w.norm if w.norm.isdigit() else number_of(w.norm) for w in tail]
            last = bool(digits[2]) or "id.spelling_alphabet" in tail[2].tags
            if last and all(len(d) == 1 for d in digits[:2]):
                yield parsed.starts[i], parsed.ends[i + 5], 0.85
                i += 5
        i += 1
