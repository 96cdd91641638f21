"""Names inside a zip: UTF-8 where it says so, GBK as Chinese Windows packs, CP437 otherwise."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import Final

_UTF8: Final = 0x800
_UNICODE_PATH: Final = 0x7075
_COMMON: Final = 0.6
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def member_names(parts: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The names of all members with ``/`` between folders; what no flag tells is decided over all names together."""
    unsaid = [_raw(part) for part in parts if not part.flag_bits & _UTF8]
    encoding = _encoding(b"\n".join(unsaid))
    names = []
    for part in parts:
        if part.flag_bits & _UTF8:
            name = part.orig_filename
        else:
            raw = _raw(part)
            name = _stated(part, raw) or raw.decode(encoding, "replace")
        names.append(_CONTROL.sub("_", name.replace("\\", "/")))
    return names


def is_safe_name(name: str) -> bool:
    """Whether the name stays inside the archive: not absolute, no drive, no step up."""
    parts = name.split("/")
    return bool(name.strip("/. ")) and not name.startswith("/") and ".." not in parts and not _DRIVE.match(name)


def _raw(part: zipfile.ZipInfo) -> bytes:
    """The bytes of the name, which the library took for CP437."""
    return part.orig_filename.encode("cp437", "replace")


def _stated(part: zipfile.ZipInfo, raw: bytes) -> str:
    """The name in the field of Info-ZIP that holds it in UTF-8, where it belongs to this name."""
    extra = part.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        content, extra = extra[4 : 4 + size], extra[4 + size :]
        is_path = kind == _UNICODE_PATH and len(content) > 5 and content[0] == 1
        if is_path and struct.unpack("<L", content[1:5])[0] == zlib.crc32(raw):
            return content[5:].decode("utf-8", "replace")
    return ""


def _encoding(raw: bytes) -> str:
    if raw.isascii():
        return "ascii"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    try:
        signs = [sign for sign in raw.decode("gb18030") if not sign.isascii()]
    except UnicodeDecodeError:
        return "cp437"
    return "gb18030" if sum(_is_common(sign) for sign in signs) >= _COMMON * len(signs) else "cp437"


def _is_common(sign: str) -> bool:
    """Whether GB 2312 has the character: letters of CP437 taken for GBK seldom make one."""
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
