"""Whatever a reviewer types or a preview prints, a patch that the page hands out is one that our command reads."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from generator.errors import PatchError
from generator.patch.document import parse_patch
from tests.client.conftest import Run
from tests.client.pages import mention, page, to_existing, to_new

KEYS = ["P18-1001#0", "P18-1002#0"]
CHARACTERS = [
    *"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029",
    *"\0\x01\x0b\x0c\x1b\x1f\x7f\x80\x85\x9f\t\n\r",
    *"\ufeff\u200b\u00ad\u00a0é\U0001f600\"'\\`<&",
]
LENGTHS = {"note": (20_000, 20_001, 30_000), "text": (200, 201, 1000, 1001)}


def some_text(rng: random.Random, kind: str = "text", start: str = "") -> str:
    text = start + rng.choice(["", "Toy", "A b"])
    for _ in range(rng.choice([0, 0, 0, 1, 2])):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(CHARACTERS) + text[at:]
    if rng.random() < 0.15:
        text += rng.choice(["x", "\U0001f600"]) * (rng.choice(LENGTHS[kind]) - len(text))
    return text


def some_name(rng: random.Random) -> dict[str, str]:
    return {"first": some_text(rng), "last": some_text(rng, start=rng.choice(["W", "Wang"]))}


MAKE = """
  const made = [];
  for (const {data, decisions, note} of a[0]) {
    if (AR.rules.outcome(data, decisions).conflicts.length) { made.push(null); continue; }
    const patch = await AR.patch.build(data, decisions, {created: new Date(0), note});
    const inverse = AR.invert.of(patch);
    const other = {...patch, note: 'Another', assignments: []};
    const patches = [patch, AR.join.all([patch, other]).patch, inverse.patch].filter(Boolean);
    made.push(patches.map((one) => ({text: AR.patch.text(one), ...AR.patch.file(one)})));
  }
  return made;
"""


def test_every_patch_that_may_be_downloaded_is_read_and_only_those_of_good_texts_are_kept_back(run: Run) -> None:
    rng = random.Random(7)
    given: list[dict[str, Any]] = []
    for _ in range(300):
        one, two = (mention(key[:-2], name="Song Wang") for key in KEYS)
        if rng.random() < 0.3:
            one["name"] = some_name(rng)
        person = {"degree": some_text(rng), "names": [some_name(rng)]}
        if rng.random() < 0.5:
            person = {"degree": some_text(rng)}
        id = rng.choice(["song-wang-x"] * 8 + ["song-" + "x" * 195, "song-" + "x" * 196])
        decisions = [to_new(KEYS[:1], id, person=person)]
        if rng.random() < 0.3:
            decisions.append(to_existing(KEYS[1:], "wang-a"))
        if rng.random() < 0.3:
            entry = {"id": "wang-b", "names": [some_name(rng)], "degree": some_text(rng)}
            decisions.append({"id": "d", "kind": "entry", "person": entry, "mentions": []})
        data = page([one, two])
        data["base"]["preview"] = some_text(rng) if rng.random() < 0.1 else "p"
        given.append({"data": data, "decisions": decisions, "note": some_text(rng, "note")})
    made = [patch for patches in run(MAKE, given) for patch in patches or ()]
    let, held = [one for one in made if "error" not in one], [one for one in made if "error" in one]
    assert len(let) > 100 and len(held) > 20
    for one in let:
        parse_patch(one["text"])
    for one in held:
        with pytest.raises(PatchError):
            parse_patch(one["text"])


@pytest.mark.parametrize("text", ["Toy\u202eUniversity", "x" * 1001, "Toy\x0bUniversity\u200e"])
def test_what_a_patch_may_not_have_is_said_before_the_decision(run: Run, text: str) -> None:
    data = page([mention("P18-1001")])
    decisions = [to_new(KEYS[:1], person={"degree": text})]
    found = run("return AR.rules.outcome(a[0], a[1]).conflicts.map(AR.tell)", data, decisions)
    assert len(found) == 1 and found[0].startswith("The institution ")


def test_the_page_and_the_program_refuse_the_same_characters(run: Run) -> None:
    texts = [f"a{character}b" for character in CHARACTERS] + ["x" * 20_001, "\U0001f600" * 20_000]
    places: dict[str, Callable[[str], dict[str, Any]]] = {
        "note": lambda text: {"note": text},
        "name": lambda text: {"persons": [{"id": "ab", "action": "create", "names": [{"last": text}]}]},
        "line": lambda text: {"persons": [{"id": "ab", "action": "update", "degree": text}]},
    }
    for kind, document in places.items():
        seen = run("return a[0].map((text) => AR.textRules.fault(text, a[1]) === null)", texts, kind)
        for text, good in zip(texts, seen, strict=True):
            head = {"format": "anthology-assignment-patch", "version": 1, "assignments": []}
            try:
                parse_patch(json.dumps({**head, **document(text)}))
                read = True
            except PatchError:
                read = False
            assert read == good, (kind, text[:5])
