"""What is wrong in ``mkdocs.yml`` is said with its line, before anything is built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError

from tests.conftest import ROOT

OPTIONS = "      preview: content/demo/preview\n      anthology_data: content/demo/data\n"


def config_of(folder: Path, options: str) -> tuple[Path, int]:
    """A copy of the project's configuration with other plugin options, and the line where the plugin is named."""
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert OPTIONS in config
    (folder / "mkdocs.yml").write_text(config.replace(OPTIONS, options), "utf-8")
    for name in ("content", "site_templates"):
        (folder / name).symlink_to(ROOT / name)
    return folder / "mkdocs.yml", config[: config.index(OPTIONS)].count("\n")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("jobs: many", "option jobs: expected a whole number of at least 1, found 'many'."),
        ("jobs: 0", "option jobs: expected a whole number of at least 1, found 0."),
        ("jobs: true", "option jobs: expected a whole number of at least 1, found True."),
        ("min_papers: [2]", "option min_papers: expected a whole number of at least 1, found [2]."),
        ("min_paper: 3", "option min_paper: no such option. Did you mean min_papers?"),
        ("colour: red", "option colour: no such option. There are preview, anthology_data, jobs,"),
        ("since: build/base.json", "build/base.json' isn't an existing file."),
        ("since: 7", "option since: Expected type:"),
    ],
)
def test_a_wrong_option_is_named_with_its_line(tmp_path: Path, wrong: str, said: str) -> None:
    config, line = config_of(tmp_path, f"{OPTIONS}      {wrong}\n")
    with pytest.raises(ConfigurationError) as refused:
        load_config(str(config))
    assert str(refused.value).startswith(f"mkdocs.yml, line {line + 3}: plugin anthology-review, option ")
    assert said in str(refused.value)


def test_mkdocs_build_says_all_that_is_wrong_at_once_and_builds_nothing(tmp_path: Path) -> None:
    config, line = config_of(tmp_path, "      jobs: -1\n      anthology_data: nowhere\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"line {line}: plugin anthology-review, option preview: Required" in done.stderr
    assert f"line {line + 1}: plugin anthology-review, option jobs: expected" in done.stderr
    assert f"line {line + 2}: plugin anthology-review, option anthology_data: '{tmp_path}/nowhere' isn" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_plugin_without_options_has_a_line_too(tmp_path: Path) -> None:
    config, line = config_of(tmp_path, "")
    config.write_text(config.read_text("utf-8").replace("- anthology-review:\n", "- anthology-review\n"), "utf-8")
    with pytest.raises(ConfigurationError, match=f"line {line}: .*option preview: Required"):
        load_config(str(config))
