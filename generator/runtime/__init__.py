"""Tools for long work: processes, progress, garbage collection."""
