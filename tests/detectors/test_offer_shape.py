"""The shape of an offer: how sellers write when none of their words is known."""

from __future__ import annotations

import pytest

from ale_moderation.detectors.offer_shape import is_offer, seller_voice
from ale_moderation.nlp import SwedishPipeline


@pytest.mark.parametrize(
    ("text", "is_voice"),
    [
        ("Lagar dragkedjor, nitar väskor", True),  # what somebody does, one thing after the other
        ("Vulkar ditt däck", True),  # for the reader
        ("Jag lagar dragkedjor, nitar väskor", False),  # the writer is there
        ("Lagar du dragkedjor, nitar du väskor?", False),
        ("Lagar dragkedjor", False),  # one thing alone
        ("Tycker det är bra, hoppas på mer", False),  # what somebody thinks
        ("Bor i Nol, jobbar i Surte", False),
        ("Vinter i luften, sommar i sinnet", False),  # no verbs
    ],
)
def test_voice(parse: SwedishPipeline, text: str, is_voice: bool) -> None:
    """Sellers leave themselves out, and tell of doing."""
    assert is_voice is any(seller_voice(parse(text)))


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ({"price", "phone", "hook"}, True),
        ({"price", "phone", "link"}, False),  # two ways are one thing
        ({"price", "contact"}, False),
        ({"firm", "slots", "mail"}, True),
        (set(), False),
    ],
)
def test_three_things_make_an_offer(signs: set[str], expected: bool) -> None:
    """Three different things that speak to a buyer."""
    assert is_offer(signs) is expected
