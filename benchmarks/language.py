"""Recall per language and speed of language identifiers, side by side on corpora/languages.jsonl.

Run `python -m benchmarks.language` in the project folder. langdetect is seeded and, like
py3langid where that is installed, used as it comes, with all its languages; both learn their
models before the clock starts. The speeds are of this run and machine, in one process.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from attrs import evolve
from langdetect import DetectorFactory, detect  # type: ignore[import-untyped]
from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]

from ale_moderation.language import UNDETERMINED, LanguageIdentifier, LastResort

ROOT = Path(__file__).parents[1]
SHOWN = ("sv", "no", "da", "en", "fi", "de")
NORWEGIAN = {"nb": "no", "nn": "no"}
SECONDS = 1.0


class CountingLastResort(LastResort):
    """Counts how often langdetect is asked."""

    asked = 0

    def best(self, text: str, prior: Mapping[str, float]) -> str | None:
        """The same answer, counted."""
        self.asked += 1
        return super().best(text, prior)


def identifiers(ours: LanguageIdentifier) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Every way of telling a language that is compared, by name."""
    DetectorFactory.seed = 0
    yield "langdetect", detect_seeded
    if find_spec("py3langid"):
        from py3langid.langid import classify  # type: ignore[import-untyped]

        yield "py3langid", lambda text: str(classify(text)[0])
    yield "ours", ours.identify
    yield "ours, langdetect never asked", evolve(ours, last_resort=None).identify


def detect_seeded(text: str) -> str:
    """langdetect's answer, and `und` where it declines."""
    try:
        return str(detect(text))
    except LangDetectException:
        return UNDETERMINED


def rate(identify: Callable[[str], str], texts: list[str]) -> float:
    """Comments per second, over whole rounds of the corpus for at least `SECONDS`."""
    rounds, start = 0, perf_counter()
    while (passed := perf_counter() - start) < SECONDS:
        for text in texts:
            identify(text)
        rounds += 1
    return rounds * len(texts) / passed


def main() -> None:
    """Print the table."""
    lines = (ROOT / "corpora" / "languages.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [
        (row["text"], NORWEGIAN.get(row["lang"], row["lang"])) for row in map(json.loads, lines)
    ]
    texts = [text for text, _ in rows]
    columns = Counter(column for _, actual in rows for column in ("all", shown(actual)))
    ours = LanguageIdentifier.from_file(ROOT / "rules" / "lexicon" / "languages.toml")

    names = [*SHOWN, "other", "all"]
    print(f"{'recall':30}", *(f"{name:>6}" for name in names), f"{'comments/s':>12}")
    print(f"{'(comments)':30}", *(f"{columns[name]:>6}" for name in names))
    for name, identify in identifiers(ours):
        right = Counter[str]()
        for text, actual in rows:
            answer = identify(text)
            if NORWEGIAN.get(answer, answer) == actual:
                right.update(("all", shown(actual)))
        shares = (f"{right[column] / columns[column]:6.2f}" for column in names)
        print(f"{name:30}", *shares, f"{rate(identify, texts):12,.0f}")

    last_resort = CountingLastResort(ours.codes)
    counted = evolve(ours, last_resort=last_resort)
    for text, actual in rows:
        if actual == "sv":
            counted.identify(text)
    print(f"langdetect was asked about {last_resort.asked} of {columns['sv']} Swedish comments")


def shown(language: str) -> str:
    """The column of a language."""
    return language if language in SHOWN else "other"


if __name__ == "__main__":
    main()
