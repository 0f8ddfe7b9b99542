"""Requests are read as they come, hostile ones included, and show nothing that is nobody's business."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.errors import ReviewError
from generator.requests.masking import MASK, masked
from generator.requests.message import Message
from generator.requests.named_pages import resolve
from generator.requests.read import read_requests
from generator.requests.request import Request

FORM = """### Author Pages

{pages}

### Author ORCID

https://orcid.org/0000-0000-1001-0633

### Institution of highest (anticipated) degree

University of Northhaven

### Author Name (only if published in another script)

_No response_

### Type of Author Metadata Correction

- [{verify}] Verification: I want to verify my author page.
- [{split}] Split/disambiguate: The author page wrongly conflates different people with the same name.
- [{merge}] Merge profiles: A single author has multiple author pages that need to be merged.
- [{name}] Name change: I changed my name.

### Supporting Information

{text}
"""


def issue(number: int = 1, **fields: Any) -> dict[str, Any]:
    """What GitHub's command line writes of an issue."""
    return {
        "number": number,
        "title": "Author Page: ari-lanternby/unverified",
        "body": "",
        "url": f"https://github.com/acl-org/acl-anthology/issues/{number}",
        "labels": [{"id": "LA_1", "name": "correction", "description": "", "color": "ededed"}],
        "createdAt": "2026-08-01T10:00:00Z",
        "comments": [],
    } | fields


def filled(ticked: str, pages: str = "ari-lanternby/unverified", text: str = "") -> str:
    """The form as an issue has it."""
    boxes = {name: "x" if name == ticked else " " for name in ("verify", "split", "merge", "name")}
    return FORM.format(pages=pages, text=text, **boxes)


def read(tmp_path: Path, *issues: dict[str, Any]) -> tuple[Request, ...]:
    path = tmp_path / "issues.json"
    path.write_text(json.dumps(issues), "utf-8")
    return read_requests([path])


def request_of(text: str, title: str = "") -> Request:
    return Request.of(Message("1", title, text), None)


def test_a_filled_form_names_its_pages_kind_orcid_and_papers(tmp_path: Path) -> None:
    text = filled("split", "https://aclanthology.org/people/ari-lanternby/unverified/", "2024.coil-main.1 and n18-2007")
    (request,) = read(tmp_path, issue(7, body=text, createdAt="2026-08-01T10:00:00Z"))
    assert (request.key, request.number, request.labels) == ("7", 7, ("correction",))
    assert (request.kinds, request.is_form, request.is_confidential) == (("split",), True, False)
    assert request.pages == ("ari-lanternby/unverified",)
    assert (request.orcids, request.papers) == (("0000-0000-1001-0633",), ("2024.coil-main.1", "N18-2007"))


@pytest.mark.parametrize(
    ("title", "lines", "pages"),
    [
        ("Author Page: wei-liu/unverified", "", ("wei-liu/unverified",)),
        ("Author page wei-liu", "", ("wei-liu",)),
        ("Author Page: Wei Liu", "", ("wei-liu",)),
        ("[Author Page]: {replace}", "https://aclanthology.org/people/w/wei-liu/", ("wei-liu",)),
        ("Author Page: wei-liu/unverified + wei-liu-9041", "", ("wei-liu/unverified", "wei-liu-9041")),
        ("Author Page: Zoë de la Cruz", "", ("zoe-de-la-cruz",)),
        (
            "",
            "- https://aclanthology.org/people/wei-liu/unverified/\n- wei-liu-9041",
            ("wei-liu/unverified", "wei-liu-9041"),
        ),
        ("", "wei-liu, wei-liu/unverified", ("wei-liu", "wei-liu/unverified")),
        ("", "https://preview.aclanthology.org/x-1/people/yang-liu-Helsinki/", ("yang-liu-Helsinki",)),
        ("", "[Wei Liu](https://aclanthology.org/people/wei-liu/)", ("wei-liu",)),
        ("Author Page: a-b/unverified", "https://aclanthology.org/people/a-b/unverified", ("a-b/unverified",)),
    ],
)
def test_pages_are_named_by_title_address_id_or_name(title: str, lines: str, pages: tuple[str, ...]) -> None:
    assert request_of(f"### Author Pages\n\n{lines}\n\n### Author ORCID\n\n_No response_", title).pages == pages


def test_a_page_is_found_under_the_name_that_it_has_now() -> None:
    known = {"wei-liu/unverified", "ada-byron", "yang-liu-Helsinki"}
    names = ("wei-liu", "ada-byron/unverified", "yang-liu-Helsinki", "nobody-here")
    assert [page for _, page in resolve(names, known)] == ["wei-liu/unverified", "ada-byron", "yang-liu-Helsinki", ""]


def test_age_counts_to_the_newest_request_so_that_builds_are_the_same_on_every_day(tmp_path: Path) -> None:
    found = read(tmp_path, issue(1, createdAt="2026-08-20T23:00:00+02:00"), issue(2, createdAt="2026-08-01T10:00:00Z"))
    assert [(request.number, request.age) for request in found] == [(2, 19), (1, 0)]


@pytest.mark.parametrize(
    "written",
    [
        "ada@byron.org",
        "ada.byron+acl@cs.uni-northhaven.ac.uk",
        "mailto:ada@byron.org",
        "ada [at] byron [dot] org",
        "ada(at)byron.org",
        "ada at byron dot org",
        "ada dot byron at cs dot northhaven dot edu",
        "{ada,charles}@byron.org",
        "ada.byron <at> cs.northhaven.edu",
        "adá@byron.org",
    ],
)
def test_no_mail_address_stays_in_a_text(written: str) -> None:
    assert masked(f"Write to {written}, please.").replace("Write to ", "") in (f"{MASK}, please.", f"<{MASK}>, please.")


def test_what_is_no_address_stays() -> None:
    for text in (
        "@inproceedings{lee-2020, title={A}}",
        "presented at COLING 2020",
        "thanks @volunteer",
        "at 10.30 at ACL",
    ):
        assert masked(text) == text


@pytest.mark.parametrize("part", ["@", "a.", "a at ", "{", "a@", "a-", "a dot ", '"'])
def test_a_text_made_to_hold_up_the_build_is_read_like_any_other(part: str) -> None:
    text = part * 30_000
    assert masked(text) == text
    assert not request_of(text, text[:1000]).is_confidential


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Author Page: ari-lanternby/unverified", filled("name")),
        ("Author Page: ari-lanternby/unverified", "Please replace my deadname on these papers."),
        ("Name change", "I changed my name to Ari Lanternby."),
        ("Author Page: ari-lanternby", "### Name change description\n\nFrom X to Y"),
        ("Author Page: ari-lanternby", filled("verify", text="I no longer use my former name Arthur.")),
    ],
)
def test_a_change_of_name_shows_nothing_but_its_number(title: str, text: str, tmp_path: Path) -> None:
    (request,) = read(
        tmp_path, issue(5, title=title, body=text, comments=[{"body": "Ari", "author": {"login": "ari"}}])
    )
    assert request == Request("5", 5, issue(5)["url"], ("correction",), is_confidential=True, age=0)


def test_the_forms_own_words_about_name_changes_hide_nobody(tmp_path: Path) -> None:
    (request,) = read(tmp_path, issue(body=filled("verify")))
    assert not request.is_confidential
    assert request.kinds == ("verify",)


def test_the_requesters_later_words_count_and_those_of_others_do_not(tmp_path: Path) -> None:
    comments = [
        {"body": "Which papers?", "author": {"login": "volunteer"}, "authorAssociation": "MEMBER"},
        {"body": "2024.coil-main.1", "author": {"login": "ari"}, "authorAssociation": "NONE"},
    ]
    (request,) = read(tmp_path, issue(body="Please split", comments=comments))
    assert (request.text, request.remarks) == ("Please split\n\n2024.coil-main.1", ("Which papers?",))
    stranger = {"body": "2024.coil-main.9 is mine", "author": {"login": "namesake"}, "authorAssociation": "NONE"}
    (request,) = read(tmp_path, issue(body="Please split", comments=[*comments, stranger]))
    assert request.papers == ()


def test_a_folder_of_mails_and_texts_is_read_without_names_and_addresses(tmp_path: Path) -> None:
    folder = tmp_path / "ada@byron.org"
    folder.mkdir()
    head = "From: Ada <ada@byron.org>\nTo: x@aclanthology.org\nSubject: =?utf-8?q?Author_Page=3A_Zo=C3=AB_Cruz?=\n"
    date = "Date: Sat, 01 Aug 2026 10:00:00 -0000\n"
    (folder / "ada.eml").write_text(f"{head}{date}\nAll papers are mine. ada@byron.org\n", "utf-8")
    html = 'Content-Type: text/html; charset="utf-8"\n\n<p>Papers on <a href="x">https://aclanthology.org/people/wei-liu/</a></p>'
    (folder / "b.EML").write_text(f"Subject: two\n{html}\n", "utf-8")
    (folder / "c.txt").write_text("Author Page: wei-liu\n\nThe first three are mine.", "utf-8-sig")
    (folder / "scan.pdf").write_bytes(b"%PDF")
    first, *others = read_requests([folder])
    assert (first.title, first.pages, first.age) == ("Author Page: Zoë Cruz", ("zoe-cruz",), 0)
    assert {request.pages for request in others} == {("wei-liu",)}
    assert {request.age for request in others} == {-1}
    assert "byron" not in repr((first, *others))
    assert all(request.key.startswith("m") and not request.number for request in (first, *others))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is no list of issues"),
        ("{}", "is no list of issues"),
        ("[" * 100_000, "is no list of issues"),
        (json.dumps([issue() | {"number": "7"}]), "`$[0].number`"),
        (json.dumps([issue() | {"url": "javascript:alert(1)"}]), "`$[0].url`"),
        (json.dumps([issue() | {"createdAt": "yesterday"}]), "`$[0].createdAt`"),
        (json.dumps([{"number": 1}]), "missing required field `title`"),
        (json.dumps([issue() | {"body": "x" * 300_000}]), "`$[0].body`"),
        (json.dumps([issue(3), issue(3)]), "the issue 3"),
        ('[{"title": "\\ud800"}]', "is no list of issues"),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_one_sentence(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "issues.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ReviewError) as error:
        read_requests([path])
    assert said in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_without_requests_or_with_broken_ones_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="has no mail"):
        read_requests([tmp_path])
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReviewError, match="is no UTF-8 at byte 0"):
        read_requests([tmp_path])


def test_broken_mails_are_read_or_refused_and_never_stop_with_a_traceback(tmp_path: Path) -> None:
    for name, content in {
        "charset": b"Content-Type: text/plain; charset=klingon\n\nhello",
        "date": b"Date: the day after\nSubject: x\n\nhello",
        "nested": b'Content-Type: multipart/mixed; boundary="a"\n\n--a\n' * 3,
        "bytes": bytes(range(256)) * 10,
        "empty": b"",
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.eml").write_bytes(content)
        try:
            read_requests([folder])
        except ReviewError as error:
            assert "is no mail" in str(error) or "no mail" in str(error)
