"""What each review page shows: its rows, groups, evidence and data, and what other pages list about it."""
