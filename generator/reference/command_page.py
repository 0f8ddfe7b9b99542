"""The reference of the command line, from click's commands and options, as Markdown."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from generator.cli.main import main
from generator.reference.markdown_table import code, table

_PROGRAM = "anthology-review"


def command_reference() -> Iterator[str]:
    """Lines of the main help text, and of a section for each command: sorted, a group's commands after the group."""
    yield from _paragraphs(main)
    yield from _sections(main, "")


def _sections(group: click.Group, prefix: str) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        yield from (f"## {prefix}{name}", "")
        yield from _paragraphs(command)
        if isinstance(command, click.Group):
            yield from _sections(command, f"{prefix}{name} ")
        else:
            yield from _options(command, f"{_PROGRAM} {prefix}{name}")


def _paragraphs(command: click.Command) -> Iterator[str]:
    """The help text.  Paragraphs marked by click's ``\\b``, whose lines are kept, are examples."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if not paragraph.startswith("\b\n"):
            # Markdown would take what stands between angle brackets for an element.
            yield from (paragraph.replace("\n", " ").replace("<", "&lt;"), "")
            continue
        examples = paragraph.splitlines()[2:]
        yield from ("```sh", *(line.strip() for line in examples), "```", "")


def _options(command: click.Command, path: str) -> Iterator[str]:
    arguments = [parameter.human_readable_name for parameter in command.params if parameter.param_type_name != "option"]
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    yield from (f"Usage: `{' '.join((path, *arguments, *(['[OPTIONS]'] if options else [])))}`", "")
    yield from table(("option", "meaning"), (_row(option, command, path) for option in options))


def _row(option: click.Option, command: click.Command, path: str) -> tuple[str, str]:
    metavar = option.make_metavar(click.Context(command, info_name=path)).replace("INTEGER RANGE", "N")
    meaning = [option.help or ""]
    if option.multiple:
        meaning.append("Repeatable.")
    if option.required:
        meaning.append("Required.")
    elif option.show_default:
        meaning.append(f"Default: {option.show_default if isinstance(option.show_default, str) else option.default}.")
    return code(option.opts[0] if option.is_flag else f"{option.opts[0]} {metavar}"), " ".join(meaning)
