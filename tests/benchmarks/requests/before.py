"""The data and author pages as the requesters saw them: real data, without the changes that the requests led to.

Where the paper in question is newer than these data, or the page's state can't
be told from them, a stand-in of the same page takes its place; each is named here.
"""

from __future__ import annotations

import json
import shutil
import warnings
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from acl_anthology import Anthology
from acl_anthology.exceptions import NameSpecResolutionWarning
from acl_anthology.utils.ids import parse_id

from generator.anthology.data import AnthologyData
from generator.model import Slot
from tests.demo.render_preview import CURRENT, Renderer

SLUGS = [
    "chen-zhang", "zheng-yuan", "yuxuan-wang", "lei-li", "shashank-gupta", "jian-wang", "patrick-haller",
    "yiming-zhang", "tong-zhao", "xiaolong-wang", "xiao-long-wang", "chris-thomas", "christopher-thomas", "wei-liu",
    "zhiyu-chen", "qiao-cheng", "heyuan-huang", "zhihao-zhang", "junghwan-kim", "sheng-li", "yang-zhong",
    "naveen-kumar", "naveen-kumar-laskari", "wei-song", "jeongwoo-lee", "shuo-yan", "milica-gasic", "mingrui-chen",
    "xu-guo",
    "qi-zhang", "jie-wu", "yiming-cui", "tao-ren", "junyu-lu", "chaoqun-liu", "xin-zheng", "zheng-xin",
    "zhiqiang-zhang", "zihan-zhang", "li-zeng", "mi-zhang", "zhiwei-liu", "fei-liu", "haowei-zhang", "weinan-zhang",
    "wei-nan-zhang", "lucia-passaro", "lucia-c-passaro", "yonghui-wu", "xiangyu-zhang", "jaejun-lee",
]  # fmt: skip
"""Every name that a request is about."""

SPLIT = [
    "chen-zhang", "zheng-yuan", "lei-li", "shashank-gupta", "jian-wang", "yiming-zhang", "tong-zhao",
    "xiaolong-wang", "xiao-long-wang", "chris-thomas", "christopher-thomas", "wei-liu", "zhiyu-chen", "heyuan-huang",
]  # fmt: skip
"""Names whose verified persons came after the request: all of them go."""

ZURICH = [
    "2021.emnlp-main.74", "2022.tsar-1.10", "2023.emnlp-main.960", "2024.blackboxnlp-1.14", "2024.findings-acl.469",
    "2024.lrec-main.1111", "2024.naacl-demo.8", "2023.emnlp-demo.1",
]  # fmt: skip
"""On Patrick Haller's page (Zurich) when he and his namesake wrote; the last three are his namesake's."""

ORCIDS = {"shuo-yan": "0000-0000-1001-0609", "jeongwoo-lee": "0000-0000-1001-0617", "other": "0000-0000-1001-0625"}
"""Made up, with valid check digits, for persons that these data lack."""

PERSONS: dict[str, dict[str, Any]] = {
    "patrick-haller-zurich": {
        "names": [{"first": "Patrick", "last": "Haller"}],
        "comment": "Zurich",
        "degree": "University of Zurich",
        "disable_name_matching": True,
    },
    # The generic page of 2025, beside the one that was split off.
    "zhihao-zhang": {"names": [{"first": "Zhihao", "last": "Zhang"}], "comment": "May refer to multiple people"},
    "shuo-yan": {"names": [{"first": "Shuo", "last": "Yan"}], "orcid": ORCIDS["shuo-yan"]},
    "mingrui-chen": {"names": [{"first": "Mingrui", "last": "Chen"}]},
    "jeongwoo-lee": {
        "names": [{"first": "Jeongwoo", "last": "Lee"}],
        "degree": "Yonsei University",
        "orcid": ORCIDS["jeongwoo-lee"],
    },
    "jeongwoo-lee-dongguk": {
        "names": [{"first": "Jeongwoo", "last": "Lee"}],
        "degree": "Dongguk University",
        "orcid": ORCIDS["other"],
    },
    # With name matching there would be no unverified page of this name.
    "xu-guo": {
        "names": [{"first": "Xu", "last": "Guo"}],
        "disable_name_matching": True,
        "orcid": "0000-0003-1034-9508",
    },
}
"""Persons that the requests presuppose: added, or put into the place of the present entry."""

GIVEN = {
    **dict.fromkeys(ZURICH, ("patrick-haller-zurich", "")),
    "2024.acl-long.338": ("zhihao-zhang", ""),  # for 2025.findings-emnlp.244
    "2024.acl-short.32": ("zhihao-zhang", ""),
    "2025.findings-acl.698": ("shuo-yan", ""),
    "2023.emnlp-main.295": ("jeongwoo-lee", ORCIDS["jeongwoo-lee"]),  # for 2026.eacl-srw.68
}
"""Explicit person and ORCID of the requester's name on a paper."""

GETTING = ("patrick-haller", "zhihao-zhang", "shuo-yan", "jeongwoo-lee")
"""The names that get them."""


@dataclass(frozen=True)
class Before:
    """What the fixture built.

    Attributes:
        data: the folder with ``xml/`` and ``json/``: every file that has one of the names.
        preview: the author pages.
        site: the review site.
        slots: every slot with one of the names.
    """

    data: Path
    preview: Path
    site: Path
    slots: tuple[Slot, ...]

    def has(self, paper: str) -> bool:
        """Whether these data have a paper with one of the names."""
        return any(slot.mention.paper == paper for slot in self.slots)


def build_data(real_data: Path, out: Path) -> None:
    """Write the data of before: the files that matter, with IDs, ORCIDs and persons taken away or given."""
    data = AnthologyData.read(real_data)
    gone = {pid for pid, p in data.people.persons.items() if {n.slug for n in p.names} & set(SPLIT)}
    edits: dict[str, list[tuple[Slot, str, str]]] = defaultdict(list)
    for item in data.items.values():
        for slot in item.slots:
            ours = slot.name.slug in SLUGS
            person, orcid = ("", "") if slot.person in gone else (slot.person, slot.orcid)
            if slot.name.slug in GETTING and slot.mention.paper in GIVEN:
                person, orcid = GIVEN[slot.mention.paper]
            if ours or (person, orcid) != (slot.person, slot.orcid):
                edits[slot.file].append((slot, person, orcid))
    (out / "xml").mkdir(parents=True)
    for schema in (real_data / "xml").glob("*.rnc"):
        shutil.copy(schema, out / "xml")
    for file, changes in edits.items():
        text = (real_data / file).read_bytes()
        for slot, person, orcid in sorted(changes, key=lambda change: -change[0].start):
            if (person, orcid) != (slot.person, slot.orcid):
                ids = "".join(f' {key}="{value}"' for key, value in (("id", person), ("orcid", orcid)) if value)
                text = text[: slot.start] + f"<{slot.mention.role}{ids}>".encode() + text[slot.tag_end :]
        (out / file).write_bytes(text)
    shutil.copytree(real_data / "json", out / "json", ignore=shutil.ignore_patterns("people.json"))
    original = (real_data / "json" / "people.json").read_text("utf-8")
    people = json.loads(original)
    assert dump(people) == original, "people.json is no longer written in the form that this test writes"
    people = {pid: p for pid, p in people.items() if pid not in gone} | PERSONS
    for person in people.values():
        assert not set(person.get("similar", ())) & gone
    (out / "json" / "people.json").write_text(dump(people), "utf-8")


def slots_of(data: Path) -> tuple[Slot, ...]:
    """Every slot with one of the names that an author page lists: a volume without front matter is on none."""
    return tuple(
        slot
        for item in AnthologyData.read(data).items.values()
        for slot in item.slots
        if slot.name.slug in SLUGS and parse_id(slot.mention.paper)[2] is not None
    )


def dump(people: dict[str, dict[str, Any]]) -> str:
    """people.json in the Anthology's form: sorted, names first, one a line."""
    entries = []
    for pid, person in sorted(people.items()):
        lines = []
        for key, value in sorted(person.items(), key=lambda item: (item[0] != "names", item[0])):
            if key == "names":
                forms = ",\n".join(f"      {json.dumps(name, ensure_ascii=False)}" for name in value)
                lines.append(f'    "names": [\n{forms}\n    ]')
            else:
                text = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n    ")
                lines.append(f'    "{key}": {text}')
        entries.append(f'  "{pid}": {{\n' + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(entries) + "\n}\n"


def build_pages(data: Path, out: Path) -> list[str]:
    """Render the page of every person, verified or not, who has one of the names; returns their IDs."""
    anthology = Anthology(data, verbose=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NameSpecResolutionWarning)  # two namesakes on one paper, as it should be
        anthology.load_all()
    renderer = Renderer(anthology, CURRENT)
    done = []
    for person in list(anthology.people.values()):
        if {name.slugify() for name in person.names} & set(SLUGS):
            path = out / "people" / person.id / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(renderer.author(person), "utf-8")
            done.append(person.id)
    return done
