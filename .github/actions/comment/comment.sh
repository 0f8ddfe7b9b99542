#!/bin/sh
# Keeps one comment on the open pull request of BRANCH: what most needs review in the preview ARCHIVE, published at ADDRESS.
# The archive is a stranger's: one file of it is read, as text. What GitHub refuses is a notice and no failure, because the
# preview is published nevertheless.
# RUNNER_TEMP, GITHUB_REPOSITORY, GITHUB_REPOSITORY_OWNER, GH_TOKEN: as on GitHub.
set -eu
site=$RUNNER_TEMP/anthology-review-comment
queue=assets/data/queue.js
summary=$RUNNER_TEMP/review-summary.md
marker='<!-- anthology-review -->'

notice() {
    printf '::notice::%s\n' "$(printf '%s' "$1" | tr '\r\n' '  ')"
    exit 0
}

find_pull_request() {
    gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open -f head="$GITHUB_REPOSITORY_OWNER:$BRANCH" --jq '.[0].number // empty'
}

post() {
    comments="repos/$GITHUB_REPOSITORY/issues/$1/comments"
    found=$(gh api --paginate "$comments" --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id") || return 1
    mine=$(printf '%s\n' "$found" | head -n 1)
    if [ -n "$mine" ]; then
        gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" --field body=@"$summary"
    else
        gh api --silent --method POST "$comments" --field body=@"$summary"
    fi
}

mkdir -p "$site/assets/data"
# To standard output and cut: no link of the archive is followed, no size of it believed.
{ tar -xzOf "$ARCHIVE" "./review/$queue" 2>/dev/null || true; } | head -c 100000000 > "$site/$queue"
[ -s "$site/$queue" ] || notice "This preview has no review pages."
anthology-review summary "$site" --address "$ADDRESS/review" > "$summary"
number=$(find_pull_request 2>&1) || notice "The review pages are published, but there is no comment: $number"
[ -n "$number" ] || notice "The review pages are published; the branch has no open pull request for a comment."
why=$(post "$number" 2>&1) || notice "The review pages are published, but there is no comment: $why"
