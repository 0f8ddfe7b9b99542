#!/bin/sh
# Posts RUNNER_TEMP/review-summary.md on PULL_REQUEST, or puts it into the comment that is there already. The token of
# a fork's pull request may not comment: the site is built nevertheless, so that is a notice and no failure.
set -eu
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"

post() {
    found=$(gh api --paginate "$comments" --jq '.[] | select(.user.type == "Bot" and (.body | startswith("<!-- anthology-review -->"))) | .id') || return 1
    mine=$(printf '%s\n' "$found" | head -n 1)
    if [ -n "$mine" ]; then
        gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" --field body=@"$RUNNER_TEMP/review-summary.md"
    else
        gh api --silent --method POST "$comments" --field body=@"$RUNNER_TEMP/review-summary.md"
    fi
}

if ! why=$(post 2>&1); then
    echo "::notice::The review pages are built, but there is no comment: $(printf '%s' "$why" | tr '\r\n' '  '). The summary is on the page of this run."
fi
