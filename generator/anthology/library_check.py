"""What the Anthology's own library makes of the data: the final judge of a patch.

The only module that imports acl_anthology, and only when it is called: loading
all data takes about 20 s and 0.6 GB.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import DataError

if TYPE_CHECKING:
    from acl_anthology import Anthology


_NEEDED = ("xml", "xml/schema.rnc", "json/people.json")


def load(data_dir: Path) -> Anthology:
    """Load the data with all indices, as the Anthology's build does.

    Besides ``xml/*.xml`` and ``json/people.json`` it needs ``xml/schema.rnc``.

    Raises:
        DataError: a file is missing (the message names it), or the library
            refuses the data; its reasons are in the message.
    """
    for needed in _NEEDED:
        if not (data_dir / needed).exists():
            raise DataError(
                f"{data_dir / needed}: not found, and acl-anthology needs it; "
                "take it from a checkout of the Anthology's repository."
            )
    from acl_anthology import Anthology

    try:
        anthology = Anthology(datadir=data_dir, verbose=False)
        anthology.people.load()
    except FileNotFoundError as error:
        raise DataError(f"{error.filename or data_dir}: not found, and acl-anthology needs it.") from error
    except Exception as error:  # of many kinds, all of them the data's fault
        reasons = [str(inner) for inner in getattr(error, "exceptions", (error,))]
        raise DataError(f"{data_dir}: acl-anthology refuses these data: " + "; ".join(reasons)) from error
    return anthology


def papers_of(data_dir: Path, person_ids: Iterable[str]) -> dict[str, list[str]]:
    """Return the items of each person, sorted: papers, front matter, and volumes without one.

    Args:
        data_dir: the folder that holds ``xml/`` and ``json/``.
        person_ids: page IDs; one that the library does not know has no items.

    Raises:
        DataError: as `load`.
    """
    anthology = load(data_dir)
    return {person: items_of(anthology, person) for person in person_ids}


def items_of(anthology: Anthology, person_id: str) -> list[str]:
    """Return the items of one person in loaded data, sorted."""
    from acl_anthology.utils.ids import build_id_from_tuple

    person = anthology.people.get(person_id)
    if person is None:
        return []
    ids = set(person.item_ids)
    # The library lists an edited volume and its front matter; they are one slot in the XML.
    ids -= {(collection, volume, None) for collection, volume, paper in ids if paper == "0"}
    return sorted(build_id_from_tuple(item) for item in ids)
