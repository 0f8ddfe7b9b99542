"""Takes e-mail addresses out of a text: a review site is public, and a request is often sent in confidence."""

from __future__ import annotations

import re

MASK = "[e-mail address]"
_DOT = r"(?:\s{0,3}[\[({<]\s?(?:dot|\.)\s?[\])}>]\s{0,3}|\s{1,3}dot\s{1,3}|\.)"
_DOMAIN = rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,6}}"
# What each part may match is bounded, so that no text takes long.
_PLAIN = rf"(?:mailto:)?(?:\{{[^{{}}\n]{{1,200}}\}}|\"[^\"\n]{{1,64}}\"|[^\s\"'<>()\[\]{{}},;:@]{{1,64}})@{_DOMAIN}"
_SPELT = (
    r"(?<![\w.+-])(?:[\w.+-]{1,64}\s{1,3}dot\s{1,3}){0,2}[\w.+-]{1,64}"
    rf"(?:\s{{0,3}}[\[({{<]\s?(?:at|@)\s?[\])}}>]\s{{0,3}}{_DOMAIN}"
    r"|\s{1,3}at\s{1,3}[\w-]{1,63}(?:(?:\s{0,3}[\[({<]\s?dot\s?[\])}>]\s{0,3}|\s{1,3}dot\s{1,3})[\w-]{1,63}){1,6})"
)
_ADDRESS = re.compile(f"{_PLAIN}|{_SPELT}", re.IGNORECASE)


def masked(text: str) -> str:
    """The text with `MASK` in place of each e-mail address, also of those written as ``ada [at] uni [dot] edu``."""
    return _ADDRESS.sub(MASK, text)
