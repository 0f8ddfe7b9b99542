"""A small tar can't hang or fill the memory of a build: what a header claims is not believed."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import PreviewError
from generator.preview.files import tar_headers, unpack_limits
from generator.preview.files.source import iter_files
from generator.runtime.compression import zstd

END = bytes(2 * tarfile.BLOCKSIZE)
PAGE = "people/a-b/index.html"
COMPRESSION: dict[str, Callable[[bytes], bytes]] = {
    ".tar": bytes,
    ".tar.gz": gzip.compress,
    ".tar.zst": zstd.compress,
}


def header(size: int, kind: bytes = tarfile.REGTYPE, name: str = "people/claimed/index.html") -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


def member(content: bytes, kind: bytes = tarfile.REGTYPE, name: str = PAGE) -> bytes:
    return header(len(content), kind, name) + content + bytes(-len(content) % tarfile.BLOCKSIZE)


def with_attributes(attributes: dict[str, str], content: bytes = b"page") -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("people/c-d/index.html")
        info.size, info.pax_headers = len(content), attributes
        archive.addfile(info, io.BytesIO(content))
    return raw.getvalue().rstrip(b"\0") + END


def sparse(content: bytes, size: int = 10) -> bytes:
    version = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0"}
    return with_attributes(version | {"GNU.sparse.realsize": str(size)}, content)


def read(path: Path, archive: bytes) -> list[tuple[str, int]]:
    path.write_bytes(COMPRESSION["".join(path.suffixes)](archive))
    return [(file.path, len(file.source or b"")) for file in iter_files(path)]


def refusal(path: Path, archive: bytes) -> str:
    with pytest.raises(PreviewError, match=re.escape(f"{path}: ")) as refused:
        read(path, archive)
    return str(refused.value)


@pytest.mark.parametrize("kind", COMPRESSION)
@pytest.mark.parametrize("size", [1 << 40, 1 << 62, 1 << 70])
def test_a_size_that_a_header_claims_is_not_believed(size: int, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"p{kind}"
    for archive in (header(size), header(size) + END, member(b"page") + header(size), header(size, name="x") + END):
        assert "unexpected end of data" in refusal(path, archive)
    for type_ in (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE):
        assert "attributes" in refusal(path, member(b"page") + header(size, type_) + END)


@pytest.mark.parametrize("kind", COMPRESSION)
def test_a_map_of_holes_can_not_fill_the_memory(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"p{kind}"
    assert "longer, names and attributes" in refusal(path, sparse(b"4000000\n" + b"0\n" * 400_000))
    assert "can't be read" in refusal(path, sparse(str(1 << 62).encode() + b"\n"))
    old = bytearray(header(0, tarfile.GNUTYPE_SPARSE))
    old[482] = 1  # more of the map follows
    old[148:156] = b"        "
    old[148:156] = b"%06o\0 " % sum(old)
    more = bytes(504) + b"\1" + bytes(7)
    assert "longer, names and attributes" in refusal(path, bytes(old) + more * 1100 + END)


def test_holes_count_as_what_an_archive_unpacks_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack_limits, "FREE_BYTES", 100_000)
    assert "unpacks to more than" in refusal(tmp_path / "p.tar.gz", sparse(b"0\n", 4_000_000))


def test_a_page_of_many_parts_between_holes_is_refused(tmp_path: Path) -> None:
    holes = ",".join(f"{at},1" for at in range(tar_headers.MAX_SPARSE_PARTS + 1, 0, -1))
    attributes = {"GNU.sparse.map": holes, "GNU.sparse.size": "5000"}
    assert "holes" in refusal(tmp_path / "p.tar", with_attributes(attributes))


@pytest.mark.parametrize("value", [str(1 << 62), "9" * 5000, "-1", "-600", "1e400", "nan"])
@pytest.mark.parametrize("name", ["size", "GNU.sparse.size", "GNU.sparse.realsize", "mtime", "uid"])
def test_impossible_numbers_in_attributes_are_refused_or_mean_nothing(name: str, value: str, tmp_path: Path) -> None:
    archive = member(b"page") + with_attributes({name: value})
    try:
        assert (PAGE.removeprefix("people/"), 4) in read(tmp_path / "p.tar.gz", archive)
    except PreviewError as error:
        assert str(tmp_path) in str(error)


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        (b"5 aa\n" * 9 + b"=", "without a name"),  # tarfile would keep all up to the = as a name, for each record
        (b"9" * 101 + b" a=b\n", "more than 100 digits"),
        (b"20 a=b\n", "damaged attributes"),
        (b"0 a=b\n", "damaged attributes"),
        (b"7 a=bcd\n", "damaged attributes"),
        (b"13 name=text\n" * 21_000, "attributes of 273,000 bytes"),
    ],
)
def test_attributes_that_would_take_too_long_are_refused(attributes: bytes, reason: str, tmp_path: Path) -> None:
    archive = member(attributes, tarfile.XHDTYPE) + member(b"page") + END
    assert reason in refusal(tmp_path / "p.tar", archive)


def test_global_attributes_do_not_pile_up(tmp_path: Path) -> None:
    parts = [member(b"11 a%03d=bc\n" % at, tarfile.XGLTYPE) + member(b"page", name=f"people/{at}/index.html")
             for at in range(3)]  # fmt: skip
    assert len(read(tmp_path / "p.tar.zst", b"".join(parts) + END)) == 3
    assert "recursion" in refusal(tmp_path / "p.tar", member(b"11 abc=bcd\n", tarfile.XGLTYPE) * 1000 + END)
