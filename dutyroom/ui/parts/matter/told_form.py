"""One recipient is told: who took it, whether it was read back, by what, when, and when it was acknowledged."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.relays import RelayLineRow
from dutyroom.rules.notice import Channel
from dutyroom.rules.relay import NotReached, Told
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.matter.words import channel_said
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.parts.time_field import TimeField

_Typed = tuple[str, bool, str, str]


class ToldForm(Form):
    """``told`` gives the command or the refusal of a field; what was typed stays with its recipient.

    The channel stays for all that follow. A time left empty is now; an acknowledgement comes as soon as it was told.
    """

    told = Signal(object)
    missed = Signal(NotReached)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._line: RelayLineRow | None = None
        self._typed: dict[int, _Typed] = {}
        self.taken_by = QLineEdit(self)
        self.taken_by.setMaxLength(200)
        self.read_back, self.sent_only = QCheckBox(self), QCheckBox(self)
        self.channel = QComboBox(self)
        for channel in Channel:
            self.channel.addItem(channel.value, channel.value)
        self.channel.setCurrentIndex(self.channel.findData(Channel.TELEPHONE.value))
        self.add_field("taken_by", self.taken_by)
        self.add_field("channel", self.channel, beside=True)
        self.at = time_field(tools, ahead=False, parent=self, empty="now")
        self.acknowledged_at = time_field(tools, ahead=False, parent=self)
        self.add_field("at", self.at)
        self.add_field("acknowledged_at", self.acknowledged_at, beside=True)
        self.back, self.none, self.send = QPushButton(self), QPushButton(self), QPushButton(self)
        for button in (self.read_back, self.sent_only, self.back, self.none):
            self.add_button(button)
        self.add_button(self.send, first_step=True)
        for button in (self.back, self.none):
            button.setAutoDefault(True)  # Enter on them does not press the filled one
        self.read_back.toggled.connect(lambda _: self._set_dirty(True))
        self.sent_only.toggled.connect(lambda _: self._show_times())
        self.back.clicked.connect(self.step_back_asked)
        self.none.clicked.connect(self._miss)
        self.send.clicked.connect(self._tell)
        self.retranslate()

    def order_tab(self) -> None:
        """After the name comes the tick, so that a list is done with Tab, Space, Enter."""
        QWidget.setTabOrder(self.taken_by, self.read_back)
        QWidget.setTabOrder(self.read_back, self.channel)
        QWidget.setTabOrder(self.channel, self.at)
        QWidget.setTabOrder(self.at, self.acknowledged_at)
        QWidget.setTabOrder(self.acknowledged_at, self.sent_only)

    @property
    def line(self) -> RelayLineRow | None:
        """The recipient asked about."""
        return self._line

    def begin(self, line: RelayLineRow) -> None:
        """Ask about this recipient; the cursor goes to who took it."""
        self.keep()
        self._line = line
        taken_by, read_back, at, acknowledged_at = self._typed.get(line.id, (line.taken_by, line.read_back, "", ""))
        self.taken_by.setText(taken_by)
        self.read_back.setChecked(read_back)
        self.at.setText(at)
        self.acknowledged_at.setText(acknowledged_at)
        self.sent_only.setChecked(False)
        self.clear_notes()
        self._show_times()
        self.retranslate()
        self.mark_clean()
        self.taken_by.setFocus()

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        if self._line is not None and self.is_dirty:
            times = self.at.text(), self.acknowledged_at.text()
            self._typed[self._line.id] = (self.taken_by.text(), self.read_back.isChecked(), *times)

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
        self.word_field("at", self.tr("Told at"))
        self.word_field("acknowledged_at", self.tr("Acknowledged at"))
        self._word_acknowledged()
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
        for name, field in self._times().items():
            refusal = field.refusal()
            if refusal is not None:
                refusal.field = name
                self.told.emit(refusal)
                return
        self.told.emit(
            Told(
                line_id=self._line.id,
                channel=str(self.channel.currentData()),
                taken_by=self.taken_by.text(),
                read_back=self.read_back.isChecked(),
                acknowledged=not self.sent_only.isChecked(),
                at=None if self.at.isHidden() else self.at.instant(),
                acknowledged_at=None if self.acknowledged_at.isHidden() else self.acknowledged_at.instant(),
            )
        )

    def _times(self) -> dict[str, TimeField]:
        """The times that are asked for: what was sent before has its time, what is sent only has no other yet."""
        fields = {"at": self.at, "acknowledged_at": self.acknowledged_at}
        return {name: field for name, field in fields.items() if not field.isHidden()}

    def _show_times(self) -> None:
        sent_before = self._line is not None and self._line.sent_at is not None
        self.show_field("at", not sent_before)
        self.show_field("acknowledged_at", not self.sent_only.isChecked())
        self._word_acknowledged()

    def _word_acknowledged(self) -> None:
        """What the field means while it is empty."""
        sent_at = self._line.sent_at if self._line is not None else None
        words = self.tr("as soon as it was told")
        if sent_at is not None:
            words = self.tr("now; sent {time}").format(time=moment_said(sent_at, self._tools.clock(), self._tools.zone))
        self.acknowledged_at.set_placeholder(words)

    def _miss(self) -> None:
        if self._line is not None:
            self.missed.emit(NotReached(line_id=self._line.id, channel=str(self.channel.currentData())))
