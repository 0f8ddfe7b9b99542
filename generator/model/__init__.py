"""The vocabulary of the project: frozen dataclasses that pass between all its parts.

- A *mention* is one author slot on one paper: paper ID, role and zero-based
  position.  acl-anthology calls it a NameSpecification, the literature on
  author name disambiguation a signature.
- A *slot* is the ``<author>`` or ``<editor>`` element of the data that stands
  for a mention.
- A *person* is an entry of ``people.json``.  Such an author is *verified*.
- An *author page* is what the preview shows of one person, or of the papers of
  a name that no verified person has (*unverified*).
- The *name slug* of a name is its form in addresses; *name matching* resolves
  slots without ID by it.
- A *block* is all mentions with one name slug, the unit of grouping; an
  *instance* is what grouping reads of one mention.
- A *group* is a set of mentions of one page that we suggest to be one person's,
  with *evidence* and a *confidence*; an *assignment* is what the user decided.
"""

from generator.model.author_pages import UNVERIFIED, AuthorPage, Notice, PersonLink
from generator.model.decided import Decided, LookedAt
from generator.model.groups import Block, Evidence, Group, Instance, Signal
from generator.model.names import Name, name_slug, plain_name
from generator.model.papers import Author, Mention, Paper, Role
from generator.model.records import Link, Person, Slot, is_catch_all
from generator.model.statements import Identity, OtherSources, Statement

__all__ = [
    "UNVERIFIED",
    "Author",
    "AuthorPage",
    "Block",
    "Decided",
    "Evidence",
    "Group",
    "Identity",
    "Instance",
    "Link",
    "LookedAt",
    "Mention",
    "Name",
    "Notice",
    "OtherSources",
    "Paper",
    "Person",
    "PersonLink",
    "Role",
    "Signal",
    "Slot",
    "Statement",
    "is_catch_all",
    "name_slug",
    "plain_name",
]
