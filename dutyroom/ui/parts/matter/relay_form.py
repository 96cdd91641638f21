"""The form that begins passing a notice on: the text to be read out, who is told, by when they acknowledge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import StartRelay
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.recipients_field import Picked, RecipientsField


@dataclass(frozen=True, slots=True)
class _Typed:
    title: str
    text: str
    picked: Picked = field(default_factory=Picked)
    acknowledge_by: str = ""


class RelayForm(Form):
    """``sent`` gives a ``StartRelay`` or the refusal of a field; what was typed stays with its notice."""

    sent = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matter_id: int | None = None
        self._has_begun = False
        self._typed: dict[int | None, _Typed] = {}
        self.title, self.text = QLineEdit(self), GrowingText(self)
        self.title.setMaxLength(500)
        self.recipients = RecipientsField(self)
        self.acknowledge_by = time_field(tools, ahead=True, parent=self)
        self.add_field("title", self.title)
        self.add_field("text", self.text, tall=True)
        self.add_field("recipients", self.recipients, tall=True)
        self.add_field("acknowledge_by", self.acknowledge_by)
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)
        self.back.setAutoDefault(True)  # Enter on it does not press the filled one
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self._send)
        self.text.entered.connect(self.send.click)
        self.retranslate()

    def offer(self, units: Sequence[UnitRow]) -> None:
        """Offer these units."""
        self.recipients.set_units(units)

    def begin(self, matter_id: int | None, title: str, text: str) -> None:
        """Pass this on; what was typed for the same notice earlier is there again."""
        if self._has_begun:
            self._typed[self.matter_id] = self._written()
        self.matter_id, self._has_begun = matter_id, True
        kept = self._typed.get(matter_id, _Typed(title, text))
        self.title.setText(kept.title)
        self.text.setPlainText(kept.text)
        self.recipients.pick(kept.picked)
        self.acknowledge_by.setText(kept.acknowledge_by)
        self.clear_notes()

    def finished(self) -> None:
        """It was sent: nothing is to be remembered."""
        self._typed.pop(self.matter_id, None)
        self._has_begun = False

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_field("title", self.tr("Title"))
        self.word_field("text", self.tr("Text read out or sent"))
        self.word_field("recipients", self.tr("Recipients"))
        self.word_field("acknowledge_by", self.tr("Acknowledge by"))
        self.acknowledge_by.set_placeholder(self.tr("no time; 1800, 2h, 明日0800"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Begin passing on"))

    def _written(self) -> _Typed:
        return _Typed(self.title.text(), self.text.toPlainText(), self.recipients.picked(), self.acknowledge_by.text())

    def _send(self) -> None:
        refusal = self.acknowledge_by.refusal()
        if refusal is not None:
            refusal.field = "acknowledge_by"
            self.sent.emit(refusal)
            return
        if not self.recipients.settled():
            return
        asked: StartRelay | Refusal = StartRelay(
            title=self.title.text(),
            text=self.text.toPlainText(),
            recipients=self.recipients.recipients(),
            matter_id=self.matter_id,
            acknowledge_by=self.acknowledge_by.instant(),
        )
        self.sent.emit(asked)


class MoreForm(Form):
    """Further recipients of a list, or further units of a call; ``sent`` when they were chosen."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipients = RecipientsField(self)
        self.add_field("recipients", self.recipients, tall=True)
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)
        self.back.setAutoDefault(True)  # Enter on it does not press the filled one
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self._send)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_field("recipients", self.tr("Further units"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Add them"))

    def _send(self) -> None:
        if self.recipients.settled():
            self.sent.emit()
