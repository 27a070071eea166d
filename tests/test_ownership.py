"""Tests of whose something is."""

from __future__ import annotations

import pytest

from ale_moderation.nlp import SwedishPipeline
from ale_moderation.ownership import Owner, Ownership, owner_of


def owner(parse: SwedishPipeline, text: str) -> Ownership:
    """The owner of the word NUMRET in a text."""
    parsed = parse(text)
    place = next(i for i, word in enumerate(parsed.words) if word.form == "X777")
    return owner_of(parsed, place, place + 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mitt nummer är X777", Owner.SELF),
        ("Hennes nummer är X777", Owner.THIRD),
        ("X777 är mitt nummer", Owner.SELF),
        ("X777 är numret till honom", Owner.THIRD),
        ("Ring mig på X777", Owner.SELF),
        ("Ring henne på X777", Owner.THIRD),
        ("Ring Stefan Provgren på X777", Owner.THIRD),
        ("Min moster nås på X777", Owner.THIRD),
        ("Vi nås på X777", Owner.SELF),
        ("Kansliet nås på X777", Owner.PUBLIC),
        ("Jag ringde jouren, X777, och fick hjälp", Owner.PUBLIC),
        ("Jag har bilder. Hör av er till X777", Owner.SELF),
        ("Handläggaren har jobbtelefon X777", Owner.PUBLIC),
        ("Handläggaren har privat telefon X777", Owner.THIRD),
        ("My number is X777", Owner.SELF),
        ("Har någon sett vår katt? Ring X777", Owner.SELF),
        ("Röd cykel borttappad vid torget, hittelön, X777", Owner.SELF),
        ("Jag söker Stefan Provgren, hans nummer är X777", Owner.THIRD),
        ("Anmäler mig! Anneli Provgren, X777", Owner.SELF),
        ("Önskar bli uppringd på X777", Owner.SELF),
        ("Kan den skickas på mejl till X777", Owner.SELF),
        ("Jag har en trimmer att låna ut, ring X777, Roffe", Owner.SELF),
        ("Jag har slutat att ge bort saker till Roffe, han nås på X777", Owner.THIRD),
        ("Han nås på X777 om ni vill skälla", Owner.THIRD),
        ("Gubben på fyran, nås på X777", Owner.THIRD),
        ("Hon vill bli uppringd på X777", Owner.THIRD),
        ("Anmäler mig! Grannen Stefan Provgren, han med X777, kommer inte", Owner.THIRD),
        ("Vi vill vara med! Ring Stefan Provgren på X777, han är ansvarig", Owner.THIRD),
        ("X777", Owner.UNKNOWN),
        ("Det står X777 på dörren", Owner.UNKNOWN),
    ],
)
def test_owners(parse: SwedishPipeline, text: str, expected: Owner) -> None:
    """Pronouns, names, roles and offices say whose something is."""
    assert owner(parse, text).owner is expected


def test_the_nearest_speaks_loudest(parse: SwedishPipeline) -> None:
    """Of two of the same kind the nearer one owns."""
    assert owner(parse, "Hennes nummer är X777, växeln har ett annat").owner is Owner.THIRD
    assert owner(parse, "Hon klagar, växelns nummer är X777").owner is Owner.PUBLIC


def test_doubt_lowers_the_certainty(parse: SwedishPipeline) -> None:
    """A rival nearby makes the owner less certain."""
    alone = owner(parse, "Hon nås på X777")
    rivalled = owner(parse, "Hon på kansliet nås på X777")

    assert rivalled.certainty < alone.certainty
