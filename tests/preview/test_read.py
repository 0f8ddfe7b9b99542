"""A preview gives the same pages from a folder and from every kind of archive; what is refused has a reason."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from generator.errors import PreviewError
from generator.preview import read_preview
from generator.preview.files.source import PreviewFile, iter_files
from generator.preview.limits import MAX_PAGE_BYTES
from generator.preview.previous_reading import PreviousReading
from generator.runtime.compression import zstd
from tests.conftest import DEMO


def pack(kind: str, target: Path) -> Path:
    files = [f for f in sorted((DEMO / "preview").rglob("*")) if f.is_file()]
    path = target / f"preview{kind}"
    if kind == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for file in files:
                archive.write(file, f"some/folder/{file.relative_to(DEMO / 'preview')}")
        return path
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w:gz" if kind == ".tar.gz" else "w") as tar:
        for file in files:
            tar.add(file, f"./{file.relative_to(DEMO / 'preview')}")
    content = raw.getvalue()
    path.write_bytes(zstd.compress(content) if kind == ".tar.zst" else content)
    return path


@pytest.mark.parametrize("kind", [".tar", ".tar.gz", ".tar.zst", ".zip"])
def test_an_archive_gives_the_same_pages_as_the_folder(kind: str, tmp_path: Path) -> None:
    folder = read_preview(DEMO / "preview")
    archive = read_preview(pack(kind, tmp_path))
    assert archive.pages == folder.pages
    assert archive.passed_over == folder.passed_over
    assert len(folder.pages) > 10


@pytest.mark.parametrize("jobs", [1, 2])
def test_papers_are_shared_between_pages(jobs: int) -> None:
    preview = read_preview(DEMO / "preview", jobs)
    for page in preview.pages.values():
        for paper in page.papers:
            assert preview.papers[paper.id] is paper


def test_a_preview_without_author_pages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    with pytest.raises(PreviewError, match="no author page"):
        read_preview(tmp_path)


def test_a_folder_without_people_says_which_folder_is_meant(tmp_path: Path) -> None:
    with pytest.raises(PreviewError, match="holds no folder people/"):
        read_preview(tmp_path)


@pytest.mark.parametrize("kind", [".tar", ".tar.gz", ".tar.zst", ".zip"])
def test_a_truncated_archive_is_refused(kind: str, tmp_path: Path) -> None:
    whole = pack(kind, tmp_path)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(PreviewError, match="can't be read to its end"):
        read_preview(whole)


def test_a_broken_page_is_reported_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    for name, content in {"good": "", "bad": "no page", "latin": ""}.items():
        (tmp_path / "people" / name).mkdir(parents=True)
        (tmp_path / "people" / name / "index.html").write_text(content)
    real = next((DEMO / "preview" / "people").glob("*/unverified/index.html")).read_bytes()
    (tmp_path / "people" / "good" / "index.html").write_bytes(real)
    (tmp_path / "people" / "latin" / "index.html").write_bytes(b"<h2 id=title>\xe9</h2>")
    preview = read_preview(tmp_path)
    assert list(preview.pages) == ["good"]
    assert [(r.path, r.reason[:9]) for r in preview.refused] == [
        ("bad/index.html", "no headin"),
        ("latin/index.html", "not UTF-8"),
    ]


def test_members_outside_people_and_links_are_never_read(tmp_path: Path) -> None:
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as tar:
        for name in ("../people/x/index.html", "/people/y/index.html", "other/z/index.html"):
            info = tarfile.TarInfo(name)
            info.size = 1
            tar.addfile(info, io.BytesIO(b"x"))
        link = tarfile.TarInfo("people/w/index.html")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(PreviewError, match="no author page"):
        read_preview(path)


def test_a_file_that_vanishes_while_the_preview_is_read_is_refused_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [*iter_files(DEMO / "preview"), PreviewFile("gone/index.html", str(tmp_path / "gone"))]
    monkeypatch.setattr("generator.preview.read.iter_files", lambda path, folders: iter(files))
    preview = read_preview(DEMO / "preview")
    assert [(r.path, r.reason) for r in preview.refused] == [
        ("gone/index.html", "can't be read (No such file or directory)")
    ]
    assert len(preview.pages) > 10


def test_a_file_that_an_archive_holds_twice_counts_once(tmp_path: Path) -> None:
    real = next((DEMO / "preview" / "people").glob("*/unverified/index.html"))
    name = real.relative_to(DEMO / "preview").as_posix()
    with tarfile.open(tmp_path / "twice.tar", "w") as tar:
        for content in (real.read_bytes(), b"no page"):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    preview = read_preview(tmp_path / "twice.tar")
    assert len(preview.pages) == 1
    assert not preview.refused


@pytest.mark.parametrize("kind", ["folder", "tar", "zip"])
def test_a_page_that_grew_too_large_is_refused_and_not_taken_for_removed(kind: str, tmp_path: Path) -> None:
    pages = sorted((DEMO / "preview" / "people").glob("*/unverified/index.html"))[:2]
    files = {page.relative_to(DEMO / "preview").as_posix(): page.read_bytes() for page in pages}
    grown = next(iter(files))
    path = tmp_path if kind == "folder" else tmp_path / f"p.{kind}"

    def write(files: dict[str, bytes]) -> None:
        if kind == "zip":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in files.items():
                    archive.writestr(name, content)
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
        if kind == "tar":
            with tarfile.open(path, "w") as tar:
                tar.add(tmp_path / "people", "people")

    write(files)
    before = read_preview(path)
    assert len(before.pages) == 2
    large = b" " * (MAX_PAGE_BYTES + 1)
    write(files | {grown: large, "people/large.json": large})
    refused = [(grown.removeprefix("people/"), "the file has more than 4,194,304 bytes, which no author page has")]
    after = read_preview(path, previous=PreviousReading(before.files, before.folders))
    for preview in (after, read_preview(path)):
        assert [(r.path, r.reason) for r in preview.refused] == refused
        assert preview.files["large.json"].kind == "other"
    again = read_preview(path, previous=PreviousReading(after.files, after.folders))
    assert [(r.path, r.reason) for r in again.refused] == refused
    write(files)
    assert not read_preview(path, previous=PreviousReading(after.files, after.folders)).refused
