"""A preview made to exhaust, to escape or to confuse gives only plain files below people/, or is refused in time."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import PreviewError
from generator.preview.files import unpack_limits
from generator.preview.files.source import PreviewFile, iter_files
from generator.runtime.compression import zstd


def tar(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        for info, content in members:
            info.size = len(content) if info.isreg() else 0
            archive.addfile(info, io.BytesIO(content))
    return raw.getvalue()


def member(
    name: str, content: bytes = b"x", kind: bytes = tarfile.REGTYPE, link: str = ""
) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info, content


PAGE = "people/a/index.html"
NEVER = [
    *(member(name) for name in (f"../{PAGE}", f"/{PAGE}", "people/../../a/index.html", "people/..")),
    member(PAGE, b"", tarfile.SYMTYPE, "/etc/passwd"),
    *(member(PAGE, b"", kind) for kind in (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE)),
    member("people"), member("x" * 10_000), member("a/" * 3000 + "people"),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(NEVER)))
@pytest.mark.parametrize("kind", [".tar", ".tar.gz", ".tar.zst"])
def test_what_is_no_file_below_people_is_never_opened(tmp_path: Path, at: int, kind: str) -> None:
    path = tmp_path / f"p{kind}"
    path.write_bytes(packed(tar([NEVER[at], member("people/ok/index.html", b"ok")]), kind))
    assert list(iter_files(path)) == [PreviewFile("ok/index.html", b"ok")]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def packed(content: bytes, kind: str) -> bytes:
    if kind == ".tar.zst":
        return zstd.compress(content)
    if kind == ".tar":
        return content
    return gzip.compress(content, compresslevel=1)


@pytest.mark.parametrize("kind", [".tar.gz", ".tar.zst"])
def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack_limits, "FREE_BYTES", 1_000_000)
    path = tmp_path / f"bomb{kind}"
    info = tarfile.TarInfo("filler")
    info.size = 50_000_000  # is skipped, but must be unpacked for that
    path.write_bytes(packed(info.tobuf() + bytes(info.size), kind))
    with pytest.raises(PreviewError, match=r"bomb.*: unpacks to more than [0-9,]+ bytes.*Pack"):
        list(iter_files(path))


def test_a_zip_with_an_enormous_total_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack_limits, "FREE_BYTES", 1_000_000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(20):
            archive.writestr(f"people/a{n}/index.html", bytes(1_000_000))
    with pytest.raises(PreviewError, match="unpacks to more than"):
        list(iter_files(path))


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack_limits, "MAX_FILES", 10)
    (tmp_path / "p.tar").write_bytes(tar([member(f"other/{n}") for n in range(11)]))
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for n in range(11):
            archive.writestr(f"other/{n}", b"")
    for kind in ("tar", "zip"):
        with pytest.raises(PreviewError, match="more than 10 files"):
            list(iter_files(tmp_path / f"p.{kind}"))


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE])
def test_a_name_of_gigabytes_is_not_taken_into_memory(tmp_path: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = kind, 5 << 30
    (tmp_path / "p.tar").write_bytes(info.tobuf())
    with pytest.raises(PreviewError, match=r"names and attributes|attributes of 5,368,709,120 bytes"):
        list(iter_files(tmp_path / "p.tar"))


def zipped(tmp_path: Path, change: bytes = b"", to: bytes = b"", compression: int = zipfile.ZIP_DEFLATED) -> Path:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("people/good/index.html", b"x" * 5000)
    content = path.read_bytes()
    assert change in content
    path.write_bytes(content.replace(change, to) if change else content)
    return path


LIES = {
    "larger than it says": ((5000).to_bytes(4, "little"), (50).to_bytes(4, "little")),
    "unknown packing": (b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00"),
    "encrypted": (b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x01\x00\x08\x00"),
    "name that is no UTF-8": (b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x08\x08\x00"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_zip_that_lies_is_refused(tmp_path: Path, lie: str) -> None:
    path = zipped(tmp_path, *LIES[lie])
    if lie == "name that is no UTF-8":
        path.write_bytes(path.read_bytes().replace(b"good", b"\xff\xfe\xfd\xfc"))
    with pytest.raises(PreviewError, match=r"p\.zip: the archive can't be read to its end: .*Copy or pack it again"):
        list(iter_files(path))


def test_a_link_in_a_zip_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("people/a/index.html")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert list(iter_files(path)) == []


@pytest.mark.parametrize("kind", [".tar", ".tar.gz", ".tar.zst", ".zip"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_archive_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    if kind == ".zip":
        content = bytearray(zipped(folder).read_bytes())
    else:
        content = bytearray(packed(tar([member("people/good/index.html"), member("people/" + "n" * 300 + "/x")]), kind))
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=4)):
        content[at] = byte
    path = folder / f"p{kind}"
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        assert all(file.path.isprintable() for file in iter_files(path))
    except PreviewError as error:
        assert str(path) in str(error)


def test_names_that_a_terminal_would_obey_come_escaped(tmp_path: Path) -> None:
    names = ["\x1b[2J", "a\nb", "\u202eevil", os.fsdecode(b"\xff")]
    (tmp_path / "p.tar").write_bytes(tar([member(f"people/{name}/index.html") for name in names]))
    for name in names:
        (tmp_path / "folder" / "people" / name).mkdir(parents=True)
        (tmp_path / "folder" / "people" / name / "index.html").write_text("x")
    for preview in ("p.tar", "folder"):
        found = sorted(file.path for file in iter_files(tmp_path / preview))
        assert found == sorted(f"{name}/index.html" for name in ("\\x1b[2J", "a\\nb", "\\u202eevil", "\\udcff"))


def test_a_folder_with_pipes_links_and_depth_is_read_to_its_end(tmp_path: Path) -> None:
    people = tmp_path / "people"
    (people / "good").mkdir(parents=True)
    (people / "good" / "index.html").write_text("x")
    (people / "pipe").mkdir()
    os.mkfifo(people / "pipe" / "index.html")
    (people / "loop").symlink_to(people)
    (people / "link").mkdir()
    (people / "link" / "index.html").symlink_to("/etc/passwd")
    (people / "nowhere").symlink_to(tmp_path / "missing")
    at = os.open(people, os.O_RDONLY)
    for _ in range(3000):  # longer than any path may be
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    try:
        assert [file.path for file in iter_files(tmp_path)] == ["good/index.html"]
    finally:
        # What takes folders away in Python, pytest too, does it by recursion.
        subprocess.run(["rm", "-rf", str(people / "d")], check=True)
