"""Contacts: files of electronic business cards and tables of people, as plain values."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final, Literal

from dutyroom.readers.contact_sheets import read_json_table, read_text_table, read_workbook
from dutyroom.readers.document import ContactFile, ReadFailure
from dutyroom.readers.filekind import head_of, is_encrypted_office, refuse_bomb, size_of
from dutyroom.readers.vcard import read_vcards
from dutyroom.rules.contact_table import Sheet

Kind = Literal["vcard", "xlsx", "xls", "ods", "text"]
LARGEST_MB: Final = 30
_MB: Final = 1_000_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_SHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
SUFFIXES: Final = ("vcf", "vcard", "csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods")


def read_contacts(path: Path) -> ContactFile:
    """The cards or the sheets of one file; raises :class:`ReadFailure` where there are none."""
    try:
        json_table = path.suffix.lower() == ".json"
        if not json_table and contact_kind(path) == "vcard":
            return ContactFile(cards=read_vcards(path.read_bytes()))
        sheets = _sheets(path)
    except OSError as problem:
        raise ReadFailure("damaged", "file.unreadable", reason=problem.strerror or str(problem)) from problem
    if not any(any(cell.strip() for row in sheet.rows for cell in row) for sheet in sheets):
        raise ReadFailure("no-text", "file.no_rows")
    return ContactFile(sheets=sheets)


def read_table(path: Path) -> ContactFile:
    """The sheets of a register as a table; raises :class:`ReadFailure` where there are none."""
    try:
        sheets = _sheets(path)
    except OSError as problem:
        raise ReadFailure("damaged", "file.unreadable", reason=problem.strerror or str(problem)) from problem
    except ReadFailure as failure:
        if failure.detail != "file.no_contacts":
            raise
        raise ReadFailure(failure.result, "file.no_table", **failure.facts) from failure
    if not any(any(cell.strip() for cell in row) for sheet in sheets for row in sheet.rows[1:]):
        raise ReadFailure("no-text", "file.no_rows")
    return ContactFile(sheets=sheets)


def _sheets(path: Path) -> tuple[Sheet, ...]:
    if path.suffix.lower() == ".json":
        return read_json_table(path, LARGEST_MB * _MB)
    kind = contact_kind(path)
    if kind == "vcard":
        raise ReadFailure("unsupported", "file.no_contacts", kind="vCard")
    return read_text_table(path) if kind == "text" else read_workbook(path, kind)


def contact_kind(path: Path) -> Kind:
    """What the file is, by its first bytes; raises :class:`ReadFailure` for what holds no contacts."""
    size = size_of(path)
    if not size:
        raise ReadFailure("damaged", "file.empty")
    if size > LARGEST_MB * _MB:
        raise ReadFailure("too-large", "file.too_large", limit=LARGEST_MB)
    head = head_of(path)
    if head.startswith(b"PK"):
        return _zipped_kind(path)
    if head.startswith(_OLE):
        if is_encrypted_office(path):
            raise ReadFailure("encrypted", "file.encrypted")
        return "xls"
    suffix = path.suffix.lower().lstrip(".")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"BEGIN:VCARD" in head.replace(b"\x00", b"").upper():
        return "vcard"
    if (head.startswith(b"%PDF-") or b"\x00" in head) and not wide:
        raise ReadFailure("unsupported", "file.no_contacts", kind=suffix or path.name)
    if suffix in ("vcf", "vcard"):
        raise ReadFailure("damaged", "file.damaged", kind=suffix)
    if suffix not in SUFFIXES:
        raise ReadFailure("unsupported", "file.no_contacts", kind=suffix or path.name)
    return "text"


def _zipped_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            refuse_bomb(path, parts)
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise ReadFailure("encrypted", "file.encrypted")
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return "xlsx"
            if "mimetype" in names:
                with archive.open("mimetype") as note:
                    if note.read(100).strip() == _OPEN_SHEET:
                        return "ods"
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as problem:
        raise ReadFailure("damaged", "file.damaged", kind=path.suffix.lstrip(".") or "zip") from problem
    raise ReadFailure("unsupported", "file.no_contacts", kind=path.suffix.lstrip(".") or "zip")
