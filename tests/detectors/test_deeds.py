"""An everyday verb is an offence with its object; who did it is tied to it by the clause."""

from __future__ import annotations

import pytest

from ale_moderation.detectors.sensitive import find_sensitive
from ale_moderation.model import Comment
from ale_moderation.nlp import SwedishPipeline


def certainty(parse: SwedishPipeline, text: str) -> float:
    """How surely an offence is laid to somebody, or 0."""
    found = find_sensitive(parse(text), Comment(text=text))
    return max((f.certainty for f in found if f.kind == "personal_data.criminal"), default=0.0)


@pytest.mark.parametrize(
    "text",
    [
        # gifts to those in power
        "Stadsarkitekten Pernilla Ojäng fick nytt badrum av byggherren",
        "Tomas Rydmark på tekniska har fått garaget gjutet av asfaltsfirman",
        "Göran Bäckmarker som sitter i nämnden har tagit emot pengar av byggfirman",
        "Byggnadsinspektör Ragnar Höök godkänner vad som helst för en flaska konjak",
        "Inköparen Lisbeth Frid får vinlådor hemskickade av matgrossisten",
        "Åsa Renmark på vindbolaget bjöd er byggchef på golfresa. Mutor heter det",
        # what belongs to all
        "Ekonomichefen Annika Lidvall har byggt pool för våra skattepengar",
        "Vaktmästaren Roger Blidh tankar sin egen bil på kommunens kort",
        "Gunilla Strand har åkt till Maldiverna två gånger på föreningens pengar",
        "Moa Lindroth i kassan tar ur skrinet",
        "Flyttkillen Edin tog mormors silver",
        "Mona Ståhlberg skriver upp övertid hon aldrig jobbat",
        "Krögaren Tony Malki smiter från momsen",
        "Mathias Sjö fuskade sig till behörigheten",
        "Ronny Asp i hockeyföräldragruppen stoppade undan cuppengarna",
        "Christian på elverket kopplar om mätare för en femhundring",
        "Emelie Falck brände ner stallet för försäkringens skull",
        # dealing
        "Göran i kiosken langar brännvin till högstadieeleverna",
        "Adde Lundkvist langar utanför skolan varje rast",
        "Handla inte hos Firat på kiosken i Bohus han säljer hasch under disken",
        "Hemma hos Svante Ljung på Ekliden odlas det cannabis",
        # prison
        "Nya tränaren, Kim Wester, satt ett halvår på anstalt",
        "Robban Ekhage har gjort två vändor på Hall",
        "Konstnären Liselott Brännare har suttit inne för bedrägeri",
        # others' bodies, things and houses
        "Simläraren Jörgen Vik stirrar in i tjejernas dusch",
        "Patrik Lundin filmade min dotter i provrummet",
        "Förskolläraren Mia Gran drog min son i håret",
        "Jeanette på hunddagiset ger hundarna stryk",
        "Han Bertil Lassfolk på Nedre Hyltan släpper ut rakt i bäcken",
        # called something
        "Applåder för Lars-Göran Hedvall, traktens flitigaste bidragsfuskare",
        "Här har vi Conny Frisk, kommunens egen mutkolv",
        "Servera inte henne med den röda rullatorn! Hon stjäl andras mediciner",
    ],
)
def test_a_verb_with_its_object_is_an_offence(parse: SwedishPipeline, text: str) -> None:
    """What was taken, from whom and for what tells."""
    assert certainty(parse, text) >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        # customers, sponsors and work
        "Anna Berg fick sin altan byggd av byggfirman, kan rekommenderas",
        "Planarkitekten Joar Ström har fått beröm av byggfirman",
        "Upphandlaren Siv Ek fick in offerter på bilar från leverantörerna",
        "Fastighetschefen Bo Ek fick ett hus av byggbolaget till förskolan",
        "Chefen Karin Sand bjöd personalen på middag",
        "Rektorn Maria Lodén köpte in nya soffor till biblioteket på skolans konto",
        "Enhetschef Marie Lund åkte på utbildning för kommunens pengar",
        # politics
        "Kommunalrådet Per Lind stjäl våra pengar med denna skattehöjning",
        "Kommunalrådet Gun Hell vill bygga pool för våra skattepengar",
        "Oppositionsrådet Lars Holm blåser pensionärerna på pengar",
        # bodies
        "Byggbolaget bjöd nämnden på resa, mutor heter det",
        "Alebyggen fuskade med ventilationen",
        # food, games, figures of speech
        "Göran i kiosken langar varmkorv till eleverna varje fredag",
        "Lisa Berg langade fram 200 bullar",
        "Lasse Holm mördade publiken med sina skämt",
        "Bosse Hagström slog ner sista pålen på bryggan",
        "Ove Ek blev fälld i straffområdet",
        "Kim Lund dömdes ut av experterna men vann ändå",
        "Olle Hake kör hem packad med julklappar",
        # work with the young and the old
        "Rektor Ulf Sand skriver till eleverna varje fredag",
        "Scoutledaren Tord Blom tar med barnen på hajk",
        "Kioskägaren Murat bjuder eleverna på glass",
        "Lovisa Ström i 7C hittade mobilen i omklädningsrummet",
        # prison as a place of work, time elsewhere
        "Rolf Skytt jobbade tre år på Kumlaanstalten som kurator",
        "Kim Wester satt ett halvår i Bryssel",
        # denied, done by others, on a stage
        "Zeynep i kiosken säljer inte cigg till minderåriga",
        "Ingen har bevisat att Karin Wiik tagit mutor",
        "Karl Johansson blev av med cykeln, någon stal den vid stationen",
        "Fisketillsynsmannen Bo Ek tog två som fiskade olagligt",
        "Lisa Ström sköt ett skott som krossade rutan",
        "Patrik Lundin fick rollen som ficktjuv",
        # a tip about somebody who is not named
        "Grannen bakom oss häller ut spillolja i diket varje lördag",
    ],
)
def test_without_that_object_it_is_none(parse: SwedishPipeline, text: str) -> None:
    """The same verbs about work, politics, games, others and things."""
    assert certainty(parse, text) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Det var Elvis Brännström som högg honom",
        "det va Wille Andermans äldsta som högg",
        "Det var Pettssons äldsta som tuttade på klubbhuset",
        "Den som klottrade var Noel Stark i åttan",
        "Vem som eldar i skolan? Den som eldar i skolan heter Theo Malm",
        "Liam Ek i 8B var den som spred nakenbilden",
    ],
)
def test_who_is_singled_out_for_a_deed(parse: SwedishPipeline, text: str) -> None:
    """A cleft sentence answers who did it, in either order."""
    assert certainty(parse, text) >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Det var Linus Kvarn som sköt segermålet",
        "Det var Nisse Berg som högg veden till brasan",
        "Det var Olle Sand som tände majbrasan",
        "Det var Lisa som stack först från festen",
        "Den som vann var Ella Ström i 5B",
        "Den som saboterade mötet var ordföranden med sina eviga tal",
        "Det är inte Theo Malm som eldar i skolan",
    ],
)
def test_who_is_singled_out_for_no_offence(parse: SwedishPipeline, text: str) -> None:
    """Goals, fires of May and denials."""
    assert certainty(parse, text) < 0.5
