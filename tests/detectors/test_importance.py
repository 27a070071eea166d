"""Information of importance: the act is told from talk about the act."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.detectors.importance import find_importance
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline


def find(parse: SwedishPipeline, text: str) -> dict[str, Finding]:
    """The findings that act alone, by kind without `important.` and detail."""
    found = find_importance(parse(text), Comment(text=text))
    return {
        f"{f.kind.partition('.')[2]}:{f.detail}".rstrip(":"): f for f in found if f.certainty >= 0.6
    }


ACTS = [
    # in further words
    (
        "damage_claim",
        "Snöslungan eran klöv min dotters sparkstötting, jag kräver 1 450 kronor för en ny",
    ),
    ("damage_claim", "Er plog rev ner vårt staket. Vart vänder jag mig med räkningen?"),
    (
        "damage_claim",
        "Sonen fick en spik i foten på lekplatsen, jag anser att ni är ansvariga och ska betala",
    ),
    ("gdpr_request", "Det är min dotter i filmen, vi har inte gett samtycke. Ta ner den"),
    ("supervision_tip", "Det ligger femton bildäck och en dunk i diket vid åkern"),
    ("supervision_tip", "Tolv män sover på golvet i verkstaden utan brandvarnare"),
    ("supervision_tip", "Kiosken säljer snus till åttor"),
    ("appeal", "Avslaget bestrids, härmed överklagat"),
    (
        "abuse_report",
        "Dottern kom hem med sönderriven jacka från skolan, samma tre tjejer som förra veckan",
    ),
    # public records
    ("record_request:records", "Jag begär ut avtalet med skolskjutsbolaget"),
    ("record_request:records", "Vill ta del av yttrandena om vindkraften"),
    ("record_request:records", "mejla mig protokollet från i tisdags tack"),
    ("record_request:records", "Kan jag få en kopia av ritningen till gamla brandstationen?"),
    ("record_request:records", "Kan ni skicka lönelistan för era chefer"),
    ("record_request:records", "Lämna ut alla sms mellan rektorn och förvaltningen"),
    ("record_request:records", "Skulle behöva besiktningsprotokollet för lekplatsen"),
    ("record_request:records", "Får jag komma in och läsa handlingarna i ärendet?"),
    ("record_request:records", "Jag ber att få ta del av diarielistan för mars"),
    ("record_request:records", "Please send me the minutes of the last meeting"),
    ("record_request:records", "Could I get a copy of the contract with the cleaning firm?"),
    ("record_request:records", "Väntar på fakturorna, jag har begärt dem två gånger utan svar"),
    ("record_request:records", "Begar ut protokollet fran mandagens mote"),
    # a comment that was removed
    ("record_request:removal_query", "Varför togs min kommentar bort?"),
    ("record_request:removal_query", "vart tog mitt inlägg vägen"),
    ("record_request:removal_query", "Vem raderade det jag skrev igår?"),
    ("record_request:removal_query", "Ni har dolt min fråga. Enligt vilken regel?"),
    ("record_request:removal_query", "Why was my comment deleted?"),
    # appeal
    ("appeal", "Jag överklagar härmed beslutet om rivningslov"),
    ("appeal", "Vi godtar inte avslaget och begär att ni prövar det på nytt"),
    ("appeal", "Jag begär omprövning av avgiften"),
    ("appeal", "Se detta som vårt överklagande av detaljplanen"),
    ("appeal", "I hereby appeal the decision"),
    # damages
    ("damage_claim", "Plogen rev ner vår brevlåda, vart skickar jag räkningen?"),
    ("damage_claim", "Fälgen sprack i gropen. 3 200 kr, det får ni betala."),
    ("damage_claim", "Jag kräver skadestånd av kommunen"),
    ("damage_claim", "Er snöröjare rev ner grindstolpen. Jag kräver 7 200 kr för lagningen"),
    ("damage_claim", "Källaren är översvämmad och möblerna förstörda, vem ersätter oss?"),
    # personal data
    ("gdpr_request", "Jag vill ha ett registerutdrag"),
    ("gdpr_request", "Ta bort bilden på min dotter, vi har inte sagt ja"),
    ("gdpr_request", "Jag återkallar mitt samtycke"),
    ("gdpr_request", "Vilka uppgifter har ni sparat om mig?"),
    ("gdpr_request", "What data do you have stored about me?"),
    ("gdpr_request", "Radera mina personuppgifter enligt artikel 17"),
    # misconduct
    ("misconduct_tip", "Chefens svåger fick kontraktet utan att någon annan fick lämna anbud"),
    ("misconduct_tip", "Ledamoten röstade om bygglov åt sitt eget bolag"),
    ("misconduct_tip", "Fakturorna delas upp så att de hamnar under gränsen"),
    ("misconduct_tip:insider", "Jag jobbar på boendet och listorna signeras i efterhand"),
    # supervision
    ("supervision_tip", "Någon dumpar byggavfall i skogen"),
    ("supervision_tip", "Det ligger en oljefilm på bäcken"),
    ("supervision_tip", "Grannen eldar plast varje kväll"),
    ("supervision_tip", "Hästarna i hagen är magra och har inget vatten"),
    ("supervision_tip", "Grannen har byggt ett garage utan bygglov"),
    ("supervision_tip", "Pizzerian har råttor i köket"),
    # pupils
    ("abuse_report", "Min son blir mobbad i skolan och ingen gör något"),
    ("abuse_report", "Dottern blir sparkad på rasten, läraren tittar bort"),
    ("abuse_report", 'Min flicka blev kallad "hora" i korridoren, skolan kallar det bråk'),
    ("abuse_report", "Jag anmäler kränkande behandling på skolan"),
    # told as stories, without the names of things
    ("record_request:records", "Kan jag få se vad revisorn skrev? Mejla en kopia tack"),
    ("record_request:records", "Mejla mig svaren som kom in från grannarna"),
    ("appeal", "Ni har räknat fel på vår avgift. Vi vill att någon annan granskar beslutet"),
    ("appeal", "Fick avslag på min altan, titta på ansökan igen"),
    ("damage_claim", "Er traktor körde sönder vår häck, vi vill ha en ny"),
    ("damage_claim", "Dottern slog ut en tand på er trasiga gunga, tandläkaren kostar 6000 kr"),
    ("gdpr_request", "Varför ligger min dotter på er instagram, vi har aldrig gett lov"),
    ("misconduct_tip", "Rektorn låter skolans vaktmästare laga taket hemma hos sig på arbetstid"),
    ("misconduct_tip", "Konstigt att samma firma vinner varje gång, ägaren jagar med upphandlaren"),
    ("misconduct_tip:insider", "Vi undersköterskor får order att inte skriva avvikelser"),
    ("supervision_tip", "De spolar av bottenfärg rakt ut i älven"),
    ("abuse_report", "Min dotter vågar inte gå till skolan, de andra spottar på henne"),
    ("abuse_report", "Tre killar drog ner byxorna på min son, rektorn har inte hört av sig"),
    # other
    ("other:fraud_warning", "Nån ringer äldre, kallar sig kommunens tekniker och vill ha bankid"),
    ("other:crisis", "Gasolflaska brinner bakom skolan, barn på gården"),
    ("other:citizens_proposal", "Medborgarförslag: en lekplats i Alvhem"),
    ("other:fraud_warning", "Varning, bluff-sms i kommunens namn, klicka inte"),
    ("other:crisis", "Bron vid kvarnen håller på att rasa"),
    ("other:election", "Valsedlarna låg gömda under bordet i vallokalen"),
]

TALK = [
    "Rektorn är gift med läraren",
    "Rektorn och hans fru kom på festen",
    "Vart vänder man sig om man ser någon dumpa olja i skogen?",
    "Man borde kunna kräva ersättning av politikerna",
    "Tidningen begärde ut alla kvitton",
    "Min dotter blev kallad begåvad av fröken i skolan",
    "Skönt att ni sanerade oljeutsläppet så fort",
    "Tack för hjälpen när vår lada brann i fjol",
    "Önskar att protokollet hade varit rakare",
    "Vilka handlingar räknas som allmänna?",
    "Hur begär man ut ett protokoll?",
    "Tidningen begärde ut mejlen",
    "Tack för att ni la ut protokollet",
    "Vill se en oberoende utredning av skolan",
    "Jag mejlade mina handlingar i måndags",
    "Bra att ni tog bort den kommentaren",
    "Jag tog bort min kommentar",
    "Varför har ni tagit bort bänken?",
    "Jag överklagar inte",
    "Går det att överklaga?",
    "Om ni inte svarar så överklagar jag",
    "Bra att beslutet prövades",
    "Grannen har överklagat bygglovet",
    "Minns när plogen tog kyrkans brevlåda",
    "Vem betalar för den nya arenan?",
    "Staketet vid förskolan är trasigt",
    "GDPR är ett krångligt påhitt",
    "Ta bort bilden på rondellen, den är ful",
    "Behöver man visa registerutdrag för praktik på förskolan?",
    "Vad är jäv?",
    "Det luktar korruption",
    "Min svåger fick jobb på kommunen",
    "Vi mutade barnen med glass",
    "Byggavfall lämnas på återvinningen",
    "Får man elda plast?",
    "Hästarna i hagen är fina",
    "Hur länge gäller ett bygglov?",
    "Viktigt att prata om mobbning i skolan",
    "Jag blev mobbad i skolan på åttiotalet",
    "Min son trivs i skolan",
    "Hur lämnar man ett medborgarförslag?",
    "Mitt medborgarförslag avslogs",
    "Läraren kallade dottern för sin solstråle",
    "Det luktar gas från bilarna",
    "Min svåger jobbar på kommunen och trivs",
    "Varför köper ni samma bänkar varje gång?",
    "Räcket på kajen sitter löst, laga det",
    "Bryggan vid badplatsen har en trasig planka",
    "Plogen tog vår postlåda 1985 och vi skrattar än",
    "Skicka ett sms innan vattnet stängs av",
    "Tränaren brinner för laget",
    "Skolan håller på att kollapsa",
    "Var ligger vallokalen?",
]


@pytest.mark.parametrize(("kind", "text"), ACTS)
def test_the_act_is_found(parse: SwedishPipeline, kind: str, text: str) -> None:
    """Who requests, appeals, claims, tips or reports is heard."""
    assert kind in find(parse, text)


@pytest.mark.parametrize("text", TALK)
def test_talk_about_the_act_is_no_act(parse: SwedishPipeline, text: str) -> None:
    """A question about it, a denial, a condition, a memory and a topic are not the act."""
    assert find(parse, text) == {}


def test_a_span_holds_the_words_of_the_original(parse: SwedishPipeline) -> None:
    """Spans count code points of the original, also after invisible characters."""
    text = "\u200bHej! Jag \u00adöverklagar härmed."

    finding = find(parse, text)["appeal"]

    assert "överklagar" in text[finding.start : finding.end]


def test_a_quote_shows_no_name_and_no_number(parse: SwedishPipeline) -> None:
    """What stands between the words of a sign is masked."""
    text = "Jag begär 070-174 06 20 Ingvar Sagomark att ni prövar det på nytt"

    quotes = " ".join(f.quote for f in find_importance(parse(text), Comment(text=text)))

    assert "Sagomark" not in quotes
    assert not any(character.isdigit() for character in quotes)


def test_each_kind_and_detail_is_found_once(parse: SwedishPipeline) -> None:
    """Many signs of one thing are one finding, the surest."""
    text = "Jag överklagar. Jag överklagar härmed! Vi överklagar beslutet om bygglov."

    found = list(find_importance(parse(text), Comment(text=text)))

    assert [f.kind for f in found] == ["important.appeal"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("record_request:records", "Samtliga kontrakt med städbolaget sedan 2023, tack."),
        ("damage_claim", "Vi vill bli kompenserade för golvet som er rörmokare dränkte"),
        ("damage_claim", "Vi vill få tillbaka det mobilen kostade, ni körde över den"),
        ("appeal", "Jag tar detta vidare till nästa instans, avslaget är fel"),
        ("supervision_tip", "Utrymningsvägen är låst med kedja på danslokalen varje helg"),
        ("supervision_tip", "Macken sålde folköl till min femtonåring utan att blinka"),
    ],
)
def test_an_act_in_other_words_is_found(parse: SwedishPipeline, kind: str, text: str) -> None:
    """A request, claim or tip need not name itself."""
    assert kind in find(parse, text)


@pytest.mark.parametrize(
    "text",
    [
        "Alla protokoll är upplagda nu, tack för det!",
        "Jag fick tillbaka det cykeln kostade, bra jobbat",
        "Katten överklagar läggdags, vi avslår",
        "Raset i Tuve 1977 minns jag som i går",
        "Ån är grumlig av regn, fin film ändå",
        "Nödutgången är grön på gamla bilden",
    ],
)
def test_everyday_likenesses_are_no_acts(parse: SwedishPipeline, text: str) -> None:
    """History, nature and household jokes are nothing to register."""
    assert find(parse, text) == {}


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_gives_valid_findings(parse: SwedishPipeline, text: str) -> None:
    """Odd input is no error, and spans lie inside the text."""
    for finding in find_importance(parse(text), Comment(text=text)):
        assert 0 <= finding.start < finding.end <= len(text)
        assert 0 < finding.certainty <= 1
        assert len(finding.quote) <= 60


def test_a_long_text_is_read(parse: SwedishPipeline) -> None:
    """A sign after thousands of others is still one finding."""
    text = "skicka protokollet " * 3000

    found = list(find_importance(parse(text), Comment(text=text)))

    assert {f.kind for f in found} <= {"important.record_request"}
    assert len(found) <= 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Översänd kvittona för chefsmiddagen", "record_request"),
        ("Jag vill ha allihop som pdf, tack", "record_request"),
        ("Vänligen mejla protokollet från juni", "record_request"),
        ("Laglighetsprövning begärs av undertecknad", "appeal"),
        ("Räkna detta som en överklagan av taxan", "appeal"),
        ("Skadestånd krävs härmed för fälgen", "damage_claim"),
        ("Till vem ställer jag kravet på 4 000 för fönstret?", "damage_claim"),
        ("Vi återkallar samtycket, mitt medgivande återkallas i dag", "gdpr_request"),
        ("Jag tar tillbaka mitt godkännande för fotot", "gdpr_request"),
        ("Dottern ska bort från era sidor", "gdpr_request"),
        ("Vaktmästaren bar ut virke till sitt privata släp", "misconduct_tip"),
        ("Firman bjöd nämnden på golfresa", "misconduct_tip"),
        ("Åkeriet gräver ner gamla däck bakom ladan", "supervision_tip"),
        ("Två gäddor flyter med buken upp i viken", "supervision_tip"),
        ("Elledningen hänger i snön och gnistrar", "other"),
        ("En kanot har kapsejsat mitt på sjön", "other"),
        ("Då tar jag alla anbuden, tack. Protokollen från maj, var god skicka", "record_request"),
        ("Släng fram kvittona för kungabesöket", "record_request"),
        ("Jag väntar fortfarande på de handlingar jag bad om i mars", "record_request"),
        ("Samfälligheten för härmed talan mot bygglovet", "appeal"),
        ("Er ledning sprack och källaren fylldes, här kommer notan", "damage_claim"),
        ("Enligt er är jag död, vänligen rätta", "gdpr_request"),
        ("Jag tog tillbaka mitt ja till filmen", "gdpr_request"),
        ("Ledamoten röstade om sin egen tomt", "misconduct_tip"),
        ("Upphandlaren var i London på leverantörens bekostnad", "misconduct_tip"),
        ("Bonden har kört ut dynga på snön ända ner till brunnen", "supervision_tip"),
        ("Kaféet har möss i lagret", "supervision_tip"),
        ("På salladsbuffén kröp det en mask", "supervision_tip"),
        ("Hästarna i hagen är bara skinn och ben", "supervision_tip"),
        ("Grannen har byggt ihop garaget med huset fast han fick nej", "supervision_tip"),
        ("Sex killar bor i lagerlokalen ovanpå däckfirman", "supervision_tip"),
        ("Fritidspersonalen tog honom i nacken och släpade in honom", "abuse_report"),
        ("Sonen i femman kallas Råttan varje rast och fröken ser på", "abuse_report"),
        ("Två män går runt och vill mäta vattentrycket, de är inte från er", "other"),
        ("Det ligger en kniv i sandlådan på lekplatsen", "other"),
        ("Färskt rådjurslik vid staketet på förskolan", "other"),
        ("Jag filmade när de krossade rutorna, vem ska ha filmen", "other"),
        ("Jag fick hem någon annans läkarintyg i posten", "other"),
    ],
)
def test_acts_in_further_wordings(parse: SwedishPipeline, text: str, kind: str) -> None:
    """Old, curt and passive wordings are the same acts."""
    assert any(k.startswith(kind) for k in find(parse, text)), find(parse, text)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen kräver ritningar i bygglovet, det är väl rimligt",
        "De gräver ner fiber på vår gata",
        "Vi bjöd mamma på skidor i Åre",
        "Grannen lastade in koppar i sin privata bil efter loppisen",
        "Jag drar tillbaka mitt löfte om att rösta på dem",
        "Överprövning är ett krångligt ord",
        "Hon skrev om avvikelser i sin bok",
        "Ögonen gnistrar av glädje på lucian",
        "Ladda upp protokoll och ritning i e-tjänsten gick fint",
        "Det skimrar i alla färger på vattnet när solen går ner",
        "De lagade min punka och ville inte ens ha betalt",
        "Skicka fakturan till Bukarest",
        "Två ledamöter anmälde jäv och gick ut ur salen",
        "Bondens katter har fått ungar",
        "Kocken går ut och pratar med eleverna, guld värd",
        "Älgen på skylten vid förskolan är fint målad",
        "Kniv och gaffel på skolan är gamla",
        "Läraren tog dem med ut i skogen, toppen",
        "I kuvertet från er låg en inbjudan med alla namn på vinnarna",
    ],
)
def test_words_of_the_acts_are_no_acts(parse: SwedishPipeline, text: str) -> None:
    """The same words about neighbours, forms, cables and politics."""
    assert find(parse, text) == {}
