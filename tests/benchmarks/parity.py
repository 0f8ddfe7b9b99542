"""Compares what the parser reads from each author page of a preview with what acl_anthology reads from the data.

For each page: the papers, and for each paper the printed names in order, the
person IDs in order and the positions that are this person's, as the preview
shows them and as acl_anthology resolves them from the data.

    python -m tests.benchmarks.parity --preview PREVIEW --data DATA [--jobs 2]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from generator.anthology import library_check
from generator.model import AuthorPage, Paper, Role
from generator.preview import read_preview


def expected_authors(anthology: Any, item: Any) -> list[tuple[str, str]]:
    """Printed name and page ID of each slot, as the library resolves them."""
    specs = item.editors if not item.authors else item.authors
    return [(spec.name.as_first_last(), anthology.people.get_by_namespec(spec).id) for spec in specs]


def main() -> None:
    """Print the differences, by kind, and their number."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preview", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--examples", type=int, default=5)
    options = parser.parse_args()

    preview = read_preview(options.preview, options.jobs)
    anthology = library_check.load_anthology(options.data)
    found: Counter[str] = Counter()
    examples: dict[str, list[str]] = defaultdict(list)

    def differ(kind: str, where: str) -> None:
        found[kind] += 1
        if len(examples[kind]) < options.examples:
            examples[kind].append(where)

    authors: dict[str, list[tuple[str, str]]] = {}
    for paper in preview.papers.values():
        _compare_paper(paper, anthology, authors, differ)
    for page in preview.pages.values():
        _compare_page(page, anthology, authors, differ)
    for person in anthology.people.values():
        if person.id not in preview.pages:
            differ("person without page", person.id)

    print(f"{len(preview.pages):,} pages, {len(preview.papers):,} papers, {len(preview.refused)} pages refused")
    for kind, number in found.most_common():
        print(f"{number:>7,}  {kind}")
        for example in examples[kind]:
            print(f"         {example}")
    print(f"differences: {found.total()}")


def _compare_paper(paper: Paper, anthology: Any, authors: dict[str, list[tuple[str, str]]], differ: Any) -> None:
    item = anthology.get(paper.id)
    if item is None:
        differ("paper not in the data", paper.id)
        return
    expected = expected_authors(anthology, item)
    authors[paper.id] = expected
    if [a.person for a in paper.authors] != [person for _, person in expected]:
        differ("person IDs", f"{paper.id}: {[a.person for a in paper.authors]} / {[p for _, p in expected]}")
    elif any(not a.name.startswith(name) for a, (name, _) in zip(paper.authors, expected, strict=True)):
        differ("printed names", f"{paper.id}: {[a.name for a in paper.authors]} / {[n for n, _ in expected]}")
    if (paper.role is Role.EDITOR) != (item.is_frontmatter or not item.authors):
        differ("role", f"{paper.id}: {paper.role}")
    if paper.title != " ".join(item.title.as_text().split()):
        differ("title", f"{paper.id}: {paper.title!r} / {item.title.as_text()!r}")
    if paper.year != int(item.year):
        differ("year", f"{paper.id}: {paper.year} / {item.year}")


def _compare_page(page: AuthorPage, anthology: Any, authors: dict[str, list[tuple[str, str]]], differ: Any) -> None:
    person = anthology.people.get(page.id)
    if person is None:
        differ("page without person", page.id)
        return
    listed = {paper.id for paper in page.papers}
    expected = {"-".join(item.full_id.split("/")) for item in person.papers()}
    if listed != expected:
        differ(
            "papers of a page",
            f"{page.id}: only shown {sorted(listed - expected)}, only meant {sorted(expected - listed)}",
        )
    positions = {(m.paper, m.position) for m in page.mentions}
    meant = {(p, i) for p in listed for i, (_, pid) in enumerate(authors.get(p, ())) if pid == page.id}
    if positions != meant:
        differ("positions", f"{page.id}: {sorted(positions ^ meant)}")
    if (page.name.first, page.name.last) != (person.canonical_name.first or "", person.canonical_name.last):
        differ("canonical name", f"{page.id}: {page.name} / {person.canonical_name}")
    if page.orcid != (person.orcid or ""):
        differ("ORCID", f"{page.id}: {page.orcid} / {person.orcid}")


if __name__ == "__main__":
    main()
