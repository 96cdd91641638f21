"""What somebody who helps from afar asks first: faces, input method, the store, versions."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom import __version__
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.reading import Session
from dutyroom.papers.fonts import Faces, Role, open_faces
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.handover.live_paper import font_cache
from dutyroom.ui.theme import label_of

_ROLES: Final[tuple[tuple[Role, str], ...]] = (
    ("song", mark("Song")),
    ("fang", mark("Fangsong")),
    ("kai", mark("Kai")),
    ("hei", mark("Hei")),
)
_RARE: Final = "镕堃喆犇䶮𬱖𠮷"
_PACKAGES: Final = ("PySide6-Essentials", "SQLAlchemy", "reportlab", "pypdfium2", "pylopdf-fonts-zh-cn")


@dataclass(frozen=True, slots=True)
class FacesFound:
    """The face of each role, and the rare characters that none has."""

    faces: tuple[tuple[str, str], ...]
    missing: str


def faces_found(cache: Path) -> FacesFound:
    """Which faces the papers are set in; for the courier's third thread."""
    faces: Faces = open_faces(cache)
    named = []
    for role, _ in _ROLES:
        glyph = faces.glyph(role, "国")
        named.append((role, glyph.face if glyph else ""))
    return FacesFound(tuple(named), "".join(faces.missing_characters([_RARE])))


def _entries(session: Session) -> int:
    newest = last_entries(session, 1)
    return newest[0].seq if newest else 0


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "—"


class Diagnostics(QWidget):
    """Facts in two columns; *Copy* takes them all as text."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._entries = 0
        self._faces: FacesFound | None = None
        self.copy = QPushButton(self)
        self.copy.setObjectName("copy")
        self.copy.clicked.connect(self._copy)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addLayout(foot)
        column.addStretch(1)
        self.retranslate()

    def refresh(self) -> None:
        """Ask anew."""
        self._tools.courier.ask(self, _entries, then=self._counted)
        self._tools.courier.work(self, faces_found, font_cache(self._tools), then=self._found, failed=self._no_faces)

    def retranslate(self) -> None:
        """Word it anew."""
        self.copy.setText(self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy all of this as text"))
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(self._lines()):
            shown = QLabel(value)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setWordWrap(True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(label_of("secondary", name), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, row, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lines(self) -> list[tuple[str, str]]:
        store = self._tools.courier.store
        size = store.path.stat().st_size / 1e6 if store.path.exists() else 0.0
        kinds = {"sample": self.tr("sample data"), "drill": self.tr("drill"), "live": self.tr("live")}
        lines = [
            (self.tr("Store"), str(store.path)),
            (self.tr("Kind of store"), kinds.get(store.kind, store.kind)),
            (self.tr("Size"), f"{size:,.1f} MB"),
            (self.tr("Entries"), f"{self._entries:,}"),
            (self.tr("Font of the window"), QApplication.font().family()),
        ]
        found = dict(self._faces.faces) if self._faces else {}
        for role, word in _ROLES:
            face = found.get(role, "…") or self.tr("none")
            lines.append((self.tr("Font on paper: {role}").format(role=self.tr(word)), face))
        if self._faces is not None:
            codes = ", ".join(f"U+{ord(char):04X}" for char in self._faces.missing)  # no face draws them here either
            missing = codes or self.tr("none of {characters}").format(characters=_RARE)
            lines.append((self.tr("Characters without a font"), missing))
        lines += [
            (self.tr("Input method"), os.environ.get("QT_IM_MODULE") or self.tr("the system's")),
            (self.tr("Screen system"), QGuiApplication.platformName()),
            (self.tr("Computer"), f"{platform.system()} {platform.release()} {platform.machine()}"),
            ("Python", platform.python_version()),
        ]
        lines.append(("DutyRoom", __version__))
        return lines + [(package, _version(package)) for package in _PACKAGES]

    def _counted(self, entries: int) -> None:
        self._entries = entries
        self.retranslate()

    def _found(self, faces: FacesFound) -> None:
        self._faces = faces
        self.retranslate()

    def _no_faces(self, _error: Exception) -> None:
        self._faces = FacesFound((), _RARE)
        self.retranslate()

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._lines()))
        self._tools.say(self.tr("Copied."))
