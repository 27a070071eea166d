"""Comments that repeat earlier ones in the same run."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import odd_texts

from ale_moderation.repeats import Repeats
from benchmarks.corpus import STREAMS, read

OFFER = (
    "Vi hjälper dig att bli fri från dina lån redan i dag, ring 070-174 06 10 eller gå in på "
    "lan.example och skriv koden 1234 så hör vi av oss inom en timme"
)


@pytest.mark.parametrize(
    "again",
    [
        OFFER,
        OFFER.upper(),
        OFFER.replace("070-174 06 10", "070-174 06 99").replace("1234", "9876"),
        "🔥🔥 " + OFFER.replace(",", " 👉"),
        OFFER.replace("inom en timme", "inom två timmar"),
        "Hej alla! " + OFFER,
    ],
)
def test_repeats(again: str) -> None:
    """Other numbers, signs and capitals, or a few other words, are still a repeat."""
    repeats = Repeats()

    assert not repeats.is_repeat(OFFER)
    assert repeats.is_repeat(again)


@pytest.mark.parametrize(
    "other",
    [
        "Vi hjälper dig att hitta rätt i Ale, ring kontaktcenter så hör vi av oss inom en timme",
        "Skriv koden 1234 så hör vi av oss",
        "Jag vill bli fri från mina lån, vem kan hjälpa mig att räkna på det?",
    ],
)
def test_others(other: str) -> None:
    """What shares a phrase with another is no repeat of it."""
    repeats = Repeats()
    repeats.is_repeat(OFFER)

    assert not repeats.is_repeat(other)


def test_short_ones_repeat_nothing() -> None:
    """Everybody says thanks."""
    repeats = Repeats()

    assert [repeats.is_repeat("Tack så mycket!") for _ in range(3)] == [False] * 3


def test_what_a_page_receives_repeats_nothing() -> None:
    """No two comments of the streams are taken for one."""
    repeats = Repeats()
    texts = [example.text for name in STREAMS for example in read(name)]

    assert [text for text in texts if repeats.is_repeat(text)] == []


@given(odd_texts)
def test_any_text_repeats_itself(text: str) -> None:
    """A text with enough letters is a repeat the second time, and any text is taken."""
    repeats = Repeats()
    first, second = repeats.is_repeat(text), repeats.is_repeat(text)

    assert not first
    assert second == (sum(c.isalpha() for c in text.casefold()) >= 20)
