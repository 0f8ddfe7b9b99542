"""The command demo, the first that anybody types: it builds what comes with the program and says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.cli.command import DATA, PREVIEW, files, run


def test_the_demo_is_the_site_of_the_demo_preview(tmp_path: Path) -> None:
    done = run("demo", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    index = tmp_path / "review-demo" / "index.html"
    assert index.is_file()
    assert done.stdout.splitlines() == ["34 review pages. Open review-demo/index.html in a browser:", index.as_uri()]
    assert run("build", "--preview", PREVIEW, "--data", DATA, "--out", tmp_path / "site").returncode == 0
    both = files(tmp_path / "review-demo"), files(tmp_path / "site")
    for site in both:
        del site["review-site.json"]  # names the build
    assert both[0] == both[1]


@pytest.mark.parametrize("browser_there", [True, False])
def test_open_opens_the_first_page_or_says_that_it_could_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser_there: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    opened: list[str] = []

    def open_browser(address: str) -> bool:
        opened.append(address)
        return browser_there

    monkeypatch.setattr("webbrowser.open", open_browser)
    done = CliRunner().invoke(main, ["demo", "--open"])
    assert done.exit_code == 0, done.output
    assert opened == [(tmp_path / "review-demo" / "index.html").as_uri()]
    assert ("No browser could be started" in done.stderr) is not browser_there


def test_a_folder_of_the_same_name_that_is_no_review_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "review-demo").mkdir()
    (tmp_path / "review-demo" / "precious.txt").write_text("keep me", "utf-8")
    done = run("demo", folder=tmp_path)
    assert done.returncode == 1 and "is no review site" in done.stderr
    assert (tmp_path / "review-demo" / "precious.txt").read_text("utf-8") == "keep me"
