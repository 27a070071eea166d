"""What the README shows is what comes out."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from ale_moderation import load_rulebook
from ale_moderation.rulebook_report import table_of_clauses

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
SHOWN = re.compile(r"```python\n(.*?)```\n```text\n(.*?)```", re.DOTALL)


def test_table_of_clauses() -> None:
    """The table is the one that `ale-moderation rules table` makes."""
    shown = README.partition("<!-- rules table -->\n")[2].partition("<!-- end -->")[0]

    assert table_of_clauses(load_rulebook()).strip() == shown.strip()


def test_examples() -> None:
    """Each Python example prints what stands below it; the rules' version may differ."""
    names: dict[str, object] = {}
    blocks = SHOWN.findall(README)
    for source, expected in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(source, names)
        assert without_version(expected) == without_version(printed.getvalue())
    assert len(blocks) == 5


def without_version(text: str) -> str:
    return re.sub(r"version: \w+", "version: …", text).strip()
