"""Suggests groups: which mentions of one name are probably one person's.

Each folder may import those before it: ``features`` (pair features and statistics of the corpus), ``model``
(scorers, clustering, calibration), ``suggest`` (groups of an author page, with evidence), and ``training``, which no
build loads.

Grouping reads nothing but `generator.model.Instance` in `generator.model.Block`, and writes `generator.model.Group`.
So it groups other catalogues, too: see `generator.model.groups`.
"""
