"""Scorn and hate told in everyday words, and lewd remarks: two witnesses, or nothing is removed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.detectors.hate_hints import find_hate_hints
from ale_moderation.detectors.scorn import find_scorn
from ale_moderation.model import Action, Comment, Finding
from ale_moderation.moderator import Moderator
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.second_opinion import HINTS

REMOVED = [
    "Jag gissar att du stod i fel kö när de delade ut hjärnor, Roger",
    "Han i kassan stinker surströmming och borde avlusas innan han rör varorna",
    "Kerstin liknar en uppblåst grodyngel i basker",
    "Fritidsledaren har hakor som dragspel och en hjärna stor som en lingon",
    "Lägg en presenning över dig så slipper vi se eländet Ulla",
    "den där Roland borde hållas i koppel, han dreglar på tangentbordet",
    "Hon på växeln har medicinerna slut igen, hör ni hur hon kacklar",
    "hon på macken, kossan med permanenten",
    "du är en f*tt*",
    "Evolutionen hoppade visst över dig Kjell",
    "Är inte det en fitta i luciatåg, ja du Mona",
    "simtränaren med tatueringen får gärna slicka av mig grädden 😏",
    "De där svarta i trapphuset är som råttor, gift funkar",
    "Romer går inte att civilisera, det ligger i blodet",
    "Judarna sitter i varje styrelse, kolla efternamnen",
    "Visa mig en enda ugn som funkade så ska jag tro på sagan",
    "Lesbiska ska hållas borta från våra barn, det är en smitta",
    "Folk med slöja på huvudet är boskap som ska drivas ut",
    "hbtq-folket borde låsas in i en bur som apor",
    "Skäms din usla farsa som sitter på krogen jämt",
    "lol ditt tryne, hunden spyr snyggare",
    "Vårt lag är fullt av apor 🐵🍌 skicka dom till djungeln",
]
"""What no list of insults and slurs holds, and is one."""

KEPT = [
    "Birgitta på bygglov har hjärtat på rätta stället",
    "När de delade ut priserna stod du först i kön, Roger, grattis",
    "Han i kassan luktar gott av rakvatten",
    "Kerstin liknar sin mamma så mycket på bilden",
    "Vi var nere i källaren hos mamma och bar upp möbler",
    "Lägg en presenning över veden så slipper den bli blöt Ulla",
    "Hunden Roland ska hållas i koppel på stranden",
    "Hon på växeln var sur, men svarade på frågan",
    "Kiosk-Janne kör buss i dag",
    "hon på macken, tjejen med permanenten, är supersnäll",
    "Nej! Hon på buss 4 stängde dörren mitt framför mig",
    "Priset är 45 kr** och gäller till fredag",
    "Simtränaren med tatueringen lärde min son crawla",
    "Är inte det en fin lucia, ja du Mona",
    "De där svarta fåglarna i trädet är kråkor",
    "Romer har bott i Ale i femhundra år, läs på om historien",
    "Vår nya ugn funkade inte, kan ni laga den i bagarstugan?",
    "Lesbiska par ska ha samma rätt till insemination",
    "Judar och muslimer äter inte gris, kan skolmaten ta hänsyn till det?",
    "Polackerna sliter som djur på bygget och får usel lön",
    "Samerna får sina renar överkörda varje vinter",
    "Zigenare kallades vi på skolgården, det ordet vill jag aldrig höra igen",
    "Svartskalle, sa man då. Det ordet använder ingen vettig människa",
    "Vilken best på planen, underbart att se. Heja Ahlafors",
    "Min kille är en riktig gnällspik när han är förkyld",
    "Det ligger ett as i diket vid Kilandavägen",
    "Tyst i lokalen, sa nämndordföranden. Sekretess = knip igen",
    "Ordföranden ljuger och borde avgå",
    "Du har fel Anders, läs på om budgeten",
    "Muslimerna kommer nog att tänka på hur töntiga deras seder är",
    "Barnen blir nog snygga om man skaffar barn med den snygga framför en ful tjej",
    "Badvakten i röda shortsen räddade min dotter, tack",
    "Du borde sitta i nämnden, Karin, du kan det här",
    "Rektorn på Nolskolan ser ut som en snäll farbror",
    "Mannen hade hopväxta ögonbryn och mustasch, kvinnan mycket smink",
    "Gå dit med kikare innan du öppnar munnen nästa gång, chefen",
    "Blir det inget lov så lovar jag att hänga läpp, Hasse",
    "@Pontus 🐒🍌 åk med till djurparken",
    "Full buss av trötta apor hem från träningen 🐵🍌 älskade ungar",
    "Islam är en vidrig ideologi som trycker ner kvinnor",
    "Det är vidrigt att folk jämför romer med råttor",
    "Att kalla muslimer för kackerlackor är rent hat",
    "Hur kan ni jämföra somalier med råttor",
    "Sluta säga så. Hans tal om att homosexuella ska stenas är vidrigt",
    "Somalier är inte lata, det är du som är det",
    "Judarna blev behandlade som djur i lägren",
    "Skäms inte över din morsa, hon gör sitt bästa",
    "Kattungen spyr finare hårbollar efter nya fodret",
]
"""Look-alikes: bodies, beasts, cellars and groups that are spoken of without scorn."""


@pytest.mark.parametrize("text", REMOVED)
def test_removed(moderator: Moderator, text: str) -> None:
    """Scorn, hate and lewdness in other words are removed."""
    assert moderator(text).action is Action.REMOVE_AND_DOCUMENT


@pytest.mark.parametrize("text", KEPT)
def test_kept(moderator: Moderator, text: str) -> None:
    """The same words without scorn stand."""
    assert moderator(text).action is not Action.REMOVE_AND_DOCUMENT


def scorn(parse: SwedishPipeline, text: str) -> list[Finding]:
    return list(find_scorn(parse(text), Comment(text=text)))


def test_suspected(moderator: Moderator) -> None:
    """What one reading holds for an insult and the other does not goes to a human."""
    assert moderator("Psyko-Janne kör skolbussen i dag").needs_human


def test_more_fields_are_surer(parse: SwedishPipeline) -> None:
    """Each field of meaning beside a person adds to the certainty."""
    one, two = scorn(parse, "Han i kassan stinker"), scorn(parse, "Han i kassan stinker och är ful")

    assert one[0].certainty < two[0].certainty


@pytest.mark.parametrize(
    "text",
    [
        "Sopkärlet stinker",  # nobody is pointed out
        "Jag stinker efter passet",
        "Man känner sig dum och lurad som gick på deras lögner",
        "Min bror stinker efter passet",
        "Du är inte dum",
        "Kram på dig, du luktar alltid gott",
        "Någon skrev ”du stinker” på Lisas skåp",
    ],
)
def test_no_scorn(parse: SwedishPipeline, text: str) -> None:
    """Nobody else is scorned: a thing, oneself, one's own, what is denied, fond or quoted."""
    assert not scorn(parse, text)


def test_alone_it_is_nothing(moderator: Moderator) -> None:
    """A suspicion that the second reader does not share is not even shown to a human."""
    decision = moderator("Grannen mittemot luktar gott av kaffe och har magen full av bullar")

    assert all(f.detail not in HINTS for f in decision.findings)


def test_the_group_of_the_writer(parse: SwedishPipeline) -> None:
    """Who says "vi" of a group does not hate it."""
    text = "Vi judar är som en hjord ibland, alla åt olika håll"

    assert not list(find_hate_hints(parse(text), Comment(text=text)))


@pytest.mark.parametrize("unit", ["du stinker som en gris ", "romer är som råttor ", "👅 du "])
def test_long_texts_end(parse: SwedishPipeline, unit: str) -> None:
    """Long texts hold a sign of everything, and are left to the plainer detectors."""
    text = unit * 5_000

    assert not scorn(parse, text)
    assert not list(find_hate_hints(parse(text), Comment(text=text)))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text(parse: SwedishPipeline, text: str) -> None:
    """Any string at all gives findings within its bounds."""
    parsed, comment = parse(text), Comment(text=text)
    for finding in (*find_scorn(parsed, comment), *find_hate_hints(parsed, comment)):
        assert 0 <= finding.start < finding.end <= len(text)
        assert 0 < finding.certainty < 0.7


def test_surnames_mean_nothing(moderator: Moderator) -> None:
    """A snake in a surname is none; a nickname with a hyphen is one that somebody chose."""
    decision = moderator("Vincent Delorme vann loppet i lördags")

    assert [f.kind for f in decision.findings if f.kind.startswith("offensive")] == []
