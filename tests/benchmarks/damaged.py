"""Damages the user's cache and the state of a build at random: what is read is right, or is made anew, never wrong.

python -m tests.benchmarks.damaged --seed 1 --times 200
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing, redirect_stderr
from io import StringIO
from pathlib import Path

from generator.anthology.data import AnthologyData
from generator.build.state.kept_values import BuildInfo, LastBuild
from generator.build.state.lazy_values import StateUpdate
from generator.build.state.state_file import StartAnewError, StateFile
from generator.review.corpus_statistics import fit_corpus
from generator.runtime.user_cache import cache_file, clear_cache
from tests.conftest import DEMO

_STATEMENTS = (
    *("UPDATE kept SET value = ''", "UPDATE kept SET value = 1.5", "UPDATE kept SET checksum = 'x'", "DROP TABLE kept"),
    *("ALTER TABLE kept RENAME TO other", "UPDATE kept SET key = randomblob(20)", "UPDATE kept SET used = 'x'"),
    *("UPDATE kept SET size = -1000000000000", "ALTER TABLE kept ADD COLUMN more TEXT", "DELETE FROM kept"),
    "UPDATE kept SET (value, checksum) = (SELECT value, checksum FROM kept ORDER BY rowid LIMIT 1)",
)


def flipped(chance: random.Random, file: Path) -> None:
    """Change some bytes, more often than not at the beginning, which says how to read the others."""
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 3, 10, 1000))):
        content[chance.randrange(min(len(content), chance.choice((100, len(content)))))] ^= chance.randint(1, 255)
    file.write_bytes(content)


def cut(chance: random.Random, file: Path) -> None:
    """Leave the beginning."""
    os.truncate(file, chance.randrange(file.stat().st_size))


def shifted(chance: random.Random, file: Path) -> None:
    """Put a stretch of zeros in place of another one."""
    content = bytearray(file.read_bytes())
    start = chance.randrange(len(content))
    content[start : start + chance.randrange(1, 5000)] = bytes(chance.randrange(1, 5000))
    file.write_bytes(content)


def other_bytes(chance: random.Random, file: Path) -> None:
    """Put anything in its place."""
    file.write_bytes(chance.randbytes(chance.randrange(100_000)))


def foreign_journal(chance: random.Random, file: Path) -> None:
    """Lay a journal beside it, which SQLite takes for a write that was cut off."""
    content = file.read_bytes()
    file.with_name(f"{file.name}-journal").write_bytes(content[: chance.randrange(len(content))])


def rewritten(chance: random.Random, file: Path) -> None:
    """Change rows or the table, by SQLite itself."""
    with closing(sqlite3.connect(file)) as database, database:
        if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'kept'").fetchone():
            database.execute(chance.choice(_STATEMENTS))
        else:
            database.execute("CREATE TABLE more (x)")


def replaced(chance: random.Random, file: Path) -> None:
    """Put something in its place that is no file."""
    file.unlink()
    kinds: tuple[Callable[[], object], ...] = (
        file.mkdir,
        lambda: os.mkfifo(file),
        lambda: file.symlink_to("/dev/zero"),
        lambda: file.symlink_to(file.name),
        lambda: file.symlink_to("/nowhere/x"),
    )
    chance.choice(kinds)()


DAMAGES = (flipped, cut, shifted, other_bytes, foreign_journal, rewritten, replaced)


def empty(folder: Path) -> None:
    """Delete all that a folder holds."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def read_data() -> object:
    """What a build takes from the data by way of the cache."""
    data = AnthologyData.read(DEMO / "data")
    return dict(data.items), dict(data.mentions_without_id), fit_corpus({}, data).papers


def damaged_cache(chance: random.Random, good: bytes, expected: object) -> str:
    """Damage the cache and read the data; what was wrong, or ``""``."""
    cache_file().parent.mkdir(parents=True, exist_ok=True)
    empty(cache_file().parent)
    cache_file().write_bytes(good)
    damage = chance.choice(DAMAGES)
    damage(chance, cache_file())
    try:
        for _ in range(2):  # the second time with what the first has left
            if read_data() != expected:
                return f"{damage.__name__}: wrong data"
        clear_cache()
    except Exception as error:
        return f"{damage.__name__}: {type(error).__name__}: {error}"
    return ""


def read_state(state: StateFile) -> object:
    """What the next build takes from the state."""
    with state.open() as store:
        last = LastBuild(store)
        return last.info, last.shells


def damaged_state(chance: random.Random, folder: Path) -> str:
    """Damage a state; it must be read as it was, or refused as damaged."""
    empty(folder)
    state = StateFile(folder / "state.sqlite")
    with state.create() as store:
        update = StateUpdate(LastBuild(), store)
        update.keep(LastBuild.info, BuildInfo("program", "settings", "first"))
        update.keep(LastBuild.shells, {f"{n}.html": "<h1>Home</h1>" for n in range(500)})
    expected = read_state(state)
    damage, file = chance.choice(DAMAGES), chance.choice(sorted(folder.iterdir()))
    if damage is rewritten and file != state.path:
        damage = flipped
    damage(chance, file)
    try:
        right = not state.exists() or read_state(state) == expected
        return "" if right else f"{damage.__name__} {file.name}: wrong values"
    except StartAnewError:
        return ""
    except Exception as error:
        return f"{damage.__name__} {file.name}: {type(error).__name__}: {error}"


def main() -> None:
    """Print how often what went wrong; exit status 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args()
    wrong = Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_CACHE_HOME"] = f"{place}/cache"
        (Path(place) / "state").mkdir()
        with redirect_stderr(StringIO()):
            read_data()
            good, expected = cache_file().read_bytes(), read_data()
            for number in range(options.times):
                chance = random.Random(f"{options.seed}/{number}")
                cases = damaged_cache(chance, good, expected), damaged_state(chance, Path(place) / "state")
                wrong.update(f"{kind} {case}" for kind, case in zip(("cache", "state"), cases, strict=True) if case)
    print(f"seed {options.seed}: {options.times} damaged caches, {options.times} damaged states")
    for case, count in wrong.most_common():
        print(f"{count:6}  {case}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
