"""The writer's own case is found where something remains to be answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.detectors.own_matter import find_own_matters
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline

OWN = (
    "Hur går det med min bygglovsansökan?",
    "Har inte fått något besked om mitt parkeringstillstånd",
    "Vi har stått i kö i ett år, när får vi plats?",
    "Ni drog in vår färdtjänst utan förvarning",
    "Min faktura är fel igen",
    "When will I get an answer about my application?",
)
GENERAL = (
    "Hur lång tid tar en bygglovsansökan?",
    "Vad kostar ett parkeringstillstånd?",
    "Kön till simhallen var lång",
    "Min hund älskar parken",
    "Hur gör man en anmälan?",
    "",
)
PAIRS = (
    (
        "Har inte fått beslutet om mitt serveringstillstånd",
        "Har fått beslutet om mitt serveringstillstånd, tack",
    ),
    ("Var är mitt ärende nu?", "Var är receptionen nu?"),
    ("Varför nekas jag? Min ansökan var komplett", "Varför nekas man? En ansökan tar tid"),
)


def own(parse: SwedishPipeline, text: str) -> list[Finding]:
    """The own matters of a text."""
    return list(find_own_matters(parse(text), Comment(text=text)))


@pytest.mark.parametrize("text", OWN)
def test_an_open_case_of_the_writer_is_found(parse: SwedishPipeline, text: str) -> None:
    """A case of one's own with a question, a delay or a dispute."""
    assert [f.kind for f in own(parse, text)] == ["case_handling"]


@pytest.mark.parametrize("text", GENERAL)
def test_talk_about_cases_in_general_is_none(parse: SwedishPipeline, text: str) -> None:
    """Without a case of one's own there is nothing to take elsewhere."""
    assert own(parse, text) == []


@pytest.mark.parametrize(("open_case", "other"), PAIRS)
def test_one_change_closes_the_case(parse: SwedishPipeline, open_case: str, other: str) -> None:
    """Near misses are told apart."""
    assert own(parse, open_case)
    assert not own(parse, other)


def test_the_span_and_quote_show_no_number(parse: SwedishPipeline) -> None:
    """The words of the case are pointed out; digits are hidden."""
    text = "Var är min ansökan 2025-118?"

    (finding,) = own(parse, text)

    assert "min ansökan" in text[finding.start : finding.end]
    assert not any(c.isdigit() for c in finding.quote)


@given(text=st.text(max_size=80))
def test_any_text_gives_at_most_one_valid_finding(parse: SwedishPipeline, text: str) -> None:
    """The span lies within the text."""
    found = own(parse, text)

    assert len(found) <= 1
    assert all(0 <= f.start < f.end <= len(text) for f in found)
