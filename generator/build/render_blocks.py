"""Groups many blocks and writes their review pages, in several processes.

Blocks are independent.  Where there are many, they stream to worker processes, which need a fraction of this
process's memory; what all blocks need (`Common`) is written to a file once and read once per worker.  Blocks travel as
MessagePack, since pickle would call Python code for each of millions of frozen dataclasses with slots.  Where there are
few, forked copies of this process render them: they start at once, and have all that they need in memory.
"""

from __future__ import annotations

import gc
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain, tee
from pathlib import Path
from typing import Self

import msgspec
from threadpoolctl import threadpool_limits

from generator.build.inputs import Inputs
from generator.build.plan import Plan
from generator.build.state.kept_values import BlockDependencies
from generator.grouping.features.corpus import Corpus
from generator.grouping.suggest.suggester import PageSuggestion, shipped_suggester
from generator.model import Block, Decided
from generator.review.block_context import BlockContext, block_contexts
from generator.review.entry_pairs import SameEntries
from generator.review.other_names import OtherName
from generator.review.page_changes import PageChange
from generator.review.page_data import facts_in_block, page_data
from generator.review.page_findings import page_findings
from generator.review.review_page import review_page
from generator.review.review_page_summary import ReviewPageSummary
from generator.runtime.processes import batches, map_in_order, run_forked
from generator.runtime.progress import progress
from generator.site.addresses import review_file
from generator.site.output_files import write_file
from generator.site.page_shell import PageShell
from generator.site.review_body import review_body

_BLOCKS_PER_TASK, _TASKS_AHEAD = 64, 3


@dataclass(frozen=True, slots=True)
class Common:
    """What the review pages of all blocks need.

    Attributes:
        corpus: corpus statistics.
        shell: the page around each review page.
        out: the site's folder.
        branch: the preview's branch, ``""`` if unknown.
        with_data: whether the site is built with the Anthology's data, so that review pages can make a diff.
        reviewed: IDs of pages that have a review page.
        other_names: name slug -> pages of other names that probably show the same person.
        same_entries: page ID -> verified entries that are probably the same person's.
        decided: what accepted patches decide beside assignments.
        changes_since_base: page ID -> how it differs from the base preview's.
    """

    corpus: Corpus
    shell: PageShell
    out: Path
    branch: str
    with_data: bool
    reviewed: frozenset[str]
    other_names: Mapping[str, tuple[OtherName, ...]]
    same_entries: SameEntries
    decided: Decided
    changes_since_base: Mapping[str, PageChange]

    @classmethod
    def of(cls, plan: Plan, inputs: Inputs, shell: PageShell, out: Path) -> Self:
        """Select what all blocks need from plan and input."""
        with_data = inputs.data.data is not None
        branch = inputs.preview.branch
        return cls(
            plan.corpus,
            shell,
            out,
            branch,
            with_data,
            plan.reviewed,
            plan.other_names,
            plan.same_entries,
            plan.decided,
            plan.changes_since_base,
        )


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """A block whose review pages are written.

    Attributes:
        slug: its name slug.
        review_summaries: its review pages in short.
        dependencies: what these review pages depend on beside the block's author pages.
    """

    slug: str
    review_summaries: tuple[ReviewPageSummary, ...]
    dependencies: BlockDependencies


def render_blocks(plan: Plan, inputs: Inputs, common: Common, jobs: int) -> list[RenderedBlock]:
    """Write the review pages of all blocks that the plan names, in several processes.

    Args:
        plan: what to make.
        inputs: pages and data of the blocks.
        common: what all blocks need.
        jobs: processes.
    """
    blocks = {slug: plan.blocks[slug] for slug in plan.to_render}
    contexts = block_contexts(inputs.preview.pages, inputs.data.data, blocks, inputs.evidence.statements)
    render = _render_in_copies if plan.is_small else _render_in_workers
    with progress("Grouping and writing review pages", len(blocks)) as step:
        rendered = []
        for some in render(contexts, common, jobs):
            rendered += some
            step(len(some))
    return rendered


def _render_in_copies(contexts: Iterable[BlockContext], common: Common, jobs: int) -> Iterator[list[RenderedBlock]]:
    """Render blocks in this process and in forked copies of it, which share its memory."""
    everything = list(contexts)
    own, *others = (everything[start::jobs] for start in range(jobs))
    waiting = [run_forked(_render_all, part, common) for part in others if part]
    return chain([_render_all(own, common)], (result() for result in waiting))


def _render_in_workers(contexts: Iterable[BlockContext], common: Common, jobs: int) -> Iterator[list[RenderedBlock]]:
    """Render blocks in worker processes, to which they stream."""
    tasks = batches(contexts, _BLOCKS_PER_TASK)
    if jobs == 1:
        yield from (_render_all(blocks, common) for blocks in tasks)
        return
    with tempfile.TemporaryDirectory(prefix="anthology-review-") as folder:
        file = Path(folder) / "common"
        file.write_bytes(pickle.dumps(common))
        encode = msgspec.msgpack.Encoder().encode
        yield from map_in_order(partial(_render_task, file), map(encode, tasks), jobs, _TASKS_AHEAD)


@lru_cache(maxsize=1)
def _read_common(file: Path) -> Common:
    common: Common = pickle.loads(file.read_bytes())
    gc.freeze()  # it is needed until the process ends: to look for garbage in it would take most of each collection
    return common


def _render_task(file: Path, contexts: bytes) -> list[RenderedBlock]:
    return _render_all(_decoder()(contexts), _read_common(file))


@cache
def _decoder() -> Callable[[bytes], list[BlockContext]]:
    return msgspec.msgpack.Decoder(list[BlockContext]).decode


def _render_all(contexts: Iterable[BlockContext], common: Common) -> list[RenderedBlock]:
    # The suggester reads a few blocks ahead; tee keeps those that it has not answered yet.
    to_write, to_group = tee((context, context.block()) for context in contexts)
    work = ((block, context.mentions_by_page()) for context, block in to_group)
    with threadpool_limits(1):  # with more, the last bit of a sum would depend on their number
        suggestions = shipped_suggester().suggest_many(work, common.corpus)
        return [_render(*of_block, found, common) for of_block, found in zip(to_write, suggestions, strict=True)]


def _render(context: BlockContext, block: Block, found: Mapping[str, PageSuggestion], common: Common) -> RenderedBlock:
    review_summaries = []
    instances = {instance.mention: instance for instance in block.instances}
    facts = facts_in_block(context)
    for page in context.pages:
        if page.id not in common.reviewed:
            continue
        others = tuple(
            other
            for other in common.other_names.get(context.slug, ())
            if not common.decided.are_two(page.id, other.link.id)
        )
        change = common.changes_since_base.get(page.id)
        same = common.same_entries.get(page.id, ())
        review = review_page(page, found[page.id], context, others, change, same)
        data = page_data(review, facts, common.branch, common.with_data, None)
        findings = page_findings(review, instances, common.same_entries, common.decided, common.corpus)
        body = review_body(review, data, common.reviewed, findings)
        write_file(common.out / review_file(page.id), common.shell.with_content(page.name.full, body))
        review_summaries.append(ReviewPageSummary.of(review, findings))
    return RenderedBlock(
        context.slug,
        tuple(review_summaries),
        BlockDependencies(tuple(context.matching), (*context.person_ids, *context.orcids)),
    )
