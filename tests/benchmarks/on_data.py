"""The options of commands that try many random things on copies of the Anthology's data."""

from __future__ import annotations

import argparse
from pathlib import Path


def data_parser(doc: str | None, tries: str, usual: int) -> argparse.ArgumentParser:
    """Return a parser of ``--data``, ``--seed``, ``--work``, and of an option that says how many things are tried.

    Args:
        doc: the command's own account of itself.
        tries: name of that option.
        usual: its value if it is not given.
    """
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(tries, type=int, default=usual)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help="folder for the copies; one in memory is several times as fast")
    return parser
