"""The questions of a notice by telephone (电话记录单): who calls, checked, read back; and those of a meeting."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from dutyroom.rules.notice import Slip
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.form import Form

_LINES = ("caller", "caller_post", "phone", "place", "convenor", "agenda", "attendees", "papers", "dress")
_MEETING = ("meeting_at", "place", "convenor", "agenda", "attendees", "deputy_may", "papers", "dress")


class SlipForm(Form):
    """Fields of the slip; those of a meeting come when it is one, so that none is forgotten.

    Only where it is ``broad`` two questions of a sentence stand in one row: beside a text they would be cut off.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None, *, broad: bool = False) -> None:
        super().__init__(parent)
        self._grid.setColumnStretch(3, 1)
        for name in _LINES:
            setattr(self, name, QLineEdit(self))
        self.identity_checked, self.read_back, self.is_meeting = QCheckBox(self), QCheckBox(self), QCheckBox(self)
        self.deputy_may = QComboBox(self)
        for answer in ("", "yes", "no"):
            self.deputy_may.addItem("", answer)
        self.meeting_at = time_field(tools, ahead=True, parent=self)
        self.reply_at = time_field(tools, ahead=True, parent=self)
        self.add_field("caller", self.field("caller"))
        self.add_field("caller_post", self.field("caller_post"), beside=True)
        self.add_field("phone", self.field("phone"))
        self.add_field("reply_at", self.reply_at, beside=True)
        self.add_field("identity_checked", self.identity_checked, wide=not broad)
        self.add_field("read_back", self.read_back, beside=broad, wide=not broad)
        self.add_field("is_meeting", self.is_meeting, wide=not broad)
        self.add_field("meeting_at", self.meeting_at, wide=not broad)
        self.add_field("place", self.field("place"), beside=broad, wide=not broad)
        self.add_field("convenor", self.field("convenor"), wide=not broad)
        self.add_field("deputy_may", self.deputy_may, beside=broad, wide=not broad)
        for name in ("agenda", "attendees", "papers", "dress"):
            self.add_field(name, self.field(name), wide=True)
        self.is_meeting.toggled.connect(self._show_meeting)
        self.retranslate()
        self._show_meeting(shown=False)

    def field(self, name: str) -> QLineEdit:
        """A line by its name."""
        line = getattr(self, name)
        assert isinstance(line, QLineEdit)  # noqa: S101  # every name of _LINES is one
        return line

    def slip(self) -> Slip:
        """What was asked and answered."""
        lines = {name: self.field(name).text() for name in _LINES}
        return Slip(
            **lines,
            identity_checked=self.identity_checked.isChecked(),
            read_back=self.read_back.isChecked(),
            is_meeting=self.is_meeting.isChecked(),
            deputy_may=str(self.deputy_may.currentData() or ""),
            meeting_at=self.meeting_at.instant(),
            reply_at=self.reply_at.instant(),
        )

    def written(self) -> dict[str, Any]:
        """What stands in the fields, to be kept as a draft."""
        ticks = {name: getattr(self, name).isChecked() for name in ("identity_checked", "read_back", "is_meeting")}
        times = {name: getattr(self, name).text() for name in ("meeting_at", "reply_at")}
        lines = {name: self.field(name).text() for name in _LINES}
        return {**lines, **times, **ticks, "deputy_may": self.deputy_may.currentIndex()}

    def write(self, kept: dict[str, Any]) -> None:
        """Put a draft back into the fields; what it does not name is emptied."""
        for name in (*_LINES, "meeting_at", "reply_at"):
            getattr(self, name).setText(str(kept.get(name, "")))
        for name in ("identity_checked", "read_back", "is_meeting"):
            getattr(self, name).setChecked(bool(kept.get(name, False)))
        self.deputy_may.setCurrentIndex(int(kept.get("deputy_may", 0)))

    def label_of(self, name: str) -> str:
        """How a field is called."""
        label, field, _ = self._fields[name]
        return label.text() or field.accessibleName()

    def retranslate(self) -> None:
        """Word the questions anew."""
        words = {
            "caller": self.tr("Caller"),
            "caller_post": self.tr("Post of the caller"),
            "phone": self.tr("Number of the caller"),
            "reply_at": self.tr("Reply by"),
            "identity_checked": self.tr("Identity"),
            "read_back": self.tr("Read back?"),
            "is_meeting": self.tr("Meeting?"),
            "meeting_at": self.tr("Time of the meeting"),
            "place": self.tr("Place of the meeting"),
            "convenor": self.tr("Who convenes it"),
            "deputy_may": self.tr("May a deputy come?"),
            "agenda": self.tr("Agenda"),
            "attendees": self.tr("Who attends"),
            "papers": self.tr("Papers to bring"),
            "dress": self.tr("Dress, car"),
        }
        for name, label in words.items():
            self.word_field(name, label)
        self.identity_checked.setText(self.tr("the caller's identity was checked"))
        self.read_back.setText(self.tr("read back and confirmed"))
        self.is_meeting.setText(self.tr("it calls a meeting"))
        for place, said in enumerate((self.tr("not asked yet"), self.tr("a deputy may come"), self.tr("no deputy"))):
            self.deputy_may.setItemText(place, said)
        self.reply_at.set_placeholder(self.tr("no time; 1800, 2h, 明日0800"))
        self.meeting_at.set_placeholder(self.tr("1800, 2h, 明日0800"))

    def _show_meeting(self, shown: bool) -> None:
        for name in _MEETING:
            self.show_field(name, shown)
