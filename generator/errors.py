"""The exceptions that a user may see.

One base class, so that the command line can turn any of them into one clear
line and exit status 1.  Each message names the file, the place and the mend.
"""


class ReviewError(Exception):
    """Base of every error that is the fault of the input or of the machine, not of the program."""


class PreviewError(ReviewError):
    """A preview, or one page of it, can't be read."""


class DataError(ReviewError):
    """The Anthology's data (``xml/``, ``json/people.json``) can't be read."""


class WorkerError(ReviewError):
    """Worker processes can't be reached, or one ended before its work was done, for example for want of memory."""


class PatchError(ReviewError):
    """An assignment patch is malformed, or of a version we don't know."""


class ConflictError(PatchError):
    """A well-formed patch does not fit the data; nothing was written.

    Attributes:
        conflicts: one line each: the slot, what was expected, what was found.
    """

    def __init__(self, conflicts: list[str]) -> None:
        self.conflicts = conflicts
        super().__init__("\n".join(conflicts))
