"""A build that does only what changed must end where a build of everything ends, to the byte."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from generator.build import inputs, render_blocks
from generator.build.build_site import build_site
from generator.build.report import Report
from generator.build.settings import Settings
from generator.build.site_folders import SiteFolders
from generator.build.state.kept_values import LastBuild
from generator.errors import PreviewError
from generator.preview.files import folder as preview_folder
from generator.runtime import processes
from tests.conftest import DEMO

ARI = "ari-lanternby/unverified"
Change = Callable[["Place"], None]


class Place:
    """A preview and its data that change, the site that follows, and one that is built of everything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.since: Path | None = None
        self.decided: Path | None = None
        self.evidence: tuple[Path, ...] = ()
        self.requests: tuple[Path, ...] = ()
        self.preview, self.data = folder / "preview", folder / "data"
        shutil.copytree(DEMO / "preview", self.preview)
        shutil.copytree(DEMO / "data", self.data)

    def build(self, name: str, full: bool = False, min_papers: int = 2, jobs: int = 1) -> Report:
        settings = Settings(
            self.preview, self.data, jobs, min_papers, self.since, full=full, decided=self.decided,
            evidence=self.evidence, requests=self.requests,
        )  # fmt: skip
        return build_site(settings, self.folder / name)

    def assert_as_built_of_everything(self) -> None:
        self.build("everything", full=True)
        assert files(self.folder / "site") == files(self.folder / "everything")

    def folders(self, name: str) -> SiteFolders:
        return SiteFolders(self.folder / name)

    def base_files(self) -> dict[str, bytes]:
        """The site of the base preview and its state."""
        return {name: content for name, content in files(self.folder).items() if re.match("base/|cache/.*/base-", name)}

    def page(self, page_id: str) -> Path:
        return self.preview / "people" / page_id / "index.html"

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text, f"{path}: {old}"
        path.write_text(text.replace(old, new, 1), "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(inputs, "SMALL_CORPUS", 0)  # the demo is small, and would always be built of everything
    return Place(tmp_path)


def new_title(place: Place) -> None:
    place.edit(place.page(ARI), "A Note on Counting Words in Fog", "A Note on Counting Words in Rain")


def new_abstract(place: Place) -> None:
    # This is the first page by ID that lists the paper, so its abstract is the one that the site has.
    place.edit(
        place.page("ari-brackenfield/unverified"), 'class="card-body p-3 small">', 'class="card-body p-3 small">New. '
    )


def new_name(place: Place) -> None:
    place.edit(place.page(ARI), "Lanternby</span>", "Lanternbee</span>")


def page_gone(place: Place) -> None:
    shutil.rmtree(place.page("bea-copperlane/unverified").parent)


def page_of_another_name(place: Place) -> None:
    text = (DEMO / "preview" / "people" / "bea-copperlane" / "unverified" / "index.html").read_text("utf-8")
    new = place.page("beatrice-copperlane/unverified")
    new.parent.mkdir(parents=True)
    new.write_text(text.replace("bea-copperlane", "beatrice-copperlane").replace("Bea<", "Beatrice<"), "utf-8")


def page_becomes_verified(place: Place) -> None:
    place.page("zed-foxglovely/unverified").rename(place.preview / "people" / "zed-foxglovely" / "index.html")


def page_broken(place: Place) -> None:
    place.edit(place.page("mo-lanternby/unverified"), "id=title", "id=nothing")


def new_id_on_a_paper(place: Place) -> None:
    place.edit(place.data / "xml" / "2009.coil.xml", "<author><first>Ari", '<author id="noor-applegarth"><first>Ari')


def line_inserted(place: Place) -> None:
    place.edit(place.data / "xml" / "2009.coil.xml", "<volume", "\n\n<volume")


def name_matching_off(place: Place) -> None:
    people = place.data / "json" / "people.json"
    known = json.loads(people.read_text("utf-8"))
    known["noor-applegarth"]["disable_name_matching"] = True
    people.write_text(json.dumps(known, indent=2), "utf-8")


def person_added(place: Place) -> None:
    people = place.data / "json" / "people.json"
    known = json.loads(people.read_text("utf-8"))
    known["ari-lanternby"] = {"names": [{"first": "Ari", "last": "Lanternby"}], "comment": "Outer Skerry"}
    people.write_text(json.dumps(dict(sorted(known.items())), indent=2), "utf-8")


def degree_added(place: Place) -> None:
    people = place.data / "json" / "people.json"
    known = json.loads(people.read_text("utf-8"))
    known["noor-applegarth"]["degree"] = "University of the Outer Skerries"
    people.write_text(json.dumps(known, indent=2), "utf-8")


def affiliation_changed(place: Place) -> None:
    place.edit(place.data / "xml" / "2023.talkmaps.xml", "Copper Coast College", "Institute of the Outer Skerries")


def account_added(place: Place) -> None:
    place.edit(place.data / "xml" / "2009.coil.xml", "<author><first>Ari", '<author openreview="~Ari1"><first>Ari')


def say(place: Place, paper: str, affiliation: str) -> None:
    place.evidence = (place.folder / "evidence.jsonl",)
    known = {"paper": paper, "position": 0, "source": "dblp", "identity": "Ari 1", "affiliation": affiliation}
    with place.evidence[0].open("a", encoding="utf-8") as file:
        file.write(json.dumps(known) + "\n")


def said_elsewhere(place: Place) -> None:
    say(place, "2009.coil-main.1", "Institute of the Outer Skerries")


def said_elsewhere_of_another_paper(place: Place) -> None:
    say(place, "2012.coil-main.1", "Institute of the Inner Skerries")


def second_entry_of_a_person(place: Place) -> None:
    text = (DEMO / "preview" / "people" / "quentin-bellrope" / "index.html").read_text("utf-8")
    new = place.page("quentin-bellrope-0019")
    new.parent.mkdir(parents=True)
    orcid = '<a href=https://orcid.org/0000-0000-1001-0019><i class="fab fa-orcid"></i></a></h2>'
    text = text.replace("people/quentin-bellrope/", "people/quentin-bellrope-0019/").replace("</h2>", orcid, 1)
    new.write_text(text.replace("2018.", "2017.").replace("2020.", "2019."), "utf-8")


def orcid_on_a_coauthor(place: Place) -> None:
    place.edit(
        place.data / "xml" / "2024.coil.xml",
        "<author><first>Sorrel",
        '<author orcid="0000-0000-1001-0019"><first>Sorrel',
    )


def orcid_of_another_person(place: Place) -> None:
    people = place.data / "json" / "people.json"
    known = json.loads(people.read_text("utf-8"))
    known["ines-harbourlight"]["orcid"], known["tomas-weatherwane"]["orcid"] = (
        known["tomas-weatherwane"]["orcid"],
        known["ines-harbourlight"]["orcid"],
    )
    people.write_text(json.dumps(known, indent=2), "utf-8")


def file_of_data_gone(place: Place) -> None:
    (place.data / "xml" / "2021.talkmaps.xml").unlink()


CHANGES: list[Change] = [
    new_title,
    new_abstract,
    new_name,
    page_gone,
    page_of_another_name,
    page_becomes_verified,
    page_broken,
    new_id_on_a_paper,
    line_inserted,
    name_matching_off,
    person_added,
    degree_added,
    affiliation_changed,
    account_added,
    said_elsewhere,
    said_elsewhere_of_another_paper,
    second_entry_of_a_person,
    orcid_on_a_coauthor,
    orcid_of_another_person,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_one_change_gives_the_site_of_a_build_of_everything(
    place: Place, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    place.build("site")
    before = files(place.folder / "site")
    change(place)
    report = place.build("site")
    assert "Building everything" not in capsys.readouterr().err
    again = place.build("everything", full=True)
    assert files(place.folder / "site") == files(place.folder / "everything") != before
    assert report == again


@pytest.mark.parametrize("seed", range(4))
def test_many_changes_one_after_the_other_and_taken_back_leave_no_trace(place: Place, seed: int) -> None:
    place.build("site")
    place.since = Path(shutil.copy(place.folder / "site" / "manifest.json", place.folder))
    place.build("site")
    first = files(place.folder / "site")
    order = random.Random(seed).sample(CHANGES, 6)
    for change in order:
        change(place)
        if random.Random(seed).random() < 0.7:
            place.build("site")
    place.build("site")
    place.assert_as_built_of_everything()
    for name, folder in (("preview", place.preview), ("data", place.data)):
        shutil.rmtree(folder)
        shutil.copytree(DEMO / name, folder)
    place.evidence = ()
    place.build("site")
    assert files(place.folder / "site") == first


def test_what_changed_can_be_made_by_several_processes(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.build("site")
    new_title(place)
    page_of_another_name(place)
    place.build("site", jobs=2)
    assert "Building everything" not in capsys.readouterr().err
    place.assert_as_built_of_everything()


def test_the_lines_of_a_slot_that_moved_before_are_those_of_today(place: Place) -> None:
    place.build("site")
    line_inserted(place)
    place.build("site")
    new_name(place)
    place.build("site")
    place.assert_as_built_of_everything()


def test_a_paper_that_only_one_page_shows_otherwise_changes_on_that_page_alone(place: Place) -> None:
    place.build("site")
    before = files(place.folder / "site")
    place.edit(place.page(ARI), "A Finite-State Analyser", "One Finite-State Analyser")
    place.build("site")
    after = files(place.folder / "site")
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"review/ari-lanternby.unverified.html", "review-site.json"}


def test_a_file_that_was_only_touched_changes_nothing(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    first = place.build("site")
    before = files(place.folder / "site")
    for path in (place.page(ARI), place.data / "xml" / "2009.coil.xml"):
        os.utime(path, ns=(1, 1))
    assert place.build("site") == first
    assert "Nothing has changed" in capsys.readouterr().err
    assert files(place.folder / "site") == before


def test_what_was_kept_is_not_used_for_other_settings_another_site_or_if_it_is_broken(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.build("site")
    state = place.folders("site").state.path
    place.build("site", min_papers=3)
    assert "the last site had other settings" in capsys.readouterr().err
    place.build("site")
    expected = files(place.folder / "site")
    capsys.readouterr()
    content = state.read_bytes()
    for broken in (b"", b"no database at all" * 100, content[: len(content) // 2], re.sub(b"about", b"abuot", content)):
        state.write_bytes(broken)
        new_title(place)
        place.build("site")
        assert "Building everything" in capsys.readouterr().err
        place.edit(place.page(ARI), "in Rain", "in Fog")
        place.build("site")
        assert files(place.folder / "site") == expected
    shutil.rmtree(place.folder / "site")
    place.build("site")
    assert "belongs to another site" in capsys.readouterr().err
    assert files(place.folder / "site") == expected


def test_a_new_site_starts_from_that_of_its_base_preview_and_leaves_that_as_it_is(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.build("base")
    before = {
        name: content for name, content in files(place.folder).items() if "base" in name and not name.endswith("/lock")
    }
    new_title(place)
    page_gone(place)
    place.since = place.folder / "base" / "manifest.json"
    capsys.readouterr()
    place.build("site")
    assert "Counting names and words" not in capsys.readouterr().err
    place.assert_as_built_of_everything()
    assert {
        name: content for name, content in files(place.folder).items() if "base" in name and not name.endswith("/lock")
    } == before
    place.build("site")
    assert "Nothing has changed" in capsys.readouterr().err


def test_a_new_site_of_what_its_base_preview_was_is_that_site(place: Place) -> None:
    place.build("base")
    place.since = Path(shutil.copy(place.folder / "base" / "manifest.json", place.folder))
    place.build("base")
    place.since = place.folder / "base" / "manifest.json"
    assert place.build("site") == place.build("everything", full=True)
    assert files(place.folder / "site") == files(place.folder / "base") == files(place.folder / "everything")
    with place.folders("site").state.open() as kept, place.folders("everything").state.open() as anew:
        assert LastBuild(kept).persons == LastBuild(anew).persons != {}
    person_added(place)
    place.build("site")
    place.assert_as_built_of_everything()


def test_the_site_before_the_last_becomes_the_next_one_whatever_happened_to_it(place: Place) -> None:
    place.build("site")
    new_title(place)
    place.build("site")
    spare = place.folders("site").spare
    for gone in ("index.html", "manifest.json"):
        (spare / gone).unlink()
    (spare / "manifest.json").mkdir()
    (spare / "more").mkdir()
    (spare / "more" / "more.html").write_text("nobody asked for this", "utf-8")
    shutil.rmtree(spare / "assets")
    (spare / "assets").write_text("no folder any more", "utf-8")
    page_gone(place)
    place.build("site")
    place.assert_as_built_of_everything()
    assert spare.is_dir()
    place.build("site", full=True)
    assert not spare.exists()


@pytest.mark.parametrize(
    ("module", "name"), [(preview_folder, "_changed_files"), (render_blocks, "_render_all"), (None, "")]
)
def test_what_a_forked_process_fails_to_do_is_done_by_the_process_itself(
    place: Place, monkeypatch: pytest.MonkeyPatch, module: ModuleType | None, name: str
) -> None:
    work = getattr(module, name, None)

    def do_or_die(*arguments: Any) -> Any:
        if multiprocessing.parent_process() is not None:
            os._exit(1)
        assert work is not None
        return work(*arguments)

    if module:
        monkeypatch.setattr(module, name, do_or_die)
    else:
        monkeypatch.setattr(processes, "sys", SimpleNamespace(platform="darwin"))
    place.build("site")
    new_title(place)
    page_of_another_name(place)
    place.build("site", jobs=2)
    place.assert_as_built_of_everything()


def test_papers_that_the_data_lack_have_no_part_in_the_statistics(place: Place) -> None:
    for file in (place.data / "xml").glob("20*.xml"):
        file.write_text(
            re.sub(r'<paper id="[13579]+".*?</paper>', "", file.read_text("utf-8"), flags=re.DOTALL), "utf-8"
        )
    place.build("site")
    new_title(place)
    page_of_another_name(place)
    place.build("site")
    place.assert_as_built_of_everything()


def test_a_preview_that_becomes_unreadable_leaves_site_and_state_as_they_are(place: Place) -> None:
    place.build("site")
    before = files(place.folder)
    people = place.preview / "people"
    people.rename(place.preview / "elsewhere")
    people.mkdir()
    with pytest.raises(PreviewError, match="no author page"):
        place.build("site")
    people.rmdir()
    (place.preview / "elsewhere").rename(people)
    assert files(place.folder) == before


def test_requests_that_come_later_and_are_closed_change_the_site_as_a_build_of_everything_does(place: Place) -> None:
    inbox = place.folder / "inbox"
    inbox.mkdir()
    place.requests = (inbox,)
    (inbox / "a.txt").write_text("Author Page: ari-lanternby\n\nThe first two papers are mine.", "utf-8")
    place.build("site")
    single = place.folder / "site/review/moonquill.unverified.html"
    assert not single.exists()
    (inbox / "b.txt").write_text("Author Page: moonquill", "utf-8")
    place.build("site")
    assert single.exists()
    place.assert_as_built_of_everything()
    (inbox / "b.txt").unlink()
    place.build("site")
    assert not single.exists()
    place.requests = ()
    place.build("site")
    assert not (place.folder / "site/requests.html").exists()
