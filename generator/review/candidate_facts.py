"""What tells a verified person from namesakes at a glance: papers and years, venues, co-authors, institutions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from generator.model import AuthorPage, Mention, Person, Slot, name_slug, plain_name
from generator.review.venue_names import venue_name

MOST_VENUES, MOST_COAUTHORS, MOST_INSTITUTIONS = 3, 5, 3


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A verified person as the author page shows them.

    Attributes:
        papers: number of papers on the page.
        per_year: number of papers in each year from the first to the last.
        first_year: 0 if unknown.
        venues: short names, most papers first.
        coauthors: names, most papers together first.
        institutions: affiliations on papers, latest first, and the institution of the highest degree.
        other_names: other forms of the name, with those in another script that papers print.
    """

    papers: int = 0
    per_year: tuple[int, ...] = ()
    first_year: int = 0
    venues: tuple[str, ...] = ()
    coauthors: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()

    @classmethod
    def of(cls, page: AuthorPage, slot_of: Callable[[Mention], Slot | None]) -> PersonFacts:
        """What a page and the data's slots tell of its author.

        Args:
            page: the author page.
            slot_of: gives the slot of a mention, None if it is unknown.
        """
        years = Counter(paper.year for paper in page.papers if paper.year)
        first, last = min(years, default=0), max(years, default=-1)
        venues = Counter(name for paper in page.papers if (name := venue_name(paper)))
        papers = {paper.id: paper for paper in page.papers}
        names: dict[str, str] = {}
        together: Counter[str] = Counter()
        forms, affiliations = [form.full for form in page.also_published_as], []
        for mention in page.mentions:
            authors = papers[mention.paper].authors
            if mention.position >= len(authors):
                continue
            printed = authors[mention.position].name
            forms.append(_in_other_script(printed))
            slot = slot_of(mention)
            # A slot of another name: the page was not built from these data.
            if slot and slot.affiliation and slot.name.slug == name_slug(plain_name(printed)):
                affiliations.append((papers[mention.paper].year or 0, slot.affiliation))
            for at, author in enumerate(authors):
                key, name = author.person or author.name, plain_name(author.name)
                # A namesake on the same paper would look like the person.
                if at != mention.position and name != page.name.full:
                    names.setdefault(key, name)
                    together[key] += 1
        affiliations.sort(key=lambda found: -found[0])
        return cls(
            len(page.papers),
            tuple(years[year] for year in range(first, last + 1)),
            first,
            tuple(name for name, _ in venues.most_common(MOST_VENUES)),
            tuple(names[key] for key, _ in together.most_common(MOST_COAUTHORS)),
            _without_repeats([text for _, text in affiliations])[:MOST_INSTITUTIONS],
            tuple(form for form in dict.fromkeys(forms) if form and form != page.name.full),
        )

    def with_entry(self, person: Person | None) -> PersonFacts:
        """The same with what people.json has: degree institution and other names.

        Args:
            person: the entry, None if there is none.
        """
        if person is None:
            return self
        names = [name.full for name in person.names[1:]]
        other_names = dict.fromkeys(name for name in (*names, *self.other_names) if name != person.names[0].full)
        institutions = self.institutions
        if person.degree and len(_without_repeats([*institutions, person.degree])) > len(institutions):
            institutions = (*institutions[: MOST_INSTITUTIONS - 1], person.degree)
        return replace(self, institutions=institutions, other_names=tuple(other_names))

    def json_value(self) -> dict[str, Any]:
        """The facts as the page's script takes them; other names are not among them."""
        return {
            "papers": self.papers,
            "per_year": list(self.per_year),
            "first": self.first_year,
            "venues": list(self.venues),
            "coauthors": list(self.coauthors),
            "institutions": list(self.institutions),
        }


def _in_other_script(printed: str) -> str:
    """``李茹`` of a name that is printed as ``Ru Li (李茹)``; ``""`` if there is no such form."""
    return printed.removeprefix(plain_name(printed)).strip(" ()")


def _without_repeats(texts: list[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text.casefold(), text)
    return tuple(found.values())
