"""The program and the page's script read the same patches: 2,000 mutated ones give both the same, or no patch."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from generator import resources
from generator.anthology.ids import ORCID_FORM, PERSON_ID
from tests.conftest import load_modules
from tests.patch.mutated_patches import disagreements, mutated

COUNT = 2000


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    load_modules(page)
    yield page
    page.close()


def test_both_readers_say_the_same_of_mutated_patches(tab: Page) -> None:
    same, wrong = disagreements(tab, [mutated(seed) for seed in range(COUNT)])
    assert [text[:2000] for text in wrong] == []
    assert COUNT * 0.15 < same < COUNT * 0.6


def test_both_readers_have_the_limits_and_patterns_of_the_schema() -> None:
    table = resources.table("patch")
    schema = json.loads(resources.PATCH_SCHEMA.read_text("utf-8"))
    kinds, base = schema["$defs"], schema["properties"]["base"]["properties"]
    assert table["patterns"] == {
        "person": kinds["verified"]["pattern"],
        "page": kinds["page"]["pattern"],
        "paper": kinds["paper"]["pattern"],
        "orcid": kinds["orcid"]["pattern"],
        "created": schema["properties"]["created"]["pattern"],
        "digest": base["data_digest"]["pattern"],
    }
    assert table["patterns"]["person"] == f"^{PERSON_ID.pattern}$"
    assert table["patterns"]["orcid"] == f"^{ORCID_FORM.pattern}$"
    lengths = {
        "note": schema["properties"]["note"],
        "name": kinds["text"],
        "line": kinds["text"],
        "short": schema["properties"]["generator"],
        "person": kinds["verified"],
        "page": kinds["page"],
        "paper": kinds["paper"],
    }
    assert table["longest"] == {kind: value["maxLength"] for kind, value in lengths.items()}
    assert base["preview"]["maxLength"] == table["longest"]["line"]
    assert base["data_commit"]["maxLength"] == table["longest"]["short"]
    assert table["last_position"] == kinds["position"]["maximum"]
