"""How often the review page names a paper as missing that isn't, and how many of those that are it names.

    python -m tests.benchmarks.missing_papers GOLD.json --data DATA

Each block of the gold file is a page, its pair scores and groups from a model that wasn't fitted to it.  For each
person with three or more labelled papers, the page's own logic (``site_templates/client/figures/missing.ts``, in Node)
is asked twice: with all labelled papers selected, when each paper of somebody else that it names is false; and with a
random half of them, when it should name the others.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from generator.grouping.model.confidence_features import calibrated_pairs
from generator.grouping.suggest.pair_scores import PairScores
from generator.grouping.training.gold import Gold
from generator.grouping.training.held_out import held_out
from generator.grouping.training.labelled_block import LabelledBlock
from generator.grouping.training.measure import Folds, calibrated, held_out_mixtures
from generator.grouping.training.train import cross_fit
from generator.grouping.training.training_data import read_training_data

CLIENT = Path(__file__).parents[2] / "site_templates" / "client"
LEAST_PAPERS = 3
"""Persons with fewer labelled papers are left out."""
HALVES = 6
"""Random halves of each person's papers."""

ASK = """
import { readFileSync } from "node:fs";
import * as missing from "./figures/missing.ts";
import * as pairScores from "./figures/pair_scores.ts";

const none = () => false;
const answers = JSON.parse(readFileSync(0, "utf8")).map(({ data, facts, groups, selections }) => {
  const fits = pairScores.over(data);
  return selections.map((keys) =>
    missing.lacking(fits, facts, groups, keys, none).flatMap(({ papers }) => papers.map(({ key }) => key)));
});
console.log(JSON.stringify(answers));
"""


@dataclass(frozen=True)
class Question:
    """A selection, and what is right and wrong to name beside it."""

    selected: list[int]
    others: set[int]
    """Papers of the block's other persons."""
    missing: set[int]
    """The person's own; empty if all are selected."""


def questions(item: LabelledBlock) -> Iterator[Question]:
    """Yield, for each person of a block, the question about all their papers, then those about halves of them."""
    labelled = np.flatnonzero(item.labels >= 0)
    for person in sorted(set(item.labels[labelled].tolist())):
        mine = labelled[item.labels[labelled] == person].tolist()
        others = set(labelled[item.labels[labelled] != person].tolist())
        if len(mine) < LEAST_PAPERS or not others:
            continue
        yield Question(mine, others, set())
        for seed in range(HALVES):
            half = sorted(random.Random(seed).sample(mine, (len(mine) + 1) // 2))
            yield Question(half, others, set(mine) - set(half))


def page_of(item: LabelledBlock, labels: list[int], scores: str, asked: list[Question]) -> dict[str, Any]:
    """Return what the page's logic gets."""
    keys = [f"p{row}#0" for row in range(len(labels))]
    facts = [
        {
            "key": key, "paper": key[:-2], "title": i.title, "year": i.year, "authors": [], "venue": "",
            "coauthors": list(i.coauthor_names), "affiliation": i.affiliation,
        }
        for key, i in zip(keys, item.block.instances, strict=True)
    ]  # fmt: skip
    return {
        "data": {"mentions": [{"paper": f["paper"], "position": 0} for f in facts], "scores": scores},
        "facts": facts,
        "groups": [
            {"letter": str(label), "keys": [key for key, own in zip(keys, labels, strict=True) if own == label]}
            for label in sorted(set(labels))
        ],
        "selections": [[keys[row] for row in one.selected] for one in asked],
    }


def ask(pages: list[dict[str, Any]]) -> list[list[list[int]]]:
    """Return the rows that the page names, for each selection of each page."""
    esbuild = CLIENT / "node_modules" / ".bin" / "esbuild"
    command = [str(esbuild), "--bundle", "--format=esm", "--platform=node", "--loader=ts"]
    script = subprocess.run(command, input=ASK, cwd=CLIENT, capture_output=True, text=True, check=True).stdout
    node = ["node", "--input-type=module", "--eval", script]
    answer = subprocess.run(node, input=json.dumps(pages), capture_output=True, text=True, check=True).stdout
    return [[[int(key[1:-2]) for key in named] for named in one] for one in json.loads(answer)]


def measure(folds: Folds) -> str:
    """Return the figures as text."""
    asked: list[list[Question]] = []
    pages = []
    for blocks, model in folds:
        clusterer = model.clusterer()
        for item in blocks:
            found = list(questions(item))
            if found:
                labels = clusterer.fit_predict(item.block.instances, item.features).tolist()
                log_odds = calibrated_pairs(clusterer, item.features, model.pair_calibration)
                pages.append(page_of(item, labels, PairScores(log_odds).encoded, found))
                asked.append(found)
    pairs = [pair for one, named in zip(asked, ask(pages), strict=True) for pair in zip(one, named, strict=True)]
    whole = [(one, set(named)) for one, named in pairs if not one.missing]
    halves = [(one, set(named)) for one, named in pairs if one.missing]
    named = sum(len(named & one.missing) for one, named in halves)
    wrong = sum(len(named & one.others) for one, named in halves)
    by_half = float(np.mean([len(named & one.missing) / len(one.missing) for one, named in halves]))
    return (
        f"All papers of a person selected: {sum(bool(named & one.others) for one, named in whole)} of {len(whole)}"
        f" persons get a false missing paper ({sum(len(named & one.others) for one, named in whole)} papers)\n"
        f"Half of them: {named / sum(len(one.missing) for one, _ in halves):.1%} of the missing papers are named"
        f" ({by_half:.1%} in the mean of selections), {named / (named + wrong):.1%} of the named are missing"
    )


def main() -> None:
    """Read, train per fold, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    gold = Gold.read(options.gold)
    with threadpool_limits(1):
        data = read_training_data(gold, options.data)
        folds = cross_fit(data)
        parts = [held_out(blocks, model) for blocks, model in folds]
        print(measure(calibrated(folds, parts, held_out_mixtures(data, folds))))


if __name__ == "__main__":
    main()
