"""TrueType faces as reportlab reads them, to be cut and embedded.

Imports reportlab, so it is itself imported on use only.
"""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont


def register(path: Path, index: int) -> tuple[str, dict[int, float]] | None:
    """Make a face known to reportlab; its name and the widths in em of its characters.

    None where the file is no usable TrueType font or may not be embedded.
    """
    try:
        # The name tells the content, so two caches with the same face share it and a renewed font does not.
        name = f"{path.stem}-{path.stat().st_size}-{index}"
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(path), subfontIndex=index))
        face = pdfmetrics.getFont(name).face
    except (TTFError, OSError, ValueError, LookupError, TypeError):
        return None
    default = face.defaultWidth
    widths = {code: face.charWidths.get(code, default) / 1000 for code, glyph in face.charToGlyph.items() if glyph}
    return name, widths
