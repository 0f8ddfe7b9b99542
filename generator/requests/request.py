"""A correction request: what was written, without what must not be shown, and what it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from generator.anthology.ids import is_valid_orcid
from generator.requests.form import TITLE, read_form
from generator.requests.masking import masked
from generator.requests.message import Message
from generator.requests.named_pages import MOST_PAGES, addresses, page_names

_ORCID = re.compile(r"(?<!\d)\d{4}[-‐-―−]\d{4}[-‐-―−]\d{4}[-‐-―−]\d{3}[\dXx](?!\d)")
_HYPHEN = re.compile("[‐-―−]")
_PAPER = re.compile(r"(?<![a-z0-9.])(\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[a-z]\d\d-\d{4})(?!\d)", re.IGNORECASE)
_PRIVATE = re.compile(
    r"\bdead\s?-?nam|\b(?:former|old|previous|birth|maiden|legal) (?:first |last |given )?names?\b"
    r"|\bname[ -]change|\bchang(?:ed?|ing) (?:of )?(?:my|their|his|her|the author'?s?) (?:first |last |given |legal )*"
    r"name"
    r"|\bchange of (?:my |legal )?name\b|\btransgender\b|\bgender transition|\bno longer (?:use|go by)\b"
    r"|\bconfidential|\bkeep (?:this|it) private\b",
    re.IGNORECASE,
)
"""Words of requests that may be about a change of name that nobody is to see.  Rather one too many is withheld."""


@dataclass(frozen=True, slots=True)
class Request:
    """A correction request.

    Attributes:
        key, number, url, labels: see `Message`.
        title, text, remarks: likewise, e-mail addresses masked; all empty if it is confidential.
        is_confidential: whether it may be about a change of name; then nothing is shown of it but its number.
        kinds: what the form has ticked, see `Form.kinds`.
        is_form: whether the Anthology's form was used.
        pages: IDs of the author pages it is about, as written, in order.
        targets: IDs of further author pages that its text has addresses of.
        papers: IDs of papers in its text, in order.
        orcids: valid ORCIDs in its text, in order.
        age: days from its writing to that of the newest request, -1 if unknown: a build has no clock.
    """

    key: str
    number: int
    url: str
    labels: tuple[str, ...]
    title: str = ""
    text: str = ""
    remarks: tuple[str, ...] = ()
    is_confidential: bool = False
    kinds: tuple[str, ...] = ()
    is_form: bool = False
    pages: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    orcids: tuple[str, ...] = ()
    age: int = -1

    @classmethod
    def of(cls, message: Message, newest: datetime | None) -> Request:
        """Read a message.

        Args:
            message: what was written.
            newest: when the newest request was written, None if no date is known.
        """
        age = (newest - message.created).days if newest and message.created else -1
        form = read_form(message.text)
        whole = f"{message.title}\n{message.text}"
        about = _without_choices(whole) if form.is_one else whole
        if "name" in form.kinds or form.has_name_change or _PRIVATE.search(about):
            labels = message.labels if message.number else ()
            return cls(message.key, message.number, message.url, labels, is_confidential=True, age=age)
        title = masked(message.title)
        text = masked(message.text)
        named = TITLE.match(title)
        everywhere = tuple(dict.fromkeys(addresses(text)))[:MOST_PAGES]
        pages = page_names(title[named.end() :] if named else "", form.pages) or everywhere
        return cls(
            message.key,
            message.number,
            message.url,
            message.labels,
            title,
            text,
            tuple(masked(remark) for remark in message.remarks),
            False,
            form.kinds,
            form.is_one,
            pages,
            tuple(page for page in everywhere if page not in pages),
            tuple(dict.fromkeys(_paper_id(match[1]) for match in _PAPER.finditer(text)))[:1000],
            tuple(dict.fromkeys(_valid_orcids(text)))[:10],
            age,
        )


def _without_choices(text: str) -> str:
    """A form without its headings and boxes: their words are the form's, not the writer's."""
    own = (line for line in text.splitlines() if not re.match(r"\s*(?:#|[-*]\s*\[.?\])", line))
    return "\n".join(own)


def _paper_id(written: str) -> str:
    return written.lower() if "." in written else written.upper()


def _valid_orcids(text: str) -> Iterable[str]:
    found = (_HYPHEN.sub("-", match[0]).upper() for match in _ORCID.finditer(text))
    return (orcid for orcid in found if is_valid_orcid(orcid))
