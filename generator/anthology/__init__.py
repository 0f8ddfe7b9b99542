"""Reads the Anthology's own data: ``xml/*.xml`` and ``json/people.json``, in the layout of 2026."""
