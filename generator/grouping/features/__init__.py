"""What mentions, clusters and names are compared by, and the statistics of the corpus behind it."""
