"""The draft of the capture line while it is written in the full form: one draft, seen from two places."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from dutyroom.ui.parts.draft_state import DraftState


class DraftLoan(QObject):
    """Between ``begin`` and ``end`` what stands in the form is the draft, and the line keeps it from there.

    ``edited`` and ``write_asked`` are for the form to emit; ``ended`` hands the draft back.
    """

    begun = Signal()
    edited = Signal()
    write_asked = Signal()
    ended = Signal(DraftState)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._read: Callable[[], DraftState] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the draft is in the form now."""
        return self._read is not None

    def begin(self, read: Callable[[], DraftState]) -> None:
        """From now on ``read`` says what the draft is."""
        self._read = read
        self.begun.emit()

    def draft(self) -> DraftState | None:
        """The draft as it stands in the form; None while it is in the line."""
        return self._read() if self._read is not None else None

    def end(self) -> None:
        """The draft goes back into the line, with the letters that an input method still has in hand."""
        if self._read is None:
            return
        method = QGuiApplication.inputMethod()
        if method is not None:
            method.commit()
        draft, self._read = self._read(), None
        self.ended.emit(draft)
