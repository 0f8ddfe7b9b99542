"""Machines that run jobs of GitHub workflows: their shell steps for real, GitHub's own actions by stand-ins."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import yaml

from tests.conftest import ROOT

OURS = "OWNER/anthology-review/"
FAKE_GH = """#!/bin/sh
# Branch "no-request" has no pull request, any other number 7. Its comments are lines of ids in COMMENTS; a new one gets
# the id 41. A call that holds the words in REFUSED is refused, as with a token that may not.
case "${REFUSED:+$*}" in *"${REFUSED:-x}"*) echo "gh: Resource not accessible (HTTP 403)" >&2; exit 1 ;; esac
case "$*" in
*head=*:no-request*) ;;
*head=*) echo 7 ;;
*--paginate*) cat "$COMMENTS" ;;
*POST*) echo 41 > "$COMMENTS"; echo "$*" >> "$GH_LOG"; cp "$RUNNER_TEMP/review-summary.md" "$COMMENTS.md" ;;
*) echo "$*" >> "$GH_LOG" ;;
esac
"""


@dataclass
class GitHub:
    """What stays between the jobs of one repository: its caches, the artifacts, the comments.

    Attributes:
        folder: where all of it lies.
        repository: the repository that jobs check out.
        refused: words in a call of `gh` that GitHub refuses; none if empty.
    """

    folder: Path
    repository: Path
    refused: str = ""
    jobs: int = 0

    def run(self, workflow: Path, job: str, event: dict[str, str], needs: dict[str, str] | None = None) -> Machine:
        """Run one job on a fresh machine, and give that back.

        Args:
            workflow: its file.
            job: name of the job in it.
            event: values of the context `github`, by their names: ``ref_name``, ``event.workflow_run.id`` …
            needs: outputs of the jobs before it, as ``publish.outputs.slug``.
        """
        self.jobs += 1
        machine = Machine(self, self.folder / f"job-{self.jobs}", event)
        machine.known |= {f"needs.{name}": value for name, value in (needs or {}).items()}
        machine.run(yaml.safe_load(workflow.read_text("utf-8"))["jobs"][job]["steps"])
        return machine

    @property
    def calls(self) -> list[str]:
        """The calls of `gh` that changed something."""
        log = self.folder / "gh.log"
        return log.read_text("utf-8").splitlines() if log.exists() else []


@dataclass
class Machine:
    """The machine of one job.

    Attributes:
        said: what its shell steps printed.
        restored: keys of the caches that it found.
        saved: keys of the caches that it kept.
        known: values of expressions, by name.
    """

    github: GitHub
    folder: Path
    event: dict[str, str]
    said: str = ""
    restored: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.temp, self.workspace, bin_folder = (self.folder / name for name in ("temp", "workspace", "bin"))
        for folder in (self.temp, self.workspace, bin_folder, self.github.folder / "cache"):
            folder.mkdir(parents=True, exist_ok=True)
        (bin_folder / "gh").write_text(FAKE_GH, "utf-8")
        (bin_folder / "gh").chmod(0o755)
        (self.github.folder / "comments").touch()
        self.known |= {"runner.temp": str(self.temp), "github.token": "t"}
        self.known |= {"github.event.repository.default_branch": "main"}
        self.known |= {f"github.{name}": value for name, value in self.event.items()}
        path = os.pathsep.join([str(bin_folder), str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = os.environ | {
            "PATH": path,
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_REPOSITORY": "acl/anthology",
            "GITHUB_REPOSITORY_OWNER": "acl",
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GH_LOG": str(self.github.folder / "gh.log"),
            "COMMENTS": str(self.github.folder / "comments"),
            "REFUSED": self.github.refused,
        }

    @property
    def summary(self) -> str:
        """The text on the page of the run."""
        return (self.folder / "summary").read_text("utf-8")

    def run(self, steps: list[dict[str, Any]]) -> None:
        """Run the steps of a job or of a composite action."""
        for step in steps:
            if "if" not in step or self._holds(step["if"]):
                given = {name: self._text(_written(value)) for name, value in step.get("with", {}).items()}
                if "uses" in step:
                    self._action(step["uses"].partition("@")[0], step.get("id", ""), given)
                elif "pip install" not in step["run"]:
                    self._shell(step)

    def _action(self, name: str, step: str, given: dict[str, str]) -> None:
        artifacts = self.github.folder / "artifacts"
        match name:
            case "actions/checkout":
                assert given.get("persist-credentials") == "false"
                branch = self.event.get("ref_name", "main")
                clone = ["git", "clone", "-q", "-b", branch, str(self.github.repository), str(self.workspace)]
                subprocess.run(clone, check=True)
            case "actions/cache/restore":
                self._restore(step, given)
            case "actions/cache/save":
                kept = self.github.folder / "cache" / quote(given["key"], safe="")
                if not kept.exists():  # what is kept once never changes
                    shutil.copytree(given["path"], kept)
                    self.saved.append(given["key"])
            case "actions/upload-artifact":
                (artifacts / given["name"]).mkdir(parents=True, exist_ok=True)
                shutil.copy(self.workspace / given["path"], artifacts / given["name"])
            case "actions/download-artifact":
                shutil.copytree(artifacts / given["name"], self.workspace, dirs_exist_ok=True)
            case "actions/setup-python":
                pass
            case _:
                self._composite(ROOT / name.removeprefix(OURS), given)

    def _restore(self, step: str, given: dict[str, str]) -> None:
        """By the key, else the newest whose key begins like one of the others, in their order: as GitHub does."""
        for wanted in (given["key"], *given["restore-keys"].split()):
            kept = sorted((self.github.folder / "cache").iterdir(), key=lambda path: path.stat().st_mtime_ns)
            found = next((path for path in reversed(kept) if unquote(path.name).startswith(wanted)), None)
            if found:
                shutil.copytree(found, given["path"])
                self.restored.append(unquote(found.name))
                self.known[f"steps.{step}.outputs.cache-hit"] = str(unquote(found.name) == given["key"]).lower()
                return

    def _composite(self, folder: Path, given: dict[str, str]) -> None:
        action = yaml.safe_load((folder / "action.yml").read_text("utf-8"))
        unknown = given.keys() - action["inputs"]
        assert not unknown, f"{folder.name} has no input {unknown}"
        for name, about in action["inputs"].items():
            assert name in given or not about.get("required"), f"{folder.name} needs {name}"
            self.known[f"inputs.{name}"] = given.get(name, self._text(about.get("default", "")))
        self.environment["GITHUB_ACTION_PATH"] = str(folder)
        self.run(action["runs"]["steps"])

    def _shell(self, step: dict[str, Any]) -> None:
        Path(self.environment["GITHUB_OUTPUT"]).write_text("", "utf-8")
        environment = self.environment | {name: self._text(value) for name, value in step.get("env", {}).items()}
        command = ["sh", "-e", "-c", step["run"]]
        done = subprocess.run(command, cwd=self.workspace, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        self.said += done.stdout + done.stderr
        lines = iter(Path(self.environment["GITHUB_OUTPUT"]).read_text("utf-8").splitlines())
        for line in lines:
            name, several, end = line.partition("<<")
            if several:
                value = "\n".join(iter(lambda: next(lines), end))
            else:
                name, _, value = line.partition("=")
            self.known[f"steps.{step['id']}.outputs.{name}"] = value

    def _text(self, value: str) -> str:
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self.known.get(found[1], ""), value)

    def _holds(self, condition: str) -> bool:
        """Whether a condition holds, of the one form that the steps use: equalities, all of which must be true."""
        parts = [re.fullmatch(r"(\S+) (==|!=) '([^']*)'", part) for part in condition.split(" && ")]
        return all(part and (self.known.get(part[1], "") == part[3]) == (part[2] == "==") for part in parts)


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
