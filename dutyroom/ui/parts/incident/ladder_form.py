"""Who is told, one after the other: the rungs that are proposed, each with why and phone, to be unticked or added to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QTableWidget, QTableWidgetItem, QWidget

from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.call_ladder import WHY_WORDS, Callee, typed_callee
from dutyroom.rules.relay import Recipient
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.list_look import as_file_list
from dutyroom.ui.parts.matter.units_field import UnitsField

_WIDTHS = (280, 250)
_TALL = 162


class Rungs(QTableWidget):
    """A row each with a tick before the name; Space ticks and unticks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        as_file_list(self, _WIDTHS)
        self._callees: tuple[Callee, ...] = ()

    def show_callees(self, callees: Sequence[Callee]) -> None:
        """Show these, all ticked."""
        self._callees = tuple(callees)
        self.setRowCount(len(callees))
        for row, callee in enumerate(callees):
            name = QTableWidgetItem(callee.name)
            name.setCheckState(Qt.CheckState.Checked)
            self.setItem(row, 0, name)
            self.setItem(row, 2, QTableWidgetItem(callee.phone))
        self.retranslate()
        if callees:
            self.setCurrentCell(0, 0)

    def ticked(self) -> list[Callee]:
        """Those that are ticked, in order."""
        return [callee for row, callee in enumerate(self._callees) if self._is_ticked(row)]

    def retranslate(self) -> None:
        """Word the titles and why each is there."""
        self.setHorizontalHeaderLabels([self.tr("Who is told"), self.tr("Why told"), self.tr("Phone")])
        for row, callee in enumerate(self._callees):
            self.setItem(row, 1, QTableWidgetItem(translated(WHY_WORDS[callee.why])))
            phone = self.item(row, 2)
            if phone is not None and not callee.phone:
                phone.setText(self.tr("not in the directory"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the row, in whichever column the cursor is."""
        item = self.item(self.currentRow(), 0)
        if event.key() == Qt.Key.Key_Space and item is not None:
            now = Qt.CheckState.Unchecked if self._is_ticked(item.row()) else Qt.CheckState.Checked
            item.setCheckState(now)
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Some four rows."""
        return QSize(600, _TALL)

    def _is_ticked(self, row: int) -> bool:
        item = self.item(row, 0)
        return item is not None and item.checkState() == Qt.CheckState.Checked


class LadderForm(Form):
    """``sent`` comes when it begins, with the refusal of a field where that cannot be read, else None."""

    sent = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: dict[int, UnitRow] = {}
        self._is_report = False
        self.recipients, self.more, self.text = (
            Rungs(self),
            UnitsField(self, leads=False, asks_back=False),
            GrowingText(self),
        )
        self.acknowledge_by = time_field(tools, ahead=True, parent=self)
        self.add_field("recipients", self.recipients, tall=True)
        self.add_field("more", self.more, tall=True)
        self.add_field("text", self.text, tall=True)
        self.add_field("acknowledge_by", self.acknowledge_by)
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)
        self.back.setAutoDefault(True)  # Enter on it does not press the filled one
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self._send)
        self.text.entered.connect(self.send.click)
        self.retranslate()

    def begin(self, text: str, *, is_report: bool) -> None:
        """Nobody is proposed yet; ``text`` is read out."""
        self._is_report = is_report
        self.recipients.show_callees(())
        self.more.choose(())
        self.text.setPlainText(text)
        self.show_field("text", not is_report)  # what was issued is sent as it stands
        self.acknowledge_by.setText("")
        self.clear_notes()
        self.retranslate()
        self.mark_clean()

    def offer(self, callees: Sequence[Callee], units: Sequence[UnitRow]) -> None:
        """Propose these; any unit may be added."""
        self.recipients.show_callees(callees)
        self._units = {row.id: row for row in units}
        self.more.set_choices(
            [Choice(row.id, row.name, (row.pinyin, row.initials, row.name_en.lower()), row.short) for row in units]
        )
        if not callees:
            self.note_field("recipients", self.tr("The directory and the rules propose nobody. Add who is to be told."))

    def chosen(self) -> tuple[Recipient, ...]:
        """Who is ticked and who was added, nobody twice."""
        found = {each.name: _recipient(each) for each in self.recipients.ticked()}
        for unit in self.more.chosen():
            row = self._units.get(unit.id) if unit.id is not None else None
            name, phone = typed_callee(unit.name)
            if row is not None:
                name, phone = row.name, row.phones[0][1] if row.phones else ""
            found.setdefault(name, Recipient(unit=name, unit_id=row.id if row is not None else None, phone=phone))
        return tuple(found.values())

    def retranslate(self) -> None:
        """Word the form anew."""
        self.recipients.retranslate()
        title = self.tr("Recipients") if self._is_report else self.tr("Call ladder")
        self.word_field("recipients", title, self.tr("Space ticks and unticks"))
        self.word_field("more", self.tr("Further ones"))
        self.more.picker.setPlaceholderText(self.tr("unit by name or initials, or a name and a number"))
        self.word_field("text", self.tr("Text read out or sent"))
        self.word_field("acknowledge_by", self.tr("Acknowledge by"))
        self.acknowledge_by.set_placeholder(self.tr("no time; 1800, 2h, 明日0800"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Begin to send") if self._is_report else self.tr("Begin to call"))

    def _send(self) -> None:
        if not self.more.settled():
            return
        refusal = self.acknowledge_by.refusal()
        if refusal is not None:
            refusal.field = "acknowledge_by"
        self.sent.emit(refusal)


def _recipient(callee: Callee) -> Recipient:
    return Recipient(unit=callee.name, unit_id=callee.unit_id, phone=callee.phone)
