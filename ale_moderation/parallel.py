"""Work on comments in several processes: in order, lazily, with a bounded number in flight."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from typing import TYPE_CHECKING, TypeVar

from ale_moderation.errors import EngineError

if TYPE_CHECKING:
    from ale_moderation.model import Comment
    from ale_moderation.moderator import Moderator

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[["Moderator", list[T]], R]

CHUNK = 64
"""How many comments are worked on at a time."""

_CHUNKS_AHEAD = 4  # for each process

_MOST_AHEAD = 32
_LONG_BATCH = 20_000  # characters

_worker: Moderator | None = None  # set once in each worker process, by its initialiser


def chunks_of(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of `CHUNK`, the last one shorter."""
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def batches_of(comments: Iterable[Comment], *, at_hand: bool) -> Iterator[list[Comment]]:
    """Comments to be decided together, few where they are long.

    At first one, then more, where they are not `at_hand`, so that none waits long for others.

    Where the next one can not be had, those before it are given first.
    """
    batch: list[Comment] = []
    most, length = (_MOST_AHEAD if at_hand else 1), 0
    try:
        for comment in comments:
            batch.append(comment)
            length += len(comment.text)
            if len(batch) == most or length > _LONG_BATCH:
                yield batch
                batch, length, most = [], 0, min(2 * most, _MOST_AHEAD)
    except Exception:  # whatever the caller's own iterable raises
        yield batch
        raise
    yield batch


def work_in_processes(
    moderator: Moderator, work: Work[T, R], items: Iterable[T], n_process: int
) -> Iterator[R]:
    """What `work` makes of each chunk of the items, in their order.

    `work` and what it gives are pickled. EngineError where a process dies.
    """
    chunks = chunks_of(items)
    waiting: deque[Future[R]] = deque()
    pool = ProcessPoolExecutor(n_process, _context(), initializer=_start, initargs=(moderator,))
    is_done = False
    try:
        while True:
            for chunk in islice(chunks, n_process * _CHUNKS_AHEAD - len(waiting)):
                waiting.append(pool.submit(_work, work, chunk))
            if not waiting:
                is_done = True
                return
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise EngineError("a worker process died; its comments have no decision") from error
    finally:
        # an interpreter that ends while the pool does complains of its closed pipe
        pool.shutdown(wait=is_done, cancel_futures=True)


def _context() -> BaseContext:
    """How processes begin: forked, with the rules already loaded, where that is safe.

    A thread may hold a lock that nobody would let go of in a forked process; then, and on other
    systems than Linux, each process starts afresh and loads the rules itself.
    """
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if is_safe else "spawn")


def _start(moderator: Moderator) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # the rules are no garbage, and pages that are not looked through stay shared
    _worker = moderator


def _end_with_parent() -> None:
    """End this process where the one that started it was killed: else it would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(work: Work[T, R], chunk: list[T]) -> R:
    if _worker is None:
        raise EngineError("a worker process was not started properly")
    return work(_worker, chunk)
