"""What a second reader makes of the findings: the resemblance of the text to labelled ones.

Two witnesses are surer than one. Where the detectors saw a question or a complaint and the text
resembles none, it is none; where they saw none and it resembles one much, it is one. What the
detectors were too unsure of to remove may become sure. Resemblance alone never removes: then it
asks for a human.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from attrs import evolve

from ale_moderation.masking import shown_safely
from ale_moderation.model import Category, Finding
from ale_moderation.nlp import ParsedText
from ale_moderation.resemblance import Likeness, Resemblance

READ_LANGUAGES = frozenset(("sv", "und"))
"""The languages of the labelled comments, or what may be one of them."""

_SERVICE = ("question", "complaint", "fault_report")
_WEIGHED = ("", "complaint", "suggestion")
"""The details of a service finding that are weighed; a formal complaint or a danger stands."""

_SEEN, _UNSEEN = 1.0, -0.6
"""What is added to the log-odds of both readings where the detectors saw service asked for, and
where they saw none."""

_UNSURE = (0.35, 0.6)
"""The certainties of findings between which resemblance may raise one."""

_CORROBORATES, _OF_REMOVAL = 1.25, 0.5
"""The log-odds of removal from which on they do so, and how much they count."""

_SUSPECT = 1.5
"""The log-odds from which on a text that is not removed is shown to a human."""

_HARMLESS = ("personal_data.named", "personal_data.official", "personal_data.self")
_MOST_WORDS = 3


def second_opinion(
    parsed: ParsedText, findings: tuple[Finding, ...], resemblance: Resemblance
) -> tuple[Finding, ...]:
    """The findings after the second reading, with those that it adds."""
    if not parsed.words:
        return findings
    like = resemblance.of(parsed)
    findings = tuple(_surer(f, like.removal) if _may_be_raised(f) else f for f in findings)
    suspected = _suspected(parsed, findings, like, resemblance)
    return (*_served(parsed, findings, like, resemblance), *suspected)


def _may_remove(finding: Finding) -> bool:
    is_own = finding.voice in ("", "own")
    return is_own and finding.category is not None and finding.kind not in _HARMLESS


def _may_be_raised(finding: Finding) -> bool:
    """Whether it removes for what it says, not for what it sells: prices are in the news too."""
    return _may_remove(finding) and finding.category not in (Category.SPAM, Category.ADVERTISING)


def _surer(finding: Finding, odds: float) -> Finding:
    """The finding, more certain where it is unsure and the text resembles removed ones."""
    least, enough = _UNSURE
    if odds < _CORROBORATES or not least <= finding.certainty < enough:
        return finding
    certainty = _likelihood(_log_odds(finding.certainty) + _OF_REMOVAL * odds)
    return evolve(
        finding, certainty=round(certainty, 3), detector=f"{finding.detector}+resemblance"
    )


def _served(
    parsed: ParsedText, findings: tuple[Finding, ...], like: Likeness, resemblance: Resemblance
) -> Iterator[Finding]:
    """The findings, those of service as sure as both readings make them, or one that was missed."""
    second = like.heads["service"]
    asks_nothing = True
    for finding in findings:
        if finding.kind not in _SERVICE or finding.detail not in _WEIGHED:
            asks_nothing = asks_nothing and not _asks(finding)
            yield finding
            continue
        asks_nothing = False
        both = _likelihood(_log_odds(finding.certainty) + _SEEN + second)
        if both >= 0.5:
            yield evolve(finding, certainty=round(min(both, 0.99), 3))
    if asks_nothing and (missed := _UNSEEN + second) > 0:
        kind = max(_SERVICE, key=lambda kind: (like.heads[kind], kind))
        words = resemblance.telling(parsed.words, kind, _MOST_WORDS)
        yield _finding(
            parsed, kind, "complaint" if kind == "complaint" else "", words, _likelihood(missed)
        )


def _asks(finding: Finding) -> bool:
    """Whether a finding already asks for an answer, a record or a removal."""
    return finding.kind.startswith("important.") or (
        finding.kind in (*_SERVICE, "case_handling") or _may_remove(finding)
    )


def _suspected(
    parsed: ParsedText, findings: tuple[Finding, ...], like: Likeness, resemblance: Resemblance
) -> Iterator[Finding]:
    """What makes the text one for a human: it resembles removed ones, and nothing removes it."""
    if like.removal < _SUSPECT or any(_settles(finding) for finding in findings):
        return
    start, stop = like.where.start, like.where.stop
    telling = resemblance.telling(parsed.words[start:stop], "removal", _MOST_WORDS)
    places = [start + i for i in telling]
    yield _finding(parsed, "benign", "resembles_removed", places, _likelihood(like.removal))


def _settles(finding: Finding) -> bool:
    """Whether a finding removes by itself, or shows that the offence is not the writer's."""
    if _may_remove(finding):
        return finding.certainty >= _UNSURE[1]
    return finding.category is Category.OFFENSIVE


def _finding(
    parsed: ParsedText, kind: str, detail: str, words: list[int], certainty: float
) -> Finding:
    """A finding from the first to the last of the words that speak most for it, which it quotes."""
    first, last = (words[0], words[-1] + 1) if words else (0, len(parsed.words))
    start, end = parsed.original_span(first, last)
    quote = " … ".join(parsed.masked_quote(i, i + 1) for i in words)
    return shown_safely(
        Finding(
            kind=kind,
            start=start,
            end=end,
            certainty=round(min(certainty, 0.99), 3),
            detector="resemblance",
            quote=quote,
            detail=detail,
        ),
        parsed,
    )


def _log_odds(certainty: float) -> float:
    certainty = min(max(certainty, 0.01), 0.99)
    return math.log(certainty / (1 - certainty))


def _likelihood(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
