"""Sensitive personal data and offences of somebody who can be pointed out, and the writer's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve

from ale_moderation.detectors.news import is_news
from ale_moderation.detectors.topics import Tie, find_ties
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText
from ale_moderation.people import Who

LABELS = {
    "health": "hälsa",
    "addiction": "missbruk",
    "faith": "trosuppfattning",
    "union": "facktillhörighet",
    "politics": "politisk åsikt",
    "sexual_life": "sexualliv",
    "economy": "privat ekonomi",
    "family": "familjeförhållanden",
    "crime": "brott",
    "social_services": "socialtjänst",
    "care": "vård och omsorg",
    "school_health": "elevhälsa",
    "guardianship": "god man",
    "library": "lån på bibliotek",
    "migration": "rätt att vistas i landet",
    "origin": "etniskt ursprung",
}
"""What a justification may show of each detail, in Swedish."""

SENSITIVE = {
    "health": "health",
    "clinic": "health",
    "care": "health",
    "pupil_health": "health",
    "victim": "health",
    "library": "health",
    "addiction": "addiction",
    "treatment": "addiction",
    "faith": "faith",
    "union": "union",
    "politics": "politics",
    "sexual_life": "sexual_life",
    "economy": "economy",
    "welfare": "economy",
    "guardianship": "economy",
    "family": "family",
    "child_welfare": "family",
    "migration": "migration",
    "origin": "origin",
}
"""The kind of sensitive data behind the detail of a topic list."""

_LOWEST, _LOWEST_GOSSIP = 0.5, 0.36
"""The least certainty of a tie, and of one to whom only the thread may tell, told as gossip is."""

_CARE = frozenset(("care", "clinic", "treatment", "victim", "child_welfare", "pupil_health"))
_KIN_CERTAINTY = 0.66
_STORY_CERTAINTY = 0.34
"""That of what is told of somebody in a book, a film or the news, or in public by themselves: for a
human."""

_LONG_AGO = re.compile(
    r"(?:1[5-8]\d\d|19[0-2]\d)(?:-?talets?)?$|19[3-5]0-?talets?$|(?:tjugo|trettio|fyrtio|femtio)talet$"
)
_YEAR_OF_DEATH = re.compile(r"1\d\d\d$")
_NUMERAL = re.compile(r"(?=[IVX]{2,5}$)X{0,2}(?:IX|IV|V?I{0,3})$")
"""The number of a king or a pope."""

_DIED = frozenset("dog avled stupade begravdes avrättades omkom död".split())
_CURRENCY = frozenset(("kr", "kronor", "spänn", "euro", "st", "meter", "personer", "invånare"))


def find_sensitive(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Health, faith, union … and offences, tied to a person; and the writer's own experience."""
    best: dict[tuple[str, str], Finding] = {}
    for tie in judged_ties(parsed):
        finding = _finding(parsed, tie)
        if finding is None:
            continue
        key = (finding.kind, finding.detail)
        if key not in best or best[key].certainty < finding.certainty:
            best[key] = finding
    yield from best.values()


@lru_cache(maxsize=8)
def all_ties(parsed: ParsedText) -> tuple[Tie, ...]:
    """Every tie that is sure enough, kept for the comment at hand: two detectors ask."""
    return tuple(
        tie
        for tie in find_ties(parsed)
        if tie.is_self
        or tie.certainty >= _LOWEST
        or (tie.certainty >= _LOWEST_GOSSIP and _is_gossip(parsed, tie))
    )


def _is_gossip(parsed: ParsedText, tie: Tie) -> bool:
    """Whether "hon" is told of as gossips do: "hon har ju HIV, sägs det"."""
    if "pron_3s" not in parsed.words[tie.figure.start].tags:
        return False
    number = parsed.sentences[tie.topic.start]
    return any(abs(parsed.sentences[sign.start] - number) <= 1 for sign in parsed.at("gossip"))


def judged_ties(parsed: ParsedText) -> list[Tie]:
    """The ties that count: of the writer's family only who is in care now, and nobody invented.

    What is told of heads of state and of other public figures is left to the press.
    """
    ties = all_ties(parsed)
    details = {tie.detail for tie in ties if tie.figure.is_kin}
    is_past = any(tie.figure.is_named for tie in ties) and _is_long_ago(parsed)
    is_bygone = parsed.has("tie.bygone")
    is_public = is_news(parsed)
    is_mourned = parsed.has("tie.mourning")
    public = {i for span in parsed.at("tie.public") for i in range(span.start, span.end)}
    kept: list[Tie] = []
    for tie in ties:
        if not public.isdisjoint(range(tie.figure.start, tie.figure.end)):
            continue  # known to all
        if is_bygone and (tie.figure.is_kin or "kin" in parsed.words[tie.figure.start].tags):
            continue
        if not tie.is_self and (is_past or (not tie.figure.is_named and _is_invented(parsed, tie))):
            continue
        is_told_of = tie.figure.is_named or tie.figure.is_member or tie.figure.is_relative
        is_story = is_told_of and _is_of_a_story(parsed, tie)
        if not tie.is_self and (is_public or is_story or _is_told_in_public(parsed, tie)):
            tie = evolve(tie, certainty=min(tie.certainty, _STORY_CERTAINTY))
        if tie.detail == "crime" and _is_unproven(parsed, tie):
            tie = evolve(tie, certainty=min(tie.certainty, _STORY_CERTAINTY))
        if tie.detail == "origin" and (parsed.has("tie.warm") or _is_anybody(parsed, tie)):
            continue
        if _is_of_a_pet(parsed, tie) or (is_mourned and tie.topic.entry.tag == "topic.thing"):
            continue
        if tie.figure.is_kin:
            in_care = bool(details & {"health", "addiction", "victim"}) and bool(details & _CARE)
            is_told = in_care or (tie.detail in _CARE and _names_somebody(parsed))
            if tie.detail != "crime" and (not is_told or parsed.has("tie.warm")):
                continue
            tie = evolve(tie, certainty=min(tie.certainty, _KIN_CERTAINTY))
        kept.append(tie)
    return kept


def _is_invented(parsed: ParsedText, tie: Tie) -> bool:
    """Whether a film, a book or a play is told of in the sentence, or its tale begun before it."""
    number = parsed.sentences[tie.topic.start]
    told = {parsed.sentences[span.start] for span in parsed.at("tie.fiction")}
    begun = {parsed.sentences[span.start] + 1 for span in parsed.at("tie.story")}
    return number in told | begun


def _is_of_a_story(parsed: ParsedText, tie: Tie) -> bool:
    """Whether a story or a report has begun before it is told, or in the sentence that tells it."""
    number = parsed.sentences[tie.topic.start]
    return any(parsed.sentences[span.start] <= number for span in parsed.at("tie.story"))


def _is_told_in_public(parsed: ParsedText, tie: Tie) -> bool:
    """Whether somebody has told the press: "sa själv i P4 att hon har celiaki"."""
    figure, topic = tie.figure, tie.topic
    is_pronoun = "pron_3s" in parsed.words[figure.start].tags
    return any(
        (is_pronoun or figure.end <= told.start)
        and parsed.sentences[told.start] == parsed.sentences[topic.start]
        for told in parsed.at("tie.told")
    )


def _is_unproven(parsed: ParsedText, tie: Tie) -> bool:
    """Whether it is said that nothing proves it: "ingen har bevisat att Ove stulit"."""
    number = parsed.sentences[tie.topic.start]
    return any(parsed.sentences[said.start] == number for said in parsed.at("tie.unproven"))


def _is_anybody(parsed: ParsedText, tie: Tie) -> bool:
    """Whether somebody is spoken of and not pointed out: "en syrian som lagar cyklar"."""
    start = tie.figure.start
    return not tie.figure.is_named and start > 0 and parsed.words[start - 1].norm in ("en", "ett")


def _is_of_a_pet(parsed: ParsedText, tie: Tie) -> bool:
    """Whether a name is that of a pet: "min luspudel Sixten", "vår katt Sigge … Han …"."""
    start, end = tie.figure.start, tie.figure.end
    if not tie.figure.is_named or not parsed.has("pet"):
        return False
    if "pron_3s" in parsed.words[start].tags:
        named = [m for m in parsed.people if m.is_named and m.start <= start]
        start, end = (named[-1].start, named[-1].end) if named else (start, end)
    return any("pet" in word.tags for word in parsed.words[max(0, start - 1) : end])


def _names_somebody(parsed: ParsedText) -> bool:
    """Whether somebody is called by name who is no official."""
    return any(m.is_named and m.who in (Who.PERSON, Who.CHILD) for m in parsed.people)


def _is_long_ago(parsed: ParsedText) -> bool:
    """Whether a century, a year long past, a year of death, or history as a subject is named."""
    if parsed.has("tie.history"):
        return True
    words = parsed.words
    for i, word in enumerate(words):
        if i and words[i - 1].is_capitalised and _NUMERAL.match(word.form):
            return True
        if word.norm in _DIED and any(_YEAR_OF_DEATH.match(w.norm) for w in words[i + 1 : i + 5]):
            return True
    return any(
        _LONG_AGO.match(word.norm) and not any(w.norm in _CURRENCY for w in words[i + 1 : i + 2])
        for i, word in enumerate(words)
    )


def _finding(parsed: ParsedText, tie: Tie) -> Finding | None:
    start, end = parsed.original_span(tie.topic.start, tie.topic.end)
    if tie.is_self:
        if tie.detail not in SENSITIVE:
            return None
        detail, kind, owner = SENSITIVE[tie.detail], "personal_data.self", "self"
        return Finding(
            kind=kind,
            start=start,
            end=end,
            certainty=min(0.9, tie.certainty),
            detector="sensitive",
            quote=LABELS[detail],
            detail="experience",
            owner=owner,
        )
    if tie.detail == "crime":
        kind, detail = "personal_data.criminal", "crime"
    elif tie.detail in SENSITIVE:
        kind, detail = "personal_data.sensitive", SENSITIVE[tie.detail]
    else:
        return None
    return Finding(
        kind=kind,
        start=start,
        end=end,
        certainty=round(tie.certainty, 3),
        detector="sensitive",
        quote=LABELS[detail],
        detail=detail,
        owner="third",
        target=tie.figure.who.value if kind == "personal_data.criminal" else "",
    )
