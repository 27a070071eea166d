"""Questions are told from protests, jokes and small talk, in any spelling and many languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.detectors.question import WEIGHTS, find_questions, signs_of
from ale_moderation.detectors.word_order import SIGNS_OF_WORDS
from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.rulebook import rules_folder

QUESTIONS = (
    "Om bron stängs, går bussen en annan väg då?",
    "Boken heter Älven, kan ni köpa in den",
    "hur många platser blev det över i keramikkursen",
    "Vart hitar man anmälan",
    "Är det sant att badet ska stänga?",
    "Skickade ett mejl i förra veckan, har ni fått det",
    "Hur mycket kostar det att hyra en stuga vid badplatsen",
    "när kommer sandbilen till vår gata",
    "Är ishallen öppen på juldagen",
    "va kostar ett busskort för pensionärer",
    "finns det laddstolpar vid macken",
    "Vem är ansvarig för staketet mot järnvägen?",
    "Varför stänger biblioteket redan 17 på onsdagar?",
    "Var fan är bussen, den skulle gått 07.12?",
    "Får hunden vara med på vandringen?",
    "kan man cykla hela vägen till Kungälv nu",
    "Vart vander man sig om man vill bli kontaktfamilj",
    "Hej! Ska man boka tid eller är det drop in",
    "hur djup är dammen vid kvarnen",
    "Ska båda vårdnadshavarna skriva under, får syskon gå gratis",
    "Livesänds sammanträdet på torsdag?",
    "Kan en anmäla sig på plats",
    "Ingen skylt. Enligt vilken regel då?",
    "Till vem skickar jag fakturan",
    "Får man säga nej",
    "Går lånekortet att förnya på nätet",
    "Vem i nämnden röstade för?",
    "Kartong med fönster, dela på eller allt i papp?",
    "ordinarie tid eller helgtider på badet?",
)
INDIRECT = (
    "Jag vet inte vilken kö man ska ställa sig i",
    "Vet ni nåt om linje 5",
    "Letar efter numret till kulturskolan",
    "Tacksam för svar om när bron blir klar",
    "Jag undrar om man får elda löv på tomten",
    "Nån som vet om loppisen blir av",
    "Skulle vara bra att veta vilken skola som gäller för oss",
    "Det framgår inte vilken blankett man ska använda",
    "Grubblar över hur man anmäler två barn samtidigt",
    "Glad om någon kunde tipsa om lokaler för kalas",
    "Badhuset öppet ikväll eller bara till helgen",
    "Vet bara inte vem som bestämmer över väggarna i foajén",
    "Kollar läget med sandlådorna",
    "Ville bara höra om cykelgaraget blir av",
    "Det står att ansökan öppnar i mars men inte vilken dag",
    "Nån kunnig får gärna förklara taxan för en trött pensionär",
    "glögg och lussekatter ingår det",
    "Har en i personalen rätt att ta emot presentkort",
)
FOREIGN = (
    "En löydä mistään tietoa kirjastosta",
    "Подскажите, где взять пакеты",
    "What time does the pool close on Sundays",
    "Does the museum sell coffee",
    "onko museo auki lauantaina",
    "Czy basen jest otwarty w święta",
    "hvornår åbner svømmehallen igen",
    "متى تفتح المكتبة يوم السبت؟",
    "Xaggee laga helaa foomka",
    "English speakers welcome too?",
    "no idea how the preschool queue works",
    "whats the opening hours on saturday",
    "Ist der Campingplatz am See geöffnet?",
    "Waa maxay telefoonka?",
)
NOT_QUESTIONS = (
    "Han står framför publiken och väntar, måste han börja nu så hinner han inte ställa sig rätt",
    "Hälsar alla på språkkaféet",
    "Samåk, sa han, å åkte själv i en bil för sju",
    "Funderar på om jag orkar överklaga, men låter nog bli",
    "Tätare trafik hjälper föga när bussen ändå inte kommer",
    "Gör det, det är ingen skam",
    "Vem frågade oss som bor här?",
    "Varför gick kon på bio? För att se muuusikalen",
    "Is there anything better than a swim in the lake?",
    "Kan någon ge killen på återbruket en blomma",
    "Vet ni vad det bästa är",
    "Efter kyrkan, som är från 1300-talet, ligger hembygdsgården.",
    "1920, året då bron byggdes, kom den första bussen",
    "Hur många rektorer krävs det för att byta en glödlampa",
    "Kan nån ge vaktmästaren en medalj",
    "Hur tänkte ni här?",
    "Vem kom på den här idén?",
    "Är ni helt från vettet?",
    "När ska ni lära er?",
    "Ska man behöva skratta eller gråta?",
    "Är det inte underbart med vår?",
    "Har man sett på maken!",
    "Vad fint det har blivit i parken",
    "När jag var liten badade vi där varje dag",
    "Vem hade kunnat ana det?",
    "Vem handlar där nuförtiden?",
    "Vad kan gå fel",
    "När ska folk i den här bygden sluta klaga",
    "Var är hyfset",
    "Hur roligt är inte det här?",
    "What a lovely morning by the river",
    "Är det någon som är förvånad?",
    "Är ni stolta nu?",
    "Vilken härlig dag det var",
    "500 deltagare?? Wow",
    "@Lena ska vi gå dit på lördag?",
    "Är du säker på det, Sven?",
    "Vill du gå ner 10 kilo på en månad?",
    "Kommer ni så bjuder jag på kaffe",
    "Sådär, då var det sagt",
    "Tog bussen dit i går, trevlig förare",
    "Undrar om farfar minns den sommaren",
    "Kan någon förklara varför? Nä, tänkte väl det.",
    "Åtta våningar på lera. Vem har ritat, en hund?",
    "Vem lånar böcker 2026",
    "Har nån av er ens gått den sträckan i november?",
    "Har ni frågat de gamla vad de tycker? Trodde inte det.",
    "Är nån annan också sugen på pannkakor?",
    "Kommer ni ihåg när hela Nödinge var utan ström?",
    "Man kan ju undra vad de gör på dagarna",
    "Hur ska man kunna lita på det?",
    "Vad svarar man på det?",
    "Dumma eller bara elaka?",
    "Var var alla som gnäller här när vi städade?",
    "Vem ska köra bussen åt oss när vi blir gamla?",
    "Kan vi sluta spekulera?",
    "Vad är det här, Manhattan?",
    "Finns det inga kloka människor på kommunen?",
    "Blir det stopp i brunnen: ring jouren",
    "Kontaktcenter har koll på allt",
    "Who in the hell decided that",
)
PAIRS = (
    ("Har badhuset öppet på annandagen", "Har aldrig varit så stolt"),
    ("Jag förstår inte hur avgiften räknas ut", "Jag förstår inte hur ni tänker"),
    ("Vilken dag tömmer ni slambrunnen", "Vilken dag det blev"),
    ("Hur länge är vägen avstängd", "Hur kul är det här på en skala"),
    ("Undrar när de nya bussarna börjar gå", "Jag undrar inte längre, tack"),
    ("Var var felet på vattenledningen", "Var var alla när vi behövde dem"),
    ("Kan vi få en bänk vid torget?", "Kan vi sluta bråka i tråden?"),
    ("Blir det skridskoåkning i år", "Blir det ingen ändring så flyttar vi"),
)


@pytest.mark.parametrize("tag", [tag for tag, _, _ in SIGNS_OF_WORDS])
def test_signs_of_words_have_no_patterns(tag: str) -> None:
    """Only single words of these lists are looked at."""
    lexicon = load_lexicon(rules_folder() / "lexicon")

    assert tag not in {entry.tag for _, entry in lexicon.phrases}


def ask(parse: SwedishPipeline, text: str) -> list[Finding]:
    """The questions of a text."""
    return list(find_questions(parse(text), Comment(text=text)))


@pytest.mark.parametrize("text", QUESTIONS + INDIRECT + FOREIGN)
def test_a_question_needs_no_mark_and_no_standard_spelling(
    parse: SwedishPipeline, text: str
) -> None:
    """Word order, indirect phrases and the question words of other languages make a question."""
    assert [f.kind for f in ask(parse, text)] == ["question"]


@pytest.mark.parametrize("text", NOT_QUESTIONS)
def test_rhetoric_jokes_and_small_talk_are_no_questions(parse: SwedishPipeline, text: str) -> None:
    """A question mark or a question word is not enough."""
    assert ask(parse, text) == []


@pytest.mark.parametrize(("question", "statement"), PAIRS)
def test_one_change_turns_a_question_into_a_statement(
    parse: SwedishPipeline, question: str, statement: str
) -> None:
    """Near misses are told apart."""
    assert ask(parse, question)
    assert not ask(parse, statement)


@pytest.mark.parametrize("text", INDIRECT)
def test_the_detail_tells_an_indirect_question(parse: SwedishPipeline, text: str) -> None:
    """An indirect question is named so."""
    assert ask(parse, text)[0].detail == "indirect"


def test_the_span_is_the_sentence_that_asks(parse: SwedishPipeline) -> None:
    """Only the asking sentence of a longer comment is pointed out, in original coordinates."""
    text = "Så fint det blev\u200b vid dammen! Får man grilla där? Vi ses."

    (finding,) = ask(parse, text)

    expected = "Får man grilla där?"
    assert expected == text[finding.start : finding.end]


def test_the_quote_hides_digits(parse: SwedishPipeline) -> None:
    """A number that stands in a question is not repeated."""
    (finding,) = ask(parse, "Kan ni ringa 070-174 06 12 om bygglovet?")

    assert not any(c.isdigit() for c in finding.quote)
    assert len(finding.quote) <= 60


def test_a_protest_weighs_more_than_its_form(parse: SwedishPipeline) -> None:
    """The sign of rhetoric outweighs a question mark and a question word."""
    ((_, _, signs),) = signs_of(parse("Hur tänkte ni?"))

    assert {"mark", "order", "rhetoric"} <= signs
    assert sum(WEIGHTS[sign] for sign in signs) <= 0


@pytest.mark.parametrize("text", ["", " ", "?", "??? !!", "@", "\ud800?", "?" * 5000, "va " * 3000])
def test_odd_text_does_no_harm(parse: SwedishPipeline, text: str) -> None:
    """Every text gets an answer, and findings stay within it."""
    assert all(0 <= f.start <= f.end <= len(text) for f in ask(parse, text))


@given(text=st.text(max_size=80))
def test_any_text_gives_valid_findings(parse: SwedishPipeline, text: str) -> None:
    """Spans lie within the text, in order and apart, and certainty is at least 0.6."""
    found = ask(parse, text)

    assert all(0 <= f.start < f.end <= len(text) and 0.6 <= f.certainty < 1 for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
