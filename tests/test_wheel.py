"""What pip installs from the built wheel works without the checkout: templates, pages, scripts and model are inside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import DEMO, ROOT


def test_the_wheel_builds_a_review_site_on_its_own(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", str(ROOT), "--no-deps", "--wheel-dir", str(tmp_path)], check=True)
    [wheel] = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    subprocess.run([*pip, "install", str(wheel), "--no-deps", "--target", str(installed)], check=True)
    assert (installed / "generator" / "py.typed").is_file()
    alone = {**os.environ, "PYTHONPATH": str(installed)}
    where = [sys.executable, "-c", "import generator; print(generator.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=alone, check=True, capture_output=True, text=True).stdout
    assert found.startswith(str(installed))
    build = [sys.executable, "-m", "generator.cli", "build", "--preview", str(DEMO / "preview"), "--jobs", "1"]
    done = subprocess.run([*build, "--out", "site"], cwd=tmp_path, env=alone, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Review pages written: 33" in done.stdout
    script = (tmp_path / "site" / "assets" / "review" / "js" / "site" / "review.js").read_text("utf-8")
    assert "Which author should" in script
