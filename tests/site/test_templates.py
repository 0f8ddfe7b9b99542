"""Templates are read once for a build, and again for the next one of `mkdocs serve`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import resources
from generator.site.templates import forget_templates, template_environment


def test_a_changed_template_is_shown_by_the_next_build_of_a_running_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "site_templates" / "pages" / "keys.html"
    shutil.copytree(resources.root() / "site_templates" / "pages", template.parent)
    template.write_text("old", "utf-8")
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    forget_templates()
    try:
        assert template_environment().get_template("keys.html").render() == "old"
        template.write_text("new", "utf-8")
        forget_templates()
        assert template_environment().get_template("keys.html").render() == "new"
    finally:
        forget_templates()
