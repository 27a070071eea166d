"""Questions to the municipality: with and without a mark, direct and indirect, in many languages.

Swedish shows a question by its word order, so a sentence is a question when a verb follows its
question word ("när plogar ni") or opens the clause ("går det att"). Whether anyone waits for an
answer is weighed: every sign below adds its weight, and a sum above zero is a question.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from types import MappingProxyType

from ale_moderation.detectors.word_order import (
    FOREIGN,
    FORMING,
    FRIEND,
    MARK,
    SIGNS_OF_WORDS,
    is_foreign,
    role_of,
    word_order,
)
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Word

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        # form
        "mark": 0.7,
        "order": 1.9,  # a question word and its verb
        "verb": 1.0,  # a verb and its subject
        "fragment": 0.5,  # a question word alone: "vems order?", "varför inget staket?"
        "indirect": 1.8,
        "request": -0.3,
        "wonder": 0.4,  # "undrar" about what concerns the writer, anyone or the municipality
        "musing": -1.4,  # "undrar" about something else
        "musing_own": -0.2,  # "jag undrar" about something else
        "foreign": 1.7,
        # what it is about
        "concrete": 0.6,
        "topic": 0.4,
        "municipality": -0.1,
        # against
        "unmarked": -0.1,
        "no_form": -2.5,
        "choice": -0.6,  # no form but a mark and two things to choose from: "plast eller papper?"
        "rhetoric": -4.1,
        "self_answer": -3.0,
        "offer": -0.3,
        "harsh": -0.3,
        "politics": -1.0,
        "joke": -2.4,
        "friend": -2.5,
        "exclaimed": -0.5,
        "condition": -2.2,
        "memory": -1.2,
        "why": -0.8,
        "rambling": -0.7,
    }
)
"""What each sign adds; fitted on the development corpora and rounded."""

NEEDS = frozenset(
    (
        *("svc_mark", "svc_wh", "svc_ask", "svc_request", "svc_wonder", "svc_foreign_wh"),
        *("svc_opener", "svc_modal", "svc_copula", "svc_pronoun"),
    )
)
_ASKING = (("svc_wonder", "wonder"), ("svc_ask", "indirect"), ("svc_request", "request"))
"""Forms of a question that the word lists know."""

_SIGNS = (
    ("svc_rhetoric", "rhetoric"),
    ("svc_offer", "offer"),
    ("svc_harsh", "harsh"),
)
_EVERYWHERE = (("svc_joke", "joke"), ("svc_selfanswer", "self_answer"), ("svc_past", "memory"))
"""Signs that count wherever in the comment they stand."""

_MOST_CONTENT = WEIGHTS["concrete"] + WEIGHTS["topic"]
"""What a sentence may add to the score of its form."""

_LONG = 25
_LONGEST_QUOTE = 60
_DIGIT = re.compile(r"\d")


def find_questions(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Every sentence that asks the municipality something, at most one finding per sentence."""
    for start, end, signs in signs_of(parsed):
        score = _score(signs)
        if score <= 0:
            continue
        a, b = parsed.original_span(start, end)
        yield Finding(
            kind="question",
            start=a,
            end=b,
            certainty=round(min(0.99, max(0.6, 1 / (1 + math.exp(-score)))), 2),
            detector="question",
            quote=_quote(parsed, start, end),
            detail=_detail(signs),
        )


def signs_of(parsed: ParsedText) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The start, end and signs of each sentence that may be a question by its form."""
    asking = _by_sentence(parsed, _ASKING)
    roles = list(map(role_of, parsed.words))
    formed: list[tuple[int, int, set[str]]] = []
    for start, end in parsed.sentence_ranges():
        own = roles[start:end]
        asked = asking.get(parsed.sentences[start], _NONE)
        together = _together(own)
        if not asked and not together & FORMING:
            continue
        forms = _forms(parsed.words[start:end], own, asked, together)
        if forms and _score(forms) + _MOST_CONTENT > 0:
            formed.append((start, end, forms))
    if not formed:
        return
    content = _by_sentence(parsed, _SIGNS)
    everywhere = {sign for tag, sign in _EVERYWHERE if tag in parsed.spans}
    for start, end, forms in formed:
        signs = forms | everywhere | content.get(parsed.sentences[start], set())
        together = _together(roles[start:end])
        signs.update(sign for _, role, sign in SIGNS_OF_WORDS if together & role)
        yield start, end, frozenset(signs)


_NONE: frozenset[str] = frozenset()


def _together(roles: Iterable[int]) -> int:
    found = 0
    for role in roles:
        found |= role
    return found


def _score(signs: Iterable[str]) -> float:
    return math.fsum([WEIGHTS[sign] for sign in signs])  # the same in any order of a set


def _by_sentence(parsed: ParsedText, signs: Iterable[tuple[str, str]]) -> dict[int, set[str]]:
    """The signs of each sentence that has any, by its number."""
    found: dict[int, set[str]] = defaultdict(set)
    tags, numbers = parsed.spans.keys(), parsed.sentences
    for tag, sign in signs:
        if tag in tags:
            for span in parsed.spans.get(tag):
                found[numbers[span.start]].add(sign)
    return found


def _forms(
    words: Sequence[Word], roles: Sequence[int], asking: Set[str], together: int
) -> set[str]:
    """The form of a question that a sentence has, and what its form says against it; else none.

    `asking` are the signs that the word lists give it, and `together` is all that its words may be.
    """
    is_marked = bool(together & MARK)
    signs = word_order(words, roles, is_marked).union(asking)
    if is_marked:
        signs.add("mark")
    if "wonder" in signs and not _concerns_us(words):
        is_own = any("svc_first_person" in word.tags for word in words[:3])
        signs = signs - {"wonder"} | {"musing_own" if is_own else "musing"}
    is_ordered = "order" in signs or "verb" in signs
    if together & FOREIGN and not is_ordered and is_foreign(words, roles, is_marked):
        signs.add("foreign")
    if not signs:
        return signs
    if signs == {"mark"}:
        signs.add("choice" if _is_choice(words) else "no_form")
    if not is_marked:
        signs.add("unmarked")
        if words[-1].norm[0] == "!":
            signs.add("exclaimed")
    if together & FRIEND:
        signs.add("friend")
    if len(words) > _LONG:
        signs.add("rambling")
    return signs


def _is_choice(words: Sequence[Word]) -> bool:
    """Whether "eller" stands between two things: not in "eller hur?", "skämt eller?"."""
    return any(
        word.norm in _OR and before.is_word and after.is_word and after.norm not in _NO_CHOICE
        for (before, word), (_, after) in pairwise(pairwise(words))
    )


_OR = frozenset(("eller", "el", "elr", "or"))
_NO_CHOICE = frozenset("hur va vad inte så nåt något vadå".split())


def _concerns_us(words: Sequence[Word]) -> bool:
    """Whether what is wondered about concerns the writer, anyone or the municipality."""
    first = next(i for i, word in enumerate(words) if "svc_wonder" in word.tags)
    for i in range(first + 1, min(first + 5, len(words))):
        if "svc_wh" in words[i].tags or words[i].norm in ("om", "ifall"):
            return not all(w.tags.isdisjoint(_CONCERNED) for w in words[i + 1 : i + 4])
    return False


_CONCERNED = frozenset(("svc_concerned", "svc_ni", "svc_topic"))


def _detail(signs: frozenset[str]) -> str:
    if not signs.isdisjoint(("order", "verb", "foreign", "mark")):
        return "question"
    return "request" if "request" in signs and "indirect" not in signs else "indirect"


def _quote(parsed: ParsedText, start: int, end: int) -> str:
    """The beginning of the sentence, whole words, with digits hidden."""
    last = start + 1
    while last < end and parsed.ends[last] - parsed.starts[start] <= _LONGEST_QUOTE:
        last += 1
    text = parsed.quote(start, last)[:_LONGEST_QUOTE]
    return _DIGIT.sub("*", text)
