"""The full form of the capture line: a sheet over the page, with the capture line and the alarms left in sight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_fields import EntryFields
from dutyroom.ui.parts.focus import announce, enter_presses, is_enter
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.theme import is_look_change, label_of, put_look

WIDE: Final = 880
TALL: Final = 560
"""The size wanted, px; less where the page is smaller."""
RIM: Final = 8


class EntrySheet(Overlay):
    """Lies over ``page`` and nothing else; Esc closes it, what was typed stays with the draft.

    ``leaving`` comes while it is still there, so that the line is back before the cursor goes there.
    """

    leaving = Signal()

    def __init__(self, tools: Tools, page: QWidget, parent: QWidget) -> None:
        super().__init__(parent, wide=WIDE, tall=TALL)
        self.setObjectName("entry_sheet")
        self._page = page
        self.title = label_of("section", parent=self)
        self.saved = ElidedLabel(parent=self, type_="small")
        self.close_button = QToolButton(self)
        put_look(self.close_button, look="plain")
        self.fields = EntryFields(tools)
        put_look(self.fields, look="page")
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.fields)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back, self.send = QPushButton(self), QPushButton(self)
        put_look(self.send, look="primary")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.saved, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 12, 12)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        self.send.clicked.connect(self.fields.write_asked)
        self.back.clicked.connect(self.close_over)
        self.close_button.clicked.connect(self.close_over)
        self.fields.step_back_asked.connect(self.close_over)
        page.installEventFilter(self)
        self.retranslate()

    def open_at(self, name: str) -> None:
        """Show the sheet with the cursor in the field ``name``."""
        field = getattr(self.fields, name, None)
        self.open_over(field if isinstance(field, QWidget) else self.fields.text)
        announce(self)

    def close_over(self) -> None:
        """Give the draft back and hide; the cursor goes back to where it was."""
        if not self.isHidden():
            self.leaving.emit()
        super().close_over()

    def retranslate(self) -> None:
        """Word the frame anew; the fields follow by themselves."""
        self.title.setText(self.tr("New entry, all fields"))
        self.setAccessibleName(self.title.text())
        self.saved.setText(self.tr("Kept as a draft while you type. Ctrl+Enter writes, Esc goes back."))
        self.close_button.setAccessibleName(self.tr("Back to the line"))
        self.close_button.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.back.setText(self.tr("Back to the line"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Write into the log"))
        self.send.setToolTip(self.tr("Write into the log (Ctrl+Enter)"))
        self.close_button.setIcon(icon("close", size=16))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the filled button, on another button that one; Esc steps back."""
        if is_enter(event):
            if not enter_presses(event, self):
                self.send.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the page when it moves, as it does under an alarm."""
        if watched is self._page and event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        corner = self._page.mapTo(parent, self._page.rect().topLeft())
        wide = min(self._wide, self._page.width() - 2 * RIM)
        tall = min(self._tall, self._page.height() - 2 * RIM)
        left = corner.x() + (self._page.width() - wide) // 2
        self.setGeometry(left, corner.y() + self._page.height() - tall - RIM, wide, tall)
