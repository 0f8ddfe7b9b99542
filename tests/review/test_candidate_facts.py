"""What cards say of verified persons."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.anthology.people import People
from generator.model import Author, AuthorPage, Mention, Name, Paper, Person, Slot
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.candidate_facts import PersonFacts
from generator.site.shared_files import persons

ME, ADA, BEA = Author("Ru Li (李茹)", "ru-li"), Author("Ada Example", "ada-example"), Author("Bea B", "")
PAPERS = (
    Paper("2023.acl-long.1", "One", (ADA, ME, BEA), venue="acl", year=2023),
    Paper("2021.findings-emnlp.2", "Two", (ME, ADA), venue="findings", year=2021),
    Paper("2021.acl-long.3", "Three", (Author("R. Li", "ru-li"),), venue="acl", year=2021),
    Paper("2020.acl-long.0", "Front matter", (), venue="acl", year=None),
)
MENTIONS = (Mention(PAPERS[0].id, 1), Mention(PAPERS[1].id, 0), Mention(PAPERS[2].id, 0))
PAGE = AuthorPage("ru-li", Name("Ru", "Li"), PAPERS, MENTIONS, verified=True, also_published_as=(Name("R.", "Li"),))


def slot(mention: Mention) -> Slot:
    name = Name("R.", "Li") if mention == MENTIONS[2] else Name("Ru", "Li")
    place = "Shanxi University" if mention == MENTIONS[0] else "Old Town Institute"
    return Slot(mention, name, "ru-li", "", place, "xml/2023.acl.xml", 1, 0, 0, 0)


def test_facts_come_from_the_page_and_its_slots() -> None:
    assert PersonFacts.of(PAGE, slot) == PersonFacts(
        papers=4,
        per_year=(2, 0, 1),
        first_year=2021,
        venues=("ACL", "EMNLP Findings"),
        coauthors=("Ada Example", "Bea B"),
        institutions=("Shanxi University", "Old Town Institute"),
        other_names=("R. Li", "李茹"),
    )


def test_without_data_and_without_papers_there_are_fewer() -> None:
    assert PersonFacts.of(PAGE, lambda _: None).institutions == ()
    bare = replace(PAGE, papers=(), mentions=(), also_published_as=())
    assert PersonFacts.of(bare, slot) == PersonFacts()


def test_a_slot_of_another_name_has_no_part_in_it() -> None:
    strange = PersonFacts.of(PAGE, lambda mention: replace(slot(mention), name=Name("Song", "Wang")))
    assert strange.institutions == ()


def test_a_namesake_on_the_same_paper_is_no_coauthor_whom_one_would_know() -> None:
    paper = replace(PAPERS[0], authors=(Author("Ru Li", "ru-li-2"), ME))
    assert PersonFacts.of(replace(PAGE, papers=(paper,), mentions=MENTIONS[:1]), slot).coauthors == ()


def test_the_degree_is_always_among_the_institutions_and_only_once() -> None:
    many = PersonFacts(institutions=("A", "B", "C"), other_names=("李茹",))
    person = Person("ru-li", (Name("Ru", "Li"), Name("R.", "Li")), degree="D")
    assert many.with_entry(person).institutions == ("A", "B", "D")
    assert many.with_entry(person).other_names == ("R. Li", "李茹")
    assert many.with_entry(replace(person, degree="b")).institutions == ("A", "B", "C")
    assert many.with_entry(None) == many


def handed_over(path: Path) -> Any:
    text = path.read_text("utf-8")
    assert text.startswith("(globalThis.anthologyReview||=[]).push([")
    return json.loads(text[text.index(".push(") + 6 : -3])[1]


def test_a_smaller_list_leaves_no_shards_of_a_larger_one(tmp_path: Path) -> None:
    pages = [
        AuthorPageSummary.of(replace(PAGE, id=f"ru-li-{number:03}"), PAGE)
        for number in range(persons.PERSONS_PER_SHARD + 1)
    ]
    people = People.parse('{"ru-li-000": {"names": [{"first": "Ru", "last": "Li"}], "degree": "Shanxi"}}')
    persons.write_verified(tmp_path, pages, people)
    folder = tmp_path / "assets" / "data"
    shards = handed_over(folder / "facts.js")
    assert [shard["file"] for shard in shards] == ["facts-000.js", "facts-001.js"]
    assert handed_over(folder / "facts-001.js") == {shards[1]["first_id"]: pages[-1].facts.json_value()}  # type: ignore[union-attr]
    assert handed_over(folder / "facts-000.js")["ru-li-000"]["institutions"] == ["Shanxi"]
    assert handed_over(folder / "verified.js").split("\n")[0] == "ru-li-000\tRu Li\tR. Li|李茹\t\tShanxi\tShanxi"
    persons.write_verified(tmp_path, pages[:1], None)
    assert sorted(file.name for file in folder.glob("facts*")) == ["facts-000.js", "facts.js"]
