"""Broken copies of good patches, as texts, and what the program's reader and the page's script say of each."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from playwright.sync_api import Page

from generator.errors import PatchError
from generator.patch.document import parse_patch, to_json
from tests.patch.patches import documents

NUMBERS = [0, 1, 99_999, 100_000, 100_001, -1, 0.5, 1.0, 2, 10**15, 10**20, 10**25, -0.0, 1e300]
CONTROLS: list[str] = [
    *map(chr, (0, 9, 10, 13, 27, 0x7F, 0x85, 0x9B, 0xA0, 0xAD)),
    "\u2028",
    "\u2029",
    "\ud800",
    "\udfff",
    "\ufeff",
]
MARKS: list[str] = [*"\u061c\u200b\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u206a"]
LETTERS = ["é", "李", "e\u0301", "𝒜", "👩\u200d🔬", "\ue000", "\U000e0001", "\uffff", "<b>", '"', "\\", "'"]
IDS = [
    *(
        "ada-byron",
        "a",
        "ab",
        "a-",
        "-a",
        "0a",
        "Ada",
        "song_wang",
        "é-b",
        "a.b",
        "x" * 200,
        "x" * 201,
        "__proto__",
        "",
    ),
    *("/unverified", "x/unverified", "0-/unverified", "X/unverified", "x/unverified/unverified", "a/", "x\n", "x y"),
    *("x" * 989 + "/unverified", "x" * 990 + "/unverified"),
]
PAPERS = [
    *(
        "2022.acl-long.333",
        "2022.acl-long",
        "N19-2007",
        "N19-2",
        "N19-20071",
        "n19-2007",
        "N19-",
        "N1-2007",
        "22.acl-1.1",
    ),
    *(
        "2022.acl-long.a",
        "2022.acl_x-long.1",
        "2022.acl-long.1.2",
        "2022.ACL-long.1",
        "../2022.acl-long.1",
        "N19-2007\n",
    ),
    *("2022.acl-" + "x" * 91, "2022.acl-" + "x" * 92),
]
ORCIDS = [
    *(
        "0009-0009-2087-602X",
        "0009-0009-2087-602x",
        "0009-0009-2087-6020",
        "0000-0002-1825-0097",
        "0000-0002-1825-0098",
    ),
    *("", "0009000920876 02X", "https://orcid.org/0009-0009-2087-602X", "0009-0009-2087-602X\n", "٠٠٠٠-0002-1825-0097"),
]
TIMES = [
    "2026-11-23T18:00:00Z",
    "2026-11-23T18:00:00.5+01:00",
    "2026-11-23 18:00:00Z",
    "2026-11-23T18:00:00",
    "",
    "٢026-11",
]
DIGESTS = ["sha256:" + "0" * 64, "sha256:" + "A" * 64, "sha256:" + "0" * 63, "sha256:" + "0" * 64 + "\n", "md5:0"]
KEYS = [
    *("format", "version", "created", "generator", "base", "preview", "data_commit", "data_digest", "persons", "note"),
    *(
        "assignments",
        "undecided",
        "paper",
        "role",
        "position",
        "name",
        "first",
        "last",
        "from",
        "to",
        "confirmed",
        "id",
    ),
    *("action", "names", "orcid", "comment", "degree", "disable_name_matching", "similar", "__proto__", "constructor"),
    *("decided", "not_one_person", "looked_at", "page", "papers"),
    *("toString", "", "Note", "note ", "no\u0000te", "x\ud800"),
]
TEXTS_BY_KEY: dict[str, list[str]] = {
    **dict.fromkeys(("id", "to", "from", "similar", "page", "not_one_person"), IDS),
    **dict.fromkeys(("paper", "papers"), PAPERS),
    "orcid": ORCIDS,
    "created": TIMES,
    "data_digest": DIGESTS,
    "role": ["author", "editor", "Author", "authors", ""],
    "action": ["create", "update", "delete", "Create", "remove", ""],
}
LENGTHS = (0, 1, 199, 200, 201, 999, 1000, 1001, 19_999, 20_000, 20_001)
Steps = tuple[str | int, ...]


def places(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """Where each value of a document stands."""
    yield steps
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield from places(one, (*steps, step))


def at(value: Any, steps: Steps) -> Any:
    for step in steps:
        value = value[step]
    return value


def text_for(key: str, old: Any, chance: random.Random) -> str:
    """A text that may or may not stand at this key."""
    if key in TEXTS_BY_KEY and chance.random() < 0.8:
        return chance.choice(TEXTS_BY_KEY[key])
    if chance.random() < 0.3:
        return chance.choice(["a", "é", "👩"]) * chance.choice(LENGTHS)
    text: str = old if isinstance(old, str) else "text"
    place = chance.randint(0, len(text))
    letter: str = chance.choice(chance.choice((CONTROLS, MARKS, LETTERS)))
    return text[:place] + letter + text[place:]


def other_value(key: str, old: Any, chance: random.Random) -> Any:
    kind = chance.random()
    if kind < 0.7 and (isinstance(old, str) or (old is None and kind < 0.5)):
        return text_for(key, old, chance)
    if isinstance(old, bool) and kind < 0.5:
        return not old
    if isinstance(old, int | float) and kind < 0.8:
        return chance.choice(NUMBERS)
    some: list[Any] = [None, True, False, "", "text", [], {}, [old], {"last": old}, {"id": old}, str(old), [[]]]
    return chance.choice([*some, *NUMBERS[:6]])


def change_value(document: Any, chance: random.Random) -> None:
    steps = chance.choice([steps for steps in places(document) if steps])
    key = next(step for step in reversed(steps) if isinstance(step, str))
    inner = at(document, steps[:-1])
    inner[steps[-1]] = other_value(key, inner[steps[-1]], chance)


def change_key(document: Any, chance: random.Random) -> None:
    inner = chance.choice([found for steps in places(document) if isinstance(found := at(document, steps), dict)])
    kind = chance.random()
    if inner and kind < 0.35:
        del inner[chance.choice(list(inner))]
    elif kind < 0.6:
        key = chance.choice(KEYS)
        inner[key] = other_value(key, "text", chance)
    else:
        # One that fits here is more telling.
        key = chance.choice(
            ["note", "created", "generator", "comment", "degree", "orcid", "similar", "confirmed", "first"]
        )
        inner[key] = (
            ["ada-byron"] if key == "similar" else True if key == "confirmed" else text_for(key, "text", chance)
        )


def change_list(document: Any, chance: random.Random) -> None:
    found = [one for steps in places(document) if isinstance(one := at(document, steps), list)]
    inner = chance.choice(found)
    kind = chance.random()
    if inner and kind < 0.5:
        inner.append(json.loads(json.dumps(chance.choice(inner))))
    elif inner and kind < 0.8:
        inner.pop(chance.randrange(len(inner)))
    else:
        inner.append(chance.choice([None, "ada-byron", {}, [], 0, {"last": "Li"}, {"id": "bo-li", "action": "delete"}]))


def nest(document: Any, chance: random.Random) -> None:
    steps = chance.choice([steps for steps in places(document) if steps])
    value: Any = at(document, steps[:-1])[steps[-1]]
    for _ in range(chance.choice((1, 2, 30, 200))):
        value = chance.choice(([value], {"last": value}))
    at(document, steps[:-1])[steps[-1]] = value


CHANGES: list[Callable[[Any, random.Random], None]] = [*[change_value] * 6, *[change_key] * 3, change_list, nest]


def change_json(text: str, chance: random.Random) -> str:
    """Change what a JSON library would never write."""
    places = [found.end() for found in re.finditer(r"[\[{,:]", text)]
    place = chance.choice(places)
    kind = chance.randrange(9)
    if kind == 0:
        return text[: chance.randrange(len(text))]
    if kind == 1:
        return (
            text[:place]
            + chance.choice([" ", "\t\r\n", "\xa0", "\u2028", "\f", "\ufeff", ",", "//x\n", "/**/"])
            + text[place:]
        )
    if kind == 2:
        return chance.choice(["\ufeff", "\ufeff\ufeff", " \n", "\xa0", "x"]) + text
    if kind == 3:
        return text + chance.choice(["\n", " ", "\0", "x", "}", "\ufeff", "\x1a"])
    if kind == 4:
        pairs = list(re.finditer(r'"[a-z_]+": ("[^"\\]*"|[0-9a-z]+)', text))
        pair = chance.choice(pairs)
        return text[: pair.start()] + f"{pair[0]}, " + text[pair.start() :]
    if kind == 5:
        other = chance.choice(
            ["1.0", "1e0", "01", "+1", "-0", "1.", ".1", "0x1", "NaN", "Infinity", "1e999", "9" * 21, "1E-999"]
        )
        return re.sub(r": [0-9]+\b", f": {other}", text, count=chance.choice((1, 2)))
    if kind == 6:
        return text.replace('"note"', chance.choice(['"no\\u0074e"', "note", "'note'", '"\\note"', '"n\\ud800ote"']), 1)
    if kind == 7:
        letter = chance.choice(
            ["\\u0041", "\\u0000", "\\ud83d\\ude00", "\\ud83d", "\\ude00\\ud83d", "\\u200f", "\\x41", "\\/"]
        )
        ends = [found.end() for found in re.finditer(r': "', text)]
        return text[: (end := chance.choice(ends))] + letter + text[end:]
    return text[:place] + chance.choice(["]", "}", "[", "{", '"', "null", "true,"]) + text[place:]


def mutated(seed: int) -> str:
    chance = random.Random(seed)
    document = json.loads(json.dumps(chance.choice(documents())))
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
        chance.choice(CHANGES)(document, chance)
    text = json.dumps(document, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 2)))
    if chance.random() < 0.2:
        text = change_json(text, chance)
    # Lone surrogates can't be in a file; as \ud800 they can.
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def read_here(text: str) -> Any:
    """What the program reads, as JSON; None if it refuses the text."""
    try:
        return json.loads(to_json(parse_patch(text.encode().decode("utf-8-sig"))))
    except PatchError:
        return None


def disagreements(tab: Page, texts: Sequence[str], at_once: int = 250) -> tuple[int, list[str]]:
    """How many texts both readers take for the same patch; and those of which they say different things.

    Args:
        tab: a page with the scripts' modules.
        texts: to read.
        at_once: so many are sent to the browser at a time.
    """
    read = """texts => texts.map((text) => {
        const found = AR.document.parse(text);
        return found.patch ? AR.patch.text(found.patch) : null;
    })"""
    same, wrong = 0, list[str]()
    for start in range(0, len(texts), at_once):
        some = texts[start : start + at_once]
        for text, there in zip(some, tab.evaluate(read, list(some)), strict=True):
            here = read_here(text)
            if here != _without_empty(there and json.loads(there)):
                wrong.append(text)
            elif here:
                same += 1
    return same, wrong


def _without_empty(value: Any) -> Any:
    """A value without the keys that say the same by an empty value as by not being there."""
    if isinstance(value, list):
        return [_without_empty(one) for one in value]
    if not isinstance(value, dict):
        return value
    empty = {"first": "", "decided": {}, "not_one_person": [], "looked_at": [], "confirmed": False, "generator": ""}
    kept = {key: _without_empty(one) for key, one in value.items()}
    return {key: one for key, one in kept.items() if key not in empty or one != empty[key]}
