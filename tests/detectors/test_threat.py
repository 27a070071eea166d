"""Threats, incitement and urging to self-harm; figures of speech and lawful steps are none."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.detectors.threat import find_threats
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline

VEILED, OPEN = 1, 3
REMOVES = 0.6


def find(parse: SwedishPipeline, text: str) -> dict[str, Finding]:
    """The findings in the writer's own voice, by kind without `offensive.`."""
    found = find_threats(parse(text), Comment(text=text))
    return {f.kind.partition(".")[2]: f for f in found if f.voice == "own"}


THREATS = [
    ("Rör ni hästen igen kommer jag dit och slår ihjäl er allihop", OPEN, "body"),
    ("Jag har ett gevär i källaren och det är laddat, det kan ni på kommunen veta", OPEN, "body"),
    ("Rektorn borde bli påkörd", OPEN, "staff"),
    ("Hoppas du har bra livförsäkring, vi kommer förbi i kväll", VEILED, "commenter"),
    ("Jag ska slå ihjäl dig", OPEN, "commenter"),
    ("jag spräcker skallen på dig", OPEN, "commenter"),
    ("Rör du min hund så bryter jag armen på dig", OPEN, "commenter"),
    ("Ska du ha en kula i pannan", OPEN, "commenter"),
    ("Du är död", OPEN, "commenter"),
    ("dina dagar är räknade", OPEN, "commenter"),
    ("Du ska få på käften", OPEN, "commenter"),
    ("Vill du ha stryk", OPEN, "commenter"),
    ("Vi ska bränna ner huset för er", OPEN, "body"),
    ("Jag ska skjuta rektorn", OPEN, "staff"),
    ("Handläggaren borde hängas i en lyktstolpe", OPEN, "staff"),
    ("Kommunalrådet ska få smaka på kniven", OPEN, "politician"),
    ("Nästa gång jag ser han på moppen kör jag över honom", OPEN, "person"),
    ("I will kill you", OPEN, "commenter"),
    ("Jag vet var du bor", VEILED, "commenter"),
    ("Vi vet vilken skola dina barn går på", VEILED, "child"),
    ("Vore tråkigt om något hände din familj", VEILED, "commenter"),
    ("Akta ryggen när du går hem, handläggare på bygglov", VEILED, "staff"),
    ("Så får du se vad som händer", VEILED, "commenter"),
    ("Rektorn 🔪", VEILED, "staff"),
    # knowledge of where somebody's dear ones are, being watched
    ("Vi vet vilken hållplats din flicka går av på", VEILED, "child"),
    ("Jag vet var tjejen din jobbar", VEILED, "commenter"),
    ("Vi har koll på vilken bil din fru kör till jobbet", VEILED, "commenter"),
    ("Jag stod utanför ditt hus i natt och tittade på medan du sov", VEILED, "commenter"),
    ("Killarna har redan varit och kollat in din uppfart", VEILED, "commenter"),
    # what burns easily, visits that are no kindness, limbs and life
    ("Fin husvagn du har på tomten. Gasol är ju så lättantändligt", VEILED, "commenter"),
    ("Bor du kvar mittemot macken? Då får du besök av mig och bröderna", VEILED, "commenter"),
    ("Du kommer ångra dig när min brorsa hittar dig", VEILED, "commenter"),
    ("Håll dig borta från Surte om du vill behålla knäna", VEILED, "commenter"),
    ("Ge mig fem minuter ensam med handläggaren", VEILED, "staff"),
    # where somebody goes, what may happen to them, what is taken from them
    (
        "Du cyklar hem genom skogen varje kväll Lovisa. Så mörkt. Så långt till hjälp",
        VEILED,
        "commenter",
    ),
    ("Vi vet att du slutar 16.30. Bara så du vet.", VEILED, "commenter"),
    ("Fint växthus du har Malin, synd om det råkar brinna ner", VEILED, "commenter"),
    ("Du tog min häst, jag tar nåt du älskar", VEILED, "commenter"),
    ("Be din grabb titta sig över axeln på väg från träningen", VEILED, "child"),
    ("Vi är några fäder som tänkt hälsa på rektorn hemma, och inte med tårta", VEILED, "staff"),
    ("Synd att det stannade vid hot mot rektorn", VEILED, "staff"),
    ("Slutar ni inte så smäller det", OPEN, "body"),
    ("Ni skulle hängas i lyktstolparna, hela fullmäktige", OPEN, "body"),
    # limbs, walls and whoever does a thing
    ("Du tog mitt bygglov, jag tar dina knäskålar", OPEN, "commenter"),
    ("Jag dräper den som tar ner trädet", OPEN, "unclear"),
]
"""(text, how open, at whom)."""

NO_THREATS = [
    "Nästa som får stryk i budgeten är skolan",
    "Man kan tända ett ljus i kyrkan för honom",
    "Någon lägger ut köttbullar med spik vid rastgården",
    "Ta med er motorsåg så röjer vi stigen",
    "Min dotter cyklar alltid ensam genom tunneln",
    "Passa er när det blir mörkt, vägen är glashal",
    "Vi vet vilken väg rektorn kör hem, han vinkar alltid vid macken",
    "Kasta inte sten på ankorna, rektorn såg er",
    "Slå inte ihjäl snokarna som någon gjorde vid badet",
    "Då får vi väl hoppa från taket allihop",
    "Ni kommer att få smaka på kyrkans nya hallonbullar",
    "Geväret på museet är laddat med historia",
    "Vet ni vilken skola era barn hamnar på till hösten?",
    "Jag vet var din katt bor, hon sitter hos oss i köket",
    "Dina barn cyklar utan hjälm genom tunneln, prata med dem",
    "Jag parkerade utanför ditt hus igår, hoppas det var ok",
    "Fin altan du byggt, vad kostade virket?",
    "Åker du i diket så ringer du bara så drar jag upp dig med traktorn",
    "Skjut eländet innan den tar en unge",
    "Nån måste döda getingarna i lekstugan",
    "Någon borde spränga bort berget så vägen kan breddas",
    "Mörda kostnaderna, inte skolan",
    "Ta med facklor, vi går fackeltåg till kyrkan på fredag",
    "Kan inte nån ta ner flaggan på kommunhuset, den är sliten",
    "Kom och hjälp till att bränna ris på gården, vi har dunk och fika",
    "Köp ett rep på Jula till flaggstången",
    "Gör oss en tjänst och laga bron innan någon hoppar",
    # figures of speech
    "Jag ska slå vad om en tia",
    "Vi slog ihjäl en timme på biblioteket",
    "Jag dör av skratt åt dig",
    "Vi skjuter upp mötet med rektorn",
    "Jag brinner för den här frågan",
    "Rabatten ska bort, jag ska döda varenda mördarsnigel",
    "Du skjuter dig själv i foten",
    # sport and games
    "Vi ska krossa er på lördag i derbyt",
    "Jag ska spöa dig i schack",
    "Anfallaren sköt i stolpen",
    "Kör över dom tjejer 🔥",
    "Krossa dom på lördag grabbar!",
    "Kör hårt Lisa, krossa dom där uppe i Stockholm!",
    "Jag slår på rektorn via växeln",
    "Jag ska knäcka dig i korsord",
    # one's own and friends, laughed at
    "Kommer min man hem med en till trasig pinnstol så mördar jag honom 😂",
    "Tror jag stryper dig Helena, du lovade hålla tyst om limbon 😂",
    "Frugan kommer strypa mig när hon ser båten",
    # lawful steps
    "De ska få på nöten i valet",
    "Då anmäler jag er till JO, så får ni se vad som händer",
    "Ni får se vad som händer i valet",
    "Jag överklagar och då ska ni få ångra er",
    # report, negation, care
    "Såg att nån skrev att alla socialsekreterare borde hängas. Det är inte okej nånstans",
    "Läste en kommentar om att rektorn borde dränkas. Så skriver man inte, skäms",
    "Ingen ska behöva titta sig över axeln på väg till bilen",
    "Mina barn ska inte behöva vara rädda för att bli nerslagna",
    "Min man fick en kula i ryggen i Bosnien",
    "Det var så nära att jag dödade chauffören med blicken",
    "Han hotade att slå ihjäl sin granne",
    "Jag ska inte slå dig",
    "Någon har slagit sönder rutan på busskuren",
    "Läraren blev misshandlad på rasten",
    "Jag bröt armen på isen",
    "Passa dig för halkan",
    "Du får inte ta livet av dig, ring 112",
    "Om du vill ta livet av dig, ring hjälplinjen",
    "Min bror försökte ta livet av sig",
    "Kom allihop så städar vi stranden",
    "Kom till torget så demonstrerar vi",
    "Vi borde riva staketet och plantera en häck",
    "Någon borde sparka kommunchefen från jobbet",
    "Häng tavlorna i matsalen",
    "Ring jouren dygnet runt",
    "🔪 slipas på torget varje lördag av knivsliparen",
]

INCITEMENT = [
    "Kan någon tutta på asylboendet",
    "En jerrycan och en tändare så är saken ur världen",
    "Kom ikväll så slår vi sönder rutorna på kommunhuset",
    "Någon borde skjuta rektorn",
    "Kan inte nån bränna ner skiten",
    "Ta med gatsten på måndag",
    "Terrorring henne",
    "Låt oss jaga ut dem med påkar",
    "Häll socker i tanken på hans bil",
    "Kapa bommen vid campingen, häng på",
    "Åk hem till honom och skräm livet ur honom",
    "Fem liter tändvätska på barackerna så är frågan löst",
    "Vem har en bultsax? Kamerorna ska ner i natt",
    "Någon sugen på att lossa muttrarna på masten efter mörkrets inbrott",
    "Krossa varje ruta på soc i natt",
    "Släng in en nyårsraket genom fönstret på moskén",
    "Fram med dynamiten bara, vindkraftverken är inte svårare än så",
    "Jag betalar bra för att ni ger honom en omgång",
]

SELFHARM = [
    "gå och häng dig",
    "ta livet av dig",
    "kys",
    "Hoppa framför tåget",
    "Kan du inte bara ta livet av dig",
    "världen vore bättre utan dig",
    "ingen kommer sakna dig",
    "go kill yourself",
    "drick klorin",
    "skär dig lite djupare",
    "gör oss en tjänst o försvinn för gott. rep finns på jula",
    "Lägg huvudet på rälsen så har vi en mindre",
    "Gå och lek på motorvägen",
    "Du borde prova att simma i älven med stenar i fickorna",
]


@pytest.mark.parametrize(("text", "severity", "target"), THREATS)
def test_threats(parse: SwedishPipeline, text: str, severity: int, target: str) -> None:
    """The threat is found: how open it is, and at whom it is aimed."""
    found = find(parse, text)

    assert "threat" in found, text
    assert (found["threat"].severity, found["threat"].target) == (severity, target)
    assert found["threat"].certainty >= REMOVES


@pytest.mark.parametrize("text", NO_THREATS)
def test_no_threats(parse: SwedishPipeline, text: str) -> None:
    """Nothing here removes a comment."""
    assert not [f for f in find(parse, text).values() if f.certainty >= REMOVES]


@pytest.mark.parametrize("text", INCITEMENT)
def test_incitement(parse: SwedishPipeline, text: str) -> None:
    """A call upon others to crime or harassment is found."""
    assert "incitement" in find(parse, text)


@pytest.mark.parametrize("text", SELFHARM)
def test_selfharm(parse: SwedishPipeline, text: str) -> None:
    """Urging another to harm themselves is found."""
    assert "selfharm" in find(parse, text)


@pytest.mark.parametrize(
    ("threat", "harmless"),
    [
        ("Jag ska slå ihjäl dig", "Jag ska slå ihjäl tiden"),
        ("Vi vet var du bor", "Vi vet var svanen bor"),
        ("Du borde hängas", "Tavlan borde hängas om"),
        ("gå och häng dig", "gå och häng tvätten"),
        ("häng dig nu", "häng dig inte på andras linor"),
        ("snart ligger hon på bårhuset", "nu ligger hon på bårhuset och ni bara pratar"),
        ("Nån borde bränna ner kommunhuset", "Nån borde bränna ner löven i tunnan för kommunen"),
        ("Om du kommer hit skjuter jag dig", "Om du kommer hit skjutsar jag dig"),
        ("Vi ses i mörkret", "Vi ses i ljuset"),
    ],
)
def test_one_change_takes_the_threat_away(
    parse: SwedishPipeline, threat: str, harmless: str
) -> None:
    """Near misses are told apart."""
    assert find(parse, threat)
    assert not [f for f in find(parse, harmless).values() if f.certainty >= REMOVES]


@pytest.mark.parametrize(
    "text",
    [
        "Jag vet var du bor, kul att vi blev grannar 😊",
        "Ni kommer att ångra det här",
        "Kolla under bilen innan du startar",
    ],
)
def test_doubtful_ones_are_for_a_human(parse: SwedishPipeline, text: str) -> None:
    """What may be meant kindly or lawfully is found, but can not remove a comment."""
    assert 0.3 <= find(parse, text)["threat"].certainty < REMOVES


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ('Någon skrev "jag ska döda dig" på mitt skåp', "quoted"),
        ("Jag ska inte slå ihjäl dig", "negated"),
    ],
)
def test_voice(parse: SwedishPipeline, text: str, voice: str) -> None:
    """A threat that is told of or denied is nobody's threat."""
    assert {f.voice for f in find_threats(parse(text), Comment(text=text))} <= {voice}


def test_quotes_are_masked(parse: SwedishPipeline) -> None:
    """No name or number stands in a quote."""
    text = "Kulan med Ove Sagomarks namn är beställd, ring 070-1740605"

    for finding in find_threats(parse(text), Comment(text=text)):
        assert "Sagomark" not in finding.quote
        assert "174" not in finding.quote


@pytest.mark.parametrize("text", [text for text, _, _ in THREATS if "🔪" not in text])
def test_form_does_not_matter(parse: SwedishPipeline, text: str) -> None:
    """Case, composition and invisible characters change no kind."""
    expected = set(find(parse, text))
    hidden = "\u200d".join(text[i : i + 3] for i in range(0, len(text), 3))

    for form in (text.upper(), text.lower(), unicodedata.normalize("NFD", text), hidden):
        assert set(find(parse, form)) == expected


@pytest.mark.parametrize("unit", ["slå ihjäl ", "döda tid ", "din jävla ", "( ( (", "a*b"])
def test_long_texts_end(parse: SwedishPipeline, unit: str) -> None:
    """A hundred thousand characters of anything give few findings."""
    text = (unit * 100_000)[:100_000]

    assert len(list(find_threats(parse(text), Comment(text=text)))) <= 2


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text(parse: SwedishPipeline, text: str) -> None:
    """Any string at all gives findings within its bounds."""
    for finding in find_threats(parse(text), Comment(text=text)):
        assert 0 <= finding.start < finding.end <= len(text)
