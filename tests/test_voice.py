"""In whose mouth a word stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.nlp import SwedishPipeline
from ale_moderation.voice import idiom_words, is_attributed, voice_of


def voice(parse: SwedishPipeline, text: str, word: str = "idiot") -> str:
    parsed = parse(text)
    place = next(i for i, w in enumerate(parsed.words) if w.norm == word)
    return voice_of(parsed, place, place + 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Du är en idiot", "own"),
        ("Jag säger att du är en idiot", "own"),
        ("Jag kallar dig idiot", "own"),
        ("Du är inte bara sen, du är en idiot", "own"),
        ("Du är inte annat än en idiot", "own"),
        ("Kan du inte läsa, din idiot", "own"),
        ("Fattar du inte din idiot", "own"),
        ("Om du inte slutar är du en idiot", "own"),
        ("Jag har aldrig mött en sån idiot", "own"),
        ('"Du är en idiot"', "own"),
        ('Du gör skäl för namnet "idiot"', "own"),
        ("Du är ingen idiot", "negated"),
        ("Du är inte en idiot", "negated"),
        ("Han är varken idiot eller geni", "negated"),
        ("Jag har aldrig kallat dig idiot", "negated"),
        ('Hon ropade "idiot" efter mig', "quoted"),
        ("Hon ropade ”din idiot” efter mig", "quoted"),
        ("Min son blev kallad idiot", "reported"),
        ("Ni som säger att hon är en idiot känner henne inte", "reported"),
        ("Vi som säger att hon är en idiot har rätt", "own"),
        ("Hur kan ni jämföra henne med en idiot", "reported"),
        ("Han kallar sig idiot ibland", "reported"),
        ("Kallar sig lärare, din idiot", "own"),
        ("De kan inte komma med något mer än: svin, idiot, landsförrädare osv", "reported"),
        ("Folk verkar bara komma med; idiot, knulla dig, landsförrädare etc", "reported"),
        ("Har fått rätt mycket. Det var då svikare, idiot etc", "reported"),
        ("Du är allt: svin, idiot, landsförrädare osv", "own"),
        ("Du får höra det: du är ett svin, idiot, lögnare osv", "own"),
        ("Bertil Ek: svin, idiot, lögnare osv", "own"),
        ("Det är en idiot, lögnare osv", "own"),
        ("Någon skrev idiot på mitt skåp", "reported"),
        ("Det är fel att säga att läraren är idiot", "reported"),
        ("Barnen retades, ordet idiot hördes hela dagen", "reported"),
        ("I går kallade en av dem i personalen min grabb för idiot", "reported"),
        ("Kan nån säga till Vidar att sluta vara en idiot", "own"),
    ],
)
def test_voices(parse: SwedishPipeline, text: str, expected: str) -> None:
    """The writer's own voice is told from others'."""
    assert voice(parse, text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi slog ihjäl en timme", {"slog", "ihjäl", "en"}),
        ("En svår nöt", {"en", "svår", "nöt"}),
        ("En idiot", set()),
    ],
)
def test_idioms(parse: SwedishPipeline, text: str, words: set[str]) -> None:
    """The words of a figure of speech are known by their places."""
    parsed = parse(text)

    assert {parsed.words[i].norm for i in idiom_words(parsed)} == words


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from('inte " idiot skrev att du , en kallad är ” .'.split()), min_size=1)
)
def test_any_order_of_words(parse: SwedishPipeline, words: list[str]) -> None:
    """Every word of any sentence has one of the four voices."""
    parsed = parse(" ".join(words))
    for i in range(len(parsed.words)):
        assert voice_of(parsed, i, i + 1) in ("own", "quoted", "reported", "negated")


def test_a_long_text_ends(parse: SwedishPipeline) -> None:
    """A hundred thousand quotation marks are read in one pass."""
    parsed = parse('"idiot ' * 15_000)

    assert voice_of(parsed, 1, 2) in ("own", "quoted")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Krönikören hävdar i samma spalt som förra veckan att det är konstigt med somalier", True),
        ("Lars menade redan i våras, om jag minns rätt, att det kommer för många somalier", True),
        ("Jag hävdar att det är konstigt med somalier", False),
        ("Det hävdar jag, att det är konstigt med somalier", False),
        ("Hon hävdar sin rätt. Att det är konstigt med somalier vet alla", False),
        ("Konstigt med somalier, hävdar hon att det är", False),
    ],
)
def test_what_others_hold_is_theirs(parse: SwedishPipeline, text: str, expected: bool) -> None:
    """A verb of holding with "att", however far before it, and not the writer's own."""
    parsed = parse(text)
    place = next(i for i, w in enumerate(parsed.words) if w.norm == "somalier")
    assert is_attributed(parsed, place) is expected
