"""The journal of an interrupted write: which files get which content. It is checked before it is believed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.anthology.bounded_read import read_bytes
from generator.anthology.ids import COLLECTION_ID
from generator.anthology.people import PEOPLE_FILE
from generator.errors import DataError

JOURNAL = ".anthology-review-journal.json"
MAX_JOURNAL_BYTES = 1_000_000
"""Larger journals are refused; one that lists every file of the Anthology has 300,000 bytes."""
_FILE = re.compile(rf"xml/(?:{COLLECTION_ID.pattern})\.xml|{re.escape(PEOPLE_FILE)}")
_SHA = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One file of an interrupted write.

    Attributes:
        file: path below the data folder.
        old, new: SHA-256 of its content before and after, in hexadecimal digits.
    """

    file: str
    old: str
    new: str


def is_write_interrupted(data_dir: Path) -> bool:
    """Return whether a `generator.patch.atomic_write.replace_files` is running or was interrupted."""
    return os.path.lexists(data_dir / JOURNAL)


def journal_text(entries: Sequence[JournalEntry]) -> str:
    """Return the text of a journal, which `read_journal` reads back."""
    return json.dumps([asdict(entry) for entry in entries], indent=1)


def read_journal(data_dir: Path) -> list[JournalEntry]:
    """Read the journal of a data folder.

    Raises:
        DataError: it is a link or no regular file, too large, or anything but a list of files below ``xml/`` and
            ``json/`` with their digests.
    """
    path = data_dir / JOURNAL
    advice = "restore the data from git, then delete this file."
    if path.is_symlink():
        raise DataError(f"{path}: is a link, which apply never makes; {advice}")
    data = read_bytes(path, MAX_JOURNAL_BYTES)
    try:
        listed = json.loads(data)
        entries = [JournalEntry(**entry) for entry in listed] if isinstance(listed, list) else []
    except (ValueError, TypeError, RecursionError) as error:
        raise DataError(f"{path}: can't be read; {advice}") from error
    if not entries or len({str(entry.file) for entry in entries}) < len(entries):
        raise DataError(f"{path}: is not a list of different files; {advice}")
    for entry in entries:
        if not (isinstance(entry.file, str) and _FILE.fullmatch(entry.file)):
            raise DataError(f"{path}: lists {str(entry.file)[:60]!r}, which is no file of the data; {advice}")
        if not all(isinstance(digest, str) and _SHA.fullmatch(digest) for digest in (entry.old, entry.new)):
            raise DataError(f"{path}: has no SHA-256 digests for {entry.file}; {advice}")
    return entries
