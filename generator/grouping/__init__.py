"""Mentions -> groups: features, pair scorer, clusterer, evidence, training and evaluation.

The way through: `Corpus.build` once, then `Suggester.suggest_pages` per block.
"""
