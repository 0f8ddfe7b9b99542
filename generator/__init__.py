"""anthology-review: review pages for putting papers on the right author's page.

The names in ``__all__`` are the public interface: they keep their meaning within a major version. Everything else
may change at any time. Each is loaded when it is first used, so that importing the package costs nothing.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.anthology.data import AnthologyData
    from generator.build.build_site import build_site
    from generator.build.settings import Settings
    from generator.errors import ReviewError
    from generator.patch.apply import apply as apply_patch
    from generator.patch.document import read_patch
    from generator.preview.read import read_preview
    from generator.review.groups_document import suggest_groups

__all__ = [
    "AnthologyData",
    "ReviewError",
    "Settings",
    "__version__",
    "apply_patch",
    "build_site",
    "read_patch",
    "read_preview",
    "suggest_groups",
]

_PLACES = {
    "AnthologyData": "generator.anthology.data:AnthologyData",
    "ReviewError": "generator.errors:ReviewError",
    "Settings": "generator.build.settings:Settings",
    "apply_patch": "generator.patch.apply:apply",
    "build_site": "generator.build.build_site:build_site",
    "read_patch": "generator.patch.document:read_patch",
    "read_preview": "generator.preview.read:read_preview",
    "suggest_groups": "generator.review.groups_document:suggest_groups",
}

try:
    __version__ = version("anthology-review")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"

if not TYPE_CHECKING:  # type checkers take the imports above, and know every other name to be wrong

    def __getattr__(name: str) -> Any:
        """Load a public name."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, _, attribute = _PLACES[name].partition(":")
        return getattr(import_module(module), attribute)
