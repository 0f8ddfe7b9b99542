"""Short phrases for messages about patches."""

from __future__ import annotations

from generator.model import Mention, Name


def slot_label(mention: Mention) -> str:
    """Return a slot in words, with its position counted from 1: ``2023.acl-long.7, author 2``."""
    return f"{mention.paper}, {mention.role} {mention.position + 1}"


def name_with_parts(name: Name) -> str:
    """Return a name with its two parts: ``“Ada Byron” (first “Ada”, last “Byron”)``."""
    return f"“{name.full}” (first “{name.first}”, last “{name.last}”)"


def listed(parts: list[str]) -> str:
    """Return phrases joined by commas, the last one by "and"."""
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] if parts else ""
