"""Complaints, suggestions and fault reports: a shortcoming that the municipality can act on.

What is complained of (a street lamp, home care, the queue) and what is wrong with it (dark, never
came, third week in a row) are signs from the word lists. They are weighed over two sentences at a
time, against praise, memories, opinions and politics; a sum above zero is a complaint. What is only
harsh is criticism.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from ale_moderation.detectors.complaint_signs import (
    AT_LEAST,
    AT_MOST,
    AT_MOST_OF_TOPIC,
    CORE,
    COUNTED,
    COUNTED_AGAINST,
    CRITICAL,
    CRITICAL_ALONE,
    CRITICISM,
    EVERYWHERE,
    FAULTS,
    MACHINES,
    NEEDED,
    NEEDS_NEGATION,
    NOTHING,
    OF_TOPIC,
    RELEVANT,
    SIGNS,
    SIGNS_OF_WORDS,
    TECHNICAL,
    TROUBLE,
    UNSURE,
    WEIGHTS,
)
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Word

NEEDS = CORE | CRITICAL_ALONE

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

_LONG = 12
_PERSONAL = frozenset(
    ("pron_1s", "pron_1p", "pron_2s", "pron_2p", "poss_1", "poss_2", "poss_2p", "svc_ni")
)
_NOT_OWN = frozenset(("svc_topic", "svc_case", "svc_person", "svc_care", "svc_school"))
"""Tags of what is no private thing of the writer's, though "min" stands before it."""

_SHARED = ("förening", "klubb", "lag", "gata", "väg", "by", "område", "grupp", "grannar", "hus")
"""Endings of what is "vår" without being private."""

_LEADS = frozenset(("svc_lead", "svc_weak_lead"))
_REACH, _REACH_BACK = 3, 2
"""Words between a negation and the verb after it, and between a verb and the negation after it."""

_GRAVE = frozenset(("formal", "pupil_harmed", "hazard"))
"""Signs that say what kind of complaint it is, wherever in it they stand."""

_THAN = frozenset(("än",))
_LONGEST_QUOTE = 60
_DIGIT = re.compile(r"\d")


def find_complaints(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """The complaint or fault report of a comment, else its criticism; at most one finding."""
    found = []
    if _may_complain(parsed.spans.keys()):
        scored = ((_score(signs), signs, w) for w, signs in signs_of(parsed))
        found = [(score, signs, w) for score, signs, w in scored if score > 0]
    if found:
        score, signs, (start, end) = max(found, key=lambda s: (s[0], -s[2][0]))
        told = signs.union(*[others & _GRAVE for _, others, _ in found])
        kind, detail = _classify(parsed, told, start, end)
        certainty = min(0.99, max(0.6, 1 / (1 + math.exp(-score))))
        yield _finding(parsed, kind, detail, start, end, certainty)
    elif (criticism := _criticism(parsed)) is not None:
        yield criticism


def _may_complain(tags: Set[str]) -> bool:
    """Whether the tags of a comment can add up to a complaint at all."""
    if tags.isdisjoint(CORE):
        return False
    return _can_add_up(RELEVANT.intersection(tags))


@lru_cache(maxsize=20_000)
def _can_add_up(tags: frozenset[str]) -> bool:
    reachable = tags - NEEDS_NEGATION if "svc_neg" not in tags else tags
    of_topic = AT_MOST_OF_TOPIC if "svc_topic" in tags else NOTHING
    weights = [WEIGHTS["start"], WEIGHTS["foreign"]]
    weights += [AT_MOST[tag] + of_topic.get(tag, 0.0) for tag in reachable & COUNTED]
    weights += [AT_LEAST[tag] for tag in tags & COUNTED_AGAINST]
    return math.fsum(weights) > 0


def signs_of(parsed: ParsedText) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:
    """The signs of every two sentences that follow each other and tell of something wrong."""
    everywhere = {sign for tag, sign in EVERYWHERE if tag in parsed.spans}
    if "praise" in everywhere and not _praises(parsed):
        everywhere.discard("praise")
    elif "praise" in everywhere and any(word.norm == "men" for word in parsed.words):
        everywhere.add("turned")
    everywhere.update(_manner(parsed))
    is_school = parsed.has("svc_school")
    sentences = list(parsed.sentence_ranges())
    found, topics = _signs_by_sentence(parsed, len(sentences))
    defects = _count(parsed, "svc_defect", len(sentences))
    for k, (start, end) in enumerate(sentences):
        signs, pair = found[k], slice(k, k + 2)
        if k + 1 < len(sentences):
            signs = signs | found[k + 1]
            end = sentences[k + 1][1]
        if signs.isdisjoint(NEEDED):
            continue
        if "again" in signs and signs.isdisjoint(TROUBLE):
            signs = signs - {"again"} | {"often"}
        signs = signs | everywhere
        if sum(topics[pair]) > 1:
            signs.add("topics")
        if sum(defects[pair]) > 1:
            signs.add("defects")
        if "defect" in signs:
            signs.discard("weak")
        if "short" in signs and "defect_of_topic" in signs:
            signs.discard("short")
        if "warning" in signs and not signs.isdisjoint(FAULTS):
            signs.add("hazard")
        if is_school and signs >= {"harm", "person"}:
            signs.add("pupil_harmed")
        yield (start, end), frozenset(signs)


def _manner(parsed: ParsedText) -> Iterator[str]:
    """How the comment is told: to a friend, of the writer's own things, of the wide world."""
    words, tags = parsed.words, parsed.spans.keys()
    if "@" in parsed.text.surface and any(word.norm[0] == "@" for word in words):
        yield "friend"
    if len(words) < _SHORT:
        yield "short"
    if any(map(_is_own_thing, words[:_OPENING], words[1:])):
        yield "own"
    if sum(word.is_known for word in words) * 3 < len(words):
        yield "foreign"
    if len(words) > _LONG and tags.isdisjoint(_PERSONAL):
        yield "impersonal"


def _is_own_thing(possessive: Word, word: Word) -> bool:
    """Whether "min", "vårt" stands before what is neither the municipality's nor a case."""
    is_own = "poss_1" in possessive.tags and word.is_word
    return is_own and word.tags.isdisjoint(_NOT_OWN) and not word.norm.endswith(_SHARED)


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
    polite = parsed.spans.get("svc_polite", ())
    return not all(
        span.start < but
        or _is_denied(words, span.start)
        or any(p.start <= span.start < p.end for p in polite)
        or (is_asking and span.start == last and words[last].norm == "tack")
        or any(wish.start <= span.start < wish.end for wish in wishes)
        for span in parsed.spans.get("svc_praise")
    )


def _is_denied(words: Sequence[Word], position: int) -> bool:
    """Whether praise is denied: "inte särskilt bra", "aldrig så roligt"."""
    return any("svc_neg" in word.tags for word in words[max(0, position - 2) : position])


def _signs_by_sentence(parsed: ParsedText, number: int) -> tuple[list[set[str]], list[int]]:
    """The signs that each sentence has by itself, and how many topics."""
    found: list[set[str]] = [set() for _ in range(number)]
    topics = _add_words(parsed, found)
    numbers, spans = parsed.sentences, parsed.spans
    tags = spans.keys()
    for tag, sign in SIGNS:
        if tag in tags:
            for span in spans.get(tag):
                found[numbers[span.start]].add(sign)
    for span in spans.get("svc_defect"):
        detail = span.entry.detail
        found[numbers[span.start]].add(detail if detail in UNSURE else "defect")
    warnings = spans.get("svc_warning")
    for span in spans.get("svc_danger"):
        signs = found[numbers[span.start]]
        if any(w.start < span.end and span.start < w.end for w in warnings):
            continue  # what may happen, not what has
        if span.start and parsed.words[span.start - 1].norm in _THAN:
            continue  # "dyrare än diesel"
        if span.entry.anchor == "phrase" or "topic" in signs:
            signs.add("hazard")
    for span in spans.get("svc_praise"):
        if _is_denied(parsed.words, span.start):
            found[numbers[span.start]].add("weak")
    for signs in found:
        if "topic" in signs:
            signs |= {together for sign, together in OF_TOPIC if sign in signs}
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
        for sign in _signs_of_word(word.norm, word.tags):
            if sign == "negation":
                negations.append(i)
            elif sign == "action":
                actions.append(i)
            elif sign == "topic":
                topics[number] += 1
                found[number].add("topic")
            elif (
                (sign != "site" or before in _PREPOSITIONS)
                and (sign != "subject" or (i < opening and before not in _PREPOSITIONS))
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


@lru_cache(maxsize=20_000)  # by what it hangs on: a word in the key would be kept alive
def _signs_of_word(norm: str, tags: frozenset[str]) -> tuple[str, ...]:
    """What a word may be a sign of, wherever it stands."""
    signs = [sign for tag, sign in SIGNS_OF_WORDS if tag in tags]
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
        wrong and not MACHINES.isdisjoint(units[:1])
    )
    if is_broken and not TECHNICAL.isdisjoint(units) and not signs & {"contacted", "unmet", "case"}:
        return "fault_report", "fault"
    wishes = signs & {"wish", "imperative"}
    return "complaint", "suggestion" if wishes and not wrong else "complaint"


def _is_formal(parsed: ParsedText, signs: frozenset[str]) -> bool:
    """Whether it must be investigated: people in care, children harmed in school, a dispute."""
    is_asked = parsed.has("svc_formal_asked")
    if "pupil_harmed" in signs or ("formal" in signs and not is_asked):
        return True
    return parsed.has("svc_care") and parsed.has("svc_care_harm") and bool(signs & _CARE_FAULTS)


_CARE_FAULTS = frozenset(("again", "undone", "contacted", "defects", "unmet"))


def _criticism(parsed: ParsedText) -> Finding | None:
    """Harsh words, or an opinion about politics, without anything to act on."""
    tags = parsed.spans.keys()
    if tags.isdisjoint(CRITICAL_ALONE):
        return None
    score = math.fsum([CRITICISM["start"], *[CRITICISM[tag] for tag in tags & CRITICAL]])
    if score + CRITICISM["harsh_again"] <= 0:
        return None
    harsh = parsed.at("svc_harsh")
    if len({span.start for span in harsh}) > 1:
        score += CRITICISM["harsh_again"]
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
