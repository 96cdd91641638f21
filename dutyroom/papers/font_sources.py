"""Where the faces come from: system TrueType fonts, then the fonts shipped with the program."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, Literal

Role = Literal["song", "fang", "kai", "hei"]
ROLES: Final[tuple[Role, ...]] = ("song", "fang", "kai", "hei")

# File names, lower case, best first; the names are those of Windows, macOS, Office and Debian.
SYSTEM_FILES: Final[Mapping[Role, tuple[str, ...]]] = {
    "song": ("simsun.ttc", "simsun.ttf", "songti.ttc", "stsong.ttf"),
    "fang": ("仿宋_gb2312.ttf", "simfang_gb2312.ttf", "simfang.ttf", "stfangso.ttf", "stfangsong.ttf"),
    "kai": ("楷体_gb2312.ttf", "simkai_gb2312.ttf", "simkai.ttf", "stkaiti.ttf", "lxgwwenkai-regular.ttf", "ukai.ttc"),
    "hei": ("simhei.ttf", "msyh.ttc", "msyh.ttf", "stheiti medium.ttc"),
}  # fmt: skip
# Asked last, for characters that no Chinese face has: rare Han, symbols, other scripts.
SPARE_FILES: Final = (
    "simsunb.ttf",
    "simsunextg.ttf",
    "mingliub.ttc",
    "hanamina.ttf",
    "hanaminb.ttf",
    "lxgwwenkai-regular.ttf",
    "ukai.ttc",
    "dejavusans.ttf",
    "seguisym.ttf",
)
# Song and Hei are shipped; FangSong and Kai fall back to Song (a GB/T 9704 page in Song still reads as one).
SHIPPED_FOR: Final[Mapping[Role, Literal["serif", "sans"]]] = {
    "song": "serif",
    "fang": "serif",
    "kai": "serif",
    "hei": "sans",
}


@dataclass(frozen=True, slots=True)
class SystemFace:
    """A TrueType font file of this computer; ``index`` is its place in a collection."""

    path: Path
    index: int = 0


@dataclass(frozen=True, slots=True)
class ShippedFont:
    """A font with CFF outlines that is converted before it can be embedded.

    ``stamp`` changes whenever the source does; the names of cached faces carry it.
    """

    path: Path
    stamp: str


def system_folders() -> tuple[Path, ...]:
    """The folders in which this platform keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = os.environ.get("LOCALAPPDATA")
        own = (Path(local) / "Microsoft" / "Windows" / "Fonts",) if local else ()
        return (windows / "Fonts", *own)
    if sys.platform == "darwin":
        return (home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    return (home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


def installed_files(folders: Sequence[Path]) -> dict[str, Path]:
    """The wanted font files found below ``folders``, by their name in lower case; the first folder wins."""
    wanted = {name for names in SYSTEM_FILES.values() for name in names} | set(SPARE_FILES)
    found: dict[str, Path] = {}
    for folder in folders:
        for path in _files_below(folder):
            name = path.name.lower()
            if name in wanted:
                found.setdefault(name, path)
    return found


def _files_below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(where) / name


def has_true_type_outlines(path: Path, index: int = 0) -> bool:
    """Whether the font holds ``glyf`` outlines, is not variable and may be embedded.

    Reads the table directory only. A variable font would come out in its
    thinnest weight, a CFF font not at all.
    """
    try:
        with path.open("rb") as file:
            start = 0
            if file.read(4) == b"ttcf":
                file.seek(8)
                if index >= struct.unpack(">L", file.read(4))[0]:
                    return False
                file.seek(12 + 4 * index)
                start = struct.unpack(">L", file.read(4))[0]
            file.seek(start + 4)
            count = struct.unpack(">H", file.read(2))[0]
            file.seek(start + 12)
            tags = {file.read(16)[:4] for _ in range(count)}
    except (OSError, struct.error):
        return False
    return b"glyf" in tags and b"loca" in tags and not tags & {b"CFF ", b"CFF2", b"fvar"}


def system_faces(role: Role, files: Mapping[str, Path]) -> tuple[SystemFace, ...]:
    """The usable system fonts for a role, best first."""
    return tuple(SystemFace(files[n]) for n in SYSTEM_FILES[role] if n in files and has_true_type_outlines(files[n]))


def spare_faces(files: Mapping[str, Path]) -> tuple[SystemFace, ...]:
    """The usable system fonts for characters that no Chinese face has."""
    return tuple(SystemFace(files[n]) for n in SPARE_FILES if n in files and has_true_type_outlines(files[n]))


def shipped_fonts() -> dict[str, ShippedFont]:
    """Noto Serif SC (``serif``) and Noto Sans SC (``sans``) of the package, empty where it is not installed."""
    try:
        package = import_module("pylopdf_fonts_zh_cn")
    except ImportError:
        return {}
    found = {}
    for key, path in (("serif", package.serif_path()), ("sans", package.sans_path())):
        if path.is_file():
            found[key] = ShippedFont(path, f"{path.stem}-{package.__version__}-{path.stat().st_size}")
    return found
