"""A page made to exhaust, to escape or to confuse is refused with the reason, in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import PreviewError
from generator.model import AuthorPage
from generator.preview import read_preview
from generator.preview.file_kinds import Refusal, parse_file
from generator.preview.limits import check_markup, ids_differing_in_case
from tests.preview.layout.test_author_page import ADA, TITLE, entry, page

PATH = "ada-example/unverified/index.html"
MANY = 100_000


def read(markup: str, path: str = PATH) -> AuthorPage | Refusal | str:
    return parse_file(path, markup.encode("utf-8", "surrogatepass"))


DEEP = {
    "elements": "<div>" * MANY,
    "closed again": "<div>" * MANY + "</div>" * MANY,
    "closed by other names": "<div></x>" * MANY,
    "lists": "<ul><li>" * MANY,
    "formatting": "<b>" * MANY,
    "formatting opened anew in each paragraph": "".join(f"<b a{n}>" for n in range(900)) + "<p>x" * 20_000,
    "end tags that end nothing": "<x><div></x></div>" * MANY,
    "attributes": f"<b {' '.join(f'a{n}=1' for n in range(MANY))}>",
    "attributes around a quoted end": f"""<b {" ".join(f'a{n}=">"' for n in range(MANY))}>""",
}


@pytest.mark.parametrize("kind", DEEP)
@pytest.mark.parametrize("where", ["title", "abstract", "alone"])
def test_markup_that_parsers_take_minutes_for_is_refused_before_they_see_it(kind: str, where: str) -> None:
    deep = DEEP[kind]
    abstract = f'<div class="abstract-collapse"><div class=card-body>{deep}</div></div>'
    markup = {
        "title": page(entry("2024.x-1.5", deep, [ADA])),
        "abstract": page(entry("2024.x-1.5", "T", [ADA], abstract)),
        "alone": deep,
    }[where]
    with pytest.raises(PreviewError, match=r"nested too deeply|a tag <b> of [0-9,]+ characters"):
        check_markup(markup)
    result = read(markup)
    assert isinstance(result, Refusal) and ("nested" in result.reason or "a tag <b>" in result.reason)


def test_a_long_page_that_is_as_deep_as_real_ones_is_read() -> None:
    result = read(page(*(entry(f"2024.x-1.{n}", f"<b>T{n}</b>", [ADA] * 20) for n in range(1500))))
    assert isinstance(result, AuthorPage) and len(result.papers) == 1500


LARGE = {
    "papers": (page(*(entry(f"2024.x-1.{n}", "T", [ADA]) for n in range(3001))), "lists 3,001 papers"),
    "name": (page(title=TITLE.replace("Example", "x" * 1_000_000)), "the name in the heading has 1,000,004 characters"),
    "title": (page(entry("2024.x-1.5", "x" * 1_000_000, [ADA])), "title or abstract of 1,0"),
    "ID": (page(entry("2024.x-" + "1" * 300, "T", [ADA])), "no Anthology ID"),
    "no name": (page(title=TITLE.replace("Example", "")), "no first and last name"),
}


@pytest.mark.parametrize("kind", LARGE)
def test_more_than_any_page_has_is_refused_with_its_number(kind: str) -> None:
    markup, reason = LARGE[kind]
    result = read(markup)
    assert isinstance(result, Refusal) and reason in result.reason


def test_many_authors_and_long_names_on_a_paper_are_read() -> None:
    people = [*((f"Co {n}", f"co-{n}") for n in range(10_000)), ("x" * 500_000, "x"), ("", ""), ADA]
    result = read(page(entry("2024.x-1.5", "T", people)))
    assert isinstance(result, AuthorPage) and result.mentions[0].position == 10_002


@pytest.mark.parametrize(
    "href", ["http://[", "//[/people/x/", "http://[::1/people/x/", "\ud800", "%", "?", "http://x:y/"]
)
def test_an_invalid_address_makes_no_parser_fail(href: str) -> None:
    markup = page(entry("2024.x-1.5", "T", [ADA])).replace("/branch/people/ada-example/unverified/", href)
    assert isinstance(read(markup.replace("\ud800", "\ufffd")), AuthorPage)
    refused = read(
        page(entry("2024.x-1.5", "T", [ADA])).replace("/branch/2024.x-1.5/", href).replace("\ud800", "\ufffd")
    )
    assert isinstance(refused, Refusal) and "no Anthology ID" in refused.reason


IDS = [
    *("..", ".", "...", "x.", "x.unverified", ".hidden", "-x", "_x", "a b", "a\\b", "a:b", "a*", "~"),
    *("CON", "nul", "com1", "lpt9", "x" * 151, "x" * 10_000, "a\nb", "a\0b", "a\tb", "a\x1b[2J", "a\u202eb", "a\u200b"),
    *("é", "\u212a", "a/b", "%2e%2e", "$x"),
    *("<b>", "'", '"', "`", "a&b", "a|b", "\ufeff", "\ud800", "C:", "unverified/../../x"),
]  # fmt: skip


@pytest.mark.parametrize("name", IDS)
def test_a_page_whose_id_can_be_no_file_name_is_refused(name: str) -> None:
    for path in (f"{name}/index.html", f"{name}/unverified/index.html"):
        result = read(page(entry("2024.x-1.5", "T", [ADA])), path)
        assert result == "other" or (isinstance(result, Refusal) and "folder's name" in result.reason), path


def test_pages_that_differ_only_in_capitals_are_not_written_over_each_other(tmp_path: Path) -> None:
    assert ids_differing_in_case(["Li", "li", "lI", "x"]) == {"li": "Li", "lI": "Li"}
    for name in ("Ada", "ada"):
        (tmp_path / "people" / name).mkdir(parents=True)
        (tmp_path / "people" / name / "index.html").write_text(page(entry("2024.x-1.5", "T", [ADA])))
    preview = read_preview(tmp_path)
    assert list(preview.pages) == ["Ada"]
    assert preview.refused == [Refusal("ada/index.html", "differs from Ada only in capitals; rename one")]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("<>/=\"'& !-[]abpdivsrctyle12\n\0é\u202e"), max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    for markup in (text, page(entry("2024.x-1.5", text, [ADA])), page(text), page(title=f"{TITLE}{text}")):
        result = read(markup)
        assert isinstance(result, AuthorPage) or result == "redirect" or (isinstance(result, Refusal) and result.reason)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    result = parse_file(PATH, content)
    assert isinstance(result, Refusal) and result.reason
