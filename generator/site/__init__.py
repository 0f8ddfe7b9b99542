"""The page model made into a static site: MkDocs for the shell, stamping for the review pages."""
