"""People at risk: the writer, somebody in danger now, and children who fare ill.

Help comes before order, so weak signs are reported with an honest certainty. Jokes and idioms are
taken away by the word lists (rules/lexicon/risk.toml). Which signs must meet is said in `risk.toml`
beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from ale_moderation.detectors.signs import find_framed, read_frames, surest
from ale_moderation.model import Comment, Finding
from ale_moderation.parsed_text import ParsedText, Span

_CONCERN = "important.concern_report"
_FRAMES = read_frames(Path(__file__).with_suffix(".toml"))
NEEDS = _FRAMES.needs

_ADDRESS = re.compile(
    r"\b\w{2,40}(?:gatan?|vägen|stigen|gränden?|backen|allén|torget|gärdet|hagen|liden|gården|"
    r"kroken|rundan|slingan|leden|bergen|åsen|höjden|kullen)\s{1,3}\d{1,4}\b"
    r"|\b(?:lgh|lägenhet|nr|nummer|port|hus|uppgång|trapphus)\s{1,3}(?:\d{1,4}|[A-Z])\b"
    r"|\b\d{1,3}\s?[A-H]\b"
)

_BEGINNING = 5
"""The words in which a notice says who is lost."""

_PEOPLE = ("person", "kin", "child", "role_staff", "role_politician")

_SURE = 0.6
"""Beside a concern report, a weaker sign that somebody is in danger now says nothing more."""


def find_risk(parsed: ParsedText, comment: Comment) -> Iterator[Finding]:
    """Who may be in danger, the surest sign of each kind and detail."""
    found = [
        finding
        for sign, finding in find_framed(parsed, _FRAMES, "risk")
        if finding.detail != "self" or not _is_of_a_thing(parsed, sign)
    ]
    if not found:
        return
    is_identified = _is_identified(parsed)
    is_strayed = not is_identified and _is_strayed(parsed)
    kept = [
        _placed(finding, is_identified)
        for finding in found
        if (is_identified or finding.detail != "address")
        and not (is_strayed and finding.detail == "other")
    ]
    is_concern = any(finding.kind == _CONCERN for finding in kept)
    yield from surest(
        finding
        for finding in kept
        if not is_concern or finding.kind == _CONCERN or finding.certainty >= _SURE
    )


def _is_of_a_thing(parsed: ParsedText, sign: Span) -> bool:
    """Whether something else than the writers is what a sign is said of: "pengarna är borta".

    So it is where they name themselves nowhere, and the sentence has begun with another word; one
    that begins with its verb is of them: "Har skrivit breven".
    """
    if any(word.norm in _WRITERS for word in parsed.words):
        return False
    before = parsed.words[parsed.sentence(sign.start).start : sign.start]
    if before and before[0].norm in _OPENING:
        return False
    return any(
        word.is_word
        and word.tags.isdisjoint(("common_word", "event_when"))
        and not any(tag.startswith("self.") for tag in word.found_tags)
        for word in before
    )


_OPENING = frozenset("har hade ska skall vill kan tog tar känner vet ser hoppas".split())
_WRITERS = frozenset("jag ja mig mej min mitt mina vi oss orkar tänker me my i'm im".split())


def _placed(finding: Finding, is_identified: bool) -> Finding:
    """The finding with the detail that follows from whether somebody can be recognised."""
    if finding.detail == "other" and is_identified:
        return evolve(finding, detail="identified")
    return evolve(finding, detail="") if finding.detail == "address" else finding


def _is_strayed(parsed: ParsedText) -> bool:
    """Whether it is a notice of an animal that is lost, and of nobody: "Katten Sigge borta …"."""
    begins_with_pet = any("pet" in word.tags for word in parsed.words[:_BEGINNING])
    return begins_with_pet and parsed.has("owner.notice") and not parsed.has(*_PEOPLE)


def _is_identified(parsed: ParsedText) -> bool:
    """Whether the comment holds a home address or a person's name."""
    if _ADDRESS.search(parsed.text.surface):
        return True
    words = parsed.words
    return any(
        "given_name" in word.tags and word.is_capitalised and not (i and "pet" in words[i - 1].tags)
        for i, word in enumerate(words)
    )
