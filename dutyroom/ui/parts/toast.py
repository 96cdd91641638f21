"""Short messages at the foot of the window: what has just been done, perhaps with a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from dutyroom.ui.icons import icon, icon_picture
from dutyroom.ui.parts.focus import announce
from dutyroom.ui.theme import is_look_change, put_look, tokens_in_use

_GAP: Final = 12
ToastTone = Literal["done", "info", "warning", "overdue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    text: str
    tone: ToastTone
    step: str
    run: Callable[[], None] | None
    seconds: float


class Toast(QFrame):
    """One message at a time over the foot of its parent; others wait. Never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setProperty("look", "overlay")
        self._waiting: list[_Message] = []
        self._shown: _Message | None = None
        self._mark = QLabel(self)
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.step = QPushButton(self)
        put_look(self.step, look="link")
        self.step.clicked.connect(self._step_taken)
        self._close = QToolButton(self)
        put_look(self._close, look="plain")
        self._close.clicked.connect(self._ended)
        for button in (self.step, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        line.setSpacing(8)
        line.addWidget(self._mark)
        line.addWidget(self.text, 1)
        line.addWidget(self.step)
        line.addWidget(self._close)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._ended)
        self.setVisible(False)
        self._above: QWidget | None = None
        parent.installEventFilter(self)
        self.retranslate()

    def say(
        self,
        text: str,
        tone: ToastTone = "done",
        *,
        step: str = "",
        run: Callable[[], None] | None = None,
        seconds: float = 6,
    ) -> None:
        """Show a message for some seconds; ``step`` words a button that calls ``run``."""
        self._waiting.append(_Message(text=text, tone=tone, step=step, run=run, seconds=seconds))
        if self._shown is None:
            self._next()
        else:
            # somebody waits: what is shown has two more seconds at the most
            self._clock.start(min(self._clock.remainingTime(), 2000))

    def sit_above(self, foot: QWidget) -> None:
        """Appear above this child of the parent (the capture line) and never cover it."""
        self._above = foot
        foot.installEventFilter(self)

    def retranslate(self) -> None:
        """Word the close button anew."""
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the parent when its size changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _next(self) -> None:
        self._shown = self._waiting.pop(0) if self._waiting else None
        if self._shown is None:
            self.setVisible(False)
            return
        self.text.setText(self._shown.text)
        self.setAccessibleName(self._shown.text)
        self.step.setText(self._shown.step)
        self.step.setVisible(bool(self._shown.step))
        self._tint()
        self.setVisible(True)
        self.raise_()
        self._place()
        announce(self)
        self._clock.start(int(self._shown.seconds * 1000))

    def _tint(self) -> None:
        self._close.setIcon(icon("close", size=16))
        if self._shown is None:
            return
        tokens = tokens_in_use()
        look = {
            "done": ("check", tokens.done),
            "info": ("bell", tokens.info),
            "warning": ("warning", tokens.warning),
            "overdue": ("stop", tokens.overdue),
        }
        name, colour = look[self._shown.tone]
        self._mark.setPixmap(icon_picture(name, 18, colour, self.devicePixelRatioF()))

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        beside = self.step.sizeHint().width() if self.step.text() else 0
        text_wide = self.text.fontMetrics().horizontalAdvance(self.text.text()) + 8
        wide = min(text_wide + beside + 110, parent.width() - 32, 720)
        self.setFixedWidth(max(wide, 200))
        self.adjustSize()
        foot = parent.height()
        if self._above is not None and self._above.isVisible():
            foot = self._above.mapTo(parent, self._above.rect().topLeft()).y()
        self.move((parent.width() - self.width()) // 2, foot - self.height() - _GAP)
        for step in self._first_steps(parent):
            if step.intersects(self.geometry()):
                self.move(self.x(), max(step.top() - self.height() - _GAP, 0))

    @staticmethod
    def _first_steps(parent: QWidget) -> list[QRect]:
        """Where the filled buttons stand that must not be covered, from the foot up."""
        buttons = (each for each in parent.findChildren(QPushButton) if each.property("look") == "primary")
        places = [QRect(each.mapTo(parent, QPoint(0, 0)), each.size()) for each in buttons if each.isVisibleTo(parent)]
        return sorted(places, key=QRect.top, reverse=True)

    def _step_taken(self) -> None:
        shown = self._shown
        self._ended()
        if shown is not None and shown.run is not None:
            shown.run()

    def _ended(self) -> None:
        self._clock.stop()
        self._next()
