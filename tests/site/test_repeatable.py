"""A review site depends on the preview and the data alone: else nobody could tell what a push changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_HERE = {"PYTHONHASHSEED": "1", "TZ": "EARLY+11", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
_ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "LATE-14",  # always another day than in EARLY
    # Text is ASCII to Python unless a program says otherwise.
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
}


def _build(preview: Path, data: Path, site: Path, jobs: int, environment: dict[str, str]) -> dict[str, bytes]:
    command = [sys.executable, "-m", "generator", "build", "--preview", str(preview), "--data", str(data)]
    command += ["--out", str(site), "--jobs", str(jobs)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def test_real_pages_give_the_same_bytes_whatever_the_processes_hashes_time_zone_and_locale(
    real_preview: Path, real_data: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(real_data / "json", data / "json")
    (data / "xml").mkdir()
    for file in real_data.glob("xml/2023.*.xml"):  # all of them take long to read and change nothing here
        shutil.copy2(file, data / "xml")
    one = _build(real_preview, data, tmp_path / "one", 1, _HERE)
    two = _build(real_preview, data, tmp_path / "two", 2, _ELSEWHERE)
    assert sum(name.startswith("review/") and name.endswith(".html") for name in one) > 80
    assert any(name.startswith("assets/data/lines/") for name in one)
    assert [name for name in one.keys() | two.keys() if one.get(name) != two.get(name)] == []
