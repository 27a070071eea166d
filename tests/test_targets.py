"""At whom a word is aimed, from the order of words alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.nlp import SwedishPipeline
from ale_moderation.subjects import Target
from ale_moderation.targets import resolve_target


def aimed(parse: SwedishPipeline, text: str) -> Target:
    """The target of the word in capitals, which is written small."""
    words = text.split()
    word = next(
        w.strip(".,!?").casefold() for w in words if w.strip(".,!?").isupper() and len(w) > 2
    )
    parsed = parse(" ".join(w.casefold() if w.isupper() and len(w) > 2 else w for w in words))
    place = next(i for i, w in enumerate(parsed.words) if w.norm == word)
    return resolve_target(parsed, place, place + 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Du är en IDIOT", "commenter"),
        ("är du DUM", "commenter"),
        ("va du är DUM", "commenter"),
        ("din jävla IDIOT", "commenter"),
        ("IDIOT är vad du är", "commenter"),
        ("En sådan IDIOT som du", "commenter"),
        ("Hördu, en riktig TÖNT är du", "commenter"),
        ("Jag är en IDIOT", "self"),
        ("en IDIOT som jag", "self"),
        ("Jag betedde mig som en IDIOT", "self"),
        ("vi gamla KÄRRINGAR", "self"),
        ("Rektorn är en IDIOT", "staff"),
        ("Rektorn, den jävla IDIOTEN", "staff"),
        ("Vilken IDIOT till rektor", "staff"),
        ("en IDIOT som rektor", "staff"),
        ("KÄRRINGEN i receptionen", "staff"),
        ("Jag ringde rektorn i går. En riktig IDIOT", "staff"),
        ("Hon är FUL, rektorn", "staff"),
        ("Kommunalrådet är en IDIOT", "politician"),
        ("Min granne är en IDIOT", "person"),
        ("Ove Sagomark är en IDIOT", "person"),
        ("Ove Sagomark är en VIDRIG människa", "person"),
        ("IDIOTEN som bor bredvid", "person"),
        ("Pojken i 4B är en IDIOT", "child"),
        ("Kommunen är en IDIOT", "body"),
        ("Politikerna är IDIOTER", "body"),
        ("De som bestämmer är IDIOTER", "body"),
        ("Beslutet är DUMT", "thing"),
        ("Vilket DUMT beslut", "thing"),
        ("IDIOTISKA regler", "thing"),
        ("En IDIOT till bil", "thing"),
        ("Hissen är en jävla HORA", "thing"),
        ("Logotypen är en EFTERBLIVEN soppa", "thing"),
        ("IDIOT", "unclear"),
    ],
)
def test_targets(parse: SwedishPipeline, text: str, kind: str) -> None:
    """The target is who the grammar says."""
    assert aimed(parse, text).kind == kind


@pytest.mark.parametrize(
    ("sure", "unsure"),
    [
        ("Du är en IDIOT", "IDIOT"),
        ("Rektorn är en IDIOT", "Rektorn kom in genom dörren när jag satt där och skrek IDIOT"),
    ],
)
def test_grammar_is_surer_than_nearness(parse: SwedishPipeline, sure: str, unsure: str) -> None:
    """A subject is surer than somebody who is only mentioned."""
    assert aimed(parse, sure).certainty > aimed(parse, unsure).certainty


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from("du är en idiot som rektorn , den till min vi .".split()), min_size=1)
)
def test_any_order_of_words(parse: SwedishPipeline, words: list[str]) -> None:
    """Every word of any sentence has a target."""
    parsed = parse(" ".join(words))
    for i in range(len(parsed.words)):
        assert 0 < resolve_target(parsed, i, i + 1).certainty <= 1
