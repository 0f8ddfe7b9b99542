"""The demo is what a first-time user sees, so its pages, its data and upstream's reading of it must agree."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path

import pytest
from acl_anthology import Anthology
from acl_anthology.exceptions import SchemaMismatchWarning

from tests.cli.command import run

from .render_preview import BASE, DEMO, FIXTURES, HERE, committed_files, load

DATA = DEMO / "data"
PEOPLE = DEMO / "preview" / "people"


@pytest.fixture(scope="module")
def anthology() -> Anthology:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", SchemaMismatchWarning)  # the demo has a loose schema of its own
        return load(DATA)


def page(page_id: str) -> str:
    return (PEOPLE / page_id / "index.html").read_text(encoding="utf-8")


def papers_on(page_id: str) -> list[str]:
    """IDs of the papers listed on a page, in its order."""
    return re.findall(rf"<strong><a class=align-middle href={BASE}([^/]+)/>", page(page_id))


def test_pages_show_what_the_data_say(anthology: Anthology) -> None:
    expected = dict(committed_files(anthology))
    folders = [DEMO / "preview", *(HERE / folder for folder in FIXTURES)]
    present = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    assert present == set(expected), "run tests/demo/render_preview.py"
    differing = [path for path, text in expected.items() if path.read_text(encoding="utf-8") != text]
    assert not differing, "run tests/demo/render_preview.py"


def test_upstream_accepts_every_data_file(anthology: Anthology) -> None:
    for collection in anthology.collections.values():
        collection.validate_schema()


def test_people_json_has_the_form_upstream_writes(anthology: Anthology, tmp_path: Path) -> None:
    anthology.people.save(tmp_path / "people.json")
    assert (DATA / "json" / "people.json").read_text("utf-8") == (tmp_path / "people.json").read_text("utf-8")


def test_xml_has_one_author_a_line_so_that_diffs_stay_small() -> None:
    for file in (DATA / "xml").glob("*.xml"):
        text = file.read_text(encoding="utf-8")
        assert text.startswith("<?xml version='1.0' encoding='UTF-8'?>\n")
        for line in text.splitlines():
            if re.search(r"<(author|editor)[ >]", line):
                assert re.fullmatch(r" {6}<(author|editor)( [a-z]+=\"[^\"]+\")*><first.*</\1>", line), line


def test_invented_people_have_orcids_that_nobody_can_own(anthology: Anthology) -> None:
    # ORCID hands out 0000-0001-5… and above: https://support.orcid.org (structure of the ORCID iD).
    invented = {p.orcid for p in anthology.people.values() if p.orcid and p.id != "lucie-charlotte-magister"}
    assert len(invented) == 6
    assert all(orcid < "0000-0001" for orcid in invented)


def test_every_link_to_an_author_page_leads_somewhere() -> None:
    for file in PEOPLE.rglob("index.html"):
        for target in re.findall(rf"href={BASE}(people/[^\s>]*)", file.read_text(encoding="utf-8")):
            assert (DEMO / "preview" / target / "index.html").is_file(), (file, target)


@pytest.mark.parametrize(
    ("page_id", "papers"),
    [
        ("katherine-metcalf/unverified", ["2025.pals-1.0", "2025.l2m2-1.5"]),
        # Name matching is off, so only slots with the explicit ID are hers ...
        ("ines-harbourlight", ["2024.coil-main.2", "2023.coil-main.2", "2022.coil-main.3"]),
        ("ines-harbourlight/unverified", ["2024.talkmaps-1.2", "2021.talkmaps-1.2", "2019.coil-main.2"]),
        # ... on, and the name alone is enough, whatever its accents.
        ("quentin-bellrope", ["2020.dictday-1.2", "2018.dictday-1.1"]),
        # Two people of one name on one paper: one by ID, the other unverified.
        ("noor-applegarth", ["2025.coil-main.3", "2024.coil-main.3", "2023.coil-main.3"]),
        (
            "noor-applegarth/unverified",
            ["2025.coil-main.3", "2020.dictday-1.3", "2019.coil-main.3", "2018.dictday-1.2"],
        ),
        # An edited volume is listed by its front matter only.
        ("vera-stonebridger", ["2024.talkmaps-1.0", "2020.dictday-1.2", "2018.dictday-1.1"]),
        # One of two papers is retracted or removed, and not listed.
        ("bram-oxlipper/unverified", ["2020.dictday-1.3"]),
        ("bhuwan-dhingra/unverified", ["N18-2007"]),
        ("ottoline-emptyshelf", []),
    ],
)
def test_the_page_lists_the_papers_it_is_in_the_demo_for(page_id: str, papers: list[str]) -> None:
    assert papers_on(page_id) == papers


@pytest.mark.parametrize(
    ("page_id", "html"),
    [
        ("noor-applegarth/unverified", "Papers on this page may belong to the following people:"),
        ("noor-applegarth", "Other people with similar names:"),
        ("ines-harbourlight", "Unverified author pages with similar names:"),
        ("kit-barleycombe", "May refer to multiple people"),
        ("marit-okstad-fjeldby", "Marit J. <span class=fw-bold>Økstad-Fjeldby</span>"),
        ("moonquill/unverified", "<span class=fw-normal></span> <span class=fw-bold>Moonquill</span>"),
        ("shizi-yunlan/unverified", "Shizi Yunlan (云蓝石子)"),
        ("fay-underbough/unverified", "Fay >Underbough"),
        ("fay-underbough/unverified", "<sub>0</sub>"),
        ("ines-harbourlight", "score > 90 on logbooks &amp; notes, where earlier ones stayed &lt; 85"),
        ("ines-harbourlight", "<a href=https://example.org/bulletins class=acl-markup-url>"),
        ("tilde-quayside/unverified", 'href=https://example.org/papers/lock-keepers.pdf title="Open External"'),
        ("wren-ottervale/unverified", 'title="Outstanding Paper Award"'),
        ("ari-lanternby/unverified", "id=more-coauthors"),
        ("vera-stonebridge", "<meta http-equiv=refresh"),
        ("vera-stonebridger/awards", "class=acl-person-awards"),
    ],
)
def test_the_page_shows_the_oddity_it_is_in_the_demo_for(page_id: str, html: str) -> None:
    assert html in page(page_id)


def test_the_mixed_page_holds_three_careers_that_share_no_coauthor(anthology: Anthology) -> None:
    careers = {"skerry": 0, "station|announce|platform|acoustic": 0, "recipe|cook|bread": 0}
    for paper in anthology.people["ari-lanternby/unverified"].papers():
        words = f"{paper.title} {paper.abstract}".lower()
        for topic in careers:
            careers[topic] += bool(re.search(topic, words))
    assert list(careers.values()) == [4, 5, 4]


def test_the_groups_are_those_that_the_readme_promises(tmp_path: Path) -> None:
    out = tmp_path / "groups.json"
    done = run("groups", "--preview", DEMO / "preview", "--data", DATA, "--out", out)
    assert done.returncode == 0, done.stderr
    document = json.loads(out.read_text("utf-8"))
    rows = re.findall(r"^\| (`.*?`) \| (\d+|–) \| .* \|$", (DEMO / "README.md").read_text("utf-8"), re.M)
    promised = {page: groups for pages, groups in rows for page in re.findall("`(.*?)`", pages)}
    assert len(promised) == 21
    found = {page: str(len(document[page]["groups"])) if page in document else "–" for page in promised}
    assert found == promised
    suggested = {group["id"]: group.get("suggested") for group in document["ines-harbourlight/unverified"]["groups"]}
    assert suggested == {"A": None, "B": ["ines-harbourlight"]}
    [mixed, recipes, note] = document["ari-lanternby/unverified"]["groups"]
    assert [len(group["mentions"]) for group in (mixed, recipes, note)] == [9, 4, 1]
    assert f"a confidence of {mixed['confidence']:.0%}".replace("%", " %") in (DEMO / "README.md").read_text("utf-8")


def test_a_paper_shared_by_namesakes_stands_twice_on_the_2025_page() -> None:
    text = (HERE / "layout-2025" / "people" / "noor-applegarth" / "index.html").read_text(encoding="utf-8")
    assert text.count(f"<strong><a class=align-middle href={BASE}2025.coil-main.3/>") == 2
