"""Reads, checks, applies, joins, inverts and shows assignment patches."""
