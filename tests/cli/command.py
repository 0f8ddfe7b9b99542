"""The command line as a program, and the demo to run it on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import DEMO

PREVIEW, DATA = DEMO / "preview", DEMO / "data"


def run(*arguments: object, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command, in a folder if one is given."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder)


def files(folder: Path) -> dict[str, bytes]:
    """Path below a folder -> content, of all its files."""
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}
