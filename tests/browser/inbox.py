"""An inbox of some sixty requests as people write them, and a preview of the demo with the authors who write them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from tests.conftest import DEMO
from tests.demo.render_preview import CURRENT, Renderer, load

GIVEN = ("Bea", "Cleo", "Dov", "Fay", "Hob", "Ines", "Kit", "Oda")
FAMILY = ("Quayside", "Bellrope", "Weatherwane", "Pinecroftly", "Saltmarsh")
NEWCOMERS = [f"{given} {family}" for given, family in product(GIVEN, FAMILY)]
"""Forty authors with two papers each, beside those of the demo; none of them is verified."""
KNOWN = (
    ("wren-ottervale", 3), ("zed-foxglovely", 3), ("tilde-quayside", 3), ("sorrel-pinecroftly", 5),
    ("cleo-fernwhistle", 3), ("bea-copperlane", 2), ("dov-lanternby", 2), ("oda-lanternby", 2),
    ("pell-lanternby", 3), ("mo-lanternby", 3),
)  # fmt: skip
DEGREES = ("University of Northhaven", "Velvet Hills University", "Institute for Kitchen Informatics")
SIMPLE_TEXTS = (
    "", "All papers on this page are mine.", "Thank you very much!", "My homepage is https://example.org/me",
    "Everything on this page is mine.", "Please verify my author page.",
    "I wrote all of these papers.", "You can reach me at somebody@northhaven.example.org",
)  # fmt: skip


def orcid(number: int) -> str:
    """An invented ORCID with a valid check digit, below the range that ORCID hands out."""
    digits = f"{200_000 + number:015d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = "0123456789X"[(12 - total % 11) % 11]
    whole = digits + check
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))


def form(page: str, kind: str, number: int, text: str, degree: str = "", with_orcid: bool = True) -> str:
    """The Anthology's form, filled in."""
    boxes = [f"- [{'x' if kind == box.split(':')[0] else ' '}] {box}" for box in (
        "Verification: I am the author of all papers on this page, and want it verified.",
        "Split/disambiguate: The author page wrongly conflates different people with the same name.",
        "Merge profiles: A single author has several pages.",
        "Name change: I have changed my name.",
    )]  # fmt: skip
    answers = {
        "Confirm that this metadata correction does not fall under any of the following cases": "- [x] None of these",
        "Author Pages": f"https://aclanthology.org/people/{page}/",
        "Author ORCID": f"https://orcid.org/{orcid(number)}" if with_orcid else "",
        "Institution of highest (anticipated) degree": degree,
        "Author Name (only if published in another script)": "",
        "Type of Author Metadata Correction": "\n".join(boxes),
        "Supporting Information": text,
    }
    return "\n\n".join(f"### {heading}\n\n{answer or '_No response_'}" for heading, answer in answers.items())


def issue(number: int, title: str, body: str) -> dict[str, Any]:
    """What GitHub's command line writes of it."""
    return {
        "number": number,
        "title": title,
        "body": body,
        "url": f"https://github.com/acl-org/acl-anthology/issues/{number}",
        "labels": [{"name": "correction"}, {"name": "author-page"}],
        "createdAt": f"2026-{6 + number % 3:02d}-{1 + number % 28:02d}T08:00:00Z",
        "comments": [],
    }


def simple_requests() -> Iterator[dict[str, Any]]:
    """Fifty verifications of a whole page."""
    slugs = [name.lower().replace(" ", "-") for name in NEWCOMERS] + [slug for slug, _ in KNOWN]
    for place, slug in enumerate(slugs):
        page = f"{slug}/unverified"
        text = SIMPLE_TEXTS[place % len(SIMPLE_TEXTS)]
        degree = DEGREES[place % len(DEGREES)]
        yield issue(9000 + place, f"Author Page: {page}", form(page, "Verification", place, text, degree))


def other_requests() -> Iterator[dict[str, Any]]:
    """Eleven that need more."""
    ari = "ari-lanternby/unverified"
    split = "Split/disambiguate"
    for number, (page, body) in enumerate((
        (ari, form(ari, split, 60, "Mine: 2024.coil-main.1, 2023.coil-main.1", DEGREES[2])),
        (ari, form(ari, split, 61, "The last four papers are mine.", DEGREES[0])),
        (ari, form(ari, split, 62, "Some of these are mine.", DEGREES[0])),
        (ari, form(ari, split, 63, "2016.coil-main.4 is mine.", "", with_orcid=False)),
        ("noor-applegarth", "Not mine: 2025.coil-main.3\nhttps://aclanthology.org/people/noor-applegarth/"),
        ("ines-harbourlight/unverified", "My ORCID is 0000-0000-1001-0019, and 2019.coil-main.2 is mine."),
        ("ines-harbourlight", form("ines-harbourlight", "Verification", 1, "", DEGREES[1]).replace(
            orcid(1), "0000-0000-1001-0019")),
        ("marit-okstad-fjeldby", "The title of my paper has a typo."),
        (ari, form(ari, "Name change", 68, "I was called something else.")),
        ("moonquill/unverified", form("moonquill/unverified", "Verification", 69, "", DEGREES[0])),
        ("kit-barleycombe", form("kit-barleycombe/\nhttps://aclanthology.org/people/kit-barleycombe-copper",
                                 "Merge profiles", 70, "Both are me.", with_orcid=False)),
    )):  # fmt: skip
        yield issue(9100 + number, f"Author Page: {page}", body)


def write_inbox(folder: Path) -> tuple[Path, Path, Path]:
    """Write preview, data and requests; returns the three paths."""
    data, preview, requests = folder / "data", folder / "preview", folder / "requests.json"
    shutil.copytree(DEMO / "data", data)
    papers = "".join(
        f"<paper id='{2 * place + part}'><title>{title} of {family} Harbour {place}</title>"
        f"<author><first>{given}</first><last>{family}</last>"
        f"<affiliation>{DEGREES[place % len(DEGREES)]}</affiliation></author>"
        f"<author><first>Vel</first><last>Coauthor{place}</last></author>"
        f"<bibkey>{family.lower()}-{place}-{part}</bibkey></paper>"
        for place, (given, family) in enumerate(name.split(" ") for name in NEWCOMERS)
        for part, title in ((1, "A Grammar"), (2, "More on the Grammar"))
    )
    meta = "<booktitle>Proceedings of the Inbox</booktitle><year>2024</year><venue>coil</venue>"
    volume = f"<volume id='inbox' ingest-date='2024-12-01' type='proceedings'><meta>{meta}</meta>{papers}</volume>"
    (data / "xml/2024.inbox.xml").write_text(
        f"<?xml version='1.0' encoding='UTF-8'?>\n<collection id=\"2024.inbox\">{volume}</collection>\n", "utf-8"
    )
    for path, text in Renderer(load(data), CURRENT).site():
        target = preview / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    requests.write_text(json.dumps([*simple_requests(), *other_requests()]), "utf-8")
    return preview, data, requests
