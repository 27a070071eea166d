"""Tests of digits, in digits and in words."""

from __future__ import annotations

import pytest

from ale_moderation.digits import digit_groups, is_luhn, joined, month_of, number_of, ordinal_of
from ale_moderation.nlp import SwedishPipeline


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("noll", "0"),
        ("ett", "1"),
        ("elva", "11"),
        ("åttioett", "81"),
        ("trehundranittio", "390"),
        ("nittonhundrafyrtioett", "1941"),
        ("hundra", "100"),
        ("nollsjuttio", "070"),
        ("nollställ", ""),
        ("hundralapp", ""),
        ("sexig", ""),
        ("tvåloppor", ""),
        ("", ""),
    ],
)
def test_number_words(word: str, digits: str) -> None:
    """A number word stands for its digits; a word that only begins like one stands for none."""
    assert number_of(word) == digits


def test_days_and_months() -> None:
    """Ordinals and the names of months, also cut short, are numbers."""
    assert (ordinal_of("elfte"), ordinal_of("tjugoförsta"), ordinal_of("elva")) == (11, 21, None)
    assert (month_of("april"), month_of("sept."), month_of("maja")) == (4, 9, None)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("nr 070-174 06 20", "0701740620"),
        ("nr O7O-I74 O6 2O", "0701740620"),
        ("noll sju noll två ett", "07021"),
        ("nr 070 174", ""),
        ("nollsjuttio-174 06 20", "0701740620"),
        ("nr 070*174*06*20 och [070] 1", "07017406200701"),
        ("Oj, OI, Il och lol", ""),
        ("bil ABC123 och 30C 12 34 56 78", "12345678"),
    ],
)
def test_groups(parse: SwedishPipeline, text: str, digits: str) -> None:
    """Groups hold digits and disguised digits, and stand free of letters; few are none."""
    assert joined(digit_groups(parse(text))) == digits


def test_gaps(parse: SwedishPipeline) -> None:
    """A group knows what parts it from the one before: separators, or something else."""
    groups = digit_groups(parse("070-174 06 och 20 00"))

    assert [group.gap for group in groups] == [None, "-", " ", None, " "]


def test_a_dash_may_be_read_out(parse: SwedishPipeline) -> None:
    """The word "streck" parts digits as a dash does; another word parts them for good."""
    groups = digit_groups(parse("fyra fem streck två tre och ett"))

    assert [group.gap for group in groups] == [None, " ", "-", " ", None]


@pytest.mark.parametrize(("number", "is_right"), [("4505032385", True), ("4505032384", False)])
def test_check_digits(number: str, is_right: bool) -> None:
    """The last digit is the check digit after Luhn."""
    assert is_luhn(number) is is_right
