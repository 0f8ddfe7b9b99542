"""Templates and texts are read once for a build, and again for the next one of `mkdocs serve`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import resources
from generator.site.templates import forget_templates, template_environment


def test_a_changed_template_or_text_is_shown_by_the_next_build_of_a_running_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "site_templates" / "pages" / "keys.html"
    words = tmp_path / "site_templates" / "words" / "en.json"
    for folder in ("pages", "words"):
        shutil.copytree(resources.root() / "site_templates" / folder, tmp_path / "site_templates" / folder)
    template.write_text("old: {{ 'site_find'|say }}", "utf-8")
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    forget_templates()
    try:
        assert template_environment().get_template("keys.html").render() == "old: Find an author"
        template.write_text("new: {{ 'site_find'|say }}", "utf-8")
        words.write_text(words.read_text("utf-8").replace("Find an author", "Look for an author"), "utf-8")
        forget_templates()
        assert template_environment().get_template("keys.html").render() == "new: Look for an author"
    finally:
        forget_templates()
