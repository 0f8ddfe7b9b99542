"""What the sections share: the preview as folder and archives, the builder, and sites that later sections use."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.benchmarks.builds import previews, reference
from tests.benchmarks.builds.compare import differing, digests
from tests.benchmarks.builds.measure import Builder, Figures, median


def say(text: str) -> None:
    """Progress, for whoever waits."""
    print(text, file=sys.stderr, flush=True)


@dataclass
class Bench:
    """One run of the benchmark.

    Attributes:
        preview: archive or folder, as given.
        unpacked: a folder that holds the same, or None.
        work: folder for all that is written.
        builder: starts builds.
        runs: how often each timed build is made.
        sample: share of the name slugs that is used.
        seed: of all that is random.
        kills: how often a build is killed, in each situation.
        every: compare with a full build after each run, not only after the last.
        failures: what was not as it must be.
    """

    preview: Path
    unpacked: Path | None
    work: Path
    builder: Builder
    runs: int
    sample: float
    seed: int
    kills: int
    every: bool
    failures: list[str] = field(default_factory=list)

    @cached_property
    def whole(self) -> Path:
        """The whole preview as a folder."""
        if self.preview.is_dir():
            return self.preview
        if self.unpacked:
            return self.unpacked
        say("Unpacking the preview")
        return previews.unpack(self.preview, self.work / "unpacked")

    @cached_property
    def names(self) -> list[str]:
        """All files of the whole preview."""
        return previews.files(self.whole)

    @cached_property
    def sampled(self) -> list[str]:
        """The files that are used."""
        return self.names if self.sample >= 1 else previews.part(self.whole, self.names, self.sample)

    @cached_property
    def archive(self) -> Path:
        """What is used, as an archive."""
        if self.sample >= 1 and self.preview.is_file():
            return self.preview
        archive = self.work / "preview.tar.zst"
        previews.pack(self.linked("packed", self.sampled), archive)
        shutil.rmtree(self.work / "packed")
        return archive

    @cached_property
    def edited(self) -> Path:
        """What is used, as a folder of hard links; the sections change it, one after the other."""
        return self.linked("edited", self.sampled)

    @cached_property
    def archive_site(self) -> Path:
        """A site built from the archive."""
        return self.built("full", self.archive)

    @cached_property
    def edited_site(self) -> Path:
        """A site that was built from `edited` when that was new, and grows with it."""
        return self.built("incremental", self.edited)

    def linked(self, name: str, names: Sequence[str]) -> Path:
        """Hard links to some files of the preview, in a folder of this name below ``work``."""
        folder = self.work / name
        previews.link(self.whole / "people", names, folder / "people")
        return folder

    def clean(self, name: str) -> Path:
        """An empty folder below ``work``, gone with all that builds left in it and beside; where a site goes."""
        shutil.rmtree(self.work / name, ignore_errors=True)
        return self.work / name / "site"

    def built(self, name: str, preview: Path) -> Path:
        """Build without measuring, from nothing."""
        site = self.clean(name)
        say(f"Building {name}")
        self.builder.run(preview, site)
        return site

    def timed(
        self, label: str, preview: Path, site: Path, *more: str, anew: bool = False, jobs: int = 0, runs: int = 0
    ) -> Figures:
        """Median of several builds into ``site``, each from nothing if ``anew``."""
        found = []
        for number in range(runs or self.runs):
            if anew:
                self.clean(site.parent.name)
            found.append(self.builder.run(preview, site, *more, jobs=jobs))
            say(f"{label}, run {number + 1}: {found[-1].seconds:.1f} s, {found[-1].cpu:.1f} s of processor time")
        return median(found)

    def reference(self) -> float:
        """Seconds that the reference takes now."""
        listing = self.work / "reference.txt"
        if not listing.exists():
            pages = [name for name in self.names if name.endswith("unverified/index.html")]
            chosen = reference.choose(self.whole / "people", pages)
            listing.write_text("".join(f"{path}\n" for path in chosen), "utf-8")
        return reference.seconds(listing)

    def same(self, what: str, one: Mapping[str, bytes], other: Mapping[str, bytes]) -> int:
        """Count files that differ; any is a failure."""
        found = differing(dict(one), dict(other))
        if found:
            self.failures.append(f"{what}: {len(found)} files differ, first {', '.join(found[:5])}")
            say(self.failures[-1])
        return len(found)

    def same_as_full(self, what: str, preview: Path, site: Path) -> int:
        """Compare a site with a full build of the same input into another folder."""
        count = self.same(what, digests(site), digests(self.built("check", preview)))
        if not count:
            self.clean("check")
        return count


Result = dict[str, Any]
"""What a section found, as it is kept between runs: plain JSON."""
