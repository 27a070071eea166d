"""Tests of the numbers that point out a person."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.detectors.identifiers import find_identifiers
from ale_moderation.detectors.personal_numbers import is_personal_number
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline

Find = Callable[[str], list[Finding]]


@pytest.fixture(scope="session")
def find(parse: SwedishPipeline) -> Find:
    """The findings of a text, the surest first."""

    def run(text: str) -> list[Finding]:
        found = find_identifiers(parse(text), Comment(text=text))
        return sorted(found, key=lambda finding: -finding.certainty)

    return run


HITS = [
    # text, detail, what the finding covers
    ("Grannens personnummer är 450503-2385", "personnummer", "450503-2385"),
    ("moster Elsa 19450503-2385 väntar", "personnummer", "19450503-2385"),
    ("svärfar, 45 05 03 - 23 85, väntar", "personnummer", "45 05 03 - 23 85"),
    ("hon är 1945 0503 2385 i rullorna", "personnummer", "1945 0503 2385"),
    ("pnr 450503/2385 tack", "personnummer", "450503/2385"),
    ("pnr 45.05.03–2385 tack", "personnummer", "45.05.03–2385"),
    ("pnr 45O5O3-2385 tack", "personnummer", "45O5O3-2385"),
    ("pnr 4 5 0 5 0 3 2 3 8 5", "personnummer", "4 5 0 5 0 3 2 3 8 5"),
    ("farmor 120304+2385 var först", "personnummer", "120304+2385"),
    ("tjejen har 880363-2382 på lappen", "samordningsnummer", "880363-2382"),
    ("född tredje maj fyrtiofem, sista fyra två tre åtta fem", "personnummer", None),
    ("Han fyller den 3 maj, årgång 1945, och sista fyra är 2385", "personnummer", None),
    ("Legget tillhör Sven Provholm, född 680412", "birth_date", "680412"),
    ("Den grå Saaben KRT 418 står kvar", "plate", "KRT 418"),
    ("krt41b körde om på övergångsstället", "plate", "krt41b"),
    ("Bilen var Kalle Rudolf Tore fyra ett Bertil", "plate", None),
    ("konto: SE45 5000 0000 0583 9825 7466", "iban", "SE45 5000 0000 0583 9825 7466"),
    ("clearing 9999, konto 12 345 678", "account", "9999, konto 12 345 678"),
    ("Kents dator har ip 203.0.113.54", "ip_address", "203.0.113.54"),
    ("Journal 7718-2 på vårdcentralen är hennes", "journal_number", "7718-2"),
    ("Hittade ett pass, nr 00123456, vid macken", "passport", "00123456"),
    ("LMA-kortet nr 50-123456 låg på bussen", "passport", "50-123456"),
    ("Elevens nummer är 000101-T220 i listan", "personnummer", "000101-T220"),
    ("skriv 450503 och sedan 2385", "personnummer", "450503 och sedan 2385"),
    ("450503, sista fyra är 2385", "personnummer", "450503, sista fyra är 2385"),
    ("fyra fem noll fem noll tre streck två tre åtta fem", "personnummer", None),
    ("Elev 1: 4505032385", "personnummer", "4505032385"),
    ("har en bok lånad på 450503-2385", "personnummer", "450503-2385"),
    ("Kusinen har 20090291-2385 på kortet", "samordningsnummer", "20090291-2385"),
    ("Bilen har N A Z 4 7 B på skylten", "plate", "N A Z 4 7 B"),
    ("Volvon NAZ•472 tutar jämt", "plate", "NAZ•472"),
    ("IBAN SE4550000000058398257466 om ni betalar", "iban", "SE4550000000058398257466"),
    ("Rätt är 8214-9, 983 248 380-6 i Swedbank", "account", "8214-9, 983 248 380-6"),
    ("Nordea 3300 450503-2385 är hennes konto", "account", "3300 450503-2385"),
    ("kortet 3782 822463 10005 är spärrat", "card", "3782 822463 10005"),
    ("hans router har 00-00-5E-00-53-AF", "ip_address", "00-00-5E-00-53-AF"),
    ("trollets ip är 2001:db8:85a3::8a2e:370:7334", "ip_address", "2001:db8:85a3::8a2e:370:7334"),
    ("Akt nr SN2023-0412 hos soc gäller henne", "journal_number", "SN2023-0412"),
]


@pytest.mark.parametrize(("text", "detail", "covered"), HITS)
def test_identifiers_are_found(find: Find, text: str, detail: str, covered: str | None) -> None:
    """Every spelling is found, surely enough to act, and the span is right."""
    finding = find(text)[0]

    assert (finding.kind, finding.detail) == ("personal_data.identifier", detail)
    assert finding.certainty >= 0.6
    if covered is not None:
        assert text[finding.start : finding.end] == covered


def check_digit(nine: str) -> str:
    """The digit that makes a number right, after the rule of Skatteverket (SKV 704)."""
    sums = (sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(nine))
    return str(-sum(sums) % 10)


BORN = [
    date(year, month, day)
    for year, month, day in (
        *((1928, 2, 29), (1945, 5, 3), (1957, 4, 28), (1969, 12, 31), (1970, 1, 1)),
        *((1984, 10, 16), (1990, 11, 4), (2000, 2, 29), (2007, 5, 24), (2018, 6, 3)),
    )
]
SPELLINGS = [
    *(
        "{c}{d}{n}",
        "{c}{d}-{n}",
        "{c}{d} {n}",
        "{d}{n}",
        "{d}-{n}",
        "{d} {n}",
        "{d}–{n}",
        "{d} - {n}",
    ),
    *(
        "{d}/{n}",
        "{d}.{n}",
        "{c}{d}_{n}",
        "{c}{y}-{m}-{dd}-{n}",
        "{y} {m} {dd} {n}",
        "{y}.{m}.{dd}-{n}",
    ),
    *(
        "{c}{y} {m}{dd} {n}",
        "{d}\u200b-{n}",
        "{d}\u2011{n}",
        "{d}\xa0{n}",
        "({c}){d}-{n}",
        "{d} ({n})",
    ),
    *(
        "{d} sista fyra {n}",
        "{d}, sista fyra siffrorna är {n}",
        "{d} och sen {n}",
        "{d} streck {n}",
    ),
]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("added", [0, 60])
def test_every_number_in_every_spelling(find: Find, spelling: str, added: int) -> None:
    """Identity and coordination numbers are found in running text, and wrong ones are not."""
    for born in BORN:
        day = f"{born:%y%m}{born.day + added:02}"
        last = "238" + check_digit(day + "238")
        wrong = last[:3] + str((int(last[3]) + 1) % 10)
        parts = {"c": f"{born:%Y}"[:2], "d": day, "y": day[:2], "m": day[2:4], "dd": day[4:]}
        right = spelling.format(n=last, **parts)
        found = find(f"Mitt personnummer är {right}, tack")[0]

        assert found.detail == ("samordningsnummer" if added else "personnummer"), right
        assert found.certainty >= 0.6, right
        other = find(f"Mitt personnummer är {spelling.format(n=wrong, **parts)}, tack")
        assert [f for f in other if f.detail != "birth_date" and f.certainty >= 0.6] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Hennes personnr är 198112189876, kolla själva", 1),
        ("198112189876 är dotterns, hon ska börja i höst", 1),
        ("198112189876, det är mitt ex, varför är han skriven här?", 1),
        ("199001042391, det är mitt ex, varför är han skriven här?", 0),  # the check digit
        ("Ansökan för Maja, 19811218-9876, försvann", 1),
        ("Pappas nummer 18900101 9802, han har inget bankid", 1),
        ("Ärende 198112189876 har ingen svarat på", 0),
        ("OCR 198112189876 stod på fakturan", 0),
        ("Filen heter 201013162382", 0),  # no such month
        ("Min man ringde klockan 202411162382 enligt loggen", 0),
    ],
)
def test_a_number_of_somebody_is_found(find: Find, text: str, count: int) -> None:
    """Whoever it belongs to, and nothing that is called something else."""
    found = [f for f in find(text) if f.detail == "personnummer" and f.certainty >= 0.6]

    assert count == len(found)


@pytest.mark.parametrize("letter", "TRSUWXJKLMN")
def test_interim_numbers(find: Find, letter: str) -> None:
    """A letter may stand for the first of the last four digits; it counts as 1."""
    check = check_digit("000101122")
    for form in (f"000101-{letter}22{check}", f"20000101{letter}22{check}"):
        (finding,) = find(f"Mitt personnummer är {form}, tack")

        assert finding.detail == "personnummer"
    assert find(f"Mitt personnummer är 000101-{letter}22{(int(check) + 1) % 10}, tack") == []
    assert find(f"Mitt personnummer är 000101-E22{check}, tack") == []


@pytest.mark.parametrize("nine", ["212000135", "802005195", "857209060", "556036079", "969999999"])
def test_organisation_numbers(find: Find, nine: str) -> None:
    """The number of an organisation has a month past 19 and is nobody's."""
    number = nine + check_digit(nine)
    for form in (number, f"{number[:6]}-{number[6:]}", f"16{number}"):
        assert find(f"Mitt personnummer är {form}, tack") == []


NEAR_MISSES = [
    "Grannens personnummer är 450503-2384",  # the check digit
    "Grannens personnummer är 450532-2380",  # no such day
    "Ordernumret är 19450503-2384",
    "Maskin 450503/2384 är lagad",
    "212000-1355 är Göteborgs organisationsnummer",
    "Betala med OCR 4505032385123",
    "978 1945 0503 24 står det på boken",
    "Mötet är 20261212 kl 1212",
    "Ring hellre 0701740633",
    "Kön var elva man lång och sista fyra fick två bullar var",
    "sista fyra siffrorna på kvittot är 2385",
    "Kyrkan är byggd 1878-04-12",
    "Jag är född 1978",
    "Kursen SVE 101 och MAT 205 börjar snart",
    "Min BMW 320 går som en klocka",
    "Det kostar SEK 500 per bil",
    "Jag kör en kille till MAX 200 varje dag",
    "Föreningens bankgiro 123-4567",
    "Sätt in avgiften på klubbens konto 8214-9, 933 456 789-0",
    "konto: SE45 5000 0000 0583 9825 7467",
    "Version 203.0.113.54 av appen hänger sig",
    "Sal 7718-2 på vårdcentralen",
    "Arbetspasset är 8 timmar, 2 pass i veckan",
    "Elevens nummer är 000101-T221 i listan",  # the check digit
    "skriv 450503 och sedan 2384",
    "Sammanträde 2024-03-12 1300 i Nol",
    "sista fyra siffrorna på lånekortet är 2385",
    "Lönerna ligger på kostnadskonto 5010-5090",
    "Föreningens IBAN är SE45 5000 0000 0583 9825 7466",
    "Väderjournal 1946-1962 finns på biblioteket",
    "Pass 20261231 löper alla ut då",
    "Klockan 10:20:30:40 stannade tåget",
    "Stolpe NAZ 118 är påkörd av en bil",
    "Bilens mått är LxB 450 cm",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_other_numbers_are_left(find: Find, text: str) -> None:
    """What resembles an identifier but is none is not reported with any force."""
    assert [f for f in find(text) if f.certainty >= 0.5] == []


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Mitt personnummer är 450503-2385", "self"),
        ("Hennes personnummer är 450503-2385", "third"),
        ("Min mosters personnummer är 450503-2385", "third"),
        ("Personnummer: 450503-2385", "unknown"),
        ("Pengarna ska till mitt konto, clearing 9999, nr 12 345 678", "self"),
        ("Pengarna ska till hennes konto, clearing 9999, nr 12 345 678", "third"),
    ],
)
def test_owners(find: Find, text: str, owner: str) -> None:
    """The words around a number say whose it is."""
    assert find(text)[0].owner == owner


def test_an_order_number_that_could_be_one_is_for_a_human(find: Find) -> None:
    """A right check digit beside the word for another number is doubtful."""
    (finding,) = find("Ordernummer 450503-2385 har kommit")

    assert 0.3 <= finding.certainty < 0.6


def test_a_time_of_day_is_doubtful(find: Find) -> None:
    """A date and a time of day with a right check digit is hardly a person."""
    number = next(
        f"20261212 {time:04}"
        for time in (*range(1000, 1060), *range(1100, 1160))
        if is_personal_number(f"20261212{time:04}")
    )

    assert find(f"Mötet den {number} i aulan")[0].certainty < 0.6


def test_nobody_is_born_after_the_comment(parse: SwedishPipeline) -> None:
    """A date of birth after the day of the comment is doubtful."""
    text = "anteckning 20150503-2381"
    late = Comment(text=text, created_at=datetime(2024, 1, 1))
    early = Comment(text=text, created_at=datetime(2014, 1, 1))

    (sure,) = find_identifiers(parse(text), late)
    (doubtful,) = find_identifiers(parse(text), early)

    assert doubtful.certainty < 0.6 <= sure.certainty


def test_the_own_plate_is_for_a_human(find: Find) -> None:
    """A plate that the writer tells of themselves is no ground to act alone."""
    (own,) = find("Min bil KRT 41B är försvunnen")
    (other,) = find("Hans bil KRT 41B är försvunnen")

    assert own.certainty < 0.6 <= other.certainty


@pytest.mark.parametrize("text", [text for text, _, _ in HITS])
def test_quotes_are_masked(find: Find, text: str) -> None:
    """No quote repeats a digit of what it stands for."""
    assert not any(c.isdigit() for finding in find(text) for c in finding.quote)


@pytest.mark.parametrize("text", ["", " ", "1", "0" * 5000, "1 " * 3000, "-1" * 3000, "\ud800 45"])
def test_odd_texts(find: Find, text: str) -> None:
    """Empty, endless and broken texts hold no identifier and raise nothing."""
    assert find(text) == []


@given(st.text(alphabet="0123456789 -+/.,OlAabBcåSEse:\n", max_size=60))
def test_spans_lie_in_the_text(parse: SwedishPipeline, text: str) -> None:
    """Every span is a non-empty part of the text, and no two overlap."""
    found = sorted((f.start, f.end) for f in find_identifiers(parse(text), Comment(text=text)))

    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("digits", "is_one"),
    json.loads(
        '[["4505032385", true], ["194505032385", true], ["4505032384", false],'
        ' ["4513032385", false], ["450563238", false], ["8803632382", true]]'
    ),
)
def test_validity(digits: str, is_one: bool) -> None:
    """The date must exist, also with 60 added to the day, and the check digit be right."""
    assert is_personal_number(digits) is is_one


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Se 19090527 1474 i registret", False),
        ("Se 19090527+1474 i registret", True),
        ("Hennes personnummer är 19090527 1474", True),
        ("Se 19450503 2385 i registret", True),
    ],
)
def test_nobody_is_over_113_without_a_sign(find: Find, text: str, is_found: bool) -> None:
    """A plus, or a word that says what it is, makes the old number one; a space alone does not."""
    assert bool(find(text)) is is_found


@pytest.mark.parametrize(
    ("text", "owner", "is_sure"),
    [
        ("PAJ 41B står där gratis varenda dag", "unknown", True),
        ("det var TBC 640 som backade in i min bil", "third", True),
        ("Röda Kian reg VQI 418 kör förbi varje morgon", "third", True),
        ("Bilen med reg ABC 123 är min, varför fick jag böter?", "self", False),
    ],
)
def test_plates_by_what_they_do(find: Find, text: str, owner: str, is_sure: bool) -> None:
    """What stands and drives is a plate; one that hit "min bil" is another's."""
    [plate] = [f for f in find(text) if f.detail == "plate"]

    assert is_sure == (plate.certainty >= 0.6)
    assert owner == plate.owner or (owner, plate.owner) == ("third", "unknown")
