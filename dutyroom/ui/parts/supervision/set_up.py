"""The face of the page on which a matter is put under supervision: the form, and what it must know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.data.queries.supervision import proposed_limit, supervision_from
from dutyroom.rules.officer import Role
from dutyroom.rules.supervision import SetUpSupervision
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.parts.matter.form_face import FormFace
from dutyroom.ui.parts.supervision.set_up_form import SetUpForm


class SetUp(FormFace):
    """``done`` carries the number of the new matter."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._asked_about: int | None = None
        self.form = SetUpForm(tools)
        super().__init__(tools, self.form, parent)
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

    def retranslate(self) -> None:
        """Word the face anew."""
        self.title.setText(self.tr("Put a matter under supervision"))

    def when_written(self) -> Callable[[int], None]:
        """See :class:`FormFace`."""
        return partial(self._was_set_up, self.form.number)

    def _proposed(self, number: int, proposed: SetUpSupervision | None) -> None:
        if number == self._asked_about and self.isVisible():
            self.form.begin(proposed)

    def _people_came(self, officers: list[OfficerRow]) -> None:
        self.form.offer(choices_of([row for row in officers if Role.LEADER in row.roles]))

    def _ask_limit(self, asked: SetUpSupervision) -> None:
        now, zone = self.tools.clock(), self.tools.zone
        then = partial(self.form.show_limit, asked)
        self.tools.courier.ask(self, proposed_limit, asked, now, zone, then=then)

    def _was_set_up(self, about: int | None, number: int) -> None:
        if self.form.finished(about):
            self.tools.say(self.tr("It is under supervision now."))
            self.done.emit(number)
