"""Work in other processes: results come in order, and the processes end with the work or with their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from generator.errors import WorkerError
from generator.runtime.processes import map_in_order
from tests.conftest import ROOT

# Without the guard `if __name__ == "__main__"`, as a user's script may be.
SCRIPT = """
import os, pathlib, sys, time
from generator.runtime.processes import run_forked, map_in_order

folder = pathlib.Path(sys.argv[1])

def work(_):
    (folder / "began.part").write_text(str(os.getpid()))
    (folder / "began.part").rename(folder / "began")
    time.sleep(5)
    (folder / "done").touch()

list(map_in_order(work, [1], 2, 1)) if sys.argv[2] == "map_in_order" else run_forked(work, 1)()
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    assert list(map_in_order(abs, iter(range(-20, 0)), jobs, 2)) == list(range(20, 0, -1))


def test_an_executor_of_the_caller_does_the_work_and_stays_usable() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert list(map_in_order(abs, [-1, -2, -3], 1, 1, executor)) == [1, 2, 3]
        assert executor.submit(abs, -4).result() == 4


def test_worker_processes_end_with_the_last_task_so_that_the_next_stage_has_their_memory() -> None:
    workers = set(map_in_order(_process_id, range(8), 2, 2))
    assert os.getpid() not in workers
    assert not any(_is_running(worker) for worker in workers)


def test_a_worker_process_that_is_killed_is_reported_with_what_to_do() -> None:
    with pytest.raises(WorkerError, match="fewer processes"):
        list(map_in_order(_kill_this_process, range(8), 2, 2))


@pytest.mark.parametrize("function", ["map_in_order", "run_forked"])
def test_work_does_not_outlive_a_process_that_is_killed(function: str, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    command = [sys.executable, str(tmp_path / "script.py"), str(tmp_path), function]
    search_path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": search_path}, stderr=subprocess.DEVNULL)
    while not (tmp_path / "began").exists():
        assert process.poll() is None
        time.sleep(0.05)
    worker = int((tmp_path / "began").read_text())
    assert worker != process.pid
    process.send_signal(signal.SIGKILL)
    process.wait()
    while _is_running(worker):
        time.sleep(0.05)
    assert not (tmp_path / "done").exists()


def _process_id(_: int) -> int:
    return os.getpid()


def _kill_this_process(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _is_running(process_id: int) -> bool:
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
