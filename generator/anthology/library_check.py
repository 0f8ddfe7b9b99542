"""Checks the data with ``acl_anthology``, the library with which the Anthology builds its own site.

No other module imports the library, and this one imports it only when a function needs it: loading all data takes
about 20 s and 0.6 GB.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import DataError

if TYPE_CHECKING:
    from acl_anthology import Anthology


_NEEDED_FILES = ("xml", "xml/schema.rnc", "json/people.json")


def check_needed_files(data_dir: Path) -> None:
    """Raise a `DataError` if the data folder lacks a file that acl-anthology needs; the message names it."""
    for needed in _NEEDED_FILES:
        if not (data_dir / needed).exists():
            raise DataError(
                f"{data_dir / needed}: not found, and acl-anthology needs it; "
                "take it from a checkout of the Anthology's repository."
            )


def load_anthology(data_dir: Path) -> Anthology:
    """Load all data and build the person index, as the Anthology's own build does.

    Besides ``xml/*.xml`` and ``json/people.json`` it needs ``xml/schema.rnc``.

    Raises:
        DataError: a file is missing (the message names it), or the library
            refuses the data; its reasons are in the message.
    """
    check_needed_files(data_dir)
    from acl_anthology import Anthology

    try:
        anthology = Anthology(datadir=data_dir, verbose=False)
        anthology.people.load()
    except FileNotFoundError as error:
        raise DataError(f"{error.filename or data_dir}: not found, and acl-anthology needs it.") from error
    except Exception as error:  # the library raises many kinds, all caused by the data
        reasons = [str(inner) for inner in getattr(error, "exceptions", (error,))]
        raise DataError(f"{data_dir}: acl-anthology refuses these data: " + "; ".join(reasons)) from error
    return anthology


def items_by_person(data_dir: Path, person_ids: Iterable[str]) -> dict[str, list[str]]:
    """Return the IDs of each person's items, sorted: papers, front matter, and volumes without front matter.

    Args:
        data_dir: the folder that holds ``xml/`` and ``json/``.
        person_ids: page IDs; one that the library does not know gets an empty list.

    Raises:
        DataError: see `load_anthology`.
    """
    anthology = load_anthology(data_dir)
    return {person: items_of_person(anthology, person) for person in person_ids}


def items_of_person(anthology: Anthology, person_id: str) -> list[str]:
    """Return the IDs of one person's items in loaded data, sorted."""
    from acl_anthology.utils.ids import build_id_from_tuple

    person = anthology.people.get(person_id)
    if person is None:
        return []
    ids = set(person.item_ids)
    # The library lists both an edited volume and its front matter, which share their editors in the XML: one item here.
    ids -= {(collection, volume, None) for collection, volume, paper in ids if paper == "0"}
    return sorted(build_id_from_tuple(item) for item in ids)
