"""Files to be kept with a notice: chosen or dropped, listed by name, taken off again before it is registered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.theme import put_look


class FilesField(QWidget):
    """``added`` names files as they come, so that their text can be read."""

    added = Signal(list)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[Path] = []
        self._buttons: list[QPushButton] = []
        self.add = QPushButton(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self._choose)
        self.retranslate()

    def paths(self) -> tuple[Path, ...]:
        """The files, in the order in which they came."""
        return tuple(self._paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Add these files; one that is there already is not added twice."""
        fresh = [path for path in paths if path not in self._paths]
        self._paths += fresh
        self._show()
        if fresh:
            self.changed.emit()
            self.added.emit(fresh)

    def put(self, paths: Sequence[Path]) -> None:
        """Show exactly these files, from a draft."""
        self._paths = [path for path in paths if path.exists()]
        self._show()

    def retranslate(self) -> None:
        """Word the field anew."""
        self.add.setText(self.tr("Add a file…"))
        self.add.setToolTip(self.tr("A file's text fills the form; the file is kept with the notice"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Files of the notice"))
        self.take([Path(name) for name in names])

    def _drop(self, path: Path) -> None:
        self._paths.remove(path)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        while self._buttons:
            button = self._buttons.pop()
            self._column.removeWidget(button)
            button.deleteLater()
        for path in self._paths:
            button = QPushButton(f"{path.name}  ✕", self)
            button.setIcon(icon("attach", size=16))
            put_look(button, look="link")
            button.setAccessibleName(self.tr("Take {name} off").format(name=path.name))
            button.clicked.connect(partial(self._drop, path))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(button)
