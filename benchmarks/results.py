"""What the benchmarks measured, kept in `benchmarks/results/*.json`, and the tables made of it.

`python -m benchmarks.NAME --json benchmarks/results/NAME.json` measures anew;
`python -m benchmarks.results` prints the tables, which the documentation takes in as it is built.
"""

from __future__ import annotations

import json
import os
import platform
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from ale_moderation import load_rulebook

FOLDER = Path(__file__).parent / "results"
Figures: TypeAlias = Mapping[str, Any]


def add_json(parser: ArgumentParser) -> None:
    """The option that every benchmark has."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")


def save(path: Path | None, figures: Figures) -> None:
    """Write the figures with the day, the machine and the rules that they are true of."""
    if path is None:
        return
    held = {
        "measured": datetime.now(UTC).date().isoformat(),
        "machine": f"{_processor()}, {os.cpu_count()} cores, shared",
        "python": platform.python_version(),
        "rules": load_rulebook().version,
        "figures": figures,
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def read_results(name: str) -> Figures:
    """What a benchmark last wrote."""
    held: Figures = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return held


def tables() -> dict[str, str]:
    """Every piece of Markdown that shows figures, by the name that the documentation calls it."""
    return {
        "accuracy_table": _table(_accuracy()),
        "recall_table": _table(_recall()),
        "identifiers_table": _table(_identifiers()),
        "speed_table": _table(_speed()),
        **{f"{path.stem}_measured": _measured(path.stem) for path in sorted(FOLDER.glob("*.json"))},
    }


def _measured(name: str) -> str:
    held = read_results(name)
    return (
        f"Measured {held['measured']} by `python -m benchmarks.{name}` on {held['machine']}, "
        f"Python {held['python']}, rules {held['rules']}."
    )


def _table(rows: Iterator[tuple[str, ...]]) -> str:
    head, *body = rows
    lines = (f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *body))
    return "\n".join(lines)


def _accuracy() -> Iterator[tuple[str, ...]]:
    yield "comments", "number", "action right", "removals right", "lawful criticism removed"
    for name, part in read_results("accuracy")["figures"].items():
        right, removals = part["action right"], part["removal precision"]
        criticism = str(part["lawful criticism removed"])
        yield name, str(part["comments"]), f"{right:.2f}", f"{removals:.2f}", criticism


def _recall() -> Iterator[tuple[str, ...]]:
    parts = {
        name: part
        for name, part in read_results("accuracy")["figures"].items()
        if name.endswith("set apart")
    }
    yield "of what ought to be …", *(name.partition(",")[0] for name in parts)
    for action, words in (
        ("remove_and_document", "removed, is removed"),
        ("register", "registered, is registered"),
        ("answer", "answered, is answered"),
        ("keep", "kept, is kept"),
    ):
        yield words, *(f"{part[f'{action} recall']:.2f}" for part in parts.values())


def _identifiers() -> Iterator[tuple[str, ...]]:
    yield "part", "tool", "recall", "precision"
    for part, tools in read_results("identifiers")["figures"].items():
        for tool, shares in tools.items():
            yield part, tool, f"{shares['recall']:.2f}", f"{shares['precision']:.2f}"


def _speed() -> Iterator[tuple[str, ...]]:
    figures = read_results("speed")["figures"]
    yield "in the same run", "comments a second"
    for name, rate in figures["comments a second"].items():
        yield name, f"{rate:,.0f}"


if __name__ == "__main__":
    for name, text in tables().items():
        print(f"\n{name}\n\n{text}")
