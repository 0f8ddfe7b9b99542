"""The two commands of the README on machines where something is missing: what they do, and what they say.

The machines are folders with a few programs; Python, pip and apt-get are scripts that only record how they are called.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOOLS = ["sh", "dirname", "uname", "grep", "cksum", "cat", "mkdir", "touch", "rm", "mv", "cp", "chmod", "env"]
PYTHON = """#!/bin/sh
# A Python that makes environments of scripts like itself.
case "$*" in
*"-m venv .venv")
    mkdir -p .venv/bin
    cp "$0" .venv/bin/python
    for tool in anthology-review ruff mypy npm npx pytest; do
        printf '#!/bin/sh\\necho "%s $*" >>"$CALLS"\\n[ -z "$PYTHONDONTWRITEBYTECODE" ]' $tool >.venv/bin/$tool
        chmod +x .venv/bin/$tool
    done
    echo "venv" >>"$CALLS" ;;
*"-m pip install"*)
    echo "pip $*" >>"$CALLS"
    [ -z "${PIP_FAILS-}" ] || { echo "$PIP_FAILS" >&2; exit 1; } ;;
*ensurepip*) exit "${NO_ENSUREPIP-0}" ;;
*print*) echo "${VERSION-3.12}" ;;
*version_info*) [ "${VERSION-3.12}" != 3.9 ] ;;
esac
"""
RECORDER = """#!/bin/sh
echo "${0##*/} $*" >>"$CALLS"
"""
NO_NETWORK = "WARNING: Retrying after connection broken by 'NewConnectionError(Temporary failure in name resolution)'"


class Machine:
    """A clone of the project on a machine that has only what is given.

    Attributes:
        project: the clone.
    """

    def __init__(self, folder: Path) -> None:
        self.project, self._programs, self._calls = folder / "project", folder / "bin", folder / "calls"
        self._programs.mkdir()
        for file in ("content/demo/setup.sh", "content/demo/run.sh", "tests/run.sh", "pyproject.toml"):
            (self.project / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, self.project / file)
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, tool
            (self._programs / tool).symlink_to(found)

    def has(self, *programs: str, user: int = 1000) -> Machine:
        """Put programs there, and say who the user is (0: root)."""
        for program in programs:
            self._write(program, PYTHON if program.startswith("python") else RECORDER)
        self._write("id", f"#!/bin/sh\necho {user}\n")
        return self

    def _write(self, program: str, script: str) -> None:
        (self._programs / program).write_text(script, "utf-8")
        (self._programs / program).chmod(0o755)

    def run(self, script: str, **environment: str) -> tuple[int, str, list[str]]:
        """Run a script from another folder; returns its status, its errors, and what it called."""
        self._calls.write_text("", "utf-8")
        environment |= {"PATH": str(self._programs), "CALLS": str(self._calls)}
        command = ["sh", str(self.project / script)]
        done = subprocess.run(command, env=environment, cwd=self._programs, capture_output=True, text=True)
        return done.returncode, done.stderr, self._calls.read_text("utf-8").splitlines()


DEMO_SCRIPT, TEST_SCRIPT = "content/demo/run.sh", "tests/run.sh"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_demo_is_set_up_once_and_built_each_time(machine: Machine) -> None:
    machine.has("python3", "apt-get")
    status, _, calls = machine.run(DEMO_SCRIPT)
    assert status == 0 and [call.split()[0] for call in calls] == ["venv", "pip", "anthology-review"]
    assert calls[1].endswith("--editable .") and calls[2] == "anthology-review demo"
    assert machine.run(DEMO_SCRIPT) == (0, "", ["anthology-review demo"])


def test_the_tests_run_as_an_ordinary_user_and_serve_the_demo_too(machine: Machine) -> None:
    machine.has("python3", "apt-get", "chromium", "git")
    status, said, calls = machine.run(TEST_SCRIPT)
    assert (status, said) == (0, "")
    assert calls[1].endswith("--editable .[dev]") and calls[-1].startswith("pytest ")
    assert not any(call.startswith("apt-get") for call in calls)
    assert machine.run(DEMO_SCRIPT)[2] == ["anthology-review demo"]


def test_what_python_compiles_is_kept_also_where_the_system_says_otherwise(machine: Machine) -> None:
    machine.has("python3")
    assert machine.run(DEMO_SCRIPT, PYTHONDONTWRITEBYTECODE="1")[0] == 0, "every later command takes twice as long"


def test_new_dependencies_are_installed(machine: Machine) -> None:
    machine.has("python3")
    machine.run(DEMO_SCRIPT)
    (machine.project / "pyproject.toml").write_text("[project]\n", "utf-8")
    assert [call.split()[0] for call in machine.run(DEMO_SCRIPT)[2]] == ["pip", "anthology-review"]


@pytest.mark.parametrize("left", ["interrupted", "broken", "moved"])
def test_a_half_made_or_moved_environment_is_made_anew(machine: Machine, left: str) -> None:
    machine.has("python3")
    if left == "interrupted":
        assert machine.run(DEMO_SCRIPT, PIP_FAILS="killed")[0] == 1
    elif left == "broken":
        (machine.project / ".venv" / "bin").mkdir(parents=True)
    else:
        machine.run(DEMO_SCRIPT)
        machine.project = machine.project.rename(machine.project.with_name("moved"))
    stale = machine.project / ".venv" / "stale"
    stale.touch()
    assert [call.split()[0] for call in machine.run(DEMO_SCRIPT)[2]] == ["venv", "pip", "anthology-review"]
    assert not stale.exists()


@pytest.mark.parametrize(
    ("programs", "environment", "advice"),
    [
        (["apt-get"], {}, "sudo apt-get install python3 python3-venv"),
        (["brew"], {}, "brew install python"),
        ([], {}, "python3 python3-venv on Debian"),
        (["python3", "apt-get"], {"VERSION": "3.9"}, "sudo apt-get install python3.11 python3.11-venv"),
        (["python3", "brew"], {"VERSION": "3.9"}, "brew install python"),
        (["python3", "apt-get"], {"NO_ENSUREPIP": "1"}, "sudo apt-get install python3-venv"),
        (["python3.12", "apt-get"], {"NO_ENSUREPIP": "1"}, "sudo apt-get install python3.12-venv"),
        (["python3"], {"PIP_FAILS": NO_NETWORK}, "Connect to the network"),
        (["python3"], {"PIP_FAILS": "No space left on device"}, "Installing failed for the reason above"),
    ],
)
def test_what_is_missing_is_named_with_the_command_that_installs_it(
    machine: Machine, programs: list[str], environment: dict[str, str], advice: str
) -> None:
    status, said, calls = machine.has(*programs).run(DEMO_SCRIPT, **environment)
    *shown, last = said.splitlines()
    assert status == 1 and last.startswith("anthology-review: ") and advice in last
    assert shown in ([], ["No space left on device"])
    assert not any(call.startswith(("apt-get", "brew")) for call in calls), "an ordinary user can't install"


@pytest.mark.parametrize(
    ("installer", "advice"), [("apt-get", "sudo apt-get install chromium"), ("brew", "brew install chromium git")]
)
def test_the_tests_say_what_to_install_before_they_begin(machine: Machine, installer: str, advice: str) -> None:
    status, said, calls = machine.has("python3", installer).run(TEST_SCRIPT)
    assert (status, calls) == (1, []) and said.count("\n") == 1 and advice in said


def test_root_on_debian_gets_what_is_missing(machine: Machine) -> None:
    machine.has("python3", "apt-get", user=0)
    status, _, calls = machine.run(TEST_SCRIPT)
    assert status == 0 and calls[0].startswith("apt-get update") and "chromium git" in calls[1]
