"""Gold labels: which mentions of a name are which person's."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from generator.errors import DataError


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
        try:
            content = path.read_bytes()
            saved = json.loads(content)
            found = saved["blocks"]
            labels = {
                block["slug"]: {
                    f"{m['paper']}#{m['author_index']}": m["person"] for m in block["mentions"] if m["person"]
                }
                for block in found
            }
            several_names = tuple(tuple(sorted(person["slugs"])) for person in saved.get("merges", ()))
            tiers = {block["slug"]: block["tier"] for block in found}
            return cls(labels, tiers, hashlib.sha256(content).hexdigest(), several_names)
        except OSError as error:
            raise DataError(f"{path}: can't be read ({error.strerror}).") from error
        except (KeyError, TypeError, ValueError) as error:
            reason = f"{error} is missing" if isinstance(error, KeyError) else error
            form = '{"blocks": [{"slug", "tier", "mentions": [{"paper", "author_index", "person"}]}]}'
            raise DataError(f"{path}: not a gold file, which has the form {form} ({reason}).") from error
