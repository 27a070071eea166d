"""What a reply repeats of its parent is the parent's word, unless the writer makes it their own."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation import Action, Comment, Decision, Moderator
from ale_moderation.archive.html_text import text_of_html
from ale_moderation.quotes import quotations

INSULT = "Rektorn på Furuskolan är en jävla idiot som borde sparkas. Så är det bara."
THREAT = "Jag ska slå ihjäl dig din jävel"
NUMBER = "19900721-2393"
QUESTION = "När öppnar simhallen igen efter renoveringen?"


def decided(moderator: Moderator, text: str, parent: str | None) -> Decision:
    return moderator(Comment(text=text, parent=parent))


@pytest.mark.parametrize(
    "text",
    [
        "> Rektorn på Furuskolan är en jävla idiot som borde sparkas.\nSå skriver man inte.",
        ">Rektorn på Furuskolan är en jävla idiot\nDet där var onödigt.",
        "> > Rektorn på Furuskolan är en jävla idiot\n> Så är det bara.\nNej, det är det inte.",
        '"Rektorn på Furuskolan är en jävla idiot"? Vad har hon gjort dig?',
        "”Rektorn … är en jävla idiot … Så är det bara”, nej nu får du ge dig.",
        "Varför? »en jävla idiot som borde sparkas« är ett påhopp.",
        "“är en jävla idiot som borde sparkas” – och vad är ditt förslag?",
        "Rektorn på Furuskolan är en jävla idiot som borde sparkas.\nSå skriver man inte om folk.",
        "Du skrev: Rektorn på Furuskolan är en jävla idiot som borde sparkas. Skäms du inte?",
        "Skäms på dig!\n\nRektorn på Furuskolan är en jävla idiot som borde sparkas.",
    ],
)
def test_repeated(moderator: Moderator, text: str) -> None:
    """An insult that is repeated to answer it is shown, and is not the writer's."""
    without, decision = decided(moderator, text, "Fint väder"), decided(moderator, text, INSULT)
    voices = {f.voice for f in decision.findings if f.kind == "offensive.insult"}

    assert decided(moderator, INSULT, None).action is Action.REMOVE_AND_DOCUMENT
    assert decision.action is not Action.REMOVE_AND_DOCUMENT
    assert not decision.needs_human
    assert voices == {"quoted"}
    assert any(f.kind == "offensive.insult" for f in without.findings)


@pytest.mark.parametrize(
    "text",
    [
        "Ja, rektorn på Furuskolan ÄR en jävla idiot",
        "Håller med, rektorn på Furuskolan är en jävla idiot som borde sparkas",
        "Rektorn på Furuskolan är en jävla idiot som borde sparkas. Så är det bara.",
        "Rektorn på Furuskolan är en jävla idiot som borde sparkas. Exakt!",
        "> Rektorn på Furuskolan är en jävla idiot som borde sparkas\nInstämmer till fullo.",
        "> Rektorn på Furuskolan är en jävla idiot som borde sparkas\n👏👏",
        '"Rektorn på Furuskolan är en jävla idiot" så sant som det är sagt',
        '"Rektorn är en jävla idiot" så sant som det är sagt',
        "> Så är det bara.\nNej. Men rektorn på Furuskolan är en jävla idiot.",
        "> Rektorn på Furuskolan är en jävla idiot\nOch du Anna är en jävla idiot du med.",
    ],
)
def test_made_ones_own(moderator: Moderator, text: str) -> None:
    """Who repeats an insult as their own insults, and so does who adds one."""
    decision = decided(moderator, text, INSULT)

    assert decision.action is Action.REMOVE_AND_DOCUMENT


@pytest.mark.parametrize(
    ("text", "parent"),
    [
        # copied, and nothing tells what the writer makes of it
        ("Rektorn på Furuskolan är en jävla idiot som borde sparkas. Min granne bor där.", INSULT),
        # a block that nobody has written, as far as is known
        ("> Rektorn på Furuskolan är en jävla idiot\nHur tänkte du här?", None),
        ("> Rektorn på Furuskolan är en jävla idiot\nHur tänkte du här?", "Fint väder idag"),
    ],
)
def test_unsure(moderator: Moderator, text: str, parent: str | None) -> None:
    """Where it is not sure whose words they are a human decides."""
    decision = decided(moderator, text, parent)

    assert decision.action is not Action.REMOVE_AND_DOCUMENT
    assert decision.needs_human


def test_threat(moderator: Moderator) -> None:
    """A threat that is quoted is no threat; one beside it is, and so is a made-up quotation."""
    quoted = decided(moderator, f"> {THREAT}\nDet där polisanmäler jag.", THREAT)
    own = decided(moderator, f"> {THREAT}\nOch jag ska slå ihjäl dig först.", THREAT)
    false = decided(moderator, f"> {THREAT}\nHälsningar från mig", "Fint väder idag")

    assert quoted.visibility == "keep"
    assert own.visibility == "remove"
    assert false.visibility == "remove"


@pytest.mark.parametrize(
    "text",
    [
        f"> Mitt personnummer är {NUMBER}\nLägg inte ut sånt här!",
        f'"Mitt personnummer är {NUMBER}" är inget man skriver öppet',
        f"Mitt personnummer är {NUMBER}, kan ni kolla?\nSkriv inte sånt här, säger jag bara.",
    ],
)
def test_a_number_stays_a_number(moderator: Moderator, text: str) -> None:
    """A shared personnummer is removed whoever wrote it first, but it is not the quoter's own."""
    decision = decided(moderator, text, f"Mitt personnummer är {NUMBER}, kan ni kolla?")
    rules = {j.rule for j in decision.justifications}

    assert decision.action is Action.REMOVE_AND_DOCUMENT
    assert "personal.identifier" in rules
    assert "personal.own_identifier" not in rules


def test_a_quoted_question(moderator: Moderator) -> None:
    """Who answers a question asks none; who asks again does."""
    answered = decided(moderator, f"> {QUESTION}\nPå måndag.", QUESTION)
    again = decided(moderator, f"> {QUESTION}\nOch när öppnar gymmet?", QUESTION)

    assert answered.action is Action.KEEP
    assert again.action is Action.ANSWER


def test_html(moderator: Moderator) -> None:
    """A quotation of WordPress, Disqus or Coral keeps its mark as text, with the way back."""
    html = (
        "<blockquote><p>Rektorn på Furuskolan är en jävla idiot</p><p>Så är det bara.</p>"
        "</blockquote><p>Nej, skärp dig.</p>"
    )
    found = text_of_html(html)
    decision = decided(moderator, found.text, INSULT)

    assert found.text == (
        "> Rektorn på Furuskolan är en jävla idiot\n> Så är det bara.\nNej, skärp dig."
    )
    assert [html[place] for place in found.starts if place < len(html)][2:9] == list("Rektorn")
    assert len(found.starts) == len(found.text)
    assert decision.action is Action.KEEP


@pytest.mark.parametrize(
    ("text", "parent", "expected"),
    [
        ("Hej på er allihop där ute", "Hej på er allihop där ute", ()),
        ("Tack. Vi ses.", "Tack. Vi ses. Hej.", ()),
        (">:( trist", "trist", ()),
        ("5 > 3 är sant", "5 > 3 är sant", ()),
        ('"Hej" sa han', "Hej", ()),
        ("> Hej på er\nTjena", "Hej på er", ("> Hej på er",)),
        ("> Hej på er\n> allihop\nTjena du", "Hej på er allihop", ("> Hej på er\n> allihop",)),
        ('A "hej på" b "er du" c', "hej på er du", ('"hej på"', '"er du"')),
    ],
)
def test_quotations(text: str, parent: str, expected: tuple[str, ...]) -> None:
    """What counts as a quotation."""
    assert tuple(text[q.start : q.end] for q in quotations(text, parent)) == expected


PIECES = st.lists(
    st.sampled_from([">", " ", "\n", '"', "”", "“", "idiot", "hej på er", ". ", "ja"])
)


@given(PIECES, PIECES)
def test_any_text(text: list[str], parent: list[str]) -> None:
    """Quotations lie in the text, in order, apart and not empty."""
    joined = "".join(text)
    found = quotations(joined, "".join(parent))
    places = [place for q in found for place in (q.start, q.end)]

    assert places == sorted(places)
    assert all(0 <= q.start < q.end <= len(joined) for q in found)


@pytest.mark.parametrize("piece", ["> ", ">", '"', "”", "“", "«", "> a\n", "a. ", "…"])
def test_long_texts_end(piece: str) -> None:
    """A hundred thousand marks are read in linear time."""
    begun = time.process_time()
    quotations(piece * 100_000, piece * 100_000)

    assert time.process_time() - begun < 20


def test_without_a_parent_nothing_changes(moderator: Moderator) -> None:
    """The parent only ever takes blame away: no comment without quotations is decided otherwise."""
    for text in (INSULT, THREAT, QUESTION, f"Mitt personnummer är {NUMBER}"):
        alone, below = decided(moderator, text, None), decided(moderator, text, "Vad tycker ni?")

        assert (alone.action, alone.findings) == (below.action, below.findings)
