"""Applies a patch to a folder with the Anthology's data: everything or nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.errors import DataError
from generator.patch.atomic_write import is_interrupted, locked, recover, write_all
from generator.patch.operations import Patch
from generator.patch.planned_changes import Plan, plan

_SHOWN = 5
_GIT_SECONDS = 20


def apply(patch: Patch, data_dir: Path, check: bool = False, diff_path: Path | None = None) -> Plan:
    """Check a patch against the data, then write all files or none.

    Args:
        patch: the patch.
        data_dir: the folder that holds ``xml/`` and ``json/``; nothing outside it is written.
        check: only check, write nothing below the data folder.
        diff_path: also write the unified diff there (empty if nothing changes);
            the one file that may be outside the data folder.

    Returns:
        What was done; no ``changes`` if the patch was already applied.

    Raises:
        ConflictError: the patch does not fit; nothing was written.
        DataError: the data can't be read or written, another apply is at work,
            or an interrupted one can't be mended; the message says which state the data are in.
    """
    with locked(data_dir):
        if check and is_interrupted(data_dir):
            raise DataError(f"{data_dir}: an earlier apply was interrupted; run apply without --check to mend it.")
        mended = "" if check else recover(data_dir)
        result = plan(patch, data_dir)
        notes = [mended, _beside(data_dir, result), *result.notes]
        result = replace(result, notes=tuple(note for note in notes if note))
        if diff_path is not None:
            try:
                diff_path.write_bytes(result.diff.encode("utf-8"))
            except OSError as error:
                raise DataError(f"{diff_path}: can't be written ({error.strerror}); nothing was changed.") from error
        if result.changes and not check:
            write_all(data_dir, {change.file: (change.old, change.new) for change in result.changes})
        return result


def _beside(data_dir: Path, plan: Plan) -> str:
    """Tell which files have changes that are not the patch's."""
    dirty = uncommitted(data_dir, [change.file for change in plan.changes]) if plan.changes else []
    if not dirty:
        return ""
    shown = ", ".join(dirty[:_SHOWN]) + (f" and {len(dirty) - _SHOWN} more" if len(dirty) > _SHOWN else "")
    return f"Not committed before the patch: {shown}. They stay, and git diff shows both together."


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
        found = subprocess.run(command, capture_output=True, timeout=_GIT_SECONDS, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    return sorted(found.decode("utf-8", "replace").split("\0")[:-1])
