"""Training and evaluation on gold labels; no build loads it."""
