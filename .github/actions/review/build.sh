#!/bin/sh
# Builds the review site in KEPT/site, puts a copy at PREVIEW/review, links to it from the author pages, and says what
# most needs review. Plain commands: any CI can call it, if it keeps the folder KEPT from run to run.
# PREVIEW, DATA, ADDRESS, MOST_ENTRIES: see action.yml. BASE_MANIFEST: else the one restored below RUNNER_TEMP.
# RUNNER_TEMP, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY: as on GitHub.
set -eu
site=$KEPT/site
state=$KEPT/state
review=$PREVIEW/review
base=${BASE_MANIFEST:-$RUNNER_TEMP/anthology-review-base/manifest.json}
began=$(date +%s)

if [ -e "$review" ] && [ ! -f "$review/review-site.json" ]; then
    echo "$review: exists and is no review site." >&2
    exit 1
fi
mkdir -p "$KEPT"
if [ -f "$site/manifest.json" ]; then
    from="starting from an earlier build's site"
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
entries=$(find "$site" | wc -l | tr -d ' ')
if [ "$entries" -gt "$MOST_ENTRIES" ]; then
    echo "::warning::The review site has $entries files and folders, more than the $MOST_ENTRIES that most-entries allows: this preview has no review pages."
    added=0
else
    # Hard links cost neither time nor space.
    cp -al "$site" "$review" 2>/dev/null || { rm -rf "$review" && cp -R "$site" "$review"; }
    anthology-review link --preview "$PREVIEW" --site "$review"
    added=$entries
fi

seconds=$(($(date +%s) - began))
{
    anthology-review summary "$site" --address "$ADDRESS/review"
    printf '\nBuilt in %s s, %s. It adds %s files and folders to the preview.\n' "$seconds" "$from" "$added"
} >> "$GITHUB_STEP_SUMMARY"
echo "The review site adds $added files and folders to the preview."
{
    echo "manifest=$site/manifest.json"
    echo "entries=$added"
    echo "seconds=$seconds"
} >> "$GITHUB_OUTPUT"
