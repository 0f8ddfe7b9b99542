"""Work in other processes comes back in order, and ends with the process that asked for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.runtime.processes import map_in_order
from tests.conftest import ROOT

WORK = """
import os, pathlib, sys, time
from generator.runtime.processes import run_forked, map_in_order

folder = pathlib.Path(sys.argv[1])

def work(_):
    (folder / "began.part").write_text(str(os.getpid()))
    (folder / "began.part").rename(folder / "began")
    time.sleep(5)
    (folder / "done").touch()

if __name__ == "__main__":
    list(map_in_order(work, [1], 2, 1)) if sys.argv[2] == "map_in_order" else run_forked(work, 1)()
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_becomes_of_tasks_comes_in_their_order(jobs: int) -> None:
    assert list(map_in_order(abs, iter(range(-20, 0)), jobs, 2)) == list(range(20, 0, -1))


@pytest.mark.parametrize("way", ["map_in_order", "beside"])
def test_work_does_not_outlive_a_process_that_is_killed(way: str, tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WORK, "utf-8")
    command = [sys.executable, str(tmp_path / "work.py"), str(tmp_path), way]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
    while not (tmp_path / "began").exists():
        assert process.poll() is None
        time.sleep(0.05)
    worker = int((tmp_path / "began").read_text())
    assert worker != process.pid
    process.send_signal(signal.SIGKILL)
    process.wait()
    while _works(worker):
        time.sleep(0.05)
    assert not (tmp_path / "done").exists()


def _works(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
