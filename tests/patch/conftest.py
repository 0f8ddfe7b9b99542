"""A few real collections with the persons that matter to them: quick to read again and again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.anthology.data import AnthologyData
from generator.anthology.people import PEOPLE_FILE, format_entry

NEEDED = ("people.json", "venues.json", "sigs.json", "schema.rnc", "2023.acl.xml", "W18.xml", "L18.xml", "2021.wmt.xml")


@pytest.fixture(scope="session")
def few_data(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four collections, and the persons with an ID or a name on one of their papers; don't change them."""
    few = tmp_path_factory.mktemp("few")
    for file in real_data.rglob("*.*"):
        if file.name in NEEDED:
            target = few / file.relative_to(real_data)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    data = AnthologyData.read(few)
    used = {slot.person for item in data.items.values() for slot in item.slots}
    persons = data.people.persons.values()
    kept = [p.id for p in persons if p.id in used or any(name.slug in data.mentions_by_slug for name in p.names)]
    entries = ["\n".join(format_entry(key, data.people.entries[key])) for key in kept]
    (few / PEOPLE_FILE).write_text("{\n" + ",\n".join(entries) + "\n}\n", "utf-8")
    return few
