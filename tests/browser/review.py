"""What a reviewer does on a review page, as steps for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import client_modules

MIXED_PAGE = "review/ari-lanternby.unverified.html"
OVER_BOTH = pytest.mark.parametrize("site", ["file", "http"], indirect=True)
"""Run a test on the demo site from the disk and from a server: where pages load, keep or find something."""


class Review:
    """One review page in the browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        expect(page.locator("[data-ar-dock]")).to_be_visible()

    @property
    def data(self) -> dict[str, Any]:
        """The page's own data, unpacked."""
        unpack = "AR.pageData(JSON.parse(document.querySelector('[data-ar-data]').textContent), document)"
        return dict(self.page.evaluate(f"{client_modules()}\n{unpack}"))

    def select(self, *keys: str) -> None:
        """Tick papers."""
        for key in keys:
            self.page.check(f'[data-ar-check][value="{key}"]')

    def selected(self) -> list[str]:
        """Keys of the ticked papers."""
        return list(self.page.eval_on_selector_all("[data-ar-check]:checked", "boxes => boxes.map(b => b.value)"))

    def members(self, person: str) -> list[str]:
        """Keys of the papers that stand with a person of the page."""
        boxes = f'[data-ar-group="{person}"] [data-ar-check]'
        return list(self.page.eval_on_selector_all(boxes, "boxes => boxes.map(box => box.value)"))

    def paste(self, text: str) -> None:
        """Paste a list or a rule into the box for it."""
        if self.page.locator("[data-ar-paste-box]").is_hidden():
            self.open_tools()
            self.page.click("[data-ar-paste-open]")
        self.page.fill("[data-ar-paste-text]", text)
        expect(self.page.locator("[data-ar-paste-status]")).not_to_be_empty()

    def open_tools(self) -> None:
        """Bring filter, paste box and keys into view; on narrow screens they lie in the sheet."""
        if self.page.locator("[data-ar-open-keys]").is_hidden():
            self.page.click("[data-ar-open-tools]")
        expect(self.page.locator("[data-ar-open-keys]")).to_be_visible()

    def open_assign(self) -> None:
        """Open the panel that asks whose the papers are; a pasted text opens it by itself."""
        button = self.page.locator("[data-ar-open-assign]")
        if button.count() and button.get_attribute("aria-expanded") == "false":
            button.click()
        expect(self.page.locator("[data-ar-assign]")).to_be_visible()

    def assign_existing(self, person: str, search: str = "") -> None:
        """Assign the selection to a verified author, found by search if they are no candidate."""
        self.open_assign()
        if search:
            self.page.fill("[data-ar-verified-search]", search)
        self.page.check(f'input[name=target][value="existing:{person}"]')
        self.confirm()

    def assign_new(self, orcid: str = "", degree: str = "", person: str = "", keep: bool = False) -> None:
        """Assign the selection to a new author."""
        self.open_assign()
        self.page.check("input[name=target][value=new]")
        for field, value in (("orcid", orcid), ("degree", degree), ("id", person)):
            if value:
                self.page.fill(f"[data-ar-new-{field}]", value)
        if keep:
            self.page.check("[data-ar-keep]")
        self.confirm()

    def assign_unverified(self) -> None:
        """Take the selection's IDs away."""
        self.open_assign()
        self.page.check("input[name=target][value=unverified]")
        self.confirm()

    def confirm(self) -> None:
        """Press "Assign"."""
        expect(self.page.locator("[data-ar-confirm]")).to_be_enabled()
        self.page.click("[data-ar-confirm]")
        expect(self.page.locator("[data-ar-assign]")).to_be_hidden()

    def open_decisions(self) -> str:
        """Open the list of decisions; returns what it says will happen."""
        self.page.click("[data-ar-open-decisions]")
        expect(self.page.locator("[data-ar-outcome] .ar-consequence")).to_be_visible()
        return self.page.locator("[data-ar-outcome]").inner_text()

    def download(self, kind: str, folder: Path) -> Path:
        """Download the patch as "json" or "diff"."""
        button = self.page.locator(f"[data-ar-download={kind}]")
        expect(button).to_be_enabled()
        with self.page.expect_download() as waiting:
            button.click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path
