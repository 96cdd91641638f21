"""Asking for the cases of the register: so many at first, more as somebody scrolls to their end, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from dutyroom.data.queries.hotline import CaseSearch, count_cases, find_cases
from dutyroom.rules.hotline_filter import CaseFilter
from dutyroom.rules.matter import MatterKind
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.finding import MatterFinding

FIRST: Final = 2_000
"""Numbers asked for at first: a screen shows thirty, and three million are never read."""
_TIMES: Final = 5
LAST: Final = 250_000
"""No list grows beyond this: whoever wants what lies behind narrows it."""


class CaseFinding(MatterFinding):
    """``counted`` says how many answer the filter, at most one more than are counted."""

    STILL_OPEN = CaseFilter(state="open")
    QUESTION = staticmethod(find_cases)
    counted = Signal(int)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, MatterKind.HOTLINE, parent)
        self._most = FIRST
        self._got = 0
        self.found.connect(self._count)

    def narrow(self, wanted: Any) -> None:
        """See :class:`MatterFinding`; another list begins short again."""
        self._most = FIRST
        super().narrow(wanted)

    def search(self, now: datetime) -> Any:
        """See :class:`MatterFinding`."""
        return CaseSearch(now=now, zone=self.tools.zone, filter=self.filter, order=self.order, most=self._most)

    def more(self) -> None:
        """Somebody stands at the end of the list: ask for a longer one, where there is one."""
        if self.has_answer and self._got >= self._most and self._most < LAST:
            self._most = min(self._most * _TIMES, LAST)
            self.ask()

    def _count(self, ids: Sequence[int]) -> None:
        self._got = len(ids)
        if self._got < self._most:
            self.counted.emit(self._got)
            return
        search = self.search(self.tools.clock())
        self.tools.courier.ask(self, count_cases, search, then=self.counted.emit)
