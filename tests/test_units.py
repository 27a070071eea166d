"""Which unit of the municipality a comment is forwarded to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ale_moderation import Moderator, RulebookError, explain
from ale_moderation.rulebook import rules_folder


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("När plogas cykelbanan?", "gata_park"),
        ("Lyktstolparna längs gångvägen är släckta", "gata_park"),
        ("Vad är det för lukt på kranvattnet?", "va"),
        ("Sopbilen kom aldrig i torsdags", "avfall"),
        ("Behöver man bygglov för ett plank?", "bygglov"),
        ("Vem kontrollerar hygienen på restauranger?", "miljo"),
        ("När börjar höstlovet?", "utbildning"),
        ("Hur lång är förskolekön?", "utbildning"),
        ("Hur ansöker man om hemtjänst?", "omsorg"),
        ("Vart ringer man till socialjouren?", "socialtjanst"),
        ("Är bibliotekets utställning öppen på söndag?", "kultur_fritid"),
        ("Råder det eldningsförbud?", "raddningstjanst"),
        ("När söker man sommarjobb?", "naringsliv"),
        ("Varför går det inte att logga in i e-tjänsten?", "kommunikation"),
        ("Hur får jag tag i protokollet från fullmäktige?", "registrator"),
        ("Var hittar jag tidtabellen för bussarna?", "kollektivtrafik"),
        ("När öppnar vårdcentralen?", "regionen"),
        ("Vem svarar på sånt här?", "kontaktcenter"),
        ("När skolbussen stannar är det halt, kan ni sanda?", "gata_park"),
    ],
)
def test_the_unit_is_found_by_topic(moderator: Moderator, text: str, unit: str) -> None:
    """The words of a topic say whose the comment is; what fits none goes to the contact centre."""
    found = moderator(text).forward_to

    assert found is not None and found.id == unit


def test_the_kind_goes_before_the_topic(moderator: Moderator) -> None:
    """A request for records is the registrar's, whatever they are about."""
    found = moderator("Jag begär ut protokollet om skolans sophämtning").forward_to

    assert found is not None and found.id == "registrator"


def test_the_question_counts_more_than_the_rest(moderator: Moderator) -> None:
    """What is asked about weighs more than what else is told."""
    found = moderator("Vi bor vid skolan. Lärarna är bra. När töms soptunnan?").forward_to

    assert found is not None and found.id == "avfall"


@pytest.mark.parametrize("text", ["Så fint det blev i skolan!", "Tack för plogningen!"])
def test_no_unit_without_service(moderator: Moderator, text: str) -> None:
    """Where nothing is asked for nobody is named."""
    assert moderator(text).forward_to is None


def test_the_unit_is_told(moderator: Moderator) -> None:
    """The explanation names the unit in both languages."""
    decision = moderator("Gatlyktan vid busshållplatsen är trasig")

    assert "Ansvarig: Gata, park och trafik." in explain(decision)
    assert "Responsible: Streets, parks and traffic." in explain(decision, "en")


def test_a_municipality_names_its_own(tmp_path: Path) -> None:
    """Other units and words need no Python."""
    shutil.copytree(rules_folder(), tmp_path / "rules")
    (tmp_path / "rules" / "units.toml").write_text(
        '[[unit]]\nid = "is"\nname.sv = "Isgruppen"\nname.en = "Ice"\n'
        '[[topic]]\nid = "ice"\nunit = "is"\nhead = ["zamboni"]\n',
        encoding="utf-8",
    )
    moderator = Moderator(tmp_path / "rules")
    found = moderator("När kommer eftermiddagszambonin?").forward_to

    assert found is not None and found.sv == "Isgruppen"
    assert moderator("När öppnar vårdcentralen?").forward_to is None


def test_a_faulty_pattern_is_placed(tmp_path: Path) -> None:
    """A pattern that can not be read is told with file, line and column."""
    shutil.copytree(rules_folder(), tmp_path / "rules")
    path = tmp_path / "rules" / "units.toml"
    text = path.read_text("utf-8")
    path.write_text(f'{text}\n[[topic]]\nid = "x"\nunit = "va"\nphrase = ["… …"]\n', "utf-8")
    with pytest.raises(RulebookError) as caught:
        Moderator(tmp_path / "rules")
    [problem] = caught.value.problems

    assert (problem.path, problem.line) == (path, text.count("\n") + 5)
    assert problem.column == 11
