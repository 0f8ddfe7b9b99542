"""What a reader of an author page knows must come out of the parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import PreviewError
from generator.model import Mention, Name, Role
from generator.preview.file_kinds import parse_file
from generator.preview.html.dom import parse_fast
from generator.preview.html.tolerant import parse_tolerant
from generator.preview.layout.author_page import parse_page, parse_page_with

HEAD = (
    "<!doctype html><html><head><title>Ada Example</title>"
    "<link rel=canonical href=https://preview.example/branch/people/x/></head><body>"
    "<div role=alert class=alert>An <b>internal</b> preview\nof a change.</div><div class=container><section id=main>"
)
TITLE = "<h2 id=title><span class=fw-normal>Ada</span> <span class=fw-bold>Example</span></h2>"
TAIL = "</div><div class=col-lg-3></div></section></div></body></html>"


def entry(paper: str, title: str, authors: list[tuple[str, str]], after: str = "", badges: str = "") -> str:
    volume = paper.rpartition(".")[0] or paper[:5]
    people = "\n|\n".join(f"<a href=/branch/people/{pid}/>{name}</a>" for name, pid in authors)
    return (
        f'<div class="d-sm-flex align-items-stretch mb-3"><div class=list-button-row>{badges}</div><span class=d-block>'
        f"<strong><a class=align-middle href=/branch/{paper}/>{title}</a></strong><br>{people}<br>"
        f"<a href=/branch/volumes/{volume}/ class=text-muted>Some Volume</a></span></div>{after}"
    )


def page(*entries: str, title: str = TITLE, notes: str = "") -> str:
    return f"{HEAD}{title}{notes}<hr><div class=row><div class=col-lg-9><h4>2024</h4>{''.join(entries)}{TAIL}"


ADA = ("Ada Example", "ada-example/unverified")
BOB = ("Bob Other", "bob-other")


def test_two_people_of_one_name_on_a_paper_are_told_apart_by_position() -> None:
    parsed = parse_page("ada-example/unverified", page(entry("2024.x-1.5", "T", [ADA, BOB, ADA])))
    assert parsed.mentions == (Mention("2024.x-1.5", 0), Mention("2024.x-1.5", 2))


def test_a_namesake_with_an_id_is_not_taken_for_the_pages_person() -> None:
    parsed = parse_page("ada-example", page(entry("2024.x-1.5", "T", [("Ada Example", "ada-example-2"), BOB])))
    assert parsed.mentions == ()


def test_a_paper_listed_twice_is_kept_once() -> None:
    parsed = parse_page(
        "ada-example/unverified", page(entry("2024.x-1.5", "T", [ADA]), entry("2024.x-1.5", "T", [ADA]))
    )
    assert [p.id for p in parsed.papers] == ["2024.x-1.5"]
    assert parsed.mentions == (Mention("2024.x-1.5", 0),)


@pytest.mark.parametrize("paper", ["2024.x-1.0", "P18-1000", "W18-6300", "D19-5000", "D19-1000", "C69-0100"])
def test_front_matter_lists_editors(paper: str) -> None:
    parsed = parse_page("ada-example/unverified", page(entry(paper, "Proceedings", [ADA])))
    assert parsed.papers[0].role is Role.EDITOR
    assert parsed.mentions == (Mention(paper, 0, Role.EDITOR),)


@pytest.mark.parametrize("paper", ["2024.x-1.10", "C18-1200", "P18-1100", "W18-6310", "D19-1100", "W18-1001"])
def test_a_paper_whose_number_ends_in_zeros_still_has_authors(paper: str) -> None:
    assert parse_page("ada-example", page(entry(paper, "T", [ADA]))).papers[0].role is Role.AUTHOR


def test_the_id_is_the_path_not_the_canonical_link() -> None:
    assert parse_page("ada-example/unverified", page(entry("2024.x-1.5", "T", [ADA]))).id == "ada-example/unverified"


def test_the_notice_keeps_the_previews_own_words() -> None:
    notice = parse_page("ada-example", page(entry("2024.x-1.5", "T", [ADA]))).notice
    assert notice is not None
    assert (notice.text, notice.branch) == ("An internal preview of a change.", "branch")
    assert notice.url == "https://preview.example/branch/"


def test_markup_in_titles_is_kept_and_scripts_are_not() -> None:
    title = (
        "F<sub>1</sub> <i>and</i> <span class=acl-fixed-case>LLM</span>s<script>alert(1)</script><img src=x onerror=y>"
    )
    paper = parse_page("ada-example", page(entry("2024.x-1.5", title, [ADA]))).papers[0]
    assert paper.title_html == "F<sub>1</sub> <i>and</i> LLMs"
    assert paper.title.startswith("F1 and LLMs")


def test_an_abstract_keeps_web_links_and_loses_script_links() -> None:
    abstract = (
        '<div class="card abstract-collapse"><div class=card-body>a > b &amp; <a href=https://x.example/>x</a>'
        '<a href="javascript:alert(1)">y</a></div></div>'
    )
    paper = parse_page("ada-example", page(entry("2024.x-1.5", "T", [ADA], abstract))).papers[0]
    assert paper.abstract == "a > b & xy"
    assert 'href="https://x.example/"' in paper.abstract_html
    assert "javascript" not in paper.abstract_html
    assert "a &gt; b &amp;" in paper.abstract_html


def test_a_link_that_is_no_web_address_is_no_pdf_link() -> None:
    badge = "<a class='badge text-bg-primary' href='javascript:alert(1)'>pdf</a>"
    assert parse_page("ada-example", page(entry("2024.x-1.5", "T", [ADA], badges=badge))).papers[0].pdf == ""


def test_awards_and_external_pdfs_are_found() -> None:
    badges = (
        "<a class='badge text-bg-primary' href=http://www.example.org/355.pdf><i class=fa></i></a>"
        '<span title="Best Paper"><i class="fas fa-award"></i></span>'
    )
    paper = parse_page("ada-example", page(entry("L00-1263", "T", [ADA], badges=badges))).papers[0]
    assert (paper.pdf, paper.awards) == ("http://www.example.org/355.pdf", ("Best Paper",))


def test_a_one_word_name_has_no_first_name() -> None:
    title = "<h2 id=title><span class=fw-normal></span> <span class=fw-bold>Mausam</span></h2>"
    assert parse_page("mausam", page(entry("2024.x-1.5", "T", [("Mausam", "mausam")]), title=title)).name == Name(
        "", "Mausam"
    )


def test_names_lists_and_comment_under_the_heading_are_read() -> None:
    muted = '<p class="fw-light text-muted">'
    notes = (
        f"{muted}Example University</p>{muted}<span class=fst-italic>Also published as:</span>\n"
        "赵, <span class=fw-bold>宇</span>,\nAda B. <span class=fw-bold>Example</span></p>"
        f"{muted}<span class=fst-italic>Papers on this page may belong to the following people:</span>\n"
        "<a href=/branch/people/ada-example/>Ada Example</a> (Uni (North)),\n"
        "<a href=/branch/people/ada-example-2/>Ada Example</a></p>"
    )
    parsed = parse_page("ada-example/unverified", page(entry("2024.x-1.5", "T", [ADA]), notes=notes))
    assert parsed.comment == "Example University"
    assert parsed.also_published_as == (Name("赵,", "宇"), Name("Ada B.", "Example"))
    assert [(link.id, link.comment) for link in parsed.may_belong_to] == [
        ("ada-example", "Uni (North)"),
        ("ada-example-2", ""),
    ]


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><body>nothing</body></html>", "no heading"),
        (f"{HEAD}{TITLE}<hr>", "no list of papers"),
        (page(entry("2024.x-1.5", "T", [ADA])).partition("<div class=col-lg-3>")[0], "cut off"),
        (page(entry("no id", "T", [ADA])), "no Anthology ID"),
    ],
)
def test_a_page_that_cant_be_understood_says_why(markup: str, reason: str) -> None:
    with pytest.raises(PreviewError, match=reason):
        parse_page("ada-example", markup)


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("a-b/index.html", b'<meta http-equiv=refresh content="0; url=https://x/people/a-c/">', "redirect"),
        ("a-b/awards/index.html", b"", "awards"),
        ("index/q.json", b"[]", "other"),
        ("index.html", b"", "other"),
    ],
)
def test_what_lies_beside_author_pages_is_passed_over(path: str, content: bytes, kind: str) -> None:
    assert parse_file(path, content) == kind


@pytest.mark.parametrize("sample", ["preview-2026-sample", "preview-2026-early-sample", "preview-2025-sample"])
def test_both_parsers_read_real_pages_alike(shared: Path, sample: str) -> None:
    people = shared / sample / "people"
    files = sorted(people.rglob("index.html"), key=lambda f: f.stat().st_size)
    compared = 0
    for file in files[:: max(1, len(files) // 25)][:-2]:  # all sizes but the two largest, which take seconds
        markup = file.read_text("utf-8")
        if "id=title" in markup and "col-lg-9" in markup:
            page_id = file.parent.relative_to(people).as_posix()
            assert parse_page_with(parse_fast, page_id, markup) == parse_page_with(parse_tolerant, page_id, markup), (
                page_id
            )
            compared += 1
    assert compared > 15


def test_an_invalid_address_leads_to_no_author_page() -> None:
    """Python's own splitting of addresses fails on this one."""
    broken = page(entry("2024.x-1.5", "T", [ADA]).replace("/branch/people/", "http://[/people/"))
    assert parse_page("ada-example", broken).papers[0].authors[0].person == ""
