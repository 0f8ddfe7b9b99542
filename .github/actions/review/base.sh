#!/bin/sh
# Finds the commits of the MAIN branch whose preview this build of BRANCH is compared with: the one where it left MAIN, and
# the ones before it, newest first, as far as one may still have a manifest. A push knows no base branch, so git is asked.
# DATA: a folder of the checkout. GITHUB_OUTPUT: as on GitHub.
set -eu
in_checkout() {
    git -c safe.directory='*' -C "$DATA" "$@"
}
if [ "$BRANCH" = "$MAIN" ]; then
    main=yes
    left=HEAD~1
else
    main=no
    left=$(in_checkout merge-base HEAD "origin/$MAIN" || true)
fi
commits=$(in_checkout rev-list --first-parent --max-count 50 "${left:-no commit}" -- 2>/dev/null || true)
if [ -z "$commits" ]; then
    echo "No commit of $MAIN to compare with is in this checkout (is it shallow? see fetch-depth)."
    commits=none
fi
keys=$(printf '%s\n' "$commits" | sed 's/^/anthology-review:manifest:/')
{
    echo "main=$main"
    echo "day=$(date -u +%Y-%m-%d)"
    echo "newest=$(printf '%s\n' "$keys" | head -n 1)"
    echo "earlier<<end of the keys"
    printf '%s\n' "$keys" | tail -n +2
    echo "end of the keys"
} >> "$GITHUB_OUTPUT"
