"""The Content Security Policy of each page: nothing runs or loads that the build did not put there.

Previews are built from proposed changes, so what they show is hostile until
proven otherwise; this is the second lock, behind escaping (W3C, Content
Security Policy Level 3; Trusted Types).
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_CHARSET = re.compile(r'<meta charset="utf-8">')
TRUSTED = "require-trusted-types-for 'script'; trusted-types anthology-review"


def with_policy(markup: str, trusted_types: bool = False) -> str:
    """A page with its policy, as the first thing after its encoding.

    Args:
        markup: the whole page; scripts and styles that stand in it are allowed by their digests, others not.
        trusted_types: strings may become markup or scripts in one place only, `AR.dom.policy`.

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
        *([TRUSTED] if trusted_types else []),
    ]
    tag = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(policy)}">'
    found, count = _CHARSET.subn(lambda charset: f"{charset.group()}\n{tag}", markup, count=1)
    if not count:
        raise ValueError("the page has no <meta charset> before which a policy could be missed")
    return found


def _digests(texts: list[str]) -> list[str]:
    return sorted({f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts})
