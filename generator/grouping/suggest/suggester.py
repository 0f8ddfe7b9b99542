"""The way in: blocks of author pages -> suggested groups of each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures, Matrix
from generator.grouping.model.confidence import group_features, paper_features
from generator.grouping.model.trained_model import SHIPPED, Model
from generator.grouping.suggest.page_groups import ALONE, Cluster, page_groups, page_parts
from generator.grouping.suggest.pair_scores import PairScores
from generator.grouping.suggest.paper_evidence import paper_evidence
from generator.grouping.suggest.triage import Triage, triage
from generator.model import Block, Evidence, Group, Instance, Mention
from generator.runtime.processes import map_in_order

DOUBTFUL = 0.9
"""Papers whose chance is lower get reasons for and against; reasons for all would be half of the work."""
LIKELY = 0.2
"""Least chance at which an uncertain verified person is suggested."""
_AT_ONCE = 200
"""Mentions of the blocks that are worked on at once."""
_NO_SCORES = PairScores(np.zeros((0, 0), dtype=np.float32))

Pages = Mapping[str, Sequence[Mention]]


@dataclass(frozen=True)
class PageSuggestion:
    """All that grouping says about one page.

    Attributes:
        groups: largest first, then newest, then by place on the page.
        chances: mention -> chance, 0 to 1, that it is by its group's person; 0.99 for one that stands alone.
        triage: how much the page needs review.
        scores: pair scores of the page's mentions, in page order, for the questions asked in the browser.
        reasons: mention -> why it is in its group and why perhaps not, for those whose chance is below `DOUBTFUL`.
    """

    groups: tuple[Group, ...]
    chances: dict[Mention, float]
    triage: Triage
    scores: PairScores
    reasons: dict[Mention, tuple[Evidence, ...]] = field(default_factory=dict)


class Suggester:
    """Suggests groups.

    The same input gives the same groups, whatever the number of processes.

    Args:
        model: fitted scorers and calibration.
    """

    def __init__(self, model: Model) -> None:
        """Take the model."""
        self.model = model

    @classmethod
    def load(cls, model: Path | None = None) -> Self:
        """Read a model file, the one that is shipped if None.

        Raises:
            DataError: no model file of this version.
        """
        return cls(Model.read(model or SHIPPED))

    def suggest(self, block: Block, corpus: Corpus) -> list[Cluster]:
        """Cluster a block's mentions, largest cluster first."""
        if not block.instances:
            return []
        features = BlockFeatures.of(block.instances, corpus)
        return self._clusters(block, features, self.model.pair.matrix(features.pairs))

    def suggest_pages(self, block: Block, pages: Pages, corpus: Corpus) -> dict[str, PageSuggestion]:
        """Cluster the mentions of all pages of a name at once, and return what that says about each page.

        Args:
            block: the mentions of all these pages, sorted.
            pages: page ID -> its mentions in page order; one that the block lacks is left out.
            corpus: statistics of the whole corpus.
        """
        return next(self.suggest_many([(block, pages)], corpus))

    def suggest_many(self, work: Iterable[tuple[Block, Pages]], corpus: Corpus) -> Iterator[dict[str, PageSuggestion]]:
        """Yield what `suggest_pages` returns for each of many blocks, in order, in less than half of its time."""
        for batch in _batches(work):
            known = [block.instances for block, _ in batch if block.instances]
            scored = self._scored(known, corpus) if known else iter(())
            for block, pages in batch:
                if block.instances:
                    yield self._pages(block, pages, *next(scored), corpus)
                else:
                    yield {page: PageSuggestion((), {}, Triage(0.0, 0.0), _NO_SCORES) for page in pages}

    def _scored(self, blocks: Sequence[Sequence[Instance]], corpus: Corpus) -> Iterator[tuple[BlockFeatures, Matrix]]:
        """Yield features and pair scores of blocks, none empty."""
        features = BlockFeatures.many(blocks, corpus)
        return zip(features, self.model.pair.matrices([block.pairs for block in features]), strict=True)

    def _pages(
        self, block: Block, pages: Pages, features: BlockFeatures, odds: Matrix, corpus: Corpus
    ) -> dict[str, PageSuggestion]:
        clusters = self._clusters(block, features, odds)
        row_of = {instance.mention: row for row, instance in enumerate(block.instances)}
        cluster_of = {row: at for at, cluster in enumerate(clusters) for row in cluster.rows}
        chance = {m: c for cluster in clusters for m, c in zip(cluster.mentions, cluster.chances, strict=True)}
        found = {}
        for page, mentions in pages.items():
            rows = [row_of[mention] for mention in mentions if mention in row_of]
            parts = page_parts(rows, cluster_of, block.instances)
            groups = page_groups(parts, clusters, block.instances, features, corpus)
            at = [cluster for cluster, _ in parts]
            between = [clusters[at[0]].odds[other] for other in at] if at else []
            chances = {m: chance[m] for m in (block.instances[row].mention for row in rows)}
            reasons = {
                block.instances[row].mention: paper_evidence(row, part, block.instances, features, corpus)
                for _, part in parts
                for row in part
                if chances[block.instances[row].mention] < DOUBTFUL
            }
            placed = [sum(bool(block.instances[row].person) for row in part) for _, part in parts]
            found[page] = PageSuggestion(
                groups,
                chances,
                triage([len(g.mentions) for g in groups], [g.confidence for g in groups], between, placed),
                PairScores(odds if rows == list(range(len(odds))) else odds[rows][:, rows]),
                reasons,
            )
        return found

    def suggest_all(
        self, work: Iterable[tuple[Block, Pages]], corpus: Corpus, jobs: int = 1, executor: Executor | None = None
    ) -> dict[str, PageSuggestion]:
        """Return what is suggested for all pages of many blocks, sorted by page ID; computed in several processes.

        Abstracts are not sent to the worker processes: the corpus has their words.  Pair scores are not returned:
        those of all pages would fill the memory.

        Args:
            work: blocks with their pages, as for `suggest_pages`.
            corpus: statistics of the whole corpus.
            jobs: number of worker processes; 1 computes in this process.
            executor: runs ``jobs`` tasks instead of worker processes of this machine.

        Raises:
            WorkerError: a worker process ended before its work was done.
        """
        items = sorted(work, key=lambda item: (-len(item[0].instances), item[0].slug))
        chunks = ([(_without_abstracts(block), pages) for block, pages in items[k::jobs]] for k in range(jobs))
        found: dict[str, PageSuggestion] = {}
        for part in map_in_order(partial(_suggest_chunk, self, corpus), chunks, jobs, 1, executor):
            found |= part
        return dict(sorted(found.items()))

    def _clusters(self, block: Block, features: BlockFeatures, odds: Matrix) -> list[Cluster]:
        """Return the clusters, largest first.

        Args:
            block: the mentions.
            features: theirs.
            odds: their pair scores.
        """
        clusterer = self.model.clusterer()
        clusterer.fit_predict(block.instances, features, odds)
        confidence = self.model.calibration.predict_proba(group_features(clusterer, features)).tolist()
        members = clusterer.members_
        order = sorted(range(len(members)), key=lambda label: (-len(members[label]), members[label]))
        certain = [next((p for row in rows if (p := block.instances[row].person)), "") for rows in members]
        found = []
        for label in order:
            rows = members[label]
            chances = [ALONE]
            if len(rows) > 1:
                of_papers = paper_features(rows, clusterer, features)
                chances = self.model.papers.predict_proba(of_papers).round(4).tolist()
            found.append(
                Cluster(
                    rows=tuple(rows),
                    mentions=tuple([block.instances[row].mention for row in rows]),
                    confidence=round(confidence[label], 4) if len(rows) > 1 else ALONE,
                    persons=_persons(label, certain, clusterer.odds_[label]),
                    chances=tuple(chances),
                    odds=tuple(clusterer.odds_[label, order].tolist()),
                )
            )
        return found


@cache
def shipped_suggester() -> Suggester:
    """The suggester with the model that comes with the package, read once per process."""
    return Suggester.load()


def _persons(label: int, certain: Sequence[str], odds: NDArray[np.float32]) -> tuple[str, ...]:
    if certain[label]:
        return (certain[label],)
    if not any(certain):
        return ()
    chance = 1 / (1 + np.exp(-odds.astype(float).clip(-50, 50)))
    best: dict[str, float] = {}
    for other, person in enumerate(certain):
        if person and other != label and chance[other] >= LIKELY:
            best[person] = max(best.get(person, 0.0), float(chance[other]))
    return tuple(sorted(best, key=lambda person: (-best[person], person)))


def _batches(work: Iterable[tuple[Block, Pages]]) -> Iterator[list[tuple[Block, Pages]]]:
    """Blocks whose matrices fit into the processor's cache together, or a single one."""
    batch: list[tuple[Block, Pages]] = []
    mentions = 0
    for block, pages in work:
        if batch and mentions + len(block.instances) > _AT_ONCE:
            yield batch
            batch, mentions = [], 0
        batch.append((block, pages))
        mentions += len(block.instances)
    if batch:
        yield batch


def _without_abstracts(block: Block) -> Block:
    return Block(block.slug, tuple(replace(i, abstract="") if i.abstract else i for i in block.instances))


def _suggest_chunk(
    suggester: Suggester, corpus: Corpus, chunk: Sequence[tuple[Block, Pages]]
) -> dict[str, PageSuggestion]:
    found: dict[str, PageSuggestion] = {}
    with threadpool_limits(1):  # these matrices are too small for threads, and two processes have the cores
        for pages in suggester.suggest_many(chunk, corpus):
            for page, suggestion in pages.items():
                found[page] = replace(suggestion, scores=_NO_SCORES)
    return found
