"""What stands around every page: rail, shift bar, notices, alarms, the page, the capture line; and what lies over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.capture import understanding
from dutyroom.ui.drill_watch import DrillWatch
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


class StoreStrip(QLabel):
    """Says on every page that nothing here is real: sample data, or a drill. Hidden in a live store."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setObjectName("store_strip")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        put_look(self, look="note", tone="warning" if kind == "sample" else "info")
        self.setVisible(kind in ("sample", "drill"))
        self.retranslate()

    def title_mark(self) -> str:
        """The same before the title of the window, in a word."""
        return {"sample": self.tr("SAMPLE DATA") + " · ", "drill": self.tr("DRILL") + " · "}.get(self._kind, "")

    def retranslate(self) -> None:
        """Word the strip."""
        sample = self.tr("SAMPLE DATA: everything here is invented. Do not write real events here.")
        drill = self.tr("DRILL: an exercise. Nothing here is real, and nobody outside is told of it.")
        self.setText(drill if self._kind == "drill" else sample)

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
        self.strip = StoreStrip(tools.courier.store.kind, self)
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
        self.drill = DrillWatch(tools, self.notices, word, self)
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
