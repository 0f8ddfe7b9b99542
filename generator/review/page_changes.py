"""What a preview changes: its author pages beside those of an earlier one, by the papers on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model import UNVERIFIED
from generator.review.phrases import count, listing


@dataclass(frozen=True, slots=True)
class PageState:
    """What is kept of an author page to compare later ones with.

    Attributes:
        name: full name.
        papers: IDs of its papers, sorted.
    """

    name: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How one author page differs from what it was.

    Attributes:
        page: ``"new"``, ``"gone"`` or ``""``.
        fresh: papers that no author page had before.
        came: papers that stood on other pages, by the ID of the page that lost them; ``""`` if none did.
        left: papers that are not here any more, by the ID of the page that got them; ``""`` if none did.
        name: the name shown before, if it is another now.
    """

    page: str = ""
    fresh: tuple[str, ...] = ()
    came: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""

    @property
    def arrived(self) -> frozenset[str]:
        """All papers that were not here before."""
        return frozenset(self.fresh).union(*self.came.values())

    @property
    def phrases(self) -> tuple[str, ...]:
        """The change in plain words, what is most likely to be wrong first."""
        said = ["new page"] if self.page == "new" else ["page gone"] if self.page == "gone" else []
        for origin, papers in sorted(self.came.items(), key=_largest):
            said.append(f"{count(len(papers), 'paper')} moved here{f' from {origin}' if origin else ''}")
        for target, papers in sorted(self.left.items(), key=_largest):
            said.append(f"{count(len(papers), 'paper')} {f'moved to {target}' if target else 'no longer here'}")
        if self.fresh:
            said.append(count(len(self.fresh), "new paper"))
        if self.name:
            said.append(f"shown before as {self.name}")
        return tuple(said)

    @property
    def words(self) -> str:
        """The change on one line."""
        return listing(self.phrases, 3)


def _largest(item: tuple[str, tuple[str, ...]]) -> tuple[bool, int, str]:
    return not item[0], -len(item[1]), item[0]


def compare(before: Mapping[str, PageState], now: Mapping[str, PageState]) -> dict[str, Change]:
    """Page ID -> how it differs, of all pages that do, sorted; pages that are gone are among them.

    A paper that one page lost and another got has moved between them if their
    IDs share a word, as those of one name do; the pages of its other authors
    may lose or get it at the same time.
    """
    lost, got = _moved(before, now), _moved(now, before)
    known = {paper for state in before.values() for paper in state.papers}
    found = {}
    for page in sorted(before.keys() | now.keys()):
        old, new = before.get(page), now.get(page)
        if old == new:
            continue
        was, has = set(old.papers if old else ()), set(new.papers if new else ())
        arrived = sorted(has - was)
        came = _by_page(page, (paper for paper in arrived if paper in known), lost)
        change = Change(
            page="" if old and new else "new" if new else "gone",
            fresh=tuple(paper for paper in arrived if paper not in known),
            came=came,
            left=_by_page(page, sorted(was - has), got),
            name=old.name if old and new and old.name != new.name else "",
        )
        found[page] = change
    return found


def _moved(before: Mapping[str, PageState], now: Mapping[str, PageState]) -> dict[str, list[str]]:
    """Paper -> pages that had it before and don't have it now, sorted."""
    pages: dict[str, list[str]] = {}
    for page in sorted(before):
        kept = set(now[page].papers) if page in now else set()
        for paper in before[page].papers:
            if paper not in kept:
                pages.setdefault(paper, []).append(page)
    return pages


def _by_page(page: str, papers: Iterable[str], others: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for paper in papers:
        found.setdefault(_likeliest(page, others.get(paper, ())), []).append(paper)
    return {other: tuple(moved) for other, moved in sorted(found.items())}


def _likeliest(page: str, others: Sequence[str]) -> str:
    """The page whose name shares most words with this one; ``""`` if none shares any."""
    own = Counter(_words(page))
    ranked = sorted((-sum((own & Counter(_words(other))).values()), other) for other in others)
    return ranked[0][1] if ranked and ranked[0][0] < 0 else ""


def _words(page: str) -> list[str]:
    return page.removesuffix(UNVERIFIED).split("-")
