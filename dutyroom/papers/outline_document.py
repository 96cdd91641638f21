"""The outline of a plan as a word processor's document to write in: headings by style, hints to be written over."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from dutyroom.rules.plan_outline import Heading

_BODY: Final = "仿宋"
_HEADS: Final = "黑体"
_HINT_GREY: Final = (0x59, 0x59, 0x59)
_HEAD_SIZES: Final = (16, 15, 14, 14, 12, 12)
"""pt, by level."""
_STYLES: Final = 6


def make_outline_document(title: str, headings: Sequence[Heading]) -> bytes:
    """The document (docx): the title, each heading in the style of its level, its hint in italics below it."""
    from docx import Document  # noqa: PLC0415  # slow import
    from docx.shared import Pt, RGBColor  # noqa: PLC0415  # slow import

    document = Document()
    document.core_properties.title = title
    _face(document.styles["Normal"], _BODY, Pt(16), None)
    _face(document.styles["Title"], _HEADS, Pt(22), RGBColor(0, 0, 0))
    for level in range(1, _STYLES + 1):
        _face(document.styles[f"Heading {level}"], _HEADS, Pt(_HEAD_SIZES[level - 1]), RGBColor(0, 0, 0))
    document.add_heading(title, level=0)
    for each in headings:
        document.add_heading(each.line, level=each.level)
        run = document.add_paragraph().add_run(f"（{each.hint}）" if each.hint else "")
        run.italic = True
        run.font.color.rgb = RGBColor(*_HINT_GREY)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _face(style: Any, name: str, size: Any, ink: Any) -> None:
    """Set face, size and colour of a style, the face for Chinese characters too."""
    from docx.oxml.ns import qn  # noqa: PLC0415  # slow import

    style.font.name = name
    style.font.size = size
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    if ink is not None:
        style.font.color.rgb = ink
