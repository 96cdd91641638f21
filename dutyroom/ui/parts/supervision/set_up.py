"""The face of the page on which a matter is put under supervision: the form, and what it must know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.data.queries.supervision import proposed_limit, supervision_from
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import SetUpSupervision
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.parts.supervision.set_up_form import SetUpForm
from dutyroom.ui.theme import label_of

WIDEST = 860


class SetUp(QScrollArea):
    """``done`` carries the number of the new matter; ``left`` when somebody steps back, discarding nothing."""

    done = Signal(int)
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._asked_about: int | None = None
        self.title: QLabel = label_of("section", parent=self)
        self.form = SetUpForm(tools, self)
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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form.sent.connect(self._send)
        self.form.step_back_asked.connect(self.left)
        self.form.limit_asked.connect(self._ask_limit)
        self.retranslate()

    def begin(self, number: int | None) -> None:
        """Ask for a new one; filled from this notice where one is named."""
        self._asked_about = number
        self.tools.courier.ask(self, officer_rows, then=self._people_came)
        if number is None:
            self.form.begin()
        else:
            self.tools.courier.ask(self, supervision_from, number, then=partial(self._proposed, number))

    def keep(self) -> None:
        """Remember what was typed, for the next time."""
        self.form.keep()

    def retranslate(self) -> None:
        """Word the face anew."""
        self.title.setText(self.tr("Put a matter under supervision"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _proposed(self, number: int, proposed: SetUpSupervision | None) -> None:
        if number == self._asked_about and self.isVisible():
            self.form.begin(proposed)

    def _people_came(self, officers: list[OfficerRow]) -> None:
        self.form.offer(choices_of([row for row in officers if Role.LEADER in row.roles]))

    def _ask_limit(self, asked: SetUpSupervision) -> None:
        now, zone = self.tools.clock(), self.tools.zone
        then = partial(self.form.show_limit, asked)
        self.tools.courier.ask(self, proposed_limit, asked, now, zone, then=then)

    def _send(self, asked: tuple[Callable[..., int], object] | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(asked)
            return
        action, command = asked
        self.form.send.setEnabled(False)
        then = partial(self._was_set_up, self.form.number)
        self.tools.courier.do(self, action, command, then=then, refused=self._refused, failed=self._failed)

    def _was_set_up(self, about: int | None, number: int) -> None:
        self.form.send.setEnabled(True)
        if self.form.finished(about):
            self.tools.say(self.tr("It is under supervision now."))
            self.done.emit(number)

    def _refused(self, refusal: Refusal) -> None:
        self.form.send.setEnabled(True)
        sentence = said(refusal, self.tools.wording(), self.tools.zone)
        self.form.point_out(refusal, sentence)
        named = refusal.field or ""
        if named in self.form.field_names():
            self.ensureWidgetVisible(getattr(self.form, named))

    def _failed(self, _: Exception) -> None:
        self.form.send.setEnabled(True)
