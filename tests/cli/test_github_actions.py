"""Two stages on GitHub: one builds preview and review pages without a right to write, one publishes and comments."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.cli.command import files
from tests.cli.github_machine import GitHub, Machine
from tests.conftest import DEMO, ROOT

ACTIONS, WORKFLOWS = ROOT / ".github" / "actions", ROOT / "contrib" / "anthology"
BUILD, PUBLISH = WORKFLOWS / "preview.yml", WORKFLOWS / "publish-preview.yml"
REUSED = re.compile(r"Nothing has changed since this site was built")
"""What a build says that found its earlier work."""
SLUG_SCRIPT = """import hashlib, re, sys
branch = sys.argv[1]
digest = hashlib.sha256(branch.encode()).hexdigest()[:12]
print("slug=" + re.sub("[^A-Za-z0-9._-]", "-", branch)[:60] + "-" + digest)
"""
PUBLISH_SCRIPT = """import sys, tarfile
with tarfile.open(sys.argv[1]) as archive:
    assert all(member.isfile() or member.isdir() for member in archive)
    archive.extractall("published/" + sys.argv[2])
"""
MAKE_SCRIPT = """import sys
from pathlib import Path
from tests.demo.render_preview import CURRENT, Renderer, load
site = Path("build/website", sys.argv[2].removeprefix("ANTHOLOGYDIR="))
for path, text in Renderer(load(Path("data")), CURRENT).site():
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text, "utf-8")
"""


def commit(repository: Path, message: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, "add", "-A"], cwd=repository, check=True)
    subprocess.run(["git", *who, "commit", "-qm", message], cwd=repository, check=True)
    return subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=repository, check=True, capture_output=True, text=True
    ).stdout.strip()


def switch(repository: Path, *branch: str) -> None:
    subprocess.run(["git", "switch", "-q", *branch], cwd=repository, check=True)


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitHub:
    """An Anthology with the two workflows' stand-ins for its own scripts, and a `make` that renders the preview."""
    repository = tmp_path / "anthology"
    subprocess.run(["git", "init", "-q", "-b", "main", str(repository)], check=True)
    (repository / "bin").mkdir()
    (repository / "bin" / "preview_slug.py").write_text(SLUG_SCRIPT, "utf-8")
    (repository / "bin" / "publish_preview.py").write_text(PUBLISH_SCRIPT, "utf-8")
    commands = tmp_path / "commands"
    commands.mkdir()
    (commands / "make.py").write_text(MAKE_SCRIPT, "utf-8")
    make = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -W ignore "{commands}/make.py" "$@"\n'
    (commands / "make").write_text(make, "utf-8")
    (commands / "make").chmod(0o755)
    monkeypatch.setenv("PATH", str(commands), prepend=":")
    return GitHub(tmp_path / "github", repository)


@pytest.mark.filterwarnings("ignore:Data directory contains a different schema")
def test_a_branch_is_compared_with_where_it_left_main_and_its_pull_request_gets_one_comment(github: GitHub) -> None:
    data = github.repository / "data"
    shutil.copytree(DEMO / "data", data)
    # On the main branch one volume is not there yet, and two persons are still one.
    (data / "xml" / "2025.coil.xml").unlink()
    people = json.loads((data / "json" / "people.json").read_text("utf-8"))
    del people["kit-barleycombe-copper"]
    (data / "json" / "people.json").write_text(json.dumps(people, ensure_ascii=False, indent=2) + "\n", "utf-8")
    for file in (data / "xml").glob("*.xml"):
        one = re.sub(r'id="kit-barleycombe-copper"( orcid="[^"]*")?', 'id="kit-barleycombe"', file.read_text("utf-8"))
        file.write_text(one, "utf-8")
    start = commit(github.repository, "The Anthology so far")
    on_main = github.run(BUILD, "build", {"ref_name": "main", "sha": start})
    assert "No commit of main to compare with" in on_main.said and on_main.restored == []
    assert "from scratch" in on_main.summary and "changed in this preview" not in on_main.summary
    day, manifest = on_main.saved
    assert re.fullmatch(r"anthology-review:site:\d{4}-\d\d-\d\d", day)
    assert manifest == f"anthology-review:manifest:{start}"

    switch(github.repository, "-c", "coil/2025")
    shutil.copytree(DEMO / "data", data, dirs_exist_ok=True)
    change = commit(github.repository, "COIL 2025, and Kit Barleycombe is two people")
    switch(github.repository, "main")
    volume = data / "xml" / "2012.coil.xml"
    volume.write_text(volume.read_text("utf-8").replace("<title>", "<title>Corrected: "), "utf-8")
    later = commit(github.repository, "Titles corrected")
    newer = github.run(BUILD, "build", {"ref_name": "main", "sha": later})
    assert newer.restored == [day, manifest] and newer.saved == [f"anthology-review:manifest:{later}"]

    built = github.run(BUILD, "build", {"ref_name": "coil/2025", "sha": change})
    # The manifest of where it left: what changed on main after that is not the branch's.
    assert built.restored == [day, manifest] and built.saved == []
    slug = built.known["steps.slug.outputs.slug"]
    review = built.workspace / "build" / "website" / slug / "review"
    entries = sum(1 for _ in review.rglob("*")) + 1
    assert f"adds {entries} files and folders to the preview" in built.summary
    assert sorted(path.name for path in review.parent.iterdir()) == ["people", "review"]

    event = {"event.workflow_run.head_branch": "coil/2025", "event.workflow_run.event": "push"}
    published = github.run(PUBLISH, "publish", event)
    site = published.workspace / "published" / slug
    assert files(site / "review") == files(review)
    outputs = {"publish.outputs.slug": published.known["steps.slug.outputs.slug"]}
    github.run(PUBLISH, "comment", event, outputs)
    text = (github.folder / "comments.md").read_text("utf-8")
    assert text.startswith("<!-- anthology-review -->\n") and text in built.summary
    assert text.index("changed in this preview") < text.index("Besides, these most need review")
    assert "moved here from kit-barleycombe" in text and "1 new paper" in text
    changed = re.search(r"^(\d+) author pages to review changed", text, re.M)
    assert changed and int(changed[1]) >= 3
    address = f"https://preview.aclanthology.org/{slug}"
    links = re.findall(rf"\]\({re.escape(address)}/(review/review/[^)]+\.html)\)", text)
    assert links and all((site / link).is_file() for link in links)

    github.run(PUBLISH, "comment", event, outputs)
    posted, updated = github.calls
    assert "--method POST repos/acl/anthology/issues/7/comments" in posted
    assert "--method PATCH repos/acl/anthology/issues/comments/41" in updated


def archive_of(folder: Path, queue: str | None) -> Path:
    """A packed preview with a review site of one page, or with a link in the place of its queue."""
    data = folder / "site" / "review" / "assets" / "data"
    data.mkdir(parents=True)
    if queue is None:
        (data / "queue.js").symlink_to("/etc/passwd")
    elif queue:
        (data / "queue.js").write_text(queue, "utf-8")
    packed = folder / "preview-site.tar.gz"
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(folder / "site", ".")
    return packed


ROW = "\t".join(("x-y/", "X Y", "3", "2", "", "", "mixes-people", "two people", ""))
QUEUE = f"(globalThis.anthologyReview||=[]).push({json.dumps(['queue', ROW])});\n"


@pytest.mark.parametrize(
    ("branch", "queue", "refused", "notice"),
    [
        ("b", QUEUE, "head=", "there is no comment: gh: Resource not accessible (HTTP 403)"),
        ("b", QUEUE, "POST", "there is no comment: gh: Resource not accessible (HTTP 403)"),
        ("b", QUEUE, "--paginate", "there is no comment: gh: Resource not accessible (HTTP 403)"),
        ("no-request", QUEUE, "", "the branch has no open pull request"),
        ("b", "", "", "This preview has no review pages."),
        ("b", None, "", "This preview has no review pages."),
    ],
)
def test_where_there_can_be_no_comment_the_preview_is_published_and_a_notice_says_why(
    tmp_path: Path, branch: str, queue: str | None, refused: str, notice: str
) -> None:
    machine = Machine(GitHub(tmp_path / "github", tmp_path, refused), tmp_path / "job", {})
    given = {"archive": str(archive_of(tmp_path, queue)), "address": "https://preview.invalid/b", "branch": branch}
    machine.run([{"uses": "OWNER/anthology-review/.github/actions/comment@COMMIT", "with": given}])
    assert machine.said.startswith("::notice::") and notice in machine.said and machine.said.count("\n") == 1
    assert machine.github.calls == []


def test_a_review_site_of_too_many_files_or_at_a_strangers_place_leaves_the_preview_as_it_is(tmp_path: Path) -> None:
    preview = tmp_path / "preview"
    shutil.copytree(DEMO / "preview", preview)
    before = files(preview)
    machine = Machine(GitHub(tmp_path / "github", tmp_path), tmp_path / "job", {"ref_name": "b"})
    given = {"preview": str(preview), "data": str(DEMO / "data"), "address": "https://preview.invalid/b"}
    step = {"uses": "OWNER/anthology-review/.github/actions/review@COMMIT", "with": given | {"most-entries": "50"}}
    machine.run([step])
    assert re.search(r"::warning::The review site has \d+ files and folders, more than the 50", machine.said)
    assert machine.known["steps.build.outputs.entries"] == "0" and files(preview) == before

    (preview / "review").mkdir()
    (preview / "review" / "precious.txt").write_text("keep me", "utf-8")
    with pytest.raises(AssertionError, match="exists and is no review site"):
        machine.run([step])
    assert files(preview / "review") == {"precious.txt": b"keep me"}


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        *(("vendor.github-actions", file) for file in sorted(ACTIONS.glob("*/action.yml"))),
        *(("vendor.github-workflows", file) for file in sorted((ROOT / ".github" / "workflows").glob("*.yml"))),
        *(("vendor.github-workflows", file) for file in (BUILD, PUBLISH)),
    ],
)
def test_actions_and_workflows_are_of_githubs_form_and_name_others_actions_by_commit(schema: str, file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    used = re.findall(r"uses: (\S+)", file.read_text("utf-8"))
    assert all(re.search(r"@[0-9a-f]{40}$|^\./|^OWNER/", name) for name in used), used
