"""How fast an archive is decided: `python -m benchmarks.archive [--rows N] [--only 0|1|2]`.

Writes a JSONL archive of N comments from the corpora to a temporary folder and decides it to JSONL,
each way in a process of its own: without reading and writing (0), in one process, and in two. Other
work on the machine spoils the time on the clock, so the processor time of each way is shown too:
two processes are no faster than the one that reads and writes, nor than two processors together.
Memory is the peak of the largest process; what processes share is counted in each of them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from attrs import frozen

from ale_moderation import Moderator
from ale_moderation.archive.columns import Row
from ale_moderation.archive.decisions import jsonl_lines, open_whole
from ale_moderation.archive.reading import Contents, rows_of
from ale_moderation.batch import Tally, decide_rows
from benchmarks.corpus import ANNOTATED, OWN, read

_WAYS = ("deciding alone", "one process", "two processes")
_WARM = 1_000
"""Comments that are decided before the clock starts."""


@frozen(kw_only=True)
class Cost:
    """Seconds on the clock, processor seconds here and in workers, and the peak memory in MB."""

    clock: float
    here: float
    workers: float
    peak: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--only", type=int, choices=range(len(_WAYS)))
    given = parser.parse_args()
    rows, ways = given.rows, range(len(_WAYS)) if given.only is None else [given.only]
    costs: dict[int, Cost] = {}
    print(f"{rows:,} comments, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "archive.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for n, text in enumerate(islice(cycle(_texts()), rows)):
                told = {"id": n, "text": f"{text} #{n}"}  # no two are the same
                file.write(json.dumps(told, ensure_ascii=False) + "\n")
        for way in ways:
            costs[way] = cost = _in_new_process(source, way)
            print(
                f"{_WAYS[way]:<15}{rows / cost.clock:>7,.0f} comments/s; processor time each "
                f"{1e6 * cost.here / rows:.0f} µs here, {1e6 * cost.workers / rows:.0f} µs in "
                f"workers; peak {cost.peak:.0f} MB"
            )
    if given.only is None:
        alone, one, two = costs.values()
        bound = max(two.here, (two.here + two.workers) / 2)
        print(f"reading and writing: {1 - alone.here / one.here:.0%} of one process")
        print(f"two processes: {one.clock / two.clock:.2f} times one by the clock,", end=" ")
        print(f"at most {one.here / bound:.2f} by processor time")


def _texts() -> list[str]:
    return [e.text for name in (*ANNOTATED, *OWN) for e in read(name)]


def _in_new_process(source: Path, way: int) -> Cost:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measure, source, way).result()


def _measure(source: Path, way: int) -> Cost:
    moderator = Moderator()
    for text in _texts()[:_WARM]:
        moderator(text)
    clock, before = time.perf_counter(), time.process_time()
    if way:
        _classify(moderator, source, way)
    else:
        rows = [row for row in rows_of(source, Contents()) if isinstance(row, Row)]
        clock, before = time.perf_counter(), time.process_time()
        for _ in moderator.pipe(row.comment for row in rows):
            pass
    clock, here = time.perf_counter() - clock, time.process_time() - before
    while multiprocessing.active_children():
        time.sleep(0.01)
    here_most, in_workers = map(
        resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return Cost(
        clock=clock,
        here=here,
        workers=in_workers.ru_utime + in_workers.ru_stime,
        peak=max(here_most.ru_maxrss, in_workers.ru_maxrss) / 1024,
    )


def _classify(moderator: Moderator, source: Path, n_process: int) -> None:
    rows = rows_of(source, Contents())
    lines = decide_rows(
        moderator, rows, Tally(), lambda error: None, jsonl_lines, n_process=n_process
    )
    with open_whole(source.with_name("decisions.jsonl")) as target:
        target.writelines(lines)


if __name__ == "__main__":
    main()
