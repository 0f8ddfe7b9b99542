"""Pages parsed in several processes come out as they do in one."""

from __future__ import annotations

import pytest

from generator.errors import PreviewError
from generator.model import AuthorPage
from generator.preview import parallel
from generator.preview.layout.author_page import parse_page
from generator.preview.parallel import parse_pages
from tests.preview.layout.test_author_page import page
from tests.preview.layout.test_page_cutting import FIRST, HOSTILE, ME, SECOND, THIRD


@pytest.fixture
def many() -> list[tuple[str, str]]:
    """Pages of which some rest on entries of others that can't be read in parts, or at all."""
    spoilt = [page(FIRST + snippet, SECOND + snippet, THIRD) for snippet in HOSTILE]
    sound = [page(FIRST, SECOND, THIRD), page(SECOND, "<h4>2023</h4>", THIRD), page(), "no page"]
    return [(ME, markup) for bad in spoilt for markup in (bad, *sound)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_does_not_depend_on_which_pages_are_parsed_beside_it(
    many: list[tuple[str, str]], jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_BATCH_PAGES", 7)
    found = list(parse_pages(many, jobs))
    assert [page_id for page_id, _ in found] == [page_id for page_id, _ in many]
    for (page_id, markup), (_, result) in zip(many, found, strict=True):
        if isinstance(result, AuthorPage):
            assert result == parse_page(page_id, markup)
        else:
            with pytest.raises(PreviewError) as refused:
                parse_page(page_id, markup)
            assert str(refused.value) == result


def test_what_pages_share_is_in_memory_once() -> None:
    (_, one), (_, other) = parse_pages([(ME, page(FIRST, SECOND)), (ME, page(SECOND))], 1)
    assert isinstance(one, AuthorPage) and isinstance(other, AuthorPage)
    assert one.papers[1] is other.papers[0]
    assert one.papers[0].authors[0] is one.papers[1].authors[1]
