"""The form of a data file: a script that hands one JSON value to the page's script."""

from __future__ import annotations

import json
from typing import Any


def data_script(kind: str, value: Any) -> str:
    """The text of a data file.

    It pushes ``[kind, value]`` to the browser's array ``anthologyReview``, from
    which ``lists/load.ts`` takes the value as soon as the file has run.

    Args:
        kind: what the value is: ``abstracts``, ``authors``, ``facts``, ``lines``, ``people``, ``queue``,
            ``request_papers``, ``requests``, ``shards``, ``verified``.
        value: JSON-able.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'(globalThis.anthologyReview||=[]).push(["{kind}",{text}]);\n'
