"""A folder that can't be read to its end is refused, with the path and the reason: never read in part."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import PreviewError
from generator.preview import read_preview
from generator.preview.files import folder as preview_folder
from generator.preview.files.source import iter_files
from generator.preview.previous_reading import PreviousReading
from generator.preview.read import Preview
from tests.conftest import DEMO


@pytest.fixture
def preview(tmp_path: Path) -> Path:
    shutil.copytree(DEMO / "preview", tmp_path / "preview")
    return tmp_path / "preview"


def some_page(preview: Path) -> Path:
    return next(iter(sorted((preview / "people").glob("*/unverified/index.html"))))


def as_previous(reading: Preview) -> PreviousReading:
    papers = {paper.version: paper for page in reading.pages.values() for paper in page.papers}
    return PreviousReading(reading.files, reading.folders, papers)


def denied(call: Callable[..., Any], forbidden: Path) -> Callable[..., Any]:
    """As the operating system refuses it; for the administrator it refuses nothing."""

    def call_or_refuse(path: str) -> Any:
        if Path(path) == forbidden:
            raise PermissionError(13, "Permission denied", path)
        return call(path)

    return call_or_refuse


@pytest.mark.parametrize("name", ["scandir", "lstat"])
@pytest.mark.parametrize("again", [False, True])
def test_a_folder_that_may_not_be_read_is_named(
    preview: Path, name: str, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    previous = as_previous(read_preview(preview)) if again else None
    forbidden = some_page(preview).parent.parent
    (forbidden / "new").mkdir()  # so that the folder changed since
    monkeypatch.setattr(os, name, denied(getattr(os, name), forbidden))
    with pytest.raises(PreviewError, match=rf"^{forbidden}: can't be read \(Permission denied\)\. Give this user"):
        read_preview(preview, previous=previous)


@pytest.mark.parametrize("again", [False, True])
def test_a_file_that_can_not_be_looked_at_is_named(preview: Path, again: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    previous = as_previous(read_preview(preview)) if again else None
    forbidden = some_page(preview)
    monkeypatch.setattr(os, "lstat", denied(os.lstat, forbidden))
    with pytest.raises(PreviewError, match=rf"^{forbidden}: can't be read \(Permission denied\)"):
        read_preview(preview, previous=previous)


def test_a_preview_in_a_folder_that_may_not_be_entered_is_named(preview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_dir", denied(Path.is_dir, preview))
    with pytest.raises(PreviewError, match=rf"^{preview}: can't be read \(Permission denied\)"):
        list(iter_files(preview))


def test_a_folder_that_becomes_a_file_while_it_is_read_is_named(preview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced = some_page(preview).parent

    def list_folder(path: str) -> tuple[list[str], list[str]]:
        if Path(path) == replaced:
            shutil.rmtree(replaced)
            replaced.write_text("a file")
        return _list_folder(path)

    _list_folder = preview_folder._list_folder
    monkeypatch.setattr(preview_folder, "_list_folder", list_folder)
    with pytest.raises(PreviewError, match=rf"^{replaced}: can't be read \(Not a directory\).*let nothing write"):
        read_preview(preview)


@pytest.mark.parametrize("depth", [1, 2])
def test_a_folder_that_became_a_file_since_the_previous_reading_is_a_removed_page(preview: Path, depth: int) -> None:
    page = some_page(preview)
    before = read_preview(preview)
    replaced = page.parents[depth - 1]
    shutil.rmtree(replaced)
    replaced.write_text("a file")
    after = read_preview(preview, previous=as_previous(before))
    path = replaced.relative_to(preview / "people").as_posix()
    assert after.files[path].kind == "other"
    assert page.relative_to(preview / "people").as_posix() not in after.files
    assert after.files.keys() == read_preview(preview).files.keys()


def test_only_pages_that_changed_are_parsed_again(preview: Path) -> None:
    before = read_preview(preview)
    assert not read_preview(preview, previous=as_previous(before)).pages
    page = some_page(preview)
    page.write_text(page.read_text("utf-8") + "\n", "utf-8")
    changed = read_preview(preview, previous=as_previous(before))
    assert list(changed.pages) == [page.parent.relative_to(preview / "people").as_posix()]
    assert changed.files.keys() == before.files.keys()
