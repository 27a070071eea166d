"""Spam: what is found, under which name, and what looks like it and is none."""

from __future__ import annotations

import pytest

from ale_moderation.detectors.spam import find_spam
from ale_moderation.links import find_links
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.text import normalise

CLEAR = 0.6


def found(parse: SwedishPipeline, text: str) -> list[Finding]:
    return list(find_spam(parse(text), Comment(text=text)))


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Tjäna pengar snabbt med bitcoin, skriv till mig på telegram", "job"),
        ("Investera i krypto med min mentor, garanterad vinst, skriv på whatsapp", "crypto"),
        ("Behöver du ett snabblån? Svar på fem minuter, klicka här: pengar.example", "loan"),
        (
            "PostNord: ditt paket kunde inte levereras, betala 25 kr på postnord-se.example",
            "phishing",
        ),
        ("Grattis, du har vunnit ett presentkort! Hämta din vinst på vinst.example", "giveaway"),
        ("Få tillbaka ditt ex med en kärleksformel, skriv till Dr Zuma på whatsapp", "spell"),
        ("Heta tjejer nära dig, klicka på min profil 😘", "adult"),
        ("Köp riktiga följare till ditt konto, billigt, skicka dm", "followers"),
        ("Se matchen gratis i full HD på stromma.example", "stream"),
        (
            "Etisk hackare fick tillbaka mina förlorade pengar, kontakta honom på instagram",
            "recovery",
        ),
        ("Lade in 2000 och kunde ta ut 15000 efter fyra dagar, skriv på telegram", "crypto"),
        ("Hej mormor, mobilen är trasig, skriv till mitt nya nummer på whatsapp", "phishing"),
        ("Se vem som spionerar på din profil på spana.example", "phishing"),
        ("Allt började med coach Ben, nu är jag skuldfri och rik, skriv till honom", "job"),
        ("Skuldsatt? Vi beviljar krediter oavsett bakgrund, pengar-nu.example", "loan"),
        ("Prins Omar vill flytta 3 miljoner dollar, kontakta hans advokat", "grant"),
        ("Utan svensk licens, insättningsbonus, spela nu på storvinst.example", "gambling"),
        ("Earn $900 daily from home, message me on WhatsApp", "job"),
        ("Zarabiaj 400 euro dziennie z domu, napisz do mnie", "job"),
        ("Ansaitse 300 euroa päivässä kotoa, laita viestiä", "job"),
        ("Fin text! <a href='http://rent.example'>golvslip</a>", "links"),
        ("Läs mer [url=http://rent.example]golvslip[/url]", "links"),
        ("Satte in 3000 kr och fick ut 52 tusen på en månad, fråga efter mäklaren Otto", "crypto"),
        ("Virus upptäckt på din telefon! Ring våra tekniker nu, 031-390 06 11", "phishing"),
        ("Banken sa nej? Vi säger ja även till dig som är prickad", "loan"),
        (
            "Snälla hem sökes: vi skänker ett dragspel, ni betalar bara frakten, skriv VILL HA",
            "giveaway",
        ),
        ("Work permit directly from the database, without interview, ask for prices", "documents"),
        ("Så blev jag ekonomiskt fri, gratis webbinarium, anmäl dig nedan", "job"),
        ("Smörj in knäet, smärtan försvinner på 7 dagar, salva.example", "miracle"),
        ("Profeten Ekow läste över hennes foto och sambon kom hem igen, +233 30 000 0000", "spell"),
        ("Cheapest handbags online, thanks for sharing, visit my website väskor.example", "links"),
        ("Packar kuvert hemma, 2 kr styck, startpaketet skickas mot en liten avgift", "job"),
        (
            "Er sändning: skriv koden som du får på sms så släpps paketet, pn-kod.example",
            "phishing",
        ),
        ("Your reach is low, I can grow this page to 20k, text me the word UP", "followers"),
    ],
)
def test_an_offer_is_clear_spam_with_its_topic(
    parse: SwedishPipeline, text: str, detail: str
) -> None:
    """Several signs of one topic make clear spam, and the topic is the detail."""
    [first, *_] = found(parse, text)

    assert ("spam", detail, True) == (first.kind, first.detail, first.certainty >= CLEAR)


@pytest.mark.parametrize(
    "text",
    [
        "Köp körkort och pass utan prov, skriv på whatsapp",
        "Falska femhundringar som klarar pennan, dm",
        "Betyg och diplom, registreras på riktigt i systemet, skriv på telegram",
        "Säljer tramadol utan recept, diskret leverans, dm",
        "Billiga limpor från Polen, ingen skatt, inget kvitto, skriv pm",
        "Skatteverket: du har en återbetalning, verifiera med bankid på skatt-ater.example",
        "Meta Support: your page will be permanently disabled, appeal at page-help.example",
    ],
)
def test_an_offer_that_is_a_crime_is_also_unlawful(parse: SwedishPipeline, text: str) -> None:
    """Drugs, documents, contraband and phishing in an authority's name give both kinds."""
    assert ["spam", "unlawful"] == [f.kind for f in found(parse, text) if f.certainty >= CLEAR]


def test_phishing_in_the_name_of_a_carrier_is_not_unlawful_in_itself(
    parse: SwedishPipeline,
) -> None:
    """Only the name of an authority, the municipality or the platform adds "unlawful"."""
    text = "DHL: ditt paket hålls i tullen, betala 19 kr på dhl-paket.example"

    assert ["spam"] == [f.kind for f in found(parse, text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Skriv ut blanketten på biblioteket",
        "Vad kostar det att hyra en kanot?",
        "Kan man tjäna pengar på att panta burkar?",
        "Har PostNord flyttat paketen till Ica?",
        "Hur lång tid tar det att få nytt pass?",
        "Kommunen borde inte köpa bitcoin",
        "Bra att polisen pratar om knark på skolan",
        "Läs mer på https://www.ale.se/kalender",
        "Mitt bankid fungerar inte i er e-tjänst",
        "Sonens lag söker ledare, ingen erfarenhet krävs",
        "Försäkringskassan vill att jag loggar in med bankid men det går inte",
        "Jag tjänade 14 000 i månaden i hemtjänsten",
        "Julkonsert med brassbandet, inträde 100 kr",
        "Vi höjde 3 000 till 9 000 i budgeten",
        "95 till 240 kr i timmen, då lägger vi ner knattarna",
        "Sommarjobb för sjuttonåringar utan erfarenhet, var söker man",
        "Har sett några dela ut påsar vid skolan, ring mig så berättar jag mer",
        "Jag lånade en bok om trolldom på biblioteket",
        "Första vinsten för flicklaget, heja!",
        "Första utbetalningen från försäkringskassan kom idag",
        "Ring genast 112 om ni ser rök",
        "Banken säger nej till nya hus i Surte",
        "Kön till körkortsprov är ett halvår",
    ],
)
def test_ordinary_comments_are_no_spam(parse: SwedishPipeline, text: str) -> None:
    """Questions, debate and links to authorities raise not even a suspicion."""
    assert [] == found(parse, text)


@pytest.mark.parametrize(
    ("text", "is_clear"),
    [
        ("Ditt paket hålls i tullen, betala 19 kr på paket-ut.example", True),
        ("Varning, bluff! Ditt paket hålls i tullen, betala 19 kr på paket-ut.example", False),
        ("Ungdomar köper hasch och cigaretter utan kvitto bakom stationen", False),
        ("Hasch och cigaretter utan kvitto, skriv på telegram", True),
    ],
)
def test_a_warning_or_report_is_no_clear_spam(
    parse: SwedishPipeline, text: str, is_clear: bool
) -> None:
    """Who quotes a fraud in order to warn of it, or tells of others, offers nothing."""
    assert is_clear == any(f.certainty >= CLEAR for f in found(parse, text))


def test_a_way_to_get_in_touch_alone_is_a_suspicion(parse: SwedishPipeline) -> None:
    """Without a topic the signs never make clear spam."""
    [finding] = found(parse, "Skriv till mig på whatsapp")

    assert 0.3 <= finding.certainty < CLEAR


def test_the_span_is_in_the_original_and_the_quote_is_masked(parse: SwedishPipeline) -> None:
    """Spans count code points of the text as written; handles and numbers are not quoted."""
    text = "💰💰 Tj\u200bäna pengar snabbt hemifrån, ring 070-174 06 05 eller telegram @vinst_nu"
    [finding] = found(parse, text)

    assert "Tj\u200bäna" == text[finding.start : finding.end].split()[0]
    assert "070" not in finding.quote and "@" not in finding.quote


@pytest.mark.parametrize(
    ("text", "trust"),
    [
        ("se ale.se/bygga", ["trusted"]),
        ("https://www.1177.se", ["trusted"]),
        ("bit.ly/abc", ["short"]),
        ("ale-kommun.example", ["lookalike"]),
        ("skatteverket-info.com", ["lookalike"]),
        ("kommunal.se", ["unknown"]),
        ("swedbank.se", ["trusted"]),  # a bank's own
        ("swedbank.se.example/in", ["lookalike"]),
        ("1177.se.care", ["lookalike"]),
        ("tullverkett.com", ["lookalike"]),  # a letter too many
        ("psotnord.com", ["lookalike"]),  # two letters swapped
        ("n0rdea.com", ["lookalike"]),  # a digit for a letter
        ("bankld.com", ["lookalike"]),  # an l for an i
        ("norden.com", ["unknown"]),
        ("polіsen.se", ["lookalike"]),  # a Cyrillic letter
        ("https://xn--swedbnk-6fg.com", ["lookalike"]),  # another, in its ASCII form
        ("https://xn--rksmrgs-5wao1o.se", ["unknown"]),  # räksmörgås
        ("räksmörgås.se", ["unknown"]),
        ("postnord.github.io", ["lookalike"]),
        ("http://192.0.2.7/in", ["short"]),  # a bare number
        ("wa.me/46701740605", ["short"]),
        ("linktr.ee/vinst", ["short"]),
        ("https://vinst.bingo/x", ["unknown"]),  # any top with a scheme
        ("vinst.bingo/x", ["unknown"]),  # … or a path
        ("Det blev fel.men det går bra", []),  # `.men` is a top too
        ("Det är bra.in med er", []),
        ("och/eller.bra/dåligt", []),
        ("Läs på svt.se.Vi ses", ["trusted"]),
        ("hxxp://lurigt.example/x", ["unknown"]),
        ("skriv till anna@exempel.example", []),
        ("anna snabel-a exempel.example", []),
        ("Kl. 10.30 stängde ni. Nu är det bra", []),
    ],
)
def test_links_and_their_trust(text: str, trust: list[str]) -> None:
    """Authorities are trusted, borrowed names are look-alikes, addresses of e-mail are no links."""
    assert trust == [link.trust for link in find_links(normalise(text))]


@pytest.mark.parametrize(
    "text", ["hxxp://lurigt.example", "lurigt[.]example", "lurigt punkt se", "lurigt .se"]
)
def test_a_disguised_link_is_seen(text: str) -> None:
    """`hxxp`, bracketed dots and a dot in words are links in disguise."""
    assert [True] == [link.is_disguised for link in find_links(text)]


@pytest.mark.parametrize(
    "text", ["?" * 3000, "bitcoin " * 800, "a." * 3000, "\ud800", "💰" * 900, "satsa 10 " * 900]
)
def test_odd_input_gives_at_most_the_two_kinds(parse: SwedishPipeline, text: str) -> None:
    """Noise is no error, and no finding leaves the text."""
    for finding in found(parse, text):
        assert finding.kind in ("spam", "unlawful")
        assert 0 <= finding.start < finding.end <= len(text)


@pytest.mark.parametrize(
    ("text", "lawful"),
    [
        (
            "La in 400 på måndagen, 3 100 ute på fredagen, säg till om du vill med",
            "Avgiften gick från 400 till 3 100 på en vecka, vem orkar med det",
        ),
        (
            "Satsa 500 ikväll så är det femtonhundra tillbaka, gruppen är öppen till åtta",
            "Kommunen satsade 500 kronor per elev och fick femtonhundra i bidrag tillbaka",
        ),
        (
            "Tre veckor, 1 200 kr blev 9 800, svaret ligger i min bio",
            "Tre veckor, och elräkningen på 1 200 blev 9 800",
        ),
        (
            "Skriv en raket 🚀 så fattar jag att du vill med",
            "Skriv JA om du vill ha kvar simhallen",
        ),
        (
            "Gilla sidan, tagga två vänner och skriv KLAR så är du med i dragningen",
            "Gilla om du också tycker att bussen ska stanna här",
        ),
        (
            "Lämna ditt stjärntecken så får du ett budskap från änglarna ✨",
            "Stjärnorna syns så bra från Alebacken, ta med kikare",
        ),
        (
            "Skicka vidare till tio vänner annars bryts lyckan",
            "Skicka vidare till den som ansvarar för gatlyktorna",
        ),
        (
            "Mobil och wifi räcker, ingen försäljning, pengarna varje fredag, svarar alla",
            "Mobil och wifi räcker inte, äldre måste få ringa till en människa",
        ),
        (
            "Trodde jag var knäpp men första utbetalningen kom direkt, ligger i min profil",
            "Trodde jag var knäpp när jag såg vad skolan kostade",
        ),
        (
            "Kvällens säkra: fem av sex gick hem förra veckan, hoppa in i gruppen",
            "Hälften av eleverna gick hem klockan elva",
        ),
        (
            "Har weed hemma, feta bitar, kör ut i Nödinge hela kvällen",
            "Har gräs hemma i rabatten, bra kvalitet på jorden i Surte",
        ),
        (
            "Dra in mer än din chef, vi söker 8 hungriga personer, 30-50k i mån, dm för info",
            "Chefen tjänar mer än en undersköterska, 60k i mån, för att sitta hemma",
        ),
        (
            "Vackra flickor gör hotellbesök i Kungälv, diskret, pris på snap",
            "Sköterskor som gör hembesök borde få bättre pris på bussen",
        ),
        (
            "God told me to bless one person here, type AMEN",
            "God bless the staff at the care home, thank you",
        ),
        (
            "Hi admin, we can promote your page for a small fee, DM for price",
            "Hi, your page has been helpful, when does the library open?",
        ),
    ],
)
def test_a_lure_needs_no_word_of_the_trade(parse: SwedishPipeline, text: str, lawful: str) -> None:
    """Gains, baits and fortunes are lures by how they are told; a fee that grows is none."""
    assert any(f.certainty >= CLEAR for f in found(parse, text))
    assert not any(f.certainty >= CLEAR for f in found(parse, lawful))


@pytest.mark.parametrize(
    ("text", "is_unlawful"),
    [
        ("Kuggat fem gånger? Lappen i handen om två veckor utan att du kör", True),
        ("Finns gott att röka ikväll, pris på snap", True),
        ("Pepparsprej och batong skickas samma dag, skriv på wickr", True),
        ("Jag kuggade uppkörningen tre gånger, skyltarna är under all kritik", False),
        ("Det röks gott vid bussterminalen varje kväll, kan ni göra något?", False),
        ("Kan man hämta pass, id-kort och körkort på samma ställe?", False),
    ],
)
def test_what_must_be_earned_or_is_banned_is_unlawful_to_sell(
    parse: SwedishPipeline, text: str, is_unlawful: bool
) -> None:
    """Licences, drugs and weapons by other names are an offer; complaints about them are none."""
    kinds = [f.kind for f in found(parse, text) if f.certainty >= 0.5]

    assert is_unlawful == ("unlawful" in kinds)


def test_something_given_away_by_a_neighbour_is_no_draw(parse: SwedishPipeline) -> None:
    """Without an act to take part it is a gift."""
    assert [] == found(parse, "Skänker bort en säng, hämtas i Nol")
