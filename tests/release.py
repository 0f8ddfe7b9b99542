"""Checks that a tag, the version and the changelog agree.

python tests/release.py v1.2.3      status 1 and the reason if not
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_HEADING = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", re.M)


def problems(root: Path, tag: str | None = None) -> list[str]:
    """What doesn't agree, in plain words.

    Args:
        root: folder that holds ``pyproject.toml`` and ``CHANGELOG.md``.
        tag: the tag of a release; None between releases, when the changelog may be ahead.
    """
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    text = (root / "CHANGELOG.md").read_text("utf-8")
    headings = _HEADING.findall(text)
    released = [name for name, _ in headings if name != "Unreleased"]
    found = []
    if len(headings) != len(re.findall(r"^## ", text, re.M)):
        found.append("CHANGELOG.md: each heading is ## [1.2.3] - 2026-12-01, or ## [Unreleased].")
    if released != sorted(released, key=_numbers, reverse=True) or "Unreleased" in [name for name, _ in headings[1:]]:
        found.append("CHANGELOG.md: the newest version comes first.")
    found += [f"CHANGELOG.md: {name} has no date." for name, date in headings if name != "Unreleased" and not date]
    if released and _numbers(released[0]) > _numbers(version):
        found.append(f"pyproject.toml has version {version}, but CHANGELOG.md has released {released[0]}.")
    if tag is not None:
        if tag != f"v{version}":
            found.append(f"The tag is {tag}, pyproject.toml has version {version}: tag v{version}, or set the version.")
        if not headings or headings[0][0] != version:
            found.append(f"CHANGELOG.md doesn't begin with version {version}: put it with the date over its entries.")
    return found


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python tests/release.py TAG")
    sys.exit("\n".join(problems(ROOT, sys.argv[1])) or None)
