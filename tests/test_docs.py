"""What the documentation shows is what comes out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ale_moderation.rulebook import rules_folder
from documents import run

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(p for p in DOCS.rglob("*.md") if "```python" in p.read_text("utf-8") or "```console" in p.read_text("utf-8"))
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what the pages speak of: rules, a second guideline, a small archive."""
    shutil.copytree(rules_folder(), tmp_path / "rules")
    shutil.copytree(DOCS / "vintersjo", tmp_path / "vintersjo")
    shutil.copy(DOCS / "notebooks" / "kommentarer.csv", tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_page(page: Path, folder: Path) -> None:
    """Each block of code is run, and prints what stands below it."""
    assert run(page.read_text("utf-8"), folder) > 0
