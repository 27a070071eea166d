"""Complaints, suggestions and fault reports: a shortcoming that the municipality can act on.

What is complained of (a street lamp, home care, the queue) and what is wrong with it (dark, never
came, third week in a row) are signs from the word lists. They are weighed over two sentences at a
time, against praise, memories, opinions and politics; a sum above zero is a complaint. What is only
harsh is criticism.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText, Span

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "start": -3.0,
        # the matter
        "topic": 1.0,
        "topics": 1.1,
        "case": 1.1,
        "municipality": 0.7,
        "person": 0.4,
        # what is wrong
        "defect": 1.3,
        "weak": 0.6,
        "defects": 0.6,
        "defect_of_topic": 1.5,
        "undone": 1.0,
        "undone_of_topic": 1.2,
        "again": 0.8,
        "contacted": 1.4,
        "unmet": 1.3,
        "hazard": 2.2,
        "warning": 1.0,
        "harm": 0.2,
        "pupil_harmed": 1.5,
        "formal": 1.5,
        # what is wished for
        "wish": 1.2,
        "wish_of_topic": 1.2,
        "imperative": 0.7,
        "imperative_of_topic": 0.8,
        # against
        "praise": -0.9,
        "warm": -0.8,
        "mended": -1.8,
        "memory": -0.8,
        "opinion": -0.9,
        "politics": -0.8,
        "joke": -0.5,
        "event": -1.2,
        "friend": -0.5,
    }
)
"""What each sign adds; fitted on the development corpora and rounded."""

_CRITICISM: Mapping[str, float] = MappingProxyType(
    {
        "start": -1.5,
        "svc_harsh": 1.3,
        "harsh_again": 1.0,
        "svc_politics": 1.5,
        "svc_opinion": 1.8,
        "svc_rhetoric": 1.1,
        "svc_ni": 0.6,
        "svc_neg": 0.6,
        "svc_praise": -0.7,
        "svc_glad": -1.1,
        "svc_wish": -0.4,
        "svc_event": -0.8,
    }
)

_SIGNS = (
    ("svc_topic", "topic"),
    ("svc_own", "case"),
    ("svc_ni", "municipality"),
    ("svc_person", "person"),
    ("svc_again", "again"),
    ("svc_contacted", "contacted"),
    ("svc_unmet", "unmet"),
    ("svc_harm", "harm"),
    ("svc_formal", "formal"),
    ("svc_warning", "warning"),
    ("svc_wish", "wish"),
    ("svc_opinion", "opinion"),
)
_EVERYWHERE = (
    ("svc_praise", "praise"),
    ("svc_glad", "warm"),
    ("svc_mended", "mended"),
    ("svc_past", "memory"),
    ("svc_politics", "politics"),
    ("svc_joke", "joke"),
    ("svc_event", "event"),
)
"""Signs that count wherever in the comment they stand."""

_CORE = ("svc_defect", "svc_wish", "svc_imperative", "svc_neg", "svc_danger", "svc_unmet")
_MORE = ("svc_again", "svc_contacted", "svc_formal", "svc_harm", "svc_injury", "svc_own")
_MACHINES = frozenset(("roads", "snow", "lights", "water", "web"))
_TECHNICAL = _MACHINES | {"waste", "culture", "parks", "traffic", "environment"}
"""Units whose faults are mended rather than discussed; for the latter the least word is enough."""

_REACH, _REACH_BACK = 3, 2
"""Words between a negation and the verb after it, and between a verb and the negation after it."""

_LONGEST_QUOTE = 60


def find_complaints(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """The complaint or fault report of a comment, else its criticism; at most one finding."""
    best = None
    if parsed.has(*_CORE, *_MORE):
        scored = ((_score(signs), signs, w) for w, signs in signs_of(parsed))
        best = max(scored, key=lambda s: (s[0], -s[2][0]), default=None)
    if best is not None and best[0] > 0:
        score, signs, (start, end) = best
        kind, detail = _classify(parsed, signs, start, end)
        certainty = min(0.99, max(0.6, 1 / (1 + math.exp(-score))))
        yield _finding(parsed, kind, detail, start, end, certainty)
    elif (criticism := _criticism(parsed)) is not None:
        yield criticism


def signs_of(parsed: ParsedText) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:
    """The signs of every two sentences that follow each other, with their words."""
    everywhere = {sign for tag, sign in _EVERYWHERE if tag in parsed.spans}
    if any(word.norm[0] == "@" for word in parsed.words):
        everywhere.add("friend")
    sentences = _sentences(parsed)
    for k, (start, last) in enumerate(sentences):
        end = sentences[k + 1][1] if k + 1 < len(sentences) else last
        signs = everywhere | {sign for tag, sign in _SIGNS if _inside(parsed, tag, start, end)}
        signs |= _defect_signs(parsed, start, end) | _wish_signs(parsed, start, end)
        if _is_dangerous(parsed, start, end) or signs >= {"warning", "defect_of_topic"}:
            signs.add("hazard")
        if signs >= {"harm", "person"} and parsed.has("svc_school"):
            signs.add("pupil_harmed")
        if len({s.start for s in _inside(parsed, "svc_topic", start, end)}) > 1:
            signs.add("topics")
        yield (start, end), frozenset(signs)


def _score(signs: frozenset[str]) -> float:
    return WEIGHTS["start"] + sum(WEIGHTS[sign] for sign in signs)


def _sentences(parsed: ParsedText) -> list[tuple[int, int]]:
    """The word positions where each sentence starts and ends."""
    numbers, found, start = parsed.sentences, [], 0
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[start]:
            found.append((start, i))
            start = i
    return found


def _inside(parsed: ParsedText, tag: str, start: int, end: int) -> list[Span]:
    return [span for span in parsed.spans.get(tag, ()) if start <= span.start < end]


def _share_sentence(parsed: ParsedText, some: list[Span], others: list[Span]) -> bool:
    numbers = {parsed.sentences[span.start] for span in some}
    return any(parsed.sentences[span.start] in numbers for span in others)


def _defect_signs(parsed: ParsedText, start: int, end: int) -> set[str]:
    """What is broken, and what was not done: a negation beside a verb of service."""
    signs: set[str] = set()
    defects = _inside(parsed, "svc_defect", start, end)
    if defects:
        signs.add("weak" if all(d.entry.detail == "weak" for d in defects) else "defect")
        if len({d.start for d in defects}) > 1:
            signs.add("defects")
        if _share_sentence(parsed, defects, _inside(parsed, "svc_topic", start, end)):
            signs.add("defect_of_topic")
    negations = _inside(parsed, "svc_neg", start, end)
    if negations:
        actions = _inside(parsed, "svc_action", start, end)
        undone = [
            a
            for a in actions
            if any(
                -_REACH_BACK <= a.start - n.start <= _REACH
                and a.start != n.start
                and parsed.sentences[a.start] == parsed.sentences[n.start]
                for n in negations
            )
        ]
        if undone:
            signs.add("undone")
            if _share_sentence(parsed, undone, _inside(parsed, "svc_topic", start, end)):
                signs.add("undone_of_topic")
    return signs


def _wish_signs(parsed: ParsedText, start: int, end: int) -> set[str]:
    """Wishes, and imperatives that open a clause."""
    signs: set[str] = set()
    topics = _inside(parsed, "svc_topic", start, end)
    if _share_sentence(parsed, _inside(parsed, "svc_wish", start, end), topics):
        signs.add("wish_of_topic")
    imperatives = [
        span for span in _inside(parsed, "svc_imperative", start, end) if _opens(parsed, span.start)
    ]
    if imperatives:
        signs.add("imperative")
        if _share_sentence(parsed, imperatives, topics):
            signs.add("imperative_of_topic")
    return signs


def _opens(parsed: ParsedText, position: int) -> bool:
    """Whether a clause begins at a position."""
    if position == 0 or parsed.sentences[position - 1] != parsed.sentences[position]:
        return True
    before = parsed.words[position - 1]
    return not before.norm[-1].isalnum() or not before.tags.isdisjoint(_LEADS)


_LEADS = frozenset(("svc_lead", "svc_weak_lead", "svc_ni"))


def _classify(parsed: ParsedText, signs: frozenset[str], start: int, end: int) -> tuple[str, str]:
    """The kind and detail of a complaint."""
    if "hazard" in signs:
        return "fault_report", "danger"
    if _is_formal(parsed, signs):
        return "complaint", "formal"
    units = {span.entry.detail for span in _inside(parsed, "svc_topic", start, end)}
    wrong = signs & {"defect", "weak", "undone"}
    is_broken = "defect" in signs or (wrong and units & _MACHINES)
    if is_broken and units & _TECHNICAL and not signs & {"contacted", "unmet", "case"}:
        return "fault_report", "fault"
    wishes = signs & {"wish", "imperative"}
    return "complaint", "suggestion" if wishes and not wrong else "complaint"


def _is_dangerous(parsed: ParsedText, start: int, end: int) -> bool:
    """Whether somebody may be hurt: a pattern of danger, or a word of it beside a thing."""
    if _inside(parsed, "svc_injury", start, end):
        return True
    dangers = _inside(parsed, "svc_danger", start, end)
    if any(span.entry.anchor == "phrase" for span in dangers):
        return True
    return _share_sentence(parsed, dangers, _inside(parsed, "svc_topic", start, end))


def _is_formal(parsed: ParsedText, signs: frozenset[str]) -> bool:
    """Whether it must be investigated: people in care, children harmed in school, a dispute."""
    if signs & {"formal", "pupil_harmed"}:
        return True
    return parsed.has("svc_care") and parsed.has("svc_care_harm") and bool(signs & _CARE_FAULTS)


_CARE_FAULTS = frozenset(("again", "undone", "contacted", "defects"))


def _criticism(parsed: ParsedText) -> Finding | None:
    """Harsh words, or an opinion about politics, without anything to act on."""
    if not parsed.has("svc_harsh", "svc_politics", "svc_opinion", "svc_rhetoric"):
        return None
    score = _CRITICISM["start"]
    score += sum(weight for tag, weight in _CRITICISM.items() if tag in parsed.spans)
    harsh = parsed.at("svc_harsh")
    if len({span.start for span in harsh}) > 1:
        score += _CRITICISM["harsh_again"]
    if score <= 0:
        return None
    span = (harsh or parsed.at("svc_opinion", "svc_politics", "svc_rhetoric"))[0]
    certainty = min(0.95, max(0.6, 1 / (1 + math.exp(-score))))
    return _finding(parsed, "criticism", "", span.start, span.end, certainty)


def _finding(
    parsed: ParsedText, kind: str, detail: str, start: int, end: int, certainty: float
) -> Finding:
    a, b = parsed.original_span(start, end)
    return Finding(
        kind=kind,
        start=a,
        end=b,
        certainty=round(certainty, 2),
        detector="complaint",
        quote=_quote(parsed, start, end),
        detail=detail,
    )


def _quote(parsed: ParsedText, start: int, end: int) -> str:
    """The beginning of the words, with digits hidden."""
    last = start + 1
    while last < end and parsed.ends[last] - parsed.starts[start] <= _LONGEST_QUOTE:
        last += 1
    text = parsed.quote(start, last)[:_LONGEST_QUOTE]
    return "".join("*" if c.isdigit() else c for c in text)
