"""The exceptions that a user may see.

They have one base class, so that the command line can turn any of them into a
message and exit status 1.  Each message names the file, the place in it, and
what to do about it.
"""


class ReviewError(Exception):
    """The input or the machine is at fault, not the program; the base class of all exceptions for users."""


class PreviewError(ReviewError):
    """A preview, or one of its pages, can't be read."""


class DataError(ReviewError):
    """The Anthology's data (``xml/``, ``json/people.json``) can't be read."""


class EvidenceError(ReviewError):
    """A file of evidence from elsewhere, or what such a file is to be made from, can't be read."""


class WorkerError(ReviewError):
    """Worker processes can't be reached, or one ended before its work was done, for example for want of memory."""


class PatchError(ReviewError):
    """An assignment patch is malformed, or of a version that this program does not know."""


class ConflictError(PatchError):
    """A well-formed patch does not fit the data; nothing was written.

    Attributes:
        conflicts: one line for each conflict: the slot or person, what was expected, what was found.
    """

    def __init__(self, conflicts: list[str]) -> None:
        """Take the conflicts, one line each."""
        self.conflicts = conflicts
        super().__init__("\n".join(conflicts))
