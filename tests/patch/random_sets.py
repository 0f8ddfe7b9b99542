"""Random decisions about random author pages, and an independent account of what they must lead to."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.anthology.data import AnthologyData
from generator.anthology.ids import is_valid_orcid
from generator.model import UNVERIFIED, Mention, Name, Person, Slot
from generator.patch.operations import Action, Assignment, Patch, PersonChange

SIZES = ((1, 1), (2, 5), (6, 20), (21, 80), (81, 400))
"""Pages of each size, in mentions, come equally often: most real pages have one paper."""


def pages_by_size(data: AnthologyData) -> list[list[str]]:
    """IDs of the author pages of each size in `SIZES` that these data have, sorted."""
    sizes = Counter(data.resolve(slot)[0] for item in data.items.values() for slot in item.slots)
    buckets = [[page for page in sorted(sizes) if low <= sizes[page] <= high] for low, high in SIZES]
    return [bucket for bucket in buckets if bucket]


class Sets:
    """Draws patches; the same seed and data give the same patches."""

    def __init__(self, data: AnthologyData, seed: int) -> None:
        self.data, self.chance, self.count = data, random.Random(seed), 0
        self.buckets = pages_by_size(data)
        self.persons = sorted(data.people.persons)

    def draw(self) -> Patch:
        """Return a patch of one to three pages; not every one of them fits the data."""
        self.count += 1
        assignments: list[Assignment] = []
        persons: dict[str, PersonChange] = {}
        for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
            page = self.chance.choice(self.chance.choice(self.buckets))
            done = {assignment.mention for assignment in assignments}
            self._decide(page, [m for m in self.data.mentions_of(page) if m not in done], assignments, persons)
        for key in self.chance.sample(self.persons, self.chance.choice((0, 0, 1, 2))):
            persons.setdefault(key, self._update(self.data.people.persons[key]))
        return Patch(tuple(assignments), tuple(persons.values()), note=f"set {self.count}")

    def _decide(
        self, page: str, mentions: list[Mention], assignments: list[Assignment], persons: dict[str, PersonChange]
    ) -> None:
        chance, people = self.chance, self.data.people
        chance.shuffle(mentions)
        for part in range(chance.randint(1, 4)):
            take = min(len(mentions), chance.choice((1, 2, 5, 20, 400)))
            slots = [self.data.slot(mentions.pop()) for _ in range(take)]
            kind = chance.choice(("new", "new", "namesake", "anybody", "off", "keep"))
            target: str | None = None
            if kind == "new":
                target = self._create(page, part, slots, persons)
            elif kind in ("namesake", "anybody"):
                pool = [key for slot in slots for key in people.ids_by_slug.get(slot.name.slug, ()) if key != page]
                target = chance.choice(pool if pool and kind == "namesake" else self.persons)
                if chance.random() < 0.2:
                    persons.setdefault(target, self._update(people.persons[target]))
            if kind != "keep" and slots:
                assignments += [
                    Assignment(slot.mention, slot.name, page, target) for slot in self._fitting(slots, target, persons)
                ]
        if page in people.persons and chance.random() < 0.4:
            persons.setdefault(page, self._update(people.persons[page]))

    def _fitting(self, slots: list[Slot], target: str | None, persons: dict[str, PersonChange]) -> Iterable[Slot]:
        """Leave out what a reviewer could not decide so; now and then leave it in, to be refused."""
        seen: set[str] = set()
        for slot in slots:
            item = self.data.items[slot.mention.paper]
            there = any(self.data.resolve(other)[0] == target for other in item.slots)
            bad = slot.orcid != "" or item.id in seen or there or (target is None and not slot.person)
            seen.add(item.id)
            if not bad or self.chance.random() < 0.002:
                yield slot

    def _create(self, page: str, part: int, slots: list[Slot], persons: dict[str, PersonChange]) -> str:
        chance, slug = self.chance, page.removesuffix(UNVERIFIED)
        key = chance.choice((f"{slug}-zq{part}", f"aa-{self.count}-{part}", f"zz-{slug}", slug))
        if not key[0].isalpha() or not key[0].isascii() or key in self.data.people.persons:
            key = f"new-{self.count}-{part}-{slug}"
        if key not in persons and slots:
            names = list(dict.fromkeys(slot.name for slot in slots))
            names = names[: chance.choice((1, len(names)))]  # apply adds the printed names that are left out
            if chance.random() < 0.1:
                names.append(Name("Żółć", f"O’Neill “{self.count}”"))
            persons[key] = PersonChange(
                key,
                Action.CREATE,
                tuple(names),
                orcid=chance.choice((None, random_orcid(chance))),
                degree=chance.choice((None, "Université de Genève \\ “Ü”")),
                comment=chance.choice((None, None, "Zürich")),
                disable_name_matching=chance.choice((None, True, True)),
                similar=chance.choice((None, None, (chance.choice(self.persons),))),
            )
        return key

    def _update(self, person: Person) -> PersonChange:
        chance = self.chance
        values: dict[str, object] = {}
        for field in chance.sample(("names", "orcid", "degree", "comment", "disable", "similar"), chance.randint(1, 2)):
            if field == "names":
                names = [*person.names, Name("Extra", f"Name{self.count}")]
                chance.shuffle(names)
                values["names"] = tuple(names[: chance.choice((1, len(names), len(names)))])
            elif field == "orcid":
                if not person.orcid:
                    values["orcid"] = random_orcid(self.chance)
                elif chance.random() < 0.1:  # mostly refused: papers carry it
                    values["orcid"] = ""
            elif field == "similar":
                values["similar"] = chance.choice(((), tuple(chance.sample(self.persons, 2))))
            elif field == "disable":
                values["disable_name_matching"] = not person.disable_name_matching
            else:
                values[field] = chance.choice(("", "Somewhere / é", "University"))
        return replace(PersonChange(person.id, Action.UPDATE), **values)  # type: ignore[arg-type]


def random_orcid(chance: random.Random) -> str:
    """Return one with a right check digit."""
    while True:
        digits = f"{chance.randrange(10**15):015d}"
        for last in "0123456789X":
            orcid = "-".join((digits[:4], digits[4:8], digits[8:12], digits[12:] + last))
            if is_valid_orcid(orcid):
                return orcid


@dataclass
class Account:
    """Who has which mentions, kept beside the data by the rules alone; shares no code with `generator.patch`.

    Attributes:
        data: as they were before all patches.
        explicit: IDs on slots where patches changed them.
        names: person -> names, for all persons.
        disabled: persons without name matching.
    """

    data: AnthologyData
    explicit: dict[Mention, str]
    names: dict[str, list[Name]]
    disabled: set[str]

    @classmethod
    def of(cls, data: AnthologyData) -> Account:
        """Start with the data as they are."""
        persons = data.people.persons
        names = {key: list(person.names) for key, person in persons.items()}
        return cls(data, {}, names, {key for key, person in persons.items() if person.disable_name_matching})

    def apply(self, patch: Patch) -> None:
        """Do what a patch says."""
        for change in patch.persons:
            if change.names is not None:
                self.names[change.id] = list(change.names)
            if change.disable_name_matching is not None:
                (self.disabled.add if change.disable_name_matching else self.disabled.discard)(change.id)
        for assignment in patch.assignments:
            self.explicit[assignment.mention] = assignment.target or ""
            if assignment.target is not None and assignment.name not in self.names[assignment.target]:
                self.names[assignment.target].append(assignment.name)

    def touched(self, patch: Patch) -> set[str]:
        """Name slugs whose slots the patch can move."""
        keys = {change.id for change in patch.persons} | {a.target for a in patch.assignments if a.target}
        names = [name for key in keys for name in self.names.get(key, [])]
        names += [
            name for key in keys if key in self.data.people.persons for name in self.data.people.persons[key].names
        ]
        return {name.slug for name in names} | {assignment.name.slug for assignment in patch.assignments}

    def pages(self, slugs: Iterable[str]) -> dict[Mention, str]:
        """Return the page of every mention with one of these name slugs."""
        wanted = set(slugs)
        holders: dict[str, set[str]] = defaultdict(set)
        for key, names in self.names.items():
            for name in names:
                if name.slug in wanted:
                    holders[name.slug].add(key)
        found = {}
        for slug in wanted:
            matched = slug + UNVERIFIED
            if len(holders[slug]) == 1:
                (only,) = holders[slug]
                matched = matched if only in self.disabled else only
            for mention in self.data.mentions_by_slug.get(slug, ()):
                found[mention] = self.explicit.get(mention, self.data.slot(mention).person) or matched
        return found
