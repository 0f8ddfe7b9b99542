"""Suggested groups of each author page, with evidence, from the mentions of its block."""
