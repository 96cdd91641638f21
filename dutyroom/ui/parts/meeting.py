"""What follows when a change was refused because somebody else had changed the record: both versions side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject

from dutyroom.data.queries.changers import Changer, changers_of
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.side_by_side import SideBySide
from dutyroom.ui.parts.versioned import Versioned

MEANWHILE: Final = "record.changed_meanwhile"


class Meeting(QObject):
    """``show`` puts the two versions in the form's place or takes them away; ``again`` sends the form once more."""

    def __init__(self, tools: Tools, side: SideBySide, show: Callable[[bool], None], again: Callable[[], None]) -> None:
        super().__init__(side)
        self._tools, self._side, self._show, self._again = tools, side, show, again
        self._turn = 0
        side.decided.connect(self._decided)
        side.step_back_asked.connect(partial(show, False))

    def meet(self, form: Versioned, table: str, number: int, version: int, stored: Mapping[str, Any]) -> None:
        """The record as it is stored now was read: find out who changed it, then compare."""
        self._turn += 1
        then = partial(self._came, self._turn, form, version, dict(stored))
        self._tools.courier.ask(self, changers_of, table, number, newest=version - form.version, then=then)

    def forget(self) -> None:
        """The form was left."""
        self._turn += 1

    def _came(
        self, turn: int, form: Versioned, version: int, stored: Mapping[str, Any], changers: tuple[Changer, ...]
    ) -> None:
        if turn != self._turn:
            return
        form.clear_notes()
        if self._side.meet(form, version, stored, changers):
            self._show(True)
            self._side.take_focus()
        else:
            self._again()

    def _decided(self) -> None:
        self._show(False)
        self._again()
