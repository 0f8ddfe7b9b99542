#!/bin/sh
# Builds the review site in KEPT/site, puts a copy at PREVIEW/review, links to it from the author pages, and writes the
# summary for the comment. Plain commands: any CI can call it, if it keeps the folder KEPT from run to run.
# PREVIEW, DATA, ADDRESS: see action.yml. BASE_MANIFEST: the base branch's, else the one restored below RUNNER_TEMP.
# STATE: folder of what the next build starts from, never published; KEPT/state if empty.
# RUNNER_TEMP, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY: as on GitHub.
set -eu
site=$KEPT/site
review=$PREVIEW/review
state=${STATE:-$KEPT/state}
base=${BASE_MANIFEST:-$RUNNER_TEMP/anthology-review-base/manifest.json}
summary=$RUNNER_TEMP/review-summary.md
began=$(date +%s)

if [ -e "$review" ] && [ ! -f "$review/review-site.json" ]; then
    echo "$review: exists and is no review site." >&2
    exit 1
fi
mkdir -p "$KEPT"
if [ -f "$site/manifest.json" ]; then
    from="starting from the last build's site"
else
    from="from scratch"
fi
set -- --preview "$PREVIEW" --data "$DATA" --out "$site" --state "$state"
if [ -f "$base" ]; then
    set -- "$@" --since "$base"
else
    echo "No manifest of the base preview: changes can't be marked."
fi
anthology-review build "$@"
# It only saves the next build a second, and a cache would keep it as large as a second site.
rm -rf "$state/spare"

rm -rf "$review"
# Hard links cost neither time nor space.
cp -al "$site" "$review" 2>/dev/null || { rm -rf "$review" && cp -R "$site" "$review"; }
anthology-review link --preview "$PREVIEW" --site "$review"

seconds=$(($(date +%s) - began))
anthology-review summary "$review" --address "$ADDRESS/review" > "$summary"
printf '\nBuilt in %s s, %s.\n' "$seconds" "$from" >> "$summary"
cat "$summary" >> "$GITHUB_STEP_SUMMARY"
{
    echo "manifest=$review/manifest.json"
    echo "seconds=$seconds"
} >> "$GITHUB_OUTPUT"
