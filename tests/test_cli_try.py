"""Tests of `ale-moderation try`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ale_moderation.cli import main
from ale_moderation.explain import explain
from ale_moderation.moderator import Moderator
from tests.always import make_always


@pytest.fixture(scope="module")
def always(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules that remove every comment to which there is no consent."""
    return make_always(tmp_path_factory.mktemp("always"))


def typed(always: Path, *lines: str, lang: str = "sv") -> str:
    """What is printed when these lines are typed."""
    arguments = ["try", "--rules", str(always), "--lang", lang]
    done = CliRunner().invoke(main, arguments, "".join(f"{line}\n" for line in lines))
    assert done.exit_code == 0, done.output
    return done.output


def test_explains_as_elsewhere(always: Path) -> None:
    """Each line gets the explanation that `moderate` gives, within a frame."""
    expected = explain(Moderator(always)("hej"))
    printed = typed(always, "hej").translate(str.maketrans("│─╭╮╰╯", " " * 6))

    assert expected.split() == printed.partition("> ")[2].removesuffix("> ").split()


def test_context_stays(always: Path) -> None:
    """What is said to be known holds for the comments that follow."""
    printed = typed(always, "hej", ":consent given", "hej igen", ":context")
    before, _, after = printed.partition("Samtycke: har getts")

    assert "ta bort och dokumentera" in before
    assert "Förslag: låt stå" in after
    assert "Samtycke: har getts" in after


def test_looks_back(always: Path) -> None:
    """How the last proposal came about, and what decided it, are told on request."""
    assert "Ingen kommentar är bedömd än." in typed(always, ":trace")
    assert "Regler som gäller" in typed(always, "hej", ":trace")
    assert "(samtycke: har getts) hade kommentaren fått stå" in typed(always, "hej", ":why")


def test_language(always: Path) -> None:
    """The language can be chosen, and changed."""
    assert "Proposal: " in typed(always, "hej", lang="en")
    assert "Proposal: " in typed(always, ":lang en", "hej")


@pytest.mark.parametrize("line", [":help", ":bogus", ":consent", ":consent maybe", ":lang de"])
def test_help(always: Path, line: str) -> None:
    """Whatever is not understood is answered by what would be, and is no comment."""
    printed = typed(always, line)

    assert ":consent VÄRDE     unknown, given, self, official" in printed
    assert "Förslag" not in printed


@pytest.mark.parametrize("line", [":)", ":D vad kul", ": hej", "[bold]hej[/x]"])
def test_comments_that_resemble_commands(always: Path, line: str) -> None:
    """A smiley is a comment, and so is what looks like markup."""
    assert "Förslag" in typed(always, line)


def test_ends(always: Path) -> None:
    """`:quit` ends it, empty lines do nothing."""
    assert "Förslag" not in typed(always, "", "  ", ":quit", "hej")


def test_the_comment_is_not_repeated(always: Path) -> None:
    """Nothing that is typed is printed again."""
    printed = typed(always, "Ove Sagomark på Rönnvägen 17", ":trace", ":why", ":context")

    assert "Sagomark" not in printed
    assert "Rönnvägen" not in printed


def test_history_is_off(monkeypatch: pytest.MonkeyPatch, always: Path) -> None:
    """Lines are kept for the arrow keys only where that is asked for, and never written."""
    readline = pytest.importorskip("readline")
    asked: list[bool] = []
    monkeypatch.setattr(readline, "set_auto_history", asked.append)
    for arguments in (["try"], ["try", "--history"]):
        CliRunner().invoke(main, [*arguments, "--rules", str(always)], "hej\n")

    assert asked == [False, True]
    assert readline.get_current_history_length() == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (":role employee", "Skribent: anställd"),
        (":acted yes", "Föranlett åtgärd: ja"),
        (":requested no", "Begärd som allmän handling: nej"),
    ],
)
def test_context_is_told(always: Path, line: str, told: str) -> None:
    """What is said to be known is told back in words."""
    assert told in typed(always, line)
