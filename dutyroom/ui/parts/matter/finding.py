"""Asking for the matters of a register: one question at a time, asked again where something changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from dutyroom.actions.errors import said
from dutyroom.data.queries.register import MatterSearch, find_matters
from dutyroom.data.trouble import Trouble
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import MatterFilter
from dutyroom.ui.page import Tools


class MatterFinding(QObject):
    """``found`` carries the numbers that answer the filter set last; ``failed`` why there are none, in words."""

    STILL_OPEN: Any = MatterFilter(state="open")
    QUESTION: Callable[..., Any] = staticmethod(find_matters)
    found = Signal(object)
    failed = Signal(str)

    def __init__(self, tools: Tools, kind: MatterKind, parent: QObject) -> None:
        super().__init__(parent)
        self.tools, self._kind = tools, kind
        self.filter: Any = self.STILL_OPEN
        self.order = "received"
        self.yellow_before = timedelta()
        self.has_answer = False
        self._asking = False
        self._again = False

    def narrow(self, wanted: Any) -> None:
        """Ask for what answers this filter."""
        self.filter = wanted
        self.ask()

    def sort(self, order: str) -> None:
        """Ask for the same in another order."""
        self.order = order
        self.ask()

    def ask(self) -> None:
        """Ask now, or when the answer to the last question is there."""
        if self._asking:
            self._again = True
            return
        self._asking, self._again = True, False
        now = self.tools.clock()
        search, ask = self.search(now), self.tools.courier.ask
        ask(self, type(self).QUESTION, search, then=partial(self._came, now, search), failed=self._could_not)

    def search(self, now: datetime) -> Any:
        """What is asked at ``now``."""
        return MatterSearch(
            kind=self._kind,
            now=now,
            zone=self.tools.zone,
            filter=self.filter,
            order=self.order,
            yellow_before=self.yellow_before,
        )

    def _came(self, asked_at: datetime, search: Any, ids: Sequence[int]) -> None:
        self._asking = False
        is_newest = search == self.search(asked_at)
        if is_newest:
            self.has_answer = True
            self.found.emit(ids)
        if self._again or not is_newest:
            self.ask()

    def _could_not(self, error: Exception) -> None:
        self._asking = self._again = self.has_answer = False
        if isinstance(error, Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
        else:
            sentence = self.tr("The register could not be read.")
            self.tools.courier.failed.emit(error)
        self.failed.emit(sentence)
