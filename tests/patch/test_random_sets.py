"""Short runs of the benchmark's round trips, on a few real collections."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.benchmarks.browser_trips import BrowserTrips
from tests.benchmarks.round_trips import Trips
from tests.patch.browser_sets import pages_of_data


def test_random_decisions_do_what_they_say_and_can_be_taken_back(few_data: Path, tmp_path: Path) -> None:
    trips = Trips(few_data, tmp_path, seed=4)
    trips.run(6)
    assert trips.failures == []
    assert trips.counts["applied"] > 3 and trips.counts["judged together"] > 1


def test_what_the_page_shows_of_random_decisions_is_what_its_patch_does(
    few_data: Path, tmp_path: Path, browser: Browser
) -> None:
    tab = browser.new_page()
    trips = BrowserTrips(few_data, tmp_path, seed=4, tab=tab, author_pages=pages_of_data)
    trips.run(7)
    tab.close()
    assert trips.failures == []
    assert trips.counts["applied"] > 3 and trips.counts["sets whose pages acl_anthology judged one by one"] > 1
