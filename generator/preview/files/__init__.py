"""Where the files of a preview come from: a folder or an archive."""
