"""What a reviewer has rejected does not come back with the next build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.build.decided import read_decided
from generator.errors import PatchError
from generator.model import Decided, LookedAt
from generator.patch.document import to_json
from generator.patch.operations import Patch
from tests.build.test_update import ARI, Place, place

__all__ = ["place"]


def queued(place: Place, page: str) -> set[str]:
    """Kinds of trouble that the queue has of a page."""
    entries = json.loads((place.folder / "site" / "queue.json").read_text("utf-8"))
    return {entry["kind"] for entry in entries if entry["page"] == page}


def decide(place: Place, decided: Decided) -> None:
    place.decided = place.folder / "decided"
    place.decided.mkdir(exist_ok=True)
    (place.decided / "one.json").write_text(to_json(Patch((), decided=decided)), "utf-8")
    (place.decided / "README.md").write_text("no patch", "utf-8")


def test_a_page_looked_at_is_out_of_the_queue_until_its_papers_change(place: Place) -> None:
    place.build("site")
    assert queued(place, ARI)
    papers = json.loads((place.folder / "site" / "manifest.json").read_text("utf-8"))["pages"][ARI][1:]
    decide(place, Decided(looked_at=(LookedAt(ARI, tuple(papers)),)))
    place.build("site")
    assert not queued(place, ARI)
    place.assert_as_built_of_everything()
    decide(place, Decided(looked_at=(LookedAt(ARI, tuple(papers[1:])),)))
    place.build("site")
    assert queued(place, ARI)


def test_two_pages_that_are_not_one_person_are_not_suggested_as_one_again(place: Place) -> None:
    page = "ines-harbourlight/unverified"
    place.build("site")
    assert queued(place, page) == {"mixes-people", "several-pages"}
    decide(place, Decided((("ines-harbourlight", page),)))
    place.build("site")
    assert queued(place, page) == {"mixes-people"}
    place.assert_as_built_of_everything()


def test_a_file_among_the_accepted_patches_that_is_none_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{}", "utf-8")
    with pytest.raises(PatchError, match=r"broken\.json: /format"):
        read_decided(tmp_path)
