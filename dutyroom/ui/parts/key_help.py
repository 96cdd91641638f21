"""The keys of the window on one sheet, opened with ``?``."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.theme import is_look_change, label_of, put_look

KeyGroup = tuple[str, Sequence[tuple[str, str]]]
"""A title and its lines: keys, then what they do, all worded already."""


class KeyHelp(Overlay):
    """Lists keys in groups; ``?`` or Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, wide=760, tall=560)
        self._groups: tuple[KeyGroup, ...] = ()
        self.title = label_of("section", parent=self)
        self.close_button = QToolButton(self)
        put_look(self.close_button, look="plain")
        self.close_button.clicked.connect(self.close_over)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 12, 12)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.retranslate()

    def set_keys(self, groups: Sequence[KeyGroup]) -> None:
        """Show these keys, half of the groups in each of two columns."""
        self._groups = tuple(groups)
        page = QWidget()
        page.setProperty("look", "page")
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(32)
        lines = sum(len(keys) + 2 for _, keys in groups)
        sides = [QGridLayout(), QGridLayout()]
        so_far = 0
        for group in groups:
            self._add(sides[0 if so_far * 2 < lines else 1], group)
            so_far += len(group[1]) + 2
        for side in sides:
            side.setColumnStretch(1, 1)
            side.setHorizontalSpacing(16)
            side.setVerticalSpacing(6)
            side.setRowStretch(side.rowCount(), 1)
            columns.addLayout(side, 1)
        self._area.setWidget(page)

    def toggle(self) -> None:
        """Open it, or close it where it is open."""
        if self.isVisible():
            self.close_over()
        else:
            self.open_over(self._area)
            page = self._area.widget()
            if page is not None:
                # how tall the lines are is known only once they have their faces
                self.set_tall(min(page.sizeHint().height() + 96, 640))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """``?`` closes it too."""
        if event.text() in ("?", "？"):
            self.close_over()
            event.accept()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Word the frame anew; the lines come worded from outside."""
        self.title.setText(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        self._area.setAccessibleName(self.tr("List of keys"))
        self.close_button.setAccessibleName(self.tr("Close (Esc)"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setIcon(icon("close", size=16))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self.retranslate()

    def _add(self, side: QGridLayout, group: KeyGroup) -> None:
        title, lines = group
        side.addWidget(label_of("strong", title), side.rowCount(), 0, 1, 2)
        for keys, does in lines:
            row = side.rowCount()
            cap = QLabel(keys)
            cap.setProperty("look", "chip")
            side.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            what = label_of("secondary", does)
            what.setWordWrap(True)
            side.addWidget(what, row, 1)
