"""anthology-review: review pages for putting papers on the right author's page."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("anthology-review")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"
