"""What is obscene in itself; swear words are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.detectors.obscene import find_obscene
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline


def find(parse: SwedishPipeline, text: str) -> list[Finding]:
    return list(find_obscene(parse(text), Comment(text=text)))


@pytest.mark.parametrize(
    "text",
    [
        "Jag vill knulla rektorn",
        "Henne skulle man vilja ta bakifrån",
        "Vilka tuttar på nya läraren",
        "visa brösten då",
        "skicka lite nudes",
        "Kolla filmen där de torterar en katt",
        "riktig halshuggning, se filmen",
        "hot milfs near you",
        "naked? nej, nakna tjejer och gratis porrfilm",
        "🍆💦",
    ],
)
def test_obscene(parse: SwedishPipeline, text: str) -> None:
    """Sexual, gory and cruel content is found, once."""
    assert len(find(parse, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Fy fan vilket jävla skitväder",
        "Vi ska sätta på värmen i badhuset",
        "Jag satt på rektorns kontor i en timme",
        "Bröstmjölk och amning diskuteras på BVC",
        "Bilder på döda fåglar vid viken, ring kommunen",
        "Någon sparkar sin hund på Rönnvägen",
        "Slangen sprutade vatten i ansiktet",
        "Lilla hunden flåsade i backen",
        "Persikor 🍑 på torget",
        "Vi bjuder på aubergine 🍆 och vattenkrig 💦 hela lördagen",
    ],
)
def test_not_obscene(parse: SwedishPipeline, text: str) -> None:
    """Swear words, bodies and reports are none."""
    assert not find(parse, text)


def test_what_is_told_of_is_reported(parse: SwedishPipeline) -> None:
    """A report of harassment does not harass."""
    [finding] = find(parse, 'Killarna ropade "visa tuttarna" efter min dotter')

    assert finding.voice == "quoted"


def test_quote_is_masked(parse: SwedishPipeline) -> None:
    """No name stands in the quote."""
    [finding] = find(parse, "Jag skulle vilja slicka Ove Sagomark på magen, knulla honom")

    assert "Sagomark" not in finding.quote


@pytest.mark.parametrize("unit", ["knulla ", "🍆💦", "din jävla ", "( ( (", "a*b"])
def test_long_texts_end(parse: SwedishPipeline, unit: str) -> None:
    """A hundred thousand characters of anything give one finding at most."""
    text = (unit * 100_000)[:100_000]

    assert len(find(parse, text)) <= 1


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text(parse: SwedishPipeline, text: str) -> None:
    """Any string at all gives findings within its bounds."""
    for finding in find(parse, text):
        assert 0 <= finding.start < finding.end <= len(text)
