"""The files of a review site: HTML of review pages and home page, data files that pages share, links from outside."""
