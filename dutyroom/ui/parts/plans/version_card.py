"""The card over the list of versions that holds the form asked for, and runs what is sent from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.plans.version_forms import PutInForceForm, RepealForm, VersionForm
from dutyroom.ui.theme import put_look

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_versions import VersionRow
    from dutyroom.data.queries.plans import PlanRow


class VersionCard(QFrame):
    """One of three forms; ``closed`` when it is written or left. What was typed and not sent stays with its version."""

    closed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        put_look(self, look="card")
        self.force, self.correct, self.repeal = PutInForceForm(self), VersionForm(self), RepealForm(self)
        self._forms: tuple[KeptForm, ...] = (self.force, self.correct, self.repeal)
        column = QVBoxLayout(self)
        for form in self._forms:
            column.addWidget(form)
            form.setVisible(False)
            form.sent.connect(lambda asked, form=form: self._send(form, asked))
            form.step_back_asked.connect(self.close_form)
        self.setVisible(False)

    def ask(self, form: KeptForm, plan: PlanRow, version: VersionRow) -> None:
        """Show a form about a version of a plan, and go there."""
        if isinstance(form, RepealForm):
            form.begin(plan)
        elif isinstance(form, PutInForceForm | VersionForm):
            form.begin(plan, version)
        for each in self._forms:
            each.setVisible(each is form)
        self.setVisible(True)
        getattr(form, form.field_names()[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Put the form away; what was typed stays for the next time."""
        for form in self._forms:
            form.keep()
        self.setVisible(False)
        self.closed.emit()

    def _send(self, form: KeptForm, asked: Run | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(form, asked)
            return
        action, command = asked
        form.send.setEnabled(False)

        def written(_: int) -> None:
            form.send.setEnabled(True)
            form.finished(form.number)
            self.close_form()

        def failed(_: Exception) -> None:
            form.send.setEnabled(True)

        courier = self._tools.courier
        courier.do(self, action, command, then=written, refused=lambda no: self._refused(form, no), failed=failed)

    def _refused(self, form: KeptForm, refusal: Refusal) -> None:
        form.send.setEnabled(True)
        form.point_out(refusal, said(refusal, self._tools.wording(), self._tools.zone))
