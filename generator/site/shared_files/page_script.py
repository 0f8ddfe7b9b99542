"""``assets/review/js/site/review.js``: all scripts of review pages in one file, minified.

Before the scripts it defines ``AR.markup``: template name -> HTML, of the
templates in `_MARKUP`.  They are the same on all review pages, so the script
puts them there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import minify

from generator.site.addresses import ASSETS_FOLDER
from generator.site.output_files import write_file
from generator.site.templates import template_environment

PAGE_SCRIPT = "site/review.js"
"""Path below ``assets/review/js``; as deep as its parts, since scripts find data files relative to their address."""

_STRICT = '"use strict";\n'
_MARKUP = ("paste", "look", "tools", "elsewhere", "dock", "keys")
"""Templates without variables."""


def write_page_script(out: Path, names: Iterable[str]) -> None:
    """Write the script.

    Args:
        out: the site's folder, to which the scripts have been copied.
        names: scripts in the order in which they run, below ``assets/review/js``: ``core/names.js``.
    """
    markup = {name: template_environment().get_template(f"{name}.html").render() for name in _MARKUP}
    scripts = out / ASSETS_FOLDER / "js"
    parts = [(scripts / name).read_text("utf-8").removeprefix(_STRICT) for name in names]
    shared = json.dumps(markup, ensure_ascii=False)
    text = f"{_STRICT}var AR = AR || {{}};\nAR.markup = {shared};\n" + "".join(parts)
    write_file(scripts / PAGE_SCRIPT, str(minify.string("application/javascript", text)))
