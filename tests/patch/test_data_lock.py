from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import DataError
from generator.patch.apply import apply
from generator.patch.data_lock import lock_data
from generator.patch.document import to_json
from tests.patch.build import (
    SPLIT,
    THREE_FILES,
    snapshot,
)


def test_second_apply_at_the_same_time_is_refused(toy: Path) -> None:
    with lock_data(toy), pytest.raises(DataError, match="another apply"):
        apply(SPLIT, toy)


def test_second_process_is_told_to_wait(toy: Path) -> None:
    old = snapshot(toy)
    path = toy.parent / "patch.json"
    path.write_text(to_json(THREE_FILES))
    with lock_data(toy):
        second = subprocess.run(
            [sys.executable, "-m", "generator", "apply", str(path), "--data", str(toy)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 1 and "another apply is running here; wait" in second.stderr
    assert snapshot(toy) == old
