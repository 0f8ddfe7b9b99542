"""The MkDocs plugins: they translate MkDocs' events into calls, nothing more."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import resources
from generator.build.inputs import read_inputs
from generator.build.mkdocs_site import start_site
from generator.build.phases import generate
from generator.build.plugin_options import ReviewConfig, check
from generator.build.settings import Settings
from generator.build.state.kept_values import LastBuild
from generator.build.state.lazy_values import StateUpdate
from generator.errors import ReviewError
from generator.site.templates import add_words, forget_templates
from generator.site.theme_fixes import fix_theme_markup

SCHEMAS = {
    "docs/assignment-patch-1.schema.json": resources.PATCH_SCHEMA,
    "docs/queue.schema.json": resources.QUEUE_SCHEMA,
}
"""Path below the site -> JSON Schema; the first must not change as long as version 1 of the format is in use."""
log = logging.getLogger("mkdocs.plugins.anthology-review")


class PagesPlugin(BasePlugin[ReviewConfig]):
    """Completes the pages that MkDocs renders; `build_site` adds the review pages itself."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """See MkDocs; errors name the line of the option."""
        self.config = ReviewConfig(config_file_path=config_file_path)
        self.config.load_dict(options)
        check(self.config, config_file_path)
        return [], []

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """See MkDocs; the schemas are published as the program has them."""
        for address, schema in SCHEMAS.items():
            files.append(File.generated(config, address, abs_src_path=str(schema)))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """See MkDocs; the theme's templates say texts as ours do."""
        forget_templates()  # they may have changed while serving
        add_words(env)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """See MkDocs."""
        return fix_theme_markup(output)


class ReviewPlugin(PagesPlugin):
    """Adds the review pages once MkDocs has rendered everything else, for ``mkdocs build`` and ``mkdocs serve``."""

    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """See MkDocs."""
        self.serving = command == "serve"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """See MkDocs; a change of templates, styles or scripts builds the site again."""
        server.watch(str(resources.root() / "site_templates"))
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """See MkDocs."""
        # `mkdocs serve` puts a script of its own into each page, which a policy would block.
        site = start_site(Path(config.site_dir), with_policies=not self.serving)
        nothing = LastBuild()
        try:
            settings = self._settings()
            report = generate(settings, site, read_inputs(settings, nothing), nothing, StateUpdate(nothing, None))
        except ReviewError as exc:
            raise PluginError(str(exc)) from exc
        for refusal in report.refused:
            log.warning("people/%s was passed over: %s", refusal.path, refusal.reason)

    def _settings(self) -> Settings:
        """The options as `Settings`; MkDocs has made the paths absolute."""
        given = self.config
        data = Path(given.anthology_data) if given.anthology_data else None
        since = Path(given.since) if given.since else None
        evidence = tuple(map(Path, given.evidence))
        decided = Path(given.decided) if given.decided else None
        return Settings(
            Path(given.preview), data, given.jobs, given.min_papers, since, evidence=evidence, decided=decided
        )
