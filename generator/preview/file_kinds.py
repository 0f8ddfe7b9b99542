"""What a file below ``people/`` is: an author page, a page that is refused, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from generator.errors import PreviewError
from generator.model import AuthorPage
from generator.preview.files.folder import FileStamp
from generator.preview.layout.author_page import is_redirect, parse_page
from generator.preview.limits import check_id

PAGE, REFUSED, REDIRECT, AWARDS, OTHER = "page", "refused", "redirect", "awards", "other"
"""The kinds of files: author pages, pages that could not be understood, and three kinds that are passed over."""

_PAGE_PATH = re.compile(r"([^/]+(?:/unverified)?)/index\.html")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that could not be understood.

    Attributes:
        path: below ``people/``.
        reason: what is wrong with it.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is recorded of a file below ``people/``.

    Attributes:
        digest: BLAKE2b of its content, 16 bytes; empty if it could not be read.
        stamp: see `generator.preview.files.source.PreviewFile`.
        kind: `PAGE`, `REFUSED`, `REDIRECT`, `AWARDS` or `OTHER`.
        reason: why it was refused, ``""`` for other kinds.
    """

    digest: bytes
    stamp: FileStamp
    kind: str
    reason: str = ""


def page_id_of(path: str) -> str:
    """Page ID of a file below ``people/``, ``""`` if its path is not that of an author page."""
    match = _PAGE_PATH.fullmatch(path)
    return match.group(1) if match else ""


def path_of_page(page_id: str) -> str:
    """Path below ``people/`` of an author page."""
    return f"{page_id}/index.html"


def content_digest(content: bytes) -> bytes:
    """BLAKE2b digest of a file's content, 16 bytes."""
    return blake2b(content, digest_size=16).digest()


def classify_file(path: str, content: bytes) -> tuple[str, str]:
    """The kind of a file, as far as it can be told without parsing the HTML.

    Args:
        path: below ``people/``.
        content: all of it.

    Returns:
        The kind; and the markup of an author page, the reason of a refusal, or ``""`` for other kinds.
    """
    page_id = page_id_of(path)
    if not page_id:
        return AWARDS if path.endswith("/awards/index.html") else OTHER, ""
    try:
        markup = content.decode("utf-8")
        if is_redirect(markup):
            return REDIRECT, ""
        check_id(page_id)
    except UnicodeDecodeError as exc:
        return REFUSED, f"not UTF-8 at byte {exc.start}"
    except PreviewError as exc:
        return REFUSED, str(exc)
    return PAGE, markup


def parse_file(path: str, content: bytes) -> AuthorPage | Refusal | str:
    """The author page in a file below ``people/``, its refusal, or the file's kind."""
    kind, text = classify_file(path, content)
    if kind == PAGE:
        try:
            return parse_page(page_id_of(path), text)
        except PreviewError as exc:
            kind, text = REFUSED, str(exc)
    return Refusal(path, text) if kind == REFUSED else kind
