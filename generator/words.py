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


def say(word: str, /, count: int | None = None, **values: str) -> str:
    """A text with its values, as plain text.

    Args:
        word: the text's key.
        count: what stands for ``{count}``, and gives the words that depend on number.
        values: what stands for the other names in braces. Braces in a value are text.

    Raises:
        KeyError: there is no such text, or a value of it is missing.
    """
    return _texts()[word].format_map(_Values(values, count))


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


class _Values(dict[str, str]):
    """The values of a text, and what it says in the number of a count."""

    def __init__(self, values: dict[str, str], count: int | None) -> None:
        super().__init__(values)
        self._count = count

    def __missing__(self, name: str) -> str:
        if self._count is None:
            raise KeyError(name)
        if name == "count":
            return number(self._count)
        if f"count_{name}" in _texts():
            return counted(name, self._count)
        return _form(_texts()[f"agree_{name}"], self._count)


def _texts() -> dict[str, str]:
    return resources.words(_LANGUAGE)


def _form(forms: str, count: int) -> str:
    one, several = forms.split("|")
    return one if count == 1 else several
