"""The second reader: what a text resembles, and what that makes of the findings."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation import Action, Finding, Moderator, RulebookError
from ale_moderation.nlp import ParsedText
from ale_moderation.resemblance import HEADS, SCALE, Resemblance, parts_of
from ale_moderation.second_opinion import second_opinion

HARMLESS = "Vilken fin dag det var i parken."
INSULT = "Sätt dig på skolbänken Berit, din dumma gamla sugga"


def weights(folder: Path, **parts: int) -> Resemblance:
    """A reader that knows these parts only, with one weight of removal each and no bias."""
    path = folder / "resemblance.tsv"
    lines = ["\t0" + " 0" * len(HEADS)]
    lines += [f"{part}\t{SCALE} {weight}" + " 0" * 4 for part, weight in parts.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Resemblance(path)


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


def test_log_odds(moderator: Moderator, tmp_path: Path) -> None:
    """The weights of what is there, divided by the length of the text in parts."""
    reader = weights(tmp_path, **{"=snö": 48, "=is": -16})

    assert reader.of(parsed(moderator, "snö")).heads["removal"] == 3
    assert reader.of(parsed(moderator, "is")).heads["removal"] == -1
    both = reader.of(parsed(moderator, "snö is")).heads["removal"]
    assert both == pytest.approx((3 - 1) / math.sqrt(2))
    assert reader.of(parsed(moderator, "sol")).heads == dict.fromkeys(HEADS, 0.0)


@given(st.lists(st.sampled_from(["Snö.", "Is!", "Sol."]), min_size=1, max_size=9))
def test_a_sentence_more_never_lowers_removal(
    moderator: Moderator, tmp_path_factory: pytest.TempPathFactory, sentences: list[str]
) -> None:
    """What four sentences on end resemble, they resemble whatever stands beside them."""
    reader = weights(tmp_path_factory.getbasetemp(), **{"=snö": 40, "=is": -30})
    before = reader.of(parsed(moderator, " ".join(sentences))).removal

    for longer in ([*sentences, HARMLESS], [HARMLESS, *sentences]):
        assert reader.of(parsed(moderator, " ".join(longer))).removal >= before


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", 1),
        ("\t0 0 0 0 0\n", 1),
        ("\t0 0 0 0 0 0\n=snö\t16 x 0 0 0 0\n", 2),
        ("\t0 0 0 0 0 0\n=snö\n", 2),
    ],
)
def test_a_bad_file(moderator: Moderator, tmp_path: Path, content: str, line: int) -> None:
    """A line that can not be read is told with its place and how to mend it."""
    path = tmp_path / "resemblance.tsv"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(RulebookError, match=rf":{line}:1: expected a part.*\n.*fit_resemblance"):
        Resemblance(path).of(parsed(moderator, "snö"))


def test_resemblance_alone_removes_nothing(moderator: Moderator, tmp_path: Path) -> None:
    """A text in which nothing was found goes to a human at most, however much it resembles."""
    reader = weights(tmp_path, **{"=snö": 900})
    [suspected] = second_opinion(parsed(moderator, "snö"), (), reader)

    assert (suspected.kind, suspected.detail) == ("benign", "resembles_removed")
    assert "snö".startswith(suspected.quote.rstrip("…"))


@pytest.mark.parametrize("certainty", [0.2, 0.35, 0.45, 0.59, 0.6, 0.9])
def test_an_unsure_finding_is_raised(
    moderator: Moderator, tmp_path: Path, certainty: float
) -> None:
    """Two witnesses are surer than one; what is sure, or hardly there, stays as it was."""
    text = parsed(moderator, "snö")
    given_ = finding("offensive.insult", certainty, voice="own")
    raised = second_opinion(text, (given_,), weights(tmp_path, **{"=snö": 30}))[0]
    same = second_opinion(text, (given_,), weights(tmp_path, **{"=snö": 10}))[0]

    assert same.certainty == certainty
    assert (raised.certainty > certainty) is (0.35 <= certainty < 0.6)


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
        ("Kan nån säga va de kostar å hyra bygdegårn i Alafors", Action.ANSWER),
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
