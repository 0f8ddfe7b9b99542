"""What pip installs into an empty environment works without the checkout: templates, pages, scripts and model inside.

The environment is really empty: the dependencies come from the package index, so one that pyproject.toml forgets, and
the test environment happens to have, is missed here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.review import MIXED_PAGE, Review
from tests.conftest import DEMO, ROOT, SHARED

QUIET = ("--quiet", "--disable-pip-version-check")


def run(*command: str | Path, folder: Path) -> str:
    """What a command says; the checkout is out of its sight."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def work() -> Iterator[Path]:
    """A folder that goes with the last test: half a gigabyte would stay in pytest's own."""
    with TemporaryDirectory(prefix="anthology-review-wheel-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def dist(work: Path) -> Path:
    """The sdist, and the wheel that is made from it, as the release makes them."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", work / "dist", ROOT, folder=work)
    return work / "dist"


@pytest.fixture(scope="module")
def installed(work: Path, dist: Path) -> Path:
    """The command, in an environment that has the wheel and what it requires, no more."""
    [wheel] = dist.glob("*.whl")
    run(sys.executable, "-m", "venv", "empty", folder=work)
    run("empty/bin/pip", "install", *QUIET, "--no-compile", wheel, folder=work)
    where = run("empty/bin/python", "-c", "import generator; print(generator.__file__)", folder=work)
    assert where.startswith(str(work / "empty"))
    return work / "empty" / "bin" / "anthology-review"


def test_the_wheel_of_the_sdist_has_all_that_the_checkout_gives(dist: Path, work: Path) -> None:
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", work / "direct", ROOT, folder=work)
    [direct], [through] = (work / "direct").glob("*.whl"), dist.glob("*.whl")
    names = set(zipfile.ZipFile(through).namelist())
    assert names == set(zipfile.ZipFile(direct).namelist())
    inside = "generator/_resources/"
    assert names >= {
        "generator/grouping/model/trained_model.json",
        "generator/patch/schema.json",
        "generator/site/shared_files/queue.schema.json",
        "generator/py.typed",
        f"{inside}mkdocs.yml",
        f"{inside}content/help.md",
        f"{inside}content/demo/preview/people/kit-barleycombe/index.html",
        f"{inside}content/demo/data/json/people.json",
        f"{inside}site_templates/pages/review.html",
        f"{inside}site_templates/theme/404.html",
        f"{inside}site_templates/assets/review.js",
        f"{inside}site_templates/assets/review.css",
        f"{inside}site_templates/tables/venues.json",
        f"{inside}site_templates/words/en.json",
    }
    templates = f"{inside}site_templates/"
    folders = {name.removeprefix(templates).split("/")[0] for name in names if name.startswith(templates)}
    assert folders == {"assets", "pages", "tables", "theme", "words"}
    assert not [name for name in names if name.endswith((".ts", ".tsx"))]
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        assert any(name.endswith("/tests/test_wheel.py") for name in sdist.getnames())


def test_an_installed_command_builds_a_site_in_which_a_review_is_completed(
    installed: Path, browser: Browser, tmp_path: Path
) -> None:
    assert "34 review pages" in run(installed, "demo", folder=tmp_path)
    patch = complete(browser, tmp_path / "review-demo" / MIXED_PAGE, tmp_path)
    said = run(installed, "apply", patch, "--data", DEMO / "data", "--check", folder=tmp_path)
    assert "ari-lanternby is created" in said


def test_an_installed_command_names_the_extra_that_it_lacks(installed: Path, tmp_path: Path) -> None:
    command = [installed, "build", "--preview", DEMO / "preview", "--out", "site", "--compress"]
    done = subprocess.run(list(map(str, command)), cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1 and "-m pip install 'anthology-review[compress]'" in done.stderr


def test_an_installed_command_reviews_a_real_preview(installed: Path, browser: Browser, tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("needs the real preview samples in ../shared/data, which a public clone does not have")
    chosen = ("--preview", SHARED / "preview-2026-sample", "--pages", "katherine-metcalf/unverified")
    run(installed, "build", *chosen, "--out", "site", folder=tmp_path)
    patch = complete(browser, tmp_path / "site" / "review" / "katherine-metcalf.unverified.html", tmp_path)
    assert "katherine-metcalf" in run(installed, "patch", "show", patch, folder=tmp_path)


def complete(browser: Browser, file: Path, folder: Path) -> Path:
    """Select two papers, assign them to a new author, download the patch; with the network off."""
    context = browser.new_context(accept_downloads=True, offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    review = Review(context.new_page(), file.as_uri())
    keys = [f"{one['paper']}#{one['position']}" for one in review.data["mentions"][:2]]
    review.select(*keys)
    review.assign_new(degree="University of Northhaven")
    assert "2 papers will move" in review.open_decisions()
    patch = review.download("json", folder)
    expect(review.page.get_by_role("link", name="Your patch").first).to_be_visible()
    context.close()
    assignments = json.loads(patch.read_text("utf-8"))["assignments"]
    assert {f"{one['paper']}#{one['position']}" for one in assignments} == set(keys)
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []
    return patch
