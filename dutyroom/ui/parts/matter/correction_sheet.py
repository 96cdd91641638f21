"""Correcting a notice, over the register: the form, and both versions where somebody was quicker."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from dutyroom.actions.notices import correct_notice
from dutyroom.data.queries.notices import NoticeInFull, notice_in_full
from dutyroom.data.queries.units import unit_rows
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.correction_form import NoticeCorrection, stored_of
from dutyroom.ui.parts.matter.record_sheet import RecordSheet
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.side_by_side import SideBySide

_CONFIRMED = "notice.number.exists"


class CorrectionSheet(RecordSheet):
    """``corrected`` comes when it was saved."""

    corrected = Signal()

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self.correction, self.side = NoticeCorrection(tools), SideBySide(tools)
        super().__init__(tools, parent, self.correction, self.side)
        self.setObjectName("correction_sheet")
        self._number = ""
        self._meeting = Meeting(tools, self.side, self._show_side, self._send)
        self.correction.send.clicked.connect(self._send)
        self.correction.back.clicked.connect(self.close_over)
        self.retranslate()

    def begin(self, notice: NoticeInFull) -> None:
        """Ask what is to be corrected."""
        self._number = notice.matter.number
        self.correction.begin(notice)
        self.tools.courier.ask(self, unit_rows, then=self.correction.offer)
        self.retranslate()
        self.show_form(self.correction.line("title"))

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
        if form.notice_id is None or not form.send.isEnabled():
            return
        asked = form.correction()
        if isinstance(asked, Refusal):
            self.refuse(asked)
            return
        form.clear_notes()
        form.send.setEnabled(False)
        self.tools.courier.do(
            self, correct_notice, asked, then=self._saved, refused=self._refused, failed=lambda _: self._free()
        )

    def _saved(self, _: int) -> None:
        self._free()
        self.correction.finished()
        self.close_over()
        self.tools.say(self.tr("The register was corrected; the entry says what it was."))
        self.corrected.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._free()
        self.correction.confirmed.setVisible(refusal.code == _CONFIRMED)
        self.refuse(refusal)
        number = self.correction.notice_id
        if refusal.code == MEANWHILE and number is not None:
            then = partial(self._read, number)
            self.tools.courier.ask(self, notice_in_full, number, then=then, failed=self.reading_failed)

    def _read(self, number: int, notice: NoticeInFull | None) -> None:
        if notice is not None and number == self.correction.notice_id and self.isVisible():
            self._meeting.meet(self.correction, "matter", number, notice.matter.version, stored_of(notice))

    def _show_side(self, shown: bool) -> None:
        if shown:
            self.show_view(self.side.send)
        else:
            self.show_form(self.correction.line("title"))

    def _free(self) -> None:
        self.correction.send.setEnabled(True)
