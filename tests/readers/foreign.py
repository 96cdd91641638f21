"""Foreign files for tests: good ones, and those that are meant to do harm."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def a_picture(path: Path, *, size: tuple[int, int] = (120, 80), colour: str = "red", **named: object) -> Path:
    Image.new("RGB", size, colour).save(path, **named)
    return path


def a_fax(path: Path, pages: int = 3) -> Path:
    sheets = [Image.new("1", (1728, 1100), number % 2) for number in range(pages)]
    sheets[0].save(path, save_all=True, append_images=sheets[1:], dpi=(204, 98), compression="group4")
    return path


def a_pdf(path: Path, texts: tuple[str, ...] = ("first page", "second page"), *, password: str = "") -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption(password) if password else None)
    for text in texts:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return path


def a_png_that_claims(path: Path, wide: int, tall: int) -> Path:
    """A small file that unpacks to ``wide`` × ``tall`` points, all of them black."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    packing = zlib.compressobj(9)
    row = b"\0" * (1 + (wide + 7) // 8)
    rows = [*(packing.compress(row) for _ in range(min(tall, 10_000))), packing.flush()]
    head = struct.pack(">LLBBBBB", wide, tall, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"".join(rows)) + chunk(b"IEND", b""))
    return path
