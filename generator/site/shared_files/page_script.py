"""The script of all review pages, in one file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import minify

from generator.site.addresses import ASSETS
from generator.site.output_files import write
from generator.site.templates import environment

SCRIPT = "site/review.js"
"""As deep as the scripts that it is made of: they find their data by their own address."""
_STRICT = '"use strict";\n'


_MARKUP = ("paste", "look", "tools", "elsewhere", "dock", "keys")
"""Templates without variables, which the script puts into each review page."""


def write_script(out: Path, names: Iterable[str]) -> None:
    """All scripts in one file, in order, with the markup that needs them and is the same on all review pages."""
    markup = {name: environment().get_template(f"{name}.html").render() for name in _MARKUP}
    scripts = out / ASSETS / "js"
    parts = [(scripts / name).read_text("utf-8").removeprefix(_STRICT) for name in names]
    shared = json.dumps(markup, ensure_ascii=False)
    text = f"{_STRICT}var AR = AR || {{}};\nAR.markup = {shared};\n" + "".join(parts)
    write(scripts / SCRIPT, str(minify.string("application/javascript", text)))
