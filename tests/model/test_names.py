from __future__ import annotations

from acl_anthology.people import Name as LibraryName
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model import name_slug


@given(st.text(st.sampled_from("aBzZ -'.,&;é0_\u2019"), min_size=1, max_size=12) | st.text(min_size=1, max_size=12))
@example("Wei Zhang")
@example("Jean-Pierre  Dupont")
@example("Smith- Jones")
def test_a_name_finds_its_page_as_the_anthology_finds_it(full_name: str) -> None:
    assert name_slug(full_name) == LibraryName(None, full_name).slugify()
