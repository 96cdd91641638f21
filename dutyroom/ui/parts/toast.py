"""Short messages at the foot of the window: what has just been done, perhaps with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from dutyroom.ui.icons import icon, icon_picture
from dutyroom.ui.parts.focus import announce
from dutyroom.ui.theme import is_look_change, put_look, tokens_in_use

_GAP: Final = 12
_STEP: Final = 20
"""px; how finely a free place is looked for upwards."""
_CONTROLS: Final = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
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
        """Follow language and scheme; what was said in another language goes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._waiting.clear()  # worded in the language before
            self._ended()
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
        handle = self.window().windowHandle()
        if handle is not None:
            handle.focusObjectChanged.connect(self._keep_clear, Qt.ConnectionType.UniqueConnection)
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
        self.move(self._free_place(parent, foot - self.height() - _GAP))

    def _free_place(self, parent: QWidget, lowest: int) -> QPoint:
        """The lowest place where no field and no button lies, at the right before the middle and the left.

        Where everything is full, at least the field that has the keyboard and the filled buttons stay in sight.
        """
        right = parent.width() - self.width() - _GAP
        across = (right, (parent.width() - self.width()) // 2, _GAP)
        places = [QPoint(x, y) for y in range(lowest, 0, -_STEP) for x in across] or [QPoint(max(across[1], 0), 0)]
        controls = _controls(parent, but=self)
        covered = {place: self._covered(place, [rect for rect, _ in controls]) for place in places}
        for place in places:
            if not covered[place]:
                return place
        needed = [rect for rect, is_needed in controls if is_needed]
        clear = [place for place in places if not self._covered(place, needed)]
        return min(clear or places, key=lambda place: covered[place])

    def _covered(self, place: QPoint, rects: Sequence[QRect]) -> int:
        """How much of these would be covered, px²."""
        here = QRect(place, self.size())
        both = (here.intersected(rect).size() for rect in rects)
        return sum(size.width() * size.height() for size in both if size.isValid())

    def _keep_clear(self, _: QObject | None) -> None:
        """Somebody goes on with the keyboard: give way."""
        if self.isVisible():
            self._place()

    def _step_taken(self) -> None:
        shown = self._shown
        self._ended()
        if shown is not None and shown.run is not None:
            shown.run()

    def _ended(self) -> None:
        self._clock.stop()
        self._next()


def _controls(parent: QWidget, *, but: QWidget) -> list[tuple[QRect, bool]]:
    """Where somebody can type or press, and whether it must not be covered whatever else is."""
    found, has_keyboard = [], QApplication.focusWidget()
    for each in parent.findChildren(QWidget):
        if isinstance(each, _CONTROLS) and each.isVisibleTo(parent) and not but.isAncestorOf(each):
            seen = each.visibleRegion().boundingRect()
            rect = QRect(each.mapTo(parent, seen.topLeft()), seen.size())
            if not seen.isEmpty():
                found.append((rect, each is has_keyboard or each.property("look") == "primary"))
    return found
