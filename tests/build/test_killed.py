"""A build of what changed that is killed at any moment: the old site or the new one stands there, never half of one."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.build.test_update import files
from tests.conftest import DEMO

KILLS = 10


def test_killed_at_any_moment_the_next_build_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    preview, site = tmp_path / "preview", tmp_path / "site"
    shutil.copytree(DEMO / "preview", preview)
    page = preview / "people" / "ari-lanternby" / "unverified" / "index.html"
    text = page.read_text("utf-8")
    build = [sys.executable, "-m", "generator", "build", "--jobs", "1", "--data", str(DEMO / "data")]
    build += ["--preview", str(preview), "--out"]

    def run(out: Path) -> str:
        return subprocess.run([*build, str(out)], check=True, capture_output=True, text=True).stderr

    expected = {}
    for title in ("Fog", "Rain"):
        page.write_text(text.replace("Counting Words in Fog", f"Counting Words in {title}"), "utf-8")
        run(tmp_path / title)
        expected[title] = files(tmp_path / title)
    run(site)
    began = time.monotonic()
    page.write_text(text, "utf-8")
    run(site)
    whole = time.monotonic() - began
    before, killed = "Fog", 0
    for at in range(KILLS):
        after = "Rain" if before == "Fog" else "Fog"
        page.write_text(text.replace("Counting Words in Fog", f"Counting Words in {after}"), "utf-8")
        running = subprocess.Popen([*build, str(site)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * (at + 1) / (KILLS + 1))
        running.kill()
        killed += running.wait() != 0
        if site.exists():  # else it was killed between the two renames
            assert files(site) in (expected[before], expected[after])
        assert "Building everything" not in run(site)
        assert files(site) == expected[after]
        assert not list(tmp_path.glob(".site.building")) and not list(tmp_path.glob(".site.old"))
        before = after
    assert killed
