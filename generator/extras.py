"""Optional dependencies: the packages that only some commands need, and the error when one is missing."""

from __future__ import annotations

import shlex
import sys
from importlib.util import find_spec

from generator.errors import ReviewError

EXTRAS = {
    "compress": ("brotli",),
    "dask": ("distributed",),
    "plots": ("matplotlib",),
    "profile": ("psutil",),
    "verify": ("acl_anthology", "typing_extensions"),
}
"""Name of each extra in pyproject.toml -> top-level modules that it installs and that we import."""


class MissingExtraError(ReviewError):
    """An optional dependency is not installed."""


def require_extra(extra: str, feature: str) -> None:
    """Check that the modules of an extra can be imported; nothing is imported, so it costs nothing.

    Call it before any work starts, so that nobody waits for a result that can't be finished.

    Args:
        extra: a key of `EXTRAS`.
        feature: what the user asked for, as on the command line: ``build --compress``.

    Raises:
        MissingExtraError: a module is missing; the message has the command that installs it.
    """
    missing = [module for module in EXTRAS[extra] if find_spec(module) is None]
    if missing:
        python = shlex.quote(sys.executable)
        raise MissingExtraError(
            f"`{feature}` needs the extra `{extra}`, and {' and '.join(missing)} can't be imported. "
            f"Run: {python} -m pip install 'anthology-review[{extra}]'"
        )
