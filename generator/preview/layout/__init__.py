"""How the Anthology lays out an author page: frame, heading, entries of papers."""
