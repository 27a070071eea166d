"""Whether what is told bears on somebody at all.

Their work, a question or a wish does not, and other words between them and it may keep them apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from ale_moderation.detectors.figures import Figure
from ale_moderation.detectors.whereabouts import is_article, is_finite
from ale_moderation.parsed_text import ParsedText, Span, Word
from ale_moderation.people import Who

_DENIALS = frozenset(
    ("inte", "aldrig", "ingen", "inget", "inga", "ej", "borde", "bör", "not", "never")
)
_OBJECTS = frozenset(("dem", "dom", "alla", "andra", "äldre", "unga"))
_DETERMINERS = frozenset(
    ("nån", "någon", "nåt", "något", "några", "flera", "vissa", "andra", "alla", "sån", "sådan")
)
_OTHER_SUBJECTS = frozenset(("ni", "vi", "du", "alla", "man", "folk", "många"))
"""Subjects of a clause that only describes whom it follows, without som."""

_CLAUSE_MARKS = frozenset((",", "men", "utan", "och", ";", "-", "–"))
FINITE = frozenset(("tie.be", "tie.have", "tie.patient"))
"""Tags of the verbs by which a clause is one."""

_CONDITIONS = frozenset(("om", "ifall", "när", "har", "hoppas", "må", "borde", "kan", "skulle"))
_CONDITIONAL = frozenset("om ifall när hoppas må borde kan skulle".split())
_ASKING = frozenset(("hur", "vart", "vem", "var", "vad"))
_FACTUAL = frozenset(("när", "sedan", "eftersom", "medan", "fast", "trots"))
"""What begins a clause that a wish before it does not reach: "hoppas … nu när Ove fått cancer"."""

_BEING = frozenset("är e varit var vara bli blir blivit blev som".split())
_AT_WORK = frozenset(
    ("care", "pupil_health", "child_welfare", "guardianship", "neglect", "library")
)
"""Details that staff have to do with at work: about staff they are silent."""


def may_concern(parsed: ParsedText, tag: str, topic: Span, figure: Figure) -> bool:
    """Whether a topic of a tag may be about somebody, and no work, question or wish."""
    detail = topic.entry.detail
    words = parsed.words
    is_work = detail in _AT_WORK or (detail == "welfare" and tag != "topic.state")
    if is_work and figure.who in (Who.STAFF, Who.POLITICIAN):
        return False
    if detail == "clinic" and figure.who is Who.STAFF and tag == "topic.state":
        told = words[figure.end : topic.end]
        if not any("tie.patient" in w.tags for w in told):
            return False  # "sköterskan sitter på ungdomsmottagningen"
    is_office = figure.who in (Who.STAFF, Who.POLITICIAN)
    if detail == "economy" and is_office and _is_sum(words, topic):
        return False  # what officials earn is public
    if detail == "welfare" and figure.who is Who.STAFF and not figure.is_named:
        return False  # "min handläggare på försörjningsstöd" works there
    if detail == "crime" and any("tie.justice" in w.tags for w in words[figure.start : figure.end]):
        return False
    if figure.who is Who.POLITICIAN and (
        detail in ("politics", "migration", "union")
        or (tag == "topic.trait" and detail in ("health", "addiction"))
    ):
        return False
    if figure.who is Who.COMMENTER:
        follows = words[figure.end].norm if figure.end < len(words) else ""
        if detail == "crime" and not figure.is_named and follows == "som":
            return False  # "till dig som snodde min cykel": nobody knows who it is
        lead = words[max(0, figure.start - 3) : figure.start + 1]
        is_asked = any("tie.be" in w.tags or "tie.have" in w.tags for w in lead)
        if tag == "topic.trait" or is_asked or any(w.norm in _CONDITIONS for w in lead):
            return False
    if "poss_2" in words[figure.start].tags and not figure.is_named:  # "om din mor …"
        around = words[max(0, figure.start - 3) : topic.start]
        if any(w.norm in _CONDITIONAL for w in around):
            return False
    if detail == "neglect" and not (figure.is_child or figure.is_household or figure.is_member):
        return False
    before = words[topic.start - 1].norm if topic.start else ""
    after = words[topic.end].norm if topic.end < len(words) else ""
    is_helper = before in _BEING and after not in ("åt", "för", "till", "hos")
    if detail == "child_welfare" and tag == "topic.thing" and is_helper:
        return False  # "har varit kontaktfamilj i tjugo år" takes others in
    if any("tie.joy" in w.tags for w in words[topic.start : topic.end + 2]):
        return False  # "bröt ihop av skratt"
    if detail == "health" and parsed.has("tie.sport") and _is_injury(words, topic):
        return False  # who misses the match is told of in the paper
    if detail == "care" and tag == "topic.upon" and not figure.is_named and parsed.has("tie.road"):
        return False  # "hemtjänsten fick vända i backen, färdtjänsten till grannen med"
    start = parsed.sentence(topic.start).start
    if not figure.is_named and _is_supposed(words[start : topic.start]):
        return False  # "hur gör man om grannen dricker"
    for k in range(start, topic.start):
        is_factual = any(w.norm in _FACTUAL for w in words[k : figure.start])
        if "tie.wish" in words[k].tags and not is_factual:
            return False
    return True


def _is_supposed(before: Sequence[Word]) -> bool:
    """Whether it is asked what one does if it is so."""
    at = next((k for k, w in enumerate(before) if w.norm in ("om", "ifall")), 0)
    return any(w.norm in ("man", "jag") for w in before[:at]) and any(
        w.norm in _ASKING for w in before[:at]
    )


def _is_injury(words: Sequence[Word], topic: Span) -> bool:
    """Whether a topic is what players break and sprain."""
    return any("tie.injury" in w.tags for w in words[topic.start : topic.end + 1])


def _is_sum(words: Sequence[Word], topic: Span) -> bool:
    return any(w.norm[:1].isdigit() for w in words[topic.start : topic.end])


def keeps_apart(words: Sequence[Word], figure: Figure, topic: Span) -> bool:
    """Whether the words of its clause between a person and a topic keep them apart."""
    start, end = figure.end, topic.start
    is_crime = topic.entry.detail == "crime"
    if _is_subject_of_talk(words[start:end]):
        return True
    for k in range(end - 1, start, -1):
        if words[k].norm not in _CLAUSE_MARKS:
            continue
        begins = topic.entry.tag == "topic.state" and k + 1 == end and is_finite(words[end])
        if begins or any(w.tags & FINITE for w in words[k + 1 : k + 3]):
            start = k + 1
            break
    led = start + (start < end and words[start].norm == "som")
    if led < end and words[led].norm in _OTHER_SUBJECTS:  # "mannen (som) ni hyllar har …"
        finite = [k for k in range(led + 1, end + 1) if words[k].tags & FINITE]
        start = min(finite[-1], end) if finite else start
    is_predicate = topic.entry.tag == "topic.state" and is_finite(words[topic.start])
    while end > start and words[end - 1].norm in _DETERMINERS and not is_predicate:
        end -= 1  # "har nån diagnos", not "nån bröt sig in"
    for k, word in enumerate(words[start:end], start):
        if "tie.block" in word.tags and not is_aside(words, k):
            return True
        is_denied = word.norm in _DENIALS or (is_crime and "tie.not" in word.tags)
        if is_denied and words[topic.start].norm not in ("när", "innan"):
            return True
    return False


def _is_subject_of_talk(words: Sequence[Word]) -> bool:
    """Whether somebody only speaks or writes of it: "har skrivit en bok om att växa upp …"."""
    at = next((k for k, w in enumerate(words) if w.norm == "om"), 0)
    if at and "tie.opus" in words[at - 1].tags:
        return True  # "Sivs insändare om hur det är att leva med …"
    return len(words) - at <= 3 and any("tie.work" in w.tags for w in words[:at])


def is_aside(words: Sequence[Word], k: int) -> bool:
    """Whether a word for others is no subject: "de gröna …", "för dom blå", "ni vet"."""
    after = words[k + 1].norm if k + 1 < len(words) else ""
    before = words[k - 1] if k else words[k]
    is_led = "tie.prep" in before.tags and before.norm != "av"  # "ett av dem"
    is_object = words[k].norm in _OBJECTS and is_led
    return is_article(words, k) or is_object or after in ("vet", "vett")
