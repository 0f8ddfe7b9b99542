#!/bin/sh
# Builds PREVIEW/review, links to it, and writes the summary for the comment. Plain commands: any CI can call it.
# PREVIEW, DATA, ADDRESS: see action.yml. BASE_MANIFEST: may be empty or missing. RUNNER_TEMP, GITHUB_OUTPUT: as on GitHub.
set -eu
set -- --preview "$PREVIEW" --data "$DATA" --out "$PREVIEW/review"
if [ -n "${BASE_MANIFEST:-}" ] && [ -f "$BASE_MANIFEST" ]; then
    set -- "$@" --since "$BASE_MANIFEST"
else
    echo "No manifest of the base preview: changes can't be marked."
fi
anthology-review build "$@"
anthology-review link --preview "$PREVIEW" --site "$PREVIEW/review"
anthology-review summary "$PREVIEW/review" --address "$ADDRESS/review" > "$RUNNER_TEMP/review-summary.md"
echo "manifest=$PREVIEW/review/manifest.json" >> "$GITHUB_OUTPUT"
