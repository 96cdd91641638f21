"""OpenDocument texts: headings with their numbers, lists, tables, frames; what was deleted is gone."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.readers.odt_numbers import OpenNumbers
from dutyroom.readers.set_apart import Heavy, with_heavy_headings
from dutyroom.readers.txt import clean

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{{{_OASIS}office:1.0}}"
TEXT: Final = f"{{{_OASIS}text:1.0}}"
_TABLE: Final = f"{{{_OASIS}table:1.0}}"
_DRAW: Final = f"{{{_OASIS}drawing:1.0}}"
STYLE: Final = f"{{{_OASIS}style:1.0}}"
_FO: Final = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
_MANIFEST: Final = f"{{{_OASIS}manifest:1.0}}"
_LARGEST_MB: Final = 200
_REPEAT_MOST: Final = 200
_DEEPEST: Final = 60
_GROUPS: Final = frozenset(f"{TEXT}{name}" for name in ("section", "index-body", "index-title", "numbered-paragraph"))
_INDEXES: Final = frozenset(f"{TEXT}{name}" for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index"))  # fmt: skip
_SILENT: Final = frozenset(
    [f"{TEXT}{name}" for name in ("note-citation", "tracked-changes", "annotation", "bookmark-ref")]
    + [f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}sequence-decls", f"{TEXT}user-field-decls"]
)
_BLACK: Final = re.compile("黑体|SimHei|Heiti", re.IGNORECASE)


def read_odt(path: Path) -> Document:
    """An OpenDocument text; raises :class:`ReadFailure` for a locked or broken one."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_encrypted(archive)
            content = parsed(archive, "content.xml")
            styles = parsed(archive, "styles.xml") if "styles.xml" in archive.namelist() else None
            title = _stated(archive)
    except (zipfile.BadZipFile, zlib.error, etree.LxmlError, KeyError, OSError, EOFError, ValueError) as problem:
        raise ReadFailure("damaged", "file.damaged", kind="odt") from problem
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ReadFailure("damaged", "file.damaged", kind="odt")
    walk = _Walk([root for root in (styles, content) if root is not None])
    lines = with_heavy_headings([line for line in walk.block(body, 0) if line.text.strip()])
    if not lines:
        raise ReadFailure("no-text", "file.no_text")
    top = "".join(line.text for line in lines[:12])
    return Document(lines, "odt", None, walk.title or (title if title and title in top else None))


def parsed(archive: zipfile.ZipFile, name: str) -> Any:
    """A part of the file as a tree; entities and documents elsewhere are not followed."""
    about = archive.getinfo(name)
    if about.file_size > _LARGEST_MB * 1_000_000:
        raise ReadFailure("too-large", "file.bomb", limit=_LARGEST_MB)
    with archive.open(about) as stream:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.parse(stream, parser).getroot()


def _refuse_encrypted(archive: zipfile.ZipFile) -> None:
    """Parts that the manifest calls encrypted: the zip itself does not say so."""
    if "META-INF/manifest.xml" not in archive.namelist():
        return
    manifest = parsed(archive, "META-INF/manifest.xml")
    if next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise ReadFailure("encrypted", "file.encrypted")


def _stated(archive: zipfile.ZipFile) -> str:
    if "meta.xml" not in archive.namelist():
        return ""
    found = parsed(archive, "meta.xml").find(".//{http://purl.org/dc/elements/1.1/}title")
    return (found.text or "").strip() if found is not None else ""


class _Walk:
    """One pass over the text, keeping count of its automatic numbers."""

    def __init__(self, roots: list[Any]) -> None:
        self.title: str | None = None
        self._styles = {
            style.get(f"{STYLE}name", ""): style
            for root in roots
            for style in root.iter(f"{STYLE}style")
            if style.get(f"{STYLE}family") == "paragraph"
        }
        self._text_styles = {
            style.get(f"{STYLE}name", ""): style
            for root in roots
            for style in root.iter(f"{STYLE}style")
            if style.get(f"{STYLE}family") == "text"
        }
        self._numbers = OpenNumbers(roots, TEXT, STYLE)

    def block(self, parent: Any, depth: int) -> Iterator[Line]:
        """The lines of the body, a section, a cell or a frame."""
        if depth > _DEEPEST:
            raise ReadFailure("damaged", "file.damaged", kind="odt")
        for element in parent:
            tag = element.tag
            if tag == f"{TEXT}h":
                yield from self._heading(element, depth)
            elif tag == f"{TEXT}p":
                yield from self._paragraph(element, "", depth)
            elif tag == f"{TEXT}list":
                yield from self._list(element, element.get(f"{TEXT}style-name") or "", 1, depth)
            elif tag == f"{_TABLE}table":
                yield from self._table(element, depth)
            elif tag in _INDEXES:
                yield from (Line(line.text, 0) for line in self.block(element, depth + 1))
            elif tag in _GROUPS or (isinstance(tag, str) and tag.startswith(_DRAW)):
                yield from self.block(element, depth + 1)

    def _heading(self, element: Any, depth: int, numbered: str | None = None) -> Iterator[Line]:
        level = _whole(element.get(f"{TEXT}outline-level"), 1)
        number = self._numbers.heading(element, level) if numbered is None else numbered
        text, boxes = self._text(element)
        if text:
            yield Line(f"{number}{text}".replace("\n", " "), min(max(level, 1), 10))
        for box in boxes:
            yield from self.block(box, depth + 1)

    def _paragraph(self, element: Any, number: str, depth: int) -> Iterator[Line]:
        text, boxes = self._text(element)
        if text:
            style = self._styles.get(element.get(f"{TEXT}style-name") or "")
            level = self._style_level(style)
            if self._is_title(style) and self.title is None and not number:
                self.title = " ".join(text.split())
            heavy = level is None and not number and "\n" not in text and self._is_heavy(element, style)
            for line in text.split("\n"):
                if line.strip():
                    yield Line(Heavy(line.strip()) if heavy else f"{number}{line.strip()}", level)
                    number = ""
        for box in boxes:
            yield from self.block(box, depth + 1)

    def _list(self, element: Any, style: str, level: int, depth: int) -> Iterator[Line]:
        """The items of a list; one in another has the style of the outer one where it names none."""
        if depth > _DEEPEST:
            raise ReadFailure("damaged", "file.damaged", kind="odt")
        self._numbers.enter(element, style, level)
        for item in element.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            number = self._numbers.item(item, style, level) if item.tag == f"{TEXT}list-item" else ""
            for inside in item:
                if inside.tag == f"{TEXT}p":
                    yield from self._paragraph(inside, number, depth + 1)
                elif inside.tag == f"{TEXT}h":
                    yield from self._heading(inside, depth + 1, number)
                elif inside.tag == f"{TEXT}list":
                    yield from self._list(inside, inside.get(f"{TEXT}style-name") or style, level + 1, depth + 1)
                number = ""

    def _table(self, table: Any, depth: int) -> Iterator[Line]:
        rows = []
        for row in table.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is not table:
                continue
            rows.append(list(row.iterchildren(f"{_TABLE}table-cell")))
        if rows and all(len(row) == 1 for row in rows):
            for (cell,) in rows:
                yield from self.block(cell, depth + 1)
            return
        for row in rows:
            texts = [" ".join(line.text for line in self.block(cell, depth + 1)) for cell in row]
            if any(texts):
                yield Line(" | ".join(texts).rstrip(" |"))

    def _text(self, element: Any) -> tuple[str, list[Any]]:
        """The text of a paragraph, and the frames in it."""
        parts: list[str] = []
        boxes: list[Any] = []
        waiting: list[Any] = [element]
        while waiting:
            at = waiting.pop()
            if isinstance(at, str):
                parts.append(at)
                continue
            tag = at.tag
            tail = at.tail if at is not element else None
            if not isinstance(tag, str) or tag in _SILENT:
                parts.append(tail or "")
                continue
            if tail:
                waiting.append(tail)
            if tag == f"{TEXT}s":
                parts.append(" " * min(_whole(at.get(f"{TEXT}c"), 1), _REPEAT_MOST))
            elif tag in (f"{TEXT}tab", f"{TEXT}line-break"):
                parts.append("\t" if tag.endswith("tab") else "\n")
            elif tag.startswith(_DRAW):
                boxes.append(at)
            else:
                waiting.extend(reversed(at))
                if at.text:
                    waiting.append(" ".join(at.text.split("\n")))
        return clean("".join(parts)).strip(), boxes

    def _style_level(self, style: Any | None) -> int | None:
        told = style.get(f"{STYLE}default-outline-level") if style is not None else None
        return _whole(told, 0) or None if told else None

    def _is_title(self, style: Any | None) -> bool:
        for _ in range(8):
            if style is None:
                return False
            if style.get(f"{STYLE}name") in ("Title", "标题"):
                return True
            style = self._styles.get(style.get(f"{STYLE}parent-style-name") or "")
        return False

    def _is_heavy(self, element: Any, style: Any | None) -> bool:
        """Whether the whole paragraph is bold or in the black face, by its own style or by that of its only span."""
        spans = list(element.iterchildren(f"{TEXT}span"))
        if len(spans) == 1 and not (element.text or "").strip() and not (spans[0].tail or "").strip():
            own = self._text_styles.get(spans[0].get(f"{TEXT}style-name") or "")
            if own is not None and _heavy_letters(own):
                return True
        return style is not None and _heavy_letters(style)


def _heavy_letters(style: Any) -> bool:
    letters = style.find(f"{STYLE}text-properties")
    if letters is None:
        return False
    weight = letters.get(f"{_FO}font-weight") or letters.get(f"{STYLE}font-weight-asian") or ""
    face = (letters.get(f"{STYLE}font-name-asian") or "") + (letters.get(f"{STYLE}font-name") or "")
    return weight in ("bold", "600", "700", "800", "900") or _BLACK.search(face) is not None


def _whole(told: str | None, otherwise: int) -> int:
    return int(told[:4]) if told and told.isdecimal() else otherwise
