"""The command line as a whole: help that is right, and wrong usage that is refused."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.cli.command import PREVIEW, run


@pytest.mark.parametrize("arguments", [["build"], ["apply"], ["nonsense"], ["build", "--jobs", "0"]])
def test_wrong_usage_has_status_2(arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, group
    for command in group.commands.values():
        path = f"{name} {command.name}"
        if isinstance(command, click.Group):
            yield from commands(command, path)
        else:
            yield path, command


COMMANDS = dict(commands(main, "anthology-review"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_with_an_example_that_its_options_allow(name: str) -> None:
    text = COMMANDS[name].get_help(click.Context(COMMANDS[name], info_name=name))
    examples = [line.strip() for line in text.splitlines() if line.startswith("    anthology-review ")]
    assert examples and all(f"{example} ".startswith(f"{name} ") for example in examples)
    for example in examples:
        called = max((path for path in COMMANDS if example.startswith(f"{path} ")), key=len)
        options = [p for p in COMMANDS[called].params if isinstance(p, click.Option)]
        given = {word for word in example.split() if word.startswith("--")}
        assert {option.opts[0] for option in options if option.required} <= given
        assert given <= {word for option in options for word in option.opts}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_is_explained_and_the_list_of_commands_is_not_cut(name: str) -> None:
    command = COMMANDS[name]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help and parameter.help.endswith("."), parameter.opts
        else:
            words = str(command.help).partition("Example")[0].split()
            assert parameter.human_readable_name in words
    assert "..." not in command.get_help(click.Context(command)).partition("Commands:")[2]


def fill_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_one_line_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.build.build_site.build_site", fill_disk)
    done = CliRunner().invoke(main, ["build", "--preview", str(PREVIEW), "--out", str(tmp_path / "site")])
    assert (done.exit_code, done.stderr) == (
        1,
        "anthology-review: The disk for the output: No space left on device; make room, or give another place.\n",
    )
