"""The items of XML files, from the user's cache; what it lacks is scanned in several processes, and kept for next time.

A file is known by the digest of its content: a checkout that moved by a few files costs a few files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path

import msgspec

from generator.anthology.bounded_read import read_bytes
from generator.anthology.packed_items import pack_items, packed_ids
from generator.anthology.xml import scan
from generator.errors import DataError
from generator.runtime.processes import batches, map_in_order
from generator.runtime.user_cache import find_cached, keep_cached, key, known_keys

_FILES_PER_TASK, _TASKS_AHEAD = 8, 2
_FILES_OF_ONE_PROCESS = 40
"""Fewer files are scanned before a worker process would have started."""
_FILES_PER_READING = 100


def read_items(data_dir: Path, digests: Mapping[str, bytes], jobs: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield the packed items of each file (`generator.anthology.packed_items`), in the order of ``digests``.

    Args:
        data_dir: the folder that holds ``xml/``.
        digests: path below it -> digest of the file's content.
        jobs: processes that scan.

    Raises:
        DataError: a file can't be read, is not the Anthology's XML, or isn't the one whose digest is given.
    """
    missing = dict.fromkeys(_missing(digests))
    scanned = _scan(data_dir, missing, jobs)
    new: list[tuple[bytes, bytes]] = []
    for names in batches(digests, _FILES_PER_READING):
        keys = {_key(name, digests[name]): name for name in names if name not in missing}
        cached = {keys[found]: value for found, value in find_cached(keys).items()}
        for name in names:
            packed = cached.get(name)
            if packed is None or not _is_packed(packed):
                digest, packed = next(scanned) if name in missing else _scan_file(data_dir, name)
                if digest != digests[name]:
                    # What is made of all the data is kept by these digests: it would be wrong for good.
                    raise DataError(f"{data_dir / name}: changed while it was read. Start again.")
                new.append((_key(name, digest), packed))
            yield name, packed
    if new:
        keep_cached(new, [_key(name, digest) for name, digest in digests.items() if name not in missing])


def _missing(digests: Mapping[str, bytes]) -> list[str]:
    """Files whose items are not in the cache."""
    keys = {_key(name, digest): name for name, digest in digests.items()}
    there = {keys[found] for found in known_keys(keys)}
    return [name for name in digests if name not in there]


def content_digest(content: bytes) -> bytes:
    """Return the digest of a file's content, 16 bytes."""
    return blake2b(content, digest_size=16).digest()


def _scan(data_dir: Path, names: Collection[str], jobs: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the digest of the content that was scanned, and the packed items, of some files, in order."""
    if len(names) <= _FILES_OF_ONE_PROCESS:
        yield from (_scan_file(data_dir, name) for name in names)
        return
    tasks = batches(names, _FILES_PER_TASK)
    for packed in map_in_order(partial(_scan_files, data_dir), tasks, jobs, _TASKS_AHEAD):
        yield from packed


def _scan_files(data_dir: Path, names: Iterable[str]) -> list[tuple[bytes, bytes]]:
    return [_scan_file(data_dir, name) for name in names]


def _scan_file(data_dir: Path, name: str) -> tuple[bytes, bytes]:
    content = read_bytes(data_dir / name)
    return content_digest(content), pack_items(scan(content, name))


def _is_packed(value: bytes) -> bool:
    try:
        packed_ids(value)
    except msgspec.MsgspecError:
        return False
    return True


def _key(name: str, digest: bytes) -> bytes:
    return key("items", name.encode(), digest)
