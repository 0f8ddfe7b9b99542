"""Writes those files of abstracts, and of lines of the data, in which something changed; review pages share them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.build.inputs import Inputs
from generator.build.state.kept_values import AbstractSource, LastBuild
from generator.model import Paper
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.data_lines import bundle_name
from generator.site.output_files import remove_file
from generator.site.shared_files.abstracts import write_abstracts
from generator.site.shared_files.lines import lines_file, write_lines

_NOWHERE = AbstractSource()


def write_changed_lines(
    out: Path,
    inputs: Inputs,
    page_summaries: Mapping[str, AuthorPageSummary],
    sources: Mapping[str, AbstractSource],
    last: LastBuild,
) -> None:
    """Write the lines around the slots that a patch can change, in the bundles in which something changed.

    A patch changes slots that resolve to its review page, on papers that this page lists.

    Args:
        out: the site's folder.
        inputs: what is new or changed.
        page_summaries: all author pages in short.
        sources: what `write_changed_abstracts` returned.
        last: the last build.
    """
    changes = inputs.data
    if (data := changes.data) is None:
        return
    bundles = {paper_id: bundle_name(paper_id) for paper_id in {*last.abstract_sources, *sources}}
    touched = {*bundles}
    if last.page_summaries:
        rematched = {m.paper for slug in changes.slugs for m in data.mentions_without_id.get(slug, ())}
        touched &= changes.scanned | changes.previous | rematched | _newly_listed(page_summaries, sources, last)
    changed = {bundles[paper_id] for paper_id in touched}
    in_bundles = [paper_id for paper_id, bundle in bundles.items() if bundle in changed]
    listed = [paper_id for paper_id in in_bundles if paper_id not in sources or sources[paper_id].page]
    items = [item for paper_id in sorted(listed) if (item := data.items.get(paper_id)) and item.slots]
    digests = {name: file.digest for name, file in changes.files.items()}
    write_lines(out, data.data_dir, digests, items, lambda slot: data.resolve(slot)[0] in page_summaries)
    written = {bundles[item.id] for item in items}
    for bundle in {bundles[paper_id] for paper_id in last.abstract_sources} & changed - written:
        remove_file(out / lines_file(bundle))


def _newly_listed(
    page_summaries: Mapping[str, AuthorPageSummary], sources: Mapping[str, AbstractSource], last: LastBuild
) -> set[str]:
    """IDs of papers that were on no page and now are on one, or the reverse; and of papers on new and gone pages."""
    before = last.abstract_sources
    found = {
        paper_id for paper_id, now in sources.items() if bool(now.page) != bool(before.get(paper_id, _NOWHERE).page)
    }
    for page_id in page_summaries.keys() ^ last.page_summaries.keys():
        found.update((page_summaries.get(page_id) or last.page_summaries[page_id]).listed_papers)
    return found


def write_changed_abstracts(
    out: Path, inputs: Inputs, page_summaries: Mapping[str, AuthorPageSummary], last: LastBuild
) -> dict[str, AbstractSource]:
    """Write the abstracts that are new or changed.

    If author pages show a paper differently, the site has the abstract from the page whose ID sorts first.

    Args:
        out: the site's folder.
        inputs: what is new or changed.
        page_summaries: all author pages in short, sorted by ID.
        last: the last build.

    Returns:
        Paper ID -> where its abstract comes from, for all papers on pages that are new, changed or gone.
    """
    fresh = {paper.version: paper for page in inputs.preview.changed.values() for paper in page.papers}
    sources = _sources(inputs, page_summaries, last, {paper.id for paper in fresh.values()})

    def paper_at(source: AbstractSource) -> Paper:
        return fresh[source.version] if source.version in fresh else last.paper(source.version)

    def abstract_at(source: AbstractSource) -> str:
        return paper_at(source).abstract_html if source.page else ""

    changed_bundles = {
        bundle_name(paper_id)
        for paper_id, source in sources.items()
        if source.version != (before := last.abstract_sources.get(paper_id, _NOWHERE)).version
        and abstract_at(source) != abstract_at(before)
    }
    if changed_bundles:
        # The file of a bundle is replaced as a whole, so it needs its unchanged abstracts, too.
        all_papers = {*last.abstract_sources, *sources}
        in_files = [paper_id for paper_id in all_papers if bundle_name(paper_id) in changed_bundles]
        now = (sources[paper_id] if paper_id in sources else last.abstract_sources[paper_id] for paper_id in in_files)
        write_abstracts(out, (paper_at(source) for source in now if source.page), changed_bundles)
    return sources


def _sources(
    inputs: Inputs, page_summaries: Mapping[str, AuthorPageSummary], last: LastBuild, changed: set[str]
) -> dict[str, AbstractSource]:
    """Paper ID -> where its abstract comes from, for all papers on pages that are new, changed or gone.

    Args:
        inputs: what is new or changed.
        page_summaries: all author pages in short, sorted by ID.
        last: the last build.
        changed: IDs of the papers on new and changed pages.
    """
    preview = inputs.preview
    before = (last.page_summaries[page_id] for page_id in preview.affected if page_id in last.page_summaries)
    affected = changed | {paper_id for summary in before for paper_id in summary.listed_papers}
    found = dict.fromkeys(sorted(affected), _NOWHERE)
    for page_id, summary in page_summaries.items():
        listed = [paper_id for paper_id in summary.listed_papers if found.get(paper_id) is _NOWHERE]
        if page_id not in preview.changed:
            # To put an unchanged page together is slow, and needless for papers whose source it was in the last build.
            for paper_id in listed:
                if (source := last.abstract_sources.get(paper_id, _NOWHERE)).page == page_id:
                    found[paper_id] = source
            listed = [paper_id for paper_id in listed if found[paper_id] is _NOWHERE]
        if listed:
            versions = {paper.id: paper.version for paper in preview.pages[page_id].papers}
            found |= {paper_id: AbstractSource(page_id, versions[paper_id]) for paper_id in listed}
    return found
