"""What MkDocs renders is rendered once for each version of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import mkdocs_site
from generator.build.mkdocs_site import render_mkdocs_pages
from generator.build.settings import Settings
from generator.runtime.user_cache import find_cached, keep_cached
from tests.build.test_update import files
from tests.conftest import DEMO


def test_pages_that_were_rendered_before_are_the_same_and_what_is_no_site_is_rendered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = Settings(DEMO / "preview")
    rendered = render_mkdocs_pages(settings, tmp_path / "rendered")
    again = render_mkdocs_pages(settings, tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path / "rendered")
    assert again.shells == rendered.shells
    name = mkdocs_site._key(settings)
    kept = find_cached([name])
    keep_cached([(name, b"something else")])
    assert render_mkdocs_pages(settings, tmp_path / "anew").shells == rendered.shells
    assert find_cached([name]) == kept
