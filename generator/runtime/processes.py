"""Work in other processes: in worker processes that tasks stream to, or in a forked copy of this process."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from itertools import islice
from typing import ParamSpec, TypeVar

from generator.errors import WorkerError

Task = TypeVar("Task")
Item = TypeVar("Item")
Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")
_PARENT_CHECK_SECONDS = 0.1


def map_in_order(
    work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int, ahead: int, executor: Executor | None = None
) -> Iterator[Result]:
    """Yield the result of each task, in the order of the tasks, which are made in this thread as they are needed.

    The worker processes are loky's.  They start without running the main module again, so that a script may call
    `build_site` without an ``if __name__ == "__main__"`` guard (the standard library's spawn and forkserver need
    one), and they don't hold a copy of this process's memory, as forked ones would.

    Args:
        work: called with each task, in a worker process; with one job and no executor, in this process.
        tasks: picklable.
        jobs: number of worker processes; they end with the last task, which returns their memory.
        ahead: tasks for each worker process that are submitted before the first result is waited for.
        executor: runs the tasks instead of worker processes of this machine; it isn't shut down.

    Raises:
        WorkerError: a worker process ended before its task was done.
    """
    if executor is not None:
        yield from _results(executor, work, tasks, jobs, ahead)
    elif jobs == 1:
        yield from map(work, tasks)
    else:
        from loky import ProcessPoolExecutor  # takes longer to load than small work takes

        with ProcessPoolExecutor(jobs, initializer=_end_with_parent) as workers:
            yield from _results(workers, work, tasks, jobs, ahead)


def _results(
    executor: Executor, work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int, ahead: int
) -> Iterator[Result]:
    submitted: deque[Future[Result]] = deque()
    try:
        for task in tasks:
            submitted.append(executor.submit(work, task))
            if len(submitted) > ahead * jobs:
                yield submitted.popleft().result()
        while submitted:
            yield submitted.popleft().result()
    except BrokenExecutor as error:
        raise WorkerError(
            "A worker process ended before its work was done, probably because the memory ran out."
            " Try again with fewer processes (--jobs)."
        ) from error
    finally:
        for future in submitted:  # after an error, or when the caller needs no more results
            future.cancel()


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of this size, the last one shorter."""
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch


def run_forked(
    work: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Callable[[], Result]:
    """Start work in a forked copy of this process, and return a function that waits for its result.

    For small incremental builds: a forked process starts within milliseconds and has everything in memory that this
    process has, whereas a worker process of `map_in_order` takes several tenths of a second to start and import, and
    receives its input pickled.  For large work it would use too much memory: the copy's pages are duplicated as the
    reference counts in them change.

    On systems other than Linux, where forking isn't safe, and when the forked process fails, the function returned
    does the work in this process instead, and so raises what the work raises.

    Args:
        work: returns a picklable result; its other effects (files written) must bear repetition.
        args, kwargs: its arguments, not pickled.
    """
    if sys.platform != "linux":
        return lambda: work(*args, **kwargs)
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def run() -> None:
        _end_with_parent()
        with suppress(Exception):  # the parent repeats the work, and the error with it
            sender.send(work(*args, **kwargs))

    process = context.Process(target=run, daemon=True)
    process.start()
    sender.close()

    def result() -> Result:
        try:
            received: Result = receiver.recv()
        except EOFError:
            return work(*args, **kwargs)
        process.join()
        return received

    return result


def _end_with_parent() -> None:
    """End this process when the one that started it is killed, or it could write into the site of the next build."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        while parent is None or os.getppid() == parent.pid:
            time.sleep(_PARENT_CHECK_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
