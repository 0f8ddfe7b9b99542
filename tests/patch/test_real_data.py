"""On real collections, where the shared test data are beside the project."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.anthology.data import AnthologyData
from generator.anthology.people import People, format_entry
from generator.model import UNVERIFIED
from generator.patch.apply import apply
from generator.patch.document import parse_patch, to_json
from generator.patch.invert import invert
from generator.patch.operations import Action, Assignment, Patch, PersonChange
from generator.patch.planned_changes import plan_changes
from tests.patch.build import snapshot

NEEDED = ("json/people.json", "xml/2023.acl.xml", "xml/W18.xml", "xml/L18.xml", "xml/2021.wmt.xml")


@pytest.fixture(scope="module")
def real(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few large collections and all persons."""
    folder = tmp_path_factory.mktemp("real") / "data"
    for file in NEEDED:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(real_data / file, folder / file)
    return folder


def test_people_file_is_in_our_canonical_form(real: Path) -> None:
    people = People.read(real)
    written = [line for key, record in people.entries.items() for line in (*format_entry(key, record)[:-1], "  },")]
    assert "\n".join(["{", *written]).removesuffix(",") + "\n}\n" == "".join(people.file_lines)


def test_hundreds_of_slots_apply_like_git_and_back(real: Path, tmp_path: Path) -> None:
    before = snapshot(real)
    patch = many_moves(AnthologyData.read(real))
    assert len(patch.assignments) > 200
    planned = plan_changes(patch, real)
    inverse = parse_patch(to_json(invert(patch, planned)))
    repository = tmp_path / "repository"
    for change in planned.changes:
        path = repository / "data" / change.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change.old)
    (tmp_path / "p.diff").write_bytes(planned.diff.encode())
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for arguments in (("init", "-q"), ("apply", "--directory=data", str(tmp_path / "p.diff"))):
        subprocess.run(["git", *arguments], cwd=repository, check=True, env=environment)
    apply(patch, real)
    by_git = snapshot(repository / "data")
    assert by_git == {change.file: (real / change.file).read_bytes() for change in planned.changes}
    apply(inverse, real)
    assert snapshot(real) == before


def many_moves(data: AnthologyData) -> Patch:
    """New persons for unverified pages, IDs taken away from verified ones."""
    chance = random.Random(7)
    pages = sorted({data.resolve(slot)[0] for item in data.items.values() for slot in item.slots})
    assignments, persons = [], []
    for page in chance.sample(pages, 400):
        mentions = {mention.paper: mention for mention in data.mentions_of(page)}.values()
        slots = [data.slot(mention) for mention in mentions]
        new = page.removesuffix(UNVERIFIED) + "-toy"
        if page.endswith(UNVERIFIED) and new[0].isalpha() and new not in data.people.persons:
            persons.append(PersonChange(new, Action.CREATE, (slots[0].name,), disable_name_matching=True))
            assignments += [Assignment(slot.mention, slot.name, page, new) for slot in slots]
        else:
            assignments += [
                Assignment(slot.mention, slot.name, page, None) for slot in slots if slot.person and not slot.orcid
            ]
    return Patch(tuple(assignments), tuple(persons))
