"""Mentions of one name -> groups of one person each.

The rooms build on each other: ``features``, ``model``, ``suggest`` (all that a build needs), ``training``.
"""
