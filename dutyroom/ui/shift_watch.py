"""Keeps the shift bar and the rail's badge: who is on duty, what is due next, how much is open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dutyroom.rules.matter import DUTY_WORDS
from dutyroom.ui.courier import Changed
from dutyroom.ui.frame import Frame
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.words import item_said
from dutyroom.ui.parts.shift_bar import ShiftBarState
from dutyroom.ui.questions import running_shift

if TYPE_CHECKING:
    from dutyroom.data.queries.open_items import OpenItemRow
    from dutyroom.data.queries.shifts import ShiftRow


class ShiftWatch(QObject):
    """Asks for the running shift when it may have changed; hears of the open items from the alarms.

    ``runs_since`` carries when the running shift began, None where none runs.
    """

    runs_since = Signal(object)

    known = Signal(object)
    """What the bar shows now, a ``ShiftBarState``."""

    def __init__(self, tools: Tools, frame: Frame, badge: str) -> None:
        super().__init__(frame)
        self._tools, self._frame, self._badge = tools, frame, badge
        self._shift: ShiftRow | None = None
        self._next: OpenItemRow | None = None
        self._overdue = 0
        tools.courier.author_changed.connect(lambda _: self.show_state())

    def read(self) -> None:
        """Read the running shift."""
        self._tools.courier.ask(self, running_shift, then=self._got)

    def heard(self, changed: Changed) -> None:
        """A shift began or ended, or names changed."""
        if changed.kinds & {"shift", "handover", "officer", "*"}:
            self.read()

    def count(self, items: list[OpenItemRow], overdue: int) -> None:
        """What is open, in order of time left."""
        self._next = next((item for item in items if item.due_at is not None), None)
        self._overdue = overdue
        self._frame.rail.set_open_items(self._badge, len(items), overdue=overdue > 0)
        self.show_state()

    def word_anew(self) -> None:
        """The language, or the office's name or zone, changed."""
        self._frame.bar.set_zone(self._tools.zone)
        self._frame.banner.set_zone(self._tools.zone)
        self.show_state()

    def show_state(self) -> None:
        """Show what is known."""
        office, shift, item = self._tools.office(), self._shift, self._next
        author = self._tools.courier.author
        state = ShiftBarState(
            office=office.name_en if self._tools.wording().language == "en" else office.name_zh,
            shift=shift.name if shift else "",
            since=shift.started_at if shift else None,
            leader=shift.leader if shift else "",
            chief=shift.chief if shift else "",
            deputy=shift.deputy if shift else "",
            officer=author.name if author.id is not None else "",
            next_due=item.due_at if item else None,
            next_due_for=item_said(item) if item else "",
            next_duty=self.tr(DUTY_WORDS[item.duty]) if item and item.duty in DUTY_WORDS else "",
            overdue=self._overdue,
            warn_before=timedelta(minutes=office.warn_minutes),
        )
        self._frame.bar.set_state(state)
        self.known.emit(state)

    def _got(self, shift: ShiftRow | None) -> None:
        self._shift = shift
        self.runs_since.emit(shift.started_at if shift else None)
        self.show_state()
