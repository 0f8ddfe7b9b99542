"""What changed since the base preview, in words that name pages and papers."""

from __future__ import annotations

from generator.review.page_changes import Change, PageState, compare

BASE = {
    "song-wang/unverified": PageState("Song Wang", ("a", "b", "c")),
    "bo-li": PageState("Bo Li", ("a", "d")),
    "old-page": PageState("Old Page", ("e",)),
}


def test_what_is_alike_is_not_named() -> None:
    assert compare(BASE, BASE) == {}
    assert compare({}, {}) == {}


def test_a_new_paper_is_new_on_each_of_its_pages() -> None:
    now = {
        **BASE,
        "bo-li": PageState("Bo Li", ("a", "d", "f")),
        "cy-ray": PageState("Cy Ray", ("f",)),
    }
    found = compare(BASE, now)
    assert list(found) == ["bo-li", "cy-ray"]
    assert found["bo-li"] == Change(fresh=("f",))
    assert found["cy-ray"].phrases == ("new page", "1 new paper")


def test_a_split_says_where_papers_went_and_came_from() -> None:
    now = {
        **BASE,
        "song-wang/unverified": PageState("Song Wang", ("a",)),
        "song-wang-ustc": PageState("Song Wang", ("b", "c")),
    }
    found = compare(BASE, now)
    assert found["song-wang-ustc"].came == {"song-wang/unverified": ("b", "c")}
    assert found["song-wang-ustc"].phrases == ("new page", "2 papers moved here from song-wang/unverified")
    assert found["song-wang/unverified"].phrases == ("2 papers moved to song-wang-ustc",)
    assert found["song-wang-ustc"].arrived == {"b", "c"}


def test_a_paper_whose_authors_change_has_not_moved_between_strangers() -> None:
    """Bo Li left the paper and Cy Ray came to it: nobody's paper moved to the other."""
    now = {**BASE, "bo-li": PageState("Bo Li", ("d",)), "cy-ray": PageState("Cy Ray", ("a",))}
    found = compare(BASE, now)
    assert found["bo-li"].phrases == ("1 paper no longer here",)
    assert found["cy-ray"].phrases == ("new page", "1 paper moved here")


def test_a_page_that_is_gone_and_a_name_that_changed() -> None:
    now = {"song-wang/unverified": BASE["song-wang/unverified"], "bo-li": PageState("Bó Lì", ("a", "d"))}
    found = compare(BASE, now)
    assert found["old-page"].phrases == ("page gone", "1 paper no longer here")
    assert found["bo-li"].phrases == ("shown before as Bo Li",)


def test_of_two_pages_that_lost_a_paper_the_nearer_name_is_meant() -> None:
    base = {"jo-li": PageState("Jo Li", ("x",)), "jo-ann-li": PageState("Jo Ann Li", ("x",))}
    now = {"jo-ann-li-mit": PageState("Jo Ann Li", ("x",))}
    assert compare(base, now)["jo-ann-li-mit"].came == {"jo-ann-li": ("x",)}
