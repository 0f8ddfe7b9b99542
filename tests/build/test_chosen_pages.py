"""A build of chosen pages takes seconds, and gives each page asked for as a build of everything gives it."""

from __future__ import annotations

import json
import re
import shutil
import tarfile
from pathlib import Path
from typing import Any

import pytest

from generator.build.build_site import build_site
from generator.build.report import Report
from generator.build.settings import Settings
from generator.errors import PreviewError, ReviewError
from generator.review.page_address import page_id_of_address
from tests.build.test_update import files
from tests.conftest import DEMO

PREVIEW, DATA = DEMO / "preview", DEMO / "data"
ARI, BEA = "ari-lanternby/unverified", "bea-copperlane/unverified"


def build(
    out: Path, *pages: str, preview: Path = PREVIEW, data: Path | None = DATA, since: Path | None = None
) -> Report:
    return build_site(Settings(preview, data, since=since, pages=pages), out)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("everything") / "site"
    build(out)
    return out


def value(site: Path, name: str) -> Any:
    text = (site / "assets" / "data" / name).read_text("utf-8")
    return json.loads(text[text.index(".push(") + 6 : text.rindex(")")])[1]


def reviewed(site: Path) -> set[str]:
    return {path.name for path in (site / "review").glob("*.html")}


@pytest.mark.parametrize("page_id", [ARI, "noor-applegarth", "ines-harbourlight"])
def test_each_page_asked_for_is_that_of_a_build_of_everything(everything: Path, tmp_path: Path, page_id: str) -> None:
    whole, name = files(everything / "review"), page_id.replace("/", ".") + ".html"
    build(tmp_path / "site", page_id)
    assert (tmp_path / "site" / "review" / name).read_bytes() == whole[name]
    assert reviewed(tmp_path / "site") < set(whole)


def test_lists_and_data_files_hold_what_the_pages_can_reach_and_no_more(everything: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, ARI)
    pages = json.loads((site / "manifest.json").read_text("utf-8"))["pages"]
    papers = {paper for _, *papers in pages.values() for paper in papers}
    names = value(site, "authors.js")[0].split("\n")
    assert len(names) == len(pages) < len(value(everything, "authors.js")[0].split("\n"))
    queue = {line.split("\t")[0] for line in value(site, "queue.js").split("\n")}
    assert queue <= {page_id.replace("unverified", "") for page_id in pages}
    abstracts = [path.name for path in (site / "assets" / "data" / "abstracts").iterdir()]
    assert {paper for name in abstracts for paper in value(site, f"abstracts/{name}")} <= papers
    lines = [path.name for path in (site / "assets" / "data" / "lines").iterdir()]
    assert {slot.rpartition("/")[0] for name in lines for slot in value(site, f"lines/{name}")["slots"]} == papers
    persons = [[line.split("\t")[0] for line in value(s, "verified.js").split("\n")] for s in (site, everything)]
    assert persons[0] and set(persons[0]) <= set(persons[1])
    assert value(site, "shards.js") == value(everything, "shards.js"), "a paper can be anybody's"
    page = (site / "review" / "ari-lanternby.unverified.html").read_text("utf-8")
    links = re.findall(r'href="([^"/:]+\.html)"', page)
    assert set(links) <= reviewed(site)
    assert "only some author pages" in (site / "index.html").read_text("utf-8")


def test_an_archive_gives_the_site_of_its_folder_and_another_site_beside_it_stays(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "preview.tar.gz", "w:gz") as archive:
        archive.add(PREVIEW, "preview")
    build(tmp_path / "folder", ARI, BEA)
    before = files(tmp_path / "folder")
    build(tmp_path / "archive", BEA, ARI, preview=tmp_path / "preview.tar.gz")
    assert files(tmp_path / "archive") == before == files(tmp_path / "folder")


def test_a_site_of_everything_and_one_of_chosen_pages_can_follow_each_other(everything: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site)
    build(site, ARI)
    assert reviewed(site) < reviewed(everything)
    preview = Path(shutil.copytree(PREVIEW, tmp_path / "preview"))
    page = preview / "people" / ARI / "index.html"
    page.write_text(page.read_text("utf-8").replace("Counting Words in Fog", "Counting Words in Rain"), "utf-8")
    build(site, ARI, preview=preview)
    assert "Counting Words in Rain" in (site / "review" / "ari-lanternby.unverified.html").read_text("utf-8")
    build(site)
    assert files(site) == files(everything)


def test_pages_that_differ_from_the_base_preview_are_marked(everything: Path, tmp_path: Path) -> None:
    manifest = json.loads((everything / "manifest.json").read_text("utf-8"))
    gained = manifest["pages"][ARI].pop()
    manifest["pages"]["gone-example/unverified"] = ["Gone Example", gained]  # it has nothing to do with this site
    base = tmp_path / "base.json"
    base.write_text(json.dumps(manifest), "utf-8")
    report = build(tmp_path / "site", ARI, since=base)
    assert report.changed == 1
    assert "new here" in (tmp_path / "site" / "review" / "ari-lanternby.unverified.html").read_text("utf-8")


def test_the_manifest_of_chosen_pages_is_no_base_to_compare_with(tmp_path: Path) -> None:
    build(tmp_path / "site", ARI)
    with pytest.raises(ReviewError, match=r"chosen pages \(build --pages\).*whole base preview"):
        build(tmp_path / "next", ARI, since=tmp_path / "site" / "manifest.json")


@pytest.mark.parametrize(
    ("page_id", "said"),
    [
        ("ari-lanternbi/unverified", "'ari-lanternbi/unverified'. Near it: ari-lanternby/unverified"),
        ("ari-lanternby", "Near it: ari-lanternby/unverified"),
        ("../../etc/passwd", "has no author page"),
        ("x" * 5000, "has no author page"),
    ],
)
def test_an_unknown_page_is_refused_with_the_nearest_ones_and_nothing_is_written(
    tmp_path: Path, page_id: str, said: str
) -> None:
    with pytest.raises(PreviewError) as refused:
        build(tmp_path / "site", BEA, page_id)
    assert said in str(refused.value) and len(str(refused.value)) < 500
    assert not (tmp_path / "site").exists()


def test_a_page_reached_by_a_symbolic_link_is_not_read(tmp_path: Path) -> None:
    preview = Path(shutil.copytree(PREVIEW, tmp_path / "preview"))
    (preview / "people" / "mallory").symlink_to(preview / "people" / "ari-lanternby")
    with pytest.raises(PreviewError, match="no author page 'mallory/unverified'"):
        build(tmp_path / "site", "mallory/unverified", preview=preview)


def test_without_data_the_pages_are_built_and_what_they_lack_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(tmp_path / "site", ARI, data=None)
    assert "ari-lanternby.unverified.html" in reviewed(tmp_path / "site")
    assert "groups may differ from those of a build of everything" in capsys.readouterr().err


@pytest.mark.parametrize(
    "given",
    [
        "yang-liu/unverified",
        " /yang-liu/unverified/ ",
        "https://aclanthology.org/people/yang-liu/unverified/",
        "https://preview.aclanthology.org/my-branch/people/yang-liu/unverified/?x=1#2020",
        "people/yang-liu/unverified/index.html",
        "http://localhost:8000/site/review/yang-liu.unverified.html",
    ],
)
def test_the_address_of_a_page_names_it(given: str) -> None:
    assert page_id_of_address(given) == "yang-liu/unverified"
