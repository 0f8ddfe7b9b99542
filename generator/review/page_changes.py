"""What a preview changes: its author pages compared with those of the base preview, by the papers on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model import UNVERIFIED, name_slug


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What the manifest of a build records of one author page, to compare later previews with.

    Attributes:
        name: full name.
        papers: IDs of the papers that have a mention of this author, sorted.
    """

    name: str
    papers: tuple[str, ...]


class PageStatus(StrEnum):
    """Whether an author page stands in the base preview, in the new one, or in both."""

    KEPT = ""
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PageChange:
    """How one author page differs from the base preview's.

    Attributes:
        status: whether the page is new or removed.
        new_papers: IDs of papers that no author page of the base preview has.
        moved_here: IDs of papers that other pages of the base preview have, by the ID of the page that lost them;
            ``""`` if no page of a similar name did.
        moved_away: IDs of papers that are no longer on the page, by the ID of the page that got them; likewise.
        previous_name: the name in the base preview, ``""`` if it is unchanged.
    """

    status: PageStatus = PageStatus.KEPT
    new_papers: tuple[str, ...] = ()
    moved_here: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moved_away: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    previous_name: str = ""

    @property
    def added_papers(self) -> frozenset[str]:
        """IDs of all papers that the page does not have in the base preview."""
        return frozenset(self.new_papers).union(*self.moved_here.values())


def slug_of_entry(page_id: str, entry: ManifestEntry) -> str:
    """Name slug of a page (`AuthorPage.slug`) by its entry."""
    return page_id.removesuffix(UNVERIFIED) if page_id.endswith(UNVERIFIED) else name_slug(entry.name)


def find_changes(base: Mapping[str, ManifestEntry], now: Mapping[str, ManifestEntry]) -> dict[str, PageChange]:
    """Compare the author pages of two previews: page ID -> its change, sorted, of all pages that differ.

    Pages that were removed are among them.  A paper that one page lost and
    another got has moved between the two if their IDs share a word, as those of
    one name do: the pages of the paper's other authors may lose or get it at
    the same time.  Of several such pages, the one that shares most words is
    taken.

    Args:
        base: the entries of the base preview, by page ID.
        now: the entries of the new preview, by page ID.
    """
    lost, gained = _papers_only_in(base, now), _papers_only_in(now, base)
    known = {paper for entry in base.values() for paper in entry.papers}
    changes = {}
    for page_id in sorted(base.keys() | now.keys()):
        old, new = base.get(page_id), now.get(page_id)
        if old == new:
            continue
        old_papers, new_papers = set(old.papers if old else ()), set(new.papers if new else ())
        added = sorted(new_papers - old_papers)
        changes[page_id] = PageChange(
            status=PageStatus.KEPT if old and new else PageStatus.NEW if new else PageStatus.REMOVED,
            new_papers=tuple(paper for paper in added if paper not in known),
            moved_here=_by_likeliest_page(page_id, (paper for paper in added if paper in known), lost),
            moved_away=_by_likeliest_page(page_id, sorted(old_papers - new_papers), gained),
            previous_name=old.name if old and new and old.name != new.name else "",
        )
    return changes


def _papers_only_in(one: Mapping[str, ManifestEntry], other: Mapping[str, ManifestEntry]) -> dict[str, list[str]]:
    """Paper -> IDs of the pages that have it in one preview but not in the other, sorted."""
    pages: dict[str, list[str]] = {}
    for page_id in sorted(one):
        in_other = set(other[page_id].papers) if page_id in other else set()
        for paper in one[page_id].papers:
            if paper not in in_other:
                pages.setdefault(paper, []).append(page_id)
    return pages


def _by_likeliest_page(
    page_id: str, papers: Iterable[str], pages_of: Mapping[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    """Page ID -> papers that this page probably exchanged with that one; ``""`` -> papers without a likely page."""
    found: dict[str, list[str]] = {}
    for paper in papers:
        found.setdefault(_likeliest_page(page_id, pages_of.get(paper, ())), []).append(paper)
    return {other: tuple(moved) for other, moved in sorted(found.items())}


def _likeliest_page(page_id: str, others: Sequence[str]) -> str:
    """The page whose ID shares most words with this one's; ``""`` if none shares any."""
    own = Counter(_words(page_id))
    ranked = sorted((-sum((own & Counter(_words(other))).values()), other) for other in others)
    return ranked[0][1] if ranked and ranked[0][0] < 0 else ""


def _words(page_id: str) -> list[str]:
    return page_id.removesuffix(UNVERIFIED).split("-")
