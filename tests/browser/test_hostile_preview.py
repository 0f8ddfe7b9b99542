"""A preview is built from a proposed change: whatever stands in it, no script of it runs and no other host is asked."""

from __future__ import annotations

import html
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.review import Review

RUN = "window.ran=1"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=https://evil.invalid/x onload={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style></style><img src onerror={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "<iframe src=https://evil.invalid/></iframe>",
    f"<object data='data:text/html,<script>{RUN}</script>'></object>",
    "<embed src=https://evil.invalid/x.swf>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<a href='java&#09;script:{RUN}'>x</a>",
    f"<a href=' &#14; javascript:{RUN}'>x</a>",
    f"<form action='javascript:{RUN}'><button>x</button></form>",
    f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<body onload={RUN}>",
    f"<style>@import 'https://evil.invalid/x.css';*{{background:url(javascript:{RUN})}}</style>",
    "<link rel=stylesheet href=https://evil.invalid/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>",
    "<base href=https://evil.invalid/>",
    f"<p style='background:url(https://evil.invalid/x)' onclick={RUN}>x</p>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<template><img src=x onerror={RUN}></template>",
    f"<xmp><img title='</xmp><img src=x onerror={RUN}>'></xmp>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f'"><img src=x onerror={RUN}>',
    f"' onmouseover={RUN} x='",
    f"--></script><script>{RUN}</script><!--",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"${{{RUN}}} {{{{ {RUN} }}}} {{% raw %}} <% {RUN} %>",
    "\u202eevil\u202c \u2066\u200b\u200d\ufeff\u00ad",
    "\u2028\u2029\x0b\x0c",
    "=cmd|'/c calc'!A0",
    "A" * 20000,
    "A\u0301" * 2000,
    "",
]
PAGES = 7
"""Each has every seventh payload, so that one that swallows what follows hides few others."""
HEAD = """<!doctype html><html lang=en><head><meta charset=utf-8><title>x</title>
<link rel=canonical href=https://preview.aclanthology.org/demo/people/{slug}/unverified/></head><body>
<div class="alert" role=alert>This is a preview {notice}</div><div id=main class=container>
<h2 id=title class=flex-grow-1><span class=fw-normal>Song</span> <span class=fw-bold>Number{n}</span></h2>
<p class="text-muted">{comment}</p><hr><div class=row><div class=col-lg-9><h4 id=y>2024</h4>
"""
ENTRY = """<div class="d-sm-flex align-items-stretch mb-3"><span class=d-block><strong>
<a class=align-middle href={href}>{title}</a></strong><br><a href=/demo/people/{slug}/unverified/>Song Number{n}</a>,
<a href=/demo/people/other/>{coauthor}</a><br><a href={volume_href} class="align-middle text-muted">{volume}</a></span>
<span class=badges><a class="badge text-bg-primary" href="{pdf}">pdf</a><span title="{award}"><i class="fas fa-award">
</i></span></span></div><div class="card bg-light mb-2 collapse abstract-collapse"><div class="card-body">
{abstract}</div></div>
"""


def author_page(n: int, payloads: list[str]) -> str:
    """One author page with payloads as text and as markup in each field: six papers a payload, and the page itself."""
    slug = f"song-number{n}"
    end = "</div><div class=col-lg-3></div></div></div></body></html>"
    note = html.escape(" ".join(payloads))
    return HEAD.format(slug=slug, n=n, notice=note, comment=note) + "".join(_entries(n, slug, payloads)) + end


def _entries(n: int, slug: str, payloads: list[str]) -> Iterator[str]:
    for at, payload in enumerate(payloads):
        text = html.escape(payload)
        papers = [
            {"title": f"a {text}"}, {"title": f"b {payload}"}, {"abstract": payload}, {"coauthor": f"c {text}"},
            {"volume": f"v {text}", "award": text}, {"pdf": text if ":" in text else f"javascript:{text}"},
        ]  # fmt: skip
        for k, own in enumerate(papers):
            number = 1000 * n + 10 * at + k + 1
            plain = {
                "title": f"Paper {number}", "coauthor": "Cy Ray", "volume": "Proceedings", "abstract": "Words.",
                "award": "", "pdf": "", "href": f"/demo/2024.x-main.{number}/",
                "volume_href": "/demo/volumes/2024.x-main/",
            }  # fmt: skip
            yield ENTRY.format(n=n, slug=slug, **{**plain, **own})


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for n in range(PAGES):
        page = folder / "preview" / "people" / f"song-number{n}" / "unverified" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(author_page(n, PAYLOADS[n::PAGES]), "utf-8")
    command = [sys.executable, "-m", "generator", "build", "--preview", str(folder / "preview"), "--jobs", "1"]
    done = subprocess.run([*command, "--out", str(folder / "site")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Author pages refused: 0" in done.stdout
    assert sorted(p.name for p in folder.iterdir()) == ["preview", "site"]
    return folder / "site"


@pytest.mark.parametrize("n", range(PAGES))
def test_nothing_of_a_hostile_preview_runs(page: Page, hostile_site: Path, n: int) -> None:
    file = hostile_site / "review" / f"song-number{n}.unverified.html"
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog))
    review = Review(page, file.as_uri())
    titles = page.locator(".ar-paper__title[aria-expanded]")
    assert titles.count() > 0
    titles.evaluate_all("all => all.forEach(title => title.click())")
    expect(page.locator(".ar-abstract[data-ar-loaded]")).to_have_count(titles.count())
    page.locator("[data-ar-look] summary").evaluate_all("all => all.forEach(summary => summary.click())")
    review.page.click("[data-ar-select=all]")
    review.assign_new(degree=PAYLOADS[n])
    review.open_decisions()
    expect(page.locator("[data-ar-outcome]")).to_contain_text("will move to")
    assert page.evaluate("window.ran") is None and not dialogs
    assert page.locator("main :is(script:not([type]), iframe, object, embed, base, meta, link, style)").count() == 0
    assert page.locator("main a[href^='javascript' i], main [onclick], main [onerror], main [onload]").count() == 0


def test_a_page_whose_markup_swallows_its_own_end_is_refused_with_the_reason(tmp_path: Path) -> None:
    for n, payload in enumerate(["<math><mtext><table><mglyph><style>", "Fine"]):
        page = tmp_path / "preview" / "people" / f"song-number{n}" / "unverified" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(author_page(n, [payload]), "utf-8")
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--preview",
        str(tmp_path / "preview"),
        "--jobs",
        "1",
    ]
    done = subprocess.run([*command, "--out", str(tmp_path / "site")], capture_output=True, text=True)
    assert done.returncode == 0 and "Author pages refused: 1" in done.stdout
    assert "people/song-number0/unverified/index.html: " in done.stdout
