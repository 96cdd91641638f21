"""Notices above the page: a trouble, a clock set back, a check that found something. Never modal, never focused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from dutyroom.ui.icons import icon, icon_picture
from dutyroom.ui.parts.focus import announce
from dutyroom.ui.theme import is_look_change, put_look, tokens_in_use

NoticeTone = Literal["overdue", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice: ``say`` words it in the language shown; ``steps`` are the ways out, worded the same way."""

    say: Callable[[], str]
    tone: NoticeTone = "warning"
    steps: Sequence[tuple[Callable[[], str], Callable[[], None]]] = ()
    may_close: bool = True


class _NoticeLine(QFrame):
    """One notice with its buttons."""

    closed = Signal()

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._notice = notice
        self.setProperty("look", "alarm")
        self.setProperty("tone", notice.tone)
        self.mark = QLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.steps: list[QPushButton] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 6)
        line.setSpacing(8)
        line.addWidget(self.mark)
        line.addWidget(self.text, 1)
        for _, run in notice.steps:
            button = QPushButton(self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(run)
            line.addWidget(button)
            self.steps.append(button)
        self.close_button = QToolButton(self)
        self.close_button.setVisible(notice.may_close)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        put_look(self.close_button, look="plain")
        self.close_button.clicked.connect(self.closed)
        line.addWidget(self.close_button)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the notice anew."""
        tokens = tokens_in_use()
        urgent = self._notice.tone == "overdue"
        picture = icon_picture(
            "stop" if urgent else "warning", 18, tokens.overdue if urgent else tokens.warning, self.devicePixelRatioF()
        )
        self.mark.setPixmap(picture)
        self.text.setText(self._notice.say())
        self.setAccessibleName(self.text.text())
        for button, (say, _) in zip(self.steps, self._notice.steps, strict=True):
            button.setText(say())
        self.close_button.setIcon(icon("close", size=16))
        self.close_button.setAccessibleName(self.tr("Close the message"))
        self.close_button.setToolTip(self.tr("Close the message"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self.retranslate()


class Notices(QWidget):
    """The notices that stand now, one for each name; takes no room while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._lines: dict[str, _NoticeLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setVisible(False)

    def put(self, name: str, notice: Notice) -> None:
        """Show a notice in the place of an earlier one of that name."""
        self.take_away(name)
        line = _NoticeLine(notice, self)
        line.closed.connect(lambda: self.take_away(name))
        self._lines[name] = line
        self._column.addWidget(line)
        self.setVisible(True)
        announce(line)

    def take_away(self, name: str) -> None:
        """The notice of that name is answered."""
        line = self._lines.pop(name, None)
        if line is not None:
            line.setVisible(False)
            self._column.removeWidget(line)
            line.deleteLater()
        self.setVisible(bool(self._lines))

    def texts(self) -> list[str]:
        """What the notices say, the oldest first."""
        return [line.text.text() for line in self._lines.values()]
