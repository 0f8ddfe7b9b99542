"""Features of mentions, clusters and names, and the statistics of the corpus from which they are computed."""
