"""Reads authors and editors from the Anthology's XML, with the exact place of each in its file.

It uses expat because expat reports the byte offset at which an element begins: an edit can then replace one attribute
and leave every other byte unchanged.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Never
from xml.parsers import expat

from generator.anthology.bounded_read import read_bytes
from generator.anthology.ids import COLLECTION_ID, ID_PART, build_id, is_valid_account
from generator.anthology.item import Item, ItemKind
from generator.errors import DataError
from generator.model import Mention, Name, Role, Slot

NO_PERSON_ID = "__NO_PERSON_ID__"
"""What acl-anthology writes as the ID of a slot while it removes the ID; it means the same as no ID."""

START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
"""A whole start tag; a ``>`` inside an attribute's value does not end it."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks."""
_END_OF_PAPER = re.compile(rb"</paper\s*>")
shared_name = lru_cache(maxsize=1 << 18)(Name)
"""A name, the same object for the same text: most names stand in many slots."""


def scan_file(data_dir: Path, file: str) -> list[Item]:
    """Read one file of the data.

    Args:
        data_dir: the folder that holds ``xml/``.
        file: path below it, such as ``xml/2022.acl.xml``.

    Raises:
        DataError: the file can't be read, or is not the Anthology's XML.
    """
    return scan(read_bytes(data_dir / file), file)


def scan(data: bytes, file: str, only: Container[str] | None = None) -> list[Item]:
    """Read the bytes of one collection, in document order.

    Args:
        data: the whole file, UTF-8.
        file: path below the data folder, for slots and messages.
        only: IDs of the papers wanted, None for all. Other papers are not parsed, which saves time. Front matter and
            volumes are always returned.

    Raises:
        DataError: broken XML, a DOCTYPE, an encoding other than UTF-8, an
            element that lacks its ID or last name, a repeated ID.
    """
    return _Scanner(data, file, only).run()


def unusual_text(text: str, tag: str, name: Name, person: str, orcid: str) -> str:
    """Return the text by which an author slot differs from the usual form (`generator.model.Slot.unusual_text`).

    Args:
        text: the whole element, from its ``<`` to its last ``>``.
        tag: ``author`` or ``editor``.
        name: the name in the element.
        person, orcid: the element's attributes, ``""`` if it has none.
    """
    first, last = name_tags(name)
    ids = (f' id="{person}"' if person else "") + (f' orcid="{orcid}"' if orcid else "")
    start, end = f"<{tag}{ids}>{first}{last}", f"</{tag}>"
    if text.startswith(start) and text.endswith(end) and len(text) >= len(start) + len(end):
        return text[len(start) : len(text) - len(end)]
    return text


@lru_cache(maxsize=1 << 16)
def name_tags(name: Name) -> tuple[str, str]:
    """Return first and last name as they stand in the XML; no element for a first name that is empty."""
    first = f"<first>{html.escape(name.first, quote=False)}</first>" if name.first else ""
    return first, f"<last>{html.escape(name.last, quote=False)}</last>"


class _Scanner:
    """One pass over one file; the parser's callbacks keep the state of the open elements."""

    def __init__(self, data: bytes, file: str, only: Container[str] | None) -> None:
        self.data, self.file, self.only = data, file, only
        self.items: list[Item] = []
        self.depth = 0
        self.jumped = 0  # bytes so far that were not given to the parser
        self.skipping = False  # whether a paper that is not wanted is open
        self.text: list[str] | None = None  # text of the open element whose text is wanted, such as <title>
        self.text_depth = 0
        self.line, self.line_at = 1, 0
        self.collection = self.volume = ""
        self.parent = ""  # paper, frontmatter or meta, while one is open
        self.slot_tag = ""  # author or editor, while one is open
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.XmlDeclHandler = self.declaration
        self.parser.StartDoctypeDeclHandler = self.doctype

    def run(self) -> list[Item]:
        if self.data.startswith(_UTF_16) or b"\0" in self.data[:4]:  # expat would read it, with offsets of other bytes
            raise DataError(f"{self.file}: not UTF-8; save the file as UTF-8.")
        try:
            self.feed()
        except expat.ExpatError as error:
            self.refuse(f"not well-formed XML ({expat.errors.messages[error.code]}); repair the file.")
        finally:
            del self.parser  # its handlers refer to this object: a cycle, which would keep the file in memory
        seen: set[str] = set()
        for item in self.items:
            if item.id in seen:
                raise DataError(f"{self.file}: {item.id} is there twice; give one of them another id.")
            seen.add(item.id)
        return self.items

    def feed(self) -> None:
        """Give the file to the parser, without the contents of papers that are not wanted."""
        data, parse = self.data, self.parser.Parse
        if self.only is None or b"<!" in data:  # a comment or CDATA may hold what looks like a tag
            parse(data, True)
            return
        view, at = memoryview(data), 0
        while (paper := data.find(b"<paper", at)) >= 0 and (tag := START_TAG.match(data, paper)):
            parse(view[at : tag.end()], False)
            at = tag.end()
            if self.skipping and (end := _END_OF_PAPER.search(data, at)):
                self.jumped += end.start() - at
                at = end.start()
        parse(view[at:], True)

    def here(self) -> int:  # byte offset in the file
        return self.parser.CurrentByteIndex + self.jumped

    def refuse(self, why: str) -> Never:
        raise DataError(f"{self.file}, line {1 + self.data[: self.here()].count(10)}: {why}")

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            self.refuse(f"the encoding is {encoding}; the Anthology's files are UTF-8.")

    def doctype(self, *_: object) -> None:
        self.refuse("a DOCTYPE is not allowed here (entities could read other files); take it out.")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.text is not None:  # markup inside a title or an abstract
            return
        depth = self.depth
        if depth == 5:
            if self.slot_tag and tag in ("first", "last", "affiliation"):
                self.collect()
        elif depth == 4:
            if tag == "author" or tag == "editor":
                if self.parent == "paper" or (self.parent == "meta" and tag == "editor"):
                    self.open_slot(tag, attributes)
            elif (self.parent == "paper" and tag in ("title", "abstract", "doi")) or (
                self.parent == "meta" and tag in ("booktitle", "year", "venue")
            ):
                self.collect()
        elif depth == 3 and self.volume and tag in ("paper", "frontmatter", "meta"):
            self.open_parent(tag, attributes)
        elif depth == 2 and tag == "volume":
            self.open_volume(attributes)
        elif depth == 1:
            self.collection = attributes.get("id", "")
            if tag != "collection" or not self.collection:
                self.refuse("expected <collection id=…>; is this a file of data/xml?")
            if COLLECTION_ID.fullmatch(self.collection) is None:
                self.refuse(
                    f"{self.collection[:60]!r} is not the ID of a collection; expected one such as 2022.acl or P18."
                )
            if self.file.rpartition("/")[2] != f"{self.collection}.xml":
                self.refuse(f"this is collection {self.collection}; name the file {self.collection}.xml.")

    def end(self, tag: str) -> None:
        depth = self.depth
        self.depth -= 1
        if self.text is not None:
            if depth == self.text_depth:
                self.close_text(tag, "".join(self.text))
            return
        if depth == 4:
            if self.slot_tag:
                self.close_slot()
        elif depth == 3:
            if tag == "paper" and self.parent == "paper":
                self.close_paper()
            self.parent = ""
        elif depth == 2 and self.volume:
            self.close_volume()

    def collect(self) -> None:
        self.text, self.text_depth = [], self.depth
        self.parser.CharacterDataHandler = self.text.append

    def close_text(self, tag: str, text: str) -> None:
        self.text = None
        self.parser.CharacterDataHandler = None
        if tag == "first":
            self.first = text
        elif tag == "last":
            self.last = text
        elif tag in ("affiliation", "title", "abstract", "doi", "booktitle"):
            setattr(self, tag, " ".join(text.split()))
        elif tag == "year":
            self.year = int(text) if len(text.strip()) <= 4 and text.strip().isdecimal() else None
        else:
            self.venues.append(text.strip())

    def open_volume(self, attributes: dict[str, str]) -> None:
        self.volume = self.identify(attributes.get("id", ""), None)
        self.volume_number = attributes["id"]
        self.booktitle, self.year = "", None
        self.venues: list[str] = []
        self.volume_slots: list[Slot] = []
        self.front = -1  # index in self.items at which the front matter is inserted; -1 without front matter

    def close_volume(self) -> None:
        kind = ItemKind.VOLUME if self.front < 0 else ItemKind.FRONTMATTER
        item_id = self.volume if kind is ItemKind.VOLUME else self.identify(self.volume_number, "0")
        slots = tuple(self.volume_slots)
        if kind is ItemKind.VOLUME:
            slots = tuple(replace(slot, mention=replace(slot.mention, paper=self.volume)) for slot in slots)
        venues = tuple(self.venues)
        item = Item(item_id, Role.EDITOR, slots, self.booktitle, "", self.year, venues, self.volume, kind, self.file)
        self.items.insert(len(self.items) if self.front < 0 else self.front, item)
        self.volume = ""

    def open_parent(self, tag: str, attributes: dict[str, str]) -> None:
        self.parent = tag
        self.slots: list[Slot] = []
        self.counts = {"author": 0, "editor": 0}
        if tag == "frontmatter":
            self.front = len(self.items)
        elif tag == "meta":
            # Most volumes have front matter; close_volume corrects the ID for the others.
            self.owner = self.identify(self.volume_number, "0")
            self.slots = self.volume_slots
        else:
            self.owner = self.identify(self.volume_number, attributes.get("id", ""))
            self.title = self.abstract = self.doi = ""
            self.kind = ItemKind.BACKMATTER if attributes.get("type") == "backmatter" else ItemKind.PAPER
            if self.only is not None and self.owner not in self.only:
                self.parser.StartElementHandler = None
                self.parser.EndElementHandler = self.end_skipped
                self.skipping = True

    def end_skipped(self, tag: str) -> None:
        if tag == "paper":  # papers don't nest
            self.depth, self.parent, self.skipping = 2, "", False
            self.parser.StartElementHandler = self.start
            self.parser.EndElementHandler = self.end

    def close_paper(self) -> None:
        slots = self.slots
        if self.counts["editor"] and self.counts["author"]:
            slots = sorted(slots, key=lambda slot: slot.mention.role)
        role = Role.EDITOR if self.counts["editor"] and not self.counts["author"] else Role.AUTHOR
        texts, venues = (self.title, self.abstract, self.year), tuple(self.venues)
        item = Item(self.owner, role, tuple(slots), *texts, venues, self.volume, self.kind, self.file, self.doi)
        self.items.append(item)

    def open_slot(self, tag: str, attributes: dict[str, str]) -> None:
        self.slot_tag = tag
        self.slot_attributes = attributes
        self.slot_start = self.here()
        self.first = self.last = self.affiliation = ""

    def close_slot(self) -> None:
        tag, start, data = self.slot_tag, self.slot_start, self.data
        self.slot_tag = ""
        # Lines are counted as git does; expat would also count a lone carriage return.
        self.line += data.count(b"\n", self.line_at, start)
        self.line_at = start
        if not self.last:
            self.refuse(f"{self.owner}: an <{tag}> without a <last> name; every name has one.")
        start_tag = START_TAG.match(data, start)
        assert start_tag is not None  # expat has just read it
        position = self.counts[tag]
        self.counts[tag] = position + 1
        person, orcid = self.slot_attributes.get("id", ""), self.slot_attributes.get("orcid", "")
        if person == NO_PERSON_ID:
            person = ""
        account = self.slot_attributes.get("openreview", "")
        name, end = shared_name(self.first, self.last), data.index(b">", self.here()) + 1
        self.slots.append(
            Slot(
                Mention(self.owner, position, Role.EDITOR if tag == "editor" else Role.AUTHOR),
                name,
                person,
                orcid,
                self.affiliation,
                self.file,
                self.line,
                start,
                start_tag.end(),
                end,
                unusual_text(data[start:end].decode(), tag, name, person, orcid),
                account if is_valid_account(account) else "",
            )
        )

    def identify(self, volume: str, paper: str | None) -> str:
        if not volume or paper == "":
            self.refuse("a <volume> or <paper> without an id.")
        if ID_PART.fullmatch(volume) is None or (paper is not None and ID_PART.fullmatch(paper) is None):
            self.refuse(f"volume {volume[:60]!r}, paper {(paper or '')[:60]!r}: an ID has letters a-z and digits.")
        try:
            return build_id(self.collection, volume, paper)
        except ValueError:
            self.refuse(f"volume {volume!r}, paper {paper!r}: not an ID of collection {self.collection}.")
