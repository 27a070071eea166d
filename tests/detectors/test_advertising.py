"""Advertising and tips of events: near misses, one change apart."""

from __future__ import annotations

import pytest

from ale_moderation.detectors.advertising import find_advertising
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline

CLEAR = 0.6


def found(parse: SwedishPipeline, text: str) -> list[Finding]:
    return list(find_advertising(parse(text), Comment(text=text)))


def clear(parse: SwedishPipeline, text: str) -> list[str]:
    return [f.kind for f in found(parse, text) if f.certainty >= CLEAR]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Säljer barnvagn i fint skick, 900 kr, hämtas i Surte", "sale"),
        ("Uthyres: tvåa i Bohus, 7 200 i månaden, skötsam hyresgäst", "rental"),
        ("Köper dödsbon och gamla möbler, kontant betalning, ring 070-174 06 05", "purchase"),
        ("Vi erbjuder takmålning till fast pris, boka på takproffs.example", "service"),
        ("Trött på smutsiga fönster? Vi putsar dina fönster med rutavdrag", "service"),
        ("Vi söker snickare till vår firma i Nol, bra lön, skicka cv", "recruiting"),
        ("Bli din egen chef! Jag bygger mitt team, skicka pm så berättar jag mer", "mlm"),
        ("Kolla in min nya kanal på youtube och prenumerera!", "promotion"),
        ("Har du problem med stopp i röret? Vi spolar rent dygnet runt. Spolarna AB", "service"),
        ("Rörmokaren här! Har en lucka i veckan, slå en signal", "service"),
        ("Parhus till salu, visning lördag kl 12, mäklare på plats", "sale"),
        ("Lyssna på min podd om trädgård, nytt avsnitt varje fredag", "promotion"),
        ("Jag tvättar och vaxar bilar billigt, priser från 350", "service"),
        ("Söker du frisör? Salong Solsidan har lediga klipptider, boka på nätet", "service"),
        ("Soffa i bra skick, 2 sits, bud från 300, hämtas i Nol", "sale"),
        ("Nybakade semlor hos Bagarboden, förbeställ din semla, 45 kr", "sale"),
        ("Köper mynt och frimärken, betalar kontant", "purchase"),
        ("Restaurang Älven söker kock och servitris, skicka cv", "recruiting"),
        ("Kluven granved, 700 kr kubiken, kan köra ut", "sale"),
        ("Tre valpar kvar, leveransklara vecka 20, 8000 st", "sale"),
        ("Har två biljetter över till matchen, 250 st, swish först", "sale"),
        ("Hyreskontrakt i Surte för 40 tusen, vi skriver över det direkt", "rental"),
        ("Herrklippning 200 kr, skäggtrim 90. Öppnat ny salong i Nol", "service"),
        ("Säg till så lämnar vi pris på ny panna, många har bytt genom oss", "service"),
    ],
)
def test_commerce_of_the_sender_is_advertising(
    parse: SwedishPipeline, text: str, detail: str
) -> None:
    """Who sells, lets, buys, hires or promotes advertises, privately too."""
    [finding] = found(parse, text)

    assert ("advertising", detail, True) == (
        finding.kind,
        finding.detail,
        finding.certainty >= CLEAR,
    )


@pytest.mark.parametrize(
    ("advert", "lawful"),
    [
        ("Säljer biljetter till festivalen, 300 kr, pm", "Säljer ni biljetter till festivalen?"),
        ("Hyr ut lokal i Nol, 400 kr i timmen", "Hyr kommunen ut lokaler i Nol"),
        ("Bokningar tas via dm, klippning 300 kr hos oss", "Bokade klippning på salongen, så nöjd"),
        ("Säljer soffa, 500 kr, hämtas i Nol", "Skänker bort soffa, hämtas i Nol"),
        ("Ny plånbok, 300 kr, hämtas i kassan", "Plånbok hittad vid pizzerian, hämtas i kassan"),
        ("Få platser kvar på kursen, boka nu", "Min syster fick plats på kursen hos er"),
        (
            "Vi erbjuder trädfällning, gratis offert",
            "Vi fick hjälp med trädfällning, rekommenderas",
        ),
        ("Jag säljer cykeln, 900 kr, skriv pm", "Jag säljer huset och flyttar om ni bygger här"),
        ("Skänker ej utan säljer, bord, 200 kr", "Skänker bort ett bord, hämtas i Nol"),
        ("Har du tak som läcker? Vi lagar tak billigt", "Har ni öppet? Vi tränar varje vecka"),
        ("Julbord hos Göta Krog, 395 kr, boka bord", "Vi åt julbord på Göta Krog, så gott"),
        ("Kluven björk, 800 kr kubiken, utkörning", "Var finns ved till grillplatsen, 3 säckar?"),
        (
            "Tingade valpar finns, två hanar kvar, 9500 st, handpenning",
            "Handpenningen på tomten var 50 000 kr",
        ),
        (
            "Beställ hos oss, halva gatan har valt oss redan",
            "Halva byn åker buss tack vare er",
        ),
        ("Skrivbord med hurts, 400 kr, Surte", "Skrivbord för 400 kr på skolan, vilket slöseri"),
        ("Hylla i ek, 300 kr st", "En hylla för 300 kr är dyrt"),
        ("Klippa 200 kr, skägg 90, öppnar ny salong", "Jag klippte mig på torget, 350 kr"),
        ("Säljer kakor, 40 kr burken, swisha mig", "Klass 9A säljer kakor till skolresan, 40 kr"),
    ],
)
def test_near_misses_are_no_advertising(parse: SwedishPipeline, advert: str, lawful: str) -> None:
    """Questions, customers, gifts and school classes say nearly the same and may stand."""
    assert ["advertising"] == clear(parse, advert)
    assert "advertising" not in clear(parse, lawful)


@pytest.mark.parametrize(
    "text",
    [
        "Hembygdsföreningen har loppis på lördag, alla välkomna",
        "Konsert med kyrkokören på söndag kl 18, fri entré",
        "Klass 6B säljer bullar på torget på fredag, pengarna går till lägret",
        "Vi samlas vid kommunhuset kl 17 på måndag för att demonstrera",
    ],
)
def test_tips_of_associations_are_tips(parse: SwedishPipeline, text: str) -> None:
    """Who or what, and when or how, make a tip that may stand."""
    assert ["event_tip"] == clear(parse, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Köper inte den förklaringen",
        "Vad kostar det att hyra en kanot?",
        "Jag säljer aldrig mitt hus till er",
        "Hur skolans lokaler hyrs ut borde stå på hemsidan",
        "Jag är lärare och har 28 elever, välkommen till oss på skolan och se",
        "Vi målade om taket på bygdegården, kom och titta",
        "430 000 kr för en strategi, skämtar ni?",
        "Föreningen fick vänta i ett år på svar",
        "Min dotter blev mobbad i klassen i fredags",
    ],
)
def test_ordinary_comments_are_neither(parse: SwedishPipeline, text: str) -> None:
    """Debate, memories and figures of speech raise nothing clear."""
    assert [] == clear(parse, text)


def test_an_offer_beside_an_event_is_no_tip(parse: SwedishPipeline) -> None:
    """An event that an offer only refers to does not excuse it."""
    text = "Gör bilen fin inför marknaden! Biltvätt 249:-, drop in hos Skum & Svamp i Nol"

    assert ["advertising"] == clear(parse, text)


def test_weak_signs_spread_over_a_long_text_are_not_clear(parse: SwedishPipeline) -> None:
    """In a long comment words of trade meet by chance."""
    text = "Boka drop in hos oss. " + "Det här är en helt annan tanke om skolan och vägen hem. " * 6

    assert [] == clear(parse, text)


def test_clear_spam_is_not_named_advertising_too(parse: SwedishPipeline) -> None:
    """A comment is one of the two."""
    text = "Vi erbjuder krypto med garanterad vinst, boka på vinstnu.example eller telegram"

    assert [] == found(parse, text)


def test_the_quote_shows_no_telephone_number(parse: SwedishPipeline) -> None:
    """What a justification may show is masked, and its span is in the text."""
    text = "Säljer moped, 4 000 kr, ring 070-174 06 05"
    [finding] = found(parse, text)

    assert "070" not in finding.quote
    assert "Säljer" == text[finding.start : finding.end].split()[0]


@pytest.mark.parametrize(
    "text",
    [
        "säljer " * 900,
        "1 kr" * 900,
        "?" * 5000,
        "a" * 9000 + "1",
        "abc 100 " * 900,
        "\x00\ud800 säljes",
    ],
)
def test_odd_input_keeps_its_spans_inside(parse: SwedishPipeline, text: str) -> None:
    """Noise is no error."""
    for finding in found(parse, text):
        assert 0 <= finding.start < finding.end <= len(text)


@pytest.mark.parametrize(
    ("advert", "lawful"),
    [
        (
            "Jag tar emot barn i egen pool, åtta gånger för 1 600",
            "Simskolan kostar 1 600 för åtta gånger, det är för dyrt",
        ),
        (
            "Fyra lagottovalpar leveransklara vecka 50, bara seriösa",
            "Fyra valpar hittades i en låda vid återvinningen",
        ),
        (
            "Singeln ute nu på alla plattformar, in och streama",
            "Jag streamade fullmäktige i går, ljudet var dåligt",
        ),
        (
            "Kantareller från skogen, låda vid grinden, 60 kr litern",
            "Lådan vid grinden är full av löv sedan oktober",
        ),
        (
            "Café Lyktan söker två som kan jobba helger, kom förbi med cv",
            "Kommunen söker kock till Nolskolan, står det i tidningen",
        ),
        (
            "Tupperware-kväll hos mig på torsdag, kom och beställ",
            "Kvällsmötet hos oss i föreningen flyttas till torsdag",
        ),
        (
            "Ni som missade oss kan beställa våra vantar på ullstugan.example, fri frakt",
            "Vi vill beställa våra sopkärl på ale.se, hur gör man",
        ),
        (
            "Vi har tagit över blomsterbutiken i Älvängen, kom förbi så bjuder vi på kaffe",
            "Kommunen har tagit över krogen på torget, kom på det medan vi betalar",
        ),
        (
            "Behöver ditt företag en hemsida? Jag är frilansande kodare, tar uppdrag från 6 000 kr",
            "Jag är frilansande fotograf och tycker att upphandlingen är orättvis, 6 000 kr timmen",
        ),
        (
            "Städhjälp 400 kr i timmen efter rut, gratis offert",
            "Städhjälp tar 400 i timmen efter rut, min pension räcker inte",
        ),
        (
            "Motorsåg 550, gått ett halvår, 4 500 pris spikat",
            "Hål i vägen, trasig lykta, 400 meter kvar att asfaltera",
        ),
    ],
)
def test_an_offer_as_neighbours_put_it(parse: SwedishPipeline, advert: str, lawful: str) -> None:
    """No word of a shop is needed; what is told of the same things sells nothing."""
    assert ["advertising"] == clear(parse, advert)
    assert "advertising" not in clear(parse, lawful)


@pytest.mark.parametrize(
    "text",
    [
        "Platskontoret här: blockerar vi er uppfart så ring 031-390 06 41, vi flyttar grävaren",
        "Vi utför arbeten på ledningarna på uppdrag av kommunen, ring platschefen vid frågor",
        "På pensionärernas gympa finns plats över på tisdagar, kom i mjuka kläder",
        "Sökes: den som körde på min brevlåda, hör av dig",
        "Hämtar skräp längs ån på lördag, ring mig om ni vill vara med, 070-174 06 33",
        "Ring kommunens jour 031-390 06 12 dygnet runt",
        "Säljes: en kommunalpolitiker, körd i tre mandatperioder, dålig växellåda",
        "Till salu: min tro på kollektivtrafiken, fint skick, aldrig använd",
        "Konsulten kostar 1 200 kr i timmen, vi skulle kunna anställa två för det",
    ],
)
def test_works_clubs_and_searches_are_no_advertising(parse: SwedishPipeline, text: str) -> None:
    """Who digs for the municipality, has room for gymnasts or looks for a driver sells nothing."""
    assert "advertising" not in clear(parse, text)
