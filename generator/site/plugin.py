"""The MkDocs plugin: translates MkDocs' events into calls of `generate`, nothing more."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from generator.errors import ReviewError
from generator.site.generate import generate
from generator.site.indexes import write_script
from generator.site.mend import mended
from generator.site.names import REVIEW_FOLDER
from generator.site.policy import with_policy
from generator.site.settings import Report, Settings

log = logging.getLogger("mkdocs.plugins.anthology-review")


class ReviewConfig(Config):
    """Options in ``mkdocs.yml``."""

    preview = c.Type(str)
    """Folder that holds ``people/``, or an archive of it; relative to ``mkdocs.yml``."""
    anthology_data = c.Optional(c.Type(str))
    """Folder with ``xml/`` and ``json/``."""
    jobs = c.Type(int, default=1)
    """Worker processes."""
    min_papers = c.Type(int, default=2)
    """Pages with fewer papers get no review page."""
    since = c.Optional(c.Type(str))
    """Manifest of a build of the base preview, with which this one is compared."""


class ReviewPlugin(BasePlugin[ReviewConfig]):
    """Writes the review pages once MkDocs has built everything else."""

    report: Report | None = None
    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """See MkDocs."""
        self.serving = command == "serve"

    def settings(self, config: MkDocsConfig) -> Settings:
        """The options as `Settings`, paths made absolute."""
        base = Path(config.config_file_path).parent
        data = base / self.config.anthology_data if self.config.anthology_data else None
        since = base / self.config.since if self.config.since else None
        return Settings(base / self.config.preview, data, self.config.jobs, self.config.min_papers, since)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """See MkDocs."""
        return mended(output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """See MkDocs."""
        try:
            # `mkdocs serve` puts a script of its own into each page.
            for page in sorted(Path(config.site_dir).rglob("*.html")) if not self.serving else ():
                if page.parent.name != REVIEW_FOLDER:
                    page.write_text(with_policy(page.read_text("utf-8")), "utf-8")
            self.report = generate(self.settings(config), Path(config.site_dir))
            write_script(Path(config.site_dir), config.extra["review_scripts"])
            # MkDocs dates its list of pages, and without an address of the site it lists none.
            for name in ("sitemap.xml", "sitemap.xml.gz"):
                (Path(config.site_dir) / name).unlink(missing_ok=True)
        except ReviewError as exc:
            raise PluginError(str(exc)) from exc
        for refusal in self.report.refused:
            log.warning("people/%s was passed over: %s", refusal.path, refusal.reason)
