"""The diff that the browser makes, given to git and compared byte for byte."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.client.conftest import Run
from tests.client.pages import (
    Json,
    mention,
    name_of,
    page,
    people_text,
    shards,
    slot,
    to_existing,
    to_new,
    to_unverified,
    windows,
)

PEOPLE: Json = {
    "anna-jonsson": {"names": [name_of("Anna Jonsson"), name_of("Åsa Öström")], "orcid": "0000-0002-1825-0097"},
    "li-wei": {"names": [name_of("Wei Li")]},
    "song-wang": {"names": [name_of("Song Wang")], "orcid": "0009-0009-2087-602X"},
    "zoe-zola": {"names": [{"last": "Žofie"}]},
}
SONG = "<author><first>Song</first><last>Wang</last></author>"


def xml(*elements: str, between: int = 0) -> str:
    """A volume with one paper per element, `between` lines of abstract after each."""
    papers = [
        f'    <paper id="{i}">\n      <title>Über “𝒳” {i}</title>\n      {element}\n'
        + "".join(f"      <abstract>line {n}</abstract>\n" for n in range(between))
        + "    </paper>\n"
        for i, element in enumerate(elements, 1)
    ]
    return "<?xml version='1.0' encoding='UTF-8'?>\n<collection id=\"P1\">\n" + "".join(papers) + "</collection>\n"


class Data:
    """A data folder, the page data that the builder would make of it, and git as judge."""

    def __init__(self, folder: Path, files: dict[str, str], people: Json | str = PEOPLE) -> None:
        self.folder = folder
        self.people = people if isinstance(people, str) else people_text(people)
        self.files = {"json/people.json": self.people, **files}
        for file, text in self.files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(text.encode())

    def page(self, *slots: tuple[str, str, Json], **values: Any) -> Json:
        """Page data from (file, element, mention values)."""
        mentions = []
        for number, (file, element, own) in enumerate(slots, 1):
            one = {"name": "Song Wang", "explicit": " id=" in element.partition(">")[0], **own}
            found = slot(file, self.files[file], element)
            mentions.append(mention(one.pop("paper", f"P1-100{number}"), slot=found, **one))
        by_file = {file: [m["slot"] for m in mentions if m["slot"]["file"] == file] for file in self.files}
        found_windows = {file: windows(self.files[file], own) for file, own in by_file.items() if own}
        return page(mentions, windows=found_windows, **values)

    def diff(self, run: Run, data: Json, *decisions: Json, size: int = 2) -> Any:
        """What the page makes: loads the files that it says it needs, then builds."""
        contents, index = shards(self.people, size)
        body = """
          const options = {created: new Date(0)};
          const draft = await AR.patch.build(a[0], a[1], options);
          for (const file of AR.people.needed(draft, a[3])) {
            AR.people.receive(a[2][a[3].findIndex((shard) => shard.file === file)]);
          }
          const patch = await AR.patch.build(a[0], a[1], options);
          return AR.diff.build(a[0], patch);
        """
        return run(body, data, list(decisions), contents, index)

    def expect(self, result: Any, **edits: list[tuple[str, str]]) -> None:
        """git takes the diff, and the files then are as if edited by hand: text -> other text, each once."""
        assert "text" in result, result
        (self.folder / "it.diff").write_bytes(result["text"].encode())
        for step in (["--check"], []):
            done = subprocess.run(
                ["git", "apply", *step, "--whitespace=nowarn", "it.diff"],
                cwd=self.folder, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr + result["text"]
        for file, text in self.files.items():
            for old, new in edits.get(Path(file).stem.replace(".", "_"), []):
                assert text.count(old) == 1, f"{old!r} in {file}"
                text = text.replace(old, new)
            assert (self.folder / file).read_bytes() == text.encode(), result["text"]


CASES = {
    "added": (SONG, '<author id="li-wei"><first>', "li-wei"),
    "replaced": (SONG.replace("<author>", '<author id="song-wang">'), '<author id="li-wei">', "li-wei"),
    "removed": (SONG.replace("<author>", '<author id="song-wang">'), "<author><first>", None),
    "before an ORCID": (
        '<author orcid="0009-0009-2087-602X"><first>Song</first><last>Wang</last></author>',
        '<author id="song-wang" orcid="0009-0009-2087-602X">',
        "song-wang",
    ),
    "in its place and quotes": (
        "<author x='>'  id = 'song-wang' y=\"1\"><first>Song</first><last>Wang</last></author>",
        "<author x='>'  id = 'li-wei' y=\"1\">",
        "li-wei",
    ),
    "of an editor": ("<editor><first>Song</first><last>Wang</last></editor>", '<editor id="song-wang">', "song-wang"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_only_the_id_attribute_changes(run: Run, tmp_path: Path, case: str) -> None:
    old, new, to = CASES[case]
    people = {**PEOPLE, "li-wei": {"names": [name_of("Wei Li"), name_of("Song Wang")]}}
    data = Data(tmp_path, {"xml/P1.xml": xml("<author><last>Ü</last></author>", f"<author>𝒳</author>{old}")}, people)
    tag = old[: old.index("<first>")]
    result = data.diff(
        run,
        data.page(("xml/P1.xml", old, {}), id="song-wang" if "song-wang" in tag else "song-wang/unverified"),
        to_existing(["P1-1001#0"], to) if to else to_unverified(["P1-1001#0"]),
    )
    data.expect(result, P1=[(tag + "<first>Song", new.removesuffix("<first>") + "<first>Song")])


def test_two_slots_on_one_line_and_slots_in_neighbouring_hunks(run: Run, tmp_path: Path) -> None:
    first = "<author><first>Song</first><last>Wang</last></author>"
    second = "<author><first>Song </first><last>Wang</last></author>"
    near = "<author><first> Song</first><last>Wang</last></author>"
    far = "<author>\n        <first>Song</first>\n        <last>Wang</last></author>"
    text = xml(first + second, near, far, between=5) + "<!-- “ü” -->\n"
    data = Data(tmp_path, {"xml/P1.xml": text})
    slots = [("xml/P1.xml", e, {"paper": p, "position": n}) for e, p, n in
             [(first, "P1-1001", 0), (second, "P1-1001", 1), (near, "P1-1002", 0), (far, "P1-1003", 0)]]  # fmt: skip
    result = data.diff(
        run, data.page(*slots),
        to_existing(["P1-1001#0", "P1-1002#0", "P1-1003#0"], "song-wang"), to_new(["P1-1001#1"], person={"orcid": ""}),
    )  # fmt: skip
    given = '<author id="song-wang">'
    degree = '    "degree": "University of Wisconsin - Madison"\n  }'
    created = entry("song-wang-602x").replace("    ]\n  }", "    ],\n" + degree) + ",\n"
    data.expect(
        result,
        P1=[(second, second.replace("<author>", '<author id="song-wang-602x">')),
            *((e, e.replace("<author>", given)) for e in (first, near, far))],
        people=[('  "zoe-zola"', created + '  "zoe-zola"')],
    )  # fmt: skip
    assert result["text"].count("@@ -") == 4
    assert result["text"].index("json/people.json") < result["text"].index("xml/P1.xml")


@pytest.mark.parametrize("between", range(9))
def test_hunks_merge_or_stay_apart_at_every_distance(run: Run, tmp_path: Path, between: int) -> None:
    other = SONG.replace("Song", "Song ")
    data = Data(tmp_path, {"xml/P1.xml": xml(SONG, other, between=between)})
    result = data.diff(
        run, data.page(("xml/P1.xml", SONG, {}), ("xml/P1.xml", other, {})),
        to_existing(["P1-1001#0", "P1-1002#0"], "song-wang"),
    )  # fmt: skip
    data.expect(result, P1=[(e, e.replace("<author>", '<author id="song-wang">')) for e in (SONG, other)])
    # Between the two lines stand `between` abstracts, </paper>, <paper> and <title>.
    assert result["text"].count("@@ -") == (1 if between + 3 <= 6 else 2)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
def test_line_ends_and_a_missing_last_one_are_kept(run: Run, tmp_path: Path, end: str) -> None:
    text = (xml() + SONG).replace("\n", "\r\n") + end
    data = Data(tmp_path, {"xml/P1.xml": text})
    result = data.diff(run, data.page(("xml/P1.xml", SONG, {})), to_existing(["P1-1001#0"], "song-wang"))
    data.expect(result, P1=[(SONG, SONG.replace("<author>", '<author id="song-wang">'))])


def test_the_first_line_of_a_file_can_change(run: Run, tmp_path: Path) -> None:
    data = Data(tmp_path, {"xml/P1.xml": f"{SONG}\n"})
    result = data.diff(run, data.page(("xml/P1.xml", SONG, {})), to_existing(["P1-1001#0"], "song-wang"))
    data.expect(result, P1=[(SONG, SONG.replace("<author>", '<author id="song-wang">'))])


def entry(id: str, name: str = "Song Wang") -> str:
    first, _, last = name.rpartition(" ")
    return f'  "{id}": {{\n    "names": [\n      {{"first": "{first}", "last": "{last}"}}\n    ]\n  }}'


@pytest.mark.parametrize("size", [1, 2, 4])
@pytest.mark.parametrize("id", ["aa", "b-x", "li-wei-x", "m", "zz"])
def test_a_new_author_stands_in_the_order_of_ids(run: Run, tmp_path: Path, id: str, size: int) -> None:
    data = Data(tmp_path, {"xml/P1.xml": xml(SONG)})
    person = {"orcid": "", "degree": ""}
    result = data.diff(run, data.page(("xml/P1.xml", SONG, {})), to_new(["P1-1001#0"], id, person=person), size=size)
    following = next((other for other in PEOPLE if other > id), None)
    if following:
        edit = (f'  "{following}": {{', f'{entry(id)},\n  "{following}": {{')
    else:
        edit = ('"last": "Žofie"}\n    ]\n  }\n', f'"last": "Žofie"}}\n    ]\n  }},\n{entry(id)}\n')
    data.expect(result, people=[edit], P1=[(SONG, SONG.replace("<author>", f'<author id="{id}">'))])


def test_several_changes_of_people_at_the_end_keep_commas_right(run: Run, tmp_path: Path) -> None:
    elements = [f"<author><first>Song</first><last>Wang{n}</last></author>" for n in range(4)]
    data = Data(tmp_path, {"xml/P1.xml": xml(*elements, between=9)})
    slots = [("xml/P1.xml", e, {"name": f"Song Wang{n}"}) for n, e in enumerate(elements)]
    bare: Json = {"orcid": "", "degree": "", "names": []}
    result = data.diff(
        run, data.page(*slots),
        to_new(["P1-1001#0"], "zz-a", person=bare), to_new(["P1-1002#0"], "zz-b", person=bare),
        to_new(["P1-1003#0"], "zo", person=bare), to_existing(["P1-1004#0"], "zoe-zola"),
    )  # fmt: skip
    ids = ["zz-a", "zz-b", "zo", "zoe-zola"]
    data.expect(
        result,
        P1=[(e, e.replace("<author>", f'<author id="{id}">')) for e, id in zip(elements, ids, strict=True)],
        people=[
            ('  "zoe-zola"', entry("zo", "Song Wang2") + ',\n  "zoe-zola"'),
            ('{"last": "Žofie"}\n    ]\n  }\n',
             '{"last": "Žofie"},\n      {"first": "Song", "last": "Wang3"}\n    ]\n  },\n'
             + entry("zz-a", "Song Wang0") + ",\n" + entry("zz-b", "Song Wang1") + "\n"),
        ],
    )  # fmt: skip


def test_a_printed_name_that_the_author_lacks_is_added(run: Run, tmp_path: Path) -> None:
    element = "<author><first>Sång “S”</first><last>Wáng</last></author>"
    data = Data(tmp_path, {"xml/P1.xml": xml(element)})
    result = data.diff(
        run, data.page(("xml/P1.xml", element, {"name": "Sång “S” Wáng"})),
        to_existing(["P1-1001#0"], "song-wang", keep_matching=False),
    )  # fmt: skip
    old = '{"first": "Song", "last": "Wang"}\n    ],\n'
    new = '{"first": "Song", "last": "Wang"},\n      {"first": "Sång “S”", "last": "Wáng"}\n    ],\n'
    new += '    "disable_name_matching": true,\n'
    data.expect(result, P1=[("<author><first>Sång", '<author id="song-wang"><first>Sång')], people=[(old, new)])


def test_a_windows_people_file_keeps_its_line_ends(run: Run, tmp_path: Path) -> None:
    data = Data(tmp_path, {"xml/P1.xml": xml(SONG)}, people_text(PEOPLE).replace("\n", "\r\n"))
    person = {"orcid": "", "degree": ""}
    result = data.diff(run, data.page(("xml/P1.xml", SONG, {})), to_new(["P1-1001#0"], "zz", person=person))
    tail = '"last": "Žofie"}\r\n    ]\r\n  }'
    created = entry("zz").replace("\n", "\r\n")
    data.expect(
        result, people=[(tail, f"{tail},\r\n{created}")], P1=[(SONG, SONG.replace("<author>", '<author id="zz">'))]
    )


def refusal(result: Any) -> str:
    return str(result["error"]["code"])


def test_no_diff_is_made_where_it_could_be_wrong(run: Run, tmp_path: Path) -> None:
    odd = people_text(PEOPLE).replace(
        '[\n      {"first": "Song", "last": "Wang"}\n    ]', '[{"first": "Song", "last": "Wang"}]'
    )
    data = Data(tmp_path, {"xml/P1.xml": xml(SONG)}, odd)
    good = data.page(("xml/P1.xml", SONG, {}))
    named = data.page(("xml/P1.xml", SONG, {"name": "S. Wang"}))
    moved = {**good, "windows": {"xml/P1.xml": [{"first": 4, "lines": ["", "", "", ""]}]}}
    assert refusal(data.diff(run, named, to_existing(["P1-1001#0"], "song-wang"))) == "not_canonical"
    assert refusal(data.diff(run, good, to_existing(["P1-1001#0"], "nobody"))) == "people_missing"
    assert refusal(data.diff(run, moved, to_existing(["P1-1001#0"], "li-wei"))) == "slot_mismatch"
    assert refusal(data.diff(run, {**good, "diff": False}, to_existing(["P1-1001#0"], "li-wei"))) == "no_data"
    assert refusal(data.diff(run, good)) == "nothing"
