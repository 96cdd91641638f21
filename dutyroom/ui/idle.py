"""Notices that nobody touches the desk any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

LOOK_MS: Final = 5000
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Says ``idle`` once when the window was not touched for so many minutes (0 = never)."""

    idle = Signal()

    def __init__(self, window: QWidget, clock: Callable[[], datetime], minutes: Callable[[], int]) -> None:
        super().__init__(window)
        self._window, self._clock, self._minutes = window, clock, minutes
        self._touched = clock()
        self._said = False
        self._heard: QWindow | None = None
        method = QGuiApplication.inputMethod()
        if method is not None:
            # An input method swallows the key presses; its cursor tells that somebody writes.
            method.cursorRectangleChanged.connect(self.touch)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def watch(self) -> None:
        """Begin to watch the window's input; call it once the window is shown."""
        self._listen_to(self._window.windowHandle())
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()
        self._said = False

    def look(self) -> None:
        """Is anybody still there? A clock that was set does not lock the desk."""
        self._listen_to(QGuiApplication.focusWindow())
        minutes = self._minutes()
        gone = self._clock() - self._touched
        if gone < timedelta():
            self.touch()
        elif minutes > 0 and not self._said and gone >= timedelta(minutes=minutes):
            self._said = True
            self.idle.emit()

    def _listen_to(self, handle: QWindow | None) -> None:
        """Papers and dialogs over the window have input of their own; that one of them came up is a touch too."""
        if handle is not None and handle is not self._heard:
            self._heard = handle
            handle.installEventFilter(self)
            self.touch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and every move of the mouse is a touch."""
        if event.type() in _TOUCHES:
            self.touch()
        return super().eventFilter(watched, event)
