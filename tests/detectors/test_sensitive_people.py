"""Whom sensitive data and offences are tied to: by name, deed, place, family, and late or aside."""

from __future__ import annotations

import pytest

from ale_moderation.detectors.sensitive import find_sensitive
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline


def found(parse: SwedishPipeline, text: str) -> list[Finding]:
    """The findings about another in a text."""
    findings = find_sensitive(parse(text), Comment(text=text))
    return [f for f in findings if f.owner == "third"]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Hon som höll talet på valborg har fått demens", "health"),
        ("Han som vann Triss i Nol har spelat bort alltihop på nätcasino", "addiction"),
        ("Hon i grå kofta som var där i tisdags har adhd", "health"),
        ("Dennis H i 8A har ångest", "health"),
        ("Stig är muslim nu", "faith"),
        ("min mellanflicka är inlagd för ätstörning, hon heter Alva", "health"),
        ("Killen som stal cykeln heter Viktor Sand", "crime"),
        ("Han kissar på sig, mamman berättade det på fikat. Elliot i 2A alltså.", "health"),
        ("hon är lesbisk, alla vet det, hon med rosa skåpbil på lagret", "sexual_life"),
        ("Alla vet vem som langar vid kiosken, Dario Brankovski", "crime"),
        ("Elias i 5B satt i korridoren för hans familj är Jehovas vittnen", "faith"),
        ("Tjejen som bor i hörnhuset, hennes föräldrar missbrukar båda två", "addiction"),
        ("Rektorns äldste fick böta för hasch i Göteborg", "crime"),
        ("Conrad Lilja vägrade i morse. Karln är alkis", "addiction"),
        ("din pappa går på soc", "economy"),
        ("luktar sprit om Stefan på fritidsgården på fredagar", "addiction"),
        ("Ove på macken, alkis är han", "addiction"),
        ("Elsie Bodén tackar för sanden, ångest har hon också", "health"),
        ("Doris Ek överdriver sin fibromyalgi", "health"),
        ("Kvinnan på Tallvägen sparkar på katten, djurplågare", "crime"),
        ("Akta er på Bruksvägen, där bor en pedofil i hörnhuset", "crime"),
        ("Han i blå Saab är barnskötare och dömd för övergrepp", "crime"),
        ("Ove på macken bor med sin fjärde fru och är alkis", "addiction"),
        ("Bibliotekarien med de gröna glasögonen är gravid", "health"),
        ("Hon i trean, ni vet, har fått cancer", "health"),
        ("Viola Tingmark går ju tydligen numera på metadon", "addiction"),
    ],
)
def test_somebody_is_pointed_out(parse: SwedishPipeline, text: str, detail: str) -> None:
    """By what they did once, by a later name, by whose they are, or beside the clause."""
    assert detail in {f.detail for f in found(parse, text) if f.certainty >= 0.55}


@pytest.mark.parametrize(
    "text",
    [
        "Hon har cancer. Anna på biblioteket hälsar att hon kommer på fredag",
        "Nä du Conny, bögar är inte sjuka",
        "Om din mor har demens kan du söka hemtjänst",
        "Din morsa skulle ha fått p-piller",
        "Hur gör man om grannen super?",
        "Läkaren Omar Saleh är suverän på diabetes",
        "Sara Lind har skrivit en bok om att växa upp i fosterhem",
        "Sven Olsson föreläser om sin tid som missbrukare",
        "Farfar Nils stal äpplen på 40-talet",
        "Chefen för tekniska tjänar 74 000 i månaden",
        "Ingrid Bergman var också frånskild",
        "Två barn har fått fel mat, ett av dem hamnade på akuten",
        "Hon med barnvagnen fick hjälp på bussen av två killar",
        "Han som vann Vasaloppet bor i Nol",
        "Fråga Karin på biblioteket vart återvinningen flyttades",
        "Kalle på IP har kommit hem från semestern",
        "Jens på tekniska slog huvudet på spiken med den rondellen",
        "Gunnar tog hem guldet i lördags",
        "Sten är hårt och dyrt",
    ],
)
def test_nobody_is_pointed_out(parse: SwedishPipeline, text: str) -> None:
    """Suppositions, work, the long dead, public pay and what is said of somebody else."""
    assert not [f for f in found(parse, text) if f.certainty >= 0.6]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Tobbe på återvinningen har varit torr i sju år", "addiction"),
        ("Roffe Lind gömmer avföring i byrån", "health"),
        ("Åke Brink ser dubbelt efter operationen", "health"),
        ("Mia Ek har lagt in sig frivilligt igen", "health"),
        ("Anna Lund har en liten i magen", "health"),
        ("Monika Ek sitter i Rikets sal varje söndag", "faith"),
        ("Kenneth Ek sitter i styrelsen för facket", "union"),
        ("Nya fröken Lena Ek delar SD-inlägg på sin sida", "politics"),
        ("Conrad Lilja tar hem grabbar när ingen ser", "sexual_life"),
        ("Torsten Ek är utslängd av frun", "family"),
        ("Mats Ohlander svarar aldrig när kronofogden ringer på", "economy"),
        ("Gittan Ek har tusenlappar i brödburken", "economy"),
        ("Malin Ek blev av med tvillingarna i höstas", "family"),
        ("Lillemor Ek får sina pengar genom en förvaltare", "economy"),
        ("Olena Ek ska skickas tillbaka till Irak", "migration"),
        ("Predikanten Yassin Bouraoui åkte dit i Malmö för bidragsfusk", "crime"),
        ("Vaktmästaren på IP tog hem den nya klipparen", "crime"),
        ("Fråga Jelena på städbolaget vart växelkassan tog vägen", "crime"),
        ("Håkan Brunnsvik eldar upp båtarna i hamnen", "crime"),
        ("Jesper Ek har sex med minderåriga", "crime"),
    ],
)
def test_everyday_words(parse: SwedishPipeline, text: str, detail: str) -> None:
    """Deeds, places and habits tell what the words of the trade would."""
    assert detail in {f.detail for f in found(parse, text) if f.certainty >= 0.6}


@pytest.mark.parametrize(
    "text",
    [
        "Jag har varit torr i sju år tack vare öppenvården",
        "Kronofogden ringer på hos allt fler barnfamiljer",
        "Ove Ek är placerad på tredje plats",
        "Leif Ström har sålt sina cyklar till förmån för Barncancerfonden",
        "Anna Ek har köpt kakor till klassens utflykt",
        "Janne på ICA tog hem extra jordgubbar till midsommar",
        "Scoutledaren Kim tände lägerelden med en enda tändsticka",
        "Vaktmästaren har stulit showen på avslutningen",
        "Ove kör full rulle i år också på marknaden",
        "Viola Tingmark jobbar på dialysen",
    ],
)
def test_everyday_words_of_nothing(parse: SwedishPipeline, text: str) -> None:
    """The same words of oneself, of people at large, of trade and of feasts."""
    assert not [f for f in found(parse, text) if f.certainty >= 0.6]


def test_gossip_of_whom_the_thread_knows(parse: SwedishPipeline) -> None:
    """It is told, unsurely, where it is told as gossip is, and not in a plain statement."""
    gossip, plain = "Hon har ju HIV, sägs det", "Hon har HIV."

    assert [f.detail for f in found(parse, gossip)] == ["health"]
    assert not found(parse, plain)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Flickan i det vita huset snett emot kyrkan går hos BUP två gånger i veckan", "health"),
        ("Pojken mitt emot skolan har fått autism", "health"),
        ("Umgängestvisten mellan Sara och Björn Tallhed är äntligen över", "family"),
        ("Särskoleeleven Wilma Brink tar inte bussen själv", "health"),
        ("Bara så ni vet är Marcus Brink HIV-smittad", "health"),
        ("Styrelsen informerar om att Camilla Brink (3 tr) är föremål för vräkning", "economy"),
        ("Svärmor till ordföranden ligger på demensavdelningen", "health"),
        ("Kommunalrådets fru är skyddsombud för Kommunal", "union"),
        ("Krya på dig Siv Brinkman, hörde att cellgifterna inte biter längre", "health"),
        ("Vi tänker på dig Olle Brinkman! Hoppas tumören går tillbaka", "health"),
        ("Fröken Siv Brinkman är borta hela våren. Det är bröstcancer", "health"),
        ("Om ni undrar varför Kjell Brink är borta: tarmcancer, stadium tre", "health"),
        ("Alla vet vem som sitter i moskén på fredagar, självaste bagarn i Älvängen", "faith"),
        ("Såg Mattias Brink på psykmottagningen i veckan", "health"),
        ("hon Tova från kören sa att hon o maken gör ivf", "health"),
        ("Wille i 7B är tillbaka efter LVU:t", "family"),
        ("Min kompis i 9C var den som anmälde, hon heter Nova", "family"),
        ("Nora i 6A har 47 dagars frånvaro", "health"),
        ("Under mitt nattpass ramlade Astrid Brink ur sängen igen", "health"),
        ("Stina Brink har tagit sig ur missbruket", "addiction"),
    ],
)
def test_further_links_to_somebody(parse: SwedishPipeline, text: str, detail: str) -> None:
    """Beside a landmark, between two, within a name, by a greeting or as the reason told."""
    assert detail in {f.detail for f in found(parse, text) if f.certainty >= 0.55}


@pytest.mark.parametrize(
    "text",
    [
        "Bra skrivet Anna Brink, autism är ingen sjukdom",
        "Anna Brink, depression kan drabba alla",
        "Vila i frid Bengt Brink, du kämpade mot cancern in i det sista",
        "Beklagar sorgen Anna Brink, cancern är en fruktansvärd sjukdom",
        "Kämpa Maja Brink, vi tänker på dig och håller tummarna",
        "Jag heter Gunilla och lever med MS",
        "Mamma till tre barn med autism här, LSS fungerar inte",
        "Läs Maria Brinks insändare om hur det är att leva med bipolär sjukdom",
        "Emil i Lönneberga hade nog fått adhd-diagnos idag",
        "Var tredje pensionär i Ale har hemtjänst",
        "Bor granne med en stödfamilj och de gör ett enormt jobb",
        "Målvakten Kim Brink har fått hjärnskakning och missar derbyt",
        "Jag håller inte med er som skriver att soc tar barn i onödan",
        "Hemtjänsten fick vända i backen, likaså färdtjänsten till grannen",
        "Göran Brink langar varmkorv till barnen varje fredag",
        "Ledamoten Anna Brink (S) är medlem i Kommunal",
        "Mannen försökte ta sig in hos min svärmor",
        "Vår katt Sixten är borta. Han har diabetes",
        "Lisa Brink på fritids tar barnen till skogen varje dag",
        "Min man har fått pass, men körkortet dröjer",
    ],
)
def test_nobody_is_harmed_by_it(parse: SwedishPipeline, text: str) -> None:
    """Debate, mourning, the writer's own, tales, matches, roads, pets and praise."""
    assert [f.detail for f in found(parse, text) if f.certainty >= 0.5] == []


@pytest.mark.parametrize(
    "text",
    [
        "Anna Brink tittar på landskampen i klubblokalen",
        "Lisa Brink kollar på film med barnen",
        "Anna Brink blir alla barns favorit",
        "Maja Brink blev allt bättre under säsongen",
        "Sven Brink vet inte vad kostnaden är",
        "Gunilla Brink har fyllt i blanketten åt mig",
        "Per Brink ligger inne med en ansökan",
        "Anna Brink är på plats i receptionen varje dag",
        "Sara Brink kom ut. Jag fick min bok signerad",
        "Maria Brink har med lånet av böckerna att göra",
        "Anna Brink sprang till lilla scenen och räddade festen",
        "Karin Brink gick vilse i Alingsås och kom för sent",
        "Kicki Brink har varit kontaktfamilj i tjugo år",
        "Per Brink betalade in avgiften i tid",
        "Anna Brink strålar på scenen varje gång",
        "Stig Brink går på mötena och vet vad som sagts",
        "Karin Brink ligger högre på listan än förra valet",
        "Maja Brink har tappat ett örhänge vid badet",
        "Bengt Brink har god smak när det gäller julgranar",
        "Lisa Brink har döpt sin katt till Kommunen",
        "Anna Brinks man gick ut med hunden i snöstormen",
        "Per Brink är på mässan i Göteborg och visar båtar",
        "Omid Brink väntar alltid in barnen",
        "Vaktmästaren bröt ihop av skratt",
        "Lasse Brink har varit borta sedan i måndags",
    ],
)
def test_ordinary_doings_of_somebody_named(parse: SwedishPipeline, text: str) -> None:
    """What anybody does: a pattern must hold the matter itself, not only the verb."""
    assert [f.detail for f in found(parse, text) if f.certainty >= 0.5] == []
