"""`mkdocs serve` shows what one edits, not only Markdown."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.conftest import ROOT

PATIENCE = 120


def test_mkdocs_serve_shows_a_changed_template_and_a_changed_script(tmp_path: Path) -> None:
    for name in ("generator", "site_templates", "content"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "client"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    server = subprocess.Popen(command, cwd=tmp_path, env=environment)
    try:
        wait_for(f"http://{address}/index.html", "author pages can be reviewed", server)
        for file, page in (("pages/home.html", "index.html"), ("assets/review.js", "assets/review/review.js")):
            path = tmp_path / "site_templates" / file
            mark = '<p id="added">added</p>' if file.endswith("html") else '\nglobalThis.added = "added";'
            path.write_text(path.read_text("utf-8") + mark, "utf-8")
            wait_for(f"http://{address}/{page}", "added", server)
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str, text: str, server: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        assert server.poll() is None, "mkdocs serve has ended"
        try:
            with urllib.request.urlopen(url) as answer:
                if text in answer.read().decode("utf-8"):
                    return
        except OSError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"{url} never showed {text!r}")
