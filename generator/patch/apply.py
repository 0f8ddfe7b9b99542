"""Applies a patch to a folder with the Anthology's data: all changes or none."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from generator.anthology.protected_files import refuse_file_of_data
from generator.errors import DataError
from generator.patch.atomic_write import finish_interrupted_write, replace_files
from generator.patch.data_lock import lock_data
from generator.patch.operations import Patch
from generator.patch.planned_changes import PlannedChanges, plan_changes
from generator.patch.uncommitted import uncommitted_note
from generator.patch.verify import verify_changes
from generator.patch.write_journal import is_write_interrupted


def apply(
    patch: Patch, data_dir: Path, check: bool = False, diff_path: Path | None = None, verify: bool = False
) -> PlannedChanges:
    """Check a patch against the data, then write all files or none.

    Args:
        patch: the patch.
        data_dir: the folder that holds ``xml/`` and ``json/``; nothing outside it is written.
        check: only check; nothing is written to the data folder.
        diff_path: file for the unified diff, which is empty if nothing changes; it may be outside the data folder.
        verify: load the result with acl-anthology before anything is written (about 20 s).

    Returns:
        What was changed, or with ``check`` would be. It has no ``changes`` if the patch is already applied.

    Raises:
        ConflictError: the patch does not fit; nothing was written.
        DataError: the data can't be read or written, acl-anthology refuses the result, another apply is running, or an
            earlier one was interrupted and can't be finished; the message says which state the data are in.
        ReviewError: ``diff_path`` is a file of the data.
    """
    if diff_path is not None:
        refuse_file_of_data(diff_path, data_dir)
    try:
        with nullcontext() if check else lock_data(data_dir):
            return _apply(patch, data_dir, check, diff_path, verify)
    except OSError as error:
        where = error.filename or data_dir
        raise DataError(f"{where}: can't be read or written ({error.strerror}); nothing was changed.") from error


def _apply(patch: Patch, data_dir: Path, check: bool, diff_path: Path | None, verify: bool) -> PlannedChanges:
    if check and is_write_interrupted(data_dir):
        raise DataError(
            f"{data_dir}: another apply is running or was interrupted; wait, or run apply without --check to finish it."
        )
    finished = "" if check else finish_interrupted_write(data_dir)
    planned = plan_changes(patch, data_dir)
    notes = [finished, uncommitted_note(data_dir, [change.file for change in planned.changes]), *planned.notes]
    planned = replace(planned, notes=tuple(note for note in notes if note))
    if verify:
        verify_changes(data_dir, planned.changes)
    if diff_path is not None:
        try:
            diff_path.write_bytes(planned.diff.encode("utf-8"))
        except OSError as error:
            raise DataError(f"{diff_path}: can't be written ({error.strerror}); nothing was changed.") from error
    if planned.changes and not check:
        replace_files(data_dir, {change.file: (change.old, change.new) for change in planned.changes})
    return planned
