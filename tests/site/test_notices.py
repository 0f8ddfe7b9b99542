"""The notice on two entries of one person leads to the merge as the Anthology wants it: that without ORCID stays."""

from __future__ import annotations

import pytest

from generator.grouping.features.name_variants import Variant
from generator.model import AuthorPage, PersonLink
from generator.review.entry_pairs import SameEntry
from generator.review.finding import Finding, Kind
from generator.review.other_names import OtherName
from generator.review.review_page import review_page
from generator.site.review_body import review_body
from tests.conftest import one_group
from tests.review.findings import ORCID, context, page, paper

OLD, NEW = (
    page(person, "Dorte Oxlip", paper(f"201{at}.abc-1.1", ("Dorte Oxlip", person)), orcid=orcid)
    for at, (person, orcid) in enumerate([("dorte-oxlip", ""), ("dorte-oxlip-0019", ORCID)])
)


@pytest.mark.parametrize(
    ("own", "other", "reviewed", "address"),
    [
        (OLD, NEW, {NEW.id}, f"{NEW.id}.html#merge={OLD.id}"),
        (NEW, OLD, {OLD.id}, f"#merge={OLD.id}"),
        (OLD, NEW, set(), f"#merge={NEW.id}"),
    ],
    ids=["this one stays", "the other one stays", "the one that goes has no review page"],
)
def test_the_merge_starts_on_the_page_of_the_entry_that_goes(
    own: AuthorPage, other: AuthorPage, reviewed: set[str], address: str
) -> None:
    same = SameEntry(PersonLink(other.id, other.name.full, ""), 1, other.orcid, 0.9, None)
    review = review_page(own, one_group(own.mentions, ()), context(OLD, NEW), same_entries=(same,))
    assert f'<a href="{address}">Merge the two</a>' in review_body(review, {}, frozenset(reviewed))


def test_a_page_says_what_brought_it_into_the_queue_and_what_to_do() -> None:
    review = review_page(OLD, one_group(OLD.mentions, ()), context(OLD))
    wrong = Finding(Kind.WRONG_ORCID, "2010.abc-1.1: the ORCID of <b>X</b> stands on the co-author Y", 1, 0.9, 2)
    body = review_body(review, {}, frozenset(), (wrong, Finding(Kind.MIXES_PEOPLE, "B may be another", 1, 0.9, 2)))
    assert "<b>ORCID on the wrong author:</b> 2010.abc-1.1: the ORCID of &lt;b&gt;X&lt;/b&gt; stands" in body
    assert "Look at the PDF, then use “Fix data”" in body
    # The groups show it themselves.
    assert "B may be another" not in body


def test_an_entry_that_is_probably_the_same_is_named_once() -> None:
    link = PersonLink(NEW.id, NEW.name.full, "")
    same = SameEntry(link, 1, ORCID, 0.9, None)
    other = OtherName(link, 1, Variant.SPELLING, (), 0.9)
    review = review_page(OLD, one_group(OLD.mentions, ()), context(OLD, NEW), (other,), same_entries=(same,))
    assert review_body(review, {}, frozenset()).count(f'data-ar-person="{NEW.id}"') == 1
