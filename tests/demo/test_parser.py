"""What our parser reads from the demo's pages is what acl_anthology reads from the demo's data."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest
from acl_anthology import Anthology
from acl_anthology.collections import Paper, Volume
from acl_anthology.exceptions import SchemaMismatchWarning

from generator.anthology.library_check import load_anthology
from generator.model import UNVERIFIED
from generator.preview import Preview, read_preview

from .render_preview import DEMO, HERE

Slots = set[tuple[str, int]]
"""Paper ID and position among its authors (from 0; front matter: among its editors)."""


@pytest.fixture(scope="module")
def anthology() -> Anthology:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SchemaMismatchWarning)
        return load_anthology(DEMO / "data")


@pytest.fixture(scope="module")
def preview() -> Preview:
    return read_preview(DEMO / "preview")


def listed(anthology: Anthology) -> Iterator[Paper]:
    for item in anthology.papers():
        if not item.is_deleted:
            yield item


def slots_in_data(anthology: Anthology) -> dict[str, Slots]:
    """What each person's page must list; persons without paper have an empty set."""
    slots: dict[str, Slots] = {person: set() for person in anthology.people}
    for paper in listed(anthology):
        names = paper.parent.editors if paper.is_frontmatter and isinstance(paper.parent, Volume) else paper.authors
        for position, name in enumerate(names):
            slots[name.resolve().id].add((paper.full_id, position))
    return slots


def slots_on_pages(preview: Preview) -> dict[str, Slots]:
    return {page.id: {(m.paper, m.position) for m in page.mentions} for page in preview.pages.values()}


def test_no_page_of_the_demo_is_refused(preview: Preview) -> None:
    assert preview.refused == []
    assert preview.passed_over["redirect"] >= 1
    assert preview.passed_over["awards"] >= 1


def test_every_person_has_the_same_papers_and_positions_as_upstream_gives(
    anthology: Anthology, preview: Preview
) -> None:
    assert slots_on_pages(preview) == slots_in_data(anthology)


def test_no_paper_is_listed_without_a_slot_of_the_person(preview: Preview) -> None:
    for page in preview.pages.values():
        assert {paper.id for paper in page.papers} == {mention.paper for mention in page.mentions}, page.id


def test_names_orcids_and_verification_survive(anthology: Anthology, preview: Preview) -> None:
    for page in preview.pages.values():
        person = anthology.people[page.id]
        name = person.canonical_name
        assert (page.name.first, page.name.last) == (name.first or "", name.last), page.id
        assert page.orcid == (person.orcid or "")
        assert page.verified is person.is_explicit is not page.id.endswith(UNVERIFIED)


@pytest.mark.parametrize("layout", ["layout-2026-early", "layout-2025"])
def test_pages_in_former_layouts_read_like_todays(layout: str, preview: Preview) -> None:
    former = read_preview(HERE / layout)
    assert former.refused == []
    assert len(former.pages) >= 2
    for page in former.pages.values():
        # 2025 had no /unverified: a page held what the plain ID and the unverified page hold now.
        ids = {page.id, page.id + UNVERIFIED} if layout == "layout-2025" else {page.id}
        today = [preview.pages[pid] for pid in ids & preview.pages.keys()]
        assert page.papers
        assert {paper.id for paper in page.papers} == {paper.id for now in today for paper in now.papers}, page.id
        for paper in page.papers:
            now = preview.papers[paper.id]
            assert (paper.title, paper.year, paper.abstract, [a.name for a in paper.authors]) == (
                now.title,
                now.year,
                now.abstract,
                [a.name for a in now.authors],
            )
