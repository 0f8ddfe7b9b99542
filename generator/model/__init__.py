"""The words of the trade: frozen dataclasses that pass between the packages.

A *mention* is one author slot on one paper: paper ID, role and zero-based
position (acl-anthology calls it a NameSpecification, the disambiguation
literature a signature).  A *person* is an entry of ``people.json``.  An
*author page* is what the preview shows.  A *block* is all mentions with one
name slug.  A *group* is what we suggest; an *assignment* is what the user
decided.
"""

from generator.model.author_pages import UNVERIFIED, AuthorPage, Notice, PersonLink
from generator.model.groups import Block, Evidence, Group, Instance, Signal
from generator.model.names import Name, name_slug, plain_name
from generator.model.papers import Author, Mention, Paper, Role
from generator.model.records import Link, Person, Slot

__all__ = [
    "UNVERIFIED",
    "Author",
    "AuthorPage",
    "Block",
    "Evidence",
    "Group",
    "Instance",
    "Link",
    "Mention",
    "Name",
    "Notice",
    "Paper",
    "Person",
    "PersonLink",
    "Role",
    "Signal",
    "Slot",
    "name_slug",
    "plain_name",
]
