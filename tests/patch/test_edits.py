from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import DataError
from generator.patch.apply import apply
from generator.patch.invert import invert
from generator.patch.operations import Action, PersonChange
from generator.patch.planned_changes import plan_changes
from tests.patch.build import (
    THREE_FILES,
    git,
    put_back,
    snapshot,
)

FORMS: dict[str, Callable[[str], str]] = {
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "no final line end": str.rstrip,
    "four spaces": lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent=4) + "\n",
    "names spread over lines": lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n",
    "ASCII only": lambda text: json.dumps(json.loads(text), indent=1),
    "not sorted": lambda text: json.dumps(dict(reversed(json.loads(text).items())), indent=2),
    "keys in another order": lambda text: json.dumps(json.loads(text), indent=2, sort_keys=True),
}


@pytest.mark.parametrize("form", FORMS)
def test_people_file_in_another_form_keeps_what_is_not_touched(toy: Path, tmp_path: Path, form: str) -> None:
    path = toy / "json" / "people.json"
    path.write_bytes(FORMS[form](path.read_text()).encode())
    before, records = snapshot(toy), json.loads(path.read_text())
    patch = replace(THREE_FILES, persons=(*THREE_FILES.persons, PersonChange("bo-li", Action.UPDATE, degree="Ü")))
    inverse = invert(patch, plan_changes(patch, toy))
    diff = tmp_path / "p.diff"
    apply(patch, toy, diff_path=diff)
    found = json.loads(path.read_bytes())
    assert found.pop("song-wang-602x")["names"][1] == {"first": "Bo", "last": "Li"}
    assert found == records | {"bo-li": {**records["bo-li"], "degree": "Ü"}}
    ada = next(part for part in before["json/people.json"].split(b'"ada-byron"')[1:])[:60]
    assert ada in path.read_bytes()
    after = snapshot(toy)
    put_back(toy, before)
    git(toy.parent, "init", "-q")
    git(toy.parent, "apply", "--whitespace=nowarn", "--directory=data", str(diff))
    assert snapshot(toy) == after
    apply(inverse, toy)
    assert json.loads(path.read_bytes()) == records


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")])
def test_people_file_on_one_line_is_refused_and_left_alone(toy: Path, separators: tuple[str, str]) -> None:
    path = toy / "json" / "people.json"
    path.write_text(json.dumps(json.loads(path.read_text()), separators=separators))
    before = snapshot(toy)
    with pytest.raises(DataError, match=r"people.json, line 1: .*format the file"):
        apply(THREE_FILES, toy)
    assert snapshot(toy) == before
