"""Broken copies of good input: bytes, markup and JSON, as accident or malice may leave them.

Everything is drawn from the `random.Random` that is handed in, so a seed gives the same copies.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

_TOKEN = re.compile(r"(<[^>]*>)")
_VALUE = re.compile(r"""(?<==)(?:"[^"]*"|'[^']*'|[^\s>"']+)""")
_TAGS = "a b i p div span strong h2 h4 ul li table tr td select option svg math template style script title textarea br"

HOSTILE = [
    *("", " ", "\0", "\n", "\u2028", "\u202e", "\u200b", "\ufeff", "\ud800", "\U0010ffff", "A\u0301" * 50, "x" * 5000),
    *("<", "</", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE", "<?xml", "&", "&#", "&#x110000;", "&#0;"),
    *("<script>", "</script>", "<style>", "<textarea>", "<plaintext>", "<template>", "<select>", "<svg>", "<math>"),
    *("</div>", "</body>", "<div class=col-lg-9>", "<div class=col-lg-3>", "<h2 id=title>", "<h4>99999</h4>", "<hr>"),
    *('"', "'", "=", "\\", "/", "../", "..\\", "%00", "%2e%2e%2f", "%ff", "http://[", "javascript:1", "//x", "?#"),
    *("/people//", "/people/x/unverified/unverified/", "/people/%2e%2e/", "/2024.x-1.99999999999999999999/", "0" * 400),
    *('"><img src=x onerror=1>', "<a " * 300, "<b>" * 300, "<div>" * 300, "</b>" * 300, "(" * 300, "&amp;" * 300),
]  # fmt: skip
STRANGE: list[Any] = [
    *(None, True, False, 0, -1, 1, 0.5, 1e300, 10**19, 99_999, [], {}, [[]], [None], {"": None}, {"last": "Li"}),
    *("", "x", "\0", "\ud800", "\u202e", "../x", "bo-li", "bo-li/unverified", "song-wang-9656", "2022.toy-long.2"),
    *("W18-6310", "2022.toy-long.0", "author", "editor", "create", "update", "delete", "sha256:" + "0" * 64),
    *("0000-0001-5109-3700", "0009-0009-2087-602X", "x" * 1001, "é" * 999, [{"last": "x"}] * 50, ["bo-li"] * 50),
]  # fmt: skip

Tear = Callable[[random.Random, bytes], bytes]


def _cut(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(chance.paretovariate(0.6)))


def _flip(chance: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 30))):
        if found:
            found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _delete(chance: random.Random, data: bytes) -> bytes:
    start, end = _cut(chance, data)
    return data[:start] + data[end:]


def _truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start, end = _cut(chance, data)
    piece = data[start:end][:2000]
    return data[:start] + piece * chance.choice((2, 3, 20, 300)) + data[end:]


def _move(chance: random.Random, data: bytes) -> bytes:
    (start, end), at = _cut(chance, data), chance.randrange(len(data) + 1)
    return data[:at] + data[start:end] + data[at:]


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(HOSTILE).encode("utf-8", "surrogatepass") + data[at:]


def _encode(chance: random.Random, data: bytes) -> bytes:
    encoding = chance.choice(("latin-1", "utf-16", "utf-8-sig", "utf-7", "cp1252", "shift_jis"))
    start = chance.choice((0, chance.randrange(len(data) + 1)))
    return data[:start] + data[start:].decode("utf-8", "replace").encode(encoding, "replace")


BYTES: tuple[Tear, ...] = (_flip, _delete, _truncate, _repeat, _move, _insert, _encode)


def torn(chance: random.Random, data: bytes) -> bytes:
    """Change bytes, without regard to what they mean."""
    return chance.choice(BYTES)(chance, data)


def spliced(chance: random.Random, one: bytes, other: bytes) -> bytes:
    """The beginning of one and the end of another."""
    return one[: chance.randrange(len(one) + 1)] + other[chance.randrange(len(other) + 1) :]


def reworked(chance: random.Random, markup: str) -> str:
    """Change tags, attributes and texts of a page, so that it remains markup of a kind."""
    parts = _TOKEN.split(markup)  # text, tag, text, …
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(parts))
        other = chance.randrange(len(parts))
        kind = chance.randrange(8)
        if kind == 0:
            parts[at] = ""
        elif kind == 1:
            parts[at], parts[other] = parts[other], parts[at]
        elif kind == 2:
            parts[at] += parts[other]
        elif kind == 3:
            parts[at] = re.sub(r"(?<=<)/?\w+", lambda _: chance.choice(_TAGS.split()), parts[at], count=1)
        elif kind == 4:
            parts[at] = _VALUE.sub(lambda _: chance.choice(('""', "x", repr(chance.choice(HOSTILE)))), parts[at])
        elif kind == 5:
            parts[at] += chance.choice(HOSTILE)
        elif kind == 6:
            tag = chance.choice(_TAGS.split())
            parts[at] += f"<{tag}>" * chance.choice((1, 10, 1000))
        else:
            first, last = sorted((at, other))
            parts[first:last] = parts[first:last] * chance.choice((0, 2))
            parts = parts[:20_000] or [""]
    return "".join(parts)


def page(chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """A broken copy of one of some pages, or of two."""
    data = chance.choice(samples)
    kind = chance.random()
    if kind < 0.15:
        data = spliced(chance, data, chance.choice(samples))
    elif kind < 0.6:
        data = reworked(chance, data.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")
    for _ in range(chance.choice((0, 1, 1, 2)) if kind < 0.6 else chance.choice((1, 1, 2, 5))):
        data = torn(chance, data)
    return data


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) below a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found: list[tuple[Any, Any]] = []
    for key, below in list(inner):
        found.append((value, key))
        found += _places(below)
    return found


def document(chance: random.Random, samples: Sequence[dict[str, Any]]) -> Any:
    """A copy of one of some JSON documents with a few values gone, replaced, doubled, moved or added."""
    found = copy.deepcopy(chance.choice(samples))
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        places = _places(found)
        if not places:
            break
        holder, key = chance.choice(places)
        other, its = chance.choice(_places(chance.choice(samples)))
        kind = chance.randrange(6)
        if kind == 0:
            del holder[key]
        elif kind == 1:
            holder[key] = copy.deepcopy(chance.choice(STRANGE))
        elif kind == 2:
            holder[key] = copy.deepcopy(other[its])
        elif kind == 3 and isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        elif kind == 4 and isinstance(holder, dict):
            holder[str(chance.choice(("x", "to", "id", "orcid", "confirmed", "names")))] = copy.deepcopy(
                chance.choice(STRANGE)
            )
        elif isinstance(holder[key], str):
            text = holder[key]
            at = chance.randrange(len(text) + 1)
            holder[key] = text[:at] + chance.choice(HOSTILE) + text[at + chance.randrange(2) :]
    return found


def patch(chance: random.Random, samples: Sequence[dict[str, Any]]) -> bytes:
    """A broken copy of one of some patches."""
    found = document(chance, samples) if chance.random() < 0.75 else chance.choice(samples)
    data = json.dumps(found, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return torn(chance, data) if chance.random() < 0.35 else data
