"""Drafts that others left at this desk: a list over the page, from which they are taken over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.rules.entry import KIND_WORDS
from dutyroom.ui.icons import icon
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, is_enter, tab_as_laid_out
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import is_look_change, label_of, put_look

BRIEF: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersDraft:
    """A draft of somebody else as shown; ``author`` is empty where nobody was signed in."""

    draft: DraftState
    author: str
    saved_at: datetime


class DraftsSheet(Overlay):
    """Lists the drafts of others; ``take_asked`` with those to be taken over. Esc leaves them where they are."""

    take_asked = Signal(list)

    def __init__(self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget) -> None:
        super().__init__(parent, wide=680, tall=440)
        self.setObjectName("drafts_sheet")
        self._clock, self._zone = clock, zone
        self._drafts: tuple[OthersDraft, ...] = ()
        self.title = label_of("section", parent=self)
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.list = QListWidget(self)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.note = FieldNote(self)
        self.take, self.take_all, self.leave = (QPushButton(self) for _ in range(3))
        put_look(self.take, look="primary")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.leave, self.take_all, self.take):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for part in (self.title, self.about):
            column.addWidget(part)
        column.addWidget(self.list, 2)
        column.addWidget(self.words, 1)
        column.addWidget(self.note)
        column.addLayout(foot)
        tab_as_laid_out(self)
        self.list.currentRowChanged.connect(self._show_words)
        self.list.itemDoubleClicked.connect(lambda _: self.take.click())
        self.take.clicked.connect(self._take)
        self.take_all.clicked.connect(lambda: self.take_asked.emit(list(self._drafts)))
        self.leave.clicked.connect(self.close_over)
        self.retranslate()

    def set_drafts(self, drafts: Sequence[OthersDraft]) -> None:
        """Show these; the one chosen stays chosen, and without any the sheet closes."""
        row = max(self.list.currentRow(), 0)
        self._drafts = tuple(drafts)
        self.note.be_silent()
        self.retranslate()
        self.list.setCurrentRow(min(row, len(drafts) - 1))
        if not drafts:
            self.close_over()

    def retranslate(self) -> None:
        """Word the sheet anew."""
        self.title.setText(self.tr("Drafts of others"))
        self.setAccessibleName(self.tr("Drafts of others"))
        self.about.setText(self.tr("A draft taken over is yours: it opens in the capture line, and you write it."))
        self.list.setAccessibleName(self.tr("Drafts of others"))
        self.words.setAccessibleName(self.tr("Text of the draft"))
        self.take.setText(self.tr("Take over"))
        self.take_all.setText(self.tr("Take over all"))
        self.take_all.setVisible(len(self._drafts) > 1)
        self.leave.setText(self.tr("Leave them"))
        self.leave.setToolTip(self.tr("They stay with whoever began them (Esc)"))
        row = self.list.currentRow()
        self.list.clear()
        for each in self._drafts:
            self.list.addItem(self._item(each))
        self.list.setCurrentRow(row)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the filled button, on another button that one."""
        if is_enter(event):
            if not enter_presses(event, self):
                self.take.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _item(self, each: OthersDraft) -> QListWidgetItem:
        kind = self.tr(KIND_WORDS.get(each.draft.kind, each.draft.kind))
        words = " ".join(f"{each.draft.unit} {each.draft.text[:300]}".split())
        brief = words if len(words) <= BRIEF else words[: BRIEF - 1] + "…"
        saved = moment_said(each.saved_at, self._clock(), self._zone())
        item = QListWidgetItem(icon(each.draft.kind, size=18), f"{saved}  {self._who(each)}  {kind}  {brief}")
        item.setToolTip(words)
        return item

    def _who(self, each: OthersDraft) -> str:
        return each.author or self.tr("somebody not signed in")

    def _show_words(self, row: int) -> None:
        shown = self._drafts[row].draft if 0 <= row < len(self._drafts) else None
        with_whom = " ".join(part for part in (shown.unit, shown.person, shown.phone) if part) if shown else ""
        self.words.setPlainText("\n".join(part for part in (with_whom, shown.text if shown else "") if part))
        self.take.setEnabled(shown is not None)

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._drafts):
            self.take_asked.emit([self._drafts[row]])
