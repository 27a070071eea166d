"""Lawful comments that look like what is removed, each beside one that is removed."""

from __future__ import annotations

import pytest

from ale_moderation import Action, Moderator


@pytest.mark.parametrize(
    ("lawful", "removed"),
    [
        (  # arms are for animals
            "Geväret är laddat, nu får vildsvinen passa sig i havren",
            "Geväret är laddat, nu får du passa dig din jävel",
        ),
        (  # what is put off hurts nobody
            "Skjuter ni upp mötet igen så skjuter jag upp hela mitt engagemang",
            "Skriver du så igen så skjuter jag dig",
        ),
        (  # a seat makes a politician, with the raised threshold
            "Skogstam i kommunstyrelsen är en nolla, han fick min röst för sista gången",
            "Gunnel Skogstam är en nolla och en äcklig sugga",
        ),
        (  # who tells of a fraud warns of it
            "Mormor fick ett sms om återbäring och skulle logga in med BankID, hon gjorde det inte",
            "Du har en återbäring att hämta, logga in med BankID på http://skatt-ale.example nu",
        ),
        (  # what cheats and strikes is a machine
            "Parkeringsautomaten är en jävla hora, den svalde kortet igen",
            "Parkeringsvakten är en jävla hora, hon lappade mig igen",
        ),
        (  # who signs up gives an address of their own
            "Anmäler mig till städdagen! Anneli Frostgren, 070-174 06 33, har släp",
            "Ring Anneli Frostgren på 070-174 06 33 och säg vad ni tycker om henne",
        ),
        (  # a storm bears a name and is nobody
            "När stormen Gudrun drog fram blev mormors lada till kaffeved",
            "Gudrun Talldal på Storgatan 3 har schizofreni och sitter inlagd",
        ),
        (  # nursing
            "Får man visa brösten i simhallen, jag menar amma där?",
            "Visa brösten i simhallen din lilla hora",
        ),
        (  # the writer is the one
            "Idioten som stod på cykelbanan i morse var tyvärr jag, förlåt alla",
            "Idioten som stod på cykelbanan i morse var din äckliga son Olle i 4B",
        ),
    ],
)
def test_pairs(moderator: Moderator, lawful: str, removed: str) -> None:
    """What decides is the target, the speaker or the deed."""
    assert moderator(lawful).action is not Action.REMOVE_AND_DOCUMENT
    assert moderator(removed).action is Action.REMOVE_AND_DOCUMENT


@pytest.mark.parametrize(
    "text",
    [
        "I pjäsen spelar Elsa en kvinna som är sjuk i cancer, och Axel super ihjäl sig",
        "Plogen rev vår mur inatt, fakturan på lagningen kommer till er",
        "En barnvagn i nyskick ligger slängd i diket vid Nol",
        "Vi tänker jaga kommunen med blåslampa tills bron är lagad",
    ],
)
def test_lawful(moderator: Moderator, text: str) -> None:
    """Stories, claims and figures of speech stay; some are for a human to read."""
    assert moderator(text).action is not Action.REMOVE_AND_DOCUMENT
