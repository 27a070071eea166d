"""What the README shows is what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import run

from ale_moderation import load_rulebook
from ale_moderation.rulebook_report import table_of_clauses
from benchmarks.results import tables

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def test_table_of_clauses() -> None:
    """The table is the one that `ale-moderation rules table` makes."""
    shown = README.partition("<!-- rules table -->\n")[2].partition("<!-- end -->")[0]

    assert table_of_clauses(load_rulebook()).strip() == shown.strip()


@pytest.mark.parametrize("name", ["accuracy_table", "identifiers_table", "speed_table"])
def test_figures(name: str) -> None:
    """The tables of figures are those that the benchmarks wrote."""
    assert tables()[name] in README


def test_examples(tmp_path: Path) -> None:
    """Each Python example prints what stands below it; the rules' version may differ."""
    assert run(README, tmp_path, only=frozenset(("python", "text"))) == 10
