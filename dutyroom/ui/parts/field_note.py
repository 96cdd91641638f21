"""The sentence beside a field: what is wrong and the way out, or a hint."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from dutyroom.ui.parts.focus import announce
from dutyroom.ui.theme import put_look

Tone = Literal["hint", "overdue", "warning", "done", "info"]


class FieldNote(QLabel):
    """A short sentence under a field; takes no room while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("type", "small")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setVisible(False)

    def say(self, sentence: str, tone: Tone = "overdue") -> None:
        """Say this; a refusal (``overdue``) is also told to screen readers. Empty says nothing."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        if tone == "hint":
            put_look(self, type="small", tone="", look="")
        else:
            put_look(self, type="", tone=tone, look="note")
        self.setVisible(bool(sentence))
        if sentence and tone == "overdue":
            announce(self)

    def be_silent(self) -> None:
        """Say nothing."""
        self.say("", "hint")
