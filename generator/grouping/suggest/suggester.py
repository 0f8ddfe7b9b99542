"""Suggested groups of author pages, block by block: the entry point of grouping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Self

import numpy as np
from threadpoolctl import threadpool_limits

from generator.grouping.features.arrays import Matrix
from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.model.clusterer import Clusterer
from generator.grouping.model.confidence_features import calibrated_pairs, group_features, paper_features
from generator.grouping.model.trained_model import SHIPPED, Model
from generator.grouping.suggest.page_groups import SINGLE_PAPER_PROBABILITY, Cluster, group_id, page_groups, page_parts
from generator.grouping.suggest.pair_scores import PairScores
from generator.grouping.suggest.paper_evidence import paper_evidence
from generator.grouping.suggest.triage import Triage, triage
from generator.model import Block, Evidence, Group, Instance, Mention, Signal
from generator.runtime.processes import map_in_order

EXPLAINED_BELOW = 0.9
"""Papers with a lower probability get evidence of their own; for all papers it would take half of grouping's time."""
SUGGESTED_FROM = 0.2
"""Lowest probability at which a verified person is suggested for a group."""
MAX_MENTIONS = 2000
"""Mentions of a block that are grouped: each pair takes 250 bytes while it is, so these take 1 GB in each process.

Real author pages have at most 426 papers.
"""
UNKNOWN_CONFIDENCE = 0.5
"""Confidence of the one group of a page whose block has more mentions."""
_MENTIONS_PER_BATCH = 200
_NO_SCORES = PairScores(np.zeros((0, 0), dtype=np.float32))

Pages = Mapping[str, Sequence[Mention]]
"""Page ID -> its mentions in page order."""


@dataclass(frozen=True)
class PageSuggestion:
    """Everything that grouping suggests for one page.

    Attributes:
        groups: largest first, then newest, then by first place on the page.
        probabilities: mention -> probability, 0 to 1, that it is by its group's person; 0.99 if it is alone.
        triage: how much the page needs review.
        scores: pair scores of the page's mentions, in page order, for the rankings in the browser.
        paper_evidence: mention -> evidence for and against that it belongs to its group, for mentions with a
            probability below `EXPLAINED_BELOW`.
    """

    groups: tuple[Group, ...]
    probabilities: dict[Mention, float]
    triage: Triage
    scores: PairScores
    paper_evidence: dict[Mention, tuple[Evidence, ...]] = field(default_factory=dict)


class Suggester:
    """Suggests groups; the same input gives the same groups, whatever the number of processes.

    Args:
        model: fitted scorers and calibration.
    """

    def __init__(self, model: Model) -> None:
        """Use a model."""
        self.model = model

    @classmethod
    def load(cls, model: Path | None = None) -> Self:
        """Read a model file, the shipped one if None.

        Raises:
            DataError: the file can't be read, or is not a model file of this version.
        """
        return cls(Model.read(model or SHIPPED))

    def suggest(self, block: Block, corpus: Corpus) -> list[Cluster]:
        """Cluster the mentions of a block, largest cluster first; each mention is in one cluster.

        Whatever the instances leave empty is not compared. A block of more than 2,000 mentions (`MAX_MENTIONS`) gets no
        clusters.

        Args:
            block: the mentions of one name.
            corpus: statistics of the whole catalogue, or of as much of it as there is: they say which names, words and
                affiliations are rare.
        """
        if not _can_be_grouped(block):
            return []
        features = BlockFeatures.of(block.instances, corpus)
        return self._clusters(block, features, self.model.mention_pairs.score_matrix(features.pairs))[0]

    def suggest_pages(self, block: Block, pages: Pages, corpus: Corpus) -> dict[str, PageSuggestion]:
        """Cluster the mentions of all pages of a block together, and return the suggestions for each page.

        If there are more than `MAX_MENTIONS`, each page has one group, and no pair scores.

        Args:
            block: the mentions of all these pages, sorted.
            pages: page ID -> its mentions in page order; mentions that are not in the block are left out.
            corpus: statistics of the whole corpus.
        """
        return next(self.suggest_many([(block, pages)], corpus))

    def suggest_many(
        self, work: Iterable[tuple[Block, Pages]], corpus: Corpus, with_scores: bool = True
    ) -> Iterator[dict[str, PageSuggestion]]:
        """Yield what `suggest_pages` returns for each block, in order; for many blocks in less than half the time.

        Args:
            work: blocks with their pages.
            corpus: statistics of the whole corpus.
            with_scores: False leaves out the pair scores.
        """
        for batch in _batches(work):
            grouped = [block.instances for block, _ in batch if _can_be_grouped(block)]
            scored = self._features_and_scores(grouped, corpus) if grouped else iter(())
            for block, pages in batch:
                if _can_be_grouped(block):
                    yield self._suggestions(block, pages, *next(scored), corpus, with_scores)
                else:
                    known = {instance.mention for instance in block.instances}
                    yield {
                        page: _not_grouped([mention for mention in mentions if mention in known])
                        for page, mentions in pages.items()
                    }

    def _features_and_scores(
        self, blocks: Sequence[Sequence[Instance]], corpus: Corpus
    ) -> Iterator[tuple[BlockFeatures, Matrix]]:
        """Yield features and pair scores of each block, none of them empty."""
        features = BlockFeatures.of_many(blocks, corpus)
        return zip(features, self.model.mention_pairs.score_matrices([block.pairs for block in features]), strict=True)

    def _suggestions(
        self,
        block: Block,
        pages: Pages,
        features: BlockFeatures,
        log_odds: Matrix,
        corpus: Corpus,
        with_scores: bool,
    ) -> dict[str, PageSuggestion]:
        clusters, clusterer = self._clusters(block, features, log_odds)
        scores = _NO_SCORES
        if with_scores:
            scores = PairScores(calibrated_pairs(clusterer, features, self.model.pair_calibration))
        row_of = {instance.mention: row for row, instance in enumerate(block.instances)}
        cluster_of = {row: at for at, cluster in enumerate(clusters) for row in cluster.rows}
        probability = {
            m: p for cluster in clusters for m, p in zip(cluster.mentions, cluster.probabilities, strict=True)
        }
        suggestions = {}
        for page, mentions in pages.items():
            rows = [row_of[mention] for mention in mentions if mention in row_of]
            parts = page_parts(rows, cluster_of, block.instances)
            groups = page_groups(parts, clusters, block.instances, features, corpus)
            at = [cluster for cluster, _ in parts]
            to_largest = [clusters[at[0]].log_odds[other] for other in at] if at else []
            probabilities = {m: probability[m] for m in (block.instances[row].mention for row in rows)}
            evidence = {
                block.instances[row].mention: paper_evidence(row, part, block.instances, features, corpus)
                for _, part in parts
                for row in part
                if probabilities[block.instances[row].mention] < EXPLAINED_BELOW
            }
            with_id = [sum(bool(block.instances[row].person) for row in part) for _, part in parts]
            suggestions[page] = PageSuggestion(
                groups,
                probabilities,
                triage([len(g.mentions) for g in groups], [g.confidence for g in groups], to_largest, with_id),
                scores if rows == list(range(len(block.instances))) else scores.subset(rows),
                evidence,
            )
        return suggestions

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
        suggestions: dict[str, PageSuggestion] = {}
        for part in map_in_order(partial(_suggest_chunk, self, corpus), chunks, jobs, 1, executor):
            suggestions |= part
        return dict(sorted(suggestions.items()))

    def _clusters(self, block: Block, features: BlockFeatures, log_odds: Matrix) -> tuple[list[Cluster], Clusterer]:
        """Return the clusters of a block, largest first, and the clusterer that was fitted to it.

        Args:
            block: the mentions, one at least.
            features: of these mentions.
            log_odds: (n, n), their pair scores without accounts.
        """
        clusterer = self.model.clusterer()
        clusterer.fit_predict(block.instances, features, log_odds)
        confidence = self.model.group_calibration.predict_proba(group_features(clusterer, features)).tolist()
        members = clusterer.clusters_
        order = sorted(range(len(members)), key=lambda label: (-len(members[label]), members[label]))
        certain = [next((p for row in rows if (p := block.instances[row].person)), "") for rows in members]
        found = []
        for label in order:
            rows = members[label]
            probabilities = [SINGLE_PAPER_PROBABILITY]
            if len(rows) > 1:
                of_papers = paper_features(rows, clusterer, features)
                probabilities = self.model.paper_calibration.predict_proba(of_papers).round(4).tolist()
            found.append(
                Cluster(
                    rows=tuple(rows),
                    mentions=tuple([block.instances[row].mention for row in rows]),
                    confidence=round(confidence[label], 4) if len(rows) > 1 else SINGLE_PAPER_PROBABILITY,
                    persons=_persons(label, certain, clusterer.cluster_log_odds_[label]),
                    probabilities=tuple(probabilities),
                    log_odds=tuple(clusterer.cluster_log_odds_[label, order].tolist()),
                )
            )
        return found, clusterer


@cache
def shipped_suggester() -> Suggester:
    """Return the suggester with the shipped model, read once per process."""
    return Suggester.load()


def _persons(label: int, certain: Sequence[str], log_odds: Matrix) -> tuple[str, ...]:
    """Return the certain person ID of a cluster, or else the IDs of clusters that may be the same person's.

    Args:
        label: index of the cluster.
        certain: person ID of each cluster, ``""`` where unknown.
        log_odds: (clusters,), that this and each other cluster are one person's.
    """
    if certain[label]:
        return (certain[label],)
    if not any(certain):
        return ()
    probability = 1 / (1 + np.exp(-log_odds.astype(float).clip(-50, 50)))
    best: dict[str, float] = {}
    for other, person in enumerate(certain):
        if person and other != label and probability[other] >= SUGGESTED_FROM:
            best[person] = max(best.get(person, 0.0), float(probability[other]))
    return tuple(sorted(best, key=lambda person: (-best[person], person)))


def _can_be_grouped(block: Block) -> bool:
    return 0 < len(block.instances) <= MAX_MENTIONS


def _not_grouped(mentions: Sequence[Mention]) -> PageSuggestion:
    """Return what is suggested for a page whose block is empty, or has too many mentions: one group at most."""
    if not mentions:
        return PageSuggestion((), {}, Triage(), _NO_SCORES)
    confidence = UNKNOWN_CONFIDENCE if len(mentions) > 1 else SINGLE_PAPER_PROBABILITY
    evidence = (Evidence(Signal.TOO_MANY, False, (), 1.0, len(mentions)),)
    group = Group(id=group_id(0), mentions=tuple(mentions), confidence=confidence, evidence=evidence, suggested=())
    to_review = triage([len(mentions)], [confidence], [0.0])
    return PageSuggestion((group,), dict.fromkeys(mentions, confidence), to_review, _NO_SCORES)


def _batches(work: Iterable[tuple[Block, Pages]]) -> Iterator[list[tuple[Block, Pages]]]:
    """Yield batches of blocks whose matrices fit into the processor's cache together, or of a single larger block."""
    batch: list[tuple[Block, Pages]] = []
    mentions = 0
    for block, pages in work:
        if batch and mentions + len(block.instances) > _MENTIONS_PER_BATCH:
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
    suggestions: dict[str, PageSuggestion] = {}
    with threadpool_limits(1):  # the matrices are too small for threads, and other processes use the cores
        for pages in suggester.suggest_many(chunk, corpus, with_scores=False):
            suggestions |= pages
    return suggestions
