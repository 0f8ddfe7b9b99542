"""The assignment patch: read, check, apply, diff, join, invert, show."""
