"""The reference of a format, from its JSON Schema, as Markdown: assignment patches, the work queue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator import resources
from generator.reference.markdown_table import code, table

Schema = dict[str, Any]
_TITLES = {
    "assignment": "An assignment",
    "person": "A person",
    "slot": "An author slot",
    "name": "A name",
    "decided": "Decisions beside assignments",
    "looked_at": "A page looked at",
}
_LINKED = {*_TITLES, "kind"}
"""What has a table of its own."""


def patch_reference() -> Iterator[str]:
    """Lines of a table of a patch's keys, and of one for each kind of object in it."""
    schema: Schema = json.loads(resources.PATCH_SCHEMA.read_text("utf-8"))
    kinds = schema["$defs"]
    yield from ("## The document", "")
    yield from _object(schema, kinds)
    yield from ("## The base", "")
    yield from _object(schema["properties"]["base"], kinds)
    for kind, title in _TITLES.items():
        yield from (f"## {title} {{ #{kind} }}", "")
        if description := kinds[kind].get("description"):
            yield from (description, "")
        yield from _object(kinds[kind], kinds)


def queue_reference() -> Iterator[str]:
    """Lines of a table of the keys of an entry of the queue, and of one for the kinds of trouble."""
    kinds = json.loads(resources.QUEUE_SCHEMA.read_text("utf-8"))["$defs"]
    yield from ("## An entry", "")
    yield from _object(kinds["entry"], kinds)
    yield from ("## Kinds of trouble { #kind }", "")
    yield from table(("value", "meaning"), [(code(one["const"]), one["description"]) for one in kinds["kind"]["oneOf"]])


def _object(schema: Schema, kinds: Schema) -> Iterator[str]:
    needed = schema.get("required", ())
    rows = []
    for key, value in schema["properties"].items():
        meaning = value.get("description") or _resolved(value, kinds).get("description", "")
        rows.append((code(key), _value(value, kinds), meaning + (" Required." if key in needed else "")))
    yield from table(("key", "value", "meaning"), rows)


def _resolved(schema: Schema, kinds: Schema) -> Schema:
    reference = schema.get("$ref", "")
    return kinds[reference.rpartition("/")[2]] if reference else schema


def _value(schema: Schema, kinds: Schema) -> str:
    """The values that a schema allows, in a few words."""
    kind = schema.get("$ref", "").rpartition("/")[2]
    if kind in _LINKED:
        return f"[{kind}](#{kind})"
    schema = _resolved(schema, kinds)
    if "anyOf" in schema:
        return " or ".join(_value(one, kinds) for one in schema["anyOf"])
    if "allOf" in schema:
        return _value(schema["allOf"][0], kinds)
    if "const" in schema:
        return code(json.dumps(schema["const"]))
    if "enum" in schema:
        return " or ".join(code(json.dumps(one)) for one in schema["enum"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join(_words(one, schema, kinds) for one in types)


def _words(type_: str, schema: Schema, kinds: Schema) -> str:
    match type_:
        case "array":
            return f"list of: {_value(schema['items'], kinds)}"
        case "boolean":
            return "true or false"
        case "integer":
            return f"whole number, {schema['minimum']} to {schema['maximum']:,}"
        case "number":
            return f"number, {schema['minimum']} to {schema['maximum']}"
        case "string" if "maxLength" in schema:
            return f"text, at most {schema['maxLength']:,} characters"
        case "string":
            return "text"
    return type_
