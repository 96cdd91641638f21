"""A line that asks why: taking a unit off, excusing it, ending something early; what was typed stays with its record."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from dutyroom.ui.parts.form import Form

About = tuple[str, int, object]
"""What is asked about: the act, the number of the record, and what else tells it from others."""


class ReasonForm(Form):
    """``sent`` comes when the reason was given for :attr:`about`."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about: About = ("", 0, None)
        self._typed: dict[About, str] = {}
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(4000)
        self.void = QCheckBox(self)
        self.add_field("reason", self.reason)
        self.back, self.send = QPushButton(self), QPushButton(self)
        for button in (self.void, self.back):
            self.add_button(button)
        self.add_button(self.send, first_step=True)
        self.back.setAutoDefault(True)  # Enter on it does not press the filled one
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self.sent)
        self.retranslate()

    def begin(self, about: About, label: str, verb: str, *, may_void: bool = False) -> None:
        """Ask why; ``may_void`` offers to make the whole record void."""
        self.keep()
        self.about = about
        self.reason.setText(self._typed.get(about, ""))
        self.void.setChecked(False)
        self.void.setVisible(may_void)
        self.word_field("reason", label)
        self.send.setText(verb)
        self.clear_notes()
        self.mark_clean()
        self.reason.setFocus()

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        if self.about[0] and self.is_dirty:
            self._typed[self.about] = self.reason.text()

    def finished(self) -> None:
        """It was sent: nothing is to be remembered."""
        self._typed.pop(self.about, None)
        self.about = ("", 0, None)
        self.mark_clean()

    def retranslate(self) -> None:
        """Word the form anew; label and verb belong to what is asked."""
        self.void.setText(self.tr("Make it void: it was begun by mistake"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
