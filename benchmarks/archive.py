"""How fast an archive is decided: `python -m benchmarks.archive [--rows N]`.

Writes a JSONL archive of N comments from the corpora to a temporary folder and decides it to JSONL:
in one process, in two, and without reading and writing. Timings of a noisy machine: read the
ratios. Peak memory is that of this process, which reads, decides and writes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from ale_moderation import Moderator
from ale_moderation.archive.decisions import open_whole, write_jsonl
from ale_moderation.archive.reading import Contents, rows_of
from ale_moderation.batch import Tally, decide_rows
from benchmarks.corpus import ANNOTATED, OWN, read
from benchmarks.results import add_json, save


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    add_json(parser)
    options = parser.parse_args()
    rows = options.rows
    texts = [e.text for name in (*ANNOTATED, *OWN) for e in read(name)]
    moderator = Moderator()
    for text in texts:
        moderator(text)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "archive.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for n, text in enumerate(islice(cycle(texts), rows)):
                file.write(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n")
        before = _peak()
        whole = _timed(lambda: _classify(moderator, source, 1))
        after = _peak()
        alone = _timed(lambda: _exhaust(moderator, islice(cycle(texts), rows)))
        both = _timed(lambda: _classify(moderator, source, 2))
    print(f"{rows:,} comments, {os.cpu_count()} cores")
    print(f"one process       {rows / whole:>8,.0f} comments/s")
    print(f"two processes     {rows / both:>8,.0f} comments/s, {whole / both:.2f} times one")
    print(f"reading, writing  {100 * (1 - alone / whole):>8.0f} % of the whole")
    print(f"memory            {before:>8.0f} MB before, {after:.0f} MB after")
    figures = {
        "comments": rows,
        "one process": rows / whole,
        "two processes": rows / both,
        "reading and writing": 1 - alone / whole,
        "memory before, MB": before,
        "memory after, MB": after,
    }
    save(options.json, figures)


def _classify(moderator: Moderator, source: Path, n_process: int) -> None:
    rows = rows_of(source, Contents())
    decided = decide_rows(moderator, rows, Tally(), lambda error: None, n_process=n_process)
    with open_whole(source.with_name("decisions.jsonl")) as target:
        write_jsonl(target, decided)


def _exhaust(moderator: Moderator, texts: islice[str]) -> None:
    for _ in moderator.pipe(texts):
        pass


def _timed(run: Callable[[], None]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
