"""Tests of contact data and home addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.detectors.contact import find_contacts
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline

Find = Callable[[str], list[Finding]]


@pytest.fixture(scope="session")
def find(parse: SwedishPipeline) -> Find:
    """The contact data of a text."""
    return lambda text: list(find_contacts(parse(text), Comment(text=text)))


HITS = [
    # text, detail, what the finding covers, owner
    ("Hans mobil är 070-174 06 20", "phone", "070-174 06 20", "third"),
    ("Hans mobil är 070.174.06.20", "phone", "070.174.06.20", "third"),
    ("Hans mobil är +46 (0)70 174 06 20", "phone", "+46 (0)70 174 06 20", "third"),
    ("Hans mobil är 0046701740620", "phone", "0046701740620", "third"),
    ("Hans mobil är 0 7 0 1 7 4 0 6 2 0", "phone", "0 7 0 1 7 4 0 6 2 0", "third"),
    ("Hans mobil är O7O-I74 O6 2O", "phone", "O7O-I74 O6 2O", "third"),
    ("hennes nr: noll sju noll, ett sju fyra, noll sex tjugo", "phone", None, "third"),
    ("Min mobil är 070-174 06 20", "phone", "070-174 06 20", "self"),
    ("Ring mig på 031-390 06 20", "phone", "031-390 06 20", "self"),
    ("Växeln har 031-390 06 20", "phone", "031-390 06 20", "public"),
    ("Mejla sonen på pelle.provare@post.example", "email", "pelle.provare@post.example", "third"),
    ("Mejla mig på pelle.provare@post.example", "email", "pelle.provare@post.example", "self"),
    ("Mejla kansli@klubben.example", "email", "kansli@klubben.example", "public"),
    (
        "hans mejl: pelle.provare (at) post [punkt] example",
        "email",
        "pelle.provare (at) post [punkt] example",
        "third",
    ),
    (
        "hans mejl: provare snabel-a post punkt example",
        "email",
        "provare snabel-a post punkt example",
        "third",
    ),
    ("Familjen Låtsgren på Hittegatan 4 B skräpar ner", "address", "Hittegatan 4 B", "third"),
    ("Han i stugan på hittegatan 4 eldar däck", "address", "hittegatan 4", "third"),
    ("Hittegatan 4, där bor snubben", "address", "Hittegatan 4", "third"),
    ("Handläggaren bor på Hittegatan 4", "address", "Hittegatan 4", "third"),
    ("Hunden på Hittegatan 4 skäller", "address", "Hittegatan 4", "third"),
    ("Vi på Hittegatan 4 väntar på plogen", "address", "Hittegatan 4", "self"),
    ("min insta är @provkontot", "handle", "@provkontot", "self"),
    ("snapchat: prov_kontot, det är hon", "handle", "prov_kontot", "third"),
    (
        "Hans mobil är 070\u2011174\u201106\u201120",
        "phone",
        "070\u2011174\u201106\u201120",
        "third",
    ),
    ("Hans mobil är nollsjuttio-174 06 20", "phone", "nollsjuttio-174 06 20", "third"),
    ("Hans mobil är 46701740620", "phone", "46701740620", "third"),
    ("Mejla sonen på pelle@post punkt example", "email", "pelle@post punkt example", "third"),
    ("min mejl är pelle{at}post.example", "email", "pelle{at}post.example", "self"),
    ("Ägaren till Påhitt 9:12 har fyllt diket", "property", "Påhitt 9:12", "third"),
    ("Min adress är Hittegatan 4", "address", "Hittegatan 4", "self"),
    ("Polisen borde åka till Hittegatan 4, han där langar", "address", "Hittegatan 4", "third"),
    ("Hyr en lägenhet på Hittegatan 4, elementen är kalla", "address", "Hittegatan 4", "self"),
    ("Grannen bor på Hitteg. 4 och eldar", "address", "Hitteg. 4", "third"),
]


@pytest.mark.parametrize(("text", "detail", "covered", "owner"), HITS)
def test_contact_data_are_found(
    find: Find, text: str, detail: str, covered: str | None, owner: str
) -> None:
    """Contact data is found in every spelling, with the right span and owner."""
    (finding,) = find(text)

    assert (finding.kind, finding.detail, finding.owner) == ("personal_data.contact", detail, owner)
    if covered is not None:
        assert text[finding.start : finding.end] == covered


NEAR_MISSES = [
    "Felkod 0701-740662 visas i appen",
    "Öppet 08.30-16.00 och 10.00-14.00",
    "Mötet är 2026-03-14 10-15",
    "Artikel 701-740 635 passar",
    "derbyt: noll sju till paus, ett fyra sen, sex sju totalt",
    "swisha 123 118 11 89 till klassen",
    "Läs på https://prov.example/0701740620/sida",
    "look at prov.example tonight",
    "@Majvor kolla, det är din trappa!",
    "Hålet på Hittegatan 4 växer",
    "Festen är i lokalen på Hittegatan 4",
    "Öppet hus på Hittegatan 4",
    "Lampan vid Hittegatan 4 är sönder",
    "Kommunen borde bygga på Hittegatan 4",
    "Familjen gick Hittegatan 4 gånger igår",
    "Folk kör för fort på Hittegatan",
    "Det blev 4:2 till Nol, och 9:99 är ingen tid",
    "Jag har ringt 0303-703000 hela dagen",
    "Min buss stannar vid Hittegatan 4",
    "Vi firar tio år på Hittegatan 4 i vår butik",
    "Bussen mot Påhitt 7:15 kom aldrig",
    "vi ses @ badet . kom i tid",
    "Kolla @radionytt på insta",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_other_things_are_left(find: Find, text: str) -> None:
    """Numbers, premises, roads and faults are no contact data of anybody."""
    assert [f for f in find(text) if f.owner in ("third", "unknown") and f.certainty >= 0.5] == []


@pytest.mark.parametrize("last", range(5, 100, 7))
def test_fictional_numbers_count(find: Find, last: int) -> None:
    """The series that are set apart for fiction count as numbers that can be dialled."""
    for number in (f"070-174 06 {last:02}", f"031-390 06 {last:02}"):
        (finding,) = find(f"Hennes nummer är {number}")

        assert finding.certainty >= 0.6


def test_a_home_can_be_described(find: Find) -> None:
    """A home told by what stands beside it counts where one person is pointed out."""
    (finding,) = find("Rektorn Mona Provsten bor i det gula huset mitt emot kyrkan")

    assert (finding.detail, finding.owner) == ("address", "third")
    assert find("Det bor katter i det gula huset mitt emot kyrkan") == []


def test_a_personal_number_is_no_telephone(find: Find) -> None:
    """A valid identity number that could be dialled is left to the other detector."""
    assert find("mormors pnr är 0405032382") == []
    assert find("Jag är 91 04 26 2382 och vill ha svar") == []


@pytest.mark.parametrize("text", [text for text, *_ in HITS])
def test_quotes_are_masked(find: Find, text: str) -> None:
    """No quote repeats what it stands for."""
    assert {f.quote for f in find(text)} <= {
        "telefonnummer",
        "e-postadress",
        "adress",
        "kontonamn",
        "fastighetsbeteckning",
    }


@pytest.mark.parametrize(
    "text", ["", "@", "0" * 5000, "0 " * 3000, "a@" * 2000, "Hittegatan", "\ud800@"]
)
def test_odd_texts(find: Find, text: str) -> None:
    """Empty, endless and broken texts hold no contact data and raise nothing."""
    assert find(text) == []


@given(st.text(alphabet="0174 06-+()@.aOl\nsnabel", max_size=60))
def test_spans_lie_in_the_text(parse: SwedishPipeline, text: str) -> None:
    """Every span is a non-empty part of the text."""
    found = find_contacts(parse(text), Comment(text=text))

    assert all(0 <= f.start < f.end <= len(text) for f in found)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Nils Tingmark bor två hus från mig", True),
        ("Nils Tingmark bor i det gula huset bakom kyrkan", True),
        ("Nils Tingmark bor i sista huset på backen", True),
        ("Nils Tingmark bor i kommunen", False),
        ("Jag bor två hus från skolan", False),
        ("Det gula huset bakom kyrkan ska rivas", False),
    ],
)
def test_a_home_without_a_number_is_found(find: Find, text: str, is_found: bool) -> None:
    """What stands around a house tells where somebody lives."""
    assert any(f.owner == "third" and f.certainty >= 0.6 for f in find(text)) is is_found


@pytest.mark.parametrize(
    "text", ["Ring Sickans man på 070-174 06 20", "Sickans telefon är 070-174 06 20"]
)
def test_a_number_belongs_to_whom_one_calls(find: Find, text: str) -> None:
    """A name in no list is somebody when one is asked to call them, or in the genitive."""
    assert [f.owner for f in find(text)] == ["third"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Gösta här, 070-174 06 77, slå en signal angående stenmuren", "self"),
        ("Lisbeth här 070-174 06 33, det gäller trygghetslarmet", "self"),
        ("Gösta bor här, 070-174 06 77, slå en signal till honom", "third"),
        ("Sekreteraren svarade från n.krusegard@alekontoret.example samma dag", "public"),
        ("Sekreteraren svarade från nina.krusegard@post.example samma dag", "third"),
        ("numret till den nya rektorns man är 070-174 06 91, messa om ni vill", "third"),
        ("Vita Teslan, nr 14 på Syrenbacken, lämnar påsar varje vecka", "third"),
        ("Fin syren på Lergöksvägen 7. Alva Kihlman som bor där är bortrest", "third"),
        ("Släng den i lådan hos min kusin Fredrik, Rönnbärsgången 8 B", "third"),
    ],
)
def test_whose_contact_data_it_is(find: Find, text: str, owner: str) -> None:
    """Who signs with "här" gives their own, and an office's address is that of a post."""
    assert [owner] == [finding.owner for finding in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Vit skåpbil parkerad vid Storgatan 5",
        "Omgången 3 spelas på lördag",
        "Lyktstolpen vid nr 14 på Syrenbacken är släckt",
    ],
)
def test_a_place_nobody_is_tied_to_is_no_home(find: Find, text: str) -> None:
    """A parked van, a round of a league and a lamp live nowhere."""
    assert [] == find(text)


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("Hon med två schäfrar på Rågåkersvägen 17 skiter i koppeltvånget", True),
        ("Dom på Klockarvägen 9 skjuter raketer hela natten", True),
        ("De nya på Solvägen 3 har inte sopsorterat en enda gång", True),
        ("Dom i hörnhuset på Solvägen 3 har skottat ut snön", True),
        ("Varför stod ambulansen hos Ringdahls på Korallstigen 17?", True),
        ("Hon med barnvagnen på Storgatan 5 blev påkörd", False),
        ("De på Ale torg 3 har godaste kebaben", False),
        ("Min son med alla sina kompisar tränar på Idrottsvägen 3", False),
        ("Som ägare till Hålanda 3:17 motsätter jag mig planen", False),
    ],
)
def test_a_home_tells_who_they_are(find: Find, text: str, is_sure: bool) -> None:
    """An address by which somebody is told is theirs, but not where they were for a moment."""
    assert any(f.owner == "third" and f.certainty >= 0.7 for f in find(text)) is is_sure
