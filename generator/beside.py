"""Work in a copy of this process, which starts at once and has all that this one has; what joblib is too slow for."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def beside(work: Callable[P, T], *args: P.args, **more: P.kwargs) -> Callable[[], T]:
    """Begin work in a copy of this process; the function returned waits for the result, which must be picklable.

    Where processes can't safely be copied, and when the copy fails, the work is done while one waits.
    """
    if sys.platform != "linux":
        return lambda: work(*args, **more)
    system = multiprocessing.get_context("fork")
    receiver, sender = system.Pipe(duplex=False)

    def do() -> None:
        with suppress(Exception):  # it is told by doing it again
            sender.send(work(*args, **more))

    process = system.Process(target=do, daemon=True)
    process.start()
    sender.close()

    def result() -> T:
        try:
            found: T = receiver.recv()
        except EOFError:
            return work(*args, **more)
        process.join()
        return found

    return result
