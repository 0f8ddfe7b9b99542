"""What the build says on pages, in the words of ``site_templates/words/en.json``.

A text has its values in braces. A key that begins with ``count_`` or ``agree_``
has a noun or verb, of one and of several: ``{papers}`` in a text is ``1 paper`` or
``1,200 papers`` (``count_papers``), ``{are}`` is ``is`` or ``are`` (``agree_are``), as ``count``
says. Scripts say their words by the same rules (``site_templates/client/words/say.ts``);
those of the build begin with ``site_``.
"""

from __future__ import annotations

from generator import resources

_LANGUAGE = "en"


def say(word: str, /, **values: str | int) -> str:
    """A text with its values, as plain text.

    Args:
        word: the text's key.
        values: what stands for the names in braces; ``count`` also gives the words that depend on number. Braces in
            a value are text.

    Raises:
        KeyError: there is no such text, or a value of it is missing.
    """
    return _texts()[word].format_map(_Values(values))


def counted(noun: str, count: int) -> str:
    """A number with its noun in the singular or plural: ``1 paper``, ``1,200 papers``.

    Args:
        noun: the noun's key without ``count_``.
        count: the number.

    Raises:
        KeyError: there is no such noun.
    """
    return f"{number(count)} {_form(_texts()[f'count_{noun}'], count)}"


def number(value: int) -> str:
    """A number as a reader expects it: ``1,200``."""
    return f"{value:,}"


class _Values(dict[str, str | int]):
    """The values of a text, and what it says in the number of ``count``."""

    def __missing__(self, name: str) -> str:
        count = int(self.get("count", 0))
        if f"count_{name}" in _texts():
            return counted(name, count)
        return _form(_texts()[f"agree_{name}"], count)


def _texts() -> dict[str, str]:
    return resources.words(_LANGUAGE)


def _form(forms: str, count: int) -> str:
    one, several = forms.split("|")
    return one if count == 1 else several
