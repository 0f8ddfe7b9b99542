"""Correction requests as people wrote them: issues of GitHub, mails, text files."""
