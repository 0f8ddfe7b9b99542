#!/bin/sh
# Posts RUNNER_TEMP/review-summary.md on PULL_REQUEST, or puts it into the comment that is there already.
set -eu
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
mine=$(gh api --paginate "$comments" --jq '.[] | select(.user.type == "Bot" and (.body | startswith("<!-- anthology-review -->"))) | .id' | head -n 1)
if [ -n "$mine" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" --field body=@"$RUNNER_TEMP/review-summary.md"
else
    gh api --silent --method POST "$comments" --field body=@"$RUNNER_TEMP/review-summary.md"
fi
