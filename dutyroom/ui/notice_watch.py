"""Keeps the rail's badges: open notices, incidents and cases of the hotline, whether one is overdue, and plans that quote changed numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from dutyroom.rules.matter import MatterKind
from dutyroom.ui.courier import Changed
from dutyroom.ui.frame import Frame
from dutyroom.ui.page import Tools
from dutyroom.ui.questions import count_changed_numbers, count_matters

if TYPE_CHECKING:
    from dutyroom.data.queries.open_items import OpenItemRow

COUNTED: Final = {"notices": MatterKind.NOTICE, "incidents": MatterKind.INCIDENT, "hotline": MatterKind.HOTLINE}
"""The pages whose open matters are counted."""
_PLANS: Final = "plans"
_QUOTED: Final = frozenset({"contact", "person", "plan", "plan_contact", "*"})


class NoticeWatch(QObject):
    """Asks how much is open when a matter changed, and when time made another limit pass."""

    def __init__(self, tools: Tools, frame: Frame, pages: list[str]) -> None:
        super().__init__(frame)
        self._tools, self._frame = tools, frame
        self._pages = [page for page in pages if page in COUNTED]
        self._has_plans = _PLANS in pages
        self._overdue = 0

    def read(self) -> None:
        """Count what is open."""
        for page in self._pages:
            now = self._tools.clock()
            self._tools.courier.ask(self, count_matters, COUNTED[page], now, then=partial(self._got, page))
        self._read_plans()

    def heard(self, changed: Changed) -> None:
        """A matter came in, was closed, or its limit moved."""
        if changed.kinds & {"matter", "*"}:
            self.read()
        elif changed.kinds & _QUOTED:
            self._read_plans()

    def count(self, _: list[OpenItemRow], overdue: int) -> None:
        """Of the open items so many are overdue; where that changed, so may have the matters."""
        if overdue != self._overdue:
            self._overdue = overdue
            self.read()

    def _read_plans(self) -> None:
        """Count the plans that quote a number which the directory has changed since."""
        if self._has_plans:
            self._tools.courier.ask(self, count_changed_numbers, then=self._got_plans)

    def _got_plans(self, counts: dict[int, int]) -> None:
        self._frame.rail.set_open_items(_PLANS, len(counts), overdue=False)

    def _got(self, page: str, counts: tuple[int, int]) -> None:
        self._frame.rail.set_open_items(page, counts[0], overdue=counts[1] > 0)
