"""The report as a browser shows it: light and dark, on a phone and on paper."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from ale_moderation import Comment, Moderator

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
image = pytest.importorskip("matplotlib.image")

TEXTS = (
    "När öppnar simhallen?",
    "Hennes nummer är 070-174 06 20",
    "Din jävla idiot, lär dig läsa",
    "Jag ska slå ihjäl dig",
    "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 5,
)


@pytest.fixture(scope="module")
def page(moderator: Moderator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with every section, and with names and words that are too long for a phone."""
    from ale_moderation.report import report

    channel = "https://ale.example/" + "nyheter-" * 20
    decisions = [
        {"row": n, **moderator(Comment(text=t, channel=channel)).to_dict(include_text=True)}
        for n, t in enumerate(TEXTS, 1)
    ]
    path = tmp_path_factory.mktemp("report") / "r.html"
    path.write_text(report(decisions, [f"{'mapp/' * 40}a.json:row 9: no text"]), encoding="utf-8")
    return path


def browse(page: Path, *options: str) -> str:
    """What the browser prints when it has opened a page."""
    assert CHROMIUM is not None
    profile = page.with_name("profile")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}")
    done = subprocess.run(
        [CHROMIUM, *flags, *options, page.as_uri()],
        capture_output=True,
        timeout=180,
        check=True,
    )
    return done.stdout.decode()


@pytest.mark.parametrize("is_dark", [False, True])
def test_light_and_dark(page: Path, is_dark: bool) -> None:
    """The paper is light or dark as the reader has it, and bars and words stand out from it."""
    shot = page.with_name(f"{is_dark}.png")
    scheme = f"--blink-settings=preferredColorScheme={0 if is_dark else 1}"
    browse(page, f"--screenshot={shot}", "--window-size=900,900", "--hide-scrollbars", scheme)
    pixels = image.imread(shot)[:, :, :3]
    brightness = pixels.mean(axis=2)
    blue = (pixels[:, :, 2] > 0.65) & (pixels[:, :, 0] < 0.25)

    assert pixels.shape[:2] == (900, 900)
    assert brightness[5, 5] < 0.2 if is_dark else brightness[5, 5] > 0.9
    assert blue.sum() > 3_000
    letters = brightness > 0.8 if is_dark else brightness < 0.2
    assert letters.sum() > 1_000


def test_phone(page: Path) -> None:
    """On a narrow screen nothing sticks out to the side, and nothing is tiny."""
    frame = page.with_name("phone.html")
    content = escape(page.read_text("utf-8"))
    frame.write_text(
        f'<iframe width=360 height=700 srcdoc="{content}"></iframe><p id=told></p><script>'
        "onload = () => {const d = document.querySelector('iframe').contentDocument;"
        "const sizes = [...d.querySelectorAll('svg text')].map(t => t.getBoundingClientRect());"
        "told.textContent = 'width ' + d.documentElement.scrollWidth"
        "+ ' least ' + Math.min(...sizes.map(s => s.height))}</script>",
        encoding="utf-8",
    )
    dom = browse(frame, "--dump-dom", "--virtual-time-budget=5000")
    width, least = dom.partition("told")[2].partition("width ")[2].split("<")[0].split(" least ")

    assert int(width) <= 360
    assert float(least) >= 9


def test_paper(page: Path) -> None:
    """On paper what is folded on the screen is there to read: more pages than without it."""
    bare = page.with_name("bare.html")
    bare.write_text(page.read_text("utf-8").replace("details::details-content{", "none{"), "utf-8")
    pages = []
    for source in (page, bare):
        paper = source.with_suffix(".pdf")
        browse(source, f"--print-to-pdf={paper}")
        pages.append(paper.read_bytes().count(b"/Type /Page\n"))

    assert pages[0] > pages[1] > 0
