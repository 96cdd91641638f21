"""Opening: one file to a document and its structure, in the process that calls."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final

from dutyroom.readers.convert import converted
from dutyroom.readers.document import Document, ReadFailure, Reading
from dutyroom.readers.filekind import CONTAINERS, SHEETS, file_kind

_KINDS: Final = frozenset(("txt", "markdown", "html", "docx", "pdf", "odt", "eml"))
_ENDINGS: Final = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".mdown",
        ".html",
        ".htm",
        ".docx",
        ".pdf",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
        ".ofd",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".ods",
        ".csv",
        ".eml",
    ]
)


def open_document(path: Path) -> Document:
    """The text of one file; raises :class:`ReadFailure` where there is none."""
    try:
        kind = file_kind(path)
        document = _opened(path, kind)
    except OSError as problem:
        raise ReadFailure("damaged", "file.unreadable", reason=problem.strerror or str(problem)) from problem
    except RecursionError as problem:
        raise ReadFailure("damaged", "file.damaged", kind=path.suffix.lstrip(".")) from problem
    if not any(line.text.strip() for line in document.lines):
        raise ReadFailure("no-text", "file.no_text")
    return document


def _opened(path: Path, kind: str) -> Document:
    if kind in _KINDS:
        return _read(path, kind)
    if kind in SHEETS:
        from dutyroom.readers.sheets import read_sheets  # slow import  # noqa: PLC0415

        return read_sheets(path, kind)
    if kind in CONTAINERS:
        raise ReadFailure("unsupported", "file.archive")
    return converted(path, kind, _open_converted)


def _read(path: Path, kind: str) -> Document:
    # Only what the file needs is loaded: all kinds together take twice the time that the process takes to start.
    document: Document = getattr(import_module(f"dutyroom.readers.{kind}"), f"read_{kind}")(path)
    return document


def _open_converted(path: Path) -> Document:
    file_kind(path)
    return _read(path, "docx")


def open_reading(path: Path, *, plan: bool, name: str = "", scanned: bool = False) -> Reading:
    """The outcome for one file, with its structure where asked for; failures come back in words.

    ``name`` is the file's own, where it lies under another. The text of a ``scanned`` one is recognised.
    """
    try:
        document = _recognised(path) if scanned else open_document(path)
    except ReadFailure as failure:
        return Reading(failure.result, detail=failure.detail, facts=failure.facts)
    if not plan:
        return Reading("ok", document)
    from dutyroom.rules.outline import outline  # noqa: PLC0415  # slow import: only for plans

    lines = [(line.text, line.level) for line in document.lines]
    return Reading(
        "ok", document, outline(lines, name=plan_name(Path(name) if name else path), title=document.title or "")
    )


def _recognised(path: Path) -> Document:
    from dutyroom.readers.ocr import recognised  # noqa: PLC0415  # slow import: an extra

    return recognised(path)


def open_members(path: Path, folder: Path) -> Reading:
    """What an archive or a mail holds, unpacked into ``folder``; no members for any other file."""
    from dutyroom.readers.containers import expanded  # noqa: PLC0415  # slow import: not for plans

    try:
        return Reading("ok", members=expanded(path, folder))
    except ReadFailure as failure:
        return Reading(failure.result, detail=failure.detail, facts=failure.facts)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        return Reading("damaged", detail="file.unreadable", facts={"reason": reason})
    except RecursionError:
        return Reading("damaged", detail="file.damaged", facts={"kind": path.suffix.lstrip(".")})


def open_contacts(path: Path, *, table: bool = False) -> Reading:
    """The contacts of one file, or the sheets of a ``table`` of anything; failures come back in words."""
    from dutyroom.readers.contacts import read_contacts, read_table  # noqa: PLC0415  # slow import: not for plans

    try:
        return Reading("ok", contacts=read_table(path) if table else read_contacts(path))
    except ReadFailure as failure:
        return Reading(failure.result, detail=failure.detail, facts=failure.facts)


def open_cap(path: Path) -> Reading:
    """The messages of one CAP file; failures come back in words."""
    from dutyroom.readers.cap import read_cap  # noqa: PLC0415  # slow import: not for plans

    try:
        return Reading("ok", messages=read_cap(path))
    except ReadFailure as failure:
        return Reading(failure.result, detail=failure.detail, facts=failure.facts)


def plan_name(path: Path) -> str:
    """The file's name without its endings: ``alerts.html.md`` is ``alerts``."""
    name = path.name
    while Path(name).suffix.lower() in _ENDINGS and Path(name).stem:
        name = Path(name).stem
    return name
