"""Work in other processes: in workers, for what streams; in a copy of this one, for what it has in memory."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from itertools import islice
from typing import ParamSpec, TypeVar

A = TypeVar("A")
R = TypeVar("R")
P = ParamSpec("P")
_SECONDS_BETWEEN_LOOKS = 0.1


def map_in_order(work: Callable[[A], R], tasks: Iterable[A], jobs: int, ahead: int) -> Iterator[R]:
    """Yield what becomes of each task, in order; tasks are made in this thread, as they are needed.

    Args:
        work: done in a worker; with one job, here.
        tasks: as they can be pickled.
        jobs: workers, which end with the last task.
        ahead: tasks for each worker that are made before the first result is waited for.
    """
    if jobs == 1:
        yield from map(work, tasks)
        return
    from joblib.externals.loky import get_reusable_executor  # takes longer to load than small work takes

    workers = get_reusable_executor(jobs, initializer=_end_with_parent)
    waiting: deque[Future[R]] = deque()
    try:
        for task in tasks:
            waiting.append(workers.submit(work, task))
            if len(waiting) > ahead * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        workers.shutdown()  # what comes next needs the memory


def batches(items: Iterable[A], size: int) -> Iterator[list[A]]:
    """Yield the items in lists of this size, the last one shorter."""
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch


def run_forked(work: Callable[P, R], *args: P.args, **more: P.kwargs) -> Callable[[], R]:
    """Begin work in a copy of this process; the function returned waits for the result, which must be picklable.

    Where processes can't safely be copied, and when the copy fails, the work is done while one waits.
    """
    if sys.platform != "linux":
        return lambda: work(*args, **more)
    system = multiprocessing.get_context("fork")
    receiver, sender = system.Pipe(duplex=False)

    def do() -> None:
        _end_with_parent()
        with suppress(Exception):  # it is told by doing it again
            sender.send(work(*args, **more))

    process = system.Process(target=do, daemon=True)
    process.start()
    sender.close()

    def result() -> R:
        try:
            found: R = receiver.recv()
        except EOFError:
            return work(*args, **more)
        process.join()
        return found

    return result


def _end_with_parent() -> None:
    """Let this process end when the one that started it is killed: it would write into what the next build makes."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        while parent is None or os.getppid() == parent.pid:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
