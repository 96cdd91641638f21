"""What stands around every page: rail, shift bar, notices, alarms, the page, the capture line; and what lies over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.capture import understanding
from dutyroom.ui.notices import Notices
from dutyroom.ui.outcome_line import OutcomeLine
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.banner import AlarmBanner
from dutyroom.ui.parts.capture_line import CaptureLine
from dutyroom.ui.parts.drafts_sheet import DraftsSheet
from dutyroom.ui.parts.entry_sheet import EntrySheet
from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.parts.key_help import KeyHelp
from dutyroom.ui.parts.palette import Palette
from dutyroom.ui.parts.rail import Rail
from dutyroom.ui.parts.shift_bar import ShiftBar
from dutyroom.ui.parts.toast import Toast
from dutyroom.ui.theme import put_look


def _silent() -> None:
    """The banner itself makes no sound; the alarms decide when to."""


class SampleStrip(QLabel):
    """Says on every page that nothing here is real."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sample_strip")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        put_look(self, look="note", tone="warning")
        self.retranslate()

    def retranslate(self) -> None:
        """Word the strip."""
        self.setText(self.tr("SAMPLE DATA: everything here is invented. Do not write real events here."))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class Frame(QWidget):
    """The desk's furniture; the main window connects it."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        zone = tools.zone

        def word(refusal: Refusal) -> str:
            return said(refusal, tools.wording(), tools.zone)

        self.rail = Rail(self)
        self.bar = ShiftBar(tools.clock, zone, self)
        self.strip = SampleStrip(self)
        self.strip.setVisible(tools.courier.store.kind == "sample")
        self.notices = Notices(self)
        self.banner = AlarmBanner(tools.clock, zone, self, sound=_silent)
        self.outcome = OutcomeLine(self)
        self.stack = QStackedWidget(self)
        self.stack.setObjectName("pages")
        past, due = understanding(tools, ahead=False), understanding(tools, ahead=True)
        self.capture_line = CaptureLine(past, due, tools.clock, zone, self, word=word)
        self.entry_sheet = EntrySheet(tools, self.stack, self)
        self.drafts_sheet = DraftsSheet(tools.clock, lambda: tools.zone, self)
        self.toast = Toast(self.stack)
        self.palette_over = Palette(self)
        self.key_help = KeyHelp(self)
        column = QVBoxLayout()
        column.setSpacing(0)
        for part in (self.strip, self.bar, self.notices, self.banner, self.outcome):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.capture_line)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addLayout(column, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, on every page; Qt by itself knows that in dialogs only."""
        if enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)
