"""What a request comes to: its kind, what is missing, what is done already, and what goes back to who asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.client.conftest import Run

Json = dict[str, Any]
ARI = {"id": "ari-lanternby/unverified", "name": "Ari Lanternby", "verified": False, "papers": 14, "named": True}
ORCID = "0000-0000-1001-0633"
VERIFIED = {
    "id": "ari-lanternby-0633",
    "name": "Ari Lanternby",
    "verified": True,
    "papers": 3,
    "named": True,
    "orcid": ORCID,
}
THERE = [VERIFIED["id"]]
DEGREE = "### Institution of highest (anticipated) degree\n\nUniversity of Northhaven\n\n### Supporting Information\n\n"

JUDGE = """const [request, rows] = a;
const page = request.pages[0]?.id ?? "";
const reading = page ? AR.wording.read(request.text, rows, page) : null;
const judged = AR.requests.judge(request, reading, rows.map(row => row.key));
return { ...judged, labels: AR.replies.labels(request, judged, false),
  reply: AR.replies.reply(judged, rows, rows.filter(row => judged.mine.includes(row.key)), "Ari Lanternby") };"""


def request(text: str = "", **values: Any) -> Json:
    """A request as the site has it."""
    return {
        "key": "7",
        "number": 7,
        "url": "https://github.com/acl-org/acl-anthology/issues/7",
        "labels": ["correction", "author-page"],
        "title": "Author Page: ari-lanternby/unverified",
        "text": text,
        "remarks": [],
        "confidential": False,
        "kinds": [],
        "form": True,
        "age": 3,
        "orcids": [ORCID],
        "pages": [ARI],
        "missing": [],
        "owner": None,
        "stands": {},
    } | values


@pytest.mark.parametrize(
    ("given", "kind", "state", "questions"),
    [
        (request(DEGREE, kinds=["verify"]), "verify", "ready", []),
        (request(DEGREE + "All papers are mine.", kinds=["verify"]), "verify", "ready", []),
        (request(DEGREE + "These are my papers.", kinds=["verify"]), "verify", "ready", []),
        (request(DEGREE + "Some of these papers are mine.", kinds=["verify"]), "verify", "question", ["papers"]),
        (request(DEGREE + "Only the paper about fog is mine.", kinds=["verify"]), "verify", "question", ["papers"]),
        (request(DEGREE, kinds=["verify"], orcids=[]), "verify", "question", ["orcid"]),
        (request("", kinds=["verify"]), "verify", "question", ["degree"]),
        (request(DEGREE, kinds=["verify"], orcids=[ORCID, "0000-0000-1001-0019"]), "verify", "question", ["orcids"]),
        (request(DEGREE, kinds=["split"]), "split", "question", ["papers"]),
        (request(DEGREE + "2024.coil-main.1 is mine.", kinds=["split"]), "split", "ready", []),
        (request(DEGREE + "The first three papers are mine.", kinds=["split"]), "split", "ready", []),
        (request("2024.coil-main.1 is mine.", orcids=[]), "split", "question", ["orcid", "degree"]),
        (request("2024.coil-main.1 is not mine."), "not_mine", "ready", []),
        (request("", kinds=["merge"], pages=[ARI, VERIFIED], orcids=[]), "merge", "ready", []),
        (request(DEGREE, kinds=["verify"], owner=VERIFIED), "verify", "ready", []),
        (request("", pages=[], missing=["nobody-here"]), "split", "question", ["page"]),
        (request("There is a typo in the title of my paper."), "elsewhere", "elsewhere", []),
        (request("My first and last name are swapped on this paper."), "elsewhere", "elsewhere", []),
        (request(confidential=True, title="", pages=[]), "name", "elsewhere", []),
        (request(DEGREE, kinds=["verify"], pages=[VERIFIED]), "verify", "done", []),
        (
            request("2099.x-y.1 is mine.", owner=VERIFIED, stands={"2099.x-y.1": THERE}),
            "split", "done", [],
        ),
        (
            request("2099.x-y.1 is not mine.", stands={"2099.x-y.1": ["somebody-else"]}),
            "split", "done", [],
        ),
        (request("2099.x-y.1 is mine.", owner=VERIFIED, stands={"2099.x-y.1": []}), "split", "question", ["papers"]),
        (
            request("2099.x-y.1 and 2024.coil-main.1 are mine.", owner=VERIFIED, stands={"2099.x-y.1": THERE}),
            "split", "ready", [],
        ),
    ],
)  # fmt: skip
def test_each_request_has_its_kind_and_what_is_to_do_with_it(
    run: Run,
    rows: list[Json],
    given: Json,
    kind: str,
    state: str,
    questions: list[str],
) -> None:
    judged = run(JUDGE, given, rows)
    assert (judged["kind"], judged["state"], judged["questions"]) == (kind, state, questions)


def test_a_merge_goes_to_the_other_verified_author_and_never_to_a_new_one(run: Run, rows: list[Json]) -> None:
    twin = VERIFIED | {"id": "ari-lanternby", "orcid": ""}
    merge = request("", kinds=["merge"], pages=[VERIFIED, twin], owner=VERIFIED)
    judged = run(JUDGE, merge, rows)
    assert (judged["kind"], judged["state"], judged["person"]) == ("merge", "ready", "ari-lanternby")
    assert "meta:vermerge" in judged["labels"]


def test_a_page_that_only_has_named_papers_is_no_target(run: Run, rows: list[Json]) -> None:
    text = DEGREE + "2024.coil-main.1 is mine."
    namesake = VERIFIED | {"named": False}
    assert run(JUDGE, request(text, kinds=["split"], pages=[ARI, namesake]), rows)["person"] == ""
    assert (
        run(JUDGE, request(text, kinds=["split"], pages=[ARI | {"named": False}, VERIFIED]), rows)["person"] == THERE[0]
    )


def test_only_what_their_script_does_alone_is_approved(run: Run, rows: list[Json]) -> None:
    plain = request(DEGREE, kinds=["verify"])
    assert run(JUDGE, plain, rows)["labels"] == ["approved"]
    assert run(JUDGE, plain | {"title": "Author Page: ari-lanternby"}, rows)["labels"] == ["meta:move"]
    assert run(JUDGE, plain | {"form": False}, rows)["labels"] == ["meta:move"]
    assert run(JUDGE, plain | {"labels": []}, rows)["labels"] == ["correction", "author-page", "approved"]
    assert run(JUDGE, plain | {"kinds": ["split"]}, rows)["labels"] == ["waiting"]


def test_the_answer_asks_one_question_and_lists_the_papers_as_boxes_that_the_page_reads(
    run: Run,
    rows: list[Json],
) -> None:
    reply = run(JUDGE, request(DEGREE, kinds=["split"]), rows)["reply"]
    assert reply.count("- [ ] ") == 14
    assert reply.count("?") - sum(row["title"].count("?") for row in rows) == 1
    boxes = reply[reply.index("- [ ]") :].replace("- [ ]", "- [x]", 2)
    answer = run(JUDGE, request(DEGREE + boxes, kinds=["split"]), rows)
    assert answer["mine"] == [row["key"] for row in rows[:2]]


def test_a_name_in_an_answer_mentions_nobody_on_github(run: Run, rows: list[Json]) -> None:
    hostile = [rows[0] | {"title": "@everyone [x](https://evil.example) <img>"}]
    reply = run(JUDGE, request(DEGREE, kinds=["split"]), hostile)["reply"]
    assert "@everyone" not in reply
    assert "[x](" not in reply
    assert "<img>" not in reply


def test_the_next_request_is_the_next_that_nobody_has_dealt_with(run: Run) -> None:
    next_of = """const [stops, key, done] = a;
    return AR.inbox.nextStop(stops, key, one => done.includes(one) ? "patch" : "")?.key ?? null;"""
    stops = [{"key": key, "file": "review/a.html"} for key in ("1", "2", "3")]
    assert run(next_of, stops, "1", ["2"]) == "3"
    assert run(next_of, stops, "3", ["2"]) == "1"
    assert run(next_of, stops, "1", ["2", "3"]) is None
    damaged = "localStorage.setItem('anthology-review-requests:p', a[0]); return AR.inbox.readOrder(localStorage, 'p')"
    for text in ("{", "null", '[{"key": "1", "file": "javascript:alert(1)"}]', '[{"key": 1, "file": "review/a.html"}]'):
        assert run(damaged, text) == []
