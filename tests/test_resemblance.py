"""The second reader: what a text resembles, and what that makes of the findings."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation import Action, Finding, Moderator, RulebookError
from ale_moderation.parsed_text import ParsedText
from ale_moderation.resemblance import HEADS, SCALE, Resemblance, pairs_of, parts_of, parts_of_word
from ale_moderation.second_opinion import second_opinion

UNLIKELY = -10
HARMLESS = "Vilken fin dag det var i parken."
INSULT = "Sätt dig på skolbänken Berit, din dumma gamla sugga"


def weights(folder: Path, *heads: str, **parts: int) -> Resemblance:
    """A reader that knows these parts only, with one weight each, and no other heads likely."""
    path = folder / "resemblance.tsv"
    path.write_text(lines(*heads or ("offensive",), **parts), encoding="utf-8")
    return Resemblance(path)


def lines(*heads: str, **parts: int) -> str:
    bias = " ".join("0" if each in heads else f"{UNLIKELY * SCALE}" for each in HEADS)
    told = [f"\t0 {bias}"]
    for part, weight in parts.items():
        told.append(f"{part}\t{SCALE} " + " ".join(f"{weight * (h in heads)}" for h in HEADS))
    return "\n".join(told) + "\n"


def parsed(moderator: Moderator, text: str) -> ParsedText:
    return moderator._pipeline(text)


def finding(kind: str, certainty: float, **more: str | int) -> Finding:
    return Finding(
        kind=kind, start=0, end=1, certainty=certainty, detector="test", quote="", **more
    )


def test_parts() -> None:
    """A word and its parts of two to five letters, its ends among them."""
    assert next(parts_of("sn")) == "=sn"
    assert set(parts_of("snö")) >= {"=snö", " s", "sn", " snö", "snö ", " snö "}
    assert {len(part) for part in parts_of("snöröjning") if part[0] != "="} == {2, 3, 4, 5}


@pytest.mark.parametrize(
    ("norm", "shape"), [("129:-", "000:-"), ("16.30", "00.00"), ("2385", "0000")]
)
def test_numbers_have_a_shape(norm: str, shape: str) -> None:
    """A price, a time and a year are parts whatever their digits; a word is none."""
    assert f"<#{shape}" in parts_of_word(norm, norm, {"#digit"})
    assert not [part for part in parts_of_word(norm, norm, set()) if part.startswith("<#")]


def test_pairs(moderator: Moderator) -> None:
    """Words that follow each other, with one between, and by lemma; signs at the ends."""
    assert pairs_of(parsed(moderator, "snön föll").words) == [
        *("^ snön", "snön föll", "föll $"),
        *("^ _ föll", "snön _ $"),
        *("~^ snö", "~snö falla", "~falla $"),
    ]


@pytest.mark.parametrize("link", ["https://www.svd.se/{}", "ale.se/{}?sida=2", "www.1177.se/{}"])
def test_letters_of_trusted_links(moderator: Moderator, tmp_path: Path, link: str) -> None:
    """They are not the writer's, wherever else a link leads."""
    reader = weights(tmp_path, **{"snö": 48, "<#trusted": 16})
    trusted, unknown = (
        reader.of(parsed(moderator, text.format("snö"))).heads["offensive"]
        for text in (link, "https://kul.example/{}")
    )

    assert (trusted, unknown) == (1, 3)


def test_log_odds(moderator: Moderator, tmp_path: Path) -> None:
    """The weights of what is there, divided by the length of the text in parts."""
    reader = weights(tmp_path, **{"=snö": 48, "=is": -16})

    assert reader.of(parsed(moderator, "snö")).heads["offensive"] == 3
    assert reader.of(parsed(moderator, "is")).heads["offensive"] == -1
    both = reader.of(parsed(moderator, "snö is")).heads["offensive"]
    assert both == pytest.approx((3 - 1) / math.sqrt(2))
    assert reader.of(parsed(moderator, "sol")).heads == {
        head: 0 if head == "offensive" else UNLIKELY for head in HEADS
    }


@given(st.lists(st.sampled_from(["Snö.", "Is!", "Sol."]), min_size=1, max_size=9))
def test_a_sentence_more_never_lowers_removal(
    moderator: Moderator, tmp_path_factory: pytest.TempPathFactory, sentences: list[str]
) -> None:
    """What four sentences on end resemble, they resemble whatever stands beside them."""
    reader = weights(tmp_path_factory.getbasetemp(), **{"=snö": 40, "=is": -30})
    before = reader.of(parsed(moderator, " ".join(sentences))).peaks["offensive"].odds

    for longer in ([*sentences, HARMLESS], [HARMLESS, *sentences]):
        assert reader.of(parsed(moderator, " ".join(longer))).peaks["offensive"].odds >= before


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", 1),
        ("\t0 0 0 0 0\n", 1),
        (lines("spam", **{"=snö": 1}).replace(" 1 ", " x "), 2),
        (lines("spam") + "=snö\n", 2),
    ],
)
def test_a_bad_file(moderator: Moderator, tmp_path: Path, content: str, line: int) -> None:
    """A line that can not be read is told with its place and how to mend it."""
    path = tmp_path / "resemblance.tsv"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(RulebookError, match=rf":{line}:1: expected a part.*\n.*fit_resemblance"):
        Resemblance(path).of(parsed(moderator, "snö"))


def test_resemblance_alone_removes_no_opinion(moderator: Moderator, tmp_path: Path) -> None:
    """A text in which nothing was found goes to a human at most, however much it resembles."""
    reader = weights(tmp_path, **{"=snö": 900})
    [suspected] = second_opinion(parsed(moderator, "snö"), (), reader)

    assert (suspected.kind, suspected.detail) == ("benign", "resembles_removed")
    assert "snö".startswith(suspected.quote.rstrip("…"))


@pytest.mark.parametrize("certainty", [0.2, 0.35, 0.45, 0.59, 0.6, 0.9])
def test_two_witnesses(moderator: Moderator, tmp_path: Path, certainty: float) -> None:
    """What both see is surer, what one does not see is less sure; a guess stays as it was."""
    text = parsed(moderator, "snö")
    found = finding("offensive.insult", certainty, voice="own")
    alike = second_opinion(text, (found,), weights(tmp_path, **{"=snö": 30}))[0]
    unlike = second_opinion(text, (found,), weights(tmp_path, **{"=snö": -90}))[0]

    if certainty < 0.35:
        assert alike == unlike == found
    else:
        assert alike.certainty > certainty > unlike.certainty
    decided_by_it = alike.detector.endswith("+resemblance")
    assert decided_by_it is (certainty < 0.6 <= alike.certainty)


@pytest.mark.parametrize("kind", ["spam", "advertising"])
def test_resemblance_removes_what_is_for_sale(
    moderator: Moderator, tmp_path: Path, kind: str
) -> None:
    """Where spam or advertising is much likelier than not, and nothing else removes."""
    text = parsed(moderator, "snö och is och sol")
    likely = weights(tmp_path, kind, **{"=snö": 24})
    unlikely = weights(tmp_path, kind, **{"=snö": -30})

    assert [found.kind for found in second_opinion(text, (), likely)] == [kind]
    assert second_opinion(text, (), unlikely) == ()
    assert second_opinion(parsed(moderator, "snö och snö"), (), likely)[0].kind == "benign"
    identifier = finding("personal_data.identifier", 0.9)
    assert second_opinion(text, (identifier,), likely) == (identifier,)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Melker snöar och sommaren kommer", True),
        ("Hon i huset bredvid snöar varje sommar", True),
        ("Det snöar varje sommar och vinter", False),
        ("Min dotter snöar varje sommar", False),
        ("Barnen snöar varje sommar och vinter", False),
        ("I filmen snöar Melker varje sommar", False),
        ("Melker snöar. " + "Sommaren kommer varje vinter. " * 15, False),
    ],
)
def test_a_secret_needs_somebody_pointed_out(
    moderator: Moderator, tmp_path: Path, text: str, is_told: bool
) -> None:
    """What is like a secret is one where one other person who lives is pointed out."""
    told = parsed(moderator, text)
    likely = weights(tmp_path, "private", "secret", **{"=snöar": 60})
    [found] = second_opinion(told, (), likely)
    somewhat, surely = (
        second_opinion(told, (), weights(tmp_path, "private", **{"=snöar": weight}))
        for weight in (4, 60)
    )

    assert (found.kind == "personal_data.sensitive") is is_told
    assert "snö" not in found.quote.lower() or not is_told
    assert [other.kind for other in somewhat] == ["benign"]
    assert [other.kind for other in surely] == [found.kind]
    own = finding("personal_data.self", 0.9)
    assert second_opinion(told, (own,), likely)[-1].kind == "benign"


def test_a_secret_is_redacted_whole(moderator: Moderator) -> None:
    """No word tells it alone, so that all of them are left out."""
    told = "Melker har inte varit i skolan sedan höstlovet, mamman orkar inte väcka honom"

    assert moderator.redact(told) == "[känslig uppgift]"
    shown = str(moderator(told).to_dict())
    assert not any(word in shown for word in ("väcka", "höstlovet", "mamman", "Melker"))


@pytest.mark.parametrize(
    ("text", "is_home"),
    [
        ("Snöar gör det på Ripstigen 6 i kväll", True),
        ("Snöar gör det på Ripstigen i kväll", False),
        ("Snöar gör det på Ripan 6 i kväll", False),
        ("Snöar. Vet du. Ska ni. Får de. På Ripstigen 6", False),
    ],
)
def test_an_address_is_a_home_in_a_private_text(
    moderator: Moderator, tmp_path: Path, text: str, is_home: bool
) -> None:
    """An address that no word ties to anybody is somebody's where the text is like private ones."""
    told = parsed(moderator, text)
    [found] = second_opinion(told, (), weights(tmp_path, "private", **{"=snöar": 60, "=i": 9}))
    unlike = second_opinion(told, (), weights(tmp_path, "private", **{"=snöar": -60}))

    assert (found.kind == "personal_data.contact") is is_home
    assert not is_home or (found.owner == "third" and found.certainty >= 0.6)
    assert not is_home or text[found.start : found.end] == "Ripstigen 6"
    assert [other.kind for other in unlike] in ([], ["benign"])


@pytest.mark.parametrize(
    ("text", "threat", "offence", "is_threat"),
    [
        ("Det snöar hela natten hos er", 1, 1, True),
        ("Det snöar hela natten hos er", 1, -1, False),
        ("Det snöar hela natten hos er", -0.5, 1, False),
        ("Det snöar hela natten hos er", 0, 1, True),
        ("Det snöar hela natten i skogen", 0.4, 1, False),
        ("Det snöar hela natten i skogen", 0.5, 1, True),
    ],
)
def test_a_threat_needs_both_heads(
    moderator: Moderator, tmp_path: Path, text: str, threat: float, offence: float, is_threat: bool
) -> None:
    """What implies a threat is like threats and like offences, more so if of nobody."""
    path = tmp_path / "resemblance.tsv"
    likely = {"threat": threat, "offensive": offence}
    odds = " ".join(str(round(SCALE * likely.get(head, UNLIKELY))) for head in HEADS)
    path.write_text(f"\t0 {odds}\n", encoding="utf-8")
    found = second_opinion(parsed(moderator, text), (), Resemblance(path))

    assert [(f.kind, f.severity) for f in found if f.kind == "offensive.threat"] == (
        [("offensive.threat", 1)] if is_threat else []
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Somalierna här snöar hela natten", "benign"),
        ("Rektorn hos somalierna snöar hela natten", "benign"),
        ("Rektorn här snöar hela natten", "offensive.insult"),
        ("Melker snöar hela natten här", "offensive.insult"),
        ("Det snöar hela natten här", "benign"),
        ("Det snöar, det snöar, det snöar. Har ni sett hur Melker ser på det", "benign"),
        ("Rektorn är här. " + "Det snöar varje vinter. " * 15, "benign"),
    ],
)
def test_contempt_needs_somebody_spoken_of(
    moderator: Moderator, tmp_path: Path, text: str, kind: str
) -> None:
    """What is like an offence is one where the words that are speak of somebody, and no group."""
    told = parsed(moderator, text)
    [found] = second_opinion(told, (), weights(tmp_path, **{"=snöar": 99, "=i": 9}))
    [unsure] = second_opinion(told, (), weights(tmp_path, **{"=snöar": 16, "=i": 9}))

    assert (found.kind, unsure.kind) == (kind, "benign")


def test_a_doubtful_address_is_weighed(moderator: Moderator, tmp_path: Path) -> None:
    """Whose home it is may be unsure; the number of a telephone is one in any text."""
    address = evolve(finding("personal_data.contact", 0.5), detail="address", owner="third")
    phone = evolve(address, detail="phone")
    text = parsed(moderator, "snö")
    likely, unlike = (weights(tmp_path, "private", **{"=snö": sign}) for sign in (60, -60))

    assert second_opinion(text, (address,), likely)[0].certainty >= 0.6
    assert second_opinion(text, (address,), unlike)[0].certainty < 0.5
    assert second_opinion(text, (phone,), likely)[0] == phone


def test_a_home_is_redacted(moderator: Moderator) -> None:
    """That it is one by resemblance does not leave it in what is released."""
    told = "I gula huset med flaggstången, Tegelgatan 11, reser de bort till trettonhelgen"

    assert "Tegelgatan" not in moderator.redact(told)


def test_neither_reading_sees_trade(moderator: Moderator, tmp_path: Path) -> None:
    """What is hardly for sale by either reading is not spoken of; an offence goes to a human."""
    text = parsed(moderator, "snö")
    unlike = weights(tmp_path, **{"=snö": -9})
    trade, offence = finding("advertising", 0.5), finding("offensive.insult", 0.5, voice="own")

    assert second_opinion(text, (trade, finding("spam", 0.3)), unlike) == ()
    [kept] = second_opinion(text, (offence,), weights(tmp_path, **{"=snö": -60}))
    assert kept.certainty < 0.35


def test_resemblance_registers(moderator: Moderator, tmp_path: Path) -> None:
    """What is much like information of importance is kept for the registrar, but once only."""
    text = parsed(moderator, "snö på vägen")
    likely = weights(tmp_path, "important", **{"=snö": 16})

    assert [found.kind for found in second_opinion(text, (), likely)] == ["important.other"]
    appeal = finding("important.appeal", 0.9)
    assert second_opinion(text, (appeal,), likely) == (appeal,)
    assert second_opinion(text, (), weights(tmp_path, "important", **{"=snö": -16})) == ()
    even = weights(tmp_path, "important", **{"=jag": -1})
    assert second_opinion(parsed(moderator, "Jag tänker inte överklaga"), (), even) == ()
    assert second_opinion(parsed(moderator, "Jag tänker inte återkomma"), (), even) != ()


@pytest.mark.parametrize("kind", ["important.appeal", "important.person_at_risk"])
def test_importance_is_weighed_but_lives_are_not(
    moderator: Moderator, tmp_path: Path, kind: str
) -> None:
    """Talk of appeals that resembles no appeal is none; a life at risk stands in any text."""
    found = finding(kind, 0.7)
    unlike = weights(tmp_path, "important", **{"=snö": -90})

    kept = second_opinion(parsed(moderator, "snö"), (found,), unlike)
    assert kept == ((found,) if kind == "important.person_at_risk" else ())


@pytest.mark.parametrize(("certainty", "is_kept"), [(0.7, False), (0.9, True)])
def test_a_vague_risk_is_weighed(
    moderator: Moderator, tmp_path: Path, certainty: float, is_kept: bool
) -> None:
    """A lost key that reads like somebody missing is dropped in a text that tells of no such."""
    found = evolve(finding("important.person_at_risk", certainty), detail="other")
    unlike = weights(tmp_path, "important", **{"=snö": -90})

    kept = second_opinion(parsed(moderator, "snö"), (found,), unlike)
    assert kept == ((found,) if is_kept else ())


@pytest.mark.parametrize(
    ("kind", "detail", "plain"),
    [("fault_report", "danger", "fault"), ("complaint", "formal", "complaint")],
)
def test_danger_stands_in_a_text_that_may_tell_of_it(
    moderator: Moderator, tmp_path: Path, kind: str, detail: str, plain: str
) -> None:
    """Danger and a formal complaint are not weighed, but where the text is quite another."""
    found = evolve(finding(kind, 0.9), detail=detail)
    text = parsed(moderator, "snö")
    head = {"danger": "fault_report", "formal": "service"}[detail]
    likely = second_opinion(text, (found,), weights(tmp_path, head, **{"=snö": 16}))
    unlike = second_opinion(text, (found,), weights(tmp_path, head, **{"=snö": -90}))

    assert likely == (found,)
    assert [f.detail for f in unlike] in ([], [plain])


@pytest.mark.parametrize("kind", ["personal_data.identifier", "personal_data.contact"])
def test_an_identifier_is_one_in_any_text(moderator: Moderator, tmp_path: Path, kind: str) -> None:
    """A check digit needs no second witness."""
    found = finding(kind, 0.9)
    reader = weights(tmp_path, **{"=snö": -90})

    assert second_opinion(parsed(moderator, "snö"), (found,), reader) == (found,)


@pytest.mark.parametrize("voice", ["quoted", "reported", "negated"])
def test_what_is_not_the_writers_is_not_raised(
    moderator: Moderator, tmp_path: Path, voice: str
) -> None:
    """Neither is it a reason to look again."""
    quoted = finding("offensive.insult", 0.5, voice=voice)
    reader = weights(tmp_path, **{"=snö": 90})

    assert second_opinion(parsed(moderator, "snö"), (quoted,), reader) == (quoted,)


@pytest.mark.parametrize("kind", ["personal_data.named", "personal_data.official", "criticism"])
def test_what_removes_nothing_is_not_raised(
    moderator: Moderator, tmp_path: Path, kind: str
) -> None:
    """A name, an official or criticism is as lawful beside rough words."""
    found = finding(kind, 0.5)
    reader = weights(tmp_path, **{"=snö": 90})

    assert second_opinion(parsed(moderator, "snö"), (found,), reader)[0] == found


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("busskort för barn hur gör man", Action.ANSWER),
        ("Grattis till alla som kämpat med nya parken, så fint det blev", Action.KEEP),
    ],
)
def test_service(moderator: Moderator, text: str, action: Action) -> None:
    """A question in other words than the lists hold is seen; praise asks for nothing."""
    assert moderator(text).action is action


def test_other_languages(moderator: Moderator) -> None:
    """It was taught Swedish, and says nothing of other languages."""
    decision = moderator("Miksi kirjasto on suljettu lauantaisin tässä kunnassa?")

    assert all("resemblance" not in found.detector for found in decision.findings)


@pytest.mark.parametrize("text", [".", "”.", "? !", "Något jag inte har"])
def test_next_to_nothing_is_of_no_importance(moderator: Moderator, text: str) -> None:
    """A mark or a few words of every day are not registered by what they resemble."""
    assert moderator(text).action is Action.KEEP
