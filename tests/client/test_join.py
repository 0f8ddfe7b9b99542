"""Joining, inverting and reading patches in the browser: the same answers as our command gives."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from generator.errors import ConflictError, PatchError
from generator.model import Mention, Name, Role
from generator.patch.document import parse_patch, to_json
from generator.patch.invert import invert
from generator.patch.join import join
from generator.patch.operations import Action, Assignment, Patch, PersonChange
from tests.client.conftest import Run
from tests.patch.build import split_song

NAMES = [Name("Song", "Wang"), Name("Sóng", "Wäng"), Name("", "Mausam")]
ORCIDS = ["0009-0009-2087-602X", "0000-0002-1825-0097"]
PERSONS = ["song-wang-602x", "song-wang-toy", "ada-byron"]


def some_patch(rng: random.Random, quarrel: float) -> Patch:
    """A patch over few slots and persons, so that two of them often meet; with the chance of a quarrel they differ."""

    def pick(values: Any) -> Any:
        return rng.choice(values) if rng.random() < quarrel else values[0]

    mentions = [Mention("2022.toy-long.1", n, role) for n in range(4) for role in Role]
    decided = rng.sample(mentions, rng.randint(1, 6))
    ids = rng.sample(PERSONS, rng.randint(0, 2))
    return Patch(
        assignments=tuple(
            Assignment(
                mention,
                pick(NAMES),
                pick(["song-wang/unverified", "bo-li"]),
                rng.choice([pick(PERSONS), None]),
                rng.random() < 0.1,
            )
            for mention in decided
        ),
        persons=tuple(
            PersonChange(
                id,
                pick([Action.CREATE, Action.UPDATE]),
                tuple(dict.fromkeys((pick(NAMES), rng.choice(NAMES)))),
                orcid=rng.choice([None, pick(ORCIDS)]),
                degree=rng.choice([None, pick(["Toy", "Elsewhere"])]),
                disable_name_matching=rng.choice([None, pick([True, False])]),
                similar=rng.choice([None, (pick(PERSONS),)]),
            )
            for id in ids
        ),
        undecided=tuple(m for m in mentions if m not in decided and rng.random() < 0.5),
        created=rng.choice(["2026-11-23T18:00:00Z", "2026-11-24T18:00:00Z", ""]),
        generator="anthology-review 0.1.0",
        preview=rng.choice(["one", "two"]),
        data_commit=rng.choice(["abc", None]),
        data_digest="sha256:" + "0" * 64,
        note=rng.choice(["", "a note", "zwei „Wörter“"]),
    )


def loaded(patch: Patch) -> Any:
    return json.loads(to_json(patch))


def test_two_patches_join_as_our_command_joins_them(run: Run) -> None:
    rng = random.Random(7)
    pairs = [(some_patch(rng, n % 4 * 0.15), some_patch(rng, n % 4 * 0.15)) for n in range(400)]
    found = run("return a[0].map((pair) => AR.join.all(pair))", [[loaded(a), loaded(b)] for a, b in pairs])
    clean = 0
    for (a, b), result in zip(pairs, found, strict=True):
        try:
            expected = join(a, b)
        except ConflictError as error:
            assert result["patch"] is None
            assert len(result["contradictions"]) == len(error.conflicts), error.conflicts
            continue
        clean += 1
        assert result["contradictions"] == []
        assert parse_patch(json.dumps(result["patch"])) == expected
        both = {x.mention for x in a.assignments} & {x.mention for x in b.assignments}
        assert result["confirmed"] == len(both)
    assert 100 < clean < 380


def test_a_contradiction_names_paper_and_both_targets(run: Run) -> None:
    slot = Mention("2022.toy-long.1", 2)
    patches = [Patch((Assignment(slot, NAMES[0], "bo-li", to),)) for to in (None, "ada-byron", "song-wang-toy")]
    found = run("return AR.join.all(a[0])", [loaded(patch) for patch in patches])
    ways = [{"patch": 1, "says": "ada-byron"}, {"patch": 2, "says": "song-wang-toy"}]
    slot_json = {"paper": "2022.toy-long.1", "role": "author", "position": 2}
    assert found["contradictions"] == [{"about": "to", **slot_json, "ways": ways}]


def test_the_inverse_is_that_of_our_command(run: Run) -> None:
    rng = random.Random(8)
    patches = [split_song(), *(some_patch(rng, 0.3) for _ in range(100))]
    for patch, result in zip(patches, run("return a[0].map(AR.invert.of)", list(map(loaded, patches))), strict=True):
        try:
            expected = invert(patch)
        except PatchError:
            assert "take it back" in result["error"]
            continue
        assert parse_patch(json.dumps(result["patch"])) == expected


def edit(**values: Any) -> str:
    return json.dumps({**loaded(split_song()), **values}, ensure_ascii=False)


def inside(key: str, **values: Any) -> str:
    document = loaded(split_song())
    document[key][0].update(values)
    return json.dumps(document, ensure_ascii=False)


GOOD = {
    "as made": to_json(split_song()),
    "least": '{"format": "anthology-assignment-patch", "version": 1, "assignments": []}',
    "long note": edit(note="𝒳\n" * 10000),
    "astral name": inside("assignments", name={"last": "𝒳" * 1000}),
    "value taken away": edit(persons=[{"id": "bo-li", "action": "update", "orcid": "", "similar": []}]),
    "whole as decimal": inside("assignments", position=1.0),
    "a key twice, apart": inside("assignments", name={"last": '"to": "to": {'}),
}
BAD = {
    "nothing": "",
    "not JSON": "{",
    "no object": "[]",
    "null": "null",
    "other format": edit(format="x"),
    "newer": edit(version=2),
    "newer by a bit": edit(version=1.5),
    "version as text": edit(version="1"),
    "version true": edit(version=True),
    "unknown key": edit(extra=1),
    "__proto__": edit(__proto__={}),
    "unknown key inside": inside("assignments", extra=1),
    "no assignments": '{"format": "anthology-assignment-patch", "version": 1}',
    "key twice": to_json(split_song()).replace('"version": 1', '"version": 1, "version" : 1'),
    "key twice, escaped": to_json(split_song()).replace('"version": 1', '"version": 1, "v\\u0065rsion": 1'),
    "path as paper": inside("assignments", paper="../../etc/passwd"),
    "line end after ID": inside("assignments", to="song-wang\n"),
    "empty ID": inside("assignments", to=""),
    "upper-case ID": inside("assignments", to="Song-Wang"),
    "from nowhere": inside("assignments", **{"from": "song-wang/else"}),
    "role": inside("assignments", role="reader"),
    "negative": inside("assignments", position=-1),
    "half a position": inside("assignments", position=0.5),
    "far position": inside("assignments", position=100001),
    "no last name": inside("assignments", name={"first": "Song"}),
    "empty last name": inside("assignments", name={"last": ""}),
    "endless name": inside("assignments", name={"last": "x" * 1001}),
    "control in name": inside("assignments", name={"last": "a\u0085b"}),
    "line separator": inside("assignments", name={"last": "a\u2028b"}),
    "half a pair": edit(note="").replace('"note": ""', '"note": "\\ud800"'),
    "check digit": inside("persons", orcid="0009-0009-2087-6021"),
    "create without names": edit(persons=[{"id": "bo-li", "action": "create"}]),
    "delete with more": edit(persons=[{"id": "bo-li", "action": "delete", "degree": "x"}]),
    "no action": edit(persons=[{"id": "bo-li"}]),
    "action of objects": edit(persons=[{"id": "bo-li", "action": "constructor"}]),
    "person twice": edit(persons=[{"id": "bo-li", "action": "delete"}] * 2),
    "person null": edit(persons=[None]),
    "no names": inside("persons", names=[]),
    "matching as text": inside("persons", disable_name_matching="no"),
    "digest": edit(base={"data_digest": "sha256:0"}),
    "base": edit(base={"other": 1}),
    "created": edit(created="yesterday"),
    "undecided": edit(undecided=[{"paper": "P18-1001", "role": "author"}]),
    "long note": edit(note="x" * 20001),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_patch_that_our_command_reads_is_read(run: Run, case: str) -> None:
    result = run("return AR.document.parse(a[0])", GOOD[case])
    assert "patch" in result, result
    again = run("return AR.patch.text(AR.document.parse(a[0]).patch)", GOOD[case])
    assert parse_patch(again) == parse_patch(GOOD[case])


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_our_command_refuses_is_refused_with_words(run: Run, case: str) -> None:
    with pytest.raises(PatchError):
        parse_patch(BAD[case])
    error = run("return AR.document.parse(a[0])", BAD[case])["error"]
    assert error.endswith(".")
    assert "{" not in error.replace("“{”", "")
    assert "read_" not in error


def test_a_file_too_large_or_not_text_is_refused_before_it_is_parsed(run: Run) -> None:
    body = "return AR.document.file(new Blob([new Uint8Array(a[0]).fill(a[1])]))"
    assert "10 MB" in run(body, 10_000_001, 32)["error"]
    assert "UTF-8" in run(body, 10, 0xFF)["error"]
    assert "version 2" in run("return AR.document.parse(a[0])", edit(version=2))["error"]
    assert "patch" in run("return AR.document.file(new Blob(['\\ufeff', a[0]]))", GOOD["as made"])
