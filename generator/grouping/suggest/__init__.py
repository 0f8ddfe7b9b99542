"""From a block of mentions to the suggested groups of each author page, with evidence."""
