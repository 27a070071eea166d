"""The pipeline: words, places, sentences and spans, for any text, in threads and after a fork."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from weakref import ref

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import odd_texts

from ale_moderation import nlp
from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.parsed_text import ParsedText

LEXICON = load_lexicon(Path(__file__).parent / "lexicon" / "good")
PIPELINE = SwedishPipeline(LEXICON)


def forms(parsed: ParsedText) -> list[str]:
    return [word.form for word in parsed.words]


def tagged(parsed: ParsedText, *tags: str) -> list[str]:
    """What stands under the spans of some tags, in order."""
    return [parsed.quote(span.start, span.end) for span in parsed.at(*tags)]


def shown(parsed: ParsedText) -> tuple[object, ...]:
    """All that is known of a text, as plain values."""
    spans = {
        tag: [(*s[:2], s.entry.word, s.certainty) for s in parsed.spans[tag]]
        for tag in parsed.spans
    }
    words = [(w.form, w.norm, w.keys, w.tags, w.is_word, w.is_known) for w in parsed.words]
    return words, list(parsed.starts), list(parsed.ends), list(parsed.sentences), spans


# ---------------------------------------------------------------- words and their places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("Hur är det, egentligen?", ["Hur", "är", "det", ",", "egentligen", "?"]),
        ("t.ex. på kl. 8", ["t.ex.", "på", "kl.", "8"]),
        ("Du är lat. Den är min.", ["Du", "är", "lat", ".", "Den", "är", "min", "."]),
        ("rad\nrad", ["rad", "rad"]),
        ("två  blanka", ["två", "blanka"]),
        ("din f*tta och 1d1ot", ["din", "f*tta", "och", "1d1ot"]),
        ("@anna.berg #ale", ["@anna.berg", "#ale"]),
        ("din h o r a", ["din", "hora"]),
        ("idi\u200bot!!", ["idiot", "!", "!"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """A text is parted into words, signs and disguised words."""
    assert expected == forms(PIPELINE(text))


ordinary = st.lists(
    st.sampled_from(
        'Hej du, (ja) t.ex. kl. 8.30 bilen. nej! vad? bl.a. 5-åring e-post "så" - 12:30 p.g.a. '
        ":) 1:a och/eller www.ale.se anna@ale.se 50% år... S:t c/o".split(" ")
    )
    | st.text('abcåäö.,!?()"-/%&', max_size=12),
    max_size=12,
)


@given(ordinary, st.sampled_from((" ", "  ", "\n")))
def test_the_words_are_those_of_spacy(parts: list[str], space: str) -> None:
    """Parting a text piece by piece gives what spaCy's tokenizer gives for the whole."""
    parsed = PIPELINE(space.join(parts))
    expected = [token.text for token in TOKENIZER(parsed.text.surface) if not token.is_space]

    assert expected == forms(parsed)


TOKENIZER = spacy.blank("sv").tokenizer
TOKENIZER.token_match = nlp._WORD_LIKE.match


@given(odd_texts)
def test_places_of_words(text: str) -> None:
    """Each word stands where it says, after the one before, and leads back to the original."""
    parsed = PIPELINE(text)
    count = len(parsed.words)
    assert count == len(parsed.starts) == len(parsed.ends) == len(parsed.sentences)
    before, original_before = 0, 0
    for i, word in enumerate(parsed.words):
        start, end = parsed.original_span(i, i + 1)

        assert word.form == parsed.text.surface[parsed.starts[i] : parsed.ends[i]]
        assert word.form == parsed.quote(i, i + 1)
        assert before <= parsed.starts[i] < parsed.ends[i]
        assert original_before <= start < end <= len(text)
        before, original_before = parsed.ends[i], start


@given(odd_texts)
def test_every_character_is_in_a_word(text: str) -> None:
    """Nothing but white space is left out."""
    parsed = PIPELINE(text)

    assert "".join(parsed.text.surface.split()) == "".join(forms(parsed))


@given(odd_texts)
def test_sentences_are_numbered_in_order(text: str) -> None:
    """Sentence numbers rise one by one, and `sentence` gives the whole of each."""
    parsed = PIPELINE(text)
    numbers = list(parsed.sentences)

    assert numbers == sorted(numbers)
    for i, number in enumerate(numbers):
        assert [k for k, n in enumerate(numbers) if n == number] == list(parsed.sentence(i))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hej. Hur är det? Bra!", [["Hej", "."], ["Hur", "är", "det", "?"], ["Bra", "!"]]),
        ("rad ett\nrad två", [["rad", "ett"], ["rad", "två"]]),
        ("Nej!!! Jo", [["Nej", "!", "!", "!"], ["Jo"]]),
        ("vänta… nu", [["vänta", "..."], ["nu"]]),
        ("kl. 8.30 t.ex. här", [["kl.", "8.30", "t.ex.", "här"]]),
    ],
)
def test_sentences(text: str, sentences: list[list[str]]) -> None:
    """A sentence ends at its sign and at the end of the line."""
    parsed = PIPELINE(text)
    found = [[parsed.words[k].form for k in parsed.sentence(i)] for i in range(len(parsed.words))]

    assert sentences == [list(s) for s in dict.fromkeys(map(tuple, found))]


def test_endless_sentences_are_cut() -> None:
    """No sentence has more than 200 words, so that looking through one is bounded."""
    parsed = PIPELINE("ord " * 450 + ". Slut")

    assert [len(parsed.sentence(i)) for i in (0, 200, 449, 451)] == [200, 200, 51, 1]


def test_word() -> None:
    """What is known of a word form."""
    skolan, andersson, kb, stop = PIPELINE("Skolan Andersson KB.").words

    assert (skolan.norm, sorted(skolan.keys), skolan.tags) == (
        "skolan",
        ["skola", "skolan"],
        {"thing"},
    )
    assert skolan.is_known
    assert skolan.is_ordinary
    assert (andersson.is_known, andersson.is_ordinary) == (True, False)
    assert (skolan.is_capitalised, kb.is_capitalised) == (True, False)
    assert (kb.ends_sentence, stop.ends_sentence, stop.is_word) == (False, True, False)


def test_a_text_without_dots() -> None:
    """Only a text of some length without a single å, ä or ö is read as one without dots."""
    assert tagged(PIPELINE("lada"), "thing") == []
    assert tagged(PIPELINE("det finns en lada kvar"), "thing") == ["lada"]
    assert tagged(PIPELINE("det här är en lada"), "thing") == []


# ---------------------------------------------------------------- spans


def test_spans() -> None:
    """Spans come by tag and in order of place, from words and patterns alike."""
    parsed = PIPELINE("Mejla mig nytt brev. Skolan? begär ut brev, skicka mig brevet")

    assert tagged(parsed, "asking") == ["Mejla mig nytt brev", "begär ut", "skicka mig brevet"]
    assert tagged(parsed, "thing") == ["brev", "Skolan", "brev", "brevet"]
    places = [(span.start, span.end) for span in parsed.at("thing", "asking")]
    assert places == sorted(places)
    [span] = [span for span in parsed.at("asking") if span.entry.word == "begär ut"]
    assert (span.certainty, span.entry.detail) == (0.9, "document")


def test_no_pattern_crosses_a_sentence() -> None:
    """The words of a pattern stand in one sentence."""
    assert tagged(PIPELINE("Skicka mig. Brevet kom"), "asking") == []
    assert tagged(PIPELINE("Skicka mig\nbrevet"), "asking") == []


def test_tags() -> None:
    """The tags are those found, in an order that is the same on every machine."""
    parsed = PIPELINE("En idiot på skolan, rektorn")

    assert list(parsed.spans) == ["insult", "job", "thing"]
    assert len(parsed.spans) == 3
    assert parsed.has("place", "job")
    assert not parsed.has("place", "asking")
    assert "job" in parsed.spans
    assert parsed.spans.keys() == {"insult", "job", "thing"}
    assert parsed.spans.get("place") == ()
    assert parsed.at("place") == []
    assert {tag: len(spans) for tag, spans in parsed.spans.items()} == dict.fromkeys(
        parsed.spans, 1
    )
    with pytest.raises(KeyError):
        parsed.spans["place"]


@given(
    odd_texts
    | st.lists(st.sampled_from("mejla mig mitt brev idiot . rektorn".split())).map(" ".join)
)
def test_spans_of_any_text(text: str) -> None:
    """Every span lies within one sentence, and its tag is that of its entry."""
    parsed = PIPELINE(text)
    for tag in parsed.spans:
        spans = parsed.at(tag)
        assert spans
        assert [(s.start, s.end) for s in spans] == sorted((s.start, s.end) for s in spans)
        for span in spans:
            assert span.entry.tag == tag
            assert span.end <= parsed.sentence(span.start).stop


def test_masked_quote(parse: SwedishPipeline) -> None:
    """A quote for a justification holds no names, numbers or addresses."""
    parsed = parse("Anna Svensson ringde 0701234567 från anna@example.com om bygget")

    assert parsed.masked_quote(0, len(parsed.words)) == "[namn] ringde […] från […] om bygget"
    assert len(parse("ord " * 50).masked_quote(0, 50)) <= 60


def test_people_near(parse: SwedishPipeline) -> None:
    """The mentions near some words are those that begin within the distance."""
    parsed = parse("du " + "ord " * 30 + "du")

    assert [m.start for m in parsed.people] == [0, 31]
    assert [m.start for m in parsed.people_near(5, 6)] == [0]
    assert [m.start for m in parsed.people_near(15, 16)] == []
    assert [m.start for m in parsed.people_near(15, 16, distance=16)] == [0, 31]


# ---------------------------------------------------------------- the same everywhere


TEXTS = [f"Ord{n} mejla mig brev{n % 7} rektorn{n} idiot du{n}a å" for n in range(400)]


def test_threads() -> None:
    """Eight threads find what one finds, on words that all of them see for the first time."""
    expected = [shown(PIPELINE(text)) for text in TEXTS]
    pipeline = SwedishPipeline(LEXICON)
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: [shown(pipeline(text)) for text in TEXTS], range(8)))

    assert rounds == [expected] * 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_after_a_fork() -> None:
    """A child parses new words, although another thread of the parent was at it when it forked."""
    pipeline = SwedishPipeline(LEXICON)

    def parse_in_child() -> None:
        sys.exit(forms(pipeline("aldrig setts förut")) != ["aldrig", "setts", "förut"])

    child = multiprocessing.get_context("fork").Process(target=parse_in_child)
    with pipeline._lock:
        child.start()
    child.join(60)
    is_stuck = child.is_alive()
    child.kill()

    assert not is_stuck
    assert child.exitcode == 0


def test_pipelines_are_given_back() -> None:
    """A pipeline that nobody holds is gone, with its caches."""
    pipeline = SwedishPipeline(LEXICON)
    pipeline("hej")
    gone = ref(pipeline)
    del pipeline
    gc.collect()

    assert gone() is None


def test_every_process_finds_the_same() -> None:
    """What is found, and in which order, does not hang on the hash seed of the process."""
    text = "Mejlade mig brevet, 1d1ot på skolan! @anna Lars Andersson, mellanstadielararen"
    program = (
        "import json, sys; from pathlib import Path\n"
        "from ale_moderation.lexicon_files import load_lexicon\n"
        "from ale_moderation.nlp import SwedishPipeline\n"
        "parsed = SwedishPipeline(load_lexicon(Path(sys.argv[1])))(sys.argv[2])\n"
        "print(json.dumps([[tag, [[s.start, s.end, s.entry.word] for s in parsed.spans[tag]]]"
        " for tag in parsed.spans]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parent / "lexicon" / "good"), text],
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    parsed = PIPELINE(text)
    expected = [
        [tag, [[s.start, s.end, s.entry.word] for s in parsed.spans[tag]]] for tag in parsed.spans
    ]

    assert expected == json.loads(run.stdout)


# ---------------------------------------------------------------- bounds


def distinct_words(count: int) -> Sequence[str]:
    syllables = ("ba", "ce", "di", "fo", "gu", "hå", "jä", "kö", "la", "me")
    return ["".join(syllables[int(d)] for d in f"{n:06}") for n in range(count)]


def test_the_caches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than so many words are kept, and forgetting them changes nothing."""
    pipeline = SwedishPipeline(LEXICON)
    first = shown(pipeline(TEXTS[0]))
    own = len(pipeline._vocab.strings)
    monkeypatch.setattr(nlp, "_CACHED", 200)
    monkeypatch.setattr(nlp, "_CACHED_CHUNKS", 300)
    monkeypatch.setattr(nlp, "_CACHED_STRINGS", own + 500)
    renewed = {id(pipeline._vocab): pipeline._vocab}
    for word in distinct_words(3000):
        pipeline(word)
        assert all(len(cache) <= 200 for cache in pipeline._words)
        assert all(len(cache) <= 300 for cache in pipeline._chunks)
        assert len(pipeline._vocab.strings) <= own + 510
        renewed[id(pipeline._vocab)] = pipeline._vocab

    assert len(renewed) > 3
    assert first == shown(pipeline(TEXTS[0]))


@settings(max_examples=30)
@given(odd_texts, odd_texts)
def test_what_was_parsed_before_does_not_matter(text: str, other: str) -> None:
    """A text gives the same whatever came before it."""
    fresh = shown(PIPELINE(text))
    PIPELINE(other)

    assert fresh == shown(PIPELINE(text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 5_000_000, 83_334),
        ("(" * 100_000, 100_000),
        ("a.b " * 100_000, 100_000),
        ("du är en idiot " * 20_000, 80_000),
        ("Anna " * 50_000, 50_000),
        ("@anna " * 50_000, 50_000),
        ("mejla mig " * 30_000, 60_000),
        ("1a" * 59 + "- " + "(1a," * 29 + " ", None),
        ("!?" * 50_000, 100_000),
        ("\n" * 100_000 + "slut", 1),
    ],
    ids=lambda value: repr(value[:8]) if isinstance(value, str) else "",
)
def test_long_texts(text: str, count: int | None) -> None:
    """A text of any length and make is parted and searched for people."""
    parsed = PIPELINE(text)

    if count is not None:
        assert count == len(parsed.words)
    assert text.rstrip().endswith(parsed.words[-1].form)
    assert parsed.original_span(0, len(parsed.words))[1] == len(text.rstrip())
    assert len(parsed.people) <= len(parsed.words)
