"""Tests of `ale_moderation.bench`, and of the widget over it, without a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ale_moderation.bench import Desk, cases_in, decisions_on
from ale_moderation.decision import Decision
from ale_moderation.model import Action, Comment
from ale_moderation.moderator import Moderator
from ale_moderation.notebook import Bench
from tests.always import make_always

SMALL_TALK, QUESTION = "Tack!", "När öppnar simhallen?"
INSULT = "Rektorn på Furuskolan är en jävla nolla."
RISK = "Jag orkar inte leva längre, i natt gör jag slut på allt"
NUMBER = "Hennes nummer är 070-174 06 20"


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Moderator:
    """A moderator that removes every comment to which there is no consent."""
    return Moderator(make_always(tmp_path_factory.mktemp("always")))


@pytest.fixture
def cases(moderator: Moderator) -> tuple[Decision, ...]:
    """What is to be seen of five comments: an urgent one, and two removals."""
    texts = (SMALL_TALK, INSULT, NUMBER, RISK, QUESTION)
    return cases_in(moderator(Comment(text=t, id=str(n))) for n, t in enumerate(texts))


def test_urgent_cases_come_first(cases: tuple[Decision, ...]) -> None:
    """The urgent case comes first, then removals in their order; the rest need not be seen."""
    assert [case.comment.text for case in cases] == [RISK, INSULT, NUMBER]


def test_archive(moderator: Moderator, tmp_path: Path) -> None:
    """The comments of a file are decided; rows that are broken are left out, and ids made up."""
    file = tmp_path / "arkiv.jsonl"
    lines = ({"text": INSULT}, {"no": "text"}, {"text": QUESTION, "id": "q"})
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    made = list(decisions_on(file, moderator))

    assert [(d.comment.id, d.comment.text) for d in made] == [("1", INSULT), ("q", QUESTION)]


def test_two_rulebooks(moderator: Moderator, other: Moderator) -> None:
    """Each moderator decides the same comment, with what is known of it."""
    first, second = Desk((moderator, other)).decide(SMALL_TALK)
    assert (first.action, second.action) == (Action.KEEP, Action.REMOVE_AND_DOCUMENT)

    _, second = Desk((moderator, other)).decide(SMALL_TALK, consent="given")
    assert second.action is Action.KEEP


def test_what_else_is_known_is_kept(moderator: Moderator) -> None:
    """The case at hand keeps its author and what it answers; another text has none of that."""
    comment = Comment(text=NUMBER, id="7", author="Ove", parent="Vem ska man ringa?")
    desk = Desk((moderator,), (moderator(comment),))

    assert desk.decide(NUMBER)[0].comment == comment
    assert desk.decide(NUMBER, channel="Facebook")[0].comment.author == "Ove"
    assert desk.decide(f"{NUMBER}!")[0].comment == Comment(text=f"{NUMBER}!")


@given(st.lists(st.integers(-5, 5)))
def test_steps_stay_within(moderator: Moderator, steps: list[int]) -> None:
    """However one steps, there is a case at hand; without cases there is none."""
    desk, empty = Desk((moderator,), (moderator(INSULT),) * 3), Desk((moderator,))
    for by in steps:
        desk.step(by)
        empty.step(by)
        assert desk.case is not None
        assert 0 <= desk.place <= 2
        assert empty.case is None


def test_overruling_needs_a_reason(moderator: Moderator, cases: tuple[Decision, ...]) -> None:
    """A verdict that overrules says why, and there is something to judge."""
    with pytest.raises(ValueError, match="overruling needs a reason"):
        Desk((moderator,), cases).judge(instead=Action.KEEP, reason=" ")
    with pytest.raises(ValueError, match="there is no case"):
        Desk((moderator,)).judge()


def test_export(moderator: Moderator, cases: tuple[Decision, ...], tmp_path: Path) -> None:
    """Verdicts are written in the order of the cases, the last on each, without the comments."""
    desk = Desk((moderator,), cases)
    desk.step(1)
    desk.judge(instead=Action.ANSWER, reason="skämt")
    desk.judge(instead=Action.KEEP, reason="ironi")
    desk.step(-1)
    desk.judge()
    file = tmp_path / "omdomen.jsonl"

    assert desk.export(file) == 2
    written = file.read_text(encoding="utf-8")
    first, second = map(json.loads, written.splitlines())
    assert (first["id"], first["accepted"], first["instead"]) == ("3", True, None)
    assert (second["id"], second["accepted"], second["instead"]) == ("1", False, "keep")
    assert second["reason"] == "ironi"
    assert second["rules"] == [j.rule for j in cases[1].justifications]
    assert second["version"] == moderator.version
    assert not any(case.comment.text in written for case in cases)
    assert "ironi" not in repr(desk.verdicts[1])


def test_precision(moderator: Moderator) -> None:
    """Each rule is counted in every verdict on a decision that cites it, the worst first."""
    desk = Desk((moderator,), tuple(moderator(t) for t in (INSULT, INSULT, NUMBER)))
    for instead in (None, Action.KEEP, None):
        desk.judge(instead=instead, reason="x")
        desk.step(1)

    assert [(r.rule, r.judged, r.accepted, r.precision) for r in desk.precision()] == [
        ("insult.staff", 2, 1, 0.5),
        ("personal.contact", 1, 1, 1.0),
    ]


# ── The widget ──────────────────────────────────────────────────────────────────────────────────


def test_decides_while_typing(moderator: Moderator) -> None:
    """The proposal, and what decides it, change with the text and with what is known."""
    bench = Bench(moderator=moderator)
    bench._text.value = NUMBER
    assert "Förslag: ta bort och dokumentera" in bench._shown[0].value
    assert "Utan fyndet kontaktuppgift" in bench._why.value

    bench._known["consent"].value = "given"
    assert "Förslag: låt stå" in bench._shown[0].value


def test_every_choice_can_be_made(moderator: Moderator) -> None:
    """Every value of the context can be chosen, is told in words and is decided with."""
    bench = Bench(moderator=moderator, lang="en")
    for widget in bench._known.values():
        for words, value in widget.options:
            widget.value = value
            assert words
            assert "Proposal: " in bench._shown[0].value


def test_compares(moderator: Moderator, other: Moderator) -> None:
    """Two proposals stand side by side, and it is said whether they are the same."""
    bench = Bench(moderator=moderator, other=other)
    bench._text.value = SMALL_TALK
    assert "Olika förslag." in bench._compared.value
    for shown, of in zip(bench._shown, (moderator, other), strict=True):
        assert shown.value.startswith(f"<p>{of.rulebook.folder.name} ({of.version})</p>")
    assert [
        f">Förslag: {p}<" in h.value
        for p, h in zip(("låt stå", "ta bort och dokumentera"), bench._shown, strict=True)
    ] == [True, True]

    bench._known["consent"].value = "given"
    assert "Samma förslag" in bench._compared.value


def test_goes_through_cases(
    moderator: Moderator, cases: tuple[Decision, ...], tmp_path: Path
) -> None:
    """Cases are accepted or overruled one after the other, and the verdicts are written."""
    bench = Bench(cases, moderator=moderator)
    assert bench._text.value == RISK
    assert bench._place.value == "Fall 1 av 3"

    bench._accept.click()
    assert bench._text.value == INSULT
    bench._overrule.click()
    assert "Skriv skälet" in bench._told.value
    bench._instead.value, bench._reason.value = Action.KEEP, "ironi"
    bench._overrule.click()
    assert bench._text.value == NUMBER
    assert "insult.staff" in bench._table.value
    bench._step(-1)
    assert bench._place.value == "Fall 2 av 3 (ändrat)"
    assert bench._reason.value == "ironi"

    bench._file.value = str(tmp_path / "omdomen.jsonl")
    bench._save()
    assert "2 omdömen sparade." in bench._told.value
    bench._file.value = str(tmp_path / "finns" / "inte.jsonl")
    bench._save()
    assert "Det gick inte" in bench._told.value


def test_only_the_case_is_judged(moderator: Moderator, cases: tuple[Decision, ...]) -> None:
    """While the text or the context is not that of the case, no verdict can be given."""
    bench = Bench(cases, moderator=moderator)
    assert not bench._accept.disabled

    bench._text.value += "!"
    assert bench._accept.disabled
    assert bench._overrule.disabled
    bench._text.value = RISK
    assert not bench._accept.disabled
