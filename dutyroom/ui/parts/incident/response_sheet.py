"""A plan at work, over the register: which plan is activated, then its checklist."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from dutyroom.actions.activation import fitting_plans
from dutyroom.data.queries.activations import ActivationRow, activations_of
from dutyroom.data.queries.incidents import IncidentInFull
from dutyroom.data.queries.plans import plan_rows
from dutyroom.data.reading import Session
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.incident.response_forms import ActivateForm
from dutyroom.ui.parts.incident.response_list import ResponseList
from dutyroom.ui.parts.matter.record_sheet import RecordSheet

_KINDS = frozenset({"activation", "activation_item", "*"})
_Plans = tuple[list[tuple[int, str]], list[tuple[int, str]]]


class ResponseSheet(RecordSheet):
    """``begin`` activates a plan, ``show_response`` opens one that is or was at work; ``changed`` when it was written."""

    changed = Signal()

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self.asking = ActivateForm()
        self.list = ResponseList(tools)
        super().__init__(tools, parent, self.asking, self.list)
        self.setObjectName("response_sheet")
        self._matter: int | None = None
        self._id: int | None = None
        self._words = ""
        self.asking.sent.connect(self._send)
        self.list.written.connect(self._written)
        self.again_asked.connect(self._read)
        self.retranslate()

    def begin(self, full: IncidentInFull) -> None:
        """Ask which plan is activated for this incident."""
        self._matter, self._id = full.matter.id, None
        self._words = f"{full.matter.number} {full.matter.title}"
        facts = full.facts
        self.tools.courier.ask(self, _plans, facts.subtype, facts.area, then=self._plans_came)
        self.asking.begin(full)
        self.retranslate()
        self.show_form(self.asking.plan)

    def show_response(self, matter: int, number: int) -> None:
        """Show the checklist of this response."""
        self._matter, self._id = matter, number
        self._read()

    def heard(self, changed: Changed) -> None:
        """Somebody ticked: read it again."""
        if self.isVisible() and self._id is not None and changed.kinds & _KINDS:
            self._read()

    def close_over(self) -> None:
        """What was typed stays."""
        self.asking.keep()
        super().close_over()

    def step_on(self) -> None:
        """Ctrl+Enter: send the form that stands open."""
        form = self.asking if self._id is None else self.list.open_form
        if form is not None and form.first_step is not None:
            form.first_step.click()

    def retranslate(self) -> None:
        """Word the heading anew."""
        full = self.list.full if self._id is not None else None
        words = self.tr("Activate a plan: {incident}").format(incident=self._words)
        if full is not None:
            words = f"{full.plan_title} · {full.matter_number}"
        self.title.setText(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _read(self) -> None:
        if self._matter is not None and self._id is not None:
            then = partial(self._came, self._id)
            self.tools.courier.ask(self, activations_of, self._matter, then=then, failed=self.reading_failed)

    def _came(self, number: int, rows: list[ActivationRow]) -> None:
        full = next((row for row in rows if row.id == number), None)
        if number != self._id:
            return
        if full is None:
            self.say_instead(self.tr("There is no such response."))
            return
        self.list.show_response(full)
        self.retranslate()
        self.show_view(self.list.table)

    def _plans_came(self, plans: _Plans) -> None:
        self.asking.offer(*plans)

    def _send(self, asked: tuple[Callable[..., int], object] | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(asked)
            return
        action, command = asked
        self.asking.send.setEnabled(False)
        then = partial(self._started, self.asking.number)
        self.tools.courier.do(
            self, action, command, then=then, refused=self._refused, failed=lambda _: self.asking.send.setEnabled(True)
        )

    def _started(self, matter: int | None, number: int) -> None:
        self.asking.send.setEnabled(True)
        self.asking.finished(matter)
        self.changed.emit()
        if matter is not None and matter == self._matter:
            self.show_response(matter, number)

    def _refused(self, refusal: Refusal) -> None:
        self.asking.send.setEnabled(True)
        self.refuse(refusal)

    def _written(self) -> None:
        self.changed.emit()
        self._read()


def _plans(session: Session, subtype: str, area: str) -> _Plans:
    fitting = fitting_plans(session, subtype, area)
    known = {number for number, _ in fitting}
    return fitting, [(row.id, row.title) for row in plan_rows(session) if row.id not in known and not row.text_missing]
