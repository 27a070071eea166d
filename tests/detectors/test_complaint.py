"""Shortcomings that can be mended are told from opinions, praise, memories and jokes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.detectors.complaint import _may_complain, find_complaints, signs_of
from ale_moderation.detectors.complaint_signs import SIGNS_OF_WORDS, WEIGHTS
from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.rulebook import rules_folder

FAULTS = (
    "Katuvalo koulun vieressä on rikki",
    "Ліфт на станції зламаний уже тиждень",
    "المصعد في المحطة معطل من أسبوع",
    "Papperskorgen vid busskuren svämmar över",
    "Lyset i gångtunneln har varit släckt i en vecka",
    "Det är en stor grop i asfalten utanför förskolan",
    "klätterställningen e trasig, en pinne har lossnat",
    "Webbplatsen går inte att öppna i mobilen",
    "Klotter på hela väggen vid biblioteket",
    "gatlyktan pa var gata ar sonder",
    "The street light outside our house has been broken for weeks",
    "Lampa przy szkole nie działa od tygodnia",
    "Hissen i biblioteket har slutat fungera igen",
    "Räcket längs bron har rostat sönder",
)
OBSERVED = (
    "Vägvisaren vid rondellen pekar åt fel håll sedan stormen",
    "Kiosken vid badplatsen har ingen dörr längre",
    "Länken på er hemsida leder till en tom sida",
    "Biljettautomaten på stationen slukade mina pengar",
    "Vi fick vänta en timme utanför simhallen och ingen kom",
    "Bara en av fyra duschar i omklädningsrummet fungerar",
    "Växeln kopplade mig till fel person två gånger",
    "Isbanan var som potatismos i söndags",
    "Sirenen hördes inte alls i Hålanda i måndags",
    "Loggade in på e-tjänsten och blev utkastad vid bilagorna",
)
COMPLAINTS = (
    "Soppåsarna i trapphuset har glömts bort tre veckor i rad",
    "Färdtjänsten glömde farmor utanför läkarhuset",
    "Biblioteket har bara öppet en dag i veckan",
    "Vår förening fick noll kronor och inte en rad till förklaring",
    "Maten på boendet är inte särskilt god",
    "Har ringt växeln fyra gånger och ingen svarar",
    "Skolbussen kommer för sent varje dag och barnen missar första lektionen",
    "Ni lovade ny asfalt i våras men inget har hänt",
    "Sopkärlet har inte tömts på tre veckor fast vi betalar",
)
SUGGESTIONS = (
    "Sätt upp en bänk vid hållplatsen så att gamla kan vila",
    "Kan ni inte ha öppet på biblioteket även söndagar",
    "Förslag: ett utegym vid elljusspåret",
    "Det borde finnas ett övergångsställe vid affären",
    "Skulle önska att ni satte upp en spegel i kurvan vid bron",
    "Sätt upp farthinder på gatan innan något barn blir påkört",
)
DANGERS = (
    "Takpannor från den gamla skolan rasar ner på gångvägen",
    "Stängslet mot järnvägen är uppklippt, ungarna kryper igenom",
    "Larmknappen på trygghetsboendet är död",
    "Det är grönt för bilarna och grön gubbe samtidigt vid skolan",
    "There is a board missing on the footbridge by the school",
    "gungan på lekplatsen e trasig, ena kedjan har gått av",
    "Elskåpet vid torget står öppet",
    "Brunnslocket är borta på gångvägen",
    "Vattnet i kranen är gult och luktar konstigt",
    "Bron är så halkig att tre personer ramlat i dag, en bröt handleden",
    "Trädet hänger över lekplatsen och kan falla när som helst",
    "Det sticker ut en rostig spik ur bänken på skolgården",
    "Bokhyllan i klassrummet ramlade över två elever.",
    "Blankis i trappan, min man for på rygg och ambulansen fick hämta",
    "Hela huset blev magsjuka efter vattenläckan i gatan",
    "Isen på dammen har spruckit och småungar är på den nu",
    "Utrymningsdörren på gympasalen är belamrad med mattor.",
    "Vårt kranvatten är brunt och vattnet luktar ruttet ägg sen i går.",
)
FORMAL = (
    "Vår son blir slagen av äldre elever varje rast, ingen lärare gör något",
    "Jag vill att händelsen på demensboendet utreds",
    "Min pappa har inte fått duscha på två veckor på boendet",
    "Jag bestrider p-boten, skylten var täckt av snö",
    "Detta är ett formellt klagomål. Ledsagningen uteblev fyra av fem lördagar för vår son.",
    "Mamma har legat i samma blöja sedan i går kväll.",
    "Jag anmäler det som klagomål, de gamla fick vänta fyra timmar på toaletten.",
    "Min femåring stod ensam utanför grinden en halvtimme, ingen på förskolan hade märkt det.",
    "Pappa fick fel tabletter tre morgnar i rad på boendet.",
)
NEITHER = (
    "Min tvååring vinkar åt soptunnorna varje morgon",
    "Barnbarnen matar änderna vid bryggan varje söndag",
    "Enligt rapporten växte trafiken på europavägarna med fyra procent under förra året",
    "Jag glömde paraplyet på bussen i går",
    "Har tappat min vante vid lekplatsen, den är röd",
    "Ser du att lampan är trasig, du som alltid gnäller",
    "Vilket skitbeslut",
    "Politikerna bryr sig inte om oss på landet",
    "Skattehöjning igen, som vanligt",
    "Tack för snabb hjälp med lampan",
    "Förr kunde man bada där utan att tänka på alger",
    "Min mormor jobbade i köket på skolan i trettio år",
    "Bussen är mitt vardagsrum 😂",
    "Kaffet på äldreboendet är godare än på stans kaféer",
    "Barnen älskar den nya rutschkanan",
    "Välkomna på loppis i bygdegården lördag 10-14",
    "Jag bor på Brovägen och det är aldrig tråkigt",
    "Jag tycker att alla borde cykla mer",
    "Så mysigt på biblioteket i går, tack alla som kom",
    "Jag har bott i Nol i trettio år och trivs varje dag",
    "Den nya simhallen blir jättefin",
    "Är bussen sen? Är det någon som är förvånad",
    "",
    "Min sexåring stod ensam på scenen och sjöng, så stolt.",
    "Det tar vi på allvar, sa tomten.",
    "Bokhyllan hemma ramlade när jag dansade.",
    "Upphittad: barnvagn, knappt använd, står kvar på stationen",
    "Översvämningen 2006 stod vattnet till hyllan i källaren",
)
PAIRS = (
    ("Gatlampan är trasig", "Gatlampan är lagad, tack"),
    ("Sopbilen har inte kommit på tre veckor", "Sopbilen har alltid kommit i tid"),
    ("Skylten i korsningen saknas", "Skylten i korsningen är snygg"),
    ("Det ligger glas på lekplatsen", "Det ligger en lekplats på toppen"),
    ("Bänken vid ån är trasig", "Min cykel är trasig"),
    ("Vattnet i Nol luktar diesel", "Vattnet i Nol är dyrare än diesel"),
    ("Cykelbanan är bra, men lampan är trasig", "Lampan var trasig, men nu är cykelbanan bra"),
    ("Hissen på stationen står still", "Tiden på stationen står still, så vackert"),
)

WORDS = (
    *("gatlampan", "är", "inte", "trasig", "igen", "ni", "tack", "!", ".", "på", "skolan", "Nol"),
    *("mobbad", "barnen", "laga", "gärna", "farligt", "innan", "någon", "bryter", "benet", "sonen"),
    *("min", "ansökan", "ringt", "svar", "lovade", "men", "utreds", "vill", "att", "det", "lagat"),
)


def complain(parse: SwedishPipeline, text: str) -> list[Finding]:
    """The complaints and fault reports of a text, without criticism."""
    found = find_complaints(parse(text), Comment(text=text))
    return [finding for finding in found if finding.kind != "criticism"]


@pytest.mark.parametrize("text", FAULTS + OBSERVED + COMPLAINTS + SUGGESTIONS)
def test_a_concrete_shortcoming_or_wish_is_found(parse: SwedishPipeline, text: str) -> None:
    """A thing of the municipality and what is wrong with it, or a wish, are enough."""
    assert [f.kind for f in complain(parse, text)] in (["complaint"], ["fault_report"])


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_broken_is_a_fault(parse: SwedishPipeline, text: str) -> None:
    """A fault of something technical is a fault report without danger."""
    assert [(f.kind, f.detail) for f in complain(parse, text)] == [("fault_report", "fault")]


@pytest.mark.parametrize("text", SUGGESTIONS)
def test_a_wish_without_a_fault_is_a_suggestion(parse: SwedishPipeline, text: str) -> None:
    """What should be there but is not broken is a suggestion."""
    assert [(f.kind, f.detail) for f in complain(parse, text)] == [("complaint", "suggestion")]


@pytest.mark.parametrize("text", DANGERS)
def test_what_may_hurt_somebody_is_a_danger(parse: SwedishPipeline, text: str) -> None:
    """Open cables, foul water, missing covers, ice that broke an arm are registered."""
    assert [(f.kind, f.detail) for f in complain(parse, text)] == [("fault_report", "danger")]


@pytest.mark.parametrize("text", FORMAL)
def test_what_must_be_investigated_is_formal(parse: SwedishPipeline, text: str) -> None:
    """Harm in school or care, disputes and demands for investigation are registered."""
    assert [(f.kind, f.detail) for f in complain(parse, text)] == [("complaint", "formal")]


@pytest.mark.parametrize("text", NEITHER)
def test_opinions_praise_and_memories_are_no_complaints(parse: SwedishPipeline, text: str) -> None:
    """There is nothing to mend in them."""
    assert complain(parse, text) == []


@pytest.mark.parametrize(("fault", "harmless"), PAIRS)
def test_one_change_mends_the_fault(parse: SwedishPipeline, fault: str, harmless: str) -> None:
    """Near misses are told apart."""
    assert complain(parse, fault)
    assert not complain(parse, harmless)


def test_what_counts_as_formal_may_be_asked(parse: SwedishPipeline) -> None:
    """Whether something is a neglect is a question, that it is one must be investigated."""
    asked = complain(parse, "Är det ett missförhållande om en brukare smittas i omsorgen?")
    told = complain(parse, "Det är ett missförhållande att en brukare smittas i omsorgen.")

    assert [f.detail for f in asked + told] == ["complaint", "formal"]


def test_harsh_words_without_a_matter_are_criticism(parse: SwedishPipeline) -> None:
    """Criticism is found with the word that carries it."""
    text = "Det här beslutet är ett hån, så jävla uselt."

    (finding,) = find_complaints(parse(text), Comment(text=text))

    expected = ("criticism", "hån")
    assert expected == (finding.kind, text[finding.start : finding.end])


def test_the_span_covers_the_complaint(parse: SwedishPipeline) -> None:
    """The two sentences that carry it are pointed out, in original coordinates."""
    text = "Hej på er!\u200b Vi bor i Nol. Gatlampan vid macken är sönder."

    (finding,) = complain(parse, text)

    assert text[finding.start : finding.end].endswith("Gatlampan vid macken är sönder.")


def test_the_quote_hides_digits(parse: SwedishPipeline) -> None:
    """A number that stands in a complaint is not repeated."""
    (finding,) = complain(parse, "070-174 06 12 svarar inte, felkod i växeln är trasig")

    assert not any(c.isdigit() for c in finding.quote)
    assert len(finding.quote) <= 60


@pytest.mark.parametrize("tag", [tag for tag, _ in SIGNS_OF_WORDS])
def test_signs_of_words_have_no_patterns(tag: str) -> None:
    """Only single words of these lists are looked at."""
    lexicon = load_lexicon(rules_folder() / "lexicon")

    assert tag not in {entry.tag for _, entry in lexicon.phrases}


@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_the_shortcut_hides_no_complaint(parse: SwedishPipeline, words: list[str]) -> None:
    """What the tags of a comment can not add up to is no complaint."""
    parsed = parse(" ".join(words))

    if any(sum(WEIGHTS[s] for s in signs) + WEIGHTS["start"] > 0 for _, signs in signs_of(parsed)):
        assert _may_complain(parsed.spans.keys())


@given(text=st.text(max_size=80))
def test_any_text_gives_at_most_one_valid_finding(parse: SwedishPipeline, text: str) -> None:
    """The span lies within the text, and certainty is at least 0.6."""
    found = list(find_complaints(parse(text), Comment(text=text)))

    assert len(found) <= 1
    assert all(0 <= f.start < f.end <= len(text) and 0.6 <= f.certainty < 1 for f in found)
