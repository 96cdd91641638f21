"""Looking: a foreign file opened to be shown, in the reading process. What cannot be shown is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from dutyroom.readers.document import ReadFailure, Reading
from dutyroom.readers.filekind import HTML_SUFFIXES, MARKDOWN_SUFFIXES, file_kind, head_of
from dutyroom.readers.look import MOST_CHARACTERS, MOST_IN_A_LINE, Look, Pixels, Seen
from dutyroom.rules.wording import mark

WANTS: Final = frozenset(("look", "page", "page_text"))
_PICTURES: Final = (
    (b"\x89PNG", mark("a PNG picture"), (".png",)),
    (b"\xff\xd8\xff", mark("a JPEG picture"), (".jpg", ".jpeg", ".jpe", ".jfif")),
    (b"GIF8", mark("a GIF picture"), (".gif",)),
    (b"BM", mark("a BMP picture"), (".bmp", ".dib")),
    (b"II*\x00", mark("a TIFF picture"), (".tif", ".tiff")),
    (b"MM\x00*", mark("a TIFF picture"), (".tif", ".tiff")),
)
_WEBP: Final = mark("a WebP picture")
_PLAIN: Final = frozenset((".csv", ".tsv", ".log", ".ini", ".json", ".xml", ".eml", ".vcf", ".yaml", ".yml"))
_DETAILS: Final = {
    "file.encrypted": "look.encrypted",
    "file.unsupported": "look.unsupported",
    "file.renamed": "look.renamed",
    "file.no_text": "look.no_text",
}
_NAMES: Final = {"docx": "docx", "html": "HTML", "odt": "odt", "xlsx": "xlsx", "xls": "xls", "ods": "ods", "csv": "CSV"}
_ENDINGS: Final = {"xlsx": (".xlsx", ".xlsm", ".xlsb"), "html": tuple(HTML_SUFFIXES), "csv": (".csv", ".tsv")}


def looked(path: Path, asked: dict[str, Any]) -> Reading:
    """The answer to what is wanted of the file; failures come back in words."""
    want = asked["want"]
    try:
        if want == "look":
            return Reading("ok", seen=Seen(look=open_look(path)))
        page = int(asked["page"])
        if want == "page":
            return Reading("ok", seen=Seen(page=page_of(path, page, int(asked["width"]))))
        return Reading("ok", seen=Seen(text=_page_text(path, page)))
    except OSError as problem:
        return Reading("damaged", detail="file.unreadable", facts={"reason": problem.strerror or str(problem)})
    except ReadFailure as failure:
        return Reading(failure.result, detail=_DETAILS.get(failure.detail, failure.detail), facts=failure.facts)


def open_look(path: Path) -> Look:
    """What the file is, by its first bytes: pages or text. Raises :class:`ReadFailure` with the way out."""
    suffix = path.suffix.lower()
    picture = _picture(path)
    if picture is not None:
        from dutyroom.readers.look_pictures import open_picture  # slow import  # noqa: PLC0415

        name, suffixes = picture
        return _renamed(open_picture(path), suffix, suffixes, name)
    if suffix in _PLAIN | MARKDOWN_SUFFIXES and _is_text(path):
        return _raw_text(path)
    kind = file_kind(path)
    if kind == "pdf":
        from dutyroom.readers.look_pdf import open_pdf  # slow import  # noqa: PLC0415

        return _renamed(open_pdf(path), suffix, (".pdf",), "PDF")
    if kind == "txt":
        return _raw_text(path)
    if kind in _NAMES:
        return _renamed(_read_text(path, kind), suffix, _ENDINGS.get(kind, (f".{kind}",)), _NAMES[kind])
    raise ReadFailure("unsupported", "look.unsupported", kind=mark("a zip archive") if kind == "zip" else kind)


def page_of(path: Path, page: int, width: int) -> Pixels:
    """One page (0 is the first) as pixels."""
    if _picture(path) is not None:
        from dutyroom.readers.look_pictures import picture_page  # slow import  # noqa: PLC0415

        return picture_page(path, page, width)
    from dutyroom.readers.look_pdf import pdf_page  # slow import  # noqa: PLC0415

    return pdf_page(path, page, width)


def _page_text(path: Path, page: int) -> str:
    if _picture(path) is not None:
        return ""
    from dutyroom.readers.look_pdf import pdf_text  # slow import  # noqa: PLC0415

    return pdf_text(path, page)


def _picture(path: Path) -> tuple[str, tuple[str, ...]] | None:
    """The kind of picture and the endings that it goes by; None for anything else."""
    head = head_of(path)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _WEBP, (".webp",)
    for magic, name, suffixes in _PICTURES:
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head[:64]):
            return name, suffixes
    return None


def _renamed(look: Look, suffix: str, fitting: tuple[str, ...], name: str) -> Look:
    """The look, with the kind named where the file's name says another."""
    if not suffix or suffix in fitting:
        return look
    return Look(kind=look.kind, text=look.text, sizes=look.sizes, is_cut=look.is_cut, known_as=name)


def _is_text(path: Path) -> bool:
    head = head_of(path)
    return not head.startswith((b"PK\x03\x04", b"%PDF-", b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0"))


def _raw_text(path: Path) -> Look:
    """A text file as it stands; its encoding is recognised as everywhere."""
    from dutyroom.readers.txt import clean, decoded  # slow import  # noqa: PLC0415

    with path.open("rb") as stream:
        content = stream.read(4 * MOST_CHARACTERS + 4)
    if not content:
        raise ReadFailure("damaged", "file.empty")
    text, encoding = decoded(content)
    return _text_look("text", clean(text), encoding, is_cut=len(content) > 4 * MOST_CHARACTERS)


def _read_text(path: Path, kind: str) -> Look:
    from dutyroom.readers.opening import open_document  # slow import  # noqa: PLC0415

    document = open_document(path)
    return _text_look(kind, "\n".join(line.text for line in document.lines), document.encoding or "", is_cut=False)


def _text_look(kind: str, text: str, encoding: str, *, is_cut: bool) -> Look:
    cut = is_cut or len(text) > MOST_CHARACTERS
    return Look(kind=kind, text=_parted(text[:MOST_CHARACTERS]), encoding=encoding, is_cut=cut)


def _parted(text: str) -> str:
    """With lines that are too long to be laid out parted."""
    if all(len(line) <= MOST_IN_A_LINE for line in text.split("\n")):
        return text
    lines = []
    for line in text.split("\n"):
        lines += [line[at : at + MOST_IN_A_LINE] for at in range(0, len(line), MOST_IN_A_LINE)] or [""]
    return "\n".join(lines)
