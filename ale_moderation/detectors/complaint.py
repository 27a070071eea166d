"""Complaints, suggestions and fault reports: a shortcoming that the municipality can act on.

What is complained of (a street lamp, home care, the queue) and what is wrong with it (dark, never
came, third week in a row) are signs from the word lists. They are weighed over two sentences at a
time, against praise, memories, opinions and politics; a sum above zero is a complaint. What is only
harsh is criticism.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from types import MappingProxyType

from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import ParsedText, Word

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "start": -2.7,
        # the matter
        "topic": 0.7,
        "topics": 1.5,
        "subject": 1.0,  # a thing of the municipality's opens the sentence
        "site": 0.9,
        "case": 2.3,
        "municipality": 1.1,
        "person": 0.9,
        # what is wrong
        "defect": 0.6,
        "observed": 0.5,
        "weak": -0.1,
        "defects": 1.4,
        "defect_of_topic": 0.7,
        "observed_of_topic": 1.0,
        "weak_of_topic": 0.6,
        "undone": 0.5,
        "undone_of_topic": 1.1,
        "again": 0.7,
        "contacted": 1.2,
        "unmet": 0.2,
        "hazard": 1.6,
        "warning": 2.1,
        "harm": 0.0,
        "pupil_harmed": 1.7,
        "formal": 1.9,
        # what is wished for
        "wish": 1.3,
        "wish_of_topic": 0.9,
        "imperative": 0.0,
        "imperative_of_topic": 0.5,
        # against
        "praise": -2.7,
        "warm": -2.8,
        "mended": -1.7,
        "memory": -3.2,
        "opinion": -2.2,
        "politics": -0.9,
        "joke": -1.5,
        "event": -3.0,
        "rhetoric": -1.4,
        "future": -0.6,
        "elsewhere": -1.7,
        "friend": -1.4,
        "exclaimed": -0.5,
        "short": -1.4,
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
    ("svc_own", "case"),
    ("svc_again", "again"),
    ("svc_contacted", "contacted"),
    ("svc_unmet", "unmet"),
    ("svc_harm", "harm"),
    ("svc_formal", "formal"),
    ("svc_warning", "warning"),
    ("svc_wish", "wish"),
    ("svc_opinion", "opinion"),
    ("svc_elsewhere", "elsewhere"),
    ("svc_rhetoric", "rhetoric"),
    ("svc_injury", "hazard"),
)
_SIGNS_OF_WORDS = (
    ("svc_topic", "topic"),
    ("svc_ni", "municipality"),
    ("svc_person", "person"),
    ("svc_neg", "negation"),
    ("svc_action", "action"),
    ("svc_imperative", "imperative"),
)
"""Signs of single words; their lists hold no patterns of several."""

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

_CORE = frozenset(
    (
        *("svc_defect", "svc_wish", "svc_imperative", "svc_danger", "svc_unmet", "svc_again"),
        *("svc_contacted", "svc_formal", "svc_harm", "svc_injury", "svc_own", "svc_action"),
    )
)
"""The tags behind `_NEEDED`."""

_REACHABLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "svc_topic": ("topic", "topics", "subject", "site"),
        "place": ("site",),
        "svc_own": ("case",),
        "svc_ni": ("municipality",),
        "svc_person": ("person",),
        "svc_defect": ("defect", "observed", "weak", "defects"),
        "svc_action": ("undone",),
        "svc_again": ("again",),
        "svc_contacted": ("contacted",),
        "svc_unmet": ("unmet",),
        "svc_danger": ("hazard",),
        "svc_injury": ("hazard",),
        "svc_warning": ("warning", "hazard"),
        "svc_harm": ("harm", "pupil_harmed"),
        "svc_formal": ("formal",),
        "svc_wish": ("wish",),
        "svc_imperative": ("imperative",),
    }
)
"""All the signs that speak for a complaint, by the tag that each needs."""

_REACHABLE_OF_TOPIC: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "svc_defect": ("defect_of_topic", "observed_of_topic", "weak_of_topic"),
        "svc_action": ("undone_of_topic",),
        "svc_wish": ("wish_of_topic",),
        "svc_imperative": ("imperative_of_topic",),
    }
)
"""The same where there is a topic besides."""


def _sums(reachable: Mapping[str, tuple[str, ...]]) -> Mapping[str, float]:
    return {tag: sum(max(0.0, WEIGHTS[s]) for s in signs) for tag, signs in reachable.items()}


_AT_MOST = _sums(_REACHABLE)
_AT_MOST_OF_TOPIC = _sums(_REACHABLE_OF_TOPIC)
_NEEDS_NEGATION = frozenset(("svc_action",))
_AT_LEAST = MappingProxyType({tag: WEIGHTS[sign] for tag, sign in _EVERYWHERE if sign != "praise"})
_MACHINES = frozenset(("roads", "snow", "lights", "water", "web"))
_TECHNICAL = _MACHINES | {"waste", "culture", "parks", "traffic", "environment"}
"""Units whose faults are mended rather than discussed; for the latter the least word is enough."""

_OF_TOPIC = (
    ("weak", "weak_of_topic"),
    ("observed", "observed_of_topic"),
    ("defect", "defect_of_topic"),
    ("undone", "undone_of_topic"),
    ("wish", "wish_of_topic"),
    ("imperative", "imperative_of_topic"),
)
"""Signs that say more in one sentence with what they are about."""

_FAULTS = frozenset(("defect_of_topic", "weak_of_topic"))
_NEEDED = frozenset(
    (
        *("defect", "weak", "observed", "undone", "again", "contacted", "unmet", "hazard"),
        *("wish", "imperative", "formal", "case", "harm"),
    )
)
"""Without one of these nothing is wrong and nothing is wished for."""

_UNSURE = frozenset(("weak", "observed"))
"""Lists of shortcomings that are less than sure."""

_PREPOSITIONS = frozenset(
    (
        *("vid", "på", "i", "utanför", "bakom", "framför", "under", "längs", "bredvid", "mellan"),
        *("mot", "till", "hos", "nedanför", "intill", "runt", "från", "över", "genom", "inne"),
    )
)
_DEFINITE = ("en", "et", "an", "na", "ln", "rn", "ens", "ets", "ns", "bron", "sjön", "kön")
_PLANS = frozenset(("ska", "skall", "blir", "invigs", "planeras", "byggs"))
_OPENING, _SHORT = 3, 6
"""Words in which the subject of a sentence begins, and fewer than which a comment is short."""

_COUNTED, _COUNTED_AGAINST = frozenset(_AT_MOST), frozenset(_AT_LEAST)
_RELEVANT = _COUNTED | _COUNTED_AGAINST | {"svc_neg"}
_NOTHING: Mapping[str, float] = MappingProxyType({})
_CRITICAL_ALONE = frozenset(("svc_harsh", "svc_politics", "svc_opinion", "svc_rhetoric"))
_CRITICAL = frozenset(_CRITICISM) - {"start", "harsh_again"}

NEEDS = _CORE | _CRITICAL_ALONE

_LEADS = frozenset(("svc_lead", "svc_weak_lead", "svc_ni"))
_REACH, _REACH_BACK = 3, 2
"""Words between a negation and the verb after it, and between a verb and the negation after it."""

_LONGEST_QUOTE = 60
_DIGIT = re.compile(r"\d")


def find_complaints(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """The complaint or fault report of a comment, else its criticism; at most one finding."""
    best = None
    if _may_complain(parsed.spans.keys()):
        scored = ((_score(signs), signs, w) for w, signs in signs_of(parsed))
        best = max(scored, key=lambda s: (s[0], -s[2][0]), default=None)
    if best is not None and best[0] > 0:
        score, signs, (start, end) = best
        kind, detail = _classify(parsed, signs, start, end)
        certainty = min(0.99, max(0.6, 1 / (1 + math.exp(-score))))
        yield _finding(parsed, kind, detail, start, end, certainty)
    elif (criticism := _criticism(parsed)) is not None:
        yield criticism


def _may_complain(tags: Set[str]) -> bool:
    """Whether the tags of a comment can add up to a complaint at all."""
    if tags.isdisjoint(_CORE):
        return False
    return _can_add_up(_RELEVANT.intersection(tags))


@lru_cache(maxsize=20_000)
def _can_add_up(tags: frozenset[str]) -> bool:
    reachable = tags - _NEEDS_NEGATION if "svc_neg" not in tags else tags
    of_topic = _AT_MOST_OF_TOPIC if "svc_topic" in tags else _NOTHING
    weights = [WEIGHTS["start"]]
    weights += [_AT_MOST[tag] + of_topic.get(tag, 0.0) for tag in reachable & _COUNTED]
    weights += [_AT_LEAST[tag] for tag in tags & _COUNTED_AGAINST]
    return math.fsum(weights) > 0


def signs_of(parsed: ParsedText) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:
    """The signs of every two sentences that follow each other and tell of something wrong."""
    everywhere = {sign for tag, sign in _EVERYWHERE if tag in parsed.spans}
    if "praise" in everywhere and not _praises(parsed):
        everywhere.discard("praise")
    if "@" in parsed.text.surface and any(word.norm[0] == "@" for word in parsed.words):
        everywhere.add("friend")
    if len(parsed.words) < _SHORT:
        everywhere.add("short")
    is_school = parsed.has("svc_school")
    sentences = list(parsed.sentence_ranges())
    found, topics = _signs_by_sentence(parsed, len(sentences))
    defects = _count(parsed, "svc_defect", len(sentences))
    for k, (start, end) in enumerate(sentences):
        signs, pair = found[k], slice(k, k + 2)
        if k + 1 < len(sentences):
            signs = signs | found[k + 1]
            end = sentences[k + 1][1]
        if signs.isdisjoint(_NEEDED):
            continue
        signs = signs | everywhere
        if sum(topics[pair]) > 1:
            signs.add("topics")
        if sum(defects[pair]) > 1:
            signs.add("defects")
        if "defect" in signs:
            signs.discard("weak")
        if "short" in signs and "defect_of_topic" in signs:
            signs.discard("short")
        if "warning" in signs and not signs.isdisjoint(_FAULTS):
            signs.add("hazard")
        if is_school and signs >= {"harm", "person"}:
            signs.add("pupil_harmed")
        yield (start, end), frozenset(signs)


def _score(signs: frozenset[str]) -> float:
    return math.fsum([WEIGHTS["start"], *[WEIGHTS[sign] for sign in signs]])  # in any order


def _count(parsed: ParsedText, tag: str, number: int) -> list[int]:
    """How many words of a tag each sentence has."""
    counts = [0] * number
    for start in {span.start for span in parsed.spans.get(tag, ())}:
        counts[parsed.sentences[start]] += 1
    return counts


def _praises(parsed: ParsedText) -> bool:
    """Whether praise stands outside a wish ("vore fint med en bänk") and without a "men" after it.

    A last word of thanks is only polite where something is asked for.
    """
    words, wishes = parsed.words, parsed.spans.get("svc_wish")
    is_asking = bool(wishes) or parsed.has("svc_imperative")
    last = len(words) - 1
    while last > 0 and not words[last].is_word:
        last -= 1
    but = max((i for i, word in enumerate(words) if word.norm == "men"), default=-1)
    return not all(
        span.start < but
        or (is_asking and span.start == last and words[last].norm == "tack")
        or any(wish.start <= span.start < wish.end for wish in wishes)
        for span in parsed.spans.get("svc_praise")
    )


def _signs_by_sentence(parsed: ParsedText, number: int) -> tuple[list[set[str]], list[int]]:
    """The signs that each sentence has by itself, and how many topics."""
    found: list[set[str]] = [set() for _ in range(number)]
    topics = _add_words(parsed, found)
    numbers, spans = parsed.sentences, parsed.spans
    tags = spans.keys()
    for tag, sign in _SIGNS:
        if tag in tags:
            for span in spans.get(tag):
                found[numbers[span.start]].add(sign)
    for span in spans.get("svc_defect"):
        detail = span.entry.detail
        found[numbers[span.start]].add(detail if detail in _UNSURE else "defect")
    warnings = spans.get("svc_warning")
    for span in spans.get("svc_danger"):
        signs = found[numbers[span.start]]
        if any(w.start < span.end and span.start < w.end for w in warnings):
            continue  # what may happen, not what has
        if span.entry.anchor == "phrase" or "topic" in signs:
            signs.add("hazard")
    for signs in found:
        if "topic" in signs:
            signs |= {together for sign, together in _OF_TOPIC if sign in signs}
    return found, topics


def _add_words(parsed: ParsedText, found: Sequence[set[str]]) -> list[int]:
    """Add the signs of single words, and what the form of a report shows; counts the topics.

    A report names a definite thing first and a place; it has no plans and no cries.
    """
    numbers = parsed.sentences
    topics = [0] * len(found)
    negations: list[int] = []
    actions: list[int] = []
    number, opening, before = -1, 0, ""
    for i, word in enumerate(parsed.words):
        if numbers[i] != number:
            number, opening = numbers[i], i + _OPENING
        for sign in _signs_of_word(word):
            if sign == "negation":
                negations.append(i)
            elif sign == "action":
                actions.append(i)
            elif sign == "topic":
                topics[number] += 1
                found[number].add("topic")
            elif (
                (sign != "site" or before in _PREPOSITIONS)
                and (sign != "subject" or i < opening)
                and (sign != "imperative" or _opens(parsed, i))
            ):
                found[number].add(sign)
        before = word.norm
    for i in negations:
        for k in actions:
            is_near = i != k and -_REACH_BACK <= k - i <= _REACH
            if is_near and numbers[i] == numbers[k]:
                found[numbers[i]].add("undone")
    return topics


@lru_cache(maxsize=50_000)
def _signs_of_word(word: Word) -> tuple[str, ...]:
    """What a word may be a sign of, wherever it stands."""
    norm, tags = word.norm, word.tags
    signs = [sign for tag, sign in _SIGNS_OF_WORDS if tag in tags]
    if "svc_topic" in tags or "place" in tags:
        signs.append("site")
    if "svc_topic" in tags and len(norm) > 3 and norm.endswith(_DEFINITE):
        signs.append("subject")
    if norm in _PLANS:
        signs.append("future")
    elif norm[0] == "!":
        signs.append("exclaimed")
    return tuple(signs)


def _opens(parsed: ParsedText, position: int) -> bool:
    """Whether a clause begins at a position."""
    if position == 0 or parsed.sentences[position - 1] != parsed.sentences[position]:
        return True
    before = parsed.words[position - 1]
    return not before.norm[-1].isalnum() or not before.tags.isdisjoint(_LEADS)


def _classify(parsed: ParsedText, signs: frozenset[str], start: int, end: int) -> tuple[str, str]:
    """The kind and detail of a complaint."""
    if "hazard" in signs:
        return "fault_report", "danger"
    if _is_formal(parsed, signs):
        return "complaint", "formal"
    topics = parsed.spans.get("svc_topic", ())
    units = [span.entry.detail for span in topics if start <= span.start < end]
    wrong = signs & {"defect", "weak", "undone", "observed"}
    is_broken = not signs.isdisjoint(("defect", "observed")) or (
        wrong and not _MACHINES.isdisjoint(units[:1])
    )
    if (
        is_broken
        and not _TECHNICAL.isdisjoint(units)
        and not signs & {"contacted", "unmet", "case"}
    ):
        return "fault_report", "fault"
    wishes = signs & {"wish", "imperative"}
    return "complaint", "suggestion" if wishes and not wrong else "complaint"


def _is_formal(parsed: ParsedText, signs: frozenset[str]) -> bool:
    """Whether it must be investigated: people in care, children harmed in school, a dispute."""
    if signs & {"formal", "pupil_harmed"}:
        return True
    return parsed.has("svc_care") and parsed.has("svc_care_harm") and bool(signs & _CARE_FAULTS)


_CARE_FAULTS = frozenset(("again", "undone", "contacted", "defects"))


def _criticism(parsed: ParsedText) -> Finding | None:
    """Harsh words, or an opinion about politics, without anything to act on."""
    tags = parsed.spans.keys()
    if tags.isdisjoint(_CRITICAL_ALONE):
        return None
    score = math.fsum([_CRITICISM["start"], *[_CRITICISM[tag] for tag in tags & _CRITICAL]])
    if score + _CRITICISM["harsh_again"] <= 0:
        return None
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
    return _DIGIT.sub("*", text)
