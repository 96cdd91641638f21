"""What is asked of a plan at work: which plan at which level, another level, its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dutyroom.actions.activation import activate, end_activation, set_level
from dutyroom.data.queries.activations import ActivationRow
from dutyroom.data.queries.incidents import IncidentInFull
from dutyroom.rules.activation import Activate, EndActivation, ItemState, SetLevel
from dutyroom.rules.incident import GRADES
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.incident.words import level_said
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run

_PLAN_LETTERS = 30


def open_items(row: ActivationRow) -> int:
    """How many items of its checklist are neither done nor dropped."""
    return sum(item.state == ItemState.OPEN for item in row.items)


def _levels(parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    for level in GRADES:
        box.addItem("", level)
    return box


def _word_levels(box: QComboBox) -> None:
    for place in range(box.count()):
        box.setItemText(place, level_said(box.itemData(place)))


class ActivateForm(KeptForm):
    """The plans that fit stand first, the best on top; the others follow under a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan, self.level, self.expected = QComboBox(self), _levels(self), QLineEdit(self)
        self.measures, self.text = GrowingText(self), GrowingText(self)
        self.plan.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.plan.setMinimumContentsLength(_PLAN_LETTERS)
        self.add_field("plan", self.plan)
        self.add_field("level", self.level)
        self.add_field("expected", self.expected)
        self.add_field("measures", self.measures, tall=True)
        self.add_field("text", self.text, tall=True)
        for field in (self.measures, self.text):
            field.entered.connect(self.send.click)
        self.retranslate()

    def begin(self, full: IncidentInFull) -> None:
        """Start a plan for this incident, at the level of its grade."""
        self._begin(full.matter.id, {"level": full.facts.grade or GRADES[-1]})
        self.mark_clean()

    def offer(self, fitting: Sequence[tuple[int, str]], others: Sequence[tuple[int, str]]) -> None:
        """Offer these plans; the one chosen stays, and where none fits the officer chooses."""
        chosen = self.plan.currentData()
        self.plan.clear()
        for number, title in fitting:
            self.plan.addItem(title, number)
        if fitting and others:
            self.plan.insertSeparator(self.plan.count())
        for number, title in others:
            self.plan.addItem(title, number)
        fresh = 0 if fitting else -1
        place = self.plan.findData(chosen) if chosen is not None else -1
        self.plan.setCurrentIndex(place if place >= 0 else fresh)
        nothing = self.tr("no plan fits the kind of event; all plans are offered")
        none = self.tr("the library holds no plan with a text")
        if not fitting:
            self.note_field("plan", nothing if others else none)
        self.mark_clean()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        if self.plan.currentData() is None:
            raise Refusal("activation.plan.none", field="plan")
        return activate, Activate(
            id=self.number or 0,
            plan_id=int(self.plan.currentData()),
            level=str(self.level.currentData()),
            expected=self.expected.text(),
            measures=self.measures.toPlainText(),
            text=self.text.toPlainText(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        _word_levels(self.level)
        self.word_field("plan", self.tr("Plan"))
        self.word_field("level", self.tr("Level of response"))
        self.word_field("expected", self.tr("Expected to last"))
        self.expected.setPlaceholderText(self.tr("24 hours; until the rain stops"))
        self.word_field("measures", self.tr("Measures"))
        self.word_field("text", self.tr("Rests on"), self.tr("whose decision, which warning"))
        self.send.setText(self.tr("Activate the plan"))


class LevelForm(KeptForm):
    """Another level, with the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = 0
        self.level, self.reason = _levels(self), QLineEdit(self)
        self.add_field("level", self.level)
        self.add_field("reason", self.reason)
        self.retranslate()

    def begin(self, row: ActivationRow) -> None:
        """Raise by one where that can be, else lower."""
        self._version = row.version
        place = GRADES.index(row.level)
        self._begin(row.id, {"level": GRADES[place - 1 if place else 1]})
        self.mark_clean()
        self.level.setFocus()

    def renew(self, row: ActivationRow) -> None:
        """It was read again; what is sent next rests on that."""
        if row.id == self.number:
            self._version = row.version

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        asked = SetLevel(
            activation_id=self.number or 0,
            version=self._version,
            level=str(self.level.currentData()),
            reason=self.reason.text(),
        )
        return set_level, asked

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        _word_levels(self.level)
        self.word_field("level", self.tr("Level of response"), self.tr("what only a higher level asked is dropped"))
        self.word_field("reason", self.tr("Reason"))
        self.send.setText(self.tr("Set the level"))


class EndForm(KeptForm):
    """How it ended, and why although something is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcome, self.despite = QLineEdit(self), QLineEdit(self)
        self.add_field("outcome", self.outcome)
        self.add_field("despite", self.despite)
        self.retranslate()

    def begin(self, row: ActivationRow) -> None:
        """End this response."""
        self._begin(row.id, {})
        self.show_field("despite", open_items(row) > 0)
        self.mark_clean()
        self.outcome.setFocus()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return end_activation, EndActivation(
            activation_id=self.number or 0, outcome=self.outcome.text(), despite=self.despite.text()
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("outcome", self.tr("Outcome"))
        self.word_field("despite", self.tr("Although items are open"), self.tr("why; they are dropped"))
        self.send.setText(self.tr("End the response"))
