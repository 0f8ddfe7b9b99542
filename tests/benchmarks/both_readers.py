"""Whether the program and the page's script say the same of broken patches: both refuse one, or read the same.

python -m tests.benchmarks.both_readers --seed 1 --patches 10000
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys

from playwright.sync_api import sync_playwright

from tests.benchmarks import mutate
from tests.conftest import CHROMIUM_FLAGS, load_modules
from tests.patch.mutated_patches import disagreements, mutated
from tests.patch.patches import documents

_BATCH = 1000


def text_of(seed: int, number: int) -> str:
    """A broken patch: three in four by what its keys may hold, the others by bytes and values of any kind."""
    chance = random.Random(f"{seed}/{number}")
    if chance.random() < 0.75:
        return mutated(chance.randrange(10**12))
    text = mutate.patch(chance, documents()).decode("utf-8", "replace")
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def main() -> None:
    """Print counts and the texts on which they differ; exit status 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patches", type=int, default=10_000)
    options = parser.parse_args()
    same, wrong = 0, list[str]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        tab = browser.new_page()
        load_modules(tab)
        for start in range(0, options.patches, _BATCH):
            numbers = range(start, min(options.patches, start + _BATCH))
            found, differing = disagreements(tab, [text_of(options.seed, number) for number in numbers])
            same, wrong = same + found, wrong + differing
    refused = options.patches - same - len(wrong)
    print(f"seed {options.seed}: {same:,} read alike, {refused:,} refused by both, {len(wrong):,} differ")
    for text in wrong:
        print(f"DIFFERS {text[:1000]!a}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
