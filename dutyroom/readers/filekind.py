"""File kind: what a file really is, by its first bytes and not by its name."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Final

from dutyroom.readers.document import ReadFailure
from dutyroom.rules.wording import mark

LARGEST_FILE_MB: Final = 100
LARGEST_UNPACKED_MB: Final = 200
_ABSURD_RATIO: Final = 200
_RATIO_FROM: Final = 20_000_000
_MOST_PARTS: Final = 20_000
_MB: Final = 1_000_000
_HEAD: Final = 4096

TEXT_SUFFIXES: Final = frozenset((".txt", ".text"))
MARKDOWN_SUFFIXES: Final = frozenset((".md", ".markdown", ".mdown"))
HTML_SUFFIXES: Final = frozenset((".html", ".htm", ".xhtml", ".shtml"))
OLD_SUFFIXES: Final = frozenset((".doc", ".wps", ".ofd", ".rtf", ".dot", ".uof"))
SHEET_SUFFIXES: Final = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et"))
TABLE_SUFFIXES: Final = frozenset((".csv", ".tsv"))
CONTAINER_SUFFIXES: Final = frozenset((".zip", ".eml"))
_OFFICE: Final = SHEET_SUFFIXES | {".docx", ".odt", ".pdf"}
_KNOWN_SUFFIXES: Final = TEXT_SUFFIXES | MARKDOWN_SUFFIXES | HTML_SUFFIXES | OLD_SUFFIXES | TABLE_SUFFIXES | _OFFICE

_MAGIC: Final = (
    (b"\x89PNG", mark("a PNG picture")),
    (b"\xff\xd8\xff", mark("a JPEG picture")),
    (b"GIF8", mark("a GIF picture")),
    (b"BM", mark("a BMP picture")),
    (b"II*\x00", mark("a TIFF picture")),
    (b"MM\x00*", mark("a TIFF picture")),
    (b"Rar!", mark("a RAR archive")),
    (b"7z\xbc\xaf", mark("a 7z archive")),
    (b"\x1f\x8b", mark("a gzip archive")),
    (b"MZ", mark("a Windows program")),
    (b"\x7fELF", mark("a program")),
    (b"SQLite format 3", mark("a database")),
    (b"ID3", mark("a sound recording")),
    (b"OggS", mark("a sound recording")),
)
_ARCHIVED: Final = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsx"),
    ("ppt/presentation.xml", mark("a presentation")),
    ("OFD.xml", "ofd"),
)
_OPEN_DOCUMENT: Final = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": mark("a presentation"),
}
_OF_OFFICE: Final = frozenset(("mimetype", "[Content_Types].xml", *(name for name, _ in _ARCHIVED)))
"""What tells an office document from an archive of files."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")
_WORKBOOK_STREAM: Final = "Workbook".encode("utf-16-le")
_SLIDES_STREAM: Final = "PowerPoint Document".encode("utf-16-le")
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
SHEETS: Final = frozenset(("xlsx", "xls", "ods", "csv"))
READABLE: Final = frozenset(("txt", "markdown", "html", "docx", "pdf", "odt", "eml")) | SHEETS
OLD: Final = frozenset(("doc", "wps", "rtf", "ofd"))
CONTAINERS: Final = frozenset(("zip", "eml"))
"""What holds files of its own; a mail is readable besides."""


def file_kind(path: Path) -> str:
    """One of ``READABLE``, ``OLD`` or ``CONTAINERS``.

    Raises :class:`ReadFailure` for an empty, too large, encrypted, damaged or
    unreadable file, and for one that is something else than it is named.
    """
    size = size_of(path)
    head = head_of(path)
    if not size:
        raise ReadFailure("damaged", "file.empty")
    if size > LARGEST_FILE_MB * _MB:
        raise ReadFailure("too-large", "file.too_large", limit=LARGEST_FILE_MB)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if (found := _picture_or_program(head)) is not None:
        raise _not_text(path, found)
    return _text_kind(path, head)


def size_of(path: Path) -> int:
    """The size of the file in bytes; refuses what is no file."""
    if not path.is_file():
        raise ReadFailure("damaged", "file.unreadable", reason="not a file")
    return path.stat().st_size


def head_of(path: Path) -> bytes:
    """The first bytes of the file, by which its kind is known."""
    with path.open("rb") as stream:
        return stream.read(_HEAD)


def is_encrypted_office(path: Path) -> bool:
    """Whether an old office container holds an encrypted document."""
    return _ENCRYPTED_STREAM in path.read_bytes()


def _picture_or_program(head: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head[:64]):
            return kind
    if head[:4] == b"RIFF":
        return mark("a WebP picture") if head[8:12] == b"WEBP" else mark("a sound recording")
    if head[4:8] == b"ftyp":
        return mark("a video recording")
    return None


def _not_text(path: Path, kind: str) -> ReadFailure:
    if path.suffix.lower() in _KNOWN_SUFFIXES:
        return ReadFailure("unsupported", "file.renamed", suffix=path.suffix, kind=kind)
    return ReadFailure("unsupported", "file.unsupported", kind=kind)


def _zip_kind(path: Path) -> str:
    """The kind of a zip; its directory is read, nothing is unpacked but a 200-byte type note."""
    suffix = path.suffix.lower()
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if suffix == ".zip" and not names & _OF_OFFICE:
                return "zip"
            refuse_bomb(path, parts)
            if any(part.flag_bits & 1 for part in parts):
                raise ReadFailure("encrypted", "file.encrypted")
            if "mimetype" in names:
                with archive.open("mimetype") as note:
                    named = _OPEN_DOCUMENT.get(note.read(200).decode("ascii", "replace").strip(), "")
                if named in READABLE:
                    return named
                if named:
                    raise _not_text(path, named)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, ValueError) as problem:
        if suffix in _KNOWN_SUFFIXES:
            raise ReadFailure("damaged", "file.damaged", kind=suffix.lstrip(".")) from problem
        raise _not_text(path, mark("a damaged archive")) from problem
    for name, kind in _ARCHIVED:
        if name in names:
            if kind in READABLE | OLD:
                return kind
            raise _not_text(path, kind)
    if suffix in _OFFICE and "[Content_Types].xml" in names:
        raise ReadFailure("damaged", "file.damaged", kind=suffix.lstrip("."))
    raise _not_text(path, mark("a zip archive"))


def refuse_bomb(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that would unpack to far more than a document can hold."""
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, path.stat().st_size)
    absurd = unpacked > _RATIO_FROM and unpacked > _ABSURD_RATIO * packed
    if unpacked > LARGEST_UNPACKED_MB * _MB or absurd or len(parts) > _MOST_PARTS:
        raise ReadFailure("too-large", "file.bomb", limit=LARGEST_UNPACKED_MB)


def _ole_kind(path: Path) -> str:
    """The kind of an old office file, by the names of its streams."""
    content = path.read_bytes()
    if _ENCRYPTED_STREAM in content:
        raise ReadFailure("encrypted", "file.encrypted")
    if _WORD_STREAM in content:
        return "wps" if path.suffix.lower() == ".wps" else "doc"
    if _WORKBOOK_STREAM in content:
        return "xls"
    if _SLIDES_STREAM in content:
        raise _not_text(path, mark("a presentation"))
    if path.suffix.lower() in (".doc", ".wps"):
        return path.suffix.lower().lstrip(".")
    raise _not_text(path, mark("an old office file"))


def _text_kind(path: Path, head: bytes) -> str:
    """The kind of a file without known first bytes, by its name and by whether it reads as text."""
    suffix = path.suffix.lower()
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    looks_html = opening.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
    if suffix in MARKDOWN_SUFFIXES:
        return "markdown"
    if suffix in HTML_SUFFIXES or (looks_html and suffix in TEXT_SUFFIXES | {".doc", ".docx", ".wps"}):
        return "html"
    if suffix in TEXT_SUFFIXES:
        return "txt"
    if suffix in TABLE_SUFFIXES:
        return "csv"
    if suffix == ".eml":
        return "eml"
    if suffix in _OFFICE or suffix in OLD_SUFFIXES or suffix == ".zip":
        raise ReadFailure("damaged", "file.damaged", kind=suffix.lstrip("."))
    raise ReadFailure("unsupported", "file.unsupported", kind=suffix or path.name)
