"""From the input to finished review pages in five phases: read, plan, render, lists, keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.build.abstracts_and_lines import write_changed_abstracts, write_changed_lines
from generator.build.changed_lists import changed_lists
from generator.build.inputs import Inputs
from generator.build.plan import Plan, make_plan
from generator.build.render_blocks import Common, RenderedBlock, render_blocks
from generator.build.report import Report, report_of
from generator.build.settings import Settings
from generator.build.state.kept_values import AbstractSource, LastBuild, page_rows, paper_rows
from generator.build.state.lazy_values import StateUpdate
from generator.grouping.suggest.suggester import shipped_suggester
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.review.corpus_statistics import fit_corpus
from generator.review.review_page_summary import ReviewPageSummary
from generator.review.work_queue import work_queue
from generator.runtime.garbage_collection import garbage_collection_paused, objects_frozen
from generator.runtime.processes import run_forked
from generator.runtime.progress import stage
from generator.site import home_page
from generator.site.addresses import REVIEW_FOLDER, review_file
from generator.site.output_files import remove_file
from generator.site.page_shell import PageShell
from generator.site.requests_page import write_requests_page
from generator.site.shared_files.queue import write_queue
from generator.site.shared_files.requests import write_requests

SHELL = f"{REVIEW_FOLDER}/shell.html"
"""Path at which MkDocs renders the shell; a finished site doesn't have it."""


@dataclass(frozen=True, slots=True)
class StartedSite:
    """A site into which a build writes.

    Attributes:
        folder: it holds what MkDocs rendered, or a copy of the last build's site.
        shells: pages that MkDocs rendered and a build fills, by path below the site.
        wait: to be called before anything is written; returns when the folder is ready.
    """

    folder: Path
    shells: Mapping[str, str]
    wait: Callable[[], object] = lambda: None


def generate(settings: Settings, site: StartedSite, inputs: Inputs, last: LastBuild, state: StateUpdate) -> Report:
    """Write all review pages and data files that are new or changed since the last build.

    Args:
        settings: what the build is asked for.
        site: where to write.
        inputs: what is new or changed.
        last: the last build; before the first one an empty `LastBuild`, and everything is new.
        state: keeps what the next build needs.
    """
    out, preview = site.folder, inputs.preview
    with garbage_collection_paused():
        corpus = last.corpus or fit_corpus(preview.pages, inputs.data.data, settings.jobs)
        if inputs.data.data:
            inputs.data.data.forget_abstracts()
        with stage("Finding what to make"):
            plan = make_plan(inputs, last, corpus, shipped_suggester().model.page_pairs, settings.min_papers)
        site.wait()
        with stage("Writing abstracts and lines"):
            sources = write_changed_abstracts(out, inputs, plan.page_summaries, last)
            write_changed_lines(out, inputs, plan.page_summaries, sources, last)
        with stage("Keeping what was read"):
            _keep_input(state, inputs)
        preview.preview.forget_abstracts()
    with objects_frozen():
        rendered = render_blocks(
            plan, inputs, Common.of(plan, inputs, PageShell(site.shells[SHELL]), out), settings.jobs
        )
        review_summaries = _review_summaries(out, plan, last, rendered)
        finish_lists = _start_writing(changed_lists(out, inputs, last, plan, review_summaries), plan)
        state.keep(LastBuild.corpus, corpus)
        state.keep(LastBuild.shells, dict(site.shells))
        with stage("Keeping what was made"):
            _keep_output(state, plan, review_summaries, rendered, sources)
        report = report_of(inputs, len(plan.page_summaries), review_summaries, len(plan.changes_since_base), settings)
        if inputs.evidence.statements:
            listed = {paper for summary in plan.page_summaries.values() for paper in summary.listed_papers}
            papers = inputs.evidence.statements.keys()
            report.evidence = len(papers), len(papers - listed)
        with stage("Writing lists"):
            queue = work_queue(review_summaries.values(), plan.still_looked_at)
            write_queue(out, queue)
            counts, changes, chosen = (report.pages, report.review_pages), plan.changes_since_base, bool(settings.pages)
            home_page.write_home_pages(out, site.shells, preview.notice, *counts, queue, changes, chosen)
            if settings.requests:
                _write_requests(site, inputs, plan)
            finish_lists()
    return report


def _write_requests(site: StartedSite, inputs: Inputs, plan: Plan) -> None:
    """Write the page of the correction requests, and what it and the review pages load."""
    write_requests_page(site.folder, site.shells, inputs.preview.notice, plan.requests)
    named = {page.id: page for one in plan.requests for page in one.pages}
    blocks = page_ids_by_slug(named.values())
    contexts = block_contexts(inputs.preview.pages, inputs.data.data, blocks, inputs.evidence.statements)
    write_requests(site.folder, plan.requests, contexts)


def _review_summaries(
    out: Path, plan: Plan, last: LastBuild, rendered: Iterable[RenderedBlock]
) -> dict[str, ReviewPageSummary]:
    """Return all review pages in short, sorted by ID; remove the files of those that are gone."""
    for page_id in last.review_summaries.keys() - plan.reviewed:
        remove_file(out / review_file(page_id))
    kept = {page_id: summary for page_id, summary in last.review_summaries.items() if page_id in plan.reviewed}
    new = {summary.id: summary for block in rendered for summary in block.review_summaries}
    return dict(sorted((kept | new).items()))


def _start_writing(calls: list[Callable[[], object]], plan: Plan) -> Callable[[], object]:
    """Start to write the lists if the build is small; the function returned writes them, or waits until they are."""

    def write() -> None:
        for call in calls:
            call()

    # A copy of the process would hold the memory of a large build twice.
    return run_forked(write) if calls and plan.is_small else partial(write)


def _keep_input(state: StateUpdate, inputs: Inputs) -> None:
    """Keep what was read; before abstracts are dropped, since the state has those of papers."""
    preview, data = inputs.preview, inputs.data
    inputs.keep_files(state)
    state.keep(LastBuild.persons, data.people.persons if data.people else {})
    state.keep(LastBuild.ids_by_slug, data.people.ids_by_slug if data.people else {})
    state.keep_rows(LastBuild.pages, page_rows(preview.changed.values()), preview.removed)
    state.keep_rows(LastBuild.papers, paper_rows(preview.changed.values()))
    state.keep_rows(LastBuild.statements, inputs.evidence.changed.items(), inputs.evidence.removed)
    state.keep_rows(LastBuild.items, data.packed.items(), data.gone)
    state.keep_rows(LastBuild.mentions_without_id, data.packed_mentions.items())


def _keep_output(
    state: StateUpdate,
    plan: Plan,
    review_summaries: dict[str, ReviewPageSummary],
    rendered: Iterable[RenderedBlock],
    sources: Mapping[str, AbstractSource],
) -> None:
    """Keep what was made: summaries, names, changes, and what each block and abstract depends on."""
    state.keep(LastBuild.page_summaries, dict(plan.page_summaries))
    state.keep(LastBuild.review_summaries, review_summaries)
    state.keep(LastBuild.similar_name_pairs, plan.similar_name_pairs)
    state.keep(LastBuild.same_person_pairs, plan.same_person_pairs)
    state.keep(LastBuild.entry_pairs, plan.entry_pairs)
    state.keep(LastBuild.decided, plan.decided)
    state.keep(LastBuild.changes_since_base, dict(plan.changes_since_base))
    state.keep_rows(LastBuild.block_dependencies, ((block.slug, block.dependencies) for block in rendered), plan.gone)
    state.keep_rows(
        LastBuild.abstract_sources,
        ((paper_id, source) for paper_id, source in sources.items() if source.page),
        [paper_id for paper_id, source in sources.items() if not source.page],
    )
