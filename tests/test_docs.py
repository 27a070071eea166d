"""What the documentation shows is what comes out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from documents import run
from nbclient import NotebookClient

from ale_moderation.rulebook import rules_folder

DOCS = Path(__file__).parent.parent / "docs"
SHOWS_CODE = re.compile("^```(python|console|toml)", re.MULTILINE)
PAGES = sorted(p for p in DOCS.rglob("*.md") if SHOWS_CODE.search(p.read_text("utf-8")))
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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook(path: Path, folder: Path) -> None:
    """A notebook runs from top to bottom, is kept without outputs, and shows no path."""
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()

    outputs = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert any(outputs)
    assert not re.search(r"/(tmp|home|root|Users)/", str(outputs))
