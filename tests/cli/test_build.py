"""The command build: the same site each time, never half a site, and no file of somebody else's lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import DATA, PREVIEW, files, run


def test_build_gives_the_same_bytes_with_one_and_two_processes(tmp_path: Path) -> None:
    evidence = tmp_path / "evidence.csv"
    evidence.write_text(
        "paper,name,source,identity,affiliation\n"
        "2009.coil-main.1,Ari Lanternby,dblp,<b>Ari & 0003,University of <Northhaven>\n"
        "X99-9999,Ari Lanternby,dblp,Ari 0004,\n",
        "utf-8",
    )
    for jobs in (1, 2):
        out = ("--out", tmp_path / str(jobs), "--jobs", jobs)
        done = run("build", "--preview", PREVIEW, "--data", DATA, "--evidence", evidence, *out)
        assert done.returncode == 0, done.stderr
        assert "Papers in the evidence files: 2; on no author page of this preview: 1" in done.stdout
        assert "Review pages written: 34" in done.stdout
        assert "Author pages refused: 0" in done.stdout
    one, two = files(tmp_path / "1"), files(tmp_path / "2")
    assert one == two
    page = one["review/ari-lanternby.unverified.html"].decode()
    assert ">(University of &lt;Northhaven&gt;; from DBLP)<" in page and ">DBLP: &lt;b&gt;Ari &amp; 0003<" in page
    assert "Ari 0004" not in page


@pytest.mark.parametrize("command", ["build", "groups"])
def test_a_wrong_evidence_file_is_refused_with_its_line_and_nothing_is_written(tmp_path: Path, command: str) -> None:
    evidence = tmp_path / "evidence.csv"
    evidence.write_text("paper,name,source,identity\nP1,Ari Lanternby,dblp\n", "utf-8")
    done = run(command, "--preview", PREVIEW, "--evidence", evidence, "--out", tmp_path / "out")
    assert (done.returncode, "evidence.csv: line 2: says nothing; give an identity" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == [evidence]


def test_an_evidence_file_is_not_overwritten_by_the_groups(tmp_path: Path) -> None:
    evidence = tmp_path / "evidence.csv"
    evidence.write_text("paper,name,source,identity\n", "utf-8")
    done = run("groups", "--preview", PREVIEW, "--evidence", evidence, "--out", evidence)
    assert (done.returncode, "give another file" in done.stderr) == (1, True)
    assert evidence.read_text("utf-8").startswith("paper,")


def test_build_without_data_offers_no_diff(tmp_path: Path) -> None:
    assert run("build", "--preview", PREVIEW, "--out", tmp_path / "site", "--jobs", 1).returncode == 0
    page = (tmp_path / "site" / "review" / "ari-lanternby.unverified.html").read_text("utf-8")
    assert '"diff":false' in page
    assert "shell.html" not in {f.name for f in (tmp_path / "site" / "review").iterdir()}


def test_what_is_built_already_is_not_built_again_until_something_changes(tmp_path: Path) -> None:
    preview, site = tmp_path / "preview", tmp_path / "site"
    shutil.copytree(PREVIEW, preview)
    build = ("build", "--preview", preview, "--data", DATA, "--out", site, "--jobs", 1)
    first = run(*build)
    before = files(site)
    again = run(*build)
    assert "Nothing has changed" not in first.stderr and "Nothing has changed" in again.stderr
    assert (again.returncode, again.stdout, files(site)) == (0, first.stdout, before)
    page = preview / "people" / "ari-lanternby" / "unverified" / "index.html"
    page.write_text(page.read_text("utf-8").replace("Lanternby</span>", "Lanternbee</span>"), "utf-8")
    assert "Nothing has changed" not in run(*build).stderr
    assert "Lanternbee" in (site / "review" / "ari-lanternby.unverified.html").read_text("utf-8")
    assert "Nothing has changed" not in run(*build, "--min-papers", 3).stderr


def test_a_killed_build_leaves_the_old_site_whole_and_the_next_one_succeeds(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build = ("build", "--preview", PREVIEW, "--data", DATA, "--out", site, "--jobs", 1)
    assert run(*build, "--min-papers", 3).returncode == 0
    undisturbed = tmp_path / "undisturbed"
    assert run(*build[:-4], "--out", undisturbed, "--jobs", 1).returncode == 0
    before, expected = files(site), files(undisturbed)
    assert before != expected
    command = [sys.executable, "-m", "generator", *map(str, build)]
    for seconds in (1.0, 2.0, 3.0):
        killed = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        killed.kill()
        killed.wait()
        found = files(site)
        if found == expected:
            break  # it was quicker: the new site is in its place already, whole
        assert found == before
    (tmp_path / ".site.old").mkdir(exist_ok=True)  # as a kill between the two renames and the end leaves it
    for _ in range(2):
        assert run(*build).returncode == 0
    assert files(site) == expected
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site", "undisturbed"]


def test_an_old_site_that_a_killed_build_had_put_aside_comes_back_even_if_the_next_input_is_refused(
    tmp_path: Path,
) -> None:
    site, empty = tmp_path / "site", tmp_path / "empty"
    assert run("build", "--preview", PREVIEW, "--out", site, "--jobs", 1).returncode == 0
    before = files(site)
    site.rename(tmp_path / ".site.old")
    (empty / "people").mkdir(parents=True)
    assert run("build", "--preview", empty, "--out", site, "--jobs", 1).returncode == 1
    assert files(site) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty", "site"]


def test_what_changed_since_the_base_preview_comes_first_and_says_what(tmp_path: Path) -> None:
    site, after = tmp_path / "site", tmp_path / "after"
    build = ("build", "--preview", PREVIEW, "--data", DATA, "--jobs", 1)
    assert run(*build, "--out", site).returncode == 0
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))
    pages = manifest["pages"]
    pages["ari-lanternby/unverified"].remove("2022.coil-main.2")
    pages["ari-lanternby/unverified"].remove("2024.coil-main.1")
    pages["ari-lanternby-old"] = ["Ari Lanternby", "2024.coil-main.1"]
    for authors in pages.values():
        if "2022.coil-main.2" in authors:
            authors.remove("2022.coil-main.2")
    base = tmp_path / "base.json"
    base.write_text(json.dumps(manifest), "utf-8")
    done = run(*build, "--out", after, "--since", base)
    assert done.returncode == 0, done.stderr
    assert "Author pages changed since the base preview:" in done.stdout
    page = (after / "review" / "ari-lanternby.unverified.html").read_text("utf-8")
    assert "1 paper moved here from ari-lanternby-old, 1 new paper." in page
    assert page.count("new here") == 2
    home = (after / "index.html").read_text("utf-8")
    assert "ari-lanternby-old" in home and "1 paper moved to ari-lanternby/unverified" in home
    queue = (after / "assets" / "data" / "queue.js").read_text("utf-8")
    _, lines = json.loads(queue[queue.index(".push(") + 6 : queue.rindex(")")])
    changed = [line.split("\t")[8] != "" for line in lines.split("\n")]
    assert changed[0] and changed == sorted(changed, reverse=True)
    unchanged = run(*build, "--out", tmp_path / "none", "--since", site / "manifest.json")
    assert "Author pages changed since the base preview: 0" in unchanged.stdout
    assert "hanged in this preview" not in (tmp_path / "none" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "can't be read as a manifest"),
        ("[]", "can't be read as a manifest"),
        ('{"format": "something"}', "Give the manifest.json of a site"),
        ('{"format": "anthology-review-manifest", "version": 99, "pages": {}}', "version 99"),
        ('{"format": "anthology-review-manifest", "version": 1, "pages": {"a": []}}', "can't be read as a manifest"),
        ('{"format": "anthology-review-manifest", "version": 1, "pages": {"a": ["A", 1]}}', "list of texts"),
    ],
)
def test_a_file_that_is_no_manifest_is_refused_before_anything_is_read(tmp_path: Path, content: str, said: str) -> None:
    base = tmp_path / "base.json"
    base.write_text(content, "utf-8")
    done = run("build", "--preview", PREVIEW, "--out", tmp_path / "site", "--since", base, "--jobs", 1)
    assert done.returncode == 1 and said in done.stderr and str(base) in done.stderr
    assert not (tmp_path / "site").exists()


def test_build_never_overwrites_a_folder_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("keep me")
    done = run("build", "--preview", PREVIEW, "--out", tmp_path, "--jobs", 1)
    assert (done.returncode, "is no review site" in done.stderr) == (1, True)
    assert files(tmp_path) == {"precious.txt": b"keep me"}


def test_a_refused_preview_leaves_an_earlier_site_alone(tmp_path: Path) -> None:
    site, empty = tmp_path / "site", tmp_path / "empty"
    assert run("build", "--preview", PREVIEW, "--out", site, "--jobs", 1).returncode == 0
    before = files(site)
    (empty / "people").mkdir(parents=True)
    done = run("build", "--preview", empty, "--out", site, "--jobs", 1)
    assert (done.returncode, "no author page found" in done.stderr) == (1, True)
    assert files(site) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty", "site"]


def test_data_of_the_old_layout_are_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "xml").mkdir()
    (tmp_path / "yaml").mkdir()
    (tmp_path / "yaml" / "name_variants.yaml").write_text("")
    done = run("build", "--preview", PREVIEW, "--data", tmp_path, "--out", tmp_path / "site", "--jobs", 1)
    assert (done.returncode, "layout of 2026" in done.stderr, "MkDocs" in done.stderr) == (1, True, False)
