"""Reads issues as ``gh issue list --json number,title,body,url,labels,createdAt,comments`` writes them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from generator.errors import ReviewError
from generator.requests.message import LONGEST_TEXT, MOST_MESSAGES, Message

FIELDS = "number,title,body,url,labels,createdAt,comments"
_LARGEST = 100_000_000
"""Bytes of a file: a hundred issues take about one megabyte."""
_MAINTAINERS = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
_Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
_Line = Annotated[str, msgspec.Meta(max_length=1000)]
_Address = Annotated[str, msgspec.Meta(max_length=500, pattern=r"^https://[\w.-]+/[\w./-]+$")]


class _Label(msgspec.Struct):
    name: _Line


class _Author(msgspec.Struct):
    login: _Line = ""


class _Comment(msgspec.Struct):
    body: _Text = ""
    author: _Author | None = None
    authorAssociation: _Line = ""

    @property
    def login(self) -> str:
        return self.author.login if self.author else ""

    @property
    def is_official(self) -> bool:
        """Whether a maintainer or a robot wrote it."""
        return self.authorAssociation in _MAINTAINERS or self.login in ("github-actions", "app/github-actions")


class _Issue(msgspec.Struct):
    number: Annotated[int, msgspec.Meta(ge=1, le=10_000_000)]
    title: _Line
    body: _Text | None
    url: _Address
    labels: Annotated[list[_Label], msgspec.Meta(max_length=100)]
    createdAt: Annotated[datetime, msgspec.Meta(tz=True)]
    comments: Annotated[list[_Comment], msgspec.Meta(max_length=1000)]
    author: _Author | None = None


def read_issues(path: Path) -> list[Message]:
    """Return the issues of a file, in its order; fields that are not needed are passed over.

    Raises:
        ReviewError: the file can't be read, or is not what the command writes.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ReviewError(f"{path}: is larger than {_LARGEST // 1_000_000} MB; give the open requests only.")
        issues = msgspec.json.decode(path.read_bytes(), type=list[_Issue])
    except OSError as error:
        raise ReviewError(f"{path}: can't be read ({error.strerror}).") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        what = "too deeply nested" if isinstance(error, RecursionError) else error
        raise ReviewError(
            f"{path}: is no list of issues ({what}); make it with gh issue list --json {FIELDS}."
        ) from error
    if len(issues) > MOST_MESSAGES:
        raise ReviewError(f"{path}: has more than {MOST_MESSAGES:,} issues; give the open requests only.")
    return [_message(issue) for issue in issues]


def _message(issue: _Issue) -> Message:
    """An issue as a message.

    Who opened it is in the file only if that was asked for; otherwise comments count as the requester's if they are all
    by one person who is no maintainer.  What several others wrote could be a namesake's.
    """
    others = [comment for comment in issue.comments if not comment.is_official]
    logins = {comment.login for comment in others}
    requester = issue.author.login if issue.author else next(iter(logins)) if len(logins) == 1 else ""
    own = [comment for comment in others if requester and comment.login == requester]
    text = "\n\n".join(filter(None, [issue.body or "", *(comment.body for comment in own)]))
    return Message(
        str(issue.number),
        issue.title,
        text[:LONGEST_TEXT],
        tuple(comment.body for comment in issue.comments if comment not in own and comment.body),
        issue.number,
        issue.url,
        tuple(label.name for label in issue.labels),
        issue.createdAt,
    )
