"""Which author pages a build of chosen pages reads and makes: those asked for, and what their review offers.

The pages asked for are grouped with all pages of their name slug (their *blocks*).  Their review offers verified
namesakes, pages that the preview links to, and pages of other names that probably show the same person: these blocks
get review pages too, so that every link and card of a page asked for leads somewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from generator.anthology.people import People
from generator.errors import PreviewError
from generator.grouping.features.name_variants import NamePair, comparable, names_similar_to
from generator.model import UNVERIFIED
from generator.preview.chosen_pages import ChosenPages
from generator.preview.file_kinds import page_id_of

_MOST_SUGGESTED, _MOST_SHOWN = 5, 60


@dataclass(frozen=True, slots=True)
class Selection:
    """What a build of chosen pages makes.

    Attributes:
        asked: IDs of the pages asked for.
        built: name slugs of the blocks that get review pages; pages of other names that probably show the person of
            a page asked for are added by the plan.
        similar_name_pairs: those of all similar names of the preview in which a name asked for stands.
    """

    asked: frozenset[str]
    built: frozenset[str]
    similar_name_pairs: list[NamePair]


def select_pages(path: Path, page_ids: Collection[str], chosen: ChosenPages, people: People | None) -> Selection:
    """Read the pages asked for and all that their review needs, in few readings, since each streams an archive.

    Args:
        path: the preview, for messages.
        page_ids: IDs of the pages asked for.
        chosen: reads the pages, and keeps them.
        people: the verified persons, None without data.

    Raises:
        PreviewError: the preview can't be read, or a page asked for is not there or was refused.
    """
    blocks = _Blocks(chosen, people)
    probably_asked = {blocks.probable_slug(page_id) for page_id in page_ids}
    chosen.read({*page_ids, *blocks.page_ids(probably_asked)})
    _check(path, page_ids, chosen)
    asked = {chosen.preview.pages[page_id].slug for page_id in page_ids}
    pairs = list(names_similar_to(asked, blocks.name_slugs(asked)))
    linked = blocks.linked(asked)
    offered = {slug for page_id in linked for slug in (blocks.probable_slug(page_id), *blocks.other_names(page_id))}
    similar = {slug for a, b, _ in pairs for slug in (a, b)}
    chosen.read({*linked, *blocks.page_ids(asked | offered | similar)})
    # What the block of a name asked for got by the links may itself link to more, and have other names than its ID.
    linked = blocks.linked(asked)
    built = asked | {page.slug for page_id, page in chosen.read(linked).items()}
    chosen.read(blocks.page_ids(built))
    return Selection(frozenset(page_ids), frozenset(built), pairs)


class _Blocks:
    """Which pages belong to the blocks of some name slugs, as far as can be told before they are read."""

    def __init__(self, chosen: ChosenPages, people: People | None) -> None:
        self._chosen, self._people = chosen, people

    def probable_slug(self, page_id: str) -> str:
        """The name slug of a page, by its ID and its entry in people.json."""
        name = page_id.removesuffix(UNVERIFIED)
        person = self._people.persons.get(name) if self._people and name == page_id else None
        return person.names[0].slug if person else name

    def other_names(self, page_id: str) -> set[str]:
        """Name slugs of all names of a verified person; whether two entries are one person's, papers of each tell."""
        person = self._people.persons.get(page_id) if self._people else None
        return {name.slug for name in person.names} if person else set()

    def page_ids(self, slugs: Collection[str]) -> set[str]:
        """IDs of all pages that may belong to these blocks."""
        found = {page_id for slug in slugs for page_id in (slug, slug + UNVERIFIED, *self._persons(slug))}
        if self._people is None:  # nothing else tells which ID belongs to which name
            found |= {name for name in self._chosen.names if not _first_words(name).isdisjoint(slugs)}
        return found

    def linked(self, slugs: Collection[str]) -> set[str]:
        """IDs of the pages to which the pages of these blocks link, and of the persons who have their names."""
        pages = [page for page in self._chosen.preview.pages.values() if page.slug in slugs]
        forms = {form.slug for page in pages for form in (page.name, *page.also_published_as)}
        links = (link for page in pages for link in (*page.may_belong_to, *page.similar, *page.similar_unverified))
        return {link.id for link in links} | {person for form in forms.union(slugs) for person in self._persons(form)}

    def name_slugs(self, wanted: Set[str]) -> set[str]:
        """Name slugs of all author pages that may be other forms of a wanted one.

        An ID that people.json doesn't have is taken for a name slug: if it is none, it has no pages, and makes no
        difference.
        """
        persons = self._people.persons if self._people else {}
        names = self._chosen.names
        of_persons = {persons[name].names[0].slug for name in names if name in persons}
        alike = comparable(wanted, names)
        unverified = {name for name in alike if name not in persons or self._chosen.has_unverified(name)}
        return of_persons.union(unverified)

    def _persons(self, slug: str) -> tuple[str, ...]:
        return self._people.ids_by_slug.get(slug, ()) if self._people else ()


def _first_words(name: str) -> set[str]:
    """``{"yang-liu", "yang-liu-of"}`` for ``yang-liu-of-ict``: name slugs to which a suffix was added, if it is one."""
    words = name.split("-")
    return {"-".join(words[:count]) for count in range(2, len(words))}


def _check(path: Path, page_ids: Iterable[str], chosen: ChosenPages) -> None:
    """Refuse IDs of pages that are not there, with the nearest ones, and of pages that can't be understood."""
    refused = {page_id_of(refusal.path): refusal.reason for refusal in chosen.preview.refused}
    for page_id in page_ids:
        if page_id in refused:
            raise PreviewError(f"{path}: the author page {page_id} can't be read: {refused[page_id]}.")
        if page_id not in chosen.preview.pages:
            near = _nearest(page_id, chosen)
            advice = f" Near it: {', '.join(near)}." if near else " IDs are paths below people/."
            raise PreviewError(f"{path}: has no author page {page_id[:_MOST_SHOWN]!r}.{advice}")


def _nearest(page_id: str, chosen: ChosenPages) -> list[str]:
    """IDs of pages like one that is not there: those of its name first."""
    name = page_id.removesuffix(UNVERIFIED)[:_MOST_SHOWN]
    alike = [name, *get_close_matches(name, chosen.names, _MOST_SUGGESTED)]
    both = [one for each in dict.fromkeys(alike) for one in (each, each + UNVERIFIED)]
    return [one for one in both if one in chosen.read(both)][:_MOST_SUGGESTED]
