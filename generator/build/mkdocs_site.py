"""The pages that MkDocs renders: home, help, documentation, and the shell of all review pages."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator import resources
from generator.build.phases import SHELL, StartedSite
from generator.build.settings import Settings
from generator.errors import ReviewError
from generator.runtime.progress import stage
from generator.site import requests_page
from generator.site.addresses import ASSETS_FOLDER, REVIEW_FOLDER
from generator.site.content_security_policy import with_policy
from generator.site.home_page import TEMPLATES

_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
"""Deleted: MkDocs writes today's date into them, and lists no page in them unless it knows the site's address."""

_OTHER_LANGUAGES = "assets/javascripts/lunr"
"""Deleted, as source maps are: the theme's search in other languages than English, which no page loads."""


def render_mkdocs_pages(settings: Settings, out: Path) -> StartedSite:
    """Let MkDocs render its pages into an empty folder.

    Raises:
        ReviewError: MkDocs can't build the pages.
    """
    try:
        with stage("Preparing MkDocs"):
            options = {"preview": str(settings.preview.absolute())}
            # The page of the requests is there for those who bring some.
            inbox: dict[str, str] = {"exclude_docs": "/demo/"} if settings.requests else {}
            config = load_config(
                str(resources.root() / "mkdocs.yml"),
                site_dir=str(out),
                plugins=[{"search": {}}, {"anthology-review-pages": options}],
                **inbox,
            )
            if settings.requests:
                places = [place for place, entry in enumerate(config.nav or ()) if "basket.md" in entry.values()]
                (config.nav or []).insert(places[0], {"Requests": requests_page.SOURCE})
            mkdocs_build(config)
    except MkDocsException as exc:
        raise ReviewError(f"MkDocs could not build the site: {exc}") from exc
    return start_site(out)


def start_site(out: Path, with_policies: bool = True) -> StartedSite:
    """Turn what MkDocs rendered into a site that `generate` can fill.

    Args:
        out: the folder into which MkDocs rendered.
        with_policies: whether pages get a Content Security Policy.
    """
    for page in sorted(out.rglob("*.html")) if with_policies else ():
        if page.parent.name != REVIEW_FOLDER:  # the shell gets another policy, from `PageShell`
            page.write_text(with_policy(page.read_text("utf-8")), "utf-8")
    for name in _SITEMAPS:
        (out / name).unlink(missing_ok=True)
    for path in out.glob("assets/**/*.map"):
        path.unlink()
    shutil.rmtree(out / _OTHER_LANGUAGES, ignore_errors=True)
    inbox = (requests_page.FILE,) if (out / requests_page.FILE).exists() else ()
    shells = {name: (out / name).read_text("utf-8") for name in (*TEMPLATES, *inbox, SHELL)}
    (out / SHELL).unlink()
    shutil.copytree(resources.root() / "site_templates" / "assets", out / ASSETS_FOLDER, dirs_exist_ok=True)
    return StartedSite(out, shells)
