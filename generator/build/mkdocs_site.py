"""The pages that MkDocs renders: home, help, documentation, and the shell of all review pages.

MkDocs is loaded only where it renders: that takes as long as many a small build.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import msgspec

from generator import resources
from generator.build.phases import SHELL, StartedSite
from generator.build.program_version import program_digest
from generator.build.settings import Settings
from generator.errors import ReviewError
from generator.runtime.compression import zstd
from generator.runtime.progress import stage
from generator.runtime.user_cache import find_cached, keep_cached, key
from generator.site import requests_page
from generator.site.addresses import ASSETS_FOLDER, REVIEW_FOLDER
from generator.site.content_security_policy import with_policy
from generator.site.home_page import TEMPLATES

_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
"""Deleted: MkDocs writes today's date into them, and lists no page in them unless it knows the site's address."""

_INSTALLED = (".dist-info", ".egg-info")
"""How the folders end that have name and version of an installed package in their names."""

_OTHER_LANGUAGES = "assets/javascripts/lunr"
"""Deleted, as source maps are: the theme's search in other languages than English, which no page loads."""


class _KeptSite(msgspec.Struct, frozen=True):
    """A site as `start_site` leaves it: its shells, and the content of each file by path below the site."""

    shells: dict[str, str]
    files: dict[str, bytes]


def render_mkdocs_pages(settings: Settings, out: Path) -> StartedSite:
    """Let MkDocs render its pages into an empty folder; pages that were rendered before come from the user's cache.

    Raises:
        ReviewError: MkDocs can't build the pages.
    """
    with stage("Preparing MkDocs"):
        name = _key(settings)
        try:
            kept = msgspec.msgpack.decode(zstd.decompress(find_cached([name])[name]), type=_KeptSite)
        except (KeyError, zstd.ZstdError, msgspec.MsgspecError):
            site = _render(settings, out)
            paths = (path for path in sorted(out.rglob("*")) if path.is_file())
            files = {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}
            packed = msgspec.msgpack.encode(_KeptSite(dict(site.shells), files))
            keep_cached([(name, zstd.compress(packed))])
            return site
        for file, content in kept.files.items():
            place = out / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return StartedSite(out, kept.shells)


def _key(settings: Settings) -> bytes:
    """Key of what MkDocs renders: that depends on this program, and on MkDocs, its theme and their libraries."""
    folders = (folder for folder in sys.path if os.path.isdir(folder))  # noqa: PTH112
    installed = sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(_INSTALLED))  # noqa: PTH208
    requests = b"with requests" if settings.requests else b""
    return key("pages of MkDocs", program_digest().encode(), "\n".join(installed).encode(), requests)


def _render(settings: Settings, out: Path) -> StartedSite:
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
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
