"""Reads the Anthology's own data, ``xml/*.xml`` and ``json/people.json`` (layout of 2026)."""
