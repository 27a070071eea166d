"""Ultimatums and armed visits: the consequence decides whether they are threats."""

from __future__ import annotations

import pytest

from ale_moderation.detectors.armed import find_armed
from ale_moderation.detectors.ultimatum import find_ultimatums
from ale_moderation.nlp import SwedishPipeline

REMOVES = 0.6
OPEN, VEILED = 3, 1

ULTIMATUMS = [
    # a weapon in the writer's hand, dogs, traps
    ("Släpper ni ut hunden i min hage igen så möter jag er med studsaren", "doom.means", OPEN),
    ("Kommer ni hit med fler papper så släpper jag ut hundarna", "doom.means", OPEN),
    ("Kör du här en gång till spänner jag en lina mellan träden", "doom.trap", OPEN),
    # blows, shots and poison
    ("Första gubben som gräver vid min rågång får den i skallen", "doom.rough", OPEN),
    ("Nästa lösa byracka jag ser får bly", "doom.dealt", OPEN),
    ("Fortsätt du så kommer nån och klipper av dig tungan", "violence", OPEN),
    # injuries
    ("Den som rör min båt får lära sig andas under vatten", "doom.hurt", OPEN),
    ("Parkerar du där en gång till så åker du hem i ambulans", "doom.hurt", OPEN),
    ("Nästa inspektör som kliver innanför grinden blir mat åt grisarna", "doom.hurt", OPEN),
    ("Säg det igen till min bror så lovar jag att du slutar andas", "doom.hurt", OPEN),
    # fire
    ("Hälsa honom att nästa gång luktar det bensin", "doom.blaze", OPEN),
    ("Om han startar kl fem en morgon till så exploderar den", "doom.blaze", OPEN),
    ("Lyssnar ni inte på oss denna gång så brinner fritids", "doom.blaze", OPEN),
    ("Om ni inte river upp beslutet så brinner bygget", "doom.blaze", OPEN),
    # hints
    ("Gräver ni upp infarten igen så hör ni av mina bröder", "doom.veiled", VEILED),
    ("Ringer du igen kommer jag hem till dig, då har jag inte blommor med", "", VEILED),
    ("Handläggaren kan räkna med att bilen står på fälgarna imorgon", "doom.veiled", VEILED),
]
"""(text, by what, how open); what hints more than once is told by no name."""

LAWFUL = [
    # lawful steps
    "Säger ni nej en gång till så överklagar jag",
    "Höjer ni taxan en gång till så röstar jag bort er",
    "Får vi ett avslag till så går vi till tidningen",
    "Om chauffören kör ifrån mig en gång till ringer jag Västtrafik",
    "Slutar ni inte köpa lokalt så slutar jag handla hos er",
    # good will
    "Nästa gång ni spelar tar jag med kaffe och bullar",
    "Om jag får tag på den som hittade plånboken bjuder jag på middag",
    "Kommer ni på lördag så bjuder vi på korv och brasa",
    "Första barnet som hittar hunden får en glass i handen",
    # work one does oneself
    "Om ni inte skottar gången så kommer jag med spaden själv",
    "Klipper ni inte häcken så kommer jag dit med motorsågen",
    # accidents
    "Om ni inte sandar så hamnar någon på sjukhus",
    "Om ni inte röjer brandgatan så brinner skogen i sommar",
    "Kör de förbi skolan i 90 en gång till så ligger det ett barn i diket",
    "Om du går ut på isen så hamnar du i älven, den håller inte",
    "Får jag kallelsen i tid åker jag till Sahlgrenska med buss",
    # beasts
    "Om den där måsen tar min räkmacka en gång till blir det krig",
    # questions
    "Om jag får skjuta upp betalningen en gång till, vad händer då med kölappen?",
]

DOUBTFUL = [
    "Fortsätter ni strunta i oss så ryker rådhuset nästa helg, lovar",
    "Gör ni om det där så tar jag era katter",
]

ARMED = [
    "Vi ses på torsdagens sammanträde. Jag tar med yxan.",
    "Vi står utanför med järnrör första natten",
    "Nästa gång tar jag med mig hagelbössan till ert kontor",
    "Nästa gång ni ses i salen kommer jag beväpnad till er",
]

UNARMED = [
    "Jag kommer med yxan på lördag om du vill ha hjälp med veden",
    "Jag har en bensindunk att lämna imorgon, vart går jag med den?",
    "Jag har en pistol efter farfar, kan jag lämna den till er i morgon?",
    "Jag tar med hammare och spik på lördag, tar du med färgen?",
    "Vi grillar på fredag, jag tar med tändvätska och ni tar med korv",
    "Vi står utanför biblioteket med plakat på måndag",
]


@pytest.mark.parametrize(("text", "by", "severity"), ULTIMATUMS)
def test_ultimatums(parse: SwedishPipeline, text: str, by: str, severity: int) -> None:
    """What is held out, and how openly."""
    found = max(find_ultimatums(parse(text)), key=lambda u: u.certainty)

    assert by in ("", found.tag)
    assert found.severity == severity
    assert found.certainty >= REMOVES


@pytest.mark.parametrize("text", LAWFUL)
def test_lawful_consequences(parse: SwedishPipeline, text: str) -> None:
    """Lawful steps, good will, work, accidents and questions are no ultimatums."""
    assert not [u for u in find_ultimatums(parse(text)) if u.certainty >= REMOVES]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubtful_consequences(parse: SwedishPipeline, text: str) -> None:
    """What may be a threat or a guess is shown to a human and removes nothing."""
    assert {u.tag for u in find_ultimatums(parse(text))} == {"doom.doubtful"}


@pytest.mark.parametrize("text", ARMED)
def test_armed(parse: SwedishPipeline, text: str) -> None:
    """Coming with a weapon to where others are."""
    assert find_armed(parse(text))


@pytest.mark.parametrize("text", UNARMED)
def test_unarmed(parse: SwedishPipeline, text: str) -> None:
    """Tools brought for work, weapons handed in and food on a fire."""
    assert not find_armed(parse(text))


@pytest.mark.parametrize("unit", ["om du så ", "nästa som får ", "en gång till smäller det ", ", "])
def test_long_texts_end(parse: SwedishPipeline, unit: str) -> None:
    """A hundred thousand characters of conditions end."""
    text = (unit * 100_000)[:100_000]

    assert all(0 <= u.start < u.end for u in find_ultimatums(parse(text)))
