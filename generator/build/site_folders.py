"""The folders of a site: the site itself, the next one while it is built, and the state for the next build."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import click
from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from generator.build.state.state_file import StateFile
from generator.errors import ReviewError

MARKER = "review-site.json"
"""A file in a site by which a later build knows that it may replace the folder, and which build made it."""
_STATE = "state.sqlite"
_LOCK = "lock"
_SITE_PATH = "site.txt"
"""Beside the state in the user's cache: the path of the site that it belongs to."""


class SiteFolders:
    """The folder of a site, the folders beside it that a build uses for a time, and the folder of its state.

    Args:
        out: the site, an absolute path.
        state_folder: where the state is kept; None for a folder of this site in the user's cache.

    Attributes:
        out: the site.
        next: the next site while it is built.
        replaced: the last site while it is taken out of the way.
        state: what the next build needs.
        next_state: the same while it is written.
        spare: the site before the present one. The next site is made from it, as most of its files can stay.
    """

    def __init__(self, out: Path, state_folder: Path | None = None) -> None:
        """Name the folders."""
        self.out = out
        self.next = out.with_name(f".{out.name}.building")
        self.replaced = out.with_name(f".{out.name}.old")
        self._in_cache = state_folder is None
        self._keep_state_in(state_folder.absolute() if state_folder else _cache() / _folder_name(out))

    def _keep_state_in(self, folder: Path) -> None:
        self.state_folder = folder
        self.state = StateFile(folder / _STATE)
        self.next_state = StateFile(folder / f"{_STATE}.new")
        self.spare = folder / "spare"

    @property
    def is_free(self) -> bool:
        """Whether a site may be put at ``out``: nothing is there, an empty folder, or a site."""
        if not self.out.exists():
            return True
        return self.out.is_dir() and (not any(self.out.iterdir()) or (self.out / MARKER).is_file())

    @property
    def build(self) -> str:
        """ID of the build that made the site, ``""`` if there is none."""
        return _build_of(self.out)

    @contextmanager
    def prepared(self) -> Iterator[None]:
        """Make the folders, and finish what a killed build began; no other build of this site runs inside the block.

        Raises:
            ReviewError: ``out`` exists and is no review site, the state lies inside it, a folder can't be made, or
                another build is at work.
        """
        if self.state_folder.resolve().is_relative_to(self.out.resolve()):
            raise ReviewError(
                f"{self.state_folder}: lies inside the site, which is replaced as a whole; give another folder for the "
                "state with --state."
            )
        _make(self.out.parent, "give another folder with --out")
        with ExitStack() as stack:
            try:
                _make(self.state_folder, "give another folder for the state with --state")
            except ReviewError as error:
                if not self._in_cache:
                    raise
                click.echo(f"The next build of this site will build everything: {error}", err=True)
                self._keep_state_in(Path(stack.enter_context(TemporaryDirectory(prefix="anthology-review-"))))
            stack.enter_context(self._locked(self.out.with_name(f".{self.out.name}.lock")))
            stack.enter_context(self._locked(self.state_folder / _LOCK))
            if self._in_cache:
                (self.state_folder / _SITE_PATH).write_text(f"{self.out}\n", "utf-8")
                _delete_states_of_deleted_sites(self.state_folder)
            self._delete_links()
            self._finish_killed_build()
            if not self.is_free:
                raise ReviewError(
                    f"{self.out}: exists and is no review site. Give an empty folder, or one that does not exist."
                )
            try:
                yield
            finally:
                self.clear()

    @contextmanager
    def _locked(self, file: Path) -> Iterator[None]:
        """Hold a lock on the site or on the state folder; at the end, delete a folder in which no state was kept."""
        lock = FileLock(file, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise ReviewError(
                f"{file.parent}: another build of {self.out.name} is at work. Wait until it has ended."
            ) from None
        try:
            yield
        finally:
            file.unlink(missing_ok=True)
            lock.release()
            if not self.state.exists():
                (self.state_folder / _SITE_PATH).unlink(missing_ok=True)
                with suppress(OSError):
                    self.state_folder.rmdir()

    def copy_from(self, site: Path) -> None:
        """Begin the next site as a copy of another one, by hard links.

        Whoever changes a file in the copy replaces it (`generator.site.output_files.write_file`).
        """
        with suppress(OSError):  # there is no spare site, or it lies on another disk
            self.spare.rename(self.next)
        _mirror(str(site), str(self.next))
        (self.next / MARKER).unlink()

    def mark_complete(self, build: str) -> None:
        """Mark the next site as complete."""
        (self.next / MARKER).write_text(json.dumps({"format": 1, "build": build}) + "\n", "utf-8")

    def swap(self) -> None:
        """Put the next site in the place of the last one, which is moved away whole: deleting it takes long."""
        if self.out.exists():
            shutil.rmtree(self.replaced, ignore_errors=True)
            self.out.rename(self.replaced)
        self.next.rename(self.out)

    def keep_spare(self) -> None:
        """Keep the site that was replaced; files that it shares with the present one take no room."""
        with suppress(OSError):
            self.replaced.rename(self.spare)

    def delete_spare(self) -> None:
        """Delete the spare site, since it shares no file with the present one after a build of everything."""
        shutil.rmtree(self.spare, ignore_errors=True)

    def clear(self) -> None:
        """Delete what an unfinished build left."""
        for folder in (self.next, self.replaced):
            if folder.exists():
                shutil.rmtree(folder, ignore_errors=True)
        self.next_state.delete()

    def _delete_links(self) -> None:
        """Delete symbolic links in the place of the build's own folders: what they lead to is not ours to change."""
        for folder in (self.next, self.replaced, self.spare):
            if folder.is_symlink():
                folder.unlink()

    def _finish_killed_build(self) -> None:
        if self.next.exists() or self.replaced.exists():
            state = self.state.build()
            if state and _build_of(self.next) == state != self.build:
                self.swap()  # it was complete, only not in its place
            elif self.replaced.is_dir() and not self.out.exists():
                self.replaced.rename(self.out)  # it was killed between its two renames
        self.clear()


def _make(folder: Path, advice: str) -> None:
    """Make a folder if there is none; refuse one that can't be written to, with advice."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):  # asking for permission is not enough: /proc, a read-only or a full disk
            pass
    except OSError as error:
        raise ReviewError(f"{folder}: can't be written to ({error.strerror}); {advice}.") from error


def _cache() -> Path:
    return user_cache_path("anthology-review", appauthor=False) / "builds"


def _folder_name(out: Path) -> str:
    return f"{out.name}-{blake2b(str(out).encode('utf-8', 'surrogateescape'), digest_size=6).hexdigest()}"


def _delete_states_of_deleted_sites(own: Path) -> None:
    """Delete states in the user's cache whose site is gone, but not this site's own."""
    for note in _cache().glob(f"*/{_SITE_PATH}"):
        folder = note.parent
        with suppress(OSError):
            site = Path(note.read_text("utf-8").rstrip("\n"))
            if folder != own and (folder / _STATE).is_file() and not site.exists():
                shutil.rmtree(folder, ignore_errors=True)


def _mirror(source: str, target: str) -> None:
    """Make ``target`` the same as ``source`` by hard links, or by copies on another disk; equal links stay."""
    present = {}
    if os.path.isdir(target):  # noqa: PTH112 - no pathlib: there are fifty thousand files
        with os.scandir(target) as entries:
            present = {entry.name: entry for entry in entries}
    else:
        os.mkdir(target)  # noqa: PTH102
    with os.scandir(source) as entries:
        for entry in entries:
            path = f"{target}/{entry.name}"
            existing = present.pop(entry.name, None)
            if entry.is_dir():
                if existing is not None and not existing.is_dir(follow_symlinks=False):
                    os.unlink(path)  # noqa: PTH108
                _mirror(entry.path, path)
            elif existing is None or existing.inode() != entry.inode():
                if existing is not None:
                    _delete(existing)
                _link_or_copy(entry.path, path)
    for superfluous in present.values():
        _delete(superfluous)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a file system without hard links
        shutil.copy2(source, target)


def _delete(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)  # noqa: PTH108


def _build_of(site: Path) -> str:
    try:
        return str(json.loads((site / MARKER).read_text("utf-8")).get("build", ""))
    except (OSError, ValueError, AttributeError):
        return ""
