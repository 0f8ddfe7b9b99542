"""A build of what was built before is the site that is there.

Beside the site's pages lies a note of what it was made from: the input's files
(an archive by its content, a folder by names, sizes and times of change, as
rsync does), the settings, and the program's own files.  Where all agree, there
is nothing to do.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b, file_digest
from pathlib import Path

from generator import __version__, resources
from generator.site.settings import Report, Settings

NOTE = ".review-build.json"
"""Local to this machine; need not be published. Delete it for a full build."""


def fingerprint(settings: Settings) -> str:
    """A digest of all that a site is made from; the number of processes is not among it."""
    found = blake2b(f"{__version__} {settings.min_papers} {settings.compress}".encode(), digest_size=20)
    program = [
        Path(__file__).parent.parent,
        *(resources.root() / n for n in ("site_templates", "content", "mkdocs.yml")),
    ]
    for path in (settings.preview, settings.data, settings.since, *program):
        found.update(f"\0{path.name if path else None}\0".encode())
        for line in _lines(path) if path else ():
            found.update(line)
    return found.hexdigest()


def _lines(path: Path) -> Iterator[bytes]:
    if path.is_file():
        with path.open("rb") as stream:
            yield file_digest(stream, "blake2b").digest()
    elif path.is_dir():
        yield from _folder(str(path), len(str(path)))


def _folder(root: str, cut: int) -> Iterator[bytes]:
    waiting = [root]  # not by recursion: a preview may have thousands of folders in each other
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:  # also a path that is too long
            yield f"{folder[cut:]}\0{error.errno}\n".encode("utf-8", "surrogateescape")
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    waiting.append(entry.path)
            else:
                try:
                    stat = entry.stat()
                except OSError:  # a link that leads nowhere
                    stat = entry.stat(follow_symlinks=False)
                yield f"{entry.path[cut:]}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape")


def recall(out: Path, made_from: str) -> Report | None:
    """The report of the build that made the site in ``out``, if it was made from the same; else None."""
    try:
        note = json.loads((out / NOTE).read_text("utf-8"))
        if note["made_from"] != made_from or not (out / "index.html").is_file():
            return None
        report = Report(**note["report"])
        report.passed_over = Counter(report.passed_over)
        return report
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(out: Path, made_from: str, report: Report) -> None:
    """Write the note; not where pages were refused or differ, since that should be said again."""
    if report.refused or report.differing:
        return
    values = {"pages": report.pages, "passed_over": dict(sorted(report.passed_over.items()))}
    values |= {"review_pages": report.review_pages, "groups": report.groups, "changed": report.changed}
    (out / NOTE).write_text(json.dumps({"made_from": made_from, "report": values}) + "\n", "utf-8")
