"""What tar and zip archives have in common: which of their members are wanted, and how damage is reported."""

from __future__ import annotations

from pathlib import Path

from generator.errors import PreviewError

ArchivedFile = tuple[str, bytes | None]
"""Path below ``people/``, and the content; None if that is too large for an author page."""
_MAX_NAME_SHOWN = 200


class UnreadableArchiveError(PreviewError):
    """An archive is damaged, incomplete, or packed in a way that can't be read."""

    def __init__(self, archive: Path, member: str, reason: object) -> None:
        place = f"at or after the member {member[:_MAX_NAME_SHOWN]!r}" if member else "at its beginning"
        super().__init__(f"{archive}: the archive can't be read to its end: {place}: {reason}. Copy or pack it again.")


def path_below_people(name: str) -> str | None:
    """The path below ``people/`` of a member; None if it lies elsewhere, or its name leads out of the archive."""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if name.startswith("/") or ".." in parts or "people" not in parts:
        return None
    return "/".join(parts[parts.index("people") + 1 :]) or None
