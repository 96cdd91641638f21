"""Word documents: paragraphs, headings with their automatic numbers, tables and text boxes."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import docx as word
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.readers.docx_numbers import Numbers
from dutyroom.readers.set_apart import Heavy, with_heavy_headings
from dutyroom.readers.txt import clean

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING_STYLE: Final = re.compile(r"(?:heading|标题)\s?([1-9])$", re.IGNORECASE)
_CONTENTS_STYLE: Final = re.compile(r"(?:toc|目录|contents)\b.*", re.IGNORECASE)
_BLACK: Final = re.compile("黑体|SimHei|Heiti", re.IGNORECASE)
_DEEPEST_STYLE: Final = 12
_BODY_LEVEL: Final = 9
_LONGEST_TEXT_MB: Final = 10
"""What the parser takes as one text without a break."""


def read_docx(path: Path) -> Document:
    """A Word document; raises :class:`ReadFailure` where its parts do not hold together."""
    try:
        opened = word.Document(str(path))
        reader = _Walk(opened)
        lines = with_heavy_headings([line for line in reader.block(opened.element.body) if line.text.strip()])
        stated = (opened.core_properties.title or "").strip()
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        zlib.error,
        etree.LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        OSError,
        EOFError,
        NotImplementedError,
    ) as problem:
        _refuse_large(problem)
        raise ReadFailure("damaged", "file.damaged", kind="docx") from problem
    if not lines:
        raise ReadFailure("no-text", "file.no_text")
    return Document(lines, "docx", None, reader.title or _stated(stated, lines))


def _refuse_large(problem: Exception) -> None:
    """What the parser tells of a document that is sound but too large for it: no memory left, one endless text."""
    code = problem.code if isinstance(problem, etree.XMLSyntaxError) else None
    if code == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError from problem
    if code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise ReadFailure("too-large", "file.bomb", limit=_LONGEST_TEXT_MB) from problem


def _stated(title: str, lines: tuple[Line, ...]) -> str | None:
    """The title among the file's properties, only where the text says the same at its top."""
    top = "".join(line.text for line in lines[:12])
    return title if title and title in top else None


class _Walk:
    """One pass over the document's body, keeping count of its automatic numbers."""

    def __init__(self, opened: Any) -> None:
        self.title: str | None = None
        self._styles = _styles(opened)
        self._numbers = Numbers(opened, _W)

    def block(self, parent: Any) -> Iterator[Line]:
        """The lines of a body, a cell or a text box."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag == f"{_W}sdt":
                gallery = element.find(f"./{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
                content = element.find(f"{_W}sdtContent")
                inside = self.block(content) if content is not None else iter(())
                if gallery is not None and "Contents" in gallery.get(f"{_W}val", ""):
                    inside = (replace(line, level=0) for line in inside)
                yield from inside
            elif element.tag in (f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"):
                yield from self.block(element)

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        boxes: list[Any] = []
        text = clean(_text(paragraph, boxes)).strip()
        name, style_level, style_numbers = self._style(paragraph)
        if text and _CONTENTS_STYLE.match(name):
            yield from (Line(line.strip(), 0) for line in text.split("\n") if line.strip())
        elif text:
            number = self._numbers.next(paragraph, style_numbers)
            level = _outline_level(paragraph.find(f"{_W}pPr"), style_level)
            if name.lower() in ("title", "标题") and self.title is None and level is None and not number:
                self.title = " ".join(text.split())
                level = None
            heavy = level is None and not number and "\n" not in text and _is_heavy(paragraph)
            for line in text.split("\n"):
                if line.strip():
                    yield Line(Heavy(line.strip()) if heavy else f"{number}{line.strip()}", level)
                    number = ""
        for box in boxes:
            yield from self.block(box)

    def _style(self, paragraph: Any) -> tuple[str, int | None, Any | None]:
        chosen = paragraph.find(f"./{_W}pPr/{_W}pStyle")
        return self._styles.get(chosen.get(f"{_W}val") if chosen is not None else "", ("", None, None))

    def _table(self, table: Any) -> Iterator[Line]:
        cells = [list(_within(row, f"{_W}tc")) for row in _within(table, f"{_W}tr")]
        if cells and all(len(row) == 1 for row in cells):
            for row in cells:
                yield from self.block(row[0])
            return
        for row in cells:
            texts = [" ".join(line.text for line in self.block(cell)) for cell in row if not _continues(cell)]
            if any(texts):
                yield Line(" | ".join(texts))


def _is_heavy(paragraph: Any) -> bool:
    """Whether every letter of the paragraph is bold, or in the black face that Chinese papers head their parts with."""
    runs = [run for run in paragraph.iter(f"{_W}r") if any((t.text or "").strip() for t in run.iter(f"{_W}t"))]
    return bool(runs) and all(_is_heavy_run(run.find(f"{_W}rPr")) for run in runs)


def _is_heavy_run(properties: Any | None) -> bool:
    if properties is None:
        return False
    bold, fonts = properties.find(f"{_W}b"), properties.find(f"{_W}rFonts")
    black = fonts is not None and _BLACK.search(fonts.get(f"{_W}eastAsia", "") or "") is not None
    return black or (bold is not None and bold.get(f"{_W}val", "1") not in ("0", "false", "off"))


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, not those of tables inside them."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in (f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"):
            waiting.extend(reversed(element))


def _continues(cell: Any) -> bool:
    """Whether the cell only continues a cell merged downwards."""
    merged = cell.find(f"./{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _text(paragraph: Any, boxes: list[Any]) -> str:
    """The text of a paragraph as it reads now: no deleted words, no field codes; text boxes are set aside."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in (_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"):
            continue
        if element.tag == f"{_W}txbxContent":
            boxes.append(element)
        elif element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag == f"{_W}tab":
            parts.append("\t")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif element.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        else:
            waiting.extend(reversed(element))
    return "".join(parts)


def _styles(opened: Any) -> dict[str, tuple[str, int | None, Any | None]]:
    """Name, heading level and numbering of every paragraph style, with what it takes from its parents."""
    elements = {style.get(f"{_W}styleId"): style for style in opened.styles.element.iter(f"{_W}style")}
    found: dict[str, tuple[str, int | None, Any | None]] = {}
    for style_id, style in elements.items():
        if style.get(f"{_W}type") not in (None, "paragraph"):
            continue
        level, numbers, current = None, None, style
        for _ in range(_DEEPEST_STYLE):
            named = _HEADING_STYLE.match(_name(current))
            properties = current.find(f"{_W}pPr")
            stated = _outline_level(properties, int(named[1]) if named else None)
            level = level if level is not None else stated
            if numbers is None and properties is not None:
                numbers = properties.find(f"{_W}numPr")
            parent = current.find(f"{_W}basedOn")
            current = elements.get(parent.get(f"{_W}val")) if parent is not None else None
            if current is None:
                break
        found[style_id] = (_name(style), None if level == 0 else level, numbers)
    default = next((i for i, s in elements.items() if s.get(f"{_W}default") == "1" and i in found), None)
    if default is not None:
        found[""] = found[default]
    return found


def _name(style: Any) -> str:
    named = style.find(f"{_W}name")
    return str(named.get(f"{_W}val") or "") if named is not None else ""


def _outline_level(properties: Any | None, otherwise: int | None) -> int | None:
    """The heading level that these paragraph properties state; body text has level 9 there."""
    stated = properties.find(f"{_W}outlineLvl") if properties is not None else None
    if stated is None:
        return otherwise
    value = int(stated.get(f"{_W}val") or _BODY_LEVEL)
    return value + 1 if 0 <= value < _BODY_LEVEL else None
