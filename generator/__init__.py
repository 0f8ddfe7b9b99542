"""anthology-review: review pages for putting papers on the right author's page.

The names in ``__all__`` are the public interface: they keep their meaning within a major version. Everything else
may change at any time. Each is loaded when it is first used, so that importing the package is quick.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.anthology.data import AnthologyData
    from generator.build.build_site import build_site
    from generator.build.settings import Settings
    from generator.errors import ReviewError
    from generator.grouping.features.corpus import Corpus
    from generator.grouping.suggest.page_groups import Cluster
    from generator.grouping.suggest.suggester import Suggester
    from generator.model import Block, Instance, Mention, Name
    from generator.patch.apply import apply as apply_patch
    from generator.patch.document import read_patch
    from generator.preview.read import read_preview
    from generator.review.groups_document import suggest_groups

__all__ = [
    "AnthologyData",
    "Block",
    "Cluster",
    "Corpus",
    "Instance",
    "Mention",
    "Name",
    "ReviewError",
    "Settings",
    "Suggester",
    "__version__",
    "apply_patch",
    "build_site",
    "read_patch",
    "read_preview",
    "suggest_groups",
]

_LOCATIONS = {
    "AnthologyData": "generator.anthology.data:AnthologyData",
    "Block": "generator.model:Block",
    "Cluster": "generator.grouping.suggest.page_groups:Cluster",
    "Corpus": "generator.grouping.features.corpus:Corpus",
    "Instance": "generator.model:Instance",
    "Mention": "generator.model:Mention",
    "Name": "generator.model:Name",
    "ReviewError": "generator.errors:ReviewError",
    "Settings": "generator.build.settings:Settings",
    "Suggester": "generator.grouping.suggest.suggester:Suggester",
    "apply_patch": "generator.patch.apply:apply",
    "build_site": "generator.build.build_site:build_site",
    "read_patch": "generator.patch.document:read_patch",
    "read_preview": "generator.preview.read:read_preview",
    "suggest_groups": "generator.review.groups_document:suggest_groups",
}

try:
    __version__ = version("anthology-review")
except PackageNotFoundError:  # run from sources that are not installed
    __version__ = "0.0.0"

if not TYPE_CHECKING:  # type checkers use the imports above, and report every other name

    def __getattr__(name: str) -> Any:
        """Load a public name."""
        if name not in _LOCATIONS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, _, attribute = _LOCATIONS[name].partition(":")
        return getattr(import_module(module), attribute)
