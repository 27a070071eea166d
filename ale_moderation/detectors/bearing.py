"""Whether what is told bears on somebody at all.

Their work, a question or a wish does not, and other words between them and it may keep them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ale_moderation.detectors.figure import Figure
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

_APPOSING = frozenset((",", "(", "som", "en", "ett", "den", "ju", "känd", "byns"))
_LONGEST_APPOSITION = 6

_CONDITIONS = frozenset(("om", "ifall", "när", "har", "hoppas", "må", "borde", "kan", "skulle"))
_CONDITIONAL = frozenset("om ifall när hoppas må borde kan skulle".split())
_PEOPLE = frozenset(("person", "human", "insult", "role_staff", "role_politician", "kin", "child"))
_ANYBODY = frozenset(("sån", "sådan", "en", "den", "typ", "han", "hon"))
_ACTING = frozenset("roll rollen spelar spelade spela utklädd föreställer föreställde".split())
_AT_OFFICE = frozenset(
    """
    offert offerter anbud faktura fakturor nycklar nycklarna ritningar ritningarna besked
    utbildning kurs konferens mässa möte årsmöte årsmötet studiebesök studieresa cup cupen tävling
    """.split()
)
"""What is got and paid at work."""

_NO_VICTIMS = frozenset(
    "publiken demokratin landsbygden stämningen skolan välfärden sjukvården kulturen tystnaden "
    "motståndarna motståndet tiden".split()
)
"""Objects of figures of speech: "mördade publiken"."""

_ALL_OF_US = frozenset(("poss_1", "pron_1p"))
_THE_PEOPLE = frozenset(
    "pensionärerna pensionärer skattebetalarna väljarna medborgarna invånarna barnen folket "
    "kommunen kommunens skattebetalarnas medborgarnas ungdomarna alla föräldrarna bygden".split()
)
_FOR_ONESELF = frozenset(("sig", "sin", "sitt", "sina", "egen", "eget", "egna", "hemma"))
_INTENDING = frozenset(("vill", "ska", "skall", "tänker", "planerar", "föreslår", "lovar"))

_NEGATIONS = frozenset(("inte", "aldrig", "ej", "knappast"))
_PARTS_OF_PATTERN = re.compile(r"[ |?=]")
_EVEN = frozenset(("bara", "ens", "mindre", "sällan"))
"""After these a denial denies nothing: "stjäl inte bara cyklar"."""

_ASKING = frozenset(("hur", "vart", "vem", "var", "vad"))
_FACTUAL = frozenset(("när", "sedan", "eftersom", "medan", "fast", "trots"))
"""What begins a clause that a wish before it does not reach: "hoppas … nu när Ove fått cancer"."""

CRIMES = frozenset(("crime", "bribe", "bribing", "tip"))
"""Details of offences: "bribe" only of somebody with power, "bribing" only where it is called so,
and "tip" only of somebody named: a tip of what a neighbour does to the brook may stand."""

_POWERS = frozenset(("role_staff", "role_politician", "misconduct.official", "body"))
_OFFICE = re.compile(
    r"bygglov|bygget|plan|nämnd|förvaltning|kommun|inköp|upphandl|tekniska|miljö|fastighet|styrelse"
    r"|gatu|exploater|stads|mark|näringsliv"
)
"""How the names of offices begin: "Torsten i bygglovsgranskningen"."""

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
    if detail in CRIMES and not _may_be_crime(parsed, topic, figure):
        return False
    if figure.who is Who.POLITICIAN and (
        detail in ("politics", "migration", "union")
        or (tag == "topic.trait" and detail in ("health", "addiction"))
    ):
        return False
    if figure.who is Who.COMMENTER:
        follows = words[figure.end].norm if figure.end < len(words) else ""
        if detail in CRIMES and not figure.is_named and follows == "som":
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
    if detail == "migration" and tag == "topic.trait" and parsed.has("tie.sport"):
        return False  # who was sent off, too
    if _is_surname(words, topic, figure):
        return False
    if detail == "care" and tag == "topic.upon" and not figure.is_named and parsed.has("tie.road"):
        return False  # "hemtjänsten fick vända i backen, färdtjänsten till grannen med"
    start = parsed.sentence(topic.start).start
    if not figure.is_named and _is_supposed(words[start : topic.start]):
        return False  # "hur gör man om grannen dricker"
    wished = (k for k in range(start, topic.start) if "tie.wish" in words[k].tags)
    return all(any(w.norm in _FACTUAL for w in words[k : figure.start]) for k in wished)


def _is_surname(words: Sequence[Word], topic: Span, figure: Figure) -> bool:
    """Whether a topic is only the end of somebody's name: "Jesus Corona"."""
    is_one = figure.is_named and figure.end == topic.start == topic.end - 1
    return is_one and words[topic.start].form.istitle() and words[topic.start - 1].form.istitle()


def _may_be_crime(parsed: ParsedText, topic: Span, figure: Figure) -> bool:
    """Whether a deed may be laid to somebody: neither their work nor a decision, and not denied."""
    words = parsed.words
    if any("tie.justice" in w.tags for w in words[figure.start : figure.end]):
        return False
    if figure.start and words[figure.start - 1].norm in _NEGATIONS:
        return False  # "det är inte Ove som …"
    if any(w.norm in _ACTING for w in words[max(0, topic.start - 4) : topic.start]):
        return False
    told = words[topic.start : topic.end]
    if topic.entry.detail == "bribe" and not _may_be_bribed(parsed, topic, figure):
        return False
    if topic.entry.detail == "bribing" and not parsed.has("misconduct.term"):
        return False
    if topic.entry.detail == "tip" and not figure.is_named:
        return False
    if _is_for_all(words, topic):
        return False
    is_from_us = any(not w.tags.isdisjoint(_ALL_OF_US) or w.norm in _THE_PEOPLE for w in told)
    if figure.who is Who.POLITICIAN and is_from_us:
        is_own = any("deed.home" in w.tags or w.norm in _FOR_ONESELF for w in told)
        is_done = words[topic.start - 1].norm not in _INTENDING
        return is_own and is_done  # "stjäl våra pengar" is a tax
    negation = _NEGATIONS.difference(_PARTS_OF_PATTERN.split(topic.entry.word))
    is_open = "<v.not>" in topic.entry.word
    after = words[topic.end : topic.end + 2]
    if after and after[0].norm in _NO_VICTIMS:
        return False
    if after and after[0].norm in negation and (len(after) == 1 or after[1].norm not in _EVEN):
        return False
    return is_open or not any(w.norm in negation for w in told)


def _is_for_all(words: Sequence[Word], topic: Span) -> bool:
    """Whether somebody spends or gets it at work, not for oneself: "soffor till biblioteket"."""
    told = words[topic.start : topic.end]
    if topic.entry.detail != "bribe" and not any("deed.money" in w.tags for w in told):
        return False
    if any(w.norm in _AT_OFFICE for w in told) or words[topic.start + 1].norm == "in":
        return True  # "köpte in", "fick in offerter"
    return any(
        a.norm in ("till", "åt") and not b.tags.isdisjoint(("body", "owner.public"))
        for a, b in pairwise(words[topic.start : topic.end + 3])
    )


def _may_be_bribed(parsed: ParsedText, topic: Span, figure: Figure) -> bool:
    """Whether somebody has the power that is bought, or the text calls it a bribe."""
    if figure.who in (Who.STAFF, Who.POLITICIAN) or parsed.has("misconduct.term"):
        return True
    if any(_OFFICE.match(w.norm) for w in parsed.words[figure.start : figure.end]):
        return True
    around = parsed.words[max(parsed.sentence(topic.start).start, figure.start - 5) : topic.start]
    return any(not w.tags.isdisjoint(_POWERS) for w in around)


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
    is_crime = topic.entry.detail in CRIMES
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
    is_predicate = topic.entry.tag == "topic.state" and (
        topic.entry.detail in CRIMES or is_finite(words[topic.start])
    )
    while end > start and words[end - 1].norm in _DETERMINERS and not is_predicate:
        end -= 1  # "har nån diagnos", not "nån bröt sig in"
    if is_crime and _is_of_the_object(words[start:end]):
        return True
    for k, word in enumerate(words[start:end], start):
        if "tie.block" in word.tags and not is_aside(words, k):
            return True
        is_denied = word.norm in _DENIALS or (is_crime and "tie.not" in word.tags)
        if is_denied and words[topic.start].norm not in ("när", "innan"):
            return True
    return False


def is_apposition(bridge: Sequence[Word]) -> bool:
    """Whether only marks and what describes stand between: ", byns mest kända", "som en"."""
    if len(bridge) <= 3 and all(w.norm in _APPOSING for w in bridge):
        return True
    if len(bridge) > _LONGEST_APPOSITION or bridge[0].norm not in (",", "(", ":", "–", "-"):
        return False
    return all(_may_describe(w) for w in bridge[1:])


def _may_describe(word: Word) -> bool:
    """Whether a word stands before a noun: an article, an adjective, an owner."""
    if not word.is_word or not word.tags.isdisjoint((*FINITE, "tie.prep", "tie.not")):
        return False
    if word.norm in ("och", "men", "att", "som", "så", "eller"):
        return False
    return word.norm.endswith("ste") or not is_finite(word)


def _is_of_the_object(between: Sequence[Word]) -> bool:
    """Whether what somebody did something to does it: "tog två som fiskade", "ett skott som …"."""
    if len(between) < 3 or between[-1].norm != "som":
        return False
    object_ = between[-2]
    is_of_themselves = not object_.tags.isdisjoint(_PEOPLE) or object_.norm in _ANYBODY
    if is_of_themselves or object_.is_capitalised or not object_.is_word:
        return False
    return any(is_finite(w) or "tie.past" in w.tags for w in between[:-2])


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
