"""The MkDocs plugin: translates MkDocs' events into calls of `generate`, nothing more."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.build.generate import generate
from generator.build.plugin_options import ReviewConfig, check
from generator.build.read_inputs import News, look
from generator.build.settings import Report, Settings
from generator.build.state.store import Store
from generator.errors import ReviewError
from generator.resources import PATCH_SCHEMA
from generator.site.addresses import REVIEW_FOLDER
from generator.site.content_security_policy import with_policy
from generator.site.shared_files.page_script import write_page_script
from generator.site.theme_fixes import fix_theme_markup

SCHEMA_ADDRESS = "docs/assignment-patch-1.schema.json"
"""Below the site; stays for as long as version 1 of the format does."""
log = logging.getLogger("mkdocs.plugins.anthology-review")


class ReviewPlugin(BasePlugin[ReviewConfig]):
    """Writes the review pages once MkDocs has built everything else."""

    report: Report | None = None
    news: News | None = None
    serving = False
    by_mkdocs = False
    _asked: Settings | None = None
    _store: Store | None = None

    def keep_in(self, settings: Settings, store: Store) -> None:
        """Build by these settings, and keep what the next build needs."""
        self._asked, self._store = settings, store

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """See MkDocs; what is wrong is said with its line."""
        self.config = ReviewConfig(config_file_path=config_file_path)
        self.config.load_dict(options)
        check(self.config, config_file_path)
        return [], []

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """See MkDocs; the schema of patches is published as the program uses it."""
        files.append(File.generated(config, SCHEMA_ADDRESS, abs_src_path=str(PATCH_SCHEMA)))
        return files

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """See MkDocs."""
        self.by_mkdocs = True
        self.serving = command == "serve"

    def settings(self) -> Settings:
        """The options as `Settings`; MkDocs has made the paths absolute."""
        given = self.config
        data = Path(given.anthology_data) if given.anthology_data else None
        since = Path(given.since) if given.since else None
        return Settings(Path(given.preview), data, given.jobs, given.min_papers, since)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """See MkDocs."""
        return fix_theme_markup(output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """See MkDocs."""
        try:
            # `mkdocs serve` puts a script of its own into each page.
            for page in sorted(Path(config.site_dir).rglob("*.html")) if not self.serving else ():
                if page.parent.name != REVIEW_FOLDER:
                    page.write_text(with_policy(page.read_text("utf-8")), "utf-8")
            settings = self._asked or self.settings()
            self.news = look(settings, None)
            self.report = generate(settings, Path(config.site_dir), self.news, store=self._store)
            write_page_script(Path(config.site_dir), config.extra["review_scripts"])
            # MkDocs dates its list of pages, and without an address of the site it lists none.
            for name in ("sitemap.xml", "sitemap.xml.gz"):
                (Path(config.site_dir) / name).unlink(missing_ok=True)
        except ReviewError as exc:
            if not self.by_mkdocs:
                raise  # `build_site` says it in its own words
            raise PluginError(str(exc)) from exc
        for refusal in self.report.refused:
            log.warning("people/%s was passed over: %s", refusal.path, refusal.reason)
