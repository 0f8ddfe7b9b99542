"""Renders author pages in the forms that previews had, from a folder of Anthology data.

The pages imitate the structure that a reader sees and a parser needs, in three
layouts: August 2026 (the demo preview itself), early 2026 and 2025 (fixtures).
acl_anthology decides which slot is whose, so pages and data can't disagree.

    python tests/demo/render_preview.py     rewrites the committed pages
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from acl_anthology import Anthology
from acl_anthology.collections import Paper
from acl_anthology.people import NameSpecification, Person
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

HERE = Path(__file__).parent
DEMO = HERE.parents[1] / "content" / "demo"
BASE = "/demo-preview/"

REDIRECTS = {"vera-stonebridge": "vera-stonebridger", "quentin-bellroper": "quentin-bellrope"}
"""Former page IDs and where they lead now."""

HONOURS = {"vera-stonebridger": "Fellow of the Imaginary Society, 2023"}
"""Honours that get a page of their own below ``awards/``."""

INDEX_LETTERS = "qz"
"""Letters for which the demo has an index file; a real preview has one for each."""

LEGACY_IDS = {"noor-applegarth-westmere": "noor-applegarth-Westmere"}
"""IDs with capitals, as some had in 2025."""


@dataclass(frozen=True)
class Layout:
    """What differs between the layouts: class names, the entry's tag, page IDs."""

    bootstrap: int
    early: bool
    base: str = BASE

    light, italic, normal, bold = "fw-light", "fst-italic", "fw-normal", "fw-bold"
    badge, data, me, ms, ps, wide, also = "text-bg-", "data-bs-", "me", "ms", "ps", "w-100", "fw-bold"

    def page_id(self, person: Person) -> str:
        """The person's path below ``people/``."""
        return person.id


@dataclass(frozen=True)
class Layout2025(Layout):
    """Bootstrap 4, and no difference between verified and unverified."""

    light, italic, normal, bold = "font-weight-light", "font-italic", "font-weight-normal", "font-weight-bold"
    badge, data, me, ms, ps, wide, also = "badge-", "data-", "mr", "ml", "pl", "btn-block", "font-weight-normal"

    def page_id(self, person: Person) -> str:
        """Without ``/unverified``; in a few IDs with capitals."""
        return LEGACY_IDS.get(person.id, person.id.removesuffix("/unverified"))


CURRENT = Layout(bootstrap=5, early=False)
EARLY_2026 = Layout(bootstrap=5, early=True)
OF_2025 = Layout2025(bootstrap=4, early=True)

FIXTURES: dict[str, tuple[Layout, tuple[str, ...]]] = {
    "layout-2026-early": (
        EARLY_2026,
        ("katherine-metcalf/unverified", "noor-applegarth/unverified", "ines-harbourlight"),
    ),
    "layout-2025": (OF_2025, ("kit-barleycombe", "noor-applegarth", "marit-okstad-fjeldby")),
}
"""Pages of the former layouts, by folder."""


def minify(html: str) -> str:
    """Shrink a page as Hugo's minifier does.

    Lines are joined (``¶`` is a line break to keep), attribute values lose
    quotes that they don't need, ``>`` and quotes in text are bare.
    """
    html = "".join(line.strip() for line in html.splitlines())

    def unquote(tag: re.Match[str]) -> str:
        return re.sub(r'="([^\s"\'=<>`]+)"', r"=\1", tag[0])

    html = re.sub(r'<[a-z!][^<>"]*(?:"[^"]*"[^<>"]*)*>', unquote, html)
    html = html.replace("&gt;", ">").replace("&#39;", "'").replace("&#34;", '"')
    return re.sub(r"\s*¶\s*", "\n", html)


def display_name(spec: NameSpecification) -> str:
    """The printed name, with its form in another script in parentheses."""
    name = spec.name.as_full()
    return f"{name} ({spec.variants[0].as_full()})" if spec.variants else name


def entry(paper: Paper) -> dict[str, Any]:
    """What the page shows of one paper."""
    specs = paper.editors if paper.is_frontmatter else paper.authors
    volume = paper.parent
    external = next((url.name for kind, url in paper.urls if not kind), "") if paper.pdf is None else ""
    return {
        "id": paper.full_id,
        "anchor": "abstract-" + paper.full_id.replace(".", "--"),
        "title": Markup((volume.title if paper.is_frontmatter else paper.title).as_html(allow_url=False)),
        "abstract": Markup(paper.abstract.as_html()) if paper.abstract else "",
        "authors": [(display_name(spec), spec.resolve()) for spec in specs],
        "volume": volume.full_id,
        "volume_title": volume.title.as_text(),
        "awards": [award.name for award in paper.awards],
        "external": external,
    }


def listed_papers(person: Person) -> list[Paper]:
    """The papers on a person's page, newest first; retracted and removed ones are not on it."""
    papers = [paper for paper in person.papers() if not paper.is_deleted]
    papers.sort(key=lambda paper: int(paper.id))
    papers.sort(key=lambda paper: (paper.year, paper.parent.full_id), reverse=True)
    return papers


class Renderer:
    """Renders the pages of one layout.

    Parameters:
        anthology: the data.
        layout: which form the pages take.
    """

    def __init__(self, anthology: Anthology, layout: Layout) -> None:
        self.anthology = anthology
        self.layout = layout
        self._env = Environment(
            loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    def url(self, person: Person) -> str:
        """Link to a person's page."""
        return f"{self.layout.base}people/{self.layout.page_id(person)}/"

    def _render(self, template: str, page_title: str, canonical: str, **values: Any) -> str:
        page = self._env.get_template(template).render(
            layout=self.layout, page_title=page_title, canonical=canonical, url=self.url, **values
        )
        return minify(page)

    def _same_page(self, person: Person) -> list[Person]:
        """Those whose papers stand on the page: until 2025 a name's unverified rest shared it."""
        rest = self.anthology.people.get(person.id + "/unverified") if self.layout.bootstrap == 4 else None
        return [person, rest] if rest else [person]

    def author(self, person: Person) -> str:
        """An author page."""
        people = self.anthology.people
        persons = self._same_page(person)
        # A paper that two people of one name share was listed twice in 2025.
        papers = sorted(
            (paper for p in persons for paper in listed_papers(p)), key=lambda paper: paper.year, reverse=True
        )
        years = [
            (year, [entry(paper) for paper in group]) for year, group in groupby(papers, key=lambda paper: paper.year)
        ]
        coauthors: Counter[str] = Counter()
        for p in persons:
            coauthors.update(people.find_coauthors_counter(p, include_volumes=False))
        for p in persons:
            del coauthors[p.id]
        similar = sorted((p for p in person.similar() if p not in persons), key=lambda p: p.id)
        venues = Counter(venue for paper in papers for venue in paper.venue_ids)
        return self._render(
            "author.html.j2",
            person.canonical_name.as_full(),
            f"{self.layout.base}people/{self.layout.page_id(person).removesuffix('/unverified')}/",
            person=person,
            honour=HONOURS.get(person.id, ""),
            similar=[p for p in similar if p.is_explicit],
            similar_unverified=[p for p in similar if not p.is_explicit],
            years=years,
            coauthors=[(people[pid], n) for pid, n in sorted(coauthors.items(), key=lambda item: (-item[1], item[0]))],
            venues=[
                (self.anthology.venues[v], n) for v, n in sorted(venues.items(), key=lambda item: (-item[1], item[0]))
            ],
        )

    def site(self) -> Iterator[tuple[str, str]]:
        """Every file of the preview: path below the preview's folder, content."""
        for person in self.anthology.people.values():
            yield f"people/{self.layout.page_id(person)}/index.html", self.author(person)
        for person_id, honour in HONOURS.items():
            person = self.anthology.people[person_id]
            title = f"Awards for {person.canonical_name.as_full()}"
            path = f"people/{person_id}/awards/"
            yield path + "index.html", self._render("awards.html.j2", title, self.layout.base + path, honour=honour)
        for old, new in REDIRECTS.items():
            target = f"https://preview.aclanthology.org{self.layout.base}people/{new}/"
            yield (
                f"people/{old}/index.html",
                f"<!doctype html><html lang=en><head><title>{target}</title><link rel=canonical href={target}>"
                f'<meta charset=utf-8><meta http-equiv=refresh content="0; url={target}"></head></html>',
            )
        yield "people/index.html", self._render("directory.html.j2", "Author Index", self.layout.base + "people/")
        for letter in INDEX_LETTERS:
            yield f"people/index/{letter}.json", self._index(letter)

    def _index(self, letter: str) -> str:
        """The navigation bar's index of one letter: name, 1 if unverified, number of papers, ORCID."""
        rows = [
            [name, int(not person.is_explicit), len(listed_papers(person)), *([person.orcid] if person.orcid else [])]
            for person in self.anthology.people.values()
            if re.search(rf"\b{letter}", name := person.canonical_name.as_full(), re.IGNORECASE)
        ]
        return json.dumps(sorted(rows), ensure_ascii=False, separators=(",", ":"))


def load(data: Path) -> Anthology:
    """The data, fully loaded.

    Raises:
        Exception: whatever acl_anthology thinks of data that it can't resolve.
    """
    return Anthology(data, verbose=False).load_all()


def committed_files(anthology: Anthology) -> Iterator[tuple[Path, str]]:
    """Every page that is committed: its path and what it should hold."""
    for path, text in Renderer(anthology, CURRENT).site():
        yield DEMO / "preview" / path, text
    for folder, (layout, page_ids) in FIXTURES.items():
        renderer = Renderer(anthology, layout)
        for page_id in page_ids:
            yield HERE / folder / "people" / page_id / "index.html", renderer.author(anthology.people[page_id])


def main(say: Callable[[str], None] = print) -> None:
    """Rewrite the committed pages."""
    for folder in (DEMO / "preview", *(HERE / name for name in FIXTURES)):
        shutil.rmtree(folder, ignore_errors=True)
    count = 0
    for path, text in committed_files(load(DEMO / "data")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        count += 1
    say(f"{count} files")


if __name__ == "__main__":
    main()
