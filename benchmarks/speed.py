"""How fast, beside others, in one run: `python -m benchmarks.speed`.

Comments per second for pipe on comments that are new, and for pipe and single calls on 10,000 of
the shipped corpora that were seen before; spaCy's blank `sv` tokenizer and langdetect alone;
presidio-analyzer with a blank `sv` engine where it is installed (it looks for personal data only).
Timings of a noisy machine: read the ratios.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarks.corpus import ANNOTATED, OWN, read
from benchmarks.results import add_json, save

if TYPE_CHECKING:
    from ale_moderation import Moderator

_SEEN = 10_000
"""Comments after which those not seen before are timed: by then most of their words are known."""

STARTUP = """
import time; t = time.perf_counter()
from ale_moderation import Moderator
m = Moderator(); ready = time.perf_counter() - t
m("När öppnar simhallen?"); print(ready, time.perf_counter() - t)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_json(parser)
    options = parser.parse_args()
    ready, first = _startup()
    print(f"import and Moderator()      {ready:8.2f} s")
    print(f"time to first decision      {first:8.2f} s")

    from ale_moderation import Moderator

    texts = [e.text for name in (*ANNOTATED, *OWN) for e in read(name)]
    length = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} comments of {length:.0f} characters on average\n")
    moderator = Moderator()
    shuffled = random.Random(1).sample(texts, len(texts))
    seen, unseen = shuffled[:_SEEN], shuffled[_SEEN:]
    _exhaust(moderator, seen)

    rates = {
        "pipe, comments it has not seen": _rate(
            lambda: _exhaust(moderator, unseen), len(unseen), rounds=1
        ),
        "pipe, one process": _rate(lambda: _exhaust(moderator, seen), len(seen)),
        "single calls": _rate(lambda: [moderator(text) for text in seen], len(seen)),
    }
    import spacy

    blank = spacy.blank("sv")
    rates["spaCy blank sv, tokenizer"] = _rate(lambda: list(blank.tokenizer.pipe(seen)), len(seen))
    from langdetect import DetectorFactory, detect

    DetectorFactory.seed = 0
    few = [t for t in texts if any(c.isalpha() for c in t)][:200]
    rates["langdetect alone"] = _rate(lambda: [detect(t) for t in few], len(few), rounds=1)
    if importlib.util.find_spec("presidio_analyzer"):
        rates["presidio-analyzer, blank sv"] = _presidio(seen)
    base = rates["pipe, one process"]
    for name, rate in rates.items():
        print(f"{name:32}{rate:>10,.0f} comments/s   pipe is {base / rate:6.2f} times this")
    if "presidio-analyzer, blank sv" not in rates:
        print("presidio-analyzer is not installed: pip install 'ale-moderation[benchmark]'")

    print("\nlength against time (one comment, the middle of five times and the longest)")
    sample = " ".join(texts)
    for size in (1_000, 10_000, 100_000):
        text = (sample * (size // len(sample) + 1))[:size]
        moderator(text)
        _, _, spent, _, longest = sorted(_seconds(moderator, text) for _ in range(5))
        each = spent / size * 1e6
        print(f"{size:>10,} characters {spent:8.4f} s {longest:8.4f} s {each:7.2f} µs each")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this run {peak:.0f} MB")
    save(
        options.json,
        {
            "characters a comment": length,
            "comments a second": rates,
            "seconds of 100,000 characters": spent,
            "seconds of 100,000 characters, longest of five": longest,
            "seconds to import and load": ready,
        },
    )


def _startup() -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", STARTUP], capture_output=True, text=True, check=True
    )
    ready, first = map(float, done.stdout.split())
    return ready, first


def _exhaust(moderator: Moderator, texts: list[str]) -> None:
    for _ in moderator.pipe(texts):
        pass


def _seconds(moderator: Moderator, text: str) -> float:
    begun = time.perf_counter()
    moderator(text)
    return time.perf_counter() - begun


def _rate(run: Callable[[], object], count: int, rounds: int = 3) -> float:
    best = float("inf")
    for _ in range(rounds):
        begun = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begun)
    return count / best


def _presidio(texts: list[str]) -> float:
    """Presidio with its predefined recognisers for `sv`; no network, as for everybody here."""
    import logging

    import tldextract.tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

    logging.disable(logging.WARNING)
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    blank = _blank_engine()
    registry = RecognizerRegistry(supported_languages=["sv"])
    registry.load_predefined_recognizers(languages=["sv"], nlp_engine=blank)
    engine = AnalyzerEngine(nlp_engine=blank, registry=registry, supported_languages=["sv"])
    return _rate(lambda: [engine.analyze(t, language="sv") for t in texts], len(texts), rounds=2)


def _blank_engine() -> object:
    """spaCy's blank Swedish pipeline as Presidio's engine: no model to download."""
    import spacy
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

    class Blank(NlpEngine):  # type: ignore[misc]
        """A blank pipeline."""

        def __init__(self) -> None:
            self.nlp = spacy.blank("sv")

        def load(self) -> None:
            """Nothing to load."""

        def is_loaded(self) -> bool:
            """Always."""
            return True

        def process_text(self, text: str, language: str) -> NlpArtifacts:
            """Tokens only."""
            doc = self.nlp(text)
            places, words = [t.idx for t in doc], [t.text for t in doc]
            return NlpArtifacts([], doc, places, words, self, language)

        def process_batch(self, texts, language, batch_size=1, n_process=1, **kwargs):  # type: ignore[no-untyped-def]
            """One by one."""
            return ((text, self.process_text(text, language)) for text in texts)

        def is_stopword(self, word: str, language: str) -> bool:
            """Never."""
            return False

        def is_punct(self, word: str, language: str) -> bool:
            """Never."""
            return False

        def get_supported_entities(self) -> list[str]:
            """None."""
            return []

        def get_supported_languages(self) -> list[str]:
            """Swedish."""
            return ["sv"]

    return Blank()


if __name__ == "__main__":
    main()
