"""Streams the records of DBLP's XML dump, in bounded memory whatever the file holds.

The format is that of ``dblp.dtd`` (https://dblp.org/faq/What+do+I+find+in+dblp+xml.html): a flat list of records, each
with ``author``, ``title``, ``year`` and ``ee`` (electronic edition) elements.  The DTD itself is not read: its entities
are those of HTML for Latin letters.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import name2codepoint
from pathlib import Path
from typing import BinaryIO, Never
from xml.parsers import expat

from generator.errors import EvidenceError

MAX_BYTES = 30_000_000_000
"""Unpacked; the dump of 2026 has 5 GB."""
MAX_TEXT = 20_000
"""Characters of an element."""
MAX_FIELDS = 10_000
"""Elements of a record; the longest list of authors has some 3,000."""
MAX_WITHOUT_TAG = 16_000_000
"""Bytes; a longer stretch without a tag would have to be kept in memory."""
_CHUNK = 1 << 20

PUBLICATIONS = ("article", "inproceedings", "incollection")
_FIELDS = ("author", "title", "year", "ee")
_DTD = "".join(
    f'<!ENTITY {name} "&#{code};">'
    for name, code in name2codepoint.items()
    if name not in ("lt", "gt", "amp", "quot", "apos")
).encode("ascii")


@dataclass(frozen=True, slots=True)
class DblpRecord:
    """A publication.

    Attributes:
        authors: names as DBLP writes them, with a number where namesakes are known (``Lei Li 0003``), in order.
        orcids: the ORCID of each, ``""`` if none is given.
        title: plain text, DBLP's final full stop included.
        year: as written.
        editions: addresses of the electronic edition.
    """

    authors: tuple[str, ...]
    orcids: tuple[str, ...]
    title: str
    year: str
    editions: tuple[str, ...]


def dblp_records(path: Path, progress: Callable[[int], None]) -> Iterator[DblpRecord]:
    """Yield all publications with authors.

    Args:
        path: ``dblp.xml.gz``, or the same unpacked.
        progress: called with the number of records read since the last call.

    Raises:
        EvidenceError: the file can't be read, is cut off, or is not DBLP's XML.
    """
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            yield from _Reader(path).records(gzip.GzipFile(fileobj=file) if packed else file, progress)
    except EOFError:
        raise EvidenceError(f"{path}: ends in the middle; download it again.") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise EvidenceError(f"{path}: is damaged ({error}); download it again.") from None
    except OSError as error:
        raise EvidenceError(f"{path}: can't be read ({error.strerror or error}).") from error


class _Reader:
    """One pass over one file; the parser's callbacks keep the state of the open record."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done: list[DblpRecord] = []
        self.depth = self.fields = self.tags = 0
        self.wanted = False  # whether a record that is a publication is open
        self.text: list[str] | None = None
        self.length = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ExternalEntityRefHandler = self.external
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)

    def records(self, stream: BinaryIO | gzip.GzipFile, progress: Callable[[int], None]) -> Iterator[DblpRecord]:
        fed = since = 0
        try:
            while chunk := stream.read(_CHUNK):
                tags, fed = self.tags, fed + len(chunk)
                self.parser.Parse(chunk, False)
                since = since + len(chunk) if self.tags == tags else 0
                if since > MAX_WITHOUT_TAG:
                    self.refuse(f"has no tag in {MAX_WITHOUT_TAG:,} bytes")
                if fed > MAX_BYTES:
                    self.refuse(f"has more than {MAX_BYTES:,} bytes when unpacked")
                found, self.done = self.done, []
                progress(len(found))
                yield from found
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            self.refuse(f"is not well-formed XML ({reason}, line {error.lineno:,})")
        except (LookupError, ValueError):  # the parser asks Python for encodings that it doesn't know
            self.refuse("has an encoding that can't be read")
        finally:
            del self.parser  # its handlers refer to this object: a cycle, which would keep it in memory
        yield from self.done

    def refuse(self, why: str) -> Never:
        raise EvidenceError(f"{self.path}: {why}; download it again from https://dblp.org/xml/.")

    def doctype(self, name: str, system: str | None, public: str | None, has_internal_subset: bool) -> None:
        if has_internal_subset:  # entities declared there could expand without end
            self.refuse("declares entities of its own, which DBLP's files don't")

    def external(self, context: str, base: str | None, system: str | None, public: str | None) -> int:
        self.parser.ExternalEntityParserCreate(context).Parse(_DTD, True)
        return 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.tags += 1
        if self.depth == 3 and self.wanted:
            self.fields += 1
            if self.fields > MAX_FIELDS:
                self.refuse(f"has a record with more than {MAX_FIELDS:,} elements")
            if tag in _FIELDS:
                self.text, self.length = [], 0
                self.parser.CharacterDataHandler = self.collect
                self.orcid = attributes.get("orcid", "")
        elif self.depth == 2:
            self.wanted, self.fields = tag in PUBLICATIONS, 0
            self.authors: list[str] = []
            self.orcids: list[str] = []
            self.editions: list[str] = []
            self.title = self.year = ""
        elif self.depth == 1 and tag != "dblp":
            self.refuse("is not DBLP's XML")
        elif self.depth > 20:
            self.refuse("has elements within elements to no end")

    def collect(self, text: str) -> None:
        self.length += len(text)
        if self.length > MAX_TEXT:
            self.refuse(f"has an element with more than {MAX_TEXT:,} characters")
        if self.text is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.tags += 1
        if self.depth == 2 and self.text is not None:
            text, self.text = " ".join("".join(self.text).split()), None
            self.parser.CharacterDataHandler = None
            if tag == "author":
                self.authors.append(text)
                self.orcids.append(self.orcid)
            elif tag == "ee":
                self.editions.append(text)
            elif tag == "title":
                self.title = text
            else:
                self.year = text
        elif self.depth == 1 and self.wanted and self.authors:
            authors, orcids, editions = tuple(self.authors), tuple(self.orcids), tuple(self.editions)
            self.done.append(DblpRecord(authors, orcids, self.title, self.year, editions))
