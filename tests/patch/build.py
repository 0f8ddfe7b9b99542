"""Short ways to write patches for the toy data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from subprocess import run

from generator.model import Mention, Name, Role
from generator.patch.operations import Action, Assignment, Patch, PersonChange

SONG = Name("Song", "Wang")
ORCID = "0009-0009-2087-602X"
NEW = PersonChange(
    "song-wang-602x", Action.CREATE, (SONG,), orcid=ORCID, degree="Toy – University", disable_name_matching=True
)
SECOND = Mention("2022.toy-long.2", 0)
THIRD = Mention("2022.toy-long.3", 0)
FRONT = Mention("2022.toy-long.0", 1, Role.EDITOR)


def move(mention: Mention, source: str, target: str | None, name: Name = SONG) -> Assignment:
    return Assignment(mention, name, source, target)


def split_song() -> Patch:
    """Two papers and an edited volume go to a new Song Wang; one of the papers had no ID."""
    return Patch(
        assignments=(
            move(SECOND, "song-wang/unverified", NEW.id),
            move(THIRD, "song-wang-9656", NEW.id),
            move(FRONT, "song-wang-9656", None),
        ),
        persons=(NEW,),
        undecided=(Mention("2022.toy-long.1", 0),),
        created="2026-11-23T18:00:00Z",
        generator="anthology-review 0.1.0",
        preview="author-assignments",
        note="two “lines”\nof note",
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with hidden ones."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


SPLIT = split_song()
OLD_PAPER = move(Mention("W18-6310", 0), "bo-li/unverified", "song-wang-602x", Name("Bo", "Li"))
THREE_FILES = replace(split_song(), assignments=(*split_song().assignments, OLD_PAPER))
"""Changes two XML files and ``people.json``."""
EMPTY = Patch(())


def put_back(data: Path, files: dict[str, bytes]) -> None:
    """Write files below the data folder again."""
    for file, content in files.items():
        (data / file).write_bytes(content)


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)
