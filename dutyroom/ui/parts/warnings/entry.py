"""The face of the page on which a warning is registered, changed or corrected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.queries.warnings import WarningInFull
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.warnings.form import Mode, WarningForm
from dutyroom.ui.theme import label_of

WIDEST = 900


class WarningEntry(QScrollArea):
    """``done`` carries the number of the warning; ``left`` when somebody steps back, discarding nothing."""

    done = Signal(int)
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._about: WarningInFull | None = None
        self.title: QLabel = label_of("section", parent=self)
        self.form = WarningForm(tools, self)
        inside = QWidget(self)
        inside.setProperty("look", "page")
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.form)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form.sent.connect(self._send)
        self.form.step_back_asked.connect(self.left)
        self.retranslate()

    def begin(self, mode: Mode, about: WarningInFull | None = None) -> None:
        """Ask for a new one, or for what this one says now or was wrong in it."""
        self._about = about
        self.form.begin(mode, about)
        self.verticalScrollBar().setValue(0)
        self.retranslate()

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        self.form.keep()

    def retranslate(self) -> None:
        """Word the face anew."""
        named = f"{self._about.matter.number} {self._about.matter.title}" if self._about is not None else ""
        words = {
            "new": self.tr("Register a warning"),
            "change": self.tr("Change: {warning}").format(warning=named),
            "correct": self.tr("Correct: {warning}").format(warning=named),
        }
        self.title.setText(words[self.form.mode])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _send(self, asked: tuple[Callable[..., int], object] | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(asked)
            return
        action, command = asked
        self.form.send.setEnabled(False)
        then = partial(self._written, self.form.number, self._about)
        self.tools.courier.do(self, action, command, then=then, refused=self._refused, failed=self._failed)

    def _written(self, key: int | None, about: WarningInFull | None, answer: int) -> None:
        self.form.send.setEnabled(True)
        if self.form.finished(key):
            self.tools.say(self.tr("The warning is written."))
            self.done.emit(about.matter.id if about is not None else answer)

    def _refused(self, refusal: Refusal) -> None:
        self.form.send.setEnabled(True)
        self.form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))
        named = refusal.field or ""
        if named in self.form.field_names():
            self.ensureWidgetVisible(getattr(self.form, named))

    def _failed(self, _: Exception) -> None:
        self.form.send.setEnabled(True)
