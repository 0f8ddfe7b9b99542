"""An archive gives all the files that were packed, or is refused: never fewer files, and never others."""

from __future__ import annotations

import gzip
import io
import os
import random
import struct
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator.errors import PreviewError
from generator.preview import read_preview
from generator.preview.files import zip_directory
from generator.preview.files.source import iter_files
from generator.runtime.compression import zstd
from tests.conftest import DEMO

KINDS = [".tar", ".tar.gz", ".tar.zst", ".zip"]
FLIPS = 60
CUTS = 40
LONG_NAME = f"people/{'long-' * 25}name/index.html"
BLOCK = tarfile.BLOCKSIZE


def make_files() -> dict[str, bytes]:
    """Some author pages of text that compresses as markup does, and a file elsewhere."""
    chance = random.Random(1)
    words = ["<div class=entry>", "</div>", "paper", "author", "2024", "of", "the", "\n"]
    files = {
        f"people/author-{n}/unverified/index.html": " ".join(chance.choices(words, k=chance.randrange(80, 900)))
        for n in range(9)
    }
    return {name: text.encode() for name, text in ({"index.html": "home"} | files | {"people/z.json": "{}"}).items()}


FILES = make_files()


def tar(files: dict[str, bytes], form: int = tarfile.GNU_FORMAT) -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=form) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return raw.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def compress_zstd(content: bytes) -> bytes:
    """As the program ``zstd`` does, which writes a checksum."""
    return zstd.compress(content, options={zstd.CompressionParameter.checksum_flag: 1})


def packed(kind: str, files: dict[str, bytes] = FILES) -> bytes:
    if kind == ".zip":
        return zipped(files)
    return compressed(tar(files), kind)


def compressed(content: bytes, kind: str) -> bytes:
    if kind == ".tar":
        return content
    return gzip.compress(content) if kind == ".tar.gz" else compress_zstd(content)


def read(path: Path, archive: bytes) -> list[tuple[str, bytes]]:
    path.write_bytes(archive)
    return sorted((file.path, file.read()) for file in iter_files(path))


def below_people(files: dict[str, bytes]) -> list[tuple[str, bytes]]:
    return sorted((name.removeprefix("people/"), text) for name, text in files.items() if name.startswith("people/"))


def assert_read_or_refused(path: Path, archives: Iterable[bytes]) -> list[bool]:
    """Each archive gives all files or is refused by name; returns which were refused."""
    refused = []
    for archive in archives:
        try:
            assert read(path, archive) == below_people(FILES)
            refused.append(False)
        except PreviewError as error:
            assert str(path) in str(error)
            refused.append(True)
    return refused


def spread(positions: list[int], count: int) -> list[int]:
    return sorted({positions[i * (len(positions) - 1) // (count - 1)] for i in range(count)})


def protected_bytes(kind: str, archive: bytes) -> list[int]:
    """Where damage can be told: in a plain tar not within the content of a file, which has no checksum."""
    positions = set(range(len(archive)))
    if kind == ".tar":
        with tarfile.open(fileobj=io.BytesIO(archive)) as members:
            for member in members:
                positions -= set(range(member.offset_data, member.offset_data + member.size))
    return sorted(positions)


@pytest.mark.parametrize("change", [0x01, 0x20, 0x80, 0xFF])
@pytest.mark.parametrize("kind", KINDS)
def test_no_changed_byte_loses_or_changes_a_file(kind: str, change: int, tmp_path: Path) -> None:
    whole = packed(kind)
    flipped = []
    for position in spread(protected_bytes(kind, whole), FLIPS):
        archive = bytearray(whole)
        archive[position] ^= change
        flipped.append(bytes(archive))
    assert sum(assert_read_or_refused(tmp_path / f"p{kind}", flipped)) > FLIPS // 4


def test_no_changed_byte_of_a_zips_directory_loses_or_changes_a_file(tmp_path: Path) -> None:
    whole = packed(".zip")
    archives = []
    for position in range(whole.index(b"PK\1\2"), len(whole)):
        for change in (0x20, 0xFF):
            archive = bytearray(whole)
            archive[position] ^= change
            archives.append(bytes(archive))
    assert_read_or_refused(tmp_path / "p.zip", archives)


def test_no_changed_byte_of_a_tars_header_loses_or_changes_a_file(tmp_path: Path) -> None:
    whole = packed(".tar")
    with tarfile.open(fileobj=io.BytesIO(whole)) as members:
        start = members.getmembers()[4].offset
    archives = []
    for position in range(start, start + BLOCK):
        archive = bytearray(whole)
        archive[position] ^= 0x02
        archives.append(bytes(archive))
    refused = assert_read_or_refused(tmp_path / "p.tar", archives)
    assert refused.count(False) <= 8, "only the filling of the checksum's own field"


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_that_is_cut_anywhere_is_refused(kind: str, tmp_path: Path) -> None:
    whole = packed(kind)
    cuts = set(spread(list(range(len(whole))), CUTS)) | {len(whole) - 1}
    if kind == ".tar":
        with tarfile.open(fileobj=io.BytesIO(whole)) as members:
            borders = [member.offset for member in members]
            end = members.offset + BLOCK  # the second block of the end marker
        cuts = {cut for cut in cuts if cut < end} | set(borders) | {border + BLOCK for border in borders}
        cuts |= {end - BLOCK, end - 1, end, end + BLOCK - 1}
    if kind == ".zip":
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            cuts |= {info.header_offset for info in archive.infolist()} | {archive.start_dir}
    assert all(assert_read_or_refused(tmp_path / f"p{kind}", [whole[:cut] for cut in sorted(cuts)]))


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_an_archive_is_refused(kind: str, tmp_path: Path) -> None:
    whole = packed(kind)
    other = packed(kind, {"people/late/index.html": b"late"})
    assert all(assert_read_or_refused(tmp_path / f"p{kind}", [whole + b"garbage", whole + other[: len(other) // 2]]))
    if kind != ".zip":  # which ends where its last directory does
        assert all(assert_read_or_refused(tmp_path / f"p{kind}", [whole + other]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_archive_of_real_pages_is_refused_as_a_whole(kind: str, tmp_path: Path) -> None:
    pages = {
        file.relative_to(DEMO / "preview").as_posix(): file.read_bytes()
        for file in sorted((DEMO / "preview").rglob("index.html"))
    }
    archive = bytearray(packed(kind, pages))
    position = len(archive) // 2
    if kind == ".tar":
        with tarfile.open(fileobj=io.BytesIO(archive)) as members:
            position = members.getmembers()[len(pages) // 2].offset + 5
    archive[position] ^= 0xFF
    (tmp_path / f"p{kind}").write_bytes(archive)
    with pytest.raises(PreviewError, match=r"can't be read to its end: at .*: .*\. Copy or pack it again"):
        read_preview(tmp_path / f"p{kind}")


def test_an_error_names_the_member_at_which_the_archive_is_damaged(tmp_path: Path) -> None:
    archive = packed(".tar").replace(b"people/author-5/", b"people/author-6/", 1)
    with pytest.raises(PreviewError, match=r"p\.tar: .*member 'people/author-4/unverified/index\.html'.* byte [0-9,]+"):
        read(tmp_path / "p.tar", archive)
    content = FILES["people/author-5/unverified/index.html"]
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as stored:
        stored.writestr("people/author-5/index.html", content)
    with pytest.raises(PreviewError, match=r"p\.zip: .*member 'people/author-5/index\.html'.*Bad CRC"):
        read(tmp_path / "p.zip", raw.getvalue().replace(content[:50], b"x" * 50))


def test_a_cut_archive_is_not_called_empty(tmp_path: Path) -> None:
    for kind in (".tar.zst", ".tar.gz"):
        for cut in (5, 30):
            with pytest.raises(PreviewError) as refused:
                read(tmp_path / f"p{kind}", packed(kind)[:cut])
            assert "empty" not in str(refused.value) and "end" in str(refused.value)


def in_pieces(content: bytes) -> list[bytes]:
    return [content[start : start + 5000] for start in range(0, len(content), 5000)]


def with_shortest_end(content: bytes) -> bytes:
    members = content.rstrip(b"\0")
    return members + bytes(-len(members) % BLOCK + 2 * BLOCK)


SKIPPED_FRAME = struct.pack("<II", 0x184D2A50, 4) + b"skip"
LEGITIMATE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "pax headers": (".tar", lambda: tar(FILES, tarfile.PAX_FORMAT)),
    "old headers": (".tar", lambda: tar(FILES, tarfile.USTAR_FORMAT)),
    "large records": (".tar", lambda: tar(FILES) + bytes(100 * BLOCK)),
    "the shortest end marker": (".tar", lambda: with_shortest_end(tar(FILES))),
    "several gzip members": (".tar.gz", lambda: b"".join(map(gzip.compress, in_pieces(tar(FILES))))),
    "zeros after a gzip member": (".tar.gz", lambda: gzip.compress(tar(FILES)) + bytes(700)),
    "the short suffix": (".tgz", lambda: gzip.compress(tar(FILES))),
    "several zstd frames": (".tar.zst", lambda: b"".join(map(compress_zstd, in_pieces(tar(FILES))))),
    "zstd frames without checksums": (".tar.zst", lambda: b"".join(map(zstd.compress, in_pieces(tar(FILES))))),
    "a zstd frame to skip": (".tar.zst", lambda: SKIPPED_FRAME + compress_zstd(tar(FILES))),
    "a zip behind a program": (".zip", lambda: b"#!/bin/sh\n" + zipped(FILES)),
}  # fmt: skip


@pytest.mark.parametrize("form", LEGITIMATE)
def test_whatever_programs_write_is_read(form: str, tmp_path: Path) -> None:
    kind, make = LEGITIMATE[form]
    assert read(tmp_path / f"p{kind}", make()) == below_people(FILES)


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("kind", [".tar", ".tar.gz"])
def test_long_names_are_read(kind: str, form: int, tmp_path: Path) -> None:
    content = tar({LONG_NAME: b"long", "people/é/index.html": b"accent"}, form)
    files = read(tmp_path / f"p{kind}", content if kind == ".tar" else gzip.compress(content))
    assert files == [(LONG_NAME.removeprefix("people/"), b"long"), ("é/index.html", b"accent")]


def test_a_zip_of_more_files_than_its_old_record_can_count_is_read(tmp_path: Path) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for n in range(65_600):
            archive.writestr(zipfile.ZipInfo(f"people/{n}"), b"")
    assert len(read(tmp_path / "p.zip", raw.getvalue())) == 65_600
    lost = bytearray(raw.getvalue())
    lost[lost.index(b"PK\1\2") + 33] = 0x80  # a comment of 32 kB hides hundreds of members
    with pytest.raises(PreviewError, match=r"archive's directory|magic number"):
        read(tmp_path / "p.zip", bytes(lost))


@pytest.mark.parametrize("kind", [".tar", ".tar.gz", ".tar.zst"])
@pytest.mark.parametrize("form", ["gnu", "pax", "ustar", "v7", "oldgnu"])
def test_archives_of_gnu_tar_are_read(form: str, kind: str, tmp_path: Path) -> None:
    """With a hard link, a file with a hole, an empty one, a symbolic link and folders."""
    for name in ("one", "two", "hole", "empty"):
        (tmp_path / "people" / name).mkdir(parents=True)
    one, two, hole = (tmp_path / "people" / name / "index.html" for name in ("one", "two", "hole"))
    one.write_bytes(b"1" * 700)
    os.link(one, two)
    with hole.open("wb") as stream:
        stream.write(b"start")
        stream.seek(200_000)
        stream.write(b"end")
    (tmp_path / "people" / "empty" / "index.html").touch()
    (tmp_path / "people" / "link").symlink_to("one")
    options = [f"--format={form}", *(["--sparse"] if form in ("gnu", "pax", "oldgnu") else [])]
    subprocess.run(["tar", *options, "-C", tmp_path, "-cf", tmp_path / "p.tar", "./people"], check=True)
    content = (tmp_path / "p.tar").read_bytes()
    assert read(tmp_path / f"q{kind}", compressed(content, kind)) == [
        ("empty/index.html", b""),
        ("hole/index.html", hole.read_bytes()),
        ("one/index.html", b"1" * 700),
        ("two/index.html", b"1" * 700),
    ]


def test_a_hard_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        link = tarfile.TarInfo("people/a/index.html")
        link.type, link.linkname = tarfile.LNKTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(PreviewError, match=r"'people/a/index\.html'.* hard link to '/etc/passwd'"):
        read(tmp_path / "p.tar", raw.getvalue())


@pytest.mark.parametrize("stated", [None, 0, 2])
def test_a_zip_of_too_many_entries_is_refused_before_they_are_read(
    stated: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_directory, "MAX_ZIP_FILES", len(FILES))
    path = tmp_path / "p.zip"
    assert read(path, zipped(FILES)) == below_people(FILES)
    archive = bytearray(zipped(FILES | {"people/one-more": b""}))
    if stated is not None:
        archive[-14:-10] = struct.pack("<HH", stated, stated)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(PreviewError, match=r"p\.zip: holds more than 11 files\. Pack"):
        read(path, bytes(archive))
    with pytest.raises(PreviewError, match=r"p\.zip: holds more than 11 files\. Pack"):
        read(path, bytes(archive[:-2]) + struct.pack("<H", 500) + bytes(500))
