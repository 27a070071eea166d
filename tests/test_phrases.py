"""The pattern language: every element, limits, errors, and the index that finds patterns."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.phrase_index import NO_HOOKS, Hooks, PhraseIndex
from ale_moderation.phrases import PhraseError, marks_of, parse_phrase

LEMMAS = {"mejlade": "mejla", "mejlar": "mejla", "bilen": "bil", "bilar": "bil", "idioter": "idiot"}
TAGS = {"idiot": "insult", "idioter": "insult", "rektorn": "role", "bil": "thing", "bilen": "thing"}


@frozen
class Word:
    """The least that a pattern can be matched against."""

    norm: str
    marks: frozenset[str]
    hooks: Hooks = NO_HOOKS


def word(norm: str) -> Word:
    keys = dict.fromkeys((norm, LEMMAS.get(norm, norm)))
    return Word(norm, frozenset(marks_of(norm, keys, {TAGS[norm]} if norm in TAGS else ())))


def sentences_of(text: str) -> tuple[list[Word], list[int]]:
    """The words of a text, and the number of the sentence of each; a full stop ends a sentence."""
    words: list[Word] = []
    numbers: list[int] = []
    number = 0
    for norm in text.split():
        words.append(word(norm))
        numbers.append(number)
        number += norm == "."
    return words, numbers


def match(pattern: str, text: str, start: int = 0) -> str | None:
    """The words that a pattern takes from `start`, or None."""
    words, numbers = sentences_of(text)
    end = parse_phrase(pattern).match(words, numbers, start)
    return None if end < 0 else " ".join(w.norm for w in words[start:end])


# ---------------------------------------------------------------- elements


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("hej", "hej du", "hej"),
        ("hej", "nej du", None),
        ("mejla", "mejlade mig", "mejlade"),  # any inflection
        ("=mejla", "mejlade mig", None),  # this form only
        ("=mejlade", "mejlade mig", "mejlade"),
        ("mejla mig", "mejlar mig nu", "mejlar mig"),
        ("mejla|ring mig|oss", "ring oss", "ring oss"),
        ("mejla|ring mig|oss", "ring dem", None),
        ("=ring|mejla oss", "mejlade oss", None),
        ("en _ bil", "en röd bil", "en röd bil"),
        ("en _ bil", "en bil", None),
        ("en _? bil", "en bil", "en bil"),
        ("en _? bil", "en röd bil", "en röd bil"),
        ("en _? bil", "en stor röd bil", None),
        ("en ful? bil", "en ful bil", "en ful bil"),
        ("en ful? bil", "en bil", "en bil"),
        ("en =röd|ful? bil", "en ful bil", "en ful bil"),
        ("säljer bil?", "säljer bil nu", "säljer bil"),  # taken where it stands
        ("säljer !inte", "säljer bil", "säljer bil"),
        ("säljer !inte", "säljer inte", None),
        ("säljer !inte", "säljer", None),  # one word, though not that one
        ("säljer !inte|ej", "säljer ej", None),
        ("säljer !=bil", "säljer bilen", "säljer bilen"),
        ("säljer !<thing>", "säljer bilen", None),
        ("säljer !inte? bil", "säljer min bil", "säljer min bil"),
        ("säljer !inte? bil", "säljer inte bil", None),
        ("din <insult>", "din idiot", "din idiot"),
        ("din <insult>", "din hatt", None),
        ("din <insult|thing>", "din bil", "din bil"),
        ("din <insult>?", "din hatt", "din"),
        ("<role>|chefen ljuger", "rektorn ljuger", "rektorn ljuger"),
        ("<role>|chefen ljuger", "chefen ljuger", "chefen ljuger"),
        ("chefen|<role|thing>|du ljuger", "du ljuger", "du ljuger"),
        ("<role>|chefen ljuger", "läraren ljuger", None),
        ("vad ?", "vad ?", "vad ?"),  # a lone ? and ! are themselves
        ("nu !", "nu !", "nu !"),
        ("<3", "<3", "<3"),
    ],
)
def test_elements(pattern: str, text: str, expected: str | None) -> None:
    """Each element takes what it says."""
    assert expected == match(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("jag … bil", "jag bil", "jag bil"),
        ("jag … bil", "jag a b c d e f bil", "jag a b c d e f bil"),
        ("jag … bil", "jag a b c d e f g bil", None),
        ("jag ... bil", "jag a bil", "jag a bil"),
        ("jag … bil", "jag bil bil", "jag bil"),  # as short as can be
        ("jag … bil", "jag . bil", None),
        ("jag … bil … nu", "jag a bil b nu", "jag a bil b nu"),
        ("jag … bil … nu", "jag a bil b c d e f g bil h nu", None),
        ("jag … bil … nu", "jag a bil b bil c d e f g nu", "jag a bil b bil c d e f g nu"),
        ("jag …", "jag a b", "jag"),
    ],
)
def test_gaps(pattern: str, text: str, expected: str | None) -> None:
    """A gap takes at most six words, as few as it can, of one sentence."""
    assert expected == match(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text", "start", "expected"),
    [
        ("^ köp", "köp nu", 0, "köp"),
        ("^ köp", "jag köp", 1, None),
        ("^ köp", "hej . köp nu", 2, "köp"),  # a later sentence
        ("^ köp", "hej , köp nu", 2, "köp"),  # a clause
        ("hej ^ köp", "hej köp", 0, None),
        ("köp $", "köp", 0, "köp"),
        ("köp $", "köp nu", 0, None),
        ("köp $", "köp .", 0, "köp"),
        ("köp $", "köp , nu", 0, "köp"),
        ("köp . $", "köp . nu", 0, "köp ."),
        ("köp _? $", "köp nu", 0, "köp nu"),
        ("köp … nu $", "köp nu då nu", 0, "köp nu då nu"),
        ("a? b", "c . b d", 2, "b"),  # an absent word at the start of a sentence
        ("a b", "a . b", 0, None),
        ("a _ b", "a . b", 0, None),
        ("a b?", "a . b", 0, "a"),
    ],
)
def test_sentences_and_clauses(pattern: str, text: str, start: int, expected: str | None) -> None:
    """^ and $ stand at the ends of sentences and clauses, and no match leaves its sentence."""
    assert expected == match(pattern, text, start)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("", "a pattern has 1 to 14 parts"),
        (" ".join("abcdefghijklmno"), "a pattern has 1 to 14 parts"),
        ("a … b … c … d … e", "a pattern has at most three gaps (…)"),
        ("… bil", "a pattern does not begin with a gap (…)"),
        ("_ _", "a pattern needs a word or a <tag> that must be there"),
        ("a? b?", "a pattern needs a word or a <tag> that must be there"),
        ("!a ^ $", "a pattern needs a word or a <tag> that must be there"),
        ("a b|", "nothing stands beside | in 'b|'"),
        ("a |b?", "nothing stands beside | in '|b?'"),
        ("a <b|>", "nothing stands beside | in '<b|>'"),
        ("a <>", "nothing stands beside | in '<>'"),
        ("a <b", "nothing closes the < in '<b'"),
        ("a …?", "… stands alone, not as '…?'"),
        ("a !^", "^ stands alone, not as '!^'"),
        ("a !_", "_ stands alone, not as '!_'"),
        ("a $?", "$ stands alone, not as '$?'"),
        ("^|ja vet", "^ stands alone, not as '^|ja'"),
        ("om|$", "$ stands alone, not as 'om|$'"),
        ("=om|på|^", "^ stands alone, not as '=om|på|^'"),
        ("a _|b", "_ stands alone, not as '_|b'"),
    ],
)
def test_errors(pattern: str, message: str) -> None:
    """A pattern that can not be read says why."""
    with pytest.raises(PhraseError) as caught:
        parse_phrase(pattern)

    assert message == str(caught.value)


def test_literals() -> None:
    """The words of a pattern, which misspellings are looked for of."""
    phrase = parse_phrase("skicka|mejla =mig <document>|brev 2024? !nu …")

    assert {"skicka", "mejla", "mig", "brev", "nu"} == phrase.literals


# ---------------------------------------------------------------- work is bounded


class Counting:
    """A word that counts how often it is asked."""

    asked = 0

    def __init__(self) -> None:
        self.norm = "x"
        self.hooks = NO_HOOKS

    @property
    def marks(self) -> frozenset[str]:
        """Those of the letter x."""
        Counting.asked += 1
        return frozenset(("x", "=x"))


@pytest.mark.parametrize(
    "pattern",
    ["x " + "x? " * 12 + "y", "x _? _? _? _? … x? x? … x? x? … y", "x … x … x … y"],
)
def test_no_pattern_backtracks(pattern: str) -> None:
    """A match asks each word once for each part, however many ways there are to fit them."""
    words = [Counting() for _ in range(200)]
    Counting.asked = 0
    phrase = parse_phrase(pattern)

    assert phrase.match(words, [0] * 200, 0) == -1
    assert 0 < Counting.asked <= len(phrase.parts) * 40


# ---------------------------------------------------------------- the index


def find(
    patterns: Sequence[str], words: list[Word], numbers: list[int]
) -> list[tuple[int, int, int]]:
    """What the index finds."""
    index = PhraseIndex(map(parse_phrase, patterns), {"mejla", "mig", ".", "ring"})
    words = [evolve(w, hooks=index.hooks(sorted(w.marks))) for w in words]
    alone = [(n, i, i + 1) for i, word in enumerate(words) for n in word.hooks.whole]
    return sorted([*index.find(words, numbers), *alone])


def try_everywhere(
    patterns: Sequence[str], words: list[Word], numbers: list[int]
) -> list[tuple[int, int, int]]:
    """What there is to find."""
    found = []
    for number, pattern in enumerate(patterns):
        phrase = parse_phrase(pattern)
        for start in range(len(words)):
            end = phrase.match(words, numbers, start)
            if end > start:
                found.append((number, start, end))
    return found


elements = st.sampled_from(
    "mejla =mejla mejla|ring <insult> <role|thing> <role>|ring ring? _ _? !ring !<thing> … ^ $ ."
    " mig? bil mig|bil".split()
)


def is_pattern(source: str) -> bool:
    try:
        parse_phrase(source)
    except PhraseError:
        return False
    return True


pattern_sources = st.lists(elements, min_size=1, max_size=6).map(" ".join).filter(is_pattern)
texts = st.lists(
    st.sampled_from("mejlade mejla ring mig bilen bil idiot rektorn . , x".split()), max_size=16
).map(" ".join)


@given(st.lists(pattern_sources, min_size=1, max_size=4), texts)
def test_the_index_finds_what_there_is(patterns: list[str], text: str) -> None:
    """Trying a pattern only where two of its words stand loses nothing and adds nothing."""
    words, numbers = sentences_of(text)

    assert try_everywhere(patterns, words, numbers) == find(patterns, words, numbers)


def test_a_match_is_found_once() -> None:
    """Several spellings of one word do not make several matches."""
    words, numbers = sentences_of("mejlade mig")

    assert [(0, 0, 2)] == find(["mejla|mejlade|=mejlade mig"], words, numbers)


def test_few_patterns_are_tried() -> None:
    """Patterns that begin alike ask no word anything where their rarer words are absent."""
    patterns = [f"x x y{n} z" for n in range(1000)]
    index = PhraseIndex(map(parse_phrase, patterns), {"x"})
    Counting.asked = 0
    words = [Counting() for _ in range(50)]
    for counting in words:
        counting.hooks = index.hooks(("x", "=x"))

    assert [] == list(index.find(words, [0] * 50))
    assert Counting.asked == 0
