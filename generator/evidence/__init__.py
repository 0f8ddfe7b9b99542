"""Evidence from elsewhere: what other sources than the Anthology say of its authors.

Files of statements (`generator.model.Statement`) are read and written by ``statement_file``; ``attribution`` finds the
mention that a statement is about.  ``grobid`` and ``dblp`` make such files from what these services publish.
"""
