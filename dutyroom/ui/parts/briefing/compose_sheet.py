"""The sheet in which a new paper is asked for, over its register."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.actions.briefing_compose import compose_briefing
from dutyroom.actions.errors import said
from dutyroom.actions.morning_set import last_day
from dutyroom.data.queries.briefing_matters import MatterChoice, matters_to_tell
from dutyroom.data.queries.briefings import briefing_of_period
from dutyroom.data.reading import Session
from dutyroom.data.trouble import Trouble
from dutyroom.rules.briefing import BriefingKind, ComposeBriefing
from dutyroom.rules.briefing_day import duty_day
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.briefing.compose_form import ComposeForm
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.matter.form_sending import send_form, show_refusal
from dutyroom.ui.parts.matter.kept_form import Run
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.theme import label_of

_WIDE, _TALL = 720, 520


class ComposeSheet(Overlay):
    """``composed`` names the draft that was made, or the paper that is there already."""

    composed = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent, wide=_WIDE, tall=_TALL)
        self.setObjectName("briefing_compose")
        self.tools = tools
        self._is_drafting = False
        self.heading, self.form = label_of("section", parent=self), ComposeForm(self)
        FieldsArea(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.form, 1)
        self.form.sent.connect(self._send)
        self.form.step_back_asked.connect(self.close_over)
        self.retranslate()

    def begin(self, kind: BriefingKind | None = None, matter: int | None = None) -> None:
        """Ask for a new paper, perhaps of a kind and about a matter."""
        self.form.begin(kind, last_day(self.tools.office(), self.tools.clock()))
        self.tools.courier.ask(self, matters_to_tell, matter, then=partial(self._matters_came, matter))
        self.open_over(self.form.first_field())

    def close_over(self) -> None:
        """What was typed stays."""
        self.form.keep()
        super().close_over()

    def compose_day(self) -> None:
        """Draft the situation of yesterday's duty day, or show the paper that there is of it."""
        if self._is_drafting:  # the key was pressed twice: one paper, not two
            return
        self._is_drafting = True
        office = self.tools.office()
        day = last_day(office, self.tools.clock())
        since, until = duty_day(day, office.templates, office.zone)
        then, failed = partial(self._day_came, day), self._could_not
        self.tools.courier.ask(self, _of_day, since, until, then=then, failed=failed)

    def retranslate(self) -> None:
        """Word the heading."""
        self.heading.setText(self.tr("New briefing"))
        self.setAccessibleName(self.heading.text())

    def _matters_came(self, wanted: int | None, rows: list[MatterChoice]) -> None:
        self.form.offer(rows, wanted)

    def _day_came(self, day: date, number: int | None) -> None:
        if number is not None:
            self.tools.say(self.tr("It is there already."))
            self._day_done(number)
            return
        asked = ComposeBriefing(kind=BriefingKind.DAILY_SITUATION, day=day)
        self.tools.courier.do(
            self, compose_briefing, asked, then=self._day_done, refused=self._could_not, failed=self._free
        )

    def _day_done(self, number: int) -> None:
        self._is_drafting = False
        self.composed.emit(number)

    def _could_not(self, error: Exception) -> None:
        self._free(error)
        if isinstance(error, Refusal | Trouble):
            self.tools.say(said(error, self.tools.wording(), self.tools.zone))
        else:
            self.tools.courier.failed.emit(error)

    def _free(self, _: Exception) -> None:
        self._is_drafting = False

    def _send(self, asked: Run | Refusal) -> None:
        then, refused = self._sent, partial(show_refusal, self.tools, self.form)
        send_form(self, self.tools, self.form, asked, then=then, refused=refused)

    def _sent(self, _: int | None, number: int) -> None:
        self.form.send.setEnabled(True)
        self.form.finished(0)
        self.form.write({})
        self.form.mark_clean()
        super().close_over()
        self.composed.emit(number)


def _of_day(session: Session, since: datetime, until: datetime) -> int | None:
    return briefing_of_period(session, BriefingKind.DAILY_SITUATION, since, until)
