"""The reference pages say what the program does, since they are made from it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from jsonschema import validate
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from generator.build.mkdocs_plugin import SCHEMAS
from generator.build.plugin_options import ReviewConfig
from generator.cli.main import main
from generator.patch.document import parse_patch
from generator.reference import ReferencePreprocessor
from generator.resources import PATCH_SCHEMA, QUEUE_SCHEMA
from generator.review.finding import Kind
from generator.site.shared_files.queue import KEYS
from tests.conftest import ROOT

DOCS = ROOT / "content" / "docs"


def described(directive: str) -> str:
    return "\n".join(ReferencePreprocessor().run([f"::: {directive}"]))


def test_every_option_of_every_command_is_in_its_section() -> None:
    sections = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n)*)", described("commands") + "\n", re.M))
    commands = {name: command for name, command in main.commands.items() if not isinstance(command, click.Group)}
    assert set(commands) < set(sections)
    for name, command in commands.items():
        assert f"Usage: `anthology-review {name}" in sections[name]
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"| `{option.opts[0]}" in sections[name] and str(option.help) in sections[name]


def test_every_key_of_the_patch_and_every_plugin_option_is_described() -> None:
    schema = json.loads(PATCH_SCHEMA.read_text("utf-8"))
    keys = set(schema["properties"]) | {k for kind in schema["$defs"].values() for k in kind.get("properties", {})}
    keys |= set(schema["properties"]["base"]["properties"])
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.*) \|$", described("patch-format"), re.M)
    assert {key for key, _, _ in rows} == keys
    options = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", described("settings"), re.M)
    assert [name for name, _, _ in options] == [name for name, _ in ReviewConfig._schema]


def test_what_depends_on_the_machine_is_not_in_the_reference() -> None:
    for directive in ("commands", "settings", "patch-format", "api read_preview", "api build_site"):
        assert not re.search(r"0x[0-9a-f]{6}|Sentinel|<function", described(directive))


def test_every_key_and_kind_of_the_queue_is_described_and_its_example_is_one() -> None:
    schema = json.loads(QUEUE_SCHEMA.read_text("utf-8"))
    shown = described("queue-format")
    assert all(f"| `{key}` |" in shown for key in KEYS) and all(f"| `{kind.value}` |" in shown for kind in Kind)
    assert [one["const"] for one in schema["$defs"]["kind"]["oneOf"]] == list(Kind)
    [example] = re.findall(r"```json\n(.*?)```", (DOCS / "queue-format.md").read_text("utf-8"), re.S)
    validate(json.loads(example), schema)


def test_the_example_of_a_patch_is_a_valid_patch() -> None:
    [example] = re.findall(r"```json\n(.*?)```", (DOCS / "patch-format.md").read_text("utf-8"), re.S)
    assert parse_patch(example).assignments


def test_the_schemas_are_published_at_their_addresses() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    files = config.plugins.on_files(get_files(config), config=config)
    for (address, schema), page in zip(SCHEMAS.items(), ("patch-format.md", "queue-format.md"), strict=True):
        published = files.get_file_from_path(address)
        assert published is not None and published.abs_src_path == str(schema)
        assert f"]({Path(address).name})" in (DOCS / page).read_text("utf-8")


def test_a_directive_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such reference"):
        described("comands")
