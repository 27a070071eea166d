"""Somebody who comes to meet others with a weapon in hand: "vi ses på mötet, jag tar med yxan".

A tool counts only where it is no work that it is brought for. The words of each part stand in
rules/lexicon/menaces.toml.
"""

from __future__ import annotations

from ale_moderation.parsed_text import ParsedText

NEEDS = frozenset(("armed.comes",))

_WEAPONS = ("weapon", "doom.means", "tool")
_HARMLESS = (
    *("menace.plain", "lawful_step", "game", "prey", "friendly", "idiom", "call.peaceful"),
    *("doom.labour", "menace.told", "menace.asked"),
)
_WORK = ("friendly", "call.peaceful", "menace.plain")
_FAR = 9
"""Words between the one who comes and what they bring."""


def find_armed(parsed: ParsedText) -> tuple[int, int] | None:
    """The words in which a writer is to come with a weapon to where others are."""
    for coming in parsed.at("armed.comes"):
        sentence = parsed.sentence(coming.start)
        weapon = _weapon(parsed, coming.start, min(sentence.stop, coming.end + _FAR))
        if weapon is None or _is_near(parsed, coming.start, _HARMLESS):
            continue
        is_tool = "doom.work" in parsed.words[weapon].tags
        if _is_near(parsed, coming.start, ("armed.meeting", *(() if is_tool else ("armed.whom",)))):
            return coming.start, weapon + 1
    return None


def is_for_work(parsed: ParsedText, start: int, end: int) -> bool:
    """Whether words that hold a tool are about work that it is brought for."""
    has_tool = any("doom.work" in parsed.words[i].tags for i in range(start, end))
    is_labour = any(
        parsed.sentences[labour.start] == parsed.sentences[start]
        for labour in parsed.at("doom.labour")
    )
    return has_tool and (is_labour or _is_near(parsed, start, _WORK))


def _weapon(parsed: ParsedText, start: int, stop: int) -> int | None:
    """The first weapon that stands after "med"."""
    words = parsed.words
    for i in range(start, stop):
        if not words[i].tags.isdisjoint(_WEAPONS):
            before = {words[k].norm for k in range(max(start, i - 4), i)}
            if "med" in before or words[i].norm.startswith("beväpna"):
                return i
    return None


def _is_near(parsed: ParsedText, start: int, tags: tuple[str, ...]) -> bool:
    """Whether one of some tags stands in the sentence or beside it."""
    number = parsed.sentences[start]
    return any(
        abs(parsed.sentences[sign.start] - number) <= 1 for tag in tags for sign in parsed.at(tag)
    )
