"""JSON as patches have it: no key twice, no numbers that are none or that no other program could read."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, Never

from generator.errors import PatchError

_MAX_DIGITS = 20


def strict_json(text: str) -> Any:
    """Read JSON.

    Raises:
        json.JSONDecodeError: it is none.
        PatchError: a key twice, NaN or infinity, a number that is too long.
        RecursionError: nested too deeply.
    """
    return json.loads(
        text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant, parse_int=_int, parse_float=_float
    )


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise PatchError(f"the key {shorten(repr(key))} is there twice in one object; leave one of them.")
        result[key] = value
    return result


def _int(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise PatchError(f"the number {digits[:_MAX_DIGITS]}… is far too large; download the patch again.")
    return int(digits)


def _float(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise PatchError(f"the number {shorten(text)} is far too large; download the patch again.")
    return value


def _no_constant(constant: str) -> Never:
    raise PatchError(f"{constant} is not a JSON value; download the patch again.")


def shorten(message: str) -> str:
    """A message of at most about 300 characters."""
    return message if len(message) <= 300 else f"{message[:150]} … {message[-150:]}"
