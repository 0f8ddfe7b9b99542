"""What a build leaves for the next one, which then does only what changed."""
