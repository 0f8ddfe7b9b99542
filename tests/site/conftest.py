"""Built sites: the demo's, and that of a third of the sample of a real preview."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import demo_server, demo_site, page

__all__ = ["demo_server", "demo_site", "page", "real_preview", "real_site"]


@pytest.fixture(scope="session")
def real_preview(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every third author of the sample of a real preview; all of them would only take longer."""
    people = shared / "preview-2026-sample" / "people"
    preview = tmp_path_factory.mktemp("real") / "preview"
    for author in sorted(people.iterdir())[::3]:
        shutil.copytree(author, preview / "people" / author.name)
    return preview


@pytest.fixture(scope="session")
def real_site(real_preview: Path) -> Path:
    """Their review site."""
    site = real_preview.parent / "site"
    command = [sys.executable, "-m", "generator", "build", "--jobs", "2", "--out", str(site)]
    done = subprocess.run([*command, "--preview", str(real_preview)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return site
