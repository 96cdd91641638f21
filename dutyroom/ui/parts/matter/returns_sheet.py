"""Returns asked for, over the register: the form that asks, then the grid of who has answered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from dutyroom.actions.returns import start_returns
from dutyroom.data.queries.returns import CallInFull, CallRow, call_in_full, running_calls
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.returns import StartReturns
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.record_sheet import RecordSheet
from dutyroom.ui.parts.matter.returns_form import ReturnsForm
from dutyroom.ui.parts.matter.returns_view import ReturnsView
from dutyroom.ui.parts.matter.returns_words import link_said

_KINDS = frozenset({"returns_call", "returns_unit", "returns_answer", "*"})


class ReturnsSheet(RecordSheet):
    """``begin`` asks for returns, ``show_call`` opens a call that is under way."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self.begin_form = ReturnsForm(lambda: tools.clock().astimezone(tools.zone).date())
        self.view = ReturnsView(tools)
        super().__init__(tools, parent, self.begin_form, self.view)
        self.setObjectName("returns_sheet")
        self._id: int | None = None
        self._links_shown: list[CallRow] = []
        self.begin_form.sent.connect(self._send)
        self.view.written.connect(self._read)
        self.link_asked.connect(self.show_call)
        self.again_asked.connect(self._read)
        self.retranslate()

    def begin(self, matter: tuple[int, str] | None) -> None:
        """Ask for returns, of the matter shown where it is meant; calls under way stand above as links."""
        self._id = None
        self.begin_form.begin(matter)
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self.tools.courier.ask(self, running_calls, then=self._links_came)
        self.retranslate()
        self.show_form(self.begin_form.title)

    def show_call(self, number: int) -> None:
        """Show this call."""
        self._id = number
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self._read()

    def heard(self, changed: Changed) -> None:
        """Somebody took a return in: read the call shown again."""
        if self.isVisible() and changed.kinds & _KINDS:
            self._read()

    def retranslate(self) -> None:
        """Word the heading anew."""
        full = self.view.full if self._id is not None else None
        words = f"{full.call.number} {full.call.title}" if full is not None else self.tr("Returns")
        self.title.setText(words)
        self.setAccessibleName(words)
        self.show_links([(call.id, link_said(call)) for call in self._links_shown])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _read(self) -> None:
        if self._id is not None:
            then = partial(self._came, self._id)
            self.tools.courier.ask(self, call_in_full, self._id, then=then, failed=self.reading_failed)

    def _came(self, number: int, full: CallInFull | None) -> None:
        if number != self._id:
            return
        if full is None:
            self.say_instead(self.tr("There is no such call for returns."))
            return
        self.view.show_call(full)
        self.retranslate()
        self.show_view(self.view.grid)

    def _units_came(self, units: list[UnitRow]) -> None:
        self.begin_form.offer(units)
        self.view.offer(units)

    def _links_came(self, calls: list[CallRow]) -> None:
        self._links_shown = calls
        self.retranslate()

    def _send(self, asked: StartReturns | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(asked)
            return
        self.begin_form.send.setEnabled(False)
        self.tools.courier.do(
            self, start_returns, asked, then=self._started, refused=self._refused, failed=lambda _: self._free()
        )

    def _started(self, number: int) -> None:
        self._free()
        self.begin_form.finished()
        self.show_call(number)

    def _refused(self, refusal: Refusal) -> None:
        self._free()
        self.refuse(refusal)

    def _free(self) -> None:
        self.begin_form.send.setEnabled(True)
