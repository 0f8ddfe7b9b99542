"""Gold labels: which mentions of a name are which person's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from generator.anthology.bounded_read import read_bytes
from generator.errors import DataError


class _Mention(msgspec.Struct):
    paper: str
    author_index: Annotated[int, msgspec.Meta(ge=0)]
    person: str | None


class _Block(msgspec.Struct):
    slug: str
    tier: str
    mentions: list[_Mention]


class _Person(msgspec.Struct):
    slugs: list[str]


class _File(msgspec.Struct):
    blocks: list[_Block]
    merges: list[_Person] = []


@dataclass(frozen=True)
class Gold:
    """A gold file.

    Attributes:
        blocks: name slug -> key of each labelled mention (`Mention.key`) -> person.
        tiers: name slug -> ``ambiguous`` (several persons) or ``single`` (one person).
        digest: SHA-256 of the file.
        persons_with_several_names: the name slugs of each such person.
    """

    blocks: dict[str, dict[str, str]]
    tiers: dict[str, str]
    digest: str
    persons_with_several_names: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def read(cls, path: Path) -> Gold:
        """Read ``{"blocks": [{"slug", "tier", "mentions": [{"paper", "author_index", "person"}]}], "merges": […]}``.

        Mentions whose ``person`` is null have no label.  ``merges`` is optional: ``[{"slugs": [name slug, …]}]``, an
        entry for each person who publishes under several names.

        Raises:
            DataError: the file can't be read, or has another structure.
        """
        content = read_bytes(path)
        try:
            found = msgspec.json.decode(content, type=_File)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            what = "too deeply nested" if isinstance(error, RecursionError) else error
            form = '{"blocks": [{"slug", "tier", "mentions": [{"paper", "author_index", "person"}]}]}'
            raise DataError(f"{path}: not a gold file, which has the form {form} ({what}).") from error
        labels = {
            block.slug: {f"{one.paper}#{one.author_index}": one.person for one in block.mentions if one.person}
            for block in found.blocks
        }
        if len(labels) < len(found.blocks):
            raise DataError(f"{path}: has a name slug twice in blocks; put its mentions in one block.")
        tiers = {block.slug: block.tier for block in found.blocks}
        several_names = tuple(tuple(sorted(person.slugs)) for person in found.merges)
        return cls(labels, tiers, hashlib.sha256(content).hexdigest(), several_names)
