"""Reads a folder of mails (``.eml``) and text files (``.txt``, ``.md``)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from hashlib import blake2b
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from generator.errors import ReviewError
from generator.requests.message import LONGEST_TEXT, MOST_MESSAGES, Message

_LARGEST = 10_000_000
"""Bytes of a file; a mail takes fifteen times as much memory while it is read, attachments or not."""


def read_mails(folder: Path) -> list[Message]:
    """Return the mails and texts right in a folder, in the order of the files' names; other files are passed over.

    Raises:
        ReviewError: the folder has none, has too many, or a file can't be read.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _READERS and path.is_file())
    except OSError as error:
        raise ReviewError(f"{folder}: can't be read ({error.strerror}).") from error
    if not files:
        raise ReviewError(f"{folder}: has no mail (.eml) and no text file (.txt, .md); put the requests there.")
    if len(files) > MOST_MESSAGES:
        raise ReviewError(f"{folder}: has more than {MOST_MESSAGES:,} mails; give the open requests only.")
    return [_read(path) for path in files]


def _read(path: Path) -> Message:
    try:
        if path.stat().st_size > _LARGEST:
            raise ReviewError(f"{path}: is larger than {_LARGEST // 1_000_000} MB; save it without attachments.")
        content = path.read_bytes()
    except OSError as error:
        raise ReviewError(f"{path}: can't be read ({error.strerror}).") from error
    title, text, created = _READERS[path.suffix.lower()](path, content)
    if len(text) > LONGEST_TEXT:
        raise ReviewError(f"{path}: has more than {LONGEST_TEXT:,} characters of text; shorten it.")
    key = f"m{blake2b(content, digest_size=6).hexdigest()}"
    return Message(key, " ".join(title.split())[:1000], text, created=created)


_Content = tuple[str, str, datetime | None]


def _mail(path: Path, content: bytes) -> _Content:
    """Subject, text and date of a mail; names and addresses in its head are left out."""
    try:
        mail = message_from_bytes(content, policy=default)
        assert isinstance(mail, EmailMessage)
        body = mail.get_body(("plain", "html"))
        text = body.get_content() if body else ""
        html = body is not None and body.get_content_subtype() == "html"
        date, subject = mail["date"], str(mail["subject"] or "")
        created = date.datetime if date is not None else None
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise ReviewError(f"{path}: is no mail that can be read ({error}); save it as a text file (.txt).") from error
    if html:
        text = LexborHTMLParser(text).text(separator="\n")
    # "-0000" says that the writer's time zone is unknown; the time itself is that of Greenwich.
    return subject, text, created.astimezone() if created and created.tzinfo is None else created


def _text_file(path: Path, content: bytes) -> _Content:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReviewError(f"{path}: is no UTF-8 at byte {error.start:,}; save it as UTF-8.") from error
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first[:200], text, None


_READERS: dict[str, Callable[[Path, bytes], _Content]] = {".eml": _mail, ".txt": _text_file, ".md": _text_file}
