"""Redaction: what is replaced, what stays, and that nothing replaced can be found again."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation import Comment, Moderator
from ale_moderation.redaction import is_redacted
from benchmarks.corpus import ANNOTATED, OWN, is_set_apart, read

TEXTS = [e.text for name in (*ANNOTATED, *OWN) for e in read(name) if not is_set_apart(e.id)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mitt personnummer är 19900721-2393", "Mitt personnummer är [personnummer]"),
        (
            "Ring Gunnel Exempelsson på 070-174 06 20, Gunnel Exempelssons man är bortrest",
            "Ring [namn 1] på [telefonnummer], [namn 1]s man är bortrest",
        ),
        (
            "Tack Ove Sagomark och Signe Fabelgren! Hälsningar till Ove Sagomark",
            "Tack [namn 1] och [namn 2]! Hälsningar till [namn 1]",
        ),
        ("Skriv till kalle@hemma.example", "Skriv till [e-postadress]"),
        ("[namn 4] och Ove Sagomark", "[namn 4] och [namn 5]"),
        (
            "Min granne Signe Fabelgren har cancer",
            "Min granne [namn 1] har [känslig uppgift]",
        ),
    ],
)
def test_replaced(moderator: Moderator, text: str, expected: str) -> None:
    """Each datum becomes a label, and the same name the same number."""
    assert moderator.redact(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "När öppnar simhallen?",
        "Växeln har 0303-70 30 00, eller skriv till kommun@ale.se",
        "Rektor Ove Sagomark svarade direkt, heder åt honom",
        "Vad fasen håller kommunen på med? Avgå hela bunten!",
    ],
)
def test_public_and_harmless_text_stays(moderator: Moderator, text: str) -> None:
    """Public contact data, officials in service and all other words are left as they are."""
    assert moderator.redact(text) == text


def test_a_decision_redacts_what_it_found(moderator: Moderator) -> None:
    """A decision needs no second look for the text that it decided."""
    decision = moderator(Comment(text="Hennes nummer är 070-174 06 20"))

    assert decision.redacted() == "Hennes nummer är [telefonnummer]"


def found_again(moderator: Moderator, redacted: str) -> list[str]:
    return [f.kind for f in moderator(redacted).findings if is_redacted(f)]


def test_nothing_is_found_again_in_the_corpora(moderator: Moderator) -> None:
    """What was replaced is not found in the redacted text, and redacting it changes nothing."""
    for text in random.Random(7).sample(TEXTS, 600):
        redacted = moderator.redact(text)

        assert found_again(moderator, redacted) == [], text[:30]
        assert moderator.redact(redacted) == redacted, text[:30]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=20), min_size=1, max_size=3))
def test_nothing_is_found_again(moderator: Moderator, texts: list[str]) -> None:
    """The same holds for texts that nobody wrote."""
    redacted = moderator.redact(" ".join(texts))

    assert found_again(moderator, redacted) == []
