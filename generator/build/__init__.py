"""A build: read the input, plan what to make, render it, write the lists, keep what the next build needs."""
