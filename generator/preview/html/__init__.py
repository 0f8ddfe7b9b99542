"""HTML parsers, and the safe subset of markup that titles and abstracts keep."""
