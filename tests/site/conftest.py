"""Built sites: the demo's, and that of the sample of a real preview."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import demo_server, demo_site, page

__all__ = ["demo_server", "demo_site", "page", "sample_site"]


@pytest.fixture(scope="session")
def sample_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review site of the sample of a real preview."""
    site = tmp_path_factory.mktemp("sample") / "site"
    command = [sys.executable, "-m", "generator", "build", "--jobs", "2", "--out", str(site)]
    done = subprocess.run([*command, "--preview", str(shared / "preview-2026-sample")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return site
