"""What the check of an issued paper found: place and sentence a line; Enter or a click goes to the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from dutyroom.data.queries.briefings import BriefingInFull
from dutyroom.rules.briefing_check import Finding, errors_of, warnings_of
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.briefing.words import SEVERITY_TONES, SEVERITY_WORDS, counts_said, finding_said, place_said
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.theme import tokens_in_use

_TALL, _ROW = 132, 28


class _Lines(QListWidget):
    def sizeHint(self) -> QSize:
        rows = max(self.count(), 1) * max(self.sizeHintForRow(0), _ROW) + 8
        return QSize(240, min(rows, _TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place."""
        item = self.currentItem()
        if is_enter(event) and item is not None:
            self.itemActivated.emit(item)
            event.accept()
        else:
            super().keyPressEvent(event)


class Findings(QWidget):
    """``chosen`` carries the finding that somebody wants to see in its place."""

    chosen = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.found: tuple[Finding, ...] | None = None
        self.summary, self.lines = FieldNote(self), _Lines(self)
        self.lines.setWordWrap(True)
        self.lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.summary)
        column.addWidget(self.lines, 1)
        self.lines.itemActivated.connect(self._activated)
        self.lines.itemClicked.connect(self._activated)
        self.show_findings(None, None)

    @property
    def errors(self) -> int:
        """How many keep the paper from being issued."""
        return len(errors_of(self.found or ()))

    @property
    def warnings(self) -> int:
        """How many must be accepted."""
        return len(warnings_of(self.found or ()))

    def show_findings(self, found: Sequence[Finding] | None, full: BriefingInFull | None) -> None:
        """Show these, errors first; None hides the list."""
        self.found = tuple(found) if found is not None else None
        self.lines.clear()
        self.setVisible(found is not None)
        if found is None or full is None:
            return
        tone = "overdue" if self.errors else "warning" if self.warnings else "done"
        self.summary.say(counts_said(found), "overdue" if self.errors else "warning" if self.warnings else "done")
        self.summary.setAccessibleName(counts_said(found))
        self.lines.setVisible(bool(found))
        self.lines.setAccessibleName(self.tr("What the check found"))
        for finding in found:
            words = finding_said(finding, self._tools.wording(), self._tools.zone)
            severity = translated(SEVERITY_WORDS[finding.severity])
            item = QListWidgetItem(f"{severity} · {place_said(finding, full)} · {words}", self.lines)
            item.setToolTip(words)
            item.setData(Qt.ItemDataRole.UserRole, finding)
            item.setForeground(QColor(getattr(tokens_in_use(), SEVERITY_TONES[finding.severity])))
        self.lines.updateGeometry()
        if tone != "done":
            self.lines.setCurrentRow(0)

    def _activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
