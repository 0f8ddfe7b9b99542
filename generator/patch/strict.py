"""JSON without what its readers take in different ways: a key twice, numbers beyond all measure, NaN."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, Never

from generator.errors import PatchError

_MAX_DIGITS = 20


def loads(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        PatchError: a key twice in one object, or a number that is none.
        json.JSONDecodeError: not JSON.
        RecursionError: nested too deeply.
    """
    return json.loads(
        text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant, parse_int=_int, parse_float=_float
    )


def shorten(message: str) -> str:
    """The beginning and the end of a long message."""
    return message if len(message) <= 300 else f"{message[:150]} … {message[-150:]}"


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
