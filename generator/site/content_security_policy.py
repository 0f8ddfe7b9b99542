"""The Content Security Policy of each page: the browser runs and loads only what the build put there.

Previews are built from proposed changes, so their text may be hostile.  It is
escaped; the policy is the second line of defence (W3C, Content Security Policy
Level 3, and Trusted Types).
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_CHARSET = re.compile(r'<meta charset="utf-8">')
_TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types anthology-review"


def with_policy(markup: str, trusted_types: bool = False) -> str:
    """A page with its policy in a ``<meta>`` element, right after the ``<meta>`` that declares its encoding.

    Args:
        markup: the whole page.  Inline scripts and styles in it are allowed, by their digests; no others.
        trusted_types: allow the scripts to make markup or scripts from strings in one place only, ``page/dom.ts``.

    Raises:
        ValueError: the page doesn't declare its encoding, so there is no place for the policy.
    """
    policy = [
        "default-src 'none'",
        " ".join(["script-src 'self' file:", *_digests(_SCRIPT.findall(markup))]),
        " ".join(["style-src 'self' file:", *_digests(_STYLE.findall(markup))]),
        "img-src 'self' file: data:",
        "font-src 'self' file:",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        *([_TRUSTED_TYPES] if trusted_types else []),
    ]
    tag = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(policy)}">'
    page, count = _CHARSET.subn(lambda charset: f"{charset.group()}\n{tag}", markup, count=1)
    if not count:
        raise ValueError(
            'the page has no <meta charset="utf-8">, after which the policy goes; its template must have one'
        )
    return page


def _digests(texts: list[str]) -> list[str]:
    return sorted({f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts})
