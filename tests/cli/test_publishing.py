"""The steps by which a preview's CI publishes review pages: build beside the base's manifest, link, one comment."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin

import pytest
import yaml
from click.testing import CliRunner

from generator.cli.main import main
from tests.cli.command import files
from tests.cli.command import run as run_command
from tests.conftest import DEMO, ROOT
from tests.demo.render_preview import CURRENT, Renderer, load

REUSED = re.compile(r"Nothing has changed since this site was built")
"""What a build says that found its earlier work."""
ACTION = ROOT / ".github" / "actions" / "review"
ADDRESS = "https://preview.invalid/my-branch"
FAKE_GH = """#!/bin/sh
# The comments of a pull request are lines of ids in GH_COMMENTS; a new one gets the id 41.
case "$*" in
*--paginate*) cat "$GH_COMMENTS" ;;
*POST*) echo 41 > "$GH_COMMENTS"; echo "$*" >> "$GH_LOG" ;;
*) echo "$*" >> "$GH_LOG" ;;
esac
"""


class Runner:
    """One run of the action on a fresh machine: its own shell steps, and the steps that keep things between runs.

    Attributes:
        said: what the steps printed.
        summary: the text that the comment and the run's own page get.
        temp: the machine's folder for temporary files.
    """

    def __init__(self, folder: Path, cache: Path, preview: Path, data: Path, **github: str) -> None:
        self.temp, self.cache = folder / "temp", cache
        self.restored: list[str] = []
        inputs = {"preview": preview, "data": data, "address": ADDRESS, "token": "t", "base-manifest": ""}
        self.known = {
            f"github.{k}": v for k, v in ({"base_ref": "", "head_ref": "", "run_attempt": "1"} | github).items()
        }
        self.known |= {f"inputs.{k}": str(v) for k, v in inputs.items()}
        self.known |= {"inputs.pull-request": self.known.pop("github.pull_request", ""), "runner.temp": str(self.temp)}
        self.temp.mkdir(parents=True)
        (folder / "bin").mkdir()
        (folder / "bin" / "gh").write_text(FAKE_GH, "utf-8")
        (folder / "bin" / "gh").chmod(0o755)
        (cache.parent / "comments").touch()
        path = f"{folder / 'bin'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = {
            **os.environ,
            "PATH": path,
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_REPOSITORY": "acl/anthology",
        }
        self.environment |= {"GITHUB_OUTPUT": str(folder / "output"), "GITHUB_STEP_SUMMARY": str(folder / "summary")}
        self.environment |= {"GH_LOG": str(cache.parent / "gh.log"), "GH_COMMENTS": str(cache.parent / "comments")}
        self.environment |= {"GITHUB_ACTION_PATH": str(ACTION)}
        self.said = ""
        for step in yaml.safe_load((ACTION / "action.yml").read_text("utf-8"))["runs"]["steps"]:
            if "if" not in step or self._value(step["if"]):
                self._step(step, folder)
        self.summary = (folder / "summary").read_text("utf-8")

    def _step(self, step: dict[str, Any], folder: Path) -> None:
        given = {key: self._text(value) for key, value in step.get("with", {}).items()}
        match step.get("uses", "").partition("@")[0]:
            case "actions/cache/restore":
                # As GitHub finds a cache: the newest whose key begins so.
                for wanted in (given["key"], *given["restore-keys"].split()):
                    kept = sorted(self.cache.glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
                    if found := next((path for path in kept if unquote(path.name).startswith(wanted)), None):
                        shutil.copytree(found, given["path"])
                        self.restored.append(unquote(found.name))
                        return
            case "actions/cache/save":
                shutil.copytree(given["path"], self.cache / quote(given["key"], safe=""))
            case "" if "pip install" not in step["run"]:
                environment = {key: self._text(value) for key, value in step.get("env", {}).items()}
                command = ["sh", "-e", "-c", step["run"]]
                done = subprocess.run(command, env=self.environment | environment, capture_output=True, text=True)
                assert done.returncode == 0, done.stderr
                self.said += done.stdout + done.stderr
                if "id" in step:
                    for line in (folder / "output").read_text("utf-8").splitlines():
                        name, _, value = line.partition("=")
                        self.known[f"steps.{step['id']}.outputs.{name}"] = value

    def _text(self, value: str) -> str:
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self._value(found[1]), value)

    def _value(self, expression: str) -> str:
        """What an expression of GitHub's gives, for the few forms that the action uses; "" is false."""
        if compared := re.fullmatch(r"(\S+) (==|!=) \'\'", expression):
            return "true" if (self.known[compared[1]] == "") == (compared[2] == "==") else ""
        return next((value for name in expression.split(" || ") if (value := self.known[name])), "")


def render(data: Path, preview: Path) -> Path:
    """The built preview of some data."""
    for path, text in Renderer(load(data), CURRENT).site():
        (preview / path).parent.mkdir(parents=True, exist_ok=True)
        (preview / path).write_text(text, "utf-8")
    return preview


def commit(repository: Path, message: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, "add", "-A"], cwd=repository, check=True)
    subprocess.run(["git", *who, "commit", "-qm", message], cwd=repository, check=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An Anthology: on its main branch one volume is not there yet, and two persons are still one."""
    repository = tmp_path_factory.mktemp("anthology")
    subprocess.run(["git", "init", "-q", "-b", "main", str(repository)], check=True)
    data = repository / "data"
    shutil.copytree(DEMO / "data", data)
    (data / "xml" / "2025.coil.xml").unlink()
    people = json.loads((data / "json" / "people.json").read_text("utf-8"))
    del people["kit-barleycombe-copper"]
    (data / "json" / "people.json").write_text(json.dumps(people, ensure_ascii=False, indent=2) + "\n", "utf-8")
    for file in (data / "xml").glob("*.xml"):
        one = re.sub(r'id="kit-barleycombe-copper"( orcid="[^"]*")?', 'id="kit-barleycombe"', file.read_text("utf-8"))
        file.write_text(one, "utf-8")
    commit(repository, "The Anthology so far")
    subprocess.run(["git", "switch", "-q", "-c", "coil-2025"], cwd=repository, check=True)
    shutil.copytree(DEMO / "data", data, dirs_exist_ok=True)
    commit(repository, "COIL 2025, and Kit Barleycombe is two people")
    return repository


def checkout(repository: Path, branch: str, folder: Path) -> Path:
    subprocess.run(["git", "clone", "-q", "-b", branch, str(repository), str(folder)], check=True)
    return folder / "data"


@pytest.mark.filterwarnings("ignore:Data directory contains a different schema")
def test_a_pull_request_gets_its_changed_pages_first_one_comment_and_later_runs_start_from_earlier_ones(
    repository: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    for decoy in ("site", "manifest"):  # of a branch whose name begins like another's
        (cache / quote(f"anthology-review:{decoy}:main-2:0-1", safe="")).mkdir(parents=True)
    pull = {"base_ref": "main", "head_ref": "coil-2025", "ref_name": "7/merge", "pull_request": "7"}

    def run(branch: str, number: str, **github: str) -> tuple[Runner, Path]:
        folder = tmp_path / f"run-{number}"
        data = checkout(repository, branch, folder / "anthology")
        preview = render(data, folder / "preview")
        return Runner(folder, cache, preview, data, run_id=number, **github), preview

    on_main, preview = run("main", "1", ref_name="main")
    assert "No manifest of the base preview" in on_main.said and on_main.restored == []
    assert "from scratch" in on_main.summary and "changed in this preview" not in on_main.summary
    assert not (tmp_path / "gh.log").exists()

    first, preview = run("coil-2025", "2", **pull)
    assert [key.rpartition(":")[0] for key in first.restored] == [
        "anthology-review:site:main",
        "anthology-review:manifest:main",
    ]
    changed = int(re.findall(r"changed since the base preview: (\d+)", first.said)[0])
    assert changed >= 3
    text = (first.temp / "review-summary.md").read_text("utf-8")
    assert text == first.summary and text.startswith("<!-- anthology-review -->\n")
    assert text.index("changed in this preview") < text.index("Besides, these most need review")
    assert "moved here from kit-barleycombe" in text and "1 new paper" in text
    assert re.search(r"^Built in \d+ s, starting from the last build's site\.$", text, re.M)
    links = re.findall(rf"\]\({re.escape(ADDRESS)}/review/(review/[^)]+\.html)\)", text)
    assert links and all((preview / "review" / link).is_file() for link in links)
    # Nothing but the preview with its review site is published: no state, no half-built site.
    assert sorted(path.name for path in preview.iterdir()) == ["people", "review"]

    # The same again, as when only the workflow changed: this branch's own site is what it starts from.
    second, again = run("coil-2025", "3", **pull)
    assert second.restored[0].startswith("anthology-review:site:coil-2025:")
    assert second.restored[1].startswith("anthology-review:manifest:main:")
    assert files(again / "review") == files(preview / "review")
    without_time = re.compile(r"Built in \d+ s")
    assert without_time.sub("", second.summary) == without_time.sub("", first.summary)
    assert REUSED.search(second.said)

    posted, updated = (tmp_path / "gh.log").read_text("utf-8").splitlines()
    assert "--method POST repos/acl/anthology/issues/7/comments" in posted
    assert "--method PATCH repos/acl/anthology/issues/comments/41" in updated
    for line, runner in ((posted, first), (updated, second)):
        assert f"body=@{runner.temp}/review-summary.md" in line


def test_what_lies_at_review_and_is_no_review_site_is_left_alone(tmp_path: Path) -> None:
    preview = tmp_path / "preview"
    shutil.copytree(DEMO / "preview", preview)
    (preview / "review").mkdir()
    (preview / "review" / "precious.txt").write_text("keep me", "utf-8")
    with pytest.raises(AssertionError, match="exists and is no review site"):
        Runner(tmp_path / "run", tmp_path / "cache", preview, DEMO / "data", run_id="1", ref_name="main")
    assert files(preview / "review") == {"precious.txt": b"keep me"}


def test_author_pages_link_to_their_review_pages_and_are_read_as_before(tmp_path: Path) -> None:
    preview = tmp_path / "preview"
    shutil.copytree(DEMO / "preview", preview)
    command = [sys.executable, "-m", "generator"]
    build = [*command, "build", "--preview", str(preview), "--data", str(DEMO / "data"), "--jobs", "1"]
    build += ["--out", str(preview / "review")]
    subprocess.run(build, check=True, capture_output=True)
    before = {p.name: p.read_bytes() for p in (preview / "review" / "review").iterdir()}
    link = [*command, "link", "--preview", str(preview), "--site", str(preview / "review")]
    assert "got the link: 34; that had it: 0" in subprocess.run(link, check=True, capture_output=True, text=True).stdout
    page = preview / "people" / "ari-lanternby" / "unverified" / "index.html"
    [target] = re.findall(r'<a href="([^"]*)">Review paper assignments</a>', page.read_text("utf-8"))
    assert Path(urljoin(page.as_uri(), target).removeprefix("file://")).is_file()
    subprocess.run(build, check=True, capture_output=True)
    assert {p.name: p.read_bytes() for p in (preview / "review" / "review").iterdir()} == before


@pytest.mark.parametrize("refused", ["*POST*", "*PATCH*", "*--paginate*"])
def test_a_comment_that_github_refuses_is_a_notice_and_the_site_is_published(tmp_path: Path, refused: str) -> None:
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    known = "echo 41" if "PATCH" in refused else ":"
    answer = "echo 'gh: Resource not accessible by integration (HTTP 403)' >&2; exit 1"
    gh.write_text(f'#!/bin/sh\ncase "$*" in\n{refused}) {answer} ;;\n*) {known} ;;\nesac\n', "utf-8")
    gh.chmod(0o755)
    environment = {"PATH": f"{gh.parent}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(tmp_path)}
    environment |= {"GITHUB_REPOSITORY": "acl/anthology", "PULL_REQUEST": "7"}
    done = subprocess.run(["sh", str(ACTION / "comment.sh")], env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith("::notice::The review pages are built")
    assert "HTTP 403" in done.stdout and done.stdout.count("\n") == 1


def test_names_and_reasons_of_a_proposed_change_stay_text_in_the_comment(tmp_path: Path) -> None:
    queue = tmp_path / "assets" / "data" / "queue.js"
    queue.parent.mkdir(parents=True)
    name = "<img src=x> @acl [x](javascript:y) | https://evil.invalid"
    row = "\t".join(("x-y/", name, "3", "2", "", "", "mixes-people", "`code` **bold**", ""))
    queue.write_text(f"(globalThis.anthologyReview||=[]).push({json.dumps(['queue', row])});\n", "utf-8")
    command = [sys.executable, "-m", "generator", "summary", str(tmp_path), "--address", ADDRESS]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert (
        r"\<img src=x\>" in text
        and "\\@\u200bacl" in text
        and "\\[x\\]\\(javascript:\u200by\\)" in text
        and r"\|" in text
    )
    assert "https://evil" not in text and r"\`code\` \*\*bold\*\*" in text


@pytest.mark.parametrize("command", [["summary", ".", "--address", "x"], ["link", "--preview", ".", "--site", "."]])
def test_what_is_no_review_site_is_refused(tmp_path: Path, command: list[str]) -> None:
    done = run_command(*command, folder=tmp_path)
    assert done.returncode == 1 and done.stderr.startswith("anthology-review: .: ")
    assert "Errno" not in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize("queue", ["", "no queue", '(globalThis.anthologyReview||=[]).push(["queue", "too\\tshort"]);'])
def test_a_site_of_another_version_is_refused_with_what_to_do(tmp_path: Path, queue: str) -> None:
    file = tmp_path / "assets" / "data" / "queue.js"
    file.parent.mkdir(parents=True)
    file.write_text(queue, "utf-8")
    done = run_command("summary", tmp_path, "--address", "x")
    assert done.returncode == 1 and done.stderr.startswith(f"anthology-review: {file}: this version")
    assert "anthology-review build" in done.stderr and done.stderr.count("\n") == 1


def test_a_preview_that_can_not_be_changed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "preview" / "people" / "a-b" / "index.html"
    (tmp_path / "site" / "review").mkdir(parents=True)
    (tmp_path / "site" / "review" / "a-b.html").touch()
    page.parent.mkdir(parents=True)
    page.write_text("<h2 id=title>A B</h2>", "utf-8")

    def refuse(path: Path, _content: bytes) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", refuse)  # root may write anywhere
    arguments = ["link", "--preview", str(tmp_path / "preview"), "--site", str(tmp_path / "site")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1 and done.stderr.startswith(f"anthology-review: {page}: can't be changed")
    assert page.read_text("utf-8") == "<h2 id=title>A B</h2>"


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", ACTION / "action.yml"),
        *(("vendor.github-workflows", file) for file in sorted((ROOT / ".github" / "workflows").glob("*.yml"))),
    ],
)
def test_action_and_workflows_are_of_githubs_form(schema: str, file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
