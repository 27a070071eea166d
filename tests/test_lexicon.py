"""The word lists: how they are read, and how the entries of a single word are found.

The lists in tests/lexicon are invented, so that nothing here depends on the shipped ones. After a
change of wording write the golden error text anew and read the difference:

    python -m tests.test_lexicon
"""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from strategies import odd_texts

from ale_moderation.errors import RulebookError
from ale_moderation.lexicon import Lexicon
from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.morphology import is_known, is_ordinary, lemma, skeleton, stems
from ale_moderation.text import normalise

FOLDER = Path(__file__).parent / "lexicon"
LEXICON = load_lexicon(FOLDER / "good")


def found(word: str, *, is_undotted: bool = False) -> set[tuple[str, str, float]]:
    """Tag, entry and certainty of all that is found in a word."""
    keys = LEXICON.keys(word, is_undotted=is_undotted)
    hits = LEXICON.hits(word, keys)
    return {(hit.entry.tag, hit.entry.word, round(hit.certainty, 3)) for hit in hits}


def names(word: str, *, is_undotted: bool = False) -> set[str]:
    """The entries that are found in a word."""
    return {entry for _, entry, _ in found(word, is_undotted=is_undotted)}


# ---------------------------------------------------------------- anchors


@pytest.mark.parametrize(
    ("word", "entries"),
    [
        ("nöt", {"nöt"}),
        ("nötter", set()),  # exact: this form only
        ("nötkött", set()),
        ("ale", {"ale"}),
        ("anna", {"Anna"}),
        ("annas", {"Anna"}),  # name: with its genitive
        ("annan", set()),
        ("lars", {"Lars"}),
        ("larss", set()),
        ("alla", {"Alla"}),
        ("allas", set()),  # the genitive would be an ordinary word
        ("skola", {"skola"}),
        ("skolan", {"skola"}),  # word: with its inflections, by lemma
        ("skolornas", {"skola"}),
        ("brevet", {"brev"}),
        ("bygglovet", {"Bygglov"}),
        ("musikskola", set()),  # but not in compounds
        ("rektorerna", {"rektor"}),
        ("skolrektorn", {"rektor"}),  # head: in compounds too
        ("mellanstadielärare", {"lärare"}),
        ("förskollärarna", {"lärare"}),
        ("gruppchefernas", {"chef"}),
        ("lärarhandledning", set()),
        ("jävlaskola", {"jävla"}),  # prefix
        ("skitskolan", {"skit"}),
        ("skola-jävla", set()),
        ("fittnylle", {"fitt"}),  # inside
        ("andersson", {"sson"}),  # ending
        ("anderssons", {"sson"}),
        ("rosenberg", {"berg"}),
        ("berg", set()),  # an ordinary word
        ("stenberget", set()),
    ],
)
def test_anchors(word: str, entries: set[str]) -> None:
    """Each anchor finds what it says."""
    assert entries == names(word)


@pytest.mark.parametrize(
    ("word", "entries"),
    [
        ("superidiot", {"idiot"}),
        ("kommunsvin", {"svin"}),
        ("vildsvin", set()),  # an ordinary word that ends in a short offence
        ("xqzidiot", set()),  # what stands before is no word
        ("läsidiot", set()),  # `not`
        ("idioti", set()),
        ("horan", set()),
        ("horans", {"hora"}),
        ("kommun-idiot", {"idiot"}),
        ("skolkärringar", {"kärring"}),
        ("-----", set()),
    ],
)
def test_compounds_are_guarded(word: str, entries: set[str]) -> None:
    """A compound begins with a known word, and ordinary words and `not` forms are left alone."""
    assert entries == names(word)


def test_certainty() -> None:
    """The rougher the view in which a word was read, the lower the certainty."""
    assert found("idiot") == {("insult", "idiot", 0.8)}
    assert found("idioterna") == {("insult", "idiot", 0.8)}
    assert found("superidiot") == {("insult", "idiot", 0.76)}
    assert found("1d1ot") == {("insult", "idiot", 0.72)}
    assert found("mellanstadielarare") == {("job", "lärare", 0.85)}
    assert found("jävlaskola") == {("swearing", "jävla", 0.9)}


def test_entry() -> None:
    """An entry has what its list says."""
    [hit] = LEXICON.hits("idiot", LEXICON.keys("idiot"))
    entry = hit.entry

    assert (entry.tag, entry.word, entry.anchor) == ("insult", "idiot", "head")
    assert (entry.detail, entry.severity, entry.certainty) == ("wits", 2, 0.8)


def test_common_words_have_one_reading() -> None:
    """A form of the commonest words is not read as an inflection of another word."""
    assert "skola" in LEXICON.keys("ska")
    assert found("ska") == {("common_word", "ska", 1.0)}


# ---------------------------------------------------------------- disguises


@pytest.mark.parametrize(
    "word",
    ["1d1ot", "idi0t", "!diot", "i*iot", "id*ot", "id**ot", "idiiioot", "ídíot", "i_d_i_o_t"],
)
def test_disguises(word: str) -> None:
    """Digits, hidden and doubled letters and accents hide no offence."""
    assert names(word) == {"idiot"}


@pytest.mark.parametrize(
    "word", ["i*diotiskt", "*diot", "id*", "2024", "c4", "b2b", "s*****************************"]
)
def test_no_disguise(word: str) -> None:
    """What only looks like a disguise finds nothing."""
    assert names(word) == set()


@pytest.mark.parametrize(
    ("word", "plain", "undotted"),
    [
        ("karring", {"kärring"}, {"kärring"}),  # in no dictionary
        ("lada", set(), {"låda"}),  # a barn, unless the text has no dots at all
        ("låda", {"låda"}, {"låda"}),
        ("mellanstadielarare", {"lärare"}, {"lärare"}),
    ],
)
def test_without_dots(word: str, plain: set[str], undotted: set[str]) -> None:
    """å, ä and ö are put back where a word is in no dictionary, or the whole text lacks them."""
    assert plain == names(word)
    assert undotted == names(word, is_undotted=True)


def test_dots_are_never_taken_away() -> None:
    """A word with å, ä or ö is not found under the word without."""
    assert names("hora") == {"hora"}
    assert names("höra") == set()
    assert names("håra") == set()


@given(odd_texts)
def test_any_form(text: str) -> None:
    """Any form of a surface has keys, itself first and each once, and hits in range."""
    for form in normalise(text).surface.casefold().split():
        keys = LEXICON.keys(form)
        hits = LEXICON.hits(form, keys)

        assert keys[0] == form
        assert len(set(keys)) == len(keys)
        assert all(0 < hit.certainty <= 1 for hit in hits)


@pytest.mark.parametrize(
    "word", ["a" * 2_000, "ab*" * 2_000, "idiot" * 400, "1a" * 2_000, "f" + "*" * 2_000 + "a"]
)
def test_long_words(word: str) -> None:
    """A word of any length comes through."""
    keys = LEXICON.keys(word)

    assert keys[0] == word
    LEXICON.hits(word, keys)


# ---------------------------------------------------------------- reading


def lexicon_of(folder: Path, source: str) -> Lexicon:
    (folder / "words.toml").write_text(source, "utf-8")
    return load_lexicon(folder)


def error_of(folder: Path) -> RulebookError:
    """The error of a bad folder, with paths below the folder."""
    with pytest.raises(RulebookError) as caught:
        load_lexicon(folder)
    problems = caught.value.problems
    return RulebookError(tuple(evolve(p, path=p.path.relative_to(folder)) for p in problems))


def test_all_faults_at_once() -> None:
    """Every fault of every file is reported with its place, and how to mend it."""
    expected = (FOLDER / "bad" / "expected.txt").read_text("utf-8")

    assert expected == f"{error_of(FOLDER / 'bad')}\n"


def test_faults_come_in_order_of_place() -> None:
    """Problems come by path, line and column."""
    places = [(p.path.name, p.line, p.column) for p in error_of(FOLDER / "bad").problems]

    assert sorted(places) == places
    assert len({path for path, _, _ in places}) == 5


def test_an_empty_folder(tmp_path: Path) -> None:
    """No lists are no fault."""
    lexicon = load_lexicon(tmp_path)

    assert lexicon.phrases == ()
    assert lexicon.hits("idiot", lexicon.keys("idiot")) == ()


def test_patterns_are_kept(tmp_path: Path) -> None:
    """Patterns come with their entry, and a word may stand in several lists."""
    source = '[[list]]\ntag = "a"\nphrase = ["Hej du"]\nword = ["katt"]\n'
    lexicon = lexicon_of(tmp_path, source + '[[list]]\ntag = "b"\nword = ["Katt"]\n')
    [(phrase, entry)] = lexicon.phrases

    assert (phrase.source, entry.tag, entry.word) == ("hej du", "a", "Hej du")
    hits = lexicon.hits("katten", lexicon.keys("katten"))
    assert [hit.entry.tag for hit in hits] == ["a", "b"]


def test_names_of_the_policy() -> None:
    """People that the policy lists are patterns, in the genitive too."""
    lexicon = load_lexicon(FOLDER / "good", names={"known_official": ["Ove Sagomark", "Björk"]})
    added = lexicon.phrases[-2:]

    assert [phrase.source for phrase, _ in added] == ["=ove =sagomark|sagomarks", "=björk|björks"]
    assert {entry.tag for _, entry in added} == {"known_official"}


@pytest.mark.parametrize("name", ["", " ", "a b c d e f g h i j k l m n o"])
def test_what_is_no_name(name: str) -> None:
    """A name that can be none is passed over."""
    lexicon = load_lexicon(FOLDER / "good", names={"known_official": [name]})

    assert len(LEXICON.phrases) == len(lexicon.phrases)


# ---------------------------------------------------------------- word forms


@pytest.mark.parametrize(
    ("norm", "known", "ordinary"),
    [
        ("skolan", True, True),
        ("björk", True, True),
        ("andersson", True, False),  # in the dictionary as a name alone
        ("göteborgs", True, False),
        ("kabbadussin", False, False),
    ],
)
def test_ordinary_words(norm: str, known: bool, ordinary: bool) -> None:
    """The dictionary holds proper names too, which are no ordinary words."""
    assert (known, ordinary) == (is_known(norm), is_ordinary(norm))


def test_lemma_and_stems() -> None:
    """Known words have a lemma; unknown ones may be made from one of several stems."""
    assert lemma("skolornas") == "skola"
    assert lemma("kabbadusserna") == "kabbadusserna"
    assert lemma("h*ra") == "h*ra"
    assert {"jävel", "jävl"} <= set(stems("jävlar"))
    assert "kabbaduss" in stems("kabbadusserna")
    assert stems("en") == ()


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("hooora", "hora"),
        ("h0ra", "hora"),
        ("kärring", "karing"),
        ("ıdıøt", "idiot"),
        ("cuckold", "kukold"),
        ("wäg", "vag"),
        ("*", ""),
    ],
)
def test_skeleton(word: str, plain: str) -> None:
    """A skeleton is what misspellings and disguises of a word have in common."""
    assert plain == skeleton(word)


if __name__ == "__main__":
    text = f"{error_of(FOLDER / 'bad')}\n"
    (FOLDER / "bad" / "expected.txt").write_text(text, encoding="utf-8", newline="\n")
