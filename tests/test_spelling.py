"""Spoken forms, dropped endings and slips: what they are read as, and what is left alone.

The shipped lists are read here: the tables are about Swedish, not about the mechanism alone.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.morphology import is_known
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.rulebook import lexicon_files, rules_folder
from ale_moderation.spelling import Spelling, is_slip, sounds_alike

LEXICON = load_lexicon(lexicon_files(rules_folder()).values(), topics=rules_folder() / "units.toml")
SPELLING = Spelling(LEXICON)
PIPELINE = SwedishPipeline(LEXICON)
LISTED = sorted(w for ws in LEXICON.skeletons.values() for w in ws if not SPELLING.depends(w))


def meant(text: str) -> list[str]:
    """The words of a text as they are meant."""
    return [word.norm for word in PIPELINE(text).words]


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("dej", "dig"),
        ("nåt", "något"),
        ("ngn", "någon"),
        ("oxå", "också"),
        ("int", "inte"),
        ("ente", "inte"),
        ("vatt", "varit"),
        ("gött", "gott"),
        # dropped endings
        ("hissn", "hissen"),
        ("skoln", "skolan"),
        ("hemtjänstn", "hemtjänsten"),
        ("bygdegårn", "bygdegården"),
        ("vaktmästarn", "vaktmästaren"),
        ("dålit", "dåligt"),
        ("oroli", "orolig"),
        ("trasia", "trasiga"),
        ("sönda", "söndag"),
        ("råttera", "råttorna"),
        # slips
        ("färtjänsten", "färdtjänsten"),
        ("färdjänst", "färdtjänst"),
        ("socialjänsten", "socialtjänsten"),
        ("statjonen", "stationen"),
        ("bygglåv", "bygglov"),
        ("skolskuts", "skolskjuts"),
        ("gatubelysnigen", "gatubelysningen"),
        ("allvaligt", "allvarligt"),
        ("anlening", "anledning"),
        ("söndar", "sönder"),
    ],
)
def test_read_anywhere(written: str, word: str) -> None:
    """A form that is no word is read as the one that is meant."""
    assert SPELLING.reading(written) == word
    assert meant(f"det var {written} där")[2] == word


@pytest.mark.parametrize(
    "form",
    [
        *("turn", "teatern", "ungdomsteatern", "mattelärare", "övergången", "serverrummet"),
        *("såklart", "asylenhet", "kapstadens", "bestemor", "kulturberikade", "utritat"),
        *("skarpnäck", "öxnered", "fredrikson", "dziurawe", "suljette", "school", "street"),
        *("skolan", "hissen", "bilen", "de", "ja", "va", "me", "te", "", "12", "ö", "x" * 500),
    ],
)
def test_left_alone(form: str) -> None:
    """Words, names, compounds, other languages and what is too short or too long."""
    assert SPELLING.reading(form) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("va kostar de å hyra bygdegårn", "vad kostar det att hyra bygdegården"),
        ("ja vet inte va de e", "jag vet inte vad det är"),
        ("jag va hemma å du va borta", "jag var hemma och du var borta"),
        ("de ska va bra", "de ska vara bra"),
        ("de har vart stängt", "de har varit stängt"),
        ("katten å hunden", "katten och hunden"),
        ("glömt å sanda", "glömt att sanda"),
        ("gå me mig te skolan", "gå med mig till skolan"),
        ("de e la så", "det är väl så"),
        ("dom ska riva", "de ska riva"),
        # and what is meant as it stands
        ("ja, det blir bra", "ja , det blir bra"),
        ("ja tack", "ja tack"),
        ("de gamla husen", "de gamla husen"),
        ("en kopp te", "en kopp te"),
        ("en fällande dom", "en fällande dom"),
        ("5 m lång", "5 m lång"),
        ("vart ska ni", "vart ska ni"),
        ("follow me to town", "follow me to town"),
    ],
)
def test_read_by_place(text: str, words: str) -> None:
    """Where a form may be several words, what stands beside it tells."""
    assert " ".join(meant(text)) == words


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("Hissn är trasig", 0, "hissen"),  # it begins the sentence
        ("Tack. Hissn går", 2, "hissen"),
        ("jag träffade Hissn igår", 2, "hissn"),  # a name, for all that one knows
        ("Hissn Karlsson kom", 0, "hissn"),
        ("HISSN ÄR TRASIG", 0, "hissen"),
    ],
)
def test_capitals(text: str, place: int, word: str) -> None:
    """A capitalised form is a name, unless it stands where every word has a capital."""
    assert meant(text)[place] == word


def test_no_offence_by_slip() -> None:
    """A slip or a spoken form is never read as an offence, unless it sounds the same."""
    offences = {
        word
        for words in (LEXICON.words, LEXICON.exact)
        for word, entries in words.items()
        if any(entry.severity for entry in entries)
    }
    for word in sorted(offences):
        for i in range(1, len(word) - 1):
            dropped = word[:i] + word[i + 1 :]
            reading = SPELLING.reading(dropped)
            if reading is not None and sounds_alike(dropped, reading):
                continue
            assert reading is None or not any(
                hit.entry.severity
                for hit in PIPELINE(f"han {dropped} där").words[1].hits
                if hit.entry.word.casefold() == reading
            )


@given(st.sampled_from(LISTED))
def test_right_spelling_stays(word: str) -> None:
    """A word of the lists or the dictionary is never read as another, but for spoken forms."""
    spoken = any(entry.tag == "spoken" for entry in LEXICON.exact.get(word, ()))
    assert SPELLING.reading(word) is None or spoken


@given(st.text("abdeiklmnorståäö", max_size=14))
def test_readings(form: str) -> None:
    """What is read otherwise is in no dictionary, and its reading means itself."""
    reading = SPELLING.reading(form)
    if reading is not None and not any(
        entry.tag == "spoken" for entry in LEXICON.exact.get(form, ())
    ):
        assert not is_known(form)
        assert reading[0] == form[0]


@given(st.text("abcåäö", min_size=2, max_size=9), st.integers(1, 8))
def test_slips(word: str, at: int) -> None:
    """A letter dropped and two that changed places are one slip; a word is none of itself."""
    at %= len(word)
    dropped = word[:at] + word[at + 1 :]
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    assert not is_slip(word, word)
    if at:
        assert is_slip(dropped, word)
        assert is_slip(word, dropped)
        assert swapped == word or is_slip(swapped, word)


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        ("alv", "alt", False),
        ("sommer", "sommar", True),
        ("sokmar", "sommar", False),  # m and k are nothing alike
        ("ommar", "sommar", False),  # the first letter is written
        ("smomar", "sommar", True),
        ("sommmmar", "sommar", False),
    ],
)
def test_is_slip(written: str, word: str, expected: bool) -> None:
    assert is_slip(written, word) is expected
