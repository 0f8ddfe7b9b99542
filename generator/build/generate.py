"""From a preview to finished review pages: read, plan, group, render, in that order.

A build of everything and one of what changed go the same way; before the first build nothing was known.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from generator import resources
from generator.anthology.people import People
from generator.build import shared_texts as shared
from generator.build.plan import Plan, make_plan
from generator.build.read_inputs import News, report_of
from generator.build.render_blocks import Common, render_few, render_many
from generator.build.settings import Report, Settings
from generator.build.state.data_changes import DataIntake, item_rows
from generator.build.state.last_build import Past, page_rows, paper_rows, write_state
from generator.build.state.preview_changes import Intake
from generator.build.state.store import Store
from generator.grouping.suggest.suggester import shipped_suggester
from generator.review.block_context import gather
from generator.review.corpus_statistics import fit_corpus
from generator.review.page_summary import PageSummary
from generator.review.queue import queue
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.processes import run_forked
from generator.runtime.progress import stage
from generator.site import home_page as home
from generator.site.addresses import ASSETS, REVIEW_FOLDER, review_file
from generator.site.manifest import write_manifest
from generator.site.output_files import remove
from generator.site.page_shell import Shell
from generator.site.shared_files.author_index import write_authors
from generator.site.shared_files.persons import write_people, write_verified
from generator.site.shared_files.queue import write_queue

_SHELL = f"{REVIEW_FOLDER}/shell.html"


def generate(
    settings: Settings,
    out: Path,
    news: News,
    past: Past | None = None,
    store: Store | None = None,
    ready: Callable[[], object] = lambda: None,
) -> Report:
    """Write all review pages and data files into a site.

    Args:
        settings: what to build from.
        out: the site's folder: as MkDocs has built it, or with ``past`` a copy of the last build's site.
        news: what is new.
        past: the last build, None to build everything.
        store: where to keep what the next build needs; None to keep nothing.
        ready: returns when ``out`` can be written to.
    """
    intake, known = news.intake, news.known
    with garbage_collection_paused():
        shells = past.shells if past else _take_shells(out)
        corpus = past.corpus if past else fit_corpus(intake.pages, known.data)
        if past is None and known.data is not None:
            known.data.forget_abstracts()  # the statistics have their words
        with stage("Finding what to make"):
            plan = make_plan(
                intake, known, past, corpus, shipped_suggester().model.page_pairs, settings.min_papers, news.base
            )
        ready()
        with stage("Writing abstracts and lines"):
            shared.write_all_lines(out, known)
            shown = shared.write_all_abstracts(out, intake, plan.records, past)
        if store is not None:
            with stage("Keeping what was read"):
                _keep_tables(store, intake, known)
        if past is None:
            intake.preview.forget_abstracts()
    gc.freeze()  # all of it is needed to the end: no search for garbage goes through it
    common = Common(
        corpus=plan.corpus,
        shell=Shell(shells[_SHELL]),
        out=out,
        branch=intake.notice.branch if intake.notice else "",
        with_data=known.data is not None,
        data_commit=None,
        reviewed=plan.reviewed,
        others=plan.others,
        changes=plan.changes,
    )
    materials = gather(
        intake.pages, known.data, {slug: plan.blocks[slug] for slug in plan.dirty if slug not in plan.gathered}
    )
    if past is None:
        rendered = render_many(materials, len(plan.dirty), common, settings.jobs)
    else:
        gathered = {**plan.gathered, **{material.slug: material for material in materials}}
        rendered = render_few([gathered[slug] for slug in plan.dirty], common, settings.jobs)
    written = {done.slug: done for done in rendered}
    summaries = {summary.id: summary for done in written.values() for summary in done.summaries}
    if past is not None:
        for page_id in past.summaries.keys() - plan.reviewed:
            remove(out / review_file(page_id))
        kept = {page_id: s for page_id, s in past.summaries.items() if page_id in plan.reviewed}
        summaries = kept | summaries
    summaries = dict(sorted(summaries.items()))
    report = report_of(news, len(plan.records), summaries, plan.changes, settings)
    people = known.data.people if known.data else None
    lists = _lists(out, past, news, plan, summaries, people)
    # A copy of this process would hold the memory of a build of everything twice.
    listed = run_forked(_do, lists) if lists and past is not None else partial(_do, lists)
    if store is not None:
        with stage("Keeping what was made"):
            values: dict[str, Any] = {
                "about": news.about,
                "files": intake.preview.files,
                "folders": intake.preview.folders,
                "data_files": known.files,
                "persons": people.persons if people else {},
                "by_slug": people.by_slug if people else {},
                "records": plan.records,
                "summaries": summaries,
                "pairs": plan.pairs,
                "same": plan.same,
                "changes": plan.changes,
            }
            if past is None:
                values |= {"corpus": corpus, "shells": shells}
            needs = ((slug, done.needs) for slug, done in written.items())
            write_state(
                store,
                {name: value for name, value in values.items() if _is_new(name, value, past)},
                {
                    "needs": (needs, plan.gone),
                    "shown": (
                        ((paper, now) for paper, now in shown.items() if now.page),
                        [paper for paper, now in shown.items() if not now.page],
                    ),
                },
            )
    with stage("Writing lists"):
        waiting = queue(summaries.values())
        write_queue(out, waiting)
        home.fill(out, shells, intake.notice, report.pages, report.review_pages, waiting, plan.changes)
        listed()
    gc.unfreeze()
    return report


def _lists(
    out: Path, past: Past | None, news: News, plan: Plan, summaries: Mapping[str, PageSummary], people: People | None
) -> list[Callable[[], object]]:
    """What writes the lists of which anything is new."""
    lists: list[Callable[[], object]] = []
    persons = past is None or news.known.persons
    records = past is None or plan.records != past.records
    if records or [(s.id, s.groups) for s in summaries.values()] != _groups(past):
        lists.append(partial(write_authors, out, plan.records.values(), summaries))
    if records:
        branch = news.intake.notice.branch if news.intake.notice else ""
        lists.append(partial(write_manifest, out, plan.records.values(), branch))
    if records or persons:
        lists.append(partial(write_verified, out, plan.records.values(), people))
    if persons:
        lists.append(partial(write_people, out, people))
    return lists


def _do(work: Iterable[Callable[[], object]]) -> None:
    for one in work:
        one()


def _groups(past: Past | None) -> list[tuple[str, int]]:
    return [(summary.id, summary.groups) for summary in past.summaries.values()] if past else []


def _is_new(name: str, value: Any, past: Past | None) -> bool:
    return past is None or value != getattr(past, name)


def _take_shells(out: Path) -> dict[str, str]:
    """The pages that MkDocs rendered and a build fills; review pages' own is no page of the site."""
    shells = {name: (out / name).read_text("utf-8") for name in (*home.FILLED, _SHELL)}
    (out / _SHELL).unlink()
    shutil.copytree(resources.root() / "site_templates" / "assets", out / ASSETS, dirs_exist_ok=True)
    return shells


def _keep_tables(store: Store, intake: Intake, known: DataIntake) -> None:
    pages = intake.new.values()
    many: dict[str, Any] = {
        "pages": (page_rows(pages), intake.gone),
        "papers": (paper_rows(pages), ()),
        "items": (item_rows(known.items), known.gone),
        "unlinked": (known.unlinked.items(), ()),
    }
    write_state(store, {}, many)
