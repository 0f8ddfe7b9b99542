#!/bin/sh
# From a fresh clone to the review site of the demo preview; with --open, in the browser.
set -eu
cd "$(dirname "$0")/../.."
. content/demo/setup.sh
prepare_environment "" "about one minute, 420 MB"
echo "Building the review site of the demo preview ..."
exec .venv/bin/anthology-review demo "$@"
