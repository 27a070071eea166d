"""What secrecy is likely to cover is found with its person, place or code, and not as a subject."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.detectors.confidential import find_confidential
from ale_moderation.detectors.sensitive import all_ties
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline


def found(parse: SwedishPipeline, text: str) -> list[Finding]:
    """The findings in a text."""
    return list(find_confidential(parse(text), Comment(text=text)))


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Rune Tingmark lever på försörjningsstöd", "social_services"),
        ("Rune Tingmark har en anmälan hos socialen", "social_services"),
        ("Grannens Moa är placerad i fosterhem", "social_services"),
        ("Soc hämtade Tingmarks yngsta i går", "social_services"),
        ("Familjen i 14B fick barnen omhändertagna, det är LVU på alla tre", "social_services"),
        ("Fosterbarnen hos Tingmarks skriker om nätterna", "social_services"),
        ("Lilla Moa på Lövstigen 4 går barfota i snön", "social_services"),
        ("Rune Tingmark gick på avgiftning i våras", "care"),
        ("Hemtjänsten är hos Rune Tingmark tre gånger om dagen", "care"),
        ("Moa i 4A har resursperson", "school_health"),
        ("Åtgärdsprogrammet för Moa i 4A fungerar inte", "school_health"),
        ("Moa i 4A ska utredas för dyslexi", "school_health"),
        ("Min kusin är god man åt Rune Tingmark", "guardianship"),
    ],
)
def test_a_matter_of_somebody_pointed_out_is_found(
    parse: SwedishPipeline, text: str, detail: str
) -> None:
    """Social services, care, pupil health and guardianship, tied to another."""
    findings = {(f.detail, f.owner) for f in found(parse, text) if f.certainty >= 0.6}

    assert (detail, "third") in findings


@pytest.mark.parametrize(
    "text",
    [
        "Hur söker man försörjningsstöd?",
        "Hur gör man en orosanmälan?",
        "LVU är en svår lag",
        "Fosterhem behövs i hela regionen",
        "Hemtjänsten är hos varje brukare tre gånger om dagen",
        "Åtgärdsprogram fungerar bara om det finns vuxna",
        "Moa i 4A vann simtävlingen",
        "Hur ansöker jag om god man åt min pappa?",
        "Enhetschefen Rune Tingmark ansvarar för hemtjänsten",
        "Jag är kurator och tycker att elevhälsan är för liten",
        "Jag sökte hjälp hos socialen för tio år sedan",
        "Jag har själv autism och tycker att skolan är stökig",
    ],
)
def test_the_subject_alone_is_silent(parse: SwedishPipeline, text: str) -> None:
    """Questions, opinions, work and experience reveal nobody's matter."""
    assert found(parse, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Min socialsekreterare svarar aldrig i telefon",
        "Ni har dragit in mitt försörjningsstöd",
        "Har fått avslag på min LSS-ansökan",
        "Min handläggare på soc säger att jag måste söka jobb",
    ],
)
def test_the_writers_pending_matter_is_their_own(parse: SwedishPipeline, text: str) -> None:
    """A matter that goes on at social services is confidential, and the writer's."""
    assert {(f.detail, f.owner) for f in found(parse, text)} == {("social_services", "self")}


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Hon har skyddad adress och hämtar på förskolan i Nol", True),
        ("Hon har skyddad adress och är rädd", False),
        ("Han har bytt namn och bor på Lövstigen 4", True),
        ("Han har bytt däck och bor på Lövstigen 4", False),
        ("Kvinnojouren hyr huset på Lövstigen 4", True),
        ("Kvinnojouren gör ett viktigt arbete", False),
        ("Hur ansöker man om skyddad adress?", False),
        ("Skyddad adress borde vara lättare att få", False),
    ],
)
def test_hiding_places_are_found(parse: SwedishPipeline, text: str, is_found: bool) -> None:
    """Somebody who hides and a place together reveal where they are."""
    assert any(f.detail == "protected_identity" for f in found(parse, text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Portkoden till skolan är 1379", True),
        ("Portkoden till skolan är ny", False),
        ("larmet stängs av med 1 3 7 9", True),
        ("Lösenordet till elevdatorn är Kastanj77", True),
        ("Lösenordet till elevdatorn fungerar inte", False),
        ("Koden SOMMAR25 ger rabatt", False),
        ("Nyckeln till klubbhuset ligger under mattan", True),
        ("Nyckeln till framgång ligger i samarbete", False),
        ("Jag har tappat min nyckel under mattan på förskolan", False),
        ("Väktarna rundar kommunhuset 22 och 02, däremellan är det fritt fram", True),
        ("Väktare behövs på torget på kvällarna", False),
        ("Fönstret på gymnastiksalen går att bända upp med en skruvmejsel", True),
        ("Fönstret på gymnastiksalen går inte att öppna", False),
        ("Dörren till biblioteket öppnas med lånekort", False),
        ("Kommunhuset har öppet mellan 8 och 16", False),
    ],
)
def test_gaps_in_security_are_found(parse: SwedishPipeline, text: str, is_found: bool) -> None:
    """Codes, hidden keys, rounds and ways in, against faults and opening hours."""
    assert any(f.detail == "security" for f in found(parse, text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Jag sitter i utvärderingsgruppen, lägsta anbudet är 4 miljoner", True),
        ("Vi som utvärderar anbuden har en firma lägst, skvallra inte", True),
        ("Enligt protokollet vann firman med anbudet 4 miljoner", False),
        ("Vem vann upphandlingen av skolmaten?", False),
        ("Anbuden ska vara inne senast den 3 maj", False),
    ],
)
def test_open_bids_are_found(parse: SwedishPipeline, text: str, is_found: bool) -> None:
    """Bids told from inside, against published results."""
    assert any(f.detail == "procurement" for f in found(parse, text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Jag jobbar på boendet och Rune Tingmark har fått cancer", True),
        ("Jag jobbar på boendet och Rune Tingmark har fått pris", False),
        ("Sommarjobbade i hemtjänsten, gubben Rune på Lövstigen är dement", True),
        ("Sommarjobbade i hemtjänsten, bästa jobbet jag haft", False),
        ("Jag är kurator och hon i 3B som skär sig borde byta skola", True),
    ],
)
def test_an_insider_counts_only_with_what_they_reveal(
    parse: SwedishPipeline, text: str, is_found: bool
) -> None:
    """Working somewhere is no finding; telling of somebody there is."""
    assert any(f.detail == "insider" for f in found(parse, text)) is is_found


def test_a_quote_shows_neither_code_nor_name(parse: SwedishPipeline) -> None:
    """The quote is the subject, and the span leads to the words in the original."""
    text = "Hej\u200b, larmkoden är 1379 och Rune Tingmark har god man"

    findings = {f.detail: f for f in found(parse, text)}

    assert findings["security"].quote == "säkerhet"
    assert findings["guardianship"].quote == "god man"
    assert text[findings["security"].start :].startswith("larmkoden")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abå1 .,:\n\u200b😀ABkoden", max_size=80))
def test_odd_text_gives_no_error(parse: SwedishPipeline, text: str) -> None:
    """Any text at all gets its findings, within its length."""
    for finding in found(parse, f"Lösenordet {text} nyckeln under mattan, larmet av med {text}"):
        assert finding.start < finding.end


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Min man och jag har en vårdnadsutredning hos er och ingen ringer", True),
        ("Min LSS-handläggare svarar aldrig", True),
        ("Min LSS-handläggare är fantastisk, tack", False),
        ("Jag väntar på besked om mitt ekonomiska bistånd", True),
        ("Var finns blanketten för ekonomiskt bistånd?", False),
        ("Jag tycker att ekonomiskt bistånd borde höjas", False),
        ("Vi sökte avlastning för sonen och fick avslag", True),
        ("Hur söker man avlastning?", False),
        ("Ni tog min dotter och jag får inte träffa henne", True),
        ("Vår son bor i jourhem och ni säger ingenting", True),
        ("Vi är jourhem och trivs med det", False),
        ("Jag väntar på besked om mitt bygglov", False),
        ("Vår kommun behöver fler familjehem", False),
    ],
)
def test_a_pending_matter_in_other_words(parse: SwedishPipeline, text: str, is_found: bool) -> None:
    """An officer, a benefit or a child in care is the writer's own where something is open."""
    owners = {f.owner for f in found(parse, text)}

    assert ("self" in owners) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Grannens flicka hämtades i skolan av soc", True),
        ("Socialsekreteraren hämtades i bil", False),
        ("Elsa på avdelning 3 har legat i samma blöja sen i går", True),
        ("Elsa på avdelning 3 är en fantastisk sköterska", False),
        ("Bakdörren till magasinet är aldrig låst", True),
        ("Dörren till magasinet är låst", False),
        ("Larmet på museet är ur funktion så vem som helst kan gå in i natt", True),
        ("Larmet på museet gick klockan två", False),
        ("Nyckeln hänger på en krok bakom soptunnan", True),
        ("Nyckeln till framgång är samarbete", False),
        ("Kassaskåpet öppnas med 77-12-03", True),
        ("Kassaskåpet är från 1903", False),
        ("Kommunens entrédörr låses inte när alla har gått hem", True),
    ],
)
def test_care_and_security_in_other_words(
    parse: SwedishPipeline, text: str, is_found: bool
) -> None:
    """The passive, the paraphrase and the negated lock tell as much as the plain word."""
    assert any(f.certainty >= 0.6 for f in found(parse, text)) is is_found


def test_ties_are_worked_out_once_for_both_detectors(parse: SwedishPipeline) -> None:
    """The detector that comes second gets the ties of the first."""
    parsed = parse("Rune Tingmark har autism")

    assert all_ties(parsed) is all_ties(parsed)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Grinden till pumphuset går på 6-1-9-3", "security"),
        ("Kombinationen till medicinskåpet är 7720", "security"),
        (
            "Fick se anbudslistan i kopiatorn, lägst är 14 miljoner, beslut tas på torsdag",
            "procurement",
        ),
        ("De omplacerade Signe Tingmark i ett nytt jourhem", "social_services"),
        ("Får byta på Signe Tingmark tre gånger varje natt", "care"),
        ("Signe Tingmark har fått avslag från migrationsverket", "migration"),
    ],
)
def test_secrets_told_in_other_words_are_found(
    parse: SwedishPipeline, text: str, detail: str
) -> None:
    """Numbers that open, bids that were glimpsed and matters told in passing are secrets too."""
    findings = list(find_confidential(parse(text), Comment(text=text)))

    assert detail in {f.detail for f in findings if f.certainty >= 0.6}


@pytest.mark.parametrize(
    "text",
    [
        "Grinden till pumphuset gnisslar så det hörs i hela byn",
        "Vilken kombination av bussar tar mig till medicinskåpet på vårdcentralen?",
        "Enligt anbudslistan i protokollet vann Snöbolaget för 14 miljoner",
        "Får man byta pass på julafton?",
        "Migrationsverket ger avslag till allt fler",
    ],
)
def test_the_same_words_without_a_secret_are_silent(parse: SwedishPipeline, text: str) -> None:
    """Gates, bids and decisions in general are nobody's secret."""
    findings = list(find_confidential(parse(text), Comment(text=text)))

    assert [f for f in findings if f.certainty >= 0.6] == []


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Trumman på grinden ställer du på 4-8-1, sen rycker du till", "security"),
        ("4471 funkar på både förskolan och fritids", "security"),
        ("Vaktbilen går förbi skolan 23.10, sen är det fritt fram", "security"),
        ("Lägsta anbudet är 300 kr timmen men det är inte tilldelat förrän fredag", "procurement"),
        ("Hörde från inköp att Städbolaget lagt 4 miljoner, avgörs på tisdag", "procurement"),
        ("De har skyddad adress men bor på Lövstigen i det gula huset", "protected_identity"),
        ("Cilla har fått ny identitet och sitter i kassan på Konsum", "protected_identity"),
    ],
)
def test_secrets_are_found_without_the_plain_word(
    parse: SwedishPipeline, text: str, detail: str
) -> None:
    """A number that opens, a bid not yet decided and a hiding place told in passing."""
    assert detail in {f.detail for f in found(parse, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Haspen på grinden är lös, den slår hela nätterna",
        "Dörren till tvättstugan går inte i lås, kan ni laga?",
        "Anbudet ni antog var tre miljoner dyrare, det står i protokollet",
        "De som har skyddad adress får hjälp av Skatteverket",
        "Jag bodde på tre olika HVB mellan 12 och 17, nu är jag 40",
        "Ni lägger ner stödboendet utan att prata med oss anhöriga",
    ],
)
def test_faults_results_and_memories_are_no_secrets(parse: SwedishPipeline, text: str) -> None:
    """A fault to be mended, a bid that has won, advice and what is long past give nothing."""
    assert found(parse, text) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Kameran vid lastkajen är bara en attrapp", True),
        ("Väktarna kör bara en runda, strax före midnatt", True),
        ("Är kamerorna attrapper?", False),
        ("Reservkraften testades i dag och allt gick bra", False),
        ("Hittade en attrapp av en gädda på loppisen", False),
    ],
)
def test_a_weakness_is_laid_bare(parse: SwedishPipeline, text: str, is_found: bool) -> None:
    """Dummies and rounds told for sure; a question and a good report lay nothing bare."""
    assert ("security" in {f.detail for f in found(parse, text)}) is is_found


@pytest.mark.parametrize(
    "text",
    [
        "Kvinnojouren har flyttat, numera bakom vårdcentralen",
        "Var rara mot de nya i rosa villan mitt för lekplatsen. Pappan får inte hitta dem",
        "Vår nya granne på Linvägen har skyddad adress, hon flydde från Malmö",
    ],
)
def test_a_hiding_place_told_by_what_it_is_beside(parse: SwedishPipeline, text: str) -> None:
    """A landmark is as good as an address."""
    assert "protected_identity" in {f.detail for f in found(parse, text) if f.certainty >= 0.6}


@pytest.mark.parametrize(
    "text",
    [
        "Kvinnojouren finns där för alla som behöver stöd",
        "Kvinnojouren i Ale har flyttat till nya lokaler, bra!",
        "Nasse, katten som håller sig undan, har fått rum ovanpå pizzerian i Nol",
        "Familjen i villan bakom kyrkan säljer honung",
    ],
)
def test_no_hiding_place(parse: SwedishPipeline, text: str) -> None:
    """Services, animals and houses of those who hide from nobody."""
    assert "protected_identity" not in {f.detail for f in found(parse, text)}


@pytest.mark.parametrize(
    "text",
    [
        "De hämtade ju Hedmarks tvillingar från förskolan i tisdags med polis",
        "Hon i kassan på macken blev av med tvillingarna i höstas",
        "Ella Ek bor hos fosterfamiljen i Skepplanda numera",
        "Grannens Elton ska placeras nu",
    ],
)
def test_social_services_in_everyday_words(parse: SwedishPipeline, text: str) -> None:
    """Placements and what goes before them."""
    assert "social_services" in {f.detail for f in found(parse, text) if f.certainty >= 0.6}


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Koden till förskolans grind är 2580", True),
        ("Koden till vinterquizet är 7731", False),
        ("Koden till toaletten på badplatsen är 1234", False),
        ("Wifi på biblioteket heter AleGuest och lösenordet är sommar2026", False),
        ("Vi krossade Kode med 7-1", False),
        ("Har glömt koden till cykellåset, försöker med 0001 0002", False),
        ("Nyckeln till klubbhuset ligger under krukan", True),
        ("Äntligen slipper jag oroa mig för nyckeln i blomkrukan", False),
        ("Toan är låst, ingen vet var nyckeln är, vi får gå i buskarna", False),
    ],
)
def test_a_code_for_everybody_is_no_secret(
    parse: SwedishPipeline, text: str, is_found: bool
) -> None:
    """What opens a game, a match or nothing at all is told on purpose."""
    assert any(f.detail == "security" for f in found(parse, text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("De placerade barnen hos Lundqvists har rymt", True),
        ("Fostersonen hos Brinkmans har börjat i sjuan", True),
        ("Fosterbarnen hos oss får ingen skolskjuts", False),
        ("Placerade barn har sämre resultat i skolan", False),
    ],
)
def test_children_placed_with_a_family(parse: SwedishPipeline, text: str, is_found: bool) -> None:
    """With whom they live points them out; the writer's own home is theirs to tell."""
    assert any(f.detail == "social_services" for f in found(parse, text)) is is_found


@pytest.mark.parametrize(
    "text",
    [
        "Samma firma har fått fjorton uppdrag under gränsen för upphandling, 180 tusen styck",
        "Vi ska dela upp beställningen i tre så att den hamnar under gränsen för upphandling",
    ],
)
def test_parted_purchases_are_no_secret_bids(parse: SwedishPipeline, text: str) -> None:
    """A tip of misconduct is registered, not hidden."""
    assert not any(f.detail == "procurement" for f in found(parse, text))
