"""Names as papers print them."""

from __future__ import annotations

import re

_OTHER_SCRIPT = re.compile(r" \([^()]*[^\x00-\u024f\u1e00-\u1eff][^()]*\)$")


def plain_name(printed: str) -> str:
    """A printed name without the form in another script that follows in parentheses."""
    return _OTHER_SCRIPT.sub("", printed) if ")" in printed else printed
