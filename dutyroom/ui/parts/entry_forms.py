"""The small forms of the record pane: amend, make an open item, done, open again. What was typed is kept by entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from dutyroom.actions.errors import said
from dutyroom.rules.event_time import understand_time
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.time_field import TimeField

if TYPE_CHECKING:
    from dutyroom.data.queries.journal import EntryRow


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was typed into a form and not sent."""

    text: str
    time: str = ""
    second: str = ""
    checked: bool = False


class EntryForm(Form):
    """A form about one entry or item: ``begin`` brings back what was typed for it earlier."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = 0
        self._typed: dict[int, _Kept] = {}
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self.sent)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        if self.number and self.is_dirty:
            self._typed[self.number] = self._written()
        self.number = 0

    def finished(self, number: int) -> None:
        """It was sent: nothing is to be remembered."""
        self._typed.pop(number, None)
        if number == self.number:
            self.mark_clean()
            self.number = 0

    def retranslate(self) -> None:
        """Word the step back."""
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))

    def _begin(self, number: int, fresh: _Kept) -> None:
        self.keep()
        kept = self._typed.get(number)
        self._write(kept or fresh)
        self.clear_notes()
        self.number = number
        self.mark_clean()
        if kept is not None:
            self._typed[number] = kept

    def _written(self) -> _Kept:
        raise NotImplementedError

    def _write(self, kept: _Kept) -> None:
        raise NotImplementedError


class AmendForm(EntryForm):
    """New words for an entry, the time where that was wrong, and why."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = GrowingText(self)
        self.happened_at = time_field(tools, ahead=False, parent=self)
        self.reason = QLineEdit(self)
        self.add_field("text", self.text, tall=True)
        self.add_field("happened_at", self.happened_at)
        self.add_field("reason", self.reason)
        self.text.entered.connect(self.send.click)
        self.retranslate()

    def begin(self, entry: EntryRow) -> None:
        """Correct this entry, beginning from what stands there."""
        self._begin(entry.seq, _Kept(entry.text or ""))
        self.text.setFocus()

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("text", self.tr("Amended text"))
        self.word_field("happened_at", self.tr("Event time"))
        self.happened_at.set_placeholder(self.tr("as before"))
        self.word_field("reason", self.tr("Reason"))
        self.send.setText(self.tr("Amend"))

    def _written(self) -> _Kept:
        return _Kept(self.text.toPlainText(), self.happened_at.text(), self.reason.text())

    def _write(self, kept: _Kept) -> None:
        self.text.setPlainText(kept.text)
        self.happened_at.setText(kept.time)
        self.reason.setText(kept.second)


class OpenForm(EntryForm):
    """Until when an entry is open, and whether it is urgent."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due_at = time_field(tools, ahead=True, parent=self)
        self.urgent = QCheckBox(self)
        self.add_field("due_at", self.due_at)
        self.add_field("urgent", self.urgent)
        self.retranslate()

    def begin(self, entry: EntryRow) -> None:
        """Make an open item of this entry, or set its due time anew."""
        self._begin(entry.seq, _Kept(""))
        self.due_at.setFocus()

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("due_at", self.tr("Due time"))
        self.due_at.set_placeholder(self.tr("no time; 1800, 2h, 明日0800"))
        self.word_field("urgent", self.tr("Urgent"))
        self.urgent.setText(self.tr("must be finished before the handover"))
        self.send.setText(self.tr("Make an open item"))

    def _written(self) -> _Kept:
        return _Kept("", self.due_at.text(), checked=self.urgent.isChecked())

    def _write(self, kept: _Kept) -> None:
        self.due_at.setText(kept.time)
        self.urgent.setChecked(kept.checked)


class OutcomeForm(EntryForm):
    """How an open item ended, or why a closed one is open again."""

    def __init__(self, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.line = QLineEdit(self)
        self.line.setMaxLength(4000)
        self.add_field(field, self.line)
        self.line.returnPressed.connect(self.send.click)
        self.retranslate()

    def begin(self, item_id: int) -> None:
        """Ask about this item."""
        self._begin(item_id, _Kept(""))
        self.line.setFocus()

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        ends = self._field == "outcome"
        self.word_field(self._field, self.tr("How did it end?") if ends else self.tr("Why is it open again?"))
        self.send.setText(self.tr("Done") if ends else self.tr("Open again"))

    def _written(self) -> _Kept:
        return _Kept(self.line.text())

    def _write(self, kept: _Kept) -> None:
        self.line.setText(kept.text)


def time_field(tools: Tools, *, ahead: bool, parent: QWidget, empty: Literal["now", "none"] = "none") -> TimeField:
    """A field for a time as officers write it, in the office's zone; ``ahead`` for one still to come.

    ``empty`` says what an empty field means.
    """

    def understand(text: str) -> datetime:
        return understand_time(text, now=tools.clock(), zone=tools.zone, ahead=ahead)

    def word(refusal: Refusal) -> str:
        return said(refusal, tools.wording(), tools.zone)

    return TimeField(understand, tools.clock, tools.zone, parent, empty=empty, word=word)
