"""What changed since the base preview, in words that name pages and papers."""

from __future__ import annotations

from generator.review.page_changes import ManifestEntry, PageChange, PageStatus, find_changes
from generator.review.phrases import page_change, paper_changes

BASE = {
    "song-wang/unverified": ManifestEntry("Song Wang", ("a", "b", "c")),
    "bo-li": ManifestEntry("Bo Li", ("a", "d")),
    "old-page": ManifestEntry("Old Page", ("e",)),
}


def test_pages_without_changes_are_not_named() -> None:
    assert find_changes(BASE, BASE) == {}
    assert find_changes({}, {}) == {}


def test_a_new_paper_is_new_on_each_of_its_pages() -> None:
    now = {
        **BASE,
        "bo-li": ManifestEntry("Bo Li", ("a", "d", "f")),
        "cy-ray": ManifestEntry("Cy Ray", ("f",)),
    }
    found = find_changes(BASE, now)
    assert list(found) == ["bo-li", "cy-ray"]
    assert found["bo-li"] == PageChange(new_papers=("f",))
    assert page_change(found["cy-ray"]) == ("new page", "1 new paper")


def test_a_split_says_where_papers_went_and_came_from() -> None:
    now = {
        **BASE,
        "song-wang/unverified": ManifestEntry("Song Wang", ("a",)),
        "song-wang-ustc": ManifestEntry("Song Wang", ("b", "c")),
    }
    found = find_changes(BASE, now)
    assert found["song-wang-ustc"].moved_here == {"song-wang/unverified": ("b", "c")}
    assert page_change(found["song-wang-ustc"]) == ("new page", "2 papers moved here from song-wang/unverified")
    assert page_change(found["song-wang/unverified"]) == ("2 papers moved to song-wang-ustc",)
    assert found["song-wang-ustc"].added_papers == {"b", "c"}


def test_a_paper_whose_authors_change_has_not_moved_between_strangers() -> None:
    """Bo Li left the paper and Cy Ray came to it: nobody's paper moved to the other."""
    now = {**BASE, "bo-li": ManifestEntry("Bo Li", ("d",)), "cy-ray": ManifestEntry("Cy Ray", ("a",))}
    found = find_changes(BASE, now)
    assert page_change(found["bo-li"]) == ("1 paper no longer here",)
    assert page_change(found["cy-ray"]) == ("new page", "1 paper moved here")


def test_a_page_that_is_gone_and_a_name_that_changed() -> None:
    now = {"song-wang/unverified": BASE["song-wang/unverified"], "bo-li": ManifestEntry("Bó Lì", ("a", "d"))}
    found = find_changes(BASE, now)
    assert found["old-page"].status is PageStatus.REMOVED
    assert page_change(found["old-page"]) == ("page gone", "1 paper no longer here")
    assert paper_changes(found["old-page"]) == ("1 paper no longer here",)
    assert page_change(found["bo-li"]) == ("shown before as Bo Li",)


def test_of_two_pages_that_lost_a_paper_the_nearer_name_is_meant() -> None:
    base = {"jo-li": ManifestEntry("Jo Li", ("x",)), "jo-ann-li": ManifestEntry("Jo Ann Li", ("x",))}
    now = {"jo-ann-li-mit": ManifestEntry("Jo Ann Li", ("x",))}
    assert find_changes(base, now)["jo-ann-li-mit"].moved_here == {"jo-ann-li": ("x",)}
