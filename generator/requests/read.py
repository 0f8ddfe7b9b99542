"""Reads all requests that a build is given."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.errors import ReviewError
from generator.requests.issues_file import read_issues
from generator.requests.mail_folder import read_mails
from generator.requests.message import MOST_MESSAGES, Message
from generator.requests.request import Request


def read_requests(paths: Iterable[Path]) -> tuple[Request, ...]:
    """Return the requests of files with issues and of folders with mails, oldest first, those without a date last.

    A mail that lies there twice is one request.

    Raises:
        ReviewError: something can't be read, is not what it should be, or an issue is given twice.
    """
    found: dict[str, Message] = {}
    for path in paths:
        for message in read_mails(path) if path.is_dir() else read_issues(path):
            if message.number and message.key in found:
                raise ReviewError(f"{path}: has the issue {message.number}, which was read before; give it once.")
            found[message.key] = message
    if len(found) > MOST_MESSAGES:
        raise ReviewError(f"--requests: more than {MOST_MESSAGES:,} requests in all; give the open ones only.")
    newest = max((message.created for message in found.values() if message.created), default=None)
    requests = [Request.of(message, newest) for message in found.values()]
    return tuple(sorted(requests, key=lambda one: (-one.age, one.number, one.key)))
