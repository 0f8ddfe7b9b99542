"""Review pages of many blocks: grouped, put together and written in several processes.

Blocks are independent.  Where all are made, they stream to workers, which need
a fraction of this process's memory; what all blocks need (`Common`) is written
to a file once and read once per worker.  Blocks travel as MessagePack: pickle
calls Python code for each object that is frozen and has slots, and they are
millions.  Where few are made, copies of this process have all of that already,
and start at once.
"""

from __future__ import annotations

import gc
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain, tee
from pathlib import Path

import msgspec
from threadpoolctl import threadpool_limits

from generator.build.state.last_build import Needs
from generator.grouping.features.corpus import Corpus
from generator.grouping.suggest.suggester import PageSuggestion, shipped_suggester
from generator.review.block_context import BlockContext
from generator.review.other_names import OtherName
from generator.review.page_changes import PageChange
from generator.review.page_data import page_data
from generator.review.review_page import review_page
from generator.review.review_page_summary import ReviewPageSummary
from generator.runtime.processes import batches, map_in_order, run_forked
from generator.runtime.progress import progress
from generator.site.addresses import review_file
from generator.site.output_files import write_file
from generator.site.page_shell import PageShell
from generator.site.review_body import review_body

_BLOCKS_PER_TASK, _AHEAD = 64, 3


@dataclass(frozen=True, slots=True)
class Common:
    """What every worker needs."""

    corpus: Corpus
    shell: PageShell
    out: Path
    branch: str
    with_data: bool
    data_commit: str | None
    reviewed: frozenset[str]
    others: Mapping[str, tuple[OtherName, ...]]
    changes: Mapping[str, PageChange]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one block.

    Attributes:
        slug: its name slug.
        summaries: of its review pages.
        needs: what they rest on.
    """

    slug: str
    summaries: tuple[ReviewPageSummary, ...]
    needs: Needs


def render_few(materials: Sequence[BlockContext], common: Common, jobs: int) -> list[Written]:
    """Write the review pages of blocks that are all in memory, in copies of this process.

    Args:
        materials: the blocks.
        common: what all need.
        jobs: processes.
    """
    with progress("Grouping and writing review pages", len(materials)) as step:
        mine, *others = (materials[start::jobs] for start in range(jobs))
        waiting = [run_forked(_render_all, part, common) for part in others if part]
        written = []
        for done in chain([_render_all(mine, common)], (result() for result in waiting)):
            written += done
            step(len(done))
    return written


def render_many(materials: Iterable[BlockContext], count: int, common: Common, jobs: int) -> list[Written]:
    """Write the review pages of blocks that stream.

    Args:
        materials: the blocks.
        count: how many they are.
        common: what all need.
        jobs: processes.
    """
    written: list[Written] = []
    tasks = batches(materials, _BLOCKS_PER_TASK)
    with (
        progress("Grouping and writing review pages", count) as step,
        tempfile.TemporaryDirectory(prefix="anthology-review-") as folder,
    ):
        if jobs == 1:
            rendered: Iterator[list[Written]] = (_render_all(blocks, common) for blocks in tasks)
        else:
            file = Path(folder) / "common"
            file.write_bytes(pickle.dumps(common))
            rendered = map_in_order(partial(_render, file), map(msgspec.msgpack.Encoder().encode, tasks), jobs, _AHEAD)
        for done in rendered:
            written += done
            step(len(done))
    return written


@lru_cache(maxsize=1)
def _common(file: Path) -> Common:
    common: Common = pickle.loads(file.read_bytes())
    gc.freeze()  # it lasts as long as the process: most of the search for garbage went through it in vain
    return common


def _render(file: Path, materials: bytes) -> list[Written]:
    return _render_all(_unpacked()(materials), _common(file))


def _render_all(materials: Iterable[BlockContext], common: Common) -> list[Written]:
    return list(_render_blocks(materials, common))


@cache
def _unpacked() -> Callable[[bytes], list[BlockContext]]:
    return msgspec.msgpack.Decoder(list[BlockContext]).decode


def _render_blocks(materials: Iterable[BlockContext], common: Common) -> Iterator[Written]:
    # The suggester looks a few blocks ahead; what is not asked for yet waits.
    mine, its = tee(materials)
    work = ((material.block(), material.mentions_by_page()) for material in its)
    with threadpool_limits(1):  # the last bit of a sum depends on the number of threads
        for material, found in zip(mine, shipped_suggester().suggest_many(work, common.corpus), strict=True):
            yield _render_block(material, found, common)


def _render_block(material: BlockContext, found: Mapping[str, PageSuggestion], common: Common) -> Written:
    summaries = []
    for page in material.pages:
        if page.id not in common.reviewed:
            continue
        others, change = common.others.get(material.slug, ()), common.changes.get(page.id)
        review = review_page(page, found[page.id], material, others, change)
        data = page_data(review, common.branch, common.with_data, common.data_commit)
        body = review_body(review, data, common.reviewed)
        write_file(common.out / review_file(page.id), common.shell.with_content(page.name.full, body))
        summaries.append(ReviewPageSummary.of(review))
    return Written(material.slug, tuple(summaries), Needs(tuple(material.matching), material.person_ids))
