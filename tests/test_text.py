"""Normalised text: what is matched, and the way back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import odd_texts

from ale_moderation.text import NormalisedText, normalise

SWEDISH = st.text("abcdefghijklmnopqrstuvwxyzåäöÅÄÖéü", min_size=1, max_size=20)
MARKS = "\u0301\u0302\u0316\u0323\u0336\u0338\u20dd"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\ufeff\ufe0f\x00\x1f\x9f"


def back(text: NormalisedText, part: str) -> str:
    """What stands in the original where `part` stands in the surface."""
    at = text.surface.index(part)
    start, end = text.original_span(at, at + len(part))
    return text.original[start:end]


# ---------------------------------------------------------------- one form


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("", ""),
        ("Vägen är hal", "Vägen är hal"),
        ("va\u0308gen a\u0308r hal pa\u030a bron", "vägen är hal på bron"),
        ("ＩＤＩＯＴ", "IDIOT"),
        ("𝓲𝓭𝓲𝓸𝓽 och ⓘⓓⓘⓞⓣ", "idiot och idiot"),
        ("ﬁnt", "fint"),
        ("vänta…", "vänta..."),
        ("1½ timme", "11⁄2 timme"),
        ("i\u00addi\u200bo\u2060t", "idiot"),
        ("du\u202e är dum\u202c", "du är dum"),
        ("\ufeffHej", "Hej"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("hej \ud800där\udfff", "hej där"),
        ("\ue000logga", "logga"),
        ("❤️ bra", "❤ bra"),
        ("ett\xa0ord", "ett ord"),
        ("ett\tord\r\nnästa\x0brad\x85", "ett ord \nnästa rad "),
        ("rad\u2028rad\u2029rad", "rad\nrad\nrad"),
        ("tomt\u2800rum", "tomt rum"),
        ("\u3164fyllt\u115f", "fyllt"),
        ("det´s", "det´s"),
        ("\u0301lös accent", "lös accent"),
    ],
)
def test_one_form(text: str, surface: str) -> None:
    """One Unicode form, no invisible characters, two kinds of white space."""
    assert surface == normalise(text).surface


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("hоrа", "hora"),  # Cyrillic о and а
        ("іdіоt", "idiot"),
        ("idiοt", "idiot"),  # Greek omicron
        ("ɪᴅɪᴏᴛ", "idiot"),  # small capitals need no Latin letter beside them
        ("jӓvla", "jävla"),
        ("кuk", "kuk"),
    ],
)
def test_look_alikes_among_latin_letters(text: str, surface: str) -> None:
    """Letters that look Latin are Latin in a word that has Latin letters."""
    assert surface == normalise(text).surface


@pytest.mark.parametrize(
    "text",
    [
        "Привет, как дела?",
        "Дякую за допомогу, усе добре",
        "Καλημέρα σε όλους",
        "مرحبا كيف حالك",
        "शुभकामनाएँ और धन्यवाद",
        "สวัสดีครับ",
        "你好 ale",
        "Hej och Привет",
    ],
)
def test_other_scripts_stay(text: str) -> None:
    """Words in another script keep their letters and vowel signs, beside Swedish ones too."""
    assert text == normalise(text).surface


@given(st.lists(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=2, max_size=9), max_size=6))
def test_cyrillic_stays(words: list[str]) -> None:
    """No word of Cyrillic letters alone is turned into Latin."""
    text = " ".join(words)

    assert text == normalise(text).surface


@given(SWEDISH)
def test_decomposed_swedish(word: str) -> None:
    """å, ä and ö are the same letters however they were typed."""
    assert word == normalise(unicodedata.normalize("NFD", word)).surface


@given(SWEDISH, st.text(MARKS, min_size=1, max_size=30), st.booleans())
@example("o", "\u0336", True)
@example("a", "\u0323", True)
def test_towers_of_marks(word: str, tower: str, is_before: bool) -> None:
    """A tower of marks on each letter hides none of å, ä and ö, and makes none."""
    dotted = {"å": "a\u030a", "ä": "a\u0308", "ö": "o\u0308", "Å": "A\u030a", "Ä": "A\u0308"}
    dotted["Ö"] = "O\u0308"
    text = "".join(
        dotted[c][0] + (tower + dotted[c][1] if is_before else dotted[c][1] + tower)
        if c in dotted
        else c + tower
        for c in word
    )
    surface = normalise(text).surface

    assert len(word) == len(surface)
    for expected, actual in zip(word, surface, strict=True):
        if expected in dotted or actual in "åäöÅÄÖ":
            assert expected == actual


@given(SWEDISH, st.text(INVISIBLE, min_size=1, max_size=5))
def test_invisible_characters_between_letters(word: str, hidden: str) -> None:
    """Invisible characters between the letters of a word change nothing."""
    assert word == normalise(hidden.join(("", *word, ""))).surface


@given(odd_texts)
def test_white_space(text: str) -> None:
    """The only white space is the space and the line break, and nothing invisible is left."""
    surface = normalise(text).surface

    assert {c for c in surface if c.isspace()} <= {" ", "\n"}
    assert not {c for c in surface if unicodedata.category(c) in ("Cs", "Co")}


@given(odd_texts)
def test_normalising_twice(text: str) -> None:
    """A surface without joined letters is its own surface."""
    once = normalise(text)
    assume(not once.joined)
    twice = normalise(once.surface)
    assume(not twice.joined)

    assert once.surface == twice.surface


# ---------------------------------------------------------------- the way back


@given(odd_texts)
@example("a\u0308\u030ab")
@example("\u0301a b c d  e")
def test_spans_lie_within_the_original(text: str) -> None:
    """Every span leads to a piece of the original, and later ones never to an earlier piece."""
    normalised = normalise(text)
    spans = [normalised.original_span(i, i + 1) for i in range(len(normalised.surface))]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert sorted(spans) == spans
    if spans:
        whole = (spans[0][0], spans[-1][1])
        assert whole == normalised.original_span(0, len(spans))


@given(odd_texts)
def test_spans_cover_what_they_came_from(text: str) -> None:
    """Where no letters are joined, a span covers its characters, and all else was invisible."""
    normalised = normalise(text)
    assume(not normalised.joined)
    covered: set[int] = set()
    for i, character in enumerate(normalised.surface):
        start, end = normalised.original_span(i, i + 1)
        covered.update(range(start, end))
        alone = normalise(text[start:end]).surface
        assert character in alone or normalise("x" + text[start:end]).surface.endswith(character)

    rest = "".join(c for i, c in enumerate(text) if i not in covered)
    assert normalise(rest).surface == ""


@given(odd_texts, st.integers(0, 70))
def test_empty_spans(text: str, place: int) -> None:
    """An empty span is empty in the original too, and within it."""
    normalised = normalise(text)
    place = min(place, len(normalised.surface))
    start, end = normalised.original_span(place, place)

    assert start == end
    assert 0 <= start <= len(text)


@pytest.mark.parametrize(
    ("text", "part", "original"),
    [
        ("du är en idiot!", "idiot", "idiot"),
        ("du a\u0308r en i\u200bdi\u00adot!", "idiot", "i\u200bdi\u00adot"),
        ("o\u0308l", "öl", "o\u0308l"),
        ("vänta… här", "...", "…"),
        ("❤️ idiot ❤️", "idiot", "idiot"),
        ("din h o r a där", "hora", "h o r a"),
        ("din h.o.r.a!", "hora", "h.o.r.a"),
        ("\ud800 du", "du", "du"),
    ],
)
def test_original_span(text: str, part: str, original: str) -> None:
    """A match leads back to what the commenter wrote."""
    assert original == back(normalise(text), part)


# ---------------------------------------------------------------- letters that stand apart


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("h o r a", "hora"),
        ("din h o r a du", "din hora du"),
        ("h.o.r.a", "hora"),
        ("h-o-r-a", "hora"),
        ("h*o*r*a", "hora"),
        ("h_o_r_a", "hora"),
        ("d i n  h o r a", "din hora"),
        ("d i n   h o r a", "din hora"),
        ("K U K", "K U K"),  # three letters may be a list
        ("s k i t h ö g", "skithög"),
        ("i d i o t\nd u", "idiot\nd u"),
    ],
)
def test_letters_that_stand_apart(text: str, surface: str) -> None:
    """Four or more single letters with one separator are a word; two spaces part words."""
    assert surface == normalise(text).surface


@pytest.mark.parametrize(
    "text",
    [
        "Vi bor i A, B och C.",
        "kl. 8 i dag",
        "t.ex. en bil",
        "A. B. Svensson",
        "1 2 3 4 5",
        "0 7 0 1 2 3",
        "a-b c-d e-f",
        "3 a 4 b 5 c",
        "e-post och i-land",
    ],
)
def test_what_is_not_joined(text: str) -> None:
    """Abbreviations, lists and digits stay as they are."""
    normalised = normalise(text)

    assert text == normalised.surface
    assert normalised.joined == ()


def test_is_joined() -> None:
    """Whether a span touches letters that stood apart."""
    normalised = normalise("en h o r a och s k i t")

    assert normalised.surface == "en hora och skit"
    assert normalised.joined == ((3, 7), (12, 16))
    touched = [i for i in range(16) if normalised.is_joined(i, i + 1)]
    assert touched == [3, 4, 5, 6, 12, 13, 14, 15]
    assert normalised.is_joined(0, 4)
    assert normalised.is_joined(6, 13)
    assert not normalised.is_joined(7, 12)


def test_plain_text_is_not_copied() -> None:
    """An ordinary text is its own surface, without a map."""
    text = "Hur anmäler jag ett hål i vägen?"
    normalised = normalise(text)

    assert normalised.surface is text
    assert normalised.starts is None


# ---------------------------------------------------------------- size


@pytest.mark.parametrize(
    "text",
    [
        "a" * 5_000_000,
        "a" + "\u0301\u0316" * 500_000,
        "\u064b\u0651" * 100_000,
        "a " * 500_000,
        "a_" * 500_000,
        "_a" * 500_000,
        "a b c dd " * 100_000,
        "❤️" * 100_000,
        "аb " * 100_000,
        "a\u200b" * 200_000,
        "…" * 200_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_long_texts(text: str) -> None:
    """A text of any length and make comes through, with its ends in place."""
    normalised = normalise(text)

    if normalised.surface:
        start, end = normalised.original_span(0, len(normalised.surface))
        assert 0 <= start < end <= len(text)


def test_the_repr_holds_no_text() -> None:
    """No comment ends up in a log."""
    assert "hemligt" not in repr(normalise("hemligt\u200b"))
