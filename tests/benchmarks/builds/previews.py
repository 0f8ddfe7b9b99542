"""Parts of a real preview as folders and archives, made of hard links: nothing of the original is ever written."""

from __future__ import annotations

import os
import re
import shutil
import tarfile
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from html import unescape
from pathlib import Path

from slugify import slugify

from generator.runtime.compression import zstd

_NAME = re.compile(r'id="?title"?[^>]*>\s*<span[^>]*>(.*?)</span>\s*<span[^>]*>(.*?)</span>', re.DOTALL)
_PAGE = re.compile(r"[^/]+(?:/unverified)?/index\.html")
_UNVERIFIED = "/unverified/index.html"


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a ``.tar.zst`` unless that was done before; returns the folder that holds ``people/``."""
    done, stat = folder.with_name(f"{folder.name}.done"), archive.stat()
    mark = f"{archive.name} {stat.st_size} {stat.st_mtime_ns}"
    if not done.is_file() or done.read_text("utf-8") != mark:
        shutil.rmtree(folder, ignore_errors=True)
        with (
            archive.open("rb") as raw,
            zstd.open(raw) as stream,
            tarfile.open(fileobj=stream, mode="r|") as tar,
        ):
            tar.extractall(folder, filter="data")
        done.write_text(mark, "utf-8")
    return next(path for path in (folder, *sorted(folder.iterdir())) if (path / "people").is_dir())


def pack(folder: Path, archive: Path) -> None:
    """Write a folder's ``people/`` as a ``.tar.zst``."""
    with (
        archive.open("wb") as raw,
        zstd.open(raw, "wb", options={zstd.CompressionParameter.nb_workers: 2}) as stream,
        tarfile.open(fileobj=stream, mode="w|") as tar,
    ):
        for file in files(folder):
            tar.add(folder / "people" / file, f"people/{file}")


def files(folder: Path) -> list[str]:
    """All files below ``people/``, sorted."""
    people = str(folder / "people")
    found = (f"{where}/{name}"[len(people) + 1 :] for where, _, names in os.walk(people) for name in names)
    return sorted(found)


def is_author_page(folder: Path, file: str) -> bool:
    """Whether a file shows an author, rather than a redirect or something else."""
    return _PAGE.fullmatch(file) is not None and (file.endswith(_UNVERIFIED) or bool(_slug_of_name(folder, file)))


def slug(folder: Path, file: str) -> str:
    """The name slug of a page, by which a preview can be cut without cutting a block; the ID where there is no name."""
    page_id = file.partition("/")[0]
    if file.endswith(_UNVERIFIED) or _PAGE.fullmatch(file) is None:
        return page_id
    return _slug_of_name(folder, file) or page_id


@cache
def _slug_of_name(folder: Path, file: str) -> str:
    with (folder / "people" / file).open("rb") as stream:
        found = _NAME.search(stream.read(16384).decode("utf-8", "replace"))
    return slugify(re.sub("['’]", "-", unescape(f"{found[1]} {found[2]}"))) if found else ""


def part(folder: Path, names: Iterable[str], share: float) -> list[str]:
    """The files of so large a share of the name slugs; a larger share holds all of a smaller one's."""
    limit = int(share * (1 << 64))
    return [file for file in names if _number(slug(folder, file)) < limit or file.startswith("index/")]


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def link(source: Path, names: Iterable[str], target: Path) -> None:
    """Make ``target`` a folder of hard links to some files of a folder; copies where links can't be."""
    shutil.rmtree(target, ignore_errors=True)
    for name in names:
        new = target / name
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            new.hardlink_to(source / name)
        except OSError:
            shutil.copy2(source / name, new)


def some_data(data: Path, folder: Path) -> Path:
    """Make ``folder`` the Anthology's data with an eighth of its XML files, for builds of a small part of the pages.

    Reading all would take most of such a build's time.
    """
    xml = [path.name for path in (data / "xml").glob("*.xml") if _number(path.name) % 8 == 0]
    link(data / "json", (path.name for path in (data / "json").iterdir()), folder / "json")
    link(data / "xml", xml, folder / "xml")
    return folder


def write(path: Path, text: str) -> None:
    """Write as a new file: the old one may be a link to somebody's original."""
    new = path.with_name(f"{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(text, "utf-8")
    new.replace(path)
