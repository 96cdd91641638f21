"""Which shift the entry at the top of the log belongs to; knows the shifts it was asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.journal import EntryRow
from dutyroom.data.queries.shifts import ShiftRow, find_shifts, shift_rows
from dutyroom.data.reading import Session
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.said_time import clock_said, day_said

OFFERED: Final = 60
"""So many of the newest shifts are offered in the filter."""
_KEPT: Final = 400


class ShiftHeading(ElidedLabel):
    """Says shift, hours and posts of an entry; ``offered`` lists the newest shifts once they are known."""

    offered = Signal(list)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._tools = tools
        self._entry: EntryRow | None = None
        self._known: dict[int, ShiftRow] = {}
        self._asked: set[int] = set()
        self._newest: list[ShiftRow] = []
        super().__init__(parent=parent, type_="secondary")

    def read(self) -> None:
        """Read the newest shifts again."""
        self._known.clear()
        self._asked.clear()
        self._tools.courier.ask(self, _newest_shifts, then=self._newest_came)

    def show_entry(self, entry: EntryRow | None) -> None:
        """Say the shift of this entry; nothing where it is not known yet which entry that is."""
        self._entry = entry
        self._word()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
            self._offer()

    def _newest_came(self, shifts: Sequence[ShiftRow]) -> None:
        self._newest = list(shifts)
        self._came(shifts)
        self._offer()

    def _offer(self) -> None:
        zone = self._tools.zone
        named = [(shift.id, f"{day_said(shift.started_at, zone)} {shift.name} {shift.chief}") for shift in self._newest]
        self.offered.emit(named)

    def _came(self, shifts: Sequence[ShiftRow]) -> None:
        if len(self._known) > _KEPT:
            self._known.clear()
            self._asked.clear()
        self._known.update({shift.id: shift for shift in shifts})
        self._word()

    def _word(self) -> None:
        entry = self._entry
        if entry is None:
            self.setText("")
        elif entry.shift_id is None:
            day = day_said(entry.happened_at, self._tools.zone)
            self.setText(self.tr("{day} · between shifts").format(day=day))
        elif entry.shift_id in self._known:
            self.setText(self._said(self._known[entry.shift_id]))
        elif entry.shift_id not in self._asked:
            self._asked.add(entry.shift_id)
            self._tools.courier.ask(self, shift_rows, [entry.shift_id], then=self._came)

    def _said(self, shift: ShiftRow) -> str:
        zone = self._tools.zone
        since = f"{day_said(shift.started_at, zone)} {clock_said(shift.started_at, zone)}"
        until = clock_said(shift.ended_at, zone) if shift.ended_at else self.tr("now")
        posts = [self.tr("Leader {name}").format(name=shift.leader), self.tr("Chief {name}").format(name=shift.chief)]
        if shift.deputy:
            posts.append(self.tr("Deputy {name}").format(name=shift.deputy))
        return f"{shift.name}  {since} – {until}   {' · '.join(posts)}"


def _newest_shifts(session: Session) -> list[ShiftRow]:
    return shift_rows(session, find_shifts(session)[:OFFERED])
