"""A form as a face of a page: its title, its fields scrolling where the room is low, its buttons in sight below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.theme import label_of

WIDEST: Final = 900


class FormFace(QWidget):
    """``done`` carries the number of the matter; ``left`` when somebody steps back, discarding nothing.

    A subclass says its title and what is to be done once it is written.
    """

    done = Signal(int)
    left = Signal()

    def __init__(self, tools: Tools, form: KeptForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.tools = tools
        self.title: QLabel = label_of("section", parent=self)
        self.fields = FieldsArea(form)
        inside = QWidget(self)
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(form)
        column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(inside, 4)
        across.addStretch(1)
        self._form = form
        form.sent.connect(self._send)
        form.step_back_asked.connect(self.left)

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        self._form.keep()

    def retranslate(self) -> None:
        """Word the face anew."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def when_written(self) -> Callable[[int], None]:
        """What is to be done with the answer of the command that is sent now."""
        raise NotImplementedError

    def _send(self, asked: Run | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(asked)
            return
        action, command = asked
        self._form.send.setEnabled(False)
        written = self.when_written()

        def then(answer: int) -> None:
            self._form.send.setEnabled(True)
            written(answer)

        self.tools.courier.do(self, action, command, then=then, refused=self._refused, failed=self._failed)

    def _refused(self, refusal: Refusal) -> None:
        self._form.send.setEnabled(True)
        self._form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))
        named = refusal.field or ""
        if named in self._form.field_names():
            self.fields.ensureWidgetVisible(getattr(self._form, named))

    def _failed(self, _: Exception) -> None:
        self._form.send.setEnabled(True)
