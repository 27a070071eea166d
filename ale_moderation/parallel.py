"""Deciding in several processes: in order, lazily, with a bounded number of comments in flight."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from ale_moderation.errors import EngineError
from ale_moderation.model import Comment, Decision

if TYPE_CHECKING:
    from ale_moderation.moderator import Moderator

_CHUNK = 64
_CHUNKS_AHEAD = 4  # for each process

_worker: Moderator | None = None  # set once in each worker process, by its initialiser


def decide_in_processes(
    moderator: Moderator, comments: Iterable[Comment | str], n_process: int
) -> Iterator[Decision]:
    """The decisions in the order of the comments; each process loads the rules once.

    EngineError where a process dies.
    """
    source = iter(comments)
    waiting: deque[Future[list[Decision]]] = deque()
    pool = ProcessPoolExecutor(
        n_process, get_context("spawn"), initializer=_start, initargs=(moderator,)
    )
    try:
        while True:
            while len(waiting) < n_process * _CHUNKS_AHEAD:
                chunk = list(islice(source, _CHUNK))
                if not chunk:
                    break
                waiting.append(pool.submit(_decide, chunk))
            if not waiting:
                return
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise EngineError("a worker process died; its comments have no decision") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _start(moderator: Moderator) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _worker = moderator


def _decide(chunk: list[Comment | str]) -> list[Decision]:
    if _worker is None:
        raise EngineError("a worker process was not started properly")
    return list(_worker.pipe(chunk))
