"""The commands ``anthology-review evidence …``, which make evidence files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import data_option
from generator.cli.types import EVIDENCE, JSON_FOLDER, OUTPUT, WritingCommand, write
from generator.errors import EvidenceError

if TYPE_CHECKING:
    from generator.anthology.data import AnthologyData
    from generator.model import Statement

MOST_PASSED_OVER = 10
"""At most so many of the files that were passed over are listed."""


def check_suffix(_context: click.Context, _option: click.Parameter, out: Path) -> Path:
    """Refuse a name by which the file could not be read again."""
    if out.suffix != ".jsonl":
        raise EvidenceError(f"{out}: name the file .jsonl: it gets one JSON object a line.")
    return out


out_option = click.option(
    "--out", required=True, type=OUTPUT, callback=check_suffix, help="Evidence file to be written, .jsonl."
)


@click.group()
def evidence() -> None:
    """Make files of evidence from elsewhere.

    `build` and `groups` take them as --evidence.

    \b
    Example:
      anthology-review evidence grobid grobid/ --data acl-anthology/data --out affiliations.jsonl
    """


@evidence.command(cls=WritingCommand)
@click.argument("folder", type=JSON_FOLDER)
@data_option
@out_option
def grobid(folder: Path, data: Path, out: Path) -> None:
    """Take affiliations from GROBID's reading of the PDFs.

    FOLDER holds the JSON files that the Anthology serves as https://aclanthology.org/PAPER.json, in folders or not.
    Only affiliations that the data lack are taken. Of an e-mail address nothing but the domain is used, and that only
    where no affiliation was found.

    \b
    Example:
      anthology-review evidence grobid grobid/ --data acl-anthology/data --out affiliations.jsonl
    """
    from generator.evidence.grobid import read_grobid

    reading = read_grobid(folder, _data(data))
    _write(out, reading.statements)
    click.echo(f"Files read: {reading.files:,}; passed over: {len(reading.passed_over):,}")
    for path, reason in reading.passed_over[:MOST_PASSED_OVER]:
        click.echo(f"  {path}: {reason}")


@evidence.command(cls=WritingCommand)
@click.argument("dump", type=EVIDENCE)
@data_option
@out_option
def dblp(dump: Path, data: Path, out: Path) -> None:
    """Take numbered namesakes and ORCIDs from DBLP.

    DUMP is dblp.xml.gz from https://dblp.org/xml/. Papers are found by their address in the Anthology or their DOI,
    else by title and year. It takes some minutes.

    \b
    Example:
      anthology-review evidence dblp dblp.xml.gz --data acl-anthology/data --out dblp.jsonl
    """
    from generator.evidence.dblp import read_dblp
    from generator.runtime.progress import progress

    known = _data(data)
    with progress("Reading DBLP's publications") as step:
        statements = read_dblp(dump, known, step)
    _write(out, statements)


def _data(data: Path) -> AnthologyData:
    """Read the data without what these commands don't need."""
    from generator.anthology.data import AnthologyData
    from generator.runtime.progress import progress

    with progress("Reading the Anthology's data") as step:
        known = AnthologyData.read(data)
        known.forget_abstracts()
        step(len(known.items))
    return known


def _write(out: Path, statements: Iterable[Statement]) -> None:
    from generator.evidence.statement_file import statement_line
    from generator.words import counted

    found = list(statements)
    write(out, "".join(map(statement_line, found)))
    papers = len({statement.paper for statement in found})
    click.echo(f"{counted('statements', len(found))} on {counted('papers', papers)}: {out}")
