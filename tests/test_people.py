"""Who is meant: names, roles, kinship, pronouns, bodies and groups in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import odd_texts

from ale_moderation.lexicon_files import load_lexicon
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.people import INDIVIDUALS, Mention, Who
from ale_moderation.rulebook import rules_folder


def mentions(parse: SwedishPipeline, text: str) -> list[str]:
    """Each mention as `words=who`.

    * says that it is named, + that it is plural, ! that it is the writer's own, ? that it points
    at nobody in particular.
    """
    parsed = parse(text)
    return [
        parsed.quote(m.start, m.end)
        + f"={m.who}"
        + "*" * m.is_named
        + "+" * m.is_plural
        + "!" * m.is_own
        + "?" * (not m.is_definite)
        for m in parsed.people
    ]


NAMES = {
    "Anna Svensson svarade aldrig": ["Anna Svensson=person*"],
    "Karl-Erik Hammarsköld ringde": ["Karl-Erik Hammarsköld=person*"],
    "Anna Maria Lindgren Berg kom hit": ["Anna Maria Lindgren Berg=person*"],
    "Fredrik A. Nilsson vann": ["Fredrik A. Nilsson=person*"],
    "Carl af Geijerstam skrev det": ["Carl af Geijerstam=person*"],
    "Maria von Essen-Lind bor där": ["Maria von Essen-Lind=person*"],
    "Mohamed El-Sayed och Bashar al-Assad": ["Mohamed El-Sayed=person*", "Bashar al-Assad=person*"],
    "kalle svensson är en tjuv": ["kalle svensson=person*"],
    "prata med ahmed hassan": ["ahmed hassan=person*"],
    "ANNA SVENSSON ÄR DUM": ["ANNA SVENSSON=person*"],
    "Sture Pärlemo skriver så käckt": ["Sture Pärlemo=person*"],  # any capitalised word
    "Det var Annas bil": ["Annas=person*"],
    "Anderssons hund skäller": ["Anderssons=person*"],
    "Larsson drog till med något": ["Larsson=person*"],
    "I går sa Lindqvist att det är klart": ["Lindqvist=person*"],
    "En stark ek står på berget": [],  # surnames that are words
    "Lionel Messi kom till torget": ["Lionel Messi=person*"],  # both unknown
    "Facebook Messenger fungerar inte": [],
    "Coop Extra är stängt": [],
    "Familjen Ekorrsten har flyttat": ["Ekorrsten=person*"],
    "Lisa och Kalle bråkar": ["Lisa=person*", "Kalle=person*"],
    "Hej Anna!": ["Anna=person*"],
    "Anna. Svensson ringde": ["Anna=person*", "Svensson=person*"],  # two sentences
    "Anna\nSvensson": ["Anna=person*", "Svensson=person*"],
    "Vägen mellan Nödinge och Älvängen": [],
    "Stockholms nya buss går till Malmö, inte Lund": [],
    "FN-diplomater åt lunch": [],
}

AMBIGUOUS = {
    "Björn på bygglov sov": ["Björn=staff*"],
    "Björn är en idiot": ["Björn=person*"],
    "Björn sa nej": ["Björn=person*"],
    "Jag träffade Björn": ["Jag=self", "Björn=person*"],
    "En björn gick över vägen": [],
    "Björnar är farliga": [],
    "Stig Lindgren ringde": ["Stig Lindgren=person*"],
    "Stig på en sten": [],
    "Kan man flytta en sten": [],
    "Sten säger att det är klart": ["Sten=person*"],
    "Sten är hårt": [],
    "Ring Sten": ["Sten=person*"],
    "Bo Ekman bor här": ["Bo Ekman=person*"],
    "Bo kvar här": [],
    "Var ska man bo": [],
    "My Karlsson är inte här": ["My Karlsson=person*"],
    "Min dotter My är sju år": ["Min=self", "dotter=child!", "My=child*"],
    "Hans Persson har en bil": ["Hans Persson=person*"],
    "Hans bil är röd": ["Hans=third"],
    "Per Nilsson svarade per telefon": ["Per Nilsson=person*"],
    "Per telefon går bra": [],
    "Alla är välkomna den 5 Maj": [],
    "Elias i 4b blir mobbad": ["Elias=child*"],
    "Lova i femman grät": ["Lova=child*"],
}

ROLES = {
    "rektorn är oduglig": ["rektorn=staff"],
    "Rektorn Kristina Ek sov": ["Rektorn=staff", "Kristina Ek=staff*"],
    "läraren Hamza Kovalski är bra": ["läraren=staff", "Hamza Kovalski=staff*"],
    "handläggare Nilsson ljög": ["handläggare=staff?", "Nilsson=staff*"],
    "Gunilla Berg (handläggare) ringde": ["Gunilla Berg=staff*", "handläggare=staff?"],
    "En lärare slog min son": ["lärare=staff?", "min=self", "son=child!"],
    "Vår handläggare är snäll": ["Vår=self", "handläggare=staff!"],
    "Det är min. Läraren sov": ["min=self", "Läraren=staff"],  # not the writer's own
    "Lärarna sov": ["Lärarna=body+?"],
    "handläggarna ljög": ["handläggarna=body+?"],
    "chefer har höga löner": ["chefer=body+?"],
    "politikerna ljuger": ["politikerna=body+?"],
    "En politiker sa det": ["politiker=politician?"],
    "Kommunalrådet Stig Hult avgår": ["Kommunalrådet=politician", "Stig Hult=politician*"],
    "Paula Örn, kommunalråd, sov": ["Paula Örn=politician*", "kommunalråd=politician?"],
    "Ordföranden i nämnden ljuger": ["Ordföranden=politician", "nämnden=body"],
    "Kommunen ljuger": ["Kommunen=body"],
    "invandrarna tar allt": ["invandrarna=group+?"],
    "min mamma är sjuk": ["min=self", "mamma=person!"],
    "min brors fru": ["min=self", "brors=person!", "fru=person!"],
    "Mina grannar är snälla": ["Mina=self", "grannar=person+!"],
    "Vår son Elias går i 4B": ["Vår=self", "son=child!", "Elias=child*"],
    "Deras dotter mår dåligt": ["Deras=third", "dotter=child"],
    "Den där gubben på torget": ["gubben=person"],
}

PRONOUNS = {
    "Du är bäst, jag med": ["Du=commenter", "jag=self"],
    "Ni är bäst, vi med": ["Ni=plural_you+", "vi=self+"],
    "De ljuger för henne": ["De=they+", "henne=third"],
    "@anna_berg du har fel": ["@anna_berg=commenter*", "du=commenter"],
    "@Ronny Luftlind kom igen": ["@Ronny Luftlind=commenter*"],
    "@Ronny Du har fel": ["@Ronny=commenter*", "Du=commenter"],
    "@ anna": ["anna=commenter*"],
    "vi ses @ torget": ["vi=self+"],
    "Ove Sagomark (S) röstade nej": ["Ove Sagomark=politician*"],
    "Ove Sagomark (vid älven) röstade nej": ["Ove Sagomark=person*"],
    "Hur anmäler man ett hål i vägen?": [],
    "": [],
}


@pytest.mark.parametrize(
    ("text", "expected"), [*NAMES.items(), *AMBIGUOUS.items(), *ROLES.items(), *PRONOUNS.items()]
)
def test_mentions(parse: SwedishPipeline, text: str, expected: list[str]) -> None:
    """Everybody that a sentence mentions is found, and nobody else."""
    assert expected == mentions(parse, text)


@given(
    odd_texts
    | st.lists(
        st.sampled_from([word for text in (*NAMES, *AMBIGUOUS, *ROLES) for word in text.split()])
    ).map(" ".join)
)
def test_mentions_of_any_text(parse: SwedishPipeline, text: str) -> None:
    """Mentions stand in order, apart, each within one sentence; names are of people."""
    parsed = parse(text)
    end = 0
    for mention in parsed.people:
        assert end <= mention.start < mention.end <= parsed.sentence(mention.start).stop
        if mention.is_named:
            assert mention.who in INDIVIDUALS | {Who.COMMENTER}
        end = mention.end


def test_people_are_found_once(parse: SwedishPipeline) -> None:
    """The mentions of a text are worked out once."""
    parsed = parse("Anna Svensson")

    assert parsed.people is parsed.people
    assert parsed.people == (Mention(0, 2, Who.PERSON, is_named=True),)


def test_officials_of_the_policy(parse: SwedishPipeline) -> None:
    """Those whom the policy lists are known by name."""
    names = {"known_official": ["Ove Sagomark"], "known_politician": ["Ylva Påhittsson"]}
    known = SwedishPipeline(load_lexicon(rules_folder() / "lexicon", names=names))
    text = "Ove Sagomark och Ylva Påhittssons lögner"

    assert mentions(parse, text) == ["Ove Sagomark=person*", "Ylva Påhittssons=person*"]
    assert mentions(known, text) == ["Ove Sagomark=staff*", "Ylva Påhittssons=politician*"]
