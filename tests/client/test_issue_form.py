"""The link to the Anthology's form fills its fields, and the text stands under its headings as scripts read it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.anthology.ids import is_valid_orcid
from tests.client.conftest import Run
from tests.client.pages import Json, mention, name_of, page, to_existing, to_new, to_unverified
from tests.client.test_patch import build

FORM = {
    "name_pages_affected": "Author Pages",
    "author_orcid": "Author ORCID",
    "author_highest_degree_institution": "Institution of highest (anticipated) degree",
    "name_correction_type": "Type of Author Metadata Correction",
    "name_change_description": "Supporting Information",
}
"""Field IDs of `02-name-correction.yml` whose answers we know, and the headings under which an issue has them."""
TEXT_FIELDS = FORM.keys() - {"name_correction_type"}
"""A link can fill these; boxes it can't."""
KEYS = ["P18-1001#0", "P18-1002#0"]
SLOT = {"file": "xml/P18.xml", "line": 1, "column": 0, "text": ""}


def made(run: Run, data: Json, *decisions: Json, record: Json | None = None) -> tuple[Any, Any]:
    patch = build(run, data, *decisions, record=record)
    return run("return AR.issue.issue(a[0], a[1])", data, patch), patch


def followed(address: str) -> dict[str, str]:
    """What the form shows after a link was followed; a field that it lacks would be ignored there."""
    parts = urlsplit(address)
    assert (parts.netloc, parts.path) == ("github.com", "/acl-org/acl-anthology/issues/new")
    fields = {key: value for key, (value,) in parse_qs(parts.query, strict_parsing=True).items()}
    assert fields.pop("template") == "02-name-correction.yml"
    assert fields.keys() - {"title"} <= TEXT_FIELDS
    return fields


def answers(body: str) -> dict[str, str]:
    """Heading -> answer, as a script reads an issue that the form has made."""
    parts = re.split(r"^### (.+)$", body, flags=re.M)
    return dict(zip(parts[1::2], map(str.strip, parts[2::2]), strict=True))


def test_a_verification_fills_the_form_and_their_robot_reads_it(run: Run) -> None:
    data = page([mention("P18-1001"), mention("P18-1002")])
    text, patch = made(run, data, to_new(KEYS, "song-wang"))
    fields, read = followed(text["url"]), answers(text["body"])
    assert fields["title"] == text["title"] == "Author Page: song-wang/unverified"
    assert fields["name_pages_affected"] == "https://aclanthology.org/people/song-wang/unverified/"
    assert fields["author_highest_degree_institution"] == "University of Wisconsin - Madison"
    orcid = re.fullmatch(r"https://orcid\.org/([0-9X-]+)", fields["author_orcid"])
    assert orcid and is_valid_orcid(orcid[1]) and orcid[1].endswith("X")
    assert list(read) == list(FORM.values())
    for field in TEXT_FIELDS - {"name_change_description"}:
        assert read[FORM[field]] == fields[field]
    ticked = re.findall(r"^- \[x\] ([^:]+): ", read[FORM["name_correction_type"]], re.M)
    assert ticked == ["Verification"]
    for information in (fields["name_change_description"], read[FORM["name_change_description"]]):
        assert "https://aclanthology.org/P18-1001/" in information
        assert json.loads(information.split("```json\n")[1].split("```")[0]) == patch


@pytest.mark.parametrize(
    ("decisions", "box"),
    [
        ([to_new(KEYS[:1])], "Split/disambiguate"),
        ([to_new(KEYS[:1]), to_existing(KEYS[1:], "wang-song")], "Split/disambiguate"),
        ([to_existing(KEYS, "wang-song")], "Merge profiles"),
    ],
)
def test_the_box_to_tick_is_said_since_a_link_cannot(run: Run, decisions: list[Json], box: str) -> None:
    text, _ = made(run, page([mention("P18-1001"), mention("P18-1002")]), *decisions)
    assert [run("return AR.say(a[0])", word).partition(":")[0] for word in text["boxes"]] == [box]


def test_merges_and_other_ids_name_the_address_that_needs_a_redirect(run: Run) -> None:
    data = page([mention(key[:-2], explicit=True, slot=SLOT) for key in KEYS], "song-wang")
    record = {"song-wang": {"names": [name_of("Song Wang")]}, "wang-song": {"names": [name_of("Wang Song")]}}
    for kind, to, box in (("merge", "wang-song", "box_merge"), ("rename", "song-wang-uwm", "box_name")):
        decision = {"id": "d", "kind": kind, "person": {"id": to}, "mentions": KEYS}
        text, _ = made(run, data, decision, record=record)
        assert text["boxes"] == [box]
        assert f"people/song-wang/ should lead to https://aclanthology.org/people/{to}/" in text["information"]
    assert made(run, data, to_unverified(KEYS))[0]["boxes"] == ["box_split"]


def test_past_the_limit_the_link_still_fills_all_but_the_information(run: Run) -> None:
    keys = [f"P18-{n}#0" for n in range(1000, 1100)]
    text, _ = made(run, page([mention(key[:-2]) for key in keys]), to_new(keys, "song-wang"))
    assert text["url"] is None and len(text["form"]) < 8000
    assert followed(text["form"]).keys() == {"title", *TEXT_FIELDS} - {"name_change_description"}
    assert "P18-1099" in text["information"]
