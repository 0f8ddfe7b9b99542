"""Stops an apply at a chosen file operation, or at a random moment: in a child process, as a crash would.

Python reports each opening, renaming and removing of a file to its audit hooks.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from generator.errors import DataError
from generator.patch.apply import apply
from generator.patch.operations import Patch

_OPERATIONS = ("open", "os.rename", "os.remove", "os.chmod", "os.scandir", "os.listdir")
_FORK = multiprocessing.get_context("fork")


def in_child(work: Callable[[], None]) -> int:
    """Run in a child process; return its exit code, negative for a signal."""
    child = _FORK.Process(target=work)
    child.start()
    child.join()
    assert child.exitcode is not None
    return child.exitcode


def at_operation(number: int, folder: Path, act: Callable[[], None]) -> None:
    """Call ``act`` just before the file operation of this number (from 0) below a folder, in this process."""
    left = number

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in _OPERATIONS and str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left == -1:
                act()

    sys.addaudithook(hook)  # stays for the life of the process, hence the child


def killed_at(number: int, patch: Patch, data_dir: Path) -> bool:
    """Apply and be killed at a file operation; False if the apply was done before."""

    def work() -> None:
        at_operation(number, data_dir, lambda: os.kill(os.getpid(), signal.SIGKILL))
        apply(patch, data_dir)

    return in_child(work) == -signal.SIGKILL


def failed_at(number: int, patch: Patch, data_dir: Path, code: int) -> bool:
    """Apply and meet an OSError at a file operation; False if there are not so many operations.

    An apply may do without the operation, but not raise anything but a `DataError`.
    """

    def work() -> None:
        met = []

        def fail() -> None:
            met.append(number)
            raise OSError(code, os.strerror(code))

        at_operation(number, data_dir, fail)
        try:
            apply(patch, data_dir)
        except DataError:
            os._exit(3)
        os._exit(4 if met else 0)

    status = in_child(work)
    assert status in (0, 3, 4), "the error was not turned into a message"
    return status != 0


def killed_at_random(patches: tuple[Patch, Patch], data_dir: Path, chance: random.Random, longest: float) -> None:
    """Apply a patch and its inverse in turns, and be killed after at most so many seconds."""

    def work() -> None:
        while True:
            for patch in patches:
                apply(patch, data_dir)

    child = _FORK.Process(target=work)
    child.start()
    time.sleep(chance.uniform(0, longest))
    child.kill()
    child.join()
    # A git that the child was just starting holds the lock a moment longer.
    time.sleep(0.2)
    assert child.exitcode == -signal.SIGKILL
