"""Faces for the roles of Chinese office typography, embedded, with a way out for every character."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dutyroom.papers import font_convert, font_sources
from dutyroom.papers.characters import clean, code_of, joins
from dutyroom.papers.font_sources import ROLES, Role, ShippedFont, SystemFace
from dutyroom.rules.refusal import Refusal

__all__ = ["Faces", "Glyph", "Role", "complete_faces", "open_faces"]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character in a face: the face's registered name and the advance in em."""

    face: str
    width: float


_NONE: Final = Glyph("", 0.0)


@dataclass(frozen=True, slots=True)
class _Loaded:
    name: str
    widths: Mapping[int, float]


_Find = Callable[[int], _Loaded | None]


@dataclass(slots=True)
class _Shelf:
    """Faces already opened, by file; opening one reads it whole, so it happens on need and once."""

    cache: Path
    opened: dict[tuple[Path, int], _Loaded | None] = field(default_factory=dict)

    def system(self, face: SystemFace, code: int) -> _Loaded | None:
        loaded = self._open(face.path, face.index)
        return loaded if loaded and code in loaded.widths else None

    def shipped(self, font: ShippedFont, code: int) -> _Loaded | None:
        """The cached face of a shipped font that has the character, made now where it must be."""
        base = self._converted(font, font_convert.base_path(self.cache, font))
        if base and code in base.widths:
            return base
        for path in (font_convert.block_path(self.cache, font, code), font_convert.rest_path(self.cache, font)):
            ready = self._open(path, 0) if path.exists() else None
            if ready and code in ready.widths:
                return ready
        if code not in font_convert.coverage(font):
            return None
        path = font_convert.block_path(self.cache, font, code)
        path.unlink(missing_ok=True)  # there but unreadable: cut short by a power failure, or not ours
        self.opened.pop((path, 0), None)
        return self._open(font_convert.make_block(self.cache, font, code), 0)

    def _converted(self, font: ShippedFont, path: Path) -> _Loaded | None:
        if not path.exists():
            font_convert.make_bases(self.cache, [font])
        loaded = self._open(path, 0)
        if loaded is None:
            path.unlink(missing_ok=True)
            self.opened.pop((path, 0))
            font_convert.make_bases(self.cache, [font])
            loaded = self._open(path, 0)
        return loaded

    def _open(self, path: Path, index: int) -> _Loaded | None:
        key = (path, index)
        if key not in self.opened:
            self.opened[key] = _register(path, index)
        return self.opened[key]


def _register(path: Path, index: int) -> _Loaded | None:
    from dutyroom.papers.embedding import register  # noqa: PLC0415  # slow import

    made = register(path, index)
    return _Loaded(*made) if made else None


class Faces:
    """The faces of the roles song, fang (仿宋), kai and hei; made by :func:`open_faces`."""

    def __init__(self, chains: Mapping[Role, Sequence[_Find]]) -> None:
        self._chains = chains
        self._known: dict[Role, dict[str, Glyph | None]] = {role: {} for role in ROLES}
        self._plain: dict[Role, set[str]] = {role: set() for role in ROLES}
        """Characters that are drawn as they stand, whatever stands beside them."""

    def glyph(self, role: Role, char: str) -> Glyph | None:
        """The first face of the role's order that has the character; None where no face has it."""
        known = self._known[role]
        try:
            return known[char]
        except KeyError:
            known[char] = found = self._look_up(role, char)
            return found

    def glyphs(self, role: Role, text: str) -> list[Glyph]:
        """The glyph of each character; one without width where no face has it."""
        known = self._known[role]
        try:
            return [known[char] or _NONE for char in text]
        except KeyError:
            return [self.glyph(role, char) or _NONE for char in text]

    def met_missing(self) -> tuple[str, ...]:
        """The characters asked for so far that no face has, in order of code."""
        return tuple(
            sorted({char for known in self._known.values() for char, glyph in known.items() if glyph is None} - {"\n"})
        )

    def _look_up(self, role: Role, char: str) -> Glyph | None:
        code = ord(char)
        for find in self._chains[role]:
            loaded = find(code)
            if loaded is not None:
                return Glyph(loaded.name, loaded.widths[code])
        return None

    def drawable(self, role: Role, text: str) -> str:
        """The text cleaned, and each character that no face has replaced by its code such as 〔U+20BB7〕."""
        plain = self._plain[role]
        if plain.issuperset(text):
            return text
        text = clean(text)
        met = set(text) - {"\n"}
        missing = {char for char in met if self.glyph(role, char) is None}
        plain |= {char for char in met - missing if not joins(char)}
        for char in missing:
            text = text.replace(char, code_of(char))
        return text

    def missing_characters(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The characters that no installed face has, each once, in order of code."""
        seen = {char for text in texts for char in clean(text)} - {"\n"}
        return tuple(sorted(char for char in seen if self.glyph("song", char) is None))

    def width(self, role: Role, text: str) -> float:
        """The width in em of text that is drawable."""
        return sum([glyph.width for glyph in self.glyphs(role, text)])

    def runs(self, role: Role, text: str) -> Iterator[tuple[str, str, float]]:
        """Pieces of drawable text that one face can draw: face, piece, width in em."""
        face, start, width = "", 0, 0.0
        for place, char in enumerate(text):
            glyph = self.glyph(role, char)
            if glyph is None:
                continue
            if glyph.face != face:
                if place > start:
                    yield face, text[start:place], width
                face, start, width = glyph.face, place, 0.0
            width += glyph.width
        if start < len(text):
            yield face, text[start:], width


_FALLBACK: Final[Mapping[Role, tuple[Role, ...]]] = {
    "song": ("song",),
    "fang": ("fang", "song"),
    "kai": ("kai", "song"),
    "hei": ("hei",),
}


def open_faces(cache: Path, *, folders: Sequence[Path] | None = None) -> Faces:
    """The faces of this computer, the shipped ones converted into ``cache`` where they are needed.

    The first time that takes some seconds. ``folders`` replaces the platform's
    font folders. Refused: ``paper.no_face``.
    """
    files = font_sources.installed_files(font_sources.system_folders() if folders is None else folders)
    shipped = font_sources.shipped_fonts()
    system = {role: font_sources.system_faces(role, files) for role in ROLES}
    if not shipped and not any(system.values()):
        raise Refusal("paper.no_face")
    font_convert.make_bases(cache, _leading(system, shipped))
    shelf = _Shelf(cache)
    spares = font_sources.spare_faces(files)
    return Faces({role: _chain(shelf, role, system, shipped, spares) for role in ROLES})


def complete_faces(cache: Path) -> None:
    """Convert all remaining glyphs of the shipped fonts; belongs in the background, as it takes a minute."""
    shipped = list(font_sources.shipped_fonts().values())
    font_convert.make_bases(cache, shipped)
    font_convert.make_rests(cache, shipped)


def _leading(system: Mapping[Role, Sequence[SystemFace]], shipped: Mapping[str, ShippedFont]) -> list[ShippedFont]:
    """The shipped fonts that draw most of a page, because the system has nothing for their role."""
    keys = {font_sources.SHIPPED_FOR[role] for role in ("song", "hei") if not system[role]}
    return [font for key, font in shipped.items() if key in keys]


def _chain(
    shelf: _Shelf,
    role: Role,
    system: Mapping[Role, Sequence[SystemFace]],
    shipped: Mapping[str, ShippedFont],
    spares: Sequence[SystemFace],
) -> list[_Find]:
    own = [face for wanted in _FALLBACK[role] for face in system[wanted]]
    ahead = font_sources.SHIPPED_FOR[role]
    others = [face for other in ROLES for face in system[other] if face not in own]
    noto = [shipped[key] for key in sorted(shipped, key=lambda key: key != ahead)]
    return [
        *(lambda code, face=face: shelf.system(face, code) for face in own),
        *(lambda code, font=font: shelf.shipped(font, code) for font in noto),
        *(lambda code, face=face: shelf.system(face, code) for face in (*others, *spares)),
    ]
