"""Suggests groups: which mentions of one name are probably one person's.

Each folder may import those before it: ``features`` (pair features and statistics of the corpus), ``model``
(scorers, clustering, calibration), ``suggest`` (groups of an author page, with evidence), and ``training``, which no
build loads.

Grouping reads nothing but `generator.model.Instance` in `generator.model.Block`, and writes `generator.model.Group`.
To group another catalogue, provide an `Instance` of each mention (names as printed and their slugs, title, year, and
as much of abstract, venue, affiliation and IDs as there is), one `Block` of each name, and
`generator.grouping.features.corpus.Corpus.build` of all instances.
"""
