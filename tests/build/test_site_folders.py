"""Where a site and its state lie: nothing is left in places that are published, nothing is taken from another build."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator.build.site_folders import SiteFolders
from generator.errors import ReviewError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def leave_site_and_state(folders: SiteFolders) -> None:
    with folders.prepared():
        folders.next.mkdir()
        folders.mark_complete("build")
        with folders.next_state.create():
            pass
        folders.next_state.move_to(folders.state)
        folders.swap()


def test_the_state_lies_in_the_users_cache_and_nothing_beside_the_site(tmp_path: Path, cache: Path) -> None:
    folders = SiteFolders(tmp_path / "published" / "site")
    leave_site_and_state(folders)
    assert [path.name for path in (tmp_path / "published").iterdir()] == ["site"]
    assert folders.state.path.is_relative_to(cache)
    assert SiteFolders(tmp_path / "elsewhere" / "site").state.path != folders.state.path


@pytest.mark.parametrize(
    ("first", "second"),
    [(("site", None), ("site", None)), (("site", "a"), ("site", "b")), (("one", "a"), ("two", "a"))],
)
def test_a_second_build_of_a_site_or_with_its_state_is_refused_while_the_first_is_at_work(
    tmp_path: Path, first: tuple[str, str | None], second: tuple[str, str | None]
) -> None:
    one, two = (SiteFolders(tmp_path / out, tmp_path / state if state else None) for out, state in (first, second))
    with one.prepared():
        with pytest.raises(ReviewError, match=r"another build of .* is at work"), two.prepared():
            pass
        with pytest.raises(ReviewError, match=r"another build of .* is at work"), two.prepared():
            pass
    with two.prepared():
        pass


@pytest.mark.parametrize("place", ["next", "replaced", "spare"])
def test_a_link_in_the_place_of_a_folder_of_the_build_leads_to_nothing_that_is_deleted(
    tmp_path: Path, place: str
) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.tex").write_text("years of work", "utf-8")
    folders = SiteFolders(tmp_path / "site", tmp_path / "state")
    leave_site_and_state(folders)
    getattr(folders, place).symlink_to(precious)
    with folders.prepared():
        folders.copy_from(folders.out)
    assert [path.name for path in precious.iterdir()] == ["thesis.tex"]


def test_a_site_on_another_disk_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    base = SiteFolders(tmp_path / "base")
    leave_site_and_state(base)
    (base.out / "review").mkdir()
    (base.out / "review" / "ada.html").write_text("Ada", "utf-8")
    monkeypatch.setattr(os, "link", refuse)
    folders = SiteFolders(tmp_path / "site")
    with folders.prepared():
        folders.copy_from(base.out)
        assert (folders.next / "review" / "ada.html").read_text("utf-8") == "Ada"


def test_states_of_deleted_sites_do_not_fill_the_cache(tmp_path: Path) -> None:
    deleted, kept = SiteFolders(tmp_path / "deleted"), SiteFolders(tmp_path / "kept")
    for folders in (deleted, kept):
        leave_site_and_state(folders)
    (deleted.out / "review-site.json").unlink()
    deleted.out.rmdir()
    leave_site_and_state(kept)
    assert not deleted.state_folder.exists()
    assert kept.state.exists()


def test_a_build_that_is_refused_leaves_no_state_folder(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.tex").write_text("years of work", "utf-8")
    with pytest.raises(ReviewError, match="exists and is no review site"), SiteFolders(tmp_path / "thesis").prepared():
        pass
    assert not list(cache.rglob("*.*"))
    assert (tmp_path / "thesis" / "thesis.tex").exists()


@pytest.mark.parametrize(("out", "state", "mend"), [("file/site", None, "--out"), ("site", "file/state", "--state")])
def test_folders_that_cannot_be_made_are_named_with_the_option_to_change(
    tmp_path: Path, out: str, state: str | None, mend: str
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    folders = SiteFolders(tmp_path / out, tmp_path / state if state else None)
    with pytest.raises(ReviewError, match=f"file.*can't be written to.*{mend}"), folders.prepared():
        pass


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
def test_a_place_where_nobody_can_write_is_not_taken_for_another_build(tmp_path: Path) -> None:
    folders = SiteFolders(Path("/proc/x"), tmp_path / "state")
    with pytest.raises(ReviewError, match=r"^/proc: can't be written to .*with --out"), folders.prepared():
        pass


def test_a_cache_that_cannot_be_written_to_costs_the_next_build_its_start_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folders = SiteFolders(tmp_path / "site")
    leave_site_and_state(folders)
    assert "The next build of this site will build everything" in capsys.readouterr().err
    assert folders.out.is_dir()
    assert not folders.state_folder.exists()


@pytest.mark.parametrize("state", ["site", "site/state", "site/../site/state"])
def test_a_state_inside_the_site_would_be_replaced_with_it(tmp_path: Path, state: str) -> None:
    with (
        pytest.raises(ReviewError, match=r"lies inside the site.*--state"),
        SiteFolders(tmp_path / "site", tmp_path / state).prepared(),
    ):
        pass
    assert not (tmp_path / "site").exists()
