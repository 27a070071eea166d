"""Sensitive data and offences are found only where somebody is pointed out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ale_moderation.detectors.sensitive import find_sensitive
from ale_moderation.model import Comment, Finding
from ale_moderation.nlp import SwedishPipeline

SENSITIVE = "personal_data.sensitive"
CRIMINAL = "personal_data.criminal"
SELF = "personal_data.self"
WORDS = [
    *("Viola", "han", "har", "autism", "familjen i 7B", ",", ".", "\n", "på", "är", "alkis"),
    *("kronofogden var hos", "av", "😀", "jag", "hos", "som", "Tingmarks", "min", "3"),
]


def found(parse: SwedishPipeline, text: str) -> list[Finding]:
    """The findings in a text."""
    return list(find_sensitive(parse(text), Comment(text=text)))


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Vaktmästaren Olof Tingmark har fått parkinson", "health"),
        ("olof tingmark har fått parkinson", "health"),
        ("Visst har Olof Tingmark fått parkinson?", "health"),
        ("Olof Tingmarks diagnos är ingen hemlighet", "health"),
        ("Demensen har tagit Olof Tingmark", "health"),
        ("Stackars Olof Tingmark. Han är svårt sjuk i cancer", "health"),
        ("Eleven i 7B har autism", "health"),
        ("Hon som sitter i kassan på affären är gravid", "health"),
        ("Läraren i 3C har gått in i väggen", "health"),
        ("Min granne Viola super varje kväll", "addiction"),
        ("Alkisen på Lövstigen väcker hela gatan", "addiction"),
        ("Viola Tingmark går på metadon", "addiction"),
        ("Viola Tingmark har konverterat till islam", "faith"),
        ("Kocken Viola är med i facket", "union"),
        ("Rektor Viola Tingmark är lesbisk", "sexual_life"),
        ("Viola Tingmark har skulder hos kronofogden", "economy"),
        ("Kronofogden var hos Tingmarks i går", "economy"),
        ("Viola Tingmark ligger i skilsmässa", "family"),
    ],
)
def test_sensitive_data_of_somebody_pointed_out_is_found(
    parse: SwedishPipeline, text: str, detail: str
) -> None:
    """A topic with its person is a finding about another, sure enough to act on."""
    findings = [f for f in found(parse, text) if f.kind == SENSITIVE]

    assert (detail, "third") in {(f.detail, f.owner) for f in findings}
    assert max(f.certainty for f in findings) >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Vaktmästaren Olof Tingmark har fått pris",
        "Många elever har autism",
        "En elev med autism behöver lugn och ro",
        "Olof Tingmark föreläser om parkinson",
        "Olof Tingmark hjälper unga med psykisk ohälsa",
        "Olof Tingmark samlar in pengar till cancerforskningen",
        "Olof Tingmark är inte sjukskriven",
        "Vi i autismföreningen träffas på torsdag",
        "Socialtjänsten är sjuk i huvudet",
        "Ledamoten Viola Tingmark röstade med facket",
        "Ledamoten Viola Tingmark är med i Moderaterna",
        "Viola Tingmark sjunger i kyrkan på söndag",
        "Om du har autism kan du få hjälp",
        "Må du få cancer, Olof Tingmark",
        "I filmen är mannen på Storgatan alkoholist",
        "Min morfar bor på demensboende och trivs så bra, tack",
        "Mamma är 91 och vill flytta",
    ],
)
def test_a_topic_without_its_person_is_silent(parse: SwedishPipeline, text: str) -> None:
    """Work, knowledge, groups, wishes, fiction and warm words of family are no sensitive data."""
    assert [f for f in found(parse, text) if f.kind in (SENSITIVE, CRIMINAL)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Kassören Stig Tingmark har tagit pengar ur kassan",
        "Stig Tingmark tog mutor av firman",
        "Stig Tingmark sitter i fängelse",
        "Stig Tingmark har fått fotboja",
        "Stig Tingmark dömdes för misshandel",
        "Alla vet att Stig Tingmark är en tjuv",
        "Stig Tingmark är ökänd. Han säljer knark vid stationen",
        "Killen i trapphus B på Skolvägen 3 langar",
        "Min granne misshandlar sin hund",
        "Eleven i 9A utsattes för övergrepp av vikarien",
        "Chauffören Stig kör full till jobbet",
    ],
)
def test_an_offence_said_of_somebody_is_sure(parse: SwedishPipeline, text: str) -> None:
    """What is told as a fact of somebody pointed out carries at least 0.7."""
    findings = [f for f in found(parse, text) if f.kind == CRIMINAL]

    assert [f.certainty >= 0.7 for f in findings] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Kassören Stig Tingmark har skött kassan i åratal",
        "Stig Tingmark borde dömas för misshandel av svenska språket",
        "Stig Tingmark är ingen tjuv",
        "Stig Tingmark kör full fart i backen",
        "Stig Tingmark stal showen",
        "Stig Tingmark föreslår fler kameror mot inbrott",
        "Någon stal min cykel vid stationen",
        "Politikerna är tjuvar hela bunten",
        "Kommunen stjäl våra pengar",
        "Den som langar borde få fängelse",
        "Det snattas för mycket i affären",
    ],
)
def test_an_offence_by_nobody_in_particular_is_silent(parse: SwedishPipeline, text: str) -> None:
    """Bodies, groups, unknown thieves, denials and figures of speech point out nobody."""
    assert [f for f in found(parse, text) if f.kind == CRIMINAL] == []


@pytest.mark.parametrize(
    "text",
    [
        "Jag har diabetes och saknar sockerfritt",
        "Själv lider jag av panikångest",
        "Som dyslektiker vill jag ha kortare brev",
        "Vi med adhd orkar inte så långa blanketter",
        "Jag fick hjälp av socialen för tio år sedan",
        "Är diabetiker och saknar sockerfritt",
    ],
)
def test_the_writers_own_data_is_an_experience(parse: SwedishPipeline, text: str) -> None:
    """What somebody tells of themselves is theirs, and nothing is found about another."""
    findings = found(parse, text)

    assert {(f.kind, f.detail, f.owner) for f in findings} == {(SELF, "experience", "self")}


def test_a_finding_points_at_the_words_and_shows_only_the_subject(parse: SwedishPipeline) -> None:
    """The span is that of the topic in the original; the quote names neither person nor datum."""
    text = "Obs\u200b! Rektor Viola Tingmark har leukemi 😢"

    (finding,) = found(parse, text)

    assert text[finding.start : finding.end] == "leukemi"
    assert finding.quote == "hälsa"


def test_family_in_care_is_found_with_moderate_certainty(parse: SwedishPipeline) -> None:
    """An illness of the writer's own family counts where care goes on now, and never as sure."""
    (finding,) = [
        f
        for f in found(parse, "Min man ligger på korttids och har fått demens")
        if f.kind == SENSITIVE
    ]

    assert 0.6 <= finding.certainty < 0.7


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    )
)
def test_any_order_of_words_gives_findings_within_the_text(
    parse: SwedishPipeline, words: list[str]
) -> None:
    """No text fails, spans lie within it and certainty is a share."""
    text = " ".join(words)

    for finding in found(parse, text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert 0 < finding.certainty <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Violas syster har fått epilepsi",  # a name in the genitive
        "Zoltek är dement",  # a name in no list
        "Tor-Inge på backen är alkoholist",  # joined from two
        "Dottern till rektorn har anorexi",  # through somebody else
        "Hon jag delar rum med är smygalkoholist",  # through a clause
        "Han som kör sopbilen har psykos",
        "Hon är bipolär, den där Tingmark",  # the name comes last
        "Grannpojken har schizofreni",
        "De i gula villan på Lövstigen har tuberkulos",
        "Vår kollegas son har autism",  # not the writer's own
    ],
)
def test_somebody_is_pointed_out_without_a_listed_name(parse: SwedishPipeline, text: str) -> None:
    """The words around a person tell who is meant, where no name list does."""
    assert max(f.certainty for f in found(parse, text) if f.kind == SENSITIVE) >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Ales elever har ångest inför proven",
        "Sveriges barn har mer fetma än förr",
        "De på kommunen har fått covid",
        "Min granne har en hund som heter Zoloft",
        "Skolans psykolog har slutat",
        "Kvinnan i allmänhet har högre risk för stroke",
    ],
)
def test_places_bodies_and_pets_have_no_illness(parse: SwedishPipeline, text: str) -> None:
    """A genitive or a pronoun alone points out nobody."""
    assert [f for f in found(parse, text) if f.kind == SENSITIVE and f.certainty >= 0.6] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Viola Tingmark saknar uppehållstillstånd", SENSITIVE),
        ("Viola Tingmark hämtades med ambulans i natt", SENSITIVE),
        ("Viola Tingmark äter stesolid", SENSITIVE),
        ("Viola Tingmark kom ut från anstalten i maj", CRIMINAL),
        ("Viola Tingmark hade handen i kassan", CRIMINAL),
        ("Viola Tingmark spöar ungarna", CRIMINAL),
    ],
)
def test_what_is_told_without_the_plain_word_is_found(
    parse: SwedishPipeline, text: str, kind: str
) -> None:
    """Ambulances, medicines and prisons tell as much as a diagnosis or a conviction."""
    assert max(f.certainty for f in found(parse, text) if f.kind == kind) >= 0.6


@pytest.mark.parametrize(
    ("secret", "told"),
    [
        ("Kommunalrådet har celiaki", "Kommunalrådet sa själv i P4 att hon har celiaki"),
        ("Ordföranden är muslim", "Ordföranden berättade i tidningen att han är muslim"),
        ("Grannen sa i tv att Eva Ek har hiv", "Eva Ek sa i tv att hon har hiv"),
        ("Eva Ek berättade på gården att hon har hiv", "Eva Ek berättade i podden att hon har hiv"),
        (
            "Siv Ek hade en stroke i fjol, det berättade hon på fiket",
            "Siv Ek hade en stroke i fjol, berättar hon i P4",
        ),
        (
            "Siv Ek dolde sin stroke för oss",
            "Siv Ek dolde sin stroke, men väljer nu att tala om den",
        ),
        (
            "Grannen Evert stjäl och misshandlar sin bror",
            "Romanens Evert stjäl och misshandlar sin bror",
        ),
        ("Astrid Ek förskingrade kollekten", "Astrid, spelad av Moa Ek, förskingrade kollekten"),
        ("Rektorn dömdes för rattfylla", "Riksdagsmannen dömdes för rattfylla"),
    ],
)
def test_what_is_public_already_is_not_sure(parse: SwedishPipeline, secret: str, told: str) -> None:
    """What somebody has told the press themselves, and members of parliament, are not sure."""
    assert any(f.certainty >= 0.6 for f in found(parse, secret))
    assert all(f.certainty < 0.6 for f in found(parse, told))


def test_the_police_commit_no_offence_by_arresting(parse: SwedishPipeline) -> None:
    """A post without a name is a body."""
    text = "Polisen grep en man misstänkt för stöld"

    assert [f for f in found(parse, text) if f.kind == CRIMINAL] == []


@pytest.mark.parametrize(
    "text",
    [
        "Hon som målar staketen i hamnen har fått hepatit",  # a clause of what somebody does
        "Han med den gröna lådcykeln går på metadon",  # what somebody has with them
        "De i det gamla stationshuset har fått sina barn omhändertagna",
        "Paret som äger glasskiosken är med i pingstkyrkan",
        "Vår bagare har dömts för skattebrott",
        "Vet ni att han som putsar fönstren är rom?",
        "Hon som kör bokbussen. Hon har gått med i en sekt",  # taken up by a pronoun
        "Familjen Tingmark flyttade hit i maj, de bor på hemlig adress",  # and by "de"
        "Min kusins frisör har fått epilepsi",  # the relation is the writer's, she is not
    ],
)
def test_a_description_points_somebody_out(parse: SwedishPipeline, text: str) -> None:
    """What somebody does, carries or owns tells who is meant as well as a name does."""
    findings = [f for f in found(parse, text) if f.kind in (SENSITIVE, CRIMINAL)]

    assert max(f.certainty for f in findings) >= 0.6


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Viola Tingmark kom hem från psykiatrin i går", "health"),
        ("I natt glömdes Viola Tingmark på dialysen", "health"),
        ("Viola Tingmark har bott i jourhem sedan i maj", "family"),
        ("Viola Tingmark åkte in på avgiftningen igen", "addiction"),
        ("Viola Tingmark hamnade hos fogden", "economy"),
        ("Viola Tingmark haltar efter sin stroke", "health"),
        ("Viola Tingmark ville inte komma, men har fått adhd konstaterat", "health"),
    ],
)
def test_a_stay_tells_what_somebody_suffers_from(
    parse: SwedishPipeline, text: str, detail: str
) -> None:
    """A ward, a home or a reason tells as much; a denial counts in its own clause only."""
    findings = [f for f in found(parse, text) if f.kind == SENSITIVE and f.certainty >= 0.6]

    assert detail in {f.detail for f in findings}


@pytest.mark.parametrize(
    "text",
    [
        "Kuratorn på psykiatrin är så snäll",
        "Viola Tingmark jobbar på dialysen",
        "Sköterskan Viola sitter på ungdomsmottagningen på tisdagar",
        "Viola Tingmark är chef på behandlingshemmet",
        "Den som går på dialys borde få åka gratis",
        "Andra barn i klassen har autism",
        "Drottningen led av depression på 1700-talet",
        "Utställningen om Viola Tingmark visar hur hon levde med tbc",
        "Vår tränare är kurd och världens bästa, tack för allt",
        "Hon som vann loppet har fin form",
        "Viola Tingmark springer för bröstcancerfonden",
    ],
)
def test_work_history_and_praise_tell_nothing_sensitive(parse: SwedishPipeline, text: str) -> None:
    """Those who work on a ward, are long dead or are praised are no patients."""
    findings = [f for f in found(parse, text) if f.kind in (SENSITIVE, CRIMINAL)]

    assert [f for f in findings if f.certainty >= 0.6] == []


@pytest.mark.parametrize(
    "text",
    [
        "Den magre på bänken vid stationen har tbc",  # by looks
        "Den gravida i garderoben på badhuset svimmade",
        "Alkisgubben som matar änderna väcker oss",
        "Det var Viola Tingmark och hennes vänner som krossade rutorna",
    ],
)
def test_looks_habits_and_company_point_somebody_out(parse: SwedishPipeline, text: str) -> None:
    """An adjective with a place, a nickname with a habit and a friend's name are enough."""
    findings = [f for f in found(parse, text) if f.kind in (SENSITIVE, CRIMINAL)]

    assert max(f.certainty for f in findings) >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "8B-tjejen har ätstörningar",
        "Plog-Sture kör påtänd varje natt",
        "Somaliern på nedre botten i 14 ska utvisas",
        "Grannfamiljen har kronofogden efter sig",
        "Flickan i lila overall är utredd för autism",
        "Han vars mamma hängde sig går i min klass",
        "Hennes yngsta grabb går i särskola",
        "Rörmokaren ni anlitade till simhallen har suttit på Kumla",
        "Tvåbarnspappan på Ugglegatan har fotboja",
        "Läraren i 3C är hemma, det är depression igen",
    ],
)
def test_people_are_pointed_out_by_what_they_are_called(parse: SwedishPipeline, text: str) -> None:
    """Class, trade, people, looks, kin and a clause without som tell one from all others."""
    assert any(f.certainty >= 0.6 for f in found(parse, text) if f.owner == "third")


@pytest.mark.parametrize(
    "text",
    [
        "Kungafamiljen har varit sjuk i covid",
        "Min kompis är muslim och firar jul ändå",
        "Förskolläraren Viola leker med barnen",
        "Diabetikern i mig vill ha en sockerfri glass",
        "Statsministern är gravid läste jag",
        "Farfar var alkoholist och dog redan 1961",
        "Åklagaren dömer ingen, det är rätten som dömer för misshandel",
        "Kommundirektören har suttit i sex år",
        "Min tjej i femman blev inlåst på toaletten av tre andra",
        "Min pojkvän jobbar på ert korttidsboende och har blivit hotad av sin chef",
    ],
)
def test_what_only_resembles_a_private_matter_stays(parse: SwedishPipeline, text: str) -> None:
    """Friends, public figures, the long dead, staff at work and their posts give nothing sure."""
    assert all(f.certainty < 0.6 for f in found(parse, text) if f.owner == "third")


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Ove Tingmark blev magpumpad i somras", "health"),
        ("Ove Tingmark hittar inte hem längre", "health"),
        ("Ove Tingmark kan inte hålla sig från flaskan", "addiction"),
        ("Ove Tingmark kommer aldrig bli nykter", "addiction"),
        ("Ove Tingmark får bara träffa sina barn med övervakning", "family"),
        ("Ove Tingmark får hela lönen dragen av fogden", "economy"),
        ("Ove Tingmark lever ihop med en annan kille", "sexual_life"),
        ("Ove Tingmark saknar uppehållstillstånd", "migration"),
    ],
)
def test_everyday_words_are_understood(parse: SwedishPipeline, text: str, detail: str) -> None:
    """What people say without the words of the trade is found under the same subject."""
    assert detail in {f.detail for f in found(parse, text)}


def test_you_is_who_is_called_by_name(parse: SwedishPipeline) -> None:
    """A comment that speaks to somebody by name tells of them; one to the thread does not."""
    named = found(parse, "Krya på dig Ove Tingmark! Hörde att du fått en stroke")
    nobody = found(parse, "Krya på dig! Hörde att du fått en stroke")

    assert max(f.certainty for f in named) > max((f.certainty for f in nobody), default=0)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Ove Tingmark äter Zoloft", "health"),
        ("Ove Tingmark väger bara 40 kilo", "health"),
        ("Ove Tingmark får spruta varannan vecka", "health"),
        ("Killen längst till höger är hivsmittad", "health"),
        ("Hon mitt emot oss på Lövstigen är manisk igen", "health"),
        ("Ove Tingmark har fått bilen utmätt", "economy"),
        ("Ove Tingmark ska vräkas i maj", "economy"),
        ("Ove Tingmark har varit drogfri i tre år", "addiction"),
        ("Pojken hos Tingmarks är placerad hos dem sen i höstas", "family"),
        ("Ove Tingmark stoppades för rattfylla", "crime"),
    ],
)
def test_signs_tell_what_they_are_signs_of(parse: SwedishPipeline, text: str, detail: str) -> None:
    """Medicines, measures and seizures say it without the words of the trade."""
    assert detail in {f.detail for f in found(parse, text) if f.owner == "third"}


@pytest.mark.parametrize(
    "text",
    [
        "Ove Tingmark är placerad på tredje plats efter två tävlingar",
        "Bebisen väger fyra kilo och är frisk",
        "Ove Tingmark säljer korv vid stationen till skolresan",
        "Han längst till höger i laget gjorde två mål",
        "Skolan har en epipen i varje korridor",
        "Familjer vräks från sina hem i hela landet",
    ],
)
def test_signs_of_nothing_stay(parse: SwedishPipeline, text: str) -> None:
    """The same words of sport, food, trade and people at large."""
    assert not [f for f in found(parse, text) if f.owner == "third" and f.certainty >= 0.6]
