"""axe-core finds no fault in what is shown, light or dark. Skipped where there is no Chromium."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from ale_moderation import Moderator, show
from ale_moderation.report import report

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = f"""
<pre id="found" hidden></pre>
<script>{AXE}</script>
<script>axe.run().then(found => {{
    const faults = found.violations.map(v => [v.id, v.impact, v.nodes.map(n => n.html)]);
    document.getElementById("found").textContent = JSON.stringify(faults);
}});</script>
"""
TEXTS = (
    "Rektorn på Furuskolan är en jävla nolla, ring 070-174 06 20. När får vi svar på mejlet?",
    "Gå och häng dig din äckliga lilla idiot",
    "Grannens son Ove Sagomark är omhändertagen enligt LVU",
    "Tjäna pengar hemifrån, 5000 kr om dagen! Klicka www.rik.example nu",
    "Jag orkar inte leva längre, i natt gör jag slut på allt",
    "Jag överklagar härmed beslutet om strandskydd",
    "When does the pool open?",
    "Du skrev ”din jävla idiot” till min son, det är inte okej",
    "Tack!",
)


def faults_in(page: str, folder: Path) -> list[list[object]]:
    """What axe-core has against a page when every part of it is unfolded."""
    file = folder / "page.html"
    file.write_text(page.replace("<details", "<details open"), encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=30000")
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [str(CHROMIUM), *options, profile, "--dump-dom", file.as_uri()]
    dom = subprocess.run(command, capture_output=True, check=True, timeout=240).stdout.decode()
    found = re.search(r'(?s)<pre id="found"[^>]*>(.+?)</pre>', dom)
    assert found is not None, "axe-core has not run"
    faults: list[list[object]] = json.loads(html.unescape(found[1]))
    return faults


def notebook(shown: str, *, is_dark: bool) -> str:
    """A page like a notebook of JupyterLab in one of its themes."""
    theme = "false" if is_dark else "true"
    return (
        '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Bok</title></head>'
        f'<body data-jp-theme-light="{theme}"><main><h1>Bok</h1>{shown}</main>{RUN}</body></html>'
    )


@pytest.mark.parametrize("is_dark", [False, True])
def test_display(moderator: Moderator, tmp_path: Path, is_dark: bool) -> None:
    """Decisions, one and many, traces, what decides, and the rulebook have no fault."""
    decisions = [moderator(text) for text in TEXTS]
    shown = [show(decisions[0]), show(decisions, masked=True), show(decisions[0], "en")]
    shown += [show(decisions[-2].trace()), show(decisions[0].counterfactuals()), show(moderator)]
    page = "\n".join(each.html for each in shown)

    assert faults_in(notebook(page, is_dark=is_dark), tmp_path) == []


@pytest.mark.parametrize("is_dark", [False, True])
def test_report(moderator: Moderator, tmp_path: Path, is_dark: bool) -> None:
    """The report of an archive has no fault."""
    rows = [moderator(text).to_dict(include_text=True) | {"row": n} for n, text in enumerate(TEXTS)]
    page = report(rows, ["rad 3: ingen text"]).replace("</body>", f"{RUN}</body>")
    if is_dark:
        page = page.replace("prefers-color-scheme:dark", "min-width:1px")

    assert faults_in(page, tmp_path) == []


def test_faults_are_seen(moderator: Moderator, tmp_path: Path) -> None:
    """A colour too pale and a box without a label are found, so that silence means something."""
    shown = show(moderator(TEXTS[0])).html.replace("<label>", "<p>").replace("</label>", "</p>")
    pale = shown.replace("</style>", "h2 .proposal{color:#f99!important}</style>")
    found = {str(fault[0]) for fault in faults_in(notebook(pale, is_dark=False), tmp_path)}

    assert {"color-contrast", "label"} <= found
