"""Correcting what a matter was put under supervision with: the same fields, filled with what is stored, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.actions.supervision import URGENT, correct_supervision
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.data.queries.supervision import SupervisionInFull, supervision_in_full
from dutyroom.rules.officer import Role
from dutyroom.rules.supervision import Basis, CorrectSupervision, SetUpSupervision
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.parts.matter.correction import Correction, Registered
from dutyroom.ui.parts.matter.correction_sheet import CorrectionSheet
from dutyroom.ui.parts.matter.kept_form import put_into, value_in
from dutyroom.ui.parts.supervision.fields import OWN_FIELDS, SupervisionFields
from dutyroom.ui.parts.supervision.pane import SupervisionPane
from dutyroom.ui.parts.supervision.words import basis_said

_ALWAYS: Final = ("basis", "title", "asked", "reason")
_REASON: Final = "reason"


class SupervisionCorrection(SupervisionFields, Correction):
    """A field that the basis does not ask for stands there as long as something is in it: nothing goes unseen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.make_fields()
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.lay_out_fields()
        self.add_field(_REASON, self.reason, wide=True)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)
        self.asked.entered.connect(self.send.click)
        self.basis.currentIndexChanged.connect(self._show_fields)
        self.back.clicked.connect(self.step_back_asked)
        self.retranslate()
        self._show_fields()

    def offer(self, leaders: Sequence[Choice]) -> None:
        """Offer these leaders."""
        self.leader.set_choices(leaders)

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Correction`."""
        for name in self._names():
            put_into(getattr(self, name), values.get(name))
        self._show_fields()

    def values(self) -> dict[str, Any]:
        """See :class:`Correction`."""
        return {name: value_in(getattr(self, name)) for name in self._names()}

    def shown(self, name: str, value: Any) -> str:
        """A basis is shown by its word."""
        if isinstance(value, bool):
            return self.tr("Yes") if value else self.tr("No")
        return basis_said(str(value)) if name == "basis" else super().shown(name, value)

    def stored(self, record: SupervisionInFull) -> dict[str, Any]:
        """See :class:`Correction`; a source that only repeats who is behind it was never typed."""
        matter, facts = record.matter, record.facts
        said = {name: getattr(facts, name) for name in self._names() if hasattr(facts, name)}
        source = "" if matter.source in (facts.leader, facts.proposers) else matter.source
        return {**said, "title": matter.title, "source": source, "is_urgent": matter.urgency == URGENT}

    def command(self) -> CorrectSupervision:
        """See :class:`Correction`."""
        matter = self.matter
        assert matter is not None  # noqa: S101  # begun about one
        said = self.to_store()
        facts = SetUpSupervision(**{**said, "basis": Basis(said["basis"])})
        return CorrectSupervision(id=matter.id, version=self.version, facts=facts, reason=self.reason.text())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_fields()
        self.is_urgent.setText(self.tr("an urgent instruction; its limit stays as it is"))
        self.is_hard.setText(self.tr("hard to do; its limit stays as it is"))
        hint = self.tr("The entry says what each fact was and is. No limit moves: that is a step of its own.")
        self.word_field(_REASON, self.tr("Why it is corrected"), hint)
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Save the correction"))
        self._show_fields()

    def _names(self) -> list[str]:
        return [name for name in self.field_names() if name != _REASON]

    def _show_fields(self, *_: object) -> None:
        asked = (*_ALWAYS, *OWN_FIELDS[self.chosen_basis()])
        for name in self.field_names():
            self.show_field(name, name in asked or bool(value_in(getattr(self, name))))


class SupervisionCorrectionSheet(CorrectionSheet):
    """Corrects the matter that the pane shows."""

    ACTION = staticmethod(correct_supervision)
    READ = staticmethod(supervision_in_full)

    def __init__(self, tools: Tools, parent: QWidget, pane: SupervisionPane) -> None:
        self._form, self._pane = SupervisionCorrection(), pane
        super().__init__(tools, parent, self._form, self._form.send)
        pane.correction_asked.connect(self.correct)
        self.corrected.connect(pane.refresh)

    def begin(self, record: Registered) -> None:
        """Ask, with the leaders on offer."""
        self.tools.courier.ask(self, officer_rows, then=self._people_came)
        super().begin(record)

    def correct(self) -> None:
        """Ask what is to be corrected of the matter shown, where it can be."""
        found = self._pane.supervision
        if found is not None and self._pane.may_correct:
            self.begin(found)

    def step_on(self) -> bool:
        """Ctrl+Enter sends the form where it stands open; says whether the sheet is open at all."""
        if self.isVisible() and self._form.isVisible():
            self._form.send.click()
        return self.isVisible()

    def _people_came(self, officers: list[OfficerRow]) -> None:
        self._form.offer(choices_of([row for row in officers if Role.LEADER in row.roles]))
