"""All figures of a build in one run: time, memory, growth, repeatability, kills, sizes."""
