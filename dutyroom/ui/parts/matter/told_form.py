"""One recipient is told: who took it, whether it was read back, by what."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.relays import RelayLineRow
from dutyroom.rules.notice import Channel
from dutyroom.rules.relay import NotReached, Told
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.matter.words import channel_said


class ToldForm(Form):
    """``told`` gives the command; what was typed stays with its recipient, the channel for all that follow."""

    told = Signal(Told)
    missed = Signal(NotReached)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: RelayLineRow | None = None
        self._typed: dict[int, tuple[str, bool]] = {}
        self.taken_by = QLineEdit(self)
        self.taken_by.setMaxLength(200)
        self.read_back, self.sent_only = QCheckBox(self), QCheckBox(self)
        self.channel = QComboBox(self)
        for channel in Channel:
            self.channel.addItem(channel.value, channel.value)
        self.channel.setCurrentIndex(self.channel.findData(Channel.TELEPHONE.value))
        self.add_field("taken_by", self.taken_by)
        self.add_field("channel", self.channel, beside=True)
        self.back, self.none, self.send = QPushButton(self), QPushButton(self), QPushButton(self)
        for button in (self.read_back, self.sent_only, self.back, self.none):
            self.add_button(button)
        self.add_button(self.send, first_step=True)
        for button in (self.back, self.none):
            button.setAutoDefault(True)  # Enter on them does not press the filled one
        self.read_back.toggled.connect(lambda _: self._set_dirty(True))
        self.back.clicked.connect(self.step_back_asked)
        self.none.clicked.connect(self._miss)
        self.send.clicked.connect(self._tell)
        self.retranslate()

    def order_tab(self) -> None:
        """After the name comes the tick, so that a list is done with Tab, Space, Enter."""
        QWidget.setTabOrder(self.taken_by, self.read_back)
        QWidget.setTabOrder(self.read_back, self.channel)
        QWidget.setTabOrder(self.channel, self.sent_only)

    @property
    def line(self) -> RelayLineRow | None:
        """The recipient asked about."""
        return self._line

    def begin(self, line: RelayLineRow) -> None:
        """Ask about this recipient; the cursor goes to who took it."""
        self.keep()
        self._line = line
        taken_by, read_back = self._typed.get(line.id, (line.taken_by, line.read_back))
        self.taken_by.setText(taken_by)
        self.read_back.setChecked(read_back)
        self.sent_only.setChecked(False)
        self.clear_notes()
        self.retranslate()
        self.mark_clean()
        self.taken_by.setFocus()

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        if self._line is not None and self.is_dirty:
            self._typed[self._line.id] = (self.taken_by.text(), self.read_back.isChecked())

    def finished(self) -> None:
        """It was written: nothing is to be remembered."""
        if self._line is not None:
            self._typed.pop(self._line.id, None)
        self._line = None
        self.mark_clean()

    def retranslate(self) -> None:
        """Word the form for its recipient."""
        unit = self._line.unit if self._line is not None else ""
        self.word_field("taken_by", self.tr("Who took it at {unit}").format(unit=unit))
        self.word_field("channel", self.tr("Told by"))
        for place in range(self.channel.count()):
            self.channel.setItemText(place, channel_said(self.channel.itemData(place)))
        self.read_back.setText(self.tr("Text read back"))
        self.sent_only.setText(self.tr("Sent only, still to be acknowledged"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.none.setText(self.tr("Not reached"))
        self.send.setText(self.tr("Write down"))

    def _tell(self) -> None:
        if self._line is None:
            return
        self.told.emit(
            Told(
                line_id=self._line.id,
                channel=str(self.channel.currentData()),
                taken_by=self.taken_by.text(),
                read_back=self.read_back.isChecked(),
                acknowledged=not self.sent_only.isChecked(),
            )
        )

    def _miss(self) -> None:
        if self._line is not None:
            self.missed.emit(NotReached(line_id=self._line.id, channel=str(self.channel.currentData())))
