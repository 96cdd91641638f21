"""Correcting a matter, over its register: the form, and both versions where somebody was quicker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.actions.notices import correct_notice
from dutyroom.data.queries.notices import notice_in_full
from dutyroom.data.queries.units import unit_rows
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.correction import Correction, Registered
from dutyroom.ui.parts.matter.correction_form import NoticeCorrection
from dutyroom.ui.parts.matter.record_sheet import RecordSheet
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.side_by_side import SideBySide


class CorrectionSheet(RecordSheet):
    """``corrected`` comes when it was saved.

    A subclass names the action that corrects a matter of its kind and the query that reads one in full.
    """

    corrected = Signal()
    ACTION: Callable[..., int]
    READ: Callable[..., Any]

    def __init__(self, tools: Tools, parent: QWidget, form: Correction, send: QPushButton) -> None:
        self.correction, self.side, self._button = form, SideBySide(tools), send
        super().__init__(tools, parent, form, self.side)
        self.setObjectName("correction_sheet")
        self._number = ""
        self._meeting = Meeting(tools, self.side, self._show_side, self._send)
        send.clicked.connect(self._send)
        self.retranslate()

    def begin(self, record: Registered) -> None:
        """Ask what is to be corrected."""
        self._number = record.matter.number
        self.correction.begin(record)
        self.retranslate()
        self.show_form(self._first())

    def close_over(self) -> None:
        """What was typed stays; an answer that comes later opens nothing."""
        self._meeting.forget()
        super().close_over()

    def retranslate(self) -> None:
        """Word the heading anew."""
        words = self.tr("Correct what was registered: {number}").format(number=self._number)
        self.title.setText(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _send(self) -> None:
        form = self.correction
        if form.matter is None or not self._button.isEnabled():
            return
        try:
            asked = form.command()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        form.clear_notes()
        self._button.setEnabled(False)
        action = type(self).ACTION
        self.tools.courier.do(
            self, action, asked, then=self._saved, refused=self._refused, failed=lambda _: self._free()
        )

    def _saved(self, _: int) -> None:
        self._free()
        self.correction.finished()
        self.close_over()
        self.tools.say(self.tr("The register was corrected; the entry says what it was."))
        self.corrected.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._free()
        self.correction.refused(refusal)
        self.refuse(refusal)
        matter = self.correction.matter
        if refusal.code == MEANWHILE and matter is not None:
            then = partial(self._read, matter.id)
            self.tools.courier.ask(self, type(self).READ, matter.id, then=then, failed=self.reading_failed)

    def _read(self, number: int, record: Registered | None) -> None:
        matter = self.correction.matter
        if record is not None and matter is not None and number == matter.id and self.isVisible():
            stored = self.correction.stored(record)
            self._meeting.meet(self.correction, "matter", number, record.matter.version, stored)

    def _show_side(self, shown: bool) -> None:
        if shown:
            self.show_view(self.side.send)
        else:
            self.show_form(self._first())

    def _first(self) -> QWidget:
        first: QWidget = self.correction.title  # type: ignore[attr-defined]  # a field of every form here
        return first

    def _free(self) -> None:
        self._button.setEnabled(True)


class NoticeCorrectionSheet(CorrectionSheet):
    """Corrects a notice."""

    ACTION = staticmethod(correct_notice)
    READ = staticmethod(notice_in_full)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._form = NoticeCorrection(tools)
        super().__init__(tools, parent, self._form, self._form.send)
        self._form.back.clicked.connect(self.close_over)

    def begin(self, record: Registered) -> None:
        """Ask, with the bodies that it may come from on offer."""
        self.tools.courier.ask(self, unit_rows, then=self._form.offer)
        super().begin(record)
