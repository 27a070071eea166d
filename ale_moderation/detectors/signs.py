"""Signs that mean something only together: what the detectors of importance and risk share.

A sign is a lexicon entry whose tag is `subject.sign`. Where an entry of the tag `subject.talk`
covers it ("hur överklagar man"), it is talk about the act and no sign. A combination lists the
signs that must stand near each other, and those that must not; a weighing adds up weak signs. Those
of a detector stand in a TOML file of its name beside it.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from ale_moderation.evidence import combined
from ale_moderation.model import Finding
from ale_moderation.parsed_text import ParsedText, Span

WHOLE = 1_000_000
"""The reach that covers a whole comment."""

_ANYWHERE = -WHOLE

_FEW = 3
_LONGEST_QUOTE = 60
_DIGITS = re.compile(r"\d")


def _alternatives(needs: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(need.split("|")) for need in needs)


def _tags(tags: Iterable[str]) -> frozenset[str]:
    return frozenset(tags)


@frozen(kw_only=True)
class Combination:
    """Signs that make a finding together.

    `needs` holds one or several tags, each `a` or `a|b`; the first is what the finding points at.
    `reach` counts sentences to each side of it. A sign of `unless` within reach forbids the
    finding. `certainty` is multiplied with that of the weakest entry.
    """

    kind: str
    needs: tuple[frozenset[str], ...] = field(converter=_alternatives)
    detail: str = ""
    certainty: float = 0.8
    reach: int = 0
    unless: frozenset[str] = field(default=(), converter=_tags)


def _frozen_map(weights: Mapping[str, float]) -> Mapping[str, float]:
    return MappingProxyType(dict(weights))


@frozen(kw_only=True)
class Weighing:
    """Weak signs that add up (noisy-or) to a finding, each tag counted once.

    `weights` names the tags and what each weighs, `needs` is as in a combination and its first
    tag that is there is what the finding points at. `least` is the sum from which it is one.
    A sign inside the few words of a heavier one says nothing new.
    """

    kind: str
    weights: Mapping[str, float] = field(converter=_frozen_map)
    needs: tuple[frozenset[str], ...] = field(converter=_alternatives)
    detail: str = ""
    least: float = 0.6
    reach: int = 1
    unless: frozenset[str] = field(default=(), converter=_tags)


Index = Mapping[str, Sequence[Combination]]


@frozen(kw_only=True)
class Frames:
    """The combinations of a detector, by the tags of their first need, and its weighings."""

    combinations: Index
    weighings: tuple[Weighing, ...]

    @property
    def needs(self) -> frozenset[str]:
        """The tags without any of which nothing is found."""
        return frozenset(self.combinations).union(*(w.needs[0] for w in self.weighings))


def read_frames(path: Path) -> Frames:
    """What a TOML file holds: `[[combination]]` and `[[weighing]]`, with the fields of the classes.

    `reach = "whole"` covers the whole comment. A field that is none raises TypeError.
    """
    data = tomllib.loads(path.read_text("utf-8"))
    index: dict[str, list[Combination]] = defaultdict(list)
    for table in data.get("combination", ()):
        combination = Combination(**_fields(table))
        for tag in combination.needs[0]:
            index[tag].append(combination)
    weighings = tuple(Weighing(**_fields(table)) for table in data.get("weighing", ()))
    return Frames(combinations=MappingProxyType(index), weighings=weighings)


def _fields(table: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in table.items() if name != "about"}
    if fields.get("reach") == "whole":
        fields["reach"] = WHOLE
    return fields


class Signs:
    """The signs of one comment, without those that are talk about the act."""

    def __init__(self, parsed: ParsedText) -> None:
        """Look at nothing yet."""
        self._parsed = parsed
        self._talk: dict[str, frozenset[int]] = {}
        self._found: dict[str, list[Span]] = {}
        self._best: dict[str, dict[int, Span]] = {}

    def of(self, tag: str) -> list[Span]:
        """The spans of a tag that no talk covers."""
        found = self._found.get(tag)
        if found is None:
            spans = self._parsed.spans.get(tag, ())
            talk = self._covered(tag.partition(".")[0] + ".talk") if spans else frozenset()
            found = [s for s in spans if not talk or talk.isdisjoint(range(s.start, s.end))]
            self._found[tag] = found
        return found

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which a span begins."""
        return self._parsed.sentences[span.start]

    def near(self, sentence: int, tags: frozenset[str], reach: int) -> Span | None:
        """The surest sign of some tags within reach of a sentence."""
        places = (_ANYWHERE,) if reach >= WHOLE else range(sentence - reach, sentence + reach + 1)
        found = [self._by_sentence(tag).get(place) for tag in tags for place in places]
        return max(
            (span for span in found if span is not None),
            key=lambda span: span.certainty,
            default=None,
        )

    def _covered(self, tag: str) -> frozenset[int]:
        """The positions of the words that entries of a tag cover."""
        if tag not in self._talk:
            spans = self._parsed.spans.get(tag, ())
            self._talk[tag] = frozenset(i for s in spans for i in range(s.start, s.end))
        return self._talk[tag]

    def _by_sentence(self, tag: str) -> dict[int, Span]:
        """The surest sign of a tag in each sentence, and anywhere."""
        best = self._best.get(tag)
        if best is None:
            best = self._best[tag] = {}
            for span in self.of(tag):
                for place in (self._parsed.sentences[span.start], _ANYWHERE):
                    if place not in best or span.certainty > best[place].certainty:
                        best[place] = span
        return best


def find_framed(
    parsed: ParsedText, frames: Frames, detector: str
) -> Iterator[tuple[Span, Finding]]:
    """Each combination and weighing found: the sign that it points at, and the finding."""
    found: Iterable[tuple[Combination | Weighing, Span, float]] = chain(
        find_combinations(parsed, frames.combinations), find_weighings(parsed, frames.weighings)
    )
    for sign, anchor, certainty in found:
        start, end = parsed.original_span(anchor.start, anchor.end)
        yield (
            anchor,
            Finding(
                kind=sign.kind,
                detail=sign.detail,
                start=start,
                end=end,
                certainty=round(certainty, 2),
                detector=detector,
                quote=masked_quote(parsed, anchor.start, anchor.end),
            ),
        )


def find_combinations(
    parsed: ParsedText, index: Index
) -> Iterator[tuple[Combination, Span, float]]:
    """Each combination found, with its first sign and the certainty."""
    tags = parsed.spans.keys()
    signs: Signs | None = None
    for tag in sorted(tags & index.keys()):
        for combination in index[tag]:
            if any(need.isdisjoint(tags) for need in combination.needs):
                continue
            signs = signs or Signs(parsed)
            best: tuple[float, Span] | None = None
            for anchor in signs.of(tag):
                certainty = _certainty(signs, combination, anchor)
                if certainty and (best is None or certainty > best[0]):
                    best = (certainty, anchor)
            if best is not None:
                yield combination, best[1], best[0]


def find_weighings(
    parsed: ParsedText, weighings: Iterable[Weighing]
) -> Iterator[tuple[Weighing, Span, float]]:
    """Each weighing that reaches its least, with the sign it points at and the certainty."""
    tags = parsed.spans.keys()
    signs: Signs | None = None
    for weighing in weighings:
        if any(need.isdisjoint(tags) for need in weighing.needs):
            continue
        present = sorted(tags & weighing.weights.keys())
        if combined(weighing.weights[tag] for tag in present) < weighing.least:
            continue
        signs = signs or Signs(parsed)
        best: tuple[float, Span] | None = None
        for tag in sorted(weighing.needs[0] & tags):
            for anchor in signs.of(tag):
                certainty = _weighed(signs, weighing, present, anchor)
                if certainty >= weighing.least and (best is None or certainty > best[0]):
                    best = (certainty, anchor)
        if best is not None:
            yield weighing, best[1], best[0]


def _weighed(signs: Signs, weighing: Weighing, present: Iterable[str], anchor: Span) -> float:
    """How sure the signs near an anchor are together; 0 where one is missing or forbids it."""
    sentence, reach = signs.sentence(anchor), weighing.reach
    if any(signs.near(sentence, need, reach) is None for need in weighing.needs):
        return 0.0
    if weighing.unless and signs.near(sentence, weighing.unless, reach):
        return 0.0
    near = ((tag, signs.near(sentence, frozenset((tag,)), reach)) for tag in present)
    found = sorted(
        ((weighing.weights[tag] * span.certainty, span) for tag, span in near if span is not None),
        key=lambda pair: -pair[0],
    )
    taken: list[tuple[int, int]] = []
    weights: list[float] = []
    for weight, span in found:
        if any(start <= span.start and span.end <= end for start, end in taken):
            continue
        weights.append(weight)
        if span.end - span.start <= _FEW:
            taken.append((span.start, span.end))
    return combined(weights)


def _certainty(signs: Signs, combination: Combination, anchor: Span) -> float:
    """How sure a combination is at an anchor; 0 where something is missing or forbids it."""
    weakest = anchor.certainty
    sentence = signs.sentence(anchor)
    for need in combination.needs[1:]:
        found = signs.near(sentence, need, combination.reach)
        if found is None:
            return 0.0
        weakest = min(weakest, found.certainty)
    if combination.unless and signs.near(sentence, combination.unless, combination.reach):
        return 0.0
    return combination.certainty * weakest


def surest(found: Iterable[Finding]) -> Iterator[Finding]:
    """The surest finding of each kind and detail, in order of place."""
    best: dict[tuple[str, str], Finding] = {}
    for finding in found:
        key = (finding.kind, finding.detail)
        if key not in best or finding.certainty > best[key].certainty:
            best[key] = finding
    yield from sorted(
        best.values(), key=lambda finding: (finding.start, finding.kind, finding.detail)
    )


def first_sign(parsed: ParsedText, tag: str, detector: str, detail: str) -> Iterator[Finding]:
    """What the first span of a tag says of the comment (kind `benign`), if there is one."""
    for span in parsed.at(tag)[:1]:
        start, end = parsed.original_span(span.start, span.end)
        yield Finding(
            kind="benign",
            start=start,
            end=end,
            certainty=0.7,
            detector=detector,
            quote=parsed.masked_quote(span.start, span.end),
            detail=detail,
        )


def masked_quote(parsed: ParsedText, start: int, end: int) -> str:
    """The surface of some words with digits, addresses and capitalised words masked."""
    pieces: list[str] = []
    previous = parsed.starts[start]
    for i in range(start, end):
        word = parsed.words[i]
        begins = i == 0 or parsed.sentences[i] != parsed.sentences[i - 1]
        is_name = word.is_capitalised and (not begins or "given_name" in word.tags)
        shown = "…" if is_name or "@" in word.form else _DIGITS.sub("*", word.form)
        pieces.append(" " * (parsed.starts[i] > previous) + shown)
        previous = parsed.ends[i]
    quote = "".join(pieces)
    return quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1].rstrip() + "…"
