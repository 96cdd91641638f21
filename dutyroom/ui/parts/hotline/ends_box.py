"""How a call ends at once: answered, not accepted, or transferred by one key to those who act at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.hotline_transfer import TransferRow
from dutyroom.rules.hotline import Refused
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.hotline.words import refused_said
from dutyroom.ui.parts.matter.kept_form import put_into, value_in
from dutyroom.ui.theme import label_of

KEYS_MOST: Final = 8
"""So many of those who act at once have a key, Ctrl+F1 onwards."""
_IN_ROW: Final = 4


class EndsBox(Form):
    """``edited`` comes with every change; ``transferred`` names to whom the call goes, at once."""

    edited = Signal()
    transferred = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer, self.refused, self.turn_to = GrowingText(self), QComboBox(self), QLineEdit(self)
        self.to_heading = label_of("secondary", parent=self)
        self.raises = QCheckBox(self)
        self.targets: list[QPushButton] = []
        self.knowledge_id: int | None = None
        self._is_own_tick = False
        self._turns: Mapping[str, str] = {}
        self._proposed_turn = ""
        self._rows_to: Sequence[TransferRow] = ()
        self.refused.addItem("", "")
        for reason in Refused:
            self.refused.addItem("", reason.value)
        self.refused.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.refused.setMinimumContentsLength(8)
        self.add_field("answer", self.answer, tall=True)
        self.add_field("refused", self.refused)
        self.add_field("turn_to", self.turn_to)
        self._rows = QGridLayout()
        self._rows.setSpacing(4)
        transfer = QWidget(self)
        transfer.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for part in (self.to_heading, transfer, self.raises):
            self.add_part(part)
        self.answer.textChanged.connect(self._answered)
        self.refused.currentIndexChanged.connect(lambda _: self._chosen())
        self.turn_to.textChanged.connect(lambda _: self.edited.emit())
        self.raises.clicked.connect(self._ticked)
        self._chosen()
        self.retranslate()

    def offer(self, rows: Sequence[TransferRow], turns: Mapping[str, str]) -> None:
        """Those who act at once, and by reason of not accepting where a caller is told to turn to."""
        self._turns, self._rows_to = turns, rows
        targets = [row.name for row in rows]
        if [button.text() for button in self.targets] == targets:
            self.retranslate()
            return
        for button in self.targets:
            self._rows.removeWidget(button)
            button.deleteLater()
        self.targets = []
        for place, name in enumerate(targets):
            button = QPushButton(name, self)
            button.clicked.connect(partial(self.transferred.emit, name))
            self._rows.addWidget(button, place // _IN_ROW, place % _IN_ROW)
            self.targets.append(button)
        self.retranslate()

    def answer_with(self, answer: str, knowledge: int | None = None) -> None:
        """The caller was answered this, from the shelf or in own words."""
        self.answer.setPlainText(answer)
        self.knowledge_id = knowledge

    def ends(self) -> dict[str, Any]:
        """How it ends, as the command takes it; nothing where it becomes a case."""
        found: dict[str, Any] = {}
        if self.answer.toPlainText().strip():
            found |= {"answer": self.answer.toPlainText(), "is_direct": True, "knowledge_id": self.knowledge_id}
        if self.refused.currentData():
            found |= {"refused": str(self.refused.currentData()), "turn_to": self.turn_to.text()}
        return found

    def propose_incident(self, proposed: bool) -> None:
        """The words sound like an emergency, or no longer do; what somebody ticked stays."""
        if not self._is_own_tick:
            self.raises.setChecked(proposed)
            self.edited.emit()

    def written(self) -> dict[str, Any]:
        """What stands there, to be kept as a draft."""
        values = {name: value_in(getattr(self, name)) for name in self.field_names()}
        raises = self.raises.isChecked() if self._is_own_tick else None
        return {"values": values, "knowledge": self.knowledge_id, "raises": raises}

    def write(self, kept: Mapping[str, Any]) -> None:
        """Put a draft back; nothing kept empties it."""
        values = dict(kept.get("values", {}))
        for name in self.field_names():
            put_into(getattr(self, name), values.get(name))
        knowledge = kept.get("knowledge")
        self.knowledge_id = knowledge if isinstance(knowledge, int) else None
        self._is_own_tick = kept.get("raises") is not None
        self.raises.setChecked(bool(kept.get("raises")))
        self.clear_notes()
        if not kept:
            self.mark_clean()

    def retranslate(self) -> None:
        """Word it anew."""
        self.word_field("answer", self.tr("Answer at once"), self.tr("F5 takes the answer from the shelf"))
        self.word_field("refused", self.tr("Not accepted"))
        self.word_field("turn_to", self.tr("Turn to"))
        self.refused.setItemText(0, self.tr("it is accepted"))
        for place in range(1, self.refused.count()):
            self.refused.setItemText(place, refused_said(str(self.refused.itemData(place))))
        self.turn_to.setPlaceholderText(self.tr("whom the caller is told to turn to"))
        self.to_heading.setText(self.tr("Transfer at once"))
        for place, button in enumerate(self.targets):
            keys = f"  Ctrl+F{place + 1}" if place < KEYS_MOST else ""
            said = self.tr("Transferred to {name}, and logged").format(name=button.text()) + keys
            phones = " / ".join(self._rows_to[place].phones)
            button.setToolTip(f"{said}\n{phones}".strip())
            button.setAccessibleDescription(phones)
            button.setAccessibleName(self.tr("Transfer to {name}").format(name=button.text()))
        self.raises.setText(self.tr("Emergency: open the incident too"))
        self.raises.setToolTip(self.tr("The incident is registered with what stands here, nothing is typed again"))

    def _answered(self) -> None:
        if not self.answer.toPlainText().strip():
            self.knowledge_id = None
        self.edited.emit()

    def _ticked(self) -> None:
        self._is_own_tick = True
        self.edited.emit()

    def _chosen(self) -> None:
        """The address that belongs to the reason stands there, where nobody wrote another."""
        reason = str(self.refused.currentData() or "")
        self.show_field("turn_to", bool(reason))
        if self.turn_to.text() == self._proposed_turn:
            self._proposed_turn = self._turns.get(reason, "")
            self.turn_to.setText(self._proposed_turn)
        self.edited.emit()
