"""The items of XML files, from the user's cache; what it lacks is scanned in several processes, and kept for next time.

A file is known by the digest of its content: a checkout that moved by a few files costs a few files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

import msgspec

from generator.anthology.bounded_read import read_bytes
from generator.anthology.item import Item
from generator.anthology.packed_items import pack_items, packed_ids
from generator.anthology.xml import scan
from generator.errors import DataError
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.processes import batches, map_in_order
from generator.runtime.user_cache import find_cached, keep_cached, key, known_keys

_FILES_PER_TASK, _TASKS_AHEAD = 8, 2
_FILES_OF_ONE_PROCESS = 40
"""Fewer files are scanned before a worker process would have started."""
_FILES_PER_READING = 100


Summaries = Mapping[str, Callable[[Iterable[Item]], bytes]]
"""Kind of a value -> function that makes it from the items of a file; worker processes import it by its name."""


def read_items(
    data_dir: Path,
    digests: Mapping[str, bytes],
    jobs: int = 1,
    progress: Callable[[int], None] = lambda n: None,
    summaries: Summaries = MappingProxyType({}),
) -> Mapping[str, bytes]:
    """Return the packed items of each file (`generator.anthology.packed_items`), in the order of ``digests``.

    Files that the cache lacks are scanned now; the items of others are read from it when they are asked for, since
    most work needs few of them.

    Args:
        data_dir: the folder that holds ``xml/``.
        digests: path below it -> digest of the file's content.
        jobs: processes that scan.
        progress: called with the number of files scanned since the last call.
        summaries: what is to be made of each file that is scanned, while its items are at hand: it is kept in the cache
            by `summary_key`.

    Raises:
        DataError: a file can't be read, is not the Anthology's XML, or isn't the one whose digest is given.
    """
    kept = _KeptItems(data_dir, digests)
    if missing := kept.missing():
        scanned = _scan(data_dir, {name: digests[name] for name in missing}, jobs, progress, summaries)
        new: list[tuple[bytes, bytes]] = []
        for name, (packed, made) in zip(missing, scanned, strict=True):
            kept.scanned[name] = packed
            new.append((_key(name, digests[name]), packed))
            new += [(summary_key(kind, packed), value) for kind, value in zip(summaries, made, strict=True)]
        keep_cached(new, [_key(name, digest) for name, digest in digests.items() if name not in kept.scanned])
    return kept


def summary_key(kind: str, packed: bytes) -> bytes:
    """Return the key of what was made of a file's items, given these packed."""
    return key(kind, packed)


class _KeptItems(Mapping[str, bytes]):
    """Path below the data folder -> packed items, read from the user's cache when they are asked for.

    Args:
        data_dir: the folder that holds ``xml/``.
        digests: path below it -> digest of the file's content.

    Attributes:
        scanned: items of files that the cache lacked or gave damaged, and those read so far.
    """

    def __init__(self, data_dir: Path, digests: Mapping[str, bytes]) -> None:
        self._data_dir, self._digests = data_dir, digests
        self.scanned: dict[str, bytes] = {}

    def missing(self) -> list[str]:
        """Files whose items are not in the cache."""
        keys = {_key(name, digest): name for name, digest in self._digests.items()}
        there = {keys[found] for found in known_keys(keys)}
        return [name for name in self._digests if name not in there]

    def __getitem__(self, name: str) -> bytes:
        if name not in self.scanned:
            self._read({name: self._digests[name]})
        return self.scanned[name]

    def __iter__(self) -> Iterator[str]:
        """Yield all paths; whoever goes through them wants the items of all, so these are read many at a time."""
        for names in batches(self._digests, _FILES_PER_READING):
            self._read({name: self._digests[name] for name in names if name not in self.scanned})
            yield from names

    def __len__(self) -> int:
        return len(self._digests)

    def __contains__(self, name: object) -> bool:
        return name in self._digests

    def _read(self, digests: Mapping[str, bytes]) -> None:
        cached = find_cached(_key(name, digest) for name, digest in digests.items())
        for name, digest in digests.items():
            packed = cached.get(_key(name, digest))
            if packed is None or not _is_packed(packed):
                ((packed, _),) = _scan(self._data_dir, {name: digest})
            self.scanned[name] = packed


def content_digest(content: bytes) -> bytes:
    """Return the digest of a file's content, 16 bytes."""
    return blake2b(content, digest_size=16).digest()


def read_known(path: Path, digest: bytes) -> bytes:
    """Return the content of a file whose digest is known.

    Raises:
        DataError: the file can't be read, or see `check_known`.
    """
    content = read_bytes(path)
    check_known(path, content, digest)
    return content


def check_known(path: Path, content: bytes, digest: bytes) -> None:
    """Refuse content of a file that isn't that of its digest.

    Raises:
        DataError: the file has changed: what is made of it is kept by the digest, and would be wrong for good.
    """
    if content_digest(content) != digest:
        raise DataError(f"{path}: changed while it was read. Start again.")


def _scan(
    data_dir: Path,
    digests: Mapping[str, bytes],
    jobs: int = 1,
    progress: Callable[[int], None] = lambda n: None,
    summaries: Summaries = MappingProxyType({}),
) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield the packed items of some files, in order, and what the summaries make of them.

    Raises:
        DataError: a file can't be read, is not the Anthology's XML, or isn't the one whose digest is given.
    """
    tasks = batches(digests.items(), _FILES_PER_TASK)
    if len(digests) <= _FILES_OF_ONE_PROCESS:
        jobs = 1
    for files in map_in_order(partial(_scan_files, data_dir, [*summaries.values()]), tasks, jobs, _TASKS_AHEAD):
        progress(len(files))
        yield from files


@garbage_collection_paused()
def _scan_files(
    data_dir: Path, summarize: Iterable[Callable[[Iterable[Item]], bytes]], digests: Iterable[tuple[str, bytes]]
) -> list[tuple[bytes, list[bytes]]]:
    files = []
    for name, digest in digests:
        items = scan(read_known(data_dir / name, digest), name)
        files.append((pack_items(items), [make(items) for make in summarize]))
    return files


def _is_packed(value: bytes) -> bool:
    try:
        packed_ids(value)
    except msgspec.MsgspecError:
        return False
    return True


def _key(name: str, digest: bytes) -> bytes:
    return key("items", name.encode(), digest)
