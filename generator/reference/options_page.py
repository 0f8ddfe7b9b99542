"""The reference of the plugin's options, from the class that declares them, as Markdown."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from mkdocs.config.config_options import Optional

from generator.build.plugin_options import ReviewConfig
from generator.reference.markdown_table import code, table


def options_reference() -> Iterator[str]:
    """Lines of a table of all options."""
    meanings = _docstrings(ReviewConfig)
    rows = []
    for name, option in ReviewConfig._schema:
        default = "none" if isinstance(option, Optional) else "required"
        rows.append((code(name), meanings[name], default if option.default is None else code(option.default)))
    yield from table(("option", "meaning", "default"), rows)


def _docstrings(cls: type) -> dict[str, str]:
    """Attribute -> the string that follows its definition in the source."""
    [body] = ast.parse(inspect.getsource(cls)).body
    assert isinstance(body, ast.ClassDef)
    found = {}
    for defined, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(defined, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[ast.unparse(defined.targets[0])] = str(after.value.value)
    return found
