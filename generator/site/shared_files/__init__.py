"""Data files that many pages of a site load: each is a ``.js`` file, since ``fetch`` does not work from ``file:``."""
