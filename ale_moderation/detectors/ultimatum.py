"""Ultimatums: what is to happen to somebody who does a thing, once more, or is the first who does.

The consequence decides: a lawful step or good will is no threat; a weapon in the writer's hand,
fire, an injury or a hint at one is. A warning of an accident ("om ni inte sandar … hamnar någon på
sjukhus") and tools brought to do the work oneself are none either. The words of each part stand in
rules/lexicon/menaces.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ale_moderation.parsed_text import ParsedText
from ale_moderation.people import Mention, Who

NEEDS = frozenset(
    (
        "weapon violence doom.means doom.hurt doom.word doom.rough doom.dealt doom.blaze doom.trap "
        "doom.veiled doom.not_friendly doom.doubtful"
    ).split()
)
"""The tags of consequences, without any of which there is no ultimatum."""

_THEN = frozenset(("så", "då", "annars", "eller", ",", "sen", "sedan"))
_WRITERS = frozenset(("jag", "vi", "ja", "grabbarna", "pojkarna", "bröderna"))
_RECEIVES = frozenset(
    "får ska skall lär åker hamnar ligger kommer blir hänger går dör flyger lämnar smakar".split()
)
_ACTORS = frozenset((Who.SELF, Who.BODY, Who.GROUP))
"""Who does nothing that a threat against a person could hang on."""

_DEALT = frozenset(("weapon", "doom.dealt"))
_GETS = frozenset(("får", "få", "fick"))
_OPENS_CLAUSE = frozenset(("som", "jag", "från", "på", "av", "hos"))
"""After these comes what the one does; what they get comes later."""

_ONESELF = frozenset(("sig", "mig", "mej", "oss"))
_INVERTED = frozenset(("jag", "vi", "det", "du", "ni", "han", "hon", "den"))
_NEGATIONS = frozenset(("inte", "ej", "inget", "ingen", "aldrig"))
_HARMLESS = ("lawful_step", "game", "friendly", "menace.plain", "idiom")
_FINITE = re.compile(r".+[aäeoåyö]r$|.{2,}[ae]s$|(?:vet|ska|kan|vill)$")
"""Endings of the verb of a clause: "rör ni", "läggs den", "vet jag"."""

_OPEN, _VEILED = 3, 1
_CLEAR, _HINTED, _DOUBTFUL = 0.75, 0.65, 0.3
_DOERS = _WRITERS | {"nån", "någon", "brorsan", "kusinerna", "hundarna"}
_LEAST_CLAUSE, _NEAR = 2, 10
_MOST = 50
"""Conditions after the fiftieth say nothing new."""

_LONGEST = 40
"""Words after which a consequence is over."""


class Ultimatum(NamedTuple):
    """The words of a consequence (half-open), how open a threat it is, and how sure."""

    start: int
    end: int
    tag: str
    severity: int
    certainty: float


class _Condition(NamedTuple):
    """A condition, and where its consequence begins.

    `is_who` says that it points at whoever does something, `is_again` that it says "once more".
    """

    start: int
    consequence: int
    is_negated: bool
    is_who: bool
    is_again: bool


def find_ultimatums(parsed: ParsedText) -> Iterator[Ultimatum]:
    """The ultimatums of a comment, in order of place."""
    for condition in _conditions(parsed):
        end = _consequence_end(parsed, condition)
        if found := _consequence(parsed, condition, end):
            yield found


def _conditions(parsed: ParsedText) -> Iterator[_Condition]:
    words = parsed.words
    seen: set[int] = set()
    again = [span.start for span in parsed.at("ultimatum.again")]
    told = {span.start for span in parsed.at("ultimatum.told") if span.end < len(words)}
    for start, end, is_who in sorted(_openings(parsed))[:_MOST]:
        sentence = parsed.sentence(start)
        if words[sentence.stop - 1].norm == "?":
            continue
        then = end if start in told else _then(parsed, end)
        if is_who:
            then = _after_who(parsed, end) or then
        if then is None and start in again and end < sentence.stop:
            then = end
        if then is None or then in seen:
            continue
        seen.add(then)
        is_again = any(sentence.start <= place < then for place in again)
        is_about = is_who or _has_actor(parsed, sentence.start, then)
        if is_about or (is_again and _is_anybody(parsed, sentence)):
            norms = {words[i].norm for i in range(sentence.start, then)}
            is_negated = not _NEGATIONS.isdisjoint(norms)
            yield _Condition(sentence.start, then, is_negated, is_who, is_again)


def _openings(parsed: ParsedText) -> Iterator[tuple[int, int, bool]]:
    """Where a condition opens: by its words, or by a verb before its subject."""
    for tag in ("ultimatum.who", "ultimatum.again", "ultimatum.if", "ultimatum.told"):
        for span in parsed.at(tag):
            yield span.start, span.end, tag == "ultimatum.who"
    words = parsed.words
    for mention in parsed.people:
        i = mention.start - 1
        if mention.who in _ACTORS or i < 0 or not _FINITE.match(words[i].norm):
            continue
        opens = i == parsed.sentence(mention.start).start or not words[i - 1].is_word
        if opens and parsed.sentences[i] == parsed.sentences[mention.start]:
            yield i, mention.end, False


def _then(parsed: ParsedText, end: int) -> int | None:
    """Where the main clause begins: after "så" or a comma, or with its verb before its subject."""
    words, stop = parsed.words, parsed.sentence(end - 1).stop
    for i in range(end, min(stop, end + _LONGEST)):
        if words[i].norm in _THEN:
            return i + 1 if i + 1 < stop else None
        follows = i + 1 < stop and words[i + 1].norm in _INVERTED
        if follows and _FINITE.match(words[i].norm):
            return i
    return None


def _after_who(parsed: ParsedText, end: int) -> int | None:
    """Where it is told what the one who does it gets."""
    words, stop = parsed.words, parsed.sentence(end - 1).stop
    first = end + 1 if words[end - 1].norm in _OPENS_CLAUSE else end
    for i in range(first, min(stop, end + _LONGEST)):
        if words[i].norm in _RECEIVES:
            return i
    return None


def _has_actor(parsed: ParsedText, start: int, stop: int) -> bool:
    """Whether somebody does what the condition is about."""
    return any(
        start <= m.start < stop and m.who not in _ACTORS and not m.is_own for m in parsed.people
    )


def _is_anybody(parsed: ParsedText, sentence: range) -> bool:
    """Whether a sentence is about people at all, or a body of them."""
    return any(m.start in sentence and m.who is not Who.SELF for m in parsed.people)


def _consequence_end(parsed: ParsedText, condition: _Condition) -> int:
    """Where the consequence ends: a next sentence with "då" or "sen" goes on with it."""
    words = parsed.words
    end = parsed.sentence(condition.consequence).stop
    if end < len(words) and words[end].norm in _THEN:
        end = parsed.sentence(end).stop
    return min(end, condition.consequence + _LONGEST)


def _consequence(parsed: ParsedText, condition: _Condition, end: int) -> Ultimatum | None:
    start = condition.consequence
    if end - start < _LEAST_CLAUSE:
        return None
    place = range(start, end)
    kindness = _first(parsed, "doom.not_friendly", place)
    harmless = _HARMLESS[:2] if kindness else _HARMLESS
    if any(_first(parsed, tag, place) is not None for tag in harmless):
        return None
    if found := (
        _armed(parsed, condition, place) or _struck(parsed, place) or _violent(parsed, place)
    ):
        return found
    if (trap := _first(parsed, "doom.trap", place)) and not condition.is_negated:
        return Ultimatum(*trap, "doom.trap", _OPEN, _CLEAR)
    is_warning = condition.is_negated and not _is_demand(parsed, condition)
    if (blaze := _first(parsed, "doom.blaze", place)) and not is_warning:
        return Ultimatum(*blaze, "doom.blaze", _OPEN, _CLEAR)
    if found := _hurt(parsed, condition, place):
        return found
    if kindness:
        return Ultimatum(*kindness, "doom.not_friendly", _VEILED, _CLEAR)
    if veiled := _first(parsed, "doom.veiled", place):
        return Ultimatum(*veiled, "doom.veiled", _VEILED, _HINTED)
    if doubtful := _first(parsed, "doom.doubtful", place):
        return Ultimatum(*doubtful, "doom.doubtful", _VEILED, _DOUBTFUL)
    return None


def _is_demand(parsed: ParsedText, condition: _Condition) -> bool:
    """Whether somebody is to listen or give in; to mend a thing or go carefully is no demand."""
    where = range(condition.start, condition.consequence)
    return _first(parsed, "ultimatum.yield", where) is not None


def _hurt(parsed: ParsedText, condition: _Condition, place: range) -> Ultimatum | None:
    """Somebody is told to end badly; only a warning where it may be an accident."""
    hurt = _first(parsed, "doom.hurt", place) or _first(parsed, "doom.word", place)
    whole = range(condition.start, place.stop)
    if hurt is None or _first(parsed, "menace.plain", whole) or _is_of_others(parsed, hurt, place):
        return None
    if not (condition.is_who or any(m.start in place and _may_suffer(m) for m in parsed.people)):
        return None
    is_writers = any(parsed.words[i].norm in _WRITERS for i in place)
    is_imposed = any(parsed.words[i].norm in ("får", "ska", "skall") for i in place[:2])
    if condition.is_negated and not (is_writers or is_imposed):
        return None
    is_sure = condition.is_who or condition.is_again or is_writers
    certainty = _CLEAR if is_sure else _DOUBTFUL
    return Ultimatum(*hurt, "doom.hurt", _OPEN if is_sure else _VEILED, certainty)


def _first(parsed: ParsedText, tag: str, place: range) -> tuple[int, int] | None:
    """The first span of a tag that begins in a place."""
    for span in parsed.at(tag):
        if span.start in place:
            return span.start, span.end
    return None


def _armed(parsed: ParsedText, condition: _Condition, place: range) -> Ultimatum | None:
    """The writer comes to meet somebody, with something to hurt them with."""
    words = parsed.words
    arms = _first(parsed, "weapon", place) or _first(parsed, "doom.means", place)
    if arms is None or words[arms[0] - 1].norm in _NEGATIONS:
        return None
    is_writer = any(words[i].norm in _WRITERS for i in place)
    comes = any("doom.face" in words[i].tags for i in place)
    if not (is_writer and comes):
        return None
    is_tool = "doom.work" in words[arms[0]].tags
    if any("doom.labour" in words[i].tags for i in place) or (is_tool and condition.is_negated):
        return None
    return Ultimatum(place.start, arms[1], "doom.means", _OPEN, _CLEAR)


def _struck(parsed: ParsedText, place: range) -> Ultimatum | None:
    """Somebody gets a blow, a bullet or poison: "får den tillbaka i skallen"."""
    words = parsed.words
    for i in place:
        if words[i].norm not in _GETS:
            continue
        for k in range(i + 1, min(place.stop, i + 9)):
            is_into = words[k - 1].norm in ("i", "mot", "över", "på", "genom", "mellan")
            if is_into and "doom.rough" in words[k].tags:
                return Ultimatum(i, k + 1, "doom.rough", _OPEN, _CLEAR)
            if k < i + 6 and not words[k].tags.isdisjoint(_DEALT):
                return Ultimatum(i, k + 1, "doom.dealt", _OPEN, _CLEAR)
    return None


def _violent(parsed: ParsedText, place: range) -> Ultimatum | None:
    """The writer or somebody else does violence to another, and not to themselves."""
    violence = _first(parsed, "violence", place)
    if violence is None or violence[0] > place.start + _NEAR:
        return None
    start, end = violence
    before = {parsed.words[i].norm for i in range(place.start, min(start + 2, place.stop))}
    if before.isdisjoint(_DOERS) or not before.isdisjoint(_NEGATIONS):
        return None
    is_against = any(start <= m.start < end + 4 and _may_suffer(m) for m in parsed.people)
    after = parsed.words[start + 1 : end + 1]
    if not is_against or any(word.norm in _ONESELF for word in after):
        return None
    return Ultimatum(start, end, "violence", _OPEN, _CLEAR)


def _is_of_others(parsed: ParsedText, hurt: tuple[int, int], place: range) -> bool:
    """Whether it is anybody or the writer who comes to harm, and not the one who is warned."""
    if any(m.start in range(*hurt) and _may_suffer(m) for m in parsed.people):
        return False  # "så lovar jag att du slutar andas"
    before = range(max(place.start, hurt[0] - 3), hurt[0])
    return any("doom.bystander" in parsed.words[i].tags for i in before)


def _may_suffer(mention: Mention) -> bool:
    return mention.who not in _ACTORS and not mention.is_own and mention.who is not Who.CHILD
