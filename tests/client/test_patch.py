"""The JSON patch, the issue text and the maintainers' commands."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.client.conftest import Run
from tests.client.pages import Json, mention, name_of, page, to_existing, to_new, to_unverified

ONE, TWO, THREE = "P18-1001#0", "P18-1002#1", "P18-1003#0"


def mentions(**values: Any) -> list[Json]:
    text = "<author><first>Söng</first><last>Wang</last></author>"
    place = {"file": "xml/P18.xml", "line": 1, "column": 0, "text": text}
    return [
        mention("P18-1001", 0, slot=place, **values),
        mention("P18-1002", 1, slot=place, **values),
        mention("P18-1003", 0, slot=place, role="editor", **values),
    ]


def build(run: Run, data: Json, *decisions: Json, note: str = "", record: Json | None = None) -> Any:
    body = """
      const people = {...AR.people, get: (id) => a[3]?.[id]};
      return AR.patch.build(a[0], a[1], {created: new Date('2026-11-23T18:00:00.123Z'), note: a[2], people});
    """
    return run(body, data, list(decisions), note, record)


def test_the_patch_is_the_documented_format_to_the_letter(run: Run) -> None:
    patch = build(run, page(mentions()), to_new([ONE]), note="Wisconsin “PhD”")
    text = run("return AR.patch.text(a[0])", patch)
    slot = "P18-1001#author#0\t<author><first>Söng</first><last>Wang</last></author>\n"
    digest = "sha256:" + hashlib.sha256(slot.encode()).hexdigest()
    expected = {
        "format": "anthology-assignment-patch",
        "version": 1,
        "created": "2026-11-23T18:00:00Z",
        "generator": "anthology-review 0.1.0",
        "base": {"preview": "author-assignments", "data_commit": None, "data_digest": digest},
        "persons": [
            {
                "id": "song-wang-602x",
                "action": "create",
                "names": [{"first": "Song", "last": "Wang"}],
                "orcid": "0009-0009-2087-602X",
                "degree": "University of Wisconsin - Madison",
                "disable_name_matching": True,
            }
        ],
        "assignments": [
            {
                "paper": "P18-1001",
                "role": "author",
                "position": 0,
                "name": {"first": "Song", "last": "Wang"},
                "from": "song-wang/unverified",
                "to": "song-wang-602x",
            }
        ],
        "undecided": [
            {"paper": "P18-1002", "role": "author", "position": 1},
            {"paper": "P18-1003", "role": "editor", "position": 0},
        ],
        "note": "Wisconsin “PhD”",
    }
    assert text == json.dumps(expected, ensure_ascii=False, indent=2) + "\n"


def test_apply_reads_the_patch(run: Run) -> None:
    document = pytest.importorskip("generator.patch.document", reason="the patch package is not in this checkout")
    data = page(mentions(explicit=True), id="song-wang-9656")
    patch = build(run, data, to_new([ONE], person={"orcid": "", "degree": ""}), to_unverified([THREE]))
    read = document.parse_patch(run("return AR.patch.text(a[0])", patch))
    assert [a.target for a in read.assignments] == ["song-wang-602x", None]


def test_the_digest_does_not_depend_on_the_order_of_the_page(run: Run) -> None:
    data = page(mentions())
    turned = {**data, "mentions": data["mentions"][::-1]}
    both = [
        build(run, one, to_existing([ONE, TWO, THREE], "wang-song"))["base"]["data_digest"] for one in (data, turned)
    ]
    element = data["mentions"][0]["slot"]["text"]
    lines = "".join(f"{key}\t{element}\n" for key in ("P18-1001#author#0", "P18-1002#author#1", "P18-1003#editor#0"))
    assert both == ["sha256:" + hashlib.sha256(lines.encode()).hexdigest()] * 2


def test_without_slots_or_hashing_the_patch_has_no_digest_but_works(run: Run) -> None:
    bare = page([mention("P18-1001")], diff=False)
    assert build(run, bare, to_existing([ONE], "wang-song"))["base"]["data_digest"] is None
    body = """
      Object.defineProperty(globalThis, 'crypto', {value: {}});
      return AR.patch.build(a[0], a[1], {created: new Date()});
    """
    patch = run(body, page(mentions()), [to_existing([ONE], "wang-song")])
    assert patch["base"]["data_digest"] is None
    assert len(patch["assignments"]) == 1


def test_a_printed_name_that_an_author_lacks_is_added_to_all_their_names(run: Run) -> None:
    data = page([mention("P18-1001", name="S. Wang"), mention("P18-1002", 1, name="S. Wang")])
    known = {"wang-song": {"names": [name_of("Song Wang"), {"last": "Wang"}]}}
    patch = build(run, data, to_existing([ONE, TWO], "wang-song"), record=known)
    names = [name_of("Song Wang"), {"last": "Wang"}, name_of("S. Wang")]
    assert patch["persons"] == [{"id": "wang-song", "action": "update", "names": names}]
    assert build(run, data, to_existing([ONE], "wang-song"))["persons"] == []
    created = build(
        run, data, to_new([ONE], person={"names": [{"first": " Song ", "last": "Wang "}], "orcid": "", "degree": ""})
    )
    assert created["persons"][0]["names"] == [name_of("Song Wang"), name_of("S. Wang")]


def test_a_name_that_the_data_write_with_combining_marks_stays_so_to_the_letter(run: Run) -> None:
    composed, combining = name_of("Bet\u00fcl Wang"), name_of("Betu\u0308l Wang")
    data = page([mention("P18-1001", name="Betu\u0308l Wang"), mention("P18-1002", 1)])
    record = {"names": [composed, combining]}
    patch = build(run, data, to_existing([ONE, TWO], "betul-wang"), record={"betul-wang": record})
    assert patch["assignments"][0]["name"] == combining
    assert patch["persons"][0]["names"] == [composed, combining, name_of("Song Wang")]


def test_a_slot_that_already_is_as_decided_is_left_out(run: Run) -> None:
    explicit = page(mentions(explicit=True), id="song-wang")
    assert build(run, explicit, to_existing([ONE], "song-wang"))["assignments"] == []
    assert build(run, page(mentions()), to_unverified([ONE]))["assignments"] == []


def test_keeping_an_implicit_paper_writes_the_pages_own_id(run: Run) -> None:
    patch = build(run, page(mentions(), id="song-wang"), to_existing([ONE], "song-wang"))
    assert [(a["from"], a["to"]) for a in patch["assignments"]] == [("song-wang", "song-wang")]


def test_turning_name_matching_off_for_the_page_is_part_of_the_patch(run: Run) -> None:
    matching = {"song-wang": {"verified": [["song-wang", False]], "elsewhere": []}}
    data = page(mentions(), id="song-wang", matching=matching)
    patch = build(run, data, to_unverified([ONE], keep_matching=False))
    assert patch["persons"] == [{"id": "song-wang", "action": "update", "disable_name_matching": True}]
    assert [a["to"] for a in patch["assignments"]] == [None]


def test_the_file_name_is_one_file(run: Run) -> None:
    assert run("return AR.patch.fileName(a[0], 'json')", page([])) == "assignment-song-wang-unverified.json"


# For people


def issue(run: Run, data: Json, *decisions: Json, note: str = "") -> Any:
    return run("return AR.issue.issue(a[0], a[1])", data, build(run, data, *decisions, note=note))


def test_the_issue_says_who_gets_which_papers_and_holds_the_patch(run: Run) -> None:
    data = page(mentions())
    text = issue(run, data, to_new([ONE]), to_existing([TWO], "wang-song"), note="See #12")
    assert text["title"] == "Author Page: song-wang/unverified"
    body = text["body"]
    assert "New author: Song Wang, ID `song-wang-602x` (ORCID 0009-0009-2087-602X" in body
    assert "1 paper to `song-wang-602x`:\n\n- https://aclanthology.org/P18-1001/" in body
    assert "1 paper to `wang-song`:\n\n- https://aclanthology.org/P18-1002/" in body
    assert "1 paper of this page undecided." in body
    inside = body.split("```json\n")[1].split("```")[0]
    assert json.loads(inside) == build(run, data, to_new([ONE]), to_existing([TWO], "wang-song"), note="See #12")
    assert body.endswith(text["information"])


def test_a_link_that_github_would_refuse_is_not_offered(run: Run) -> None:
    many = page([mention(f"P18-{n}") for n in range(1000, 1100)])
    text = issue(run, many, to_existing([f"P18-{n}#0" for n in range(1000, 1100)], "wang-song"))
    assert text["url"] is None
    assert "P18-1099" in text["body"] and "P18-1099" in text["information"]
    assert len(text["form"]) < 8000 and "name_change_description" not in parse_qs(urlsplit(text["form"]).query)


def test_titles_and_notes_cannot_break_out_of_the_issue_text(run: Run) -> None:
    data = page([mention("P18-1001", title="@all [x](http://evil.example) <img src=x> #1")])
    body = issue(run, data, to_existing([ONE], "wang-song"), note="```\nhi @all\n````")["body"]
    readable = body.partition("json\n")[0]
    assert "@all" not in body.replace(json.dumps("```\nhi @all\n````", ensure_ascii=False), "")
    assert "[x](" not in readable and "<img" not in readable.replace("\\<img", "")
    assert "`````json\n" in body


def commands(run: Run, data: Json, *decisions: Json) -> Any:
    return run("return AR.commands.commands(a[0], a[1])", data, build(run, data, *decisions))


def test_maintainers_get_the_commands_that_their_scripts_take(run: Run) -> None:
    data = page(mentions())
    assert commands(run, data, to_new([ONE, TWO], "song-wang"))["commands"] == [
        "bin/correct/verify_author.py --degree='University of Wisconsin - Madison' --only 0009-0009-2087-602X "
        "P18-1001:song-wang P18-1002"
    ]
    quoted = commands(run, data, to_new([ONE], "song-wang-x", person={"degree": "King's $(College)"}))["commands"][0]
    assert "--degree='King'\\''s $(College)' --suffix=x" in quoted
    explicit = page(mentions(explicit=True), id="song-wang")
    assert commands(run, explicit, to_unverified([ONE, TWO]))["commands"] == [
        "bin/correct/unlink_items.py song-wang P18-1001 P18-1002"
    ]


def test_what_no_script_can_do_is_named(run: Run) -> None:
    explicit = page(mentions(explicit=True), id="song-wang")
    assert commands(run, explicit, to_existing([ONE], "wang-song")) == {
        "commands": [],
        "uncovered": [ONE],
        "entries": [],
    }
    no_orcid = commands(run, page(mentions()), to_new([ONE], person={"orcid": ""}))
    assert no_orcid == {"commands": [], "uncovered": [ONE], "entries": []}
