"""Harm to others: what is done, to whom, and whether it is announced, asked for or told."""

from __future__ import annotations

import pytest

from ale_moderation.detectors.harm import find_harm
from ale_moderation.detectors.moods import ANNOUNCED, ASKED, DUE
from ale_moderation.nlp import SwedishPipeline
from ale_moderation.voice import idiom_words

SURE = 0.6

HARM = [
    # verbs of violence, in every mood
    ("Tänker dränka bygglovshandläggaren i älven", ANNOUNCED),
    ("Jag stryper Göran på lördag", ANNOUNCED),
    ("På torsdag kommer jag och knivhugger rektorn", ANNOUNCED),
    ("Ska bryta fingrarna på fritidsledaren imorgon", ANNOUNCED),
    ("Ta er kontaktperson och stryp honom", ASKED),
    ("Dränk henne i ån", ASKED),
    ("Halshugg den jäveln", ASKED),
    ("strypa rektorn imon", ASKED),
    ("Nån borde köra på vakten", ASKED),
    ("Handläggare ska man skjuta", ASKED),
    ("Kasta honom framför tåget", ASKED),
    ("Vi borde hänga upp Stefan Lind i kranen", ANNOUNCED),
    ("Någon borde meja ner hela demonstrationen", ASKED),
    # what a weapon gets into
    ("Jag sätter två kulor i grannen på fredag", ANNOUNCED),
    ("Hon förtjänar syra i ansiktet", DUE),
    ("Han ska få skyffeln nertryckt i halsen", DUE),
    ("Det krävs en yxa i skallen på Veronica", DUE),
    ("Klapp på käften är vad rektorn behöver", DUE),
    ("Giljotinen fram för hela kommunledningen", ASKED),
    # injuries, by what they leave
    ("Du ska få så du inte kan gå på en månad", DUE),
    ("På onsdag kommer vi Ulf och sen blir du sittande i rullstol", DUE),
    ("Utanför macken om du har stake. Sen får du dricka din mat", DUE),
    ("Hoppas ni får sitta i rullstol allihop", DUE),
    # fire, blades and poison
    ("Din husvagn kommer brinna innan helgen", DUE),
    ("Hans villa ska bli aska innan jul", DUE),
    ("Ös bensin på kåken", ASKED),
    ("Tutta på bilen hennes", ASKED),
    ("Skär sönder däcken på soctantens bil", ASKED),
    ("Lägg ut korv med råttgift åt grannens hundar", ASKED),
]

NO_HARM = [
    # others' deeds, reports, questions and negations
    "Han hotade att strypa rektorn",
    "Mannen försökte dränka sin fru",
    "I filmen ska han dränka sin bror",
    "Ska man skjuta handläggaren?",
    "Stryp inte Roger, han menade väl",
    "Krossa henne inte, hon är ny",
    "Skjuta barn, vad är det för värld vi lever i",
    "Jag var nära att strypa honom men räknade till tio",
    # oneself and one's own
    "Frugan kommer strypa mig",
    "Jag stryper min man om han glömmer mjölken",
    "Jag fick en kniv i handen när jag skar bröd",
    "Vår stuga kommer brinna om ingen sotar",
    "Hoppas hon inte hamnar i rullstol",
    "Ska bränna din skiva på datorn",
    # things, work, food, beasts
    "Giljotinen för papper på biblioteket är slö",
    "Skär upp Annas tårta är du snäll",
    "Hen får smäll på fingrarna av revisorn",
    "Dränk köttet i marinad",
    "Skjut in ett förslag till nämnden",
    "Vi hugger grannens träd åt honom",
    "Vi kör över Peter till sjukhuset",
    "Du måste skjuta honom i gungan",
    "Skjut grävlingen, den gräver upp kyrkogården",
    "Häll tändvätska på kolen",
    "Snart brinner ljuset i ditt fönster",
    "Byt däcken på hans bil innan fredag",
    "Någon har lagt ut korv med råttgift, håll koll på hundarna",
    "Ge aldrig hunden korv med gift i",
    # sport, figures of speech, care
    "Kör över dom på lördag tjejer",
    "Vi ska spöa er på padelbanan",
    "Beslutet är en kniv i ryggen på oss",
    "Efter operationen kan du inte gå på sex veckor, sen får du rullstol",
    "Hon ska få gå på kryckor i tre veckor, sa läkaren",
]


def find(parse: SwedishPipeline, text: str) -> list[str]:
    """The moods of what is surely harm."""
    parsed = parse(text)
    found = find_harm(parsed, idioms=idiom_words(parsed))
    return [harm.mood for harm in found if harm.certainty >= SURE]


@pytest.mark.parametrize(("text", "mood"), HARM)
def test_harm(parse: SwedishPipeline, text: str, mood: str) -> None:
    """The act, its victim and its mood are seen."""
    assert mood in find(parse, text)


@pytest.mark.parametrize("text", NO_HARM)
def test_no_harm(parse: SwedishPipeline, text: str) -> None:
    """Nobody is threatened."""
    assert find(parse, text) == []


@pytest.mark.parametrize("unit", ["döda dig ", "en kniv i Anna ", "hälla bensin på huset "])
def test_long_texts_end(parse: SwedishPipeline, unit: str) -> None:
    """A long text of harm gives a bounded number of findings."""
    assert len(find(parse, unit * 2_000)) <= 400
