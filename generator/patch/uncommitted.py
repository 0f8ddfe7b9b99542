"""Files with uncommitted changes, which ``git diff`` will show together with the changes of a patch."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

_MAX_NAMED = 5
_GIT_SECONDS = 20


def uncommitted_note(data_dir: Path, files: Iterable[str]) -> str:
    """Return a note that names the files with uncommitted changes, ``""`` if there are none."""
    names = uncommitted_files(data_dir, files)
    if not names:
        return ""
    more = f" and {len(names) - _MAX_NAMED} more" if len(names) > _MAX_NAMED else ""
    return (
        f"Not committed before the patch: {', '.join(names[:_MAX_NAMED])}{more}. These changes stay, and git diff "
        "shows them together with the patch's."
    )


def uncommitted_files(data_dir: Path, files: Iterable[str]) -> list[str]:
    """Return the files that differ from the last commit, sorted.

    The result only serves a note, so it is empty too if there is no git, the folder is in no repository, or git fails
    or takes longer than 20 s.

    Args:
        data_dir: the data folder.
        files: paths below it; git looks at no others.
    """
    files = list(files)
    if not files:
        return []
    # Without file system monitor, git starts no other program; without optional locks, it writes nothing.
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", str(data_dir)]
    command += ["diff", "--name-only", "--no-ext-diff", "--relative", "-z", "HEAD", "--", *files]
    try:
        found = subprocess.run(command, capture_output=True, timeout=_GIT_SECONDS, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    return sorted(found.decode("utf-8", "replace").split("\0")[:-1])
