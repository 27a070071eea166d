"""A run that is stopped or killed, and gone on with: nothing is decided twice and nothing lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals")

ROWS = 4_000
BAD = 1_000
"""The number of a row that can not be read."""


def start(*arguments: object) -> subprocess.Popen[bytes]:
    """`classify` in a process of its own, with interrupts as in a terminal."""
    return subprocess.Popen(
        [sys.executable, "-m", "ale_moderation", "classify", *map(str, arguments)],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until something holds, a minute at most."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it did not happen within a minute"
        time.sleep(0.01)


def children_of(process: int) -> set[int]:
    """The processes that a process has started, where /proc tells them."""
    told = Path(f"/proc/{process}/task/{process}/children")
    return set(map(int, told.read_text().split())) if told.exists() else set()


def runs(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "a.jsonl"
    lines = [json.dumps({"id": str(n), "text": f"rad {n}"}) for n in range(1, ROWS + 1)]
    lines[BAD - 1] = "{"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(source: Path, always: Path) -> bytes:
    """What a run writes that is not disturbed."""
    output = source.with_name("whole.jsonl")
    with start(source, "-o", output, "--rules", always) as process:
        process.communicate()
    return output.read_bytes()


@pytest.mark.parametrize(
    ("sent", "n_process"),
    [(signal.SIGINT, 2), (signal.SIGTERM, 1), (signal.SIGKILL, 1), (signal.SIGKILL, 2)],
)
def test_gone_on_with(
    source: Path, whole: bytes, always: Path, tmp_path: Path, sent: signal.Signals, n_process: int
) -> None:
    """Stopped midway and gone on with, a run writes what an undisturbed one does."""
    output, partial = tmp_path / "b.jsonl", tmp_path / "b.jsonl.partial"
    command = (source, "-o", output, "--rules", always, "--resume", "--n-process", n_process)
    with start(*command) as process:
        wait_for(lambda: partial.exists() and partial.stat().st_size > len(whole) // 3)
        helpers = children_of(process.pid)
        process.send_signal(sent)
        _, stderr = process.communicate(timeout=60)

    assert process.returncode == (130 if sent is signal.SIGINT else -sent)
    assert b"Traceback" not in stderr
    assert not output.exists()
    assert whole.startswith(partial.read_bytes())
    wait_for(lambda: not any(map(runs, helpers)))

    with start(*command) as process:
        _, stderr = process.communicate(timeout=120)
    told = stderr.decode().splitlines()

    assert process.returncode == 1  # one row is bad
    assert output.read_bytes() == whole
    assert [json.loads(line)["row"] for line in output.read_text("utf-8").splitlines()] == [
        n for n in range(1, ROWS + 1) if n != BAD
    ]
    earlier = int(told[1].removesuffix(" rows were decided before"))
    assert told[0] == f"{source}:row {BAD}: the line is not JSON (column 2)"
    assert told[2] == f"{ROWS - earlier} rows: {ROWS - earlier - 1} decided, 1 bad"
    assert not partial.exists()


@pytest.mark.parametrize("n_process", [1, 2])
def test_nothing_is_left(source: Path, always: Path, tmp_path: Path, n_process: int) -> None:
    """Without --resume a run that is interrupted leaves neither output nor processes."""
    output = tmp_path / "b.jsonl"
    command = (source, "-o", output, "--rules", always, "--n-process", n_process)
    with start(*command) as process:
        wait_for(lambda: any(p.stat().st_size for p in tmp_path.iterdir()))
        helpers = children_of(process.pid)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)

    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []
    wait_for(lambda: not any(map(runs, helpers)))
