"""People at risk: weak signs are reported, figures of speech are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.detectors.risk import find_risk
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline


def find(parse: SwedishPipeline, text: str) -> dict[str, Finding]:
    """The findings by kind without `important.` and detail."""
    found = find_risk(parse(text), Comment(text=text))
    return {f"{f.kind.partition('.')[2]}:{f.detail}".rstrip(":"): f for f in found}


SIGNS = [
    ("person_at_risk:self", "har samlat på mig tabletter sen i våras"),
    ("person_at_risk:self", "har gömt repet i garaget"),
    ("person_at_risk:self", "På lördag borta för alltid"),
    ("person_at_risk:self", "jag vill inte leva längre"),
    ("person_at_risk:self", "Jag tänker ta mitt liv"),
    ("person_at_risk:self", "orkar inte mer. snart slipper ni mig"),
    ("person_at_risk:self", "På lördag är jag borta för alltid"),
    ("person_at_risk:self", "Det vore bättre för alla utan mig"),
    ("person_at_risk:self", "har skrivit brev till barnen, ni kommer inte se mig igen"),
    ("person_at_risk:self", "har tabletterna framför mig. förlåt mamma"),
    ("person_at_risk:self", "vet inte varför jag ska vakna imorgon"),
    ("person_at_risk:self", "Det märks nog inte om jag är borta efter helgen"),
    ("person_at_risk:self", "har sparat pillren i en månad, nu räcker de"),
    ("person_at_risk:self", "Har skrivit breven till barnen nu. Tack för allt."),
    (
        "person_at_risk:self",
        "Har lämnat nycklarna hos grannen och skrivit breven. Imorgon är det över",
    ),
    ("person_at_risk:self", "Det är för sent för mig. Har skrivit breven, ikväll tar det slut"),
    ("person_at_risk:self", "Har gett bort hunden och skrivit klart breven, det tar slut i kväll"),
    ("person_at_risk:self", "vill bara somna och slippa vakna"),
    ("person_at_risk:self", "I don't want to be here anymore"),
    ("person_at_risk:self", "I want to die"),
    ("person_at_risk:self", "jag orkar inte leva langre"),
    ("person_at_risk:other", "En liten pojke går ensam längs motorvägen just nu"),
    (
        "person_at_risk:other",
        "En äldre kvinna i nattlinne irrar vid stationen, hon hittar inte hem",
    ),
    ("person_at_risk:other", "Det ligger en man i diket och han svarar inte"),
    ("person_at_risk:other", "Någon står på utsidan av räcket på bron"),
    ("person_at_risk:other", "Min kompis skriver att hon tänker ta sitt liv"),
    ("person_at_risk:other", "Grannen har inte tagit in tidningen på sex dagar"),
    ("person_at_risk:other", "Farfar är dement och har gått hemifrån, senast sedd vid torget"),
    ("person_at_risk:identified", "Kvinnan på Rönnvägen 17 har tagit alla tabletter"),
    ("concern_report", "Vill göra en orosanmälan på familjen i 3A"),
    ("concern_report", "Grannens barn är ensamma ute om nätterna"),
    ("concern_report", "Pappan ovanför oss slår sin lilla flicka"),
    ("concern_report", "Flickan på Rönnvägen 17 får aldrig gå till skolan, hon passar syskonen"),
    ("concern_report", "Barnen på Rönnvägen 17 får ingen mat"),
]

NO_SIGNS = [
    "Pengarna är borta för alltid",
    "Genetik är inte längre bara för specialister",
    "Vi har samlat massor av skräp i dag",
    "har räknat med det här länge",
    "SMHI har räknat med att snövädret kommer i helgen",
    "Lagen ska reglera när läkare får hjälpa patienter att avsluta livet",
    "Har skrivit breven till medlemmarna och lämnat nycklarna. Imorgon är säsongen över",
    "Har skrivit breven till föräldrarna, ikväll tar terminen slut",
    "Det är för sent för mig att söka nu, ansökan tar slut ikväll",
    "Rean är snart över, ikväll tar det slut",
    "Orkar inte mer. Bron är avstängd igen",
    "Orkar inte mer av det här gnället",
    "jag dör så roligt",
    "Ville dö av skam",
    "Jag vill dö 😂",
    "Vill inte leva i en kommun utan bibliotek",
    "Viktigt att våga prata om självmord",
    "Ska hoppa på tåget till stan",
    "Sista gången jag handlar där",
    "Förlåt mig men det här är fel",
    "Tack för allt ni gör",
    "Tack för allt, nu går jag i pension",
    "Har sparat tabletterna i medicinskåpet, var lämnar man gamla mediciner?",
    "Har bestämt mig, vi flyttar till Ale!",
    "Vill bara få sova om nätterna utan mopeder",
    "Det var min sista natt som nattarbetare",
    "Hoppet är nu tänt",
    "Ge inte upp hoppet om simhallen",
    "Barnen kan gå själva till skolan nu",
    "Man blir förvirrad av skyltarna",
    "Jag är 86 år och bor ensam",
    "Kommunen svarar inte på mejl",
    "Katten har varit borta sedan i tisdags",
    "Hur gör man en orosanmälan?",
    "Fler borde våga orosanmäla",
    "Vi fick en orosanmälan på oss",
    "Barnen kom hem smutsiga och glada från skogen",
    "Barnen är hungriga efter skollunchen",
    "Grannens barn leker fint på gården",
]


@pytest.mark.parametrize(("kind", "text"), SIGNS)
def test_danger_is_seen(parse: SwedishPipeline, kind: str, text: str) -> None:
    """Somebody who may be in danger is seen, also where it is only implied."""
    assert find(parse, text)[kind].certainty >= 0.45


@pytest.mark.parametrize("text", NO_SIGNS)
def test_a_figure_of_speech_is_no_danger(parse: SwedishPipeline, text: str) -> None:
    """Sighs, jokes, idioms and the topic itself are no signs."""
    assert find(parse, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Pappa slår mig när jag kommer för sent",
        "Sambon sparkar mig när ingen ser",
        "Min fru slår mig varje gång hon har druckit",
        "Grannen har låst in sig på vinden med bössan och gråter",
    ],
)
def test_violence_at_home_is_danger(parse: SwedishPipeline, text: str) -> None:
    """A beaten writer, or somebody shut in with a weapon, is somebody in danger."""
    assert "person_at_risk:other" in find(parse, text)


@pytest.mark.parametrize(
    "text",
    [
        "Det slår mig när jag kommer hem hur vackert det är",
        "Han slår mig när jag spelar padel, varje gång",
    ],
)
def test_beaten_at_a_game_is_no_danger(parse: SwedishPipeline, text: str) -> None:
    """A thought that strikes and a lost match are no blows."""
    assert find(parse, text) == {}


def test_who_can_be_recognised_is_identified(parse: SwedishPipeline) -> None:
    """An address turns somebody in danger into somebody identified."""
    anywhere = find(parse, "Det ligger en man på trottoaren och han svarar inte")
    at_home = find(parse, "Det ligger en man på trottoaren vid Rönnvägen 17 och han svarar inte")

    assert set(anywhere) == {"person_at_risk:other"}
    assert set(at_home) == {"person_at_risk:identified"}


def test_a_quote_shows_no_address(parse: SwedishPipeline) -> None:
    """The reasons given never repeat where somebody lives."""
    text = "Barnen hos Olle Granskog på Rönnvägen 17 är ensamma hemma om nätterna"

    quotes = " ".join(f.quote for f in find(parse, text).values())

    assert quotes
    assert "Granskog" not in quotes
    assert "17" not in quotes


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_gives_valid_findings(parse: SwedishPipeline, text: str) -> None:
    """Odd input is no error, and spans lie inside the text."""
    for finding in find_risk(parse(text), Comment(text=text)):
        assert 0 <= finding.start < finding.end <= len(text)
        assert 0 < finding.certainty <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Farsan ligger på neuro i Kungälv efter stroken, tack till ambulansen",
        "Brorsan fick en hjärtinfarkt på jobbet, hjärtstartaren i receptionen räddade honom",
        "Pappa har demens och försvann från boendet i förrgår, han hittades vid ån. Tack!",
        "Tonåringen som var försvunnen sedan i fredags är hittad och mår bra, säger polisen",
        "Min vän ligger på golvet av skratt åt er film",
        "Kurs i hjärt-lungräddning: så gör du när någon är medvetslös, onsdag i Nol",
        "Jag ville dö när jag var sjutton. Kuratorn räddade mig",
    ],
)
def test_help_that_has_come_is_no_danger(parse: SwedishPipeline, text: str) -> None:
    """Somebody in care, found or saved is told of afterwards; nobody must go there."""
    assert find(parse, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Mormor är hemma igen från sjukhuset och nu ligger hon på hallgolvet och svarar inte",
        "Tack till polisen som letar, pappa är fortfarande försvunnen sedan i natt",
        "Gubben ovanpå har legat på golvet sen i natt, jag hör honom ropa",
        "Jag gömmer mig i förrådet från mannen, han letar",
        "Mannen släpper inte ut mig, han har nyckeln",
    ],
)
def test_danger_that_goes_on_is_seen(parse: SwedishPipeline, text: str) -> None:
    """Help that came once does not hide that somebody is in danger now."""
    assert any(kind.startswith("person_at_risk") for kind in find(parse, text))


@pytest.mark.parametrize(
    "text",
    [
        "Mammas respirator går på batteri, det räcker bara en timme till",
        "Farfar har syrgas och tuben är snart slut, ingen kommer fram",
        "Hon smsade förlåt för allt och svarar inte",
        "Hur det vore att inte finnas, det tänker jag på",
        "Farsan kastar tallrikar på oss",
    ],
)
def test_life_that_hangs_on_a_thread_is_seen(parse: SwedishPipeline, text: str) -> None:
    """Oxygen that runs out, a last message, a child at home."""
    assert any(kind.startswith("person_at_risk") for kind in find(parse, text))


@pytest.mark.parametrize(
    "text",
    [
        "Insulinet är billigt i Sverige",
        "Syrgas finns på sjukhuset, pappa har fått en ny tub",
        "Pappa kastar snöboll på oss",
        "En gren hänger ut över räcket",
    ],
)
def test_things_and_play_are_no_danger(parse: SwedishPipeline, text: str) -> None:
    """Devices that work, play, and things that hang out."""
    assert find(parse, text) == {}


def test_a_strayed_animal_is_nobody(parse: SwedishPipeline) -> None:
    """A notice of a lost animal, by its name, is not of somebody in danger."""
    lost = "borta sedan tisdag, sist sedd vid kyrkan, behöver sin medicin"

    assert not find(parse, f"Katten Sigge {lost}")
    assert "person_at_risk:other" in find(parse, f"Pappa är {lost}")
    assert "person_at_risk:other" in find(parse, f"Pappa gick ut med hunden och är {lost}")
