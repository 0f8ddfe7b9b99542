"""Tools from the npm registry, each pinned, run by the Node.js that the test environment brings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent


def npx(package: str, *command: str) -> subprocess.CompletedProcess[str]:
    """What a command of a package answers, whatever its exit status.

    Args:
        package: with its version: ``html-validate@10.17.0``.
        command: and its arguments.
    """
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "npm_config_update_notifier": "false"}
    # Lighthouse looks for a browser here.
    env.setdefault("CHROME_PATH", shutil.which("chromium") or "")
    line = [str(BIN / "npx"), "--yes", "--package", package, "--", *command]
    return subprocess.run(line, capture_output=True, text=True, env=env)
