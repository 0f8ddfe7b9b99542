"""A ``.js`` file that hands plain data to the page's script."""

from __future__ import annotations

import json
from typing import Any


def data_script(call: str, value: Any) -> str:
    """The text of a script that hands a JSON-able value to the page's script, which takes it as ``call``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";var AR=AR||{{}};(AR.received=AR.received||[]).push(["{call}",{text}]);\n'
