"""The browser's decision logic, run in a real browser without any page."""
