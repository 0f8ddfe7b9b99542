"""Reads JSON strictly: no repeated keys, no NaN or infinity, no number that other programs could not read."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, Never

from generator.errors import PatchError

_MAX_DIGITS = 20


def strict_json(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        json.JSONDecodeError: the text is not JSON.
        PatchError: a repeated key, NaN or infinity, or a number that is too long.
        RecursionError: the value is nested too deeply.
    """
    return json.loads(
        text,
        object_pairs_hook=_without_repeated_keys,
        parse_constant=_refuse_constant,
        parse_int=_int,
        parse_float=_float,
    )


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
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


def _refuse_constant(constant: str) -> Never:
    raise PatchError(f"{constant} is not a JSON value; download the patch again.")


def shorten(message: str) -> str:
    """Return a message with its middle left out where it is longer than 300 characters."""
    return message if len(message) <= 300 else f"{message[:150]} … {message[-150:]}"
