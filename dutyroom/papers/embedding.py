"""Embedding a TrueType face so that its text can be copied back, rare names included.

Imports reportlab, so it is itself imported on use only.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_BEYOND_BMP: Final = re.compile(r"<([0-9A-F]{5,6})>")


class CopiedFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font whose table for copying follows the standard beyond U+FFFF.

    reportlab writes 𬱖 there as ``<2CC56>``; the standard asks for UTF-16, and
    readers other than poppler copy another character otherwise.
    """

    def addObjects(self, doc: Any) -> None:
        """Add the font's objects to a document; called by reportlab when the document is saved."""
        super().addObjects(doc)
        for key, stream in doc.idToObject.items():
            if key.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND_BMP.sub(_utf_16, stream.content)


def _utf_16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


def register(path: Path, index: int) -> tuple[str, dict[int, float]] | None:
    """Make a face known to reportlab; its name and the widths in em of its characters.

    None where the file is no usable TrueType font or may not be embedded.
    """
    try:
        # The name tells the content, so two caches with the same face share it and a renewed font does not.
        name = f"{path.stem}-{path.stat().st_size}-{index}"
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(CopiedFont(name, str(path), subfontIndex=index))
        face = pdfmetrics.getFont(name).face
    except (TTFError, OSError, ValueError, LookupError, TypeError):
        return None
    default = face.defaultWidth
    widths = {code: face.charWidths.get(code, default) / 1000 for code, glyph in face.charToGlyph.items() if glyph}
    return name, widths
