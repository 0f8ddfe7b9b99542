"""What a review is made from: names split where the page says, candidates in a useful order."""

from __future__ import annotations

import pytest

from generator.anthology.data import AnthologyData
from generator.model import AuthorPage, Mention, Name, Role, plain_name
from generator.preview import read_preview
from generator.review.block_context import BlockContext, block_contexts, page_ids_by_slug, split_name
from generator.review.candidates import candidate_persons
from tests.conftest import DEMO


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Juan Carlos de la Cruz", Name("Juan Carlos", "de la Cruz")),
        ("Juan C. de la Cruz", Name("Juan C.", "de la Cruz")),
        ("JUAN CARLOS DE LA CRUZ", Name("JUAN CARLOS", "DE LA CRUZ")),
        ("Cruz", Name("", "Cruz")),
        ("Other Person", Name("Other", "Person")),
        ("Other Person, Jr.", Name("Other Person,", "Jr.")),
        ("Juan Carlos de la Cruz (胡安)", Name("Juan Carlos", "de la Cruz")),
    ],
)
def test_a_printed_name_is_split_as_the_page_splits_it(printed: str, name: Name) -> None:
    page = AuthorPage(
        "x", Name("Juan Carlos", "de la Cruz"), (), (), also_published_as=(Name("Juan C.", "de la Cruz"),)
    )
    assert split_name(page, printed) == name


def test_parentheses_that_belong_to_the_name_stay() -> None:
    assert plain_name("Ada (Addie) Example") == "Ada (Addie) Example"
    assert plain_name("Ru Li (李茹)") == "Ru Li"
    assert plain_name("Ada Example (née Bob)") == "Ada Example (née Bob)"


def demo_contexts() -> list[BlockContext]:
    pages = read_preview(DEMO / "preview").pages
    return list(block_contexts(pages, AnthologyData.read(DEMO / "data"), page_ids_by_slug(pages.values())))


def test_blocks_hold_all_pages_of_a_name_and_what_matching_knows() -> None:
    contexts = {m.slug: m for m in demo_contexts()}
    noor = contexts["noor-applegarth"]
    assert [p.id for p in noor.pages] == ["noor-applegarth", "noor-applegarth-westmere", "noor-applegarth/unverified"]
    assert [pid for pid, _ in noor.matching["noor-applegarth"].verified] == [
        "noor-applegarth",
        "noor-applegarth-westmere",
    ]
    instances = {i.mention: i for i in noor.block().instances}
    assert instances[Mention("2025.coil-main.3", 0)].person == "noor-applegarth"
    assert instances[Mention("2025.coil-main.3", 2)].person == ""
    unverified = noor.pages[-1]
    assert [link.id for link in candidate_persons(unverified, noor, ["noor-applegarth-westmere"], [])] == [
        "noor-applegarth-westmere",
        "noor-applegarth",
    ]


def test_matching_knows_every_form_of_the_name_that_a_new_author_can_get() -> None:
    for context in demo_contexts():
        forms = {form.slug for page in context.pages for form in (page.name, *page.also_published_as)}
        assert forms <= set(context.matching)


def test_the_id_of_a_catch_all_proves_nothing() -> None:
    contexts = {m.slug: m for m in demo_contexts()}
    assert {i.person for i in contexts["kit-barleycombe"].block().instances} <= {"", "kit-barleycombe-copper"}


def test_front_matter_is_reviewed_with_its_editors() -> None:
    pages = read_preview(DEMO / "preview").pages
    context = next(
        m for m in block_contexts(pages, None, page_ids_by_slug(pages.values())) if m.slug == "katherine-metcalf"
    )
    assert Mention("2025.pals-1.0", 1, Role.EDITOR) in {i.mention for i in context.block().instances}
