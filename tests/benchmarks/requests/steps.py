"""What most requests have in common: papers given as a list, papers that go to a new author."""

from __future__ import annotations

from collections.abc import Iterable

from tests.benchmarks.requests.reviewer import Result, Reviewer

FREE_ORCID = "0000-0000-1001-0633"
"""Nobody's, with a valid check digit."""


def links(papers: Iterable[str]) -> str:
    """As they are mostly given."""
    return "\n".join(f"https://aclanthology.org/{paper}/" for paper in papers)


def split(
    reviewer: Reviewer,
    papers: set[str],
    person: str,
    orcid: str = "",
    degree: str = "",
    text: str = "",
    mine: bool = True,
    named: bool = False,
) -> tuple[str, Result]:
    """Give papers of a page to a new author, and prove that exactly their slots change and nobody else's page.

    With a text this is pasted, as the papers or as all others; without, the papers are ticked. The ID that the page
    proposes is taken, unless the request named its own.
    """
    here = set(reviewer.papers)
    if text:
        reviewer.give(text, mine, orcid, degree)
        assert reviewer.picked() == papers
    else:
        reviewer.tick(papers)
    reviewer.ask_new(person if named else "", orcid, degree)
    # Before and after it is confirmed the page says the same; later it may offer a button, too.
    foretold = reviewer.page.locator("[data-ar-preview] .ar-outcome").inner_text()
    proposed = reviewer.page.input_value("[data-ar-new-id]")
    reviewer.confirm()
    said, result = reviewer.finish()
    assert proposed in (person, str(reviewer.data["page"]["slug"]))
    person = proposed
    assert [line for line in foretold.splitlines() if line not in said] == []
    page_id = reviewer.data["page"]["id"]
    assert f"{count(papers)} will move to " in said
    assert result.given() == {person: papers}
    assert len(result.touched) == len(papers)
    assert list(result.created) == [person] and not result.changed
    assert result.created[person].get("orcid", "") == orcid
    assert result.pages[person] == papers
    assert result.pages.get(page_id, set()) == here - papers
    assert {a["from"] for a in result.patch["assignments"]} == {page_id}
    rest = len(here - papers)
    stays = {0: "No paper stays", 1: "1 paper stays"}.get(rest, f"{rest} papers stay")
    assert f"{stays} on this page." in said
    return said, result


def count(papers: set[str]) -> str:
    """As the page counts."""
    return f"{len(papers)} paper{'s' if len(papers) != 1 else ''}"


def group_of(reviewer: Reviewer, paper: str) -> set[str]:
    """The papers that stand in one group with a paper."""
    boxes = reviewer.page.locator("[data-ar-group]", has=reviewer.page.locator(f'[data-ar-check][value^="{paper}#"]'))
    values = boxes.locator("[data-ar-check]").evaluate_all("boxes => boxes.map(b => b.value)")
    return {value.partition("#")[0] for value in values}
