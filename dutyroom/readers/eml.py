"""Mails: subject, sender, date and text as a document; what is attached to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_binary_file, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.readers.txt import clean, decoded

_HEADS: Final = ("From", "To", "Cc", "Date")
_LITTLE: Final = 60
"""Letters; a shorter message with files attached only hands them over."""
_GB: Final = frozenset(("gb2312", "gbk", "gb_2312-80", "x-gbk"))
_FILE_NAME: Final = re.compile(r'name="?([^";\r\n]+)', re.IGNORECASE)
_ENDINGS: Final = {"application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml"}


def read_eml(path: Path) -> Document:
    """The mail itself; raises :class:`ReadFailure` where it is none or says nothing."""
    mail = open_mail(path)
    lines = [Line(text) for text in _body(mail)]
    heads = [Line(f"{name}: {told}") for name in _HEADS if (told := _head(mail, name))]
    subject = _head(mail, "Subject")
    if not lines and not subject:
        raise ReadFailure("no-text", "file.no_text")
    return Document((*([Line(subject, 1)] if subject else ()), *heads, *lines), "eml", None, subject or None)


def open_mail(path: Path) -> EmailMessage:
    """The mail in its parts; raises :class:`ReadFailure` for what is none."""
    try:
        with path.open("rb") as stream:
            mail: Any = message_from_binary_file(stream, policy=policy.default)
    except (MessageError, ValueError, LookupError) as problem:
        raise ReadFailure("damaged", "file.damaged", kind="eml") from problem
    if not any(mail.get(name) for name in ("From", "Subject", "Date", "MIME-Version", "Received")):
        raise ReadFailure("damaged", "file.damaged", kind="eml")
    return mail  # type: ignore[no-any-return]  # the policy decides the class


def says_little(mail: EmailMessage) -> bool:
    """Whether the message has so few words that it only hands over what is attached."""
    return sum(len("".join(text.split())) for text in _body(mail)) < _LITTLE


def attached(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Name and content of each attached file; pictures that the text shows are none."""
    number = 0
    for part in mail.walk():
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            continue
        name = _name(part)
        is_text = kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment"
        shown = part.get_content_maintype() == "image" and part.get("Content-ID") and not name
        if (is_text and not name) or shown or _is_inside_attached(mail, part):
            continue
        number += 1
        yield name or f"{number}{_ENDINGS.get(kind, '.bin')}", _content(part)


def _is_inside_attached(mail: EmailMessage, part: Any) -> bool:
    """Whether the part belongs to a mail that is attached, which is a file of its own."""
    for outer in mail.walk():
        if outer.get_content_type() == "message/rfc822" and outer is not part and outer is not mail:
            inner: Any = outer.get_payload()
            if isinstance(inner, list) and any(each is part for whole in inner for each in whole.walk()):
                return True
    return False


def _content(part: Any) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return bytes(inner[0]) if isinstance(inner, list) and inner else b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _body(mail: EmailMessage) -> list[str]:
    """The text of the message, line by line; HTML where it has no plain text."""
    plain = html = ""
    for part in mail.walk():
        kind = part.get_content_type()
        if part.is_multipart() or part.get_content_disposition() == "attachment" or _name(part):
            continue
        if _is_inside_attached(mail, part):
            continue
        if kind == "text/plain":
            plain += _text(part) + "\n"
        elif kind == "text/html":
            html += _text(part) + "\n"
    if plain.strip():
        return [line.strip() for line in clean(plain).split("\n") if line.strip()]
    if not html.strip():
        return []
    from dutyroom.readers.html import html_lines  # slow import  # noqa: PLC0415

    return [line.text for line in html_lines(html) if line.text.strip()]


def _text(part: Any) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = (part.get_content_charset() or "").lower()
    if charset and charset != "us-ascii":
        try:
            return content.decode("gb18030" if charset in _GB else charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)[0] if content else ""


def _name(part: Any) -> str:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, AttributeError):
        return ""
    if name and "\ufffd" in name:  # raw bytes, of which the library keeps nothing
        for header in ("Content-Disposition", "Content-Type"):
            found = _FILE_NAME.search(_raw(part, header))
            if found:
                return _readable(found[1])
    return _readable(str(name)) if name else ""


def _raw(part: Any, name: str) -> str:
    """A header as it came; bytes that are no ASCII stand in it as surrogates."""
    return next((str(value) for head, value in part.raw_items() if head.lower() == name.lower()), "")


def _head(mail: EmailMessage, name: str) -> str:
    raw = _raw(mail, name)
    try:
        told = raw if _is_raw(raw) else mail.get(name)
    except (ValueError, LookupError, AttributeError, IndexError):
        return ""
    return " ".join(clean(_readable(str(told))).split())[:500] if told else ""


def _is_raw(text: str) -> bool:
    return any("\udc80" <= sign <= "\udcff" for sign in text)


def _readable(text: str) -> str:
    """A header as it reads: what was sent as raw bytes or encoded twice is decoded too."""
    if "=?" in text:
        try:
            pieces = [
                piece.decode("gb18030" if (charset or "").lower() in _GB else charset or "utf-8", "replace")
                if isinstance(piece, bytes)
                else piece
                for piece, charset in decode_header(text)
            ]
            text = "".join(pieces)
        except (LookupError, ValueError, MessageError):
            pass
    return decoded(text.encode("utf-8", "surrogateescape"))[0] if _is_raw(text) else text
