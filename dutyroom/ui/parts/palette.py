"""Everything from one line (Ctrl+K): commands, and what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.parts.palette_items import PaletteDelegate, PaletteItem, PaletteModel, fits
from dutyroom.ui.theme import is_look_change, label_of

COMMANDS_MOST: Final = 6
PAUSE_MS: Final = 60


class Palette(Overlay):
    """Lists commands that fit at once; ``query_changed`` asks for results, which come by ``set_results``."""

    query_changed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, wide=680, tall=520)
        self.setObjectName("palette")
        self._commands: tuple[PaletteItem, ...] = ()
        self._results: dict[str, tuple[PaletteItem, ...]] = {}
        self._hint = ""
        self.query = QLineEdit(self)
        self.query.setObjectName("query")
        self.query.setClearButtonEnabled(True)
        self._glass = self.query.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._model, self._painter = PaletteModel(), PaletteDelegate()
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._painter)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._run)
        self.nothing = label_of("secondary", parent=self)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.query)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(lambda: self.query_changed.emit(self.query.text().strip()))
        self.query.textChanged.connect(self._typed)
        self.query.installEventFilter(self)
        self.retranslate()

    def set_commands(self, commands: Sequence[PaletteItem]) -> None:
        """The commands there are, worded already."""
        self._commands = tuple(commands)
        self._fill()

    def set_results(self, section: str, items: Sequence[PaletteItem]) -> None:
        """What the search found in one section, best first; sections stand in the order of their first answer."""
        self._results[section] = tuple(items)
        self._fill()

    def hint(self, sentence: str) -> None:
        """Say instead of “nothing found” why nothing can be, until somebody types on."""
        self._hint = sentence
        self._fill()

    def ask(self, query: str = "") -> None:
        """Open with this query; an earlier one stays selected, so that typing replaces it."""
        if query:
            self.query.setText(query)
        self.query.selectAll()
        self._fill()
        self.open_over(self.query)

    def retranslate(self) -> None:
        """Word the palette anew."""
        self.setAccessibleName(self.tr("Search and commands"))
        self.query.setAccessibleName(self.tr("Search and commands"))
        self.query.setPlaceholderText(self.tr("Search records, plans and commands"))
        self.list.setAccessibleName(self.tr("Results"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._glass.setIcon(icon("search"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter go to the list while the cursor stays in the line; leaving the line closes it."""
        if watched is self.query and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentIndex())
                return True
        if (
            watched is self.query
            and event.type() == QEvent.Type.FocusOut
            and self.isVisible()
            and self.window().isActiveWindow()
        ):
            QTimer.singleShot(0, self, self._left)
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._results = dict.fromkeys(self._results, ())
        self._hint = ""
        self._fill()
        self._pause.start()

    def _fill(self) -> None:
        query = self.query.text().strip()
        self._painter.query = query
        keep = self._chosen_title()
        fitting = [item for item in self._commands if fits(item, query)]
        lines: list[PaletteItem | str] = []
        section = ""
        for item in fitting[:COMMANDS_MOST] if query else fitting:
            if item.section != section:
                section = item.section
                lines.append(section)
            lines.append(item)
        for name, items in self._results.items():
            if items:
                lines += [name, *items]
        self._model.set_lines(lines)
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        nothing = self.tr("Nothing found for “{query}”").format(query=query[:40]) if query else ""
        self.nothing.setText(self._hint or nothing)
        places = [i for i, line in enumerate(lines) if not isinstance(line, str) and line.title == keep]
        self._choose(places[0] if keep and places else self._model.first_item())

    def _chosen_title(self) -> str:
        """The title walked to with the arrows; empty while the first line is chosen of itself."""
        row = self.list.currentIndex().row()
        if row <= self._model.first_item() or row >= len(self._model.lines):
            return ""
        line = self._model.lines[row]
        return "" if isinstance(line, str) else line.title

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self._model.index(row, 0))

    def _step(self, by: int) -> None:
        rows = [i for i, line in enumerate(self._model.lines) if not isinstance(line, str)]
        if not rows:
            return
        current = self.list.currentIndex().row()
        at = rows.index(current) if current in rows else 0
        place = (at + by) % len(rows) if abs(by) == 1 else min(max(at + by, 0), len(rows) - 1)
        self._choose(rows[place])
        self.list.scrollTo(self.list.currentIndex())

    def _run(self, index: QModelIndex) -> None:
        line = self._model.lines[index.row()] if index.isValid() else ""
        if not isinstance(line, str):
            self.close_over()
            line.run()

    def _left(self) -> None:
        if not self.query.hasFocus() and not self.list.hasFocus():
            self.close_over()
