"""What a build keeps, so that the next one does only what changed."""
