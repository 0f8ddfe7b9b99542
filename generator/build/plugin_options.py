"""The plugin's options in ``mkdocs.yml``: their types, and errors that name the line."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.exceptions import ConfigurationError

PLUGIN = "anthology-review"


class Count(BaseConfigOption[int]):
    """A whole number of at least 1; ``true`` is refused, though Python counts it as an integer."""

    def __init__(self, default: int) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> int:
        """See MkDocs."""
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ValidationError(f"expected a whole number of at least 1, found {value!r}.")
        return value


class ReviewConfig(Config):
    """Options of the plugin; paths are relative to ``mkdocs.yml``."""

    preview = c.FilesystemObject(exists=True)
    """A built preview: a folder that holds `people/`, or an archive of it."""
    anthology_data = c.Optional(c.Dir(exists=True))
    """The Anthology's data: a folder that holds `xml/` and `json/`. Without it no diff can be made."""
    jobs = Count(1)
    """Number of processes that work at once."""
    min_papers = Count(2)
    """Author pages with fewer papers get no review page."""
    since = c.Optional(c.File(exists=True))
    """`manifest.json` of a review site of the base preview: pages that differ are marked, and come first."""
    evidence = c.ListOfItems(c.File(exists=True), default=[])
    """Evidence files: what other sources say of the authors."""
    decided = c.Optional(c.Dir(exists=True))
    """Folder of accepted patches: suggestions that they reject do not come back."""


def check(config: ReviewConfig, config_file: str | None) -> None:
    """Refuse options that are wrong or unknown, all of them in one message.

    Args:
        config: the options as loaded, not yet validated.
        config_file: path of ``mkdocs.yml``, None if there is none.

    Raises:
        ConfigurationError: one line for each problem: file, line, option, what is expected.
    """
    known = [key for key, _ in config._schema]
    problems: dict[str, str] = {}
    for key, option in config._schema:  # MkDocs' own loop ends at the first error
        option.pre_validation(config, key)
        try:
            config[key] = option.validate(config.get(key))
        except ValidationError as error:
            problems[key] = str(error).removeprefix("The path ")
    for key in config.data.keys() - set(known):
        close = get_close_matches(str(key), known, 1)
        hint = f"Did you mean {close[0]}?" if close else f"There are {', '.join(known)}."
        problems[str(key)] = f"no such option. {hint}"
    if problems:
        lines = _lines(config_file)
        placed = sorted((lines.get(key, lines.get("", 0)), key, said) for key, said in problems.items())
        raise ConfigurationError("\n".join(_message(config_file, *problem) for problem in placed))


def _message(config_file: str | None, line: int, key: str, said: str) -> str:
    where = f"{Path(config_file).name}, line {line}: " if config_file and line else ""
    return f"{where}plugin {PLUGIN}, option {key}: {said}"


def _lines(config_file: str | None) -> dict[str, int]:
    """Option -> its line in the file, 1-based; ``""`` -> the line of the plugin; empty if the file doesn't name it.

    The YAML is parsed into nodes, not into values, for which the tags of MkDocs would need the loader of MkDocs.
    """
    if config_file is None:
        return {}
    root = yaml.compose(Path(config_file).read_text("utf-8-sig"), yaml.SafeLoader)
    for key, value in _pairs(root):
        if key.value == "plugins":
            # A list of names and of mappings with one name each, or one mapping.
            entries = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for entry in entries:
                if isinstance(entry, yaml.ScalarNode) and entry.value == PLUGIN:
                    return {"": entry.start_mark.line + 1}
                for name, options in _pairs(entry):
                    if name.value == PLUGIN:
                        lines = {str(option.value): option.start_mark.line + 1 for option, _ in _pairs(options)}
                        return {"": name.start_mark.line + 1, **lines}
    return {}


def _pairs(node: Any) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []
