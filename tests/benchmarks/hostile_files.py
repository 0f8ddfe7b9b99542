"""Broken copies of the files that commands read beside pages and patches, and how each command's reader takes them.

A reader must give what it gives for good files, or refuse in words that name the file, of printable characters: what it
says may end in a terminal or in the log of a CI run.
"""

from __future__ import annotations

import gzip
import json
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.anthology.data import AnthologyData
from generator.anthology.people import People
from generator.anthology.xml import scan_file
from generator.build.decided import read_decided
from generator.errors import ReviewError
from generator.evidence.attribution import other_sources
from generator.evidence.dblp import read_dblp
from generator.evidence.grobid import read_grobid
from generator.evidence.statement_file import read_statements, statement_line
from generator.grouping.training.gold import Gold
from generator.model import Mention
from generator.preview.limits import LimitError, check_id
from generator.requests.read import read_requests
from generator.review.page_address import page_id_of_address
from generator.review.request_facts import request_facts
from generator.site.manifest import read_manifest
from generator.site.shared_files.data_script import data_script
from tests.anthology.toy import write_toy
from tests.benchmarks import mutate
from tests.patch.patches import documents

ISSUES: list[dict[str, Any]] = [
    {
        "number": 6604 + n,
        "title": "Author Page: song-wang/unverified",
        "body": "### Author Pages\n\nhttps://aclanthology.org/people/song-wang/unverified/\n\n### Author ORCID\n\n"
        "0009-0009-2087-602X\n\n### Type of Author Metadata Correction\n\n- [X] The author page wrongly conflates\n"
        "- [ ] Other\n\n### Supporting Information\n\nMine: 2022.toy-long.2 and W18-6310; ada [at] example [dot] org",
        "url": f"https://github.com/acl-org/acl-anthology/issues/{6604 + n}",
        "labels": [{"name": "correction"}, {"name": "author-page"}],
        "createdAt": f"2026-03-0{n + 1}T12:00:00Z",
        "comments": [
            {"body": "Please tell your ORCID", "author": {"login": "ada"}, "authorAssociation": "MEMBER"},
            {"body": "It is above.", "author": {"login": "song"}, "authorAssociation": "NONE"},
        ],
    }
    for n in range(3)
]
MAIL = b"""From: Song Wang <song@example.org>\r
To: anthology@example.org\r
Subject: =?utf-8?q?My_page_Song_W=C3=A1ng?=\r
Date: Mon, 2 Mar 2026 12:00:00 +0100\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary="x"\r
\r
--x\r
Content-Type: text/plain; charset="utf-8"\r
Content-Transfer-Encoding: quoted-printable\r
\r
Dear editors, https://aclanthology.org/people/song-wang/ has papers of another =\r
person: 2022.toy-long.2=2E My ORCID is 0009-0009-2087-602X.\r
--x\r
Content-Type: text/html; charset="iso-8859-1"\r
Content-Transfer-Encoding: base64\r
\r
PHA+RGVhciBlZGl0b3JzPC9wPg==\r
--x--\r
"""
CSV = """paper,position,name,role,source,identity,affiliation
2022.toy-long.1,0,Song Wang,author,openreview,~Song_Wang3,University of Wisconsin
2022.toy-long.1,,Zoë Müller-Ñandú,,dblp,Zoë Müller 0002,"Toy University, Northhaven"
W18-6310,0,Bo Li,author,grobid,,Old School
"""
GROBID = {
    "paper_id": "2022.toy-long.2",
    "fulltext": {
        "authors": [
            {"name": "SongWang", "affiliations": ["1 University of Wisconsin {song, bo}@example.org"]},
            {"name": "Mausam", "email": "mausam@cs.example.edu"},
        ]
    },
}
DBLP = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<inproceedings key="conf/toy/WangM22" mdate="2022-06-01"><author orcid="0000-0002-1825-0097">Song Wang 0003</author>
<author>Zo&euml; M&uuml;ller-&Ntilde;and&uacute;</author><title>On <sub>x</sub> and bold claims.</title>
<year>2022</year><ee type="oa">https://aclanthology.org/2022.toy-long.1</ee></inproceedings>
<article key="x"><author>Bo Li 0001</author><title>Old paper</title><year>2018</year>
<ee>https://doi.org/10.18653/v1/W18-6310</ee></article>
</dblp>
"""
GOLD = {
    "blocks": [
        {
            "slug": "song-wang",
            "tier": "ambiguous",
            "mentions": [
                {"paper": f"2022.toy-long.{n}", "author_index": 0, "person": f"song-wang-{n}"} for n in (1, 2)
            ],
        }
    ],
    "merges": [{"slugs": ["song-wang", "s-wang"]}],
}
MANIFEST = {
    "format": "anthology-review-manifest",
    "version": 1,
    "generator": "x",
    "preview": "master",
    "pages": {"song-wang/unverified": ["Song Wang", "2022.toy-long.2"], "bo-li": ["Bo Li", "W18-6310"]},
}
ADDRESSES = ["yang-liu/unverified", "https://preview.aclanthology.org/x/people/yang-liu/", "review/a-b.unverified.html"]
KEYS = ["__proto__", "constructor", "toString", "hasOwnProperty", "number", "pages", "\0", "\ud800", ""]


@dataclass(frozen=True)
class Reader:
    """A command's reader.

    Attributes:
        file: the input's name in a folder of its own.
        make: a broken copy of good input.
        use: reads the file, or the folder that holds it, and uses what it gives as the command does.
    """

    file: str
    make: Callable[[random.Random], bytes]
    use: Callable[[Path], Any]


@cache
def _toy() -> Path:
    return write_toy(Path(tempfile.mkdtemp(prefix="hostile-")))


@cache
def _data() -> AnthologyData:
    return AnthologyData.read(_toy())


def _json(*good: Any, lines: bool = False) -> Callable[[random.Random], bytes]:
    """Broken copies of JSON documents, or of files with one on each line."""

    def make(chance: random.Random) -> bytes:
        found = [mutate.document(chance, good) if chance.random() < 0.7 else chance.choice(good)]
        if lines:
            found += chance.choices(good, k=3)
        texts = [json.dumps(one, ensure_ascii=chance.random() < 0.5) for one in found]
        if chance.random() < 0.2:
            old = chance.choice(["number", "paper", "pages", "mentions", "name", "title"])
            texts[0] = texts[0].replace(f'"{old}"', json.dumps(chance.choice(KEYS)))
        if chance.random() < 0.1:
            other = chance.choice(["NaN", "1e999", "9" * 5000, "-0", "[" * 100_000, '{"a":' * 100_000, '"a":1,"a":'])
            texts[0] = texts[0].replace(": ", f": {other}", 1)
        return _torn(chance, "\n".join(texts).encode("utf-8", "surrogatepass"))

    return make


def _text(*good: bytes) -> Callable[[random.Random], bytes]:
    def make(chance: random.Random) -> bytes:
        data = chance.choice(good)
        if chance.random() < 0.2:
            data = mutate.spliced(chance, data, chance.choice(good))
        if chance.random() < 0.4:
            data = mutate.reworked(chance, data.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")
        return _torn(chance, mutate.torn(chance, data))

    return make


def _torn(chance: random.Random, data: bytes) -> bytes:
    kind = chance.random()
    if kind < 0.3:
        return mutate.torn(chance, data)
    if kind < 0.4:
        encoding = chance.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1"))
        return data.decode("utf-8", "replace").encode(encoding, "replace")
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\0", b"\x85"))) if kind < 0.5 else data


def _packed(make: Callable[[random.Random], bytes]) -> Callable[[random.Random], bytes]:
    def made(chance: random.Random) -> bytes:
        packed = gzip.compress(make(chance), mtime=0)
        return mutate.torn(chance, packed) if chance.random() < 0.5 else packed

    return made


def _requests(path: Path) -> None:
    for facts in request_facts(read_requests([path]), {}, {}, lambda _: ()):
        request = facts.request
        data_script("requests", [request.key, request.title, request.text, request.remarks, request.labels])


def _evidence(path: Path) -> None:
    for paper, statements in read_statements([path]).items():
        other_sources(Mention(paper, 0), ["Song Wang", "Zoë Müller-Ñandú"], statements)


def _lines(statements: list[Any], folder: Path) -> None:
    """What a command writes is read again."""
    out = folder.with_name("made.jsonl")
    out.write_text("".join(map(statement_line, statements)), "utf-8")
    read_statements([out])


def _grobid(path: Path) -> None:
    _lines(read_grobid(path.parent, _data()).statements, path.parent)


def _dblp(path: Path) -> None:
    _lines(read_dblp(path, _data(), lambda _: None), path.parent)


def _pages(path: Path) -> None:
    text = path.read_text("utf-8", "surrogateescape")
    for part in text.split(","):
        page_id = page_id_of_address(part)
        try:
            check_id(page_id)
        except LimitError:
            continue
        assert ".." not in page_id


def _people(path: Path) -> None:
    People.parse(path.read_text("utf-8", "surrogateescape"))


def _xml(path: Path) -> None:
    scan_file(path.parent.parent, f"{path.parent.name}/{path.name}")


_STATEMENTS = [
    {"paper": "2022.toy-long.1", "position": 0, "name": "Song Wang", "source": "openreview", "identity": "~Song_Wang3"},
    {"paper": "W18-6310", "name": "Bo Li", "source": "grobid", "affiliation": "Old School", "role": "author"},
]
READERS: dict[str, Reader] = {
    "issues": Reader("issues.json", _json(ISSUES), _requests),
    "mail": Reader("mails/a.eml", _text(MAIL), lambda path: _requests(path.parent)),
    "text": Reader("mails/a.txt", _text(ISSUES[0]["body"].encode()), lambda path: _requests(path.parent)),
    "csv": Reader("evidence.csv", _text(CSV.encode()), _evidence),
    "jsonl": Reader("evidence.jsonl", _json(*_STATEMENTS, lines=True), _evidence),
    "grobid": Reader("grobid/2022.toy-long.2.json", _json(GROBID), _grobid),
    "dblp": Reader("dblp.xml", _text(DBLP), _dblp),
    "dblp-packed": Reader("dblp.xml.gz", _packed(_text(DBLP)), _dblp),
    "decided": Reader("decided/a.json", _json(*documents()), lambda path: read_decided(path.parent)),
    "gold": Reader("gold.json", _json(GOLD), Gold.read),
    "manifest": Reader("manifest.json", _json(MANIFEST), read_manifest),
    "pages": Reader("pages", _text(*(one.encode() for one in ADDRESSES)), _pages),
}


def read_file(kind: str, data: bytes) -> str:
    """How a reader takes a file: ``read`` or ``refused``."""
    reader = READERS[kind]
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        path = Path(folder) / reader.file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        try:
            reader.use(path)
        except ReviewError as error:
            check_message(str(error), path)
            return "refused"
        return "read"


def check_message(message: str, path: Path) -> None:
    """A refusal names the file, and nothing in it does more than be shown."""
    lines = message.splitlines()
    assert lines and len(lines) <= 22 and len(message) < 22 * 1000, f"a novel of {len(message):,} characters"
    assert all(line.isprintable() for line in message.split("\n")), f"characters that are not printed: {message!a}"
    assert path.name in message or path.parent.name in message, f"does not name the file: {message!a}"
