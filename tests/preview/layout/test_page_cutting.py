"""A page of which only the new entries are parsed must come out as if all of it had been."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import generator.preview.html.tolerant
from generator.errors import PreviewError
from generator.model import AuthorPage, Paper
from generator.preview.html.dom import Node
from generator.preview.layout.author_page import is_redirect, parse_page, parse_part
from generator.preview.layout.page_cutting import EntryCache
from tests.preview.layout.test_author_page import ADA, BOB, TAIL, TITLE, entry, page

ME = "ada-example/unverified"
ABSTRACT = (
    '<div class="card abstract-collapse" id=a><div class="card-body p-3">Words &amp; <i class=x>more</i>.</div></div>'
)
FIRST = entry("2024.x-1.5", "One <span class=acl-fixed-case>T</span>itle", [ADA, BOB], ABSTRACT)
SECOND = entry("2024.x-1.6", "Another", [BOB, ADA])
THIRD = entry("2023.x-1.1", "Old", [ADA])
PAGE = page(FIRST, SECOND, "<h4>2023</h4>", THIRD, notes="<p class=text-muted>Example University</p>")


@pytest.fixture
def fast_parser_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the fast parser refuses goes to the tolerant one whole, in any case."""

    def refuse(markup: str) -> Node:
        raise PreviewError("refused")

    monkeypatch.setattr(generator.preview.html.tolerant, "parse_tolerant", refuse)


def outcome(markup: str, entries: EntryCache | None = None) -> AuthorPage | str:
    try:
        return parse_page(ME, markup, entries)
    except PreviewError as exc:
        return str(exc)


def assert_same(markup: str) -> None:
    """The page comes out the same whole and in parts, whether its entries were known or not."""
    whole = outcome(markup)
    assert outcome(markup, EntryCache()) == whole
    known = EntryCache()
    parse_page(ME, PAGE, known)
    assert outcome(markup, known) == whole


@pytest.mark.parametrize("sample", ["preview-2026-sample", "preview-2026-early-sample", "preview-2025-sample"])
def test_real_pages_come_out_the_same_in_parts(shared: Path, sample: str) -> None:
    people = shared / sample / "people"
    entries = EntryCache()
    read: dict[bytes, Paper] = {}
    compared = 0
    for file in sorted(people.rglob("index.html")):
        markup = file.read_text("utf-8")
        if is_redirect(markup) or file.parent in (people, *people.glob("*/awards")):
            continue
        page_id = file.parent.relative_to(people).as_posix()
        in_parts = parse_page(page_id, markup, entries)
        assert in_parts == parse_page(page_id, markup), page_id
        for paper in in_parts.papers:
            assert read.setdefault(paper.version, paper) is paper, "a paper is kept once, however many pages show it"
        assert (entries.cut(markup) is not None) == (sample == "preview-2026-sample"), page_id
        compared += 1
    assert compared > 50


def test_an_entry_that_was_pending_and_could_not_be_parsed_is_parsed_with_the_next_page() -> None:
    """A page can be cut while an entry that it shares is still with a worker, which is about to fail on it."""
    entries = EntryCache()
    first, second = (
        entries.cut(page(FIRST, SECOND), skip_pending=True),
        entries.cut(page(SECOND, THIRD), skip_pending=True),
    )
    assert first and second and len(second.unparsed.entries) == 1
    assert entries.papers_of(first, None) is None
    part = parse_part(ME, second.unparsed)
    assert part and entries.papers_of(second, part.papers) is None
    assert parse_page(ME, page(SECOND, THIRD), entries) == parse_page(ME, page(SECOND, THIRD))
    third = entries.cut(page(SECOND, THIRD), skip_pending=True)
    assert third and not third.unparsed.entries


def test_what_is_the_pages_own_is_never_taken_from_another_page() -> None:
    entries = EntryCache()
    parse_page(ME, PAGE, entries)
    other = page(
        FIRST.replace("One ", "1 "),
        THIRD,
        title=TITLE.replace("Ada", "Eda"),
    ).replace("example/branch/people/x/", "example/other/people/y/")
    parsed = parse_page(ME, other, entries)
    assert parsed.name.first == "Eda"
    assert parsed.comment == ""
    assert parsed.notice and parsed.notice.url == "https://preview.example/other/"
    assert [(paper.title, paper.year, bool(paper.abstract)) for paper in parsed.papers] == [
        ("1 Title", 2024, True),
        ("Old", 2024, False),  # known too, but below another year
    ]


HOSTILE = [
    "<b>", "</b>", "<i>", "<i><i><i><i>", "</i>", "<u><p>", "<div>", "</div>", "</div></div>", "<p>", "</p>",
    "<a href=/x/people/q/>", "</a>", "<form>", "</form>", "<form><i>", "<!--", "-->", "<!-- > -->", "<script>",
    "</script>", "<style>", "<textarea>", "<title>", "<xmp>", "<plaintext>", "<template>", "</template>", "<table>",
    "<table><tr><td>", "</table>", "<select>", "<option>", "<svg>", "<svg><title>", "<math><mi>",
    "<svg><foreignObject>", "<object>", "<button>", "<li>", "<noscript>", "<iframe>", "<body role=alert>",
    "<BODY id=title>", "<html id=main>", '<html class="col-lg-9">', "</body>", "</html>", "<frameset>",
    "<h4>1999</h4>", "<h4>", "</h4>", "</section>", "<section id=main>", "<div class=col-lg-9>",
    "</div><div class=col-lg-3>", "<hr>", "<hr><div class=row><div class=col-lg-9>", '<div class="d-sm-flex ',
    '<div class="d-sm-flex x">', "<p class=d-sm-flex>", '<div class="abstract-collapse">stray</div>', SECOND, THIRD,
    FIRST[:200], SECOND.replace("mb-3", "abstract-collapse"), "<div role=alert>preview of people</div>",
    "<div role=alert>",
    "<link rel=canonical href=https://x/y/people/z/>", TITLE, "<span id=main>", "<p class=text-muted>", '"', "'", "<",
    ">", "&", "&lt", "<x", "</", "\0", "\r", "<![CDATA[", "<?x", "<span title=z><i class=fa-award></i></span>",
]  # fmt: skip
PLACES = {
    "before the head": ("<html>", 0),
    "in the page's title": ("Ada Example</title>", 3),
    "in the canonical address": ("/people/x/>", 8),
    "after the head": ("<body>", 6),
    "in the notice": ("preview\n", 0),
    "before the main section": ("<section id=main>", 0),
    "in the main section's tag": ("<section id=main>", 9),
    "in the name": ("Ada</span>", 1),
    "under the heading": ("<p class=text-muted>", 0),
    "in a note": ("Example University", 3),
    "before the list": ("<hr>", 0),
    "at the start of the list": ("<h4>2024</h4>", 0),
    "before the first entry": ("<h4>2024</h4>", 13),
    "in an entry's tag": ("d-sm-flex", 12),
    "in an entry's title": ("One ", 2),
    "in a link": ("bob-other/>", 4),
    "at the end of an entry": ("</a></span></div><div class=", 0),
    "before an abstract": ('<div class="card ', 0),
    "in an abstract": ("Words", 2),
    "between two entries": (SECOND, 0),
    "before another year": ("<h4>2023</h4>", 0),
    "in a year": ("<h4>2023</h4>", 6),
    "at the end of the list": (TAIL, 0),
    "beside the list": (TAIL, len("</div><div class=col-lg-3>")),
    "after the page": ("</html>", 7),
}


@pytest.mark.usefixtures("fast_parser_only")
@pytest.mark.parametrize("place", PLACES)
def test_markup_that_is_not_closed_anywhere_changes_nothing(place: str) -> None:
    mark, offset = PLACES[place]
    at = PAGE.index(mark) + offset
    for snippet in HOSTILE:
        assert_same(PAGE[:at] + snippet + PAGE[at:])


@pytest.mark.parametrize(
    "snippet", ["<b>", "<form>", "<!--", "<script>", "<table>", "<template>", "</div>", "<a href=x>", "<select>"]
)
def test_a_page_is_not_read_in_parts_where_an_entry_leaves_something_open(snippet: str) -> None:
    sound, open_ = EntryCache().cut(PAGE), EntryCache().cut(PAGE.replace(SECOND, SECOND + snippet))
    assert sound and parse_part(ME, sound.unparsed)
    assert open_ is None or parse_part(ME, open_.unparsed) is None


@pytest.mark.usefixtures("fast_parser_only")
def test_pages_spoilt_at_random_come_out_the_same_in_parts() -> None:
    rng = random.Random(6)
    for _ in range(800):
        markup = PAGE
        for _ in range(rng.choice((1, 1, 2, 3))):
            start = rng.choice([markup.find(rng.choice("<>"), rng.randrange(len(markup))), rng.randrange(len(markup))])
            cut = rng.choice((0, 0, 1, 6, 40))
            markup = markup[:start] + rng.choice((rng.choice(HOSTILE), "")) + markup[start + cut :]
        assert_same(markup)
