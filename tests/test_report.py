"""The report of an archive: what it counts, shows and hides."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ale_moderation import Comment, Moderator
from ale_moderation.cli import main

pytest.importorskip("matplotlib")
from ale_moderation.report import report  # needs matplotlib

SECRET = "070-174 06 20"
TEXTS = [
    "När öppnar simhallen?",
    f"Hennes nummer är {SECRET}, ring <b>henne</b>",
    "Din jävla idiot, lär dig läsa",
    "Jag ska slå ihjäl dig",
]


@pytest.fixture(scope="module")
def decided(moderator: Moderator) -> list[dict[str, Any]]:
    """Decisions as `classify --include-text` writes them."""
    comments = [Comment(text=text, id=f"c{n}", channel="Sidan") for n, text in enumerate(TEXTS)]
    return [
        {"row": n, **decision.to_dict(include_text=True)}
        for n, decision in enumerate(moderator.pipe(comments), 1)
    ]


class Tags(HTMLParser):
    """Counts tags, and keeps what would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.fetched += [v or "" for k, v in attrs if k in ("src", "href") and v and v[0] != "#"]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_report(decided: list[dict[str, Any]], lang: Any) -> None:
    """It is whole, fetches nothing, repeats no identifier, and shows the threat as urgent."""
    html = report(decided, ["row 9: there is no text"], lang=lang)
    tags = Tags()
    tags.feed(html)

    assert tags.fetched == []
    assert tags.opened.count("svg") >= 4
    assert SECRET not in html
    assert "<b>henne" not in html
    assert "row 9: there is no text" in html
    urgent = html[html.index("Brådskande" if lang == "sv" else "Urgent") :]
    assert re.search(r"<article><h3>4, c3: [^<]+</h3><blockquote>[^/]*<mark", urgent)


def test_the_same_every_time(decided: list[dict[str, Any]]) -> None:
    """The same decisions give the same report."""
    assert report(decided) == report(decided)


def test_without_texts(moderator: Moderator) -> None:
    """Where the decisions hold no texts, the report holds none."""
    html = report([{"row": 1, **moderator("Din jävla idiot").to_dict()}])

    assert "<blockquote>" not in html
    assert "insult" in html


def test_command(decided: list[dict[str, Any]], tmp_path: Path) -> None:
    """A report is made of the file that classify wrote, and a wrong line is told."""
    lines = [json.dumps(decision, ensure_ascii=False) for decision in decided]
    good, bad = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    good.write_text("\n".join(lines), encoding="utf-8")
    bad.write_text(f'{lines[0]}\n{{"row": 2}}', encoding="utf-8")
    made = CliRunner().invoke(main, ["report", str(good), "-o", str(tmp_path / "r.html")])
    failed = CliRunner().invoke(main, ["report", str(bad)])

    assert made.exit_code == 0
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (failed.exit_code, f"{bad}:2: the line is no decision" in failed.output) == (2, True)
