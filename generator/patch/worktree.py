"""What git knows of the files that a patch touches; without git, nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

_SECONDS = 20


def uncommitted(data_dir: Path, files: Iterable[str]) -> list[str]:
    """Return the files that differ from the last commit, sorted.

    Empty too if there is no git, the folder is in no repository, or git refuses
    or takes longer than 20 s: this only serves a note.

    Args:
        data_dir: the data folder.
        files: paths below it.
    """
    # No file system monitor, so that looking runs no other program; no lock, so that nothing is written.
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", str(data_dir)]
    command += ["diff", "--name-only", "--no-ext-diff", "--relative", "-z", "HEAD", "--", *files]
    try:
        found = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    return sorted(found.decode("utf-8", "replace").split("\0")[:-1])
