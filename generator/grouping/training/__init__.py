"""Training and evaluation on gold labels; nothing that a build needs."""
