"""Asking for the matters of a register: one question at a time, asked again where something changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from dutyroom.actions.errors import said
from dutyroom.data.queries.register import MatterSearch, find_matters
from dutyroom.data.trouble import Trouble
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import MatterFilter
from dutyroom.ui.page import Tools


class MatterFinding(QObject):
    """``found`` carries the numbers that answer the filter set last; ``failed`` why there are none, in words."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, tools: Tools, kind: MatterKind, parent: QObject) -> None:
        super().__init__(parent)
        self.tools, self._kind = tools, kind
        self.filter = MatterFilter(state="open")
        self.order = "received"
        self.yellow_before = timedelta()
        self.has_answer = False
        self._asking = False
        self._again = False

    def narrow(self, wanted: MatterFilter) -> None:
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
        search = MatterSearch(
            kind=self._kind,
            now=self.tools.clock(),
            zone=self.tools.zone,
            filter=self.filter,
            order=self.order,
            yellow_before=self.yellow_before,
        )
        self.tools.courier.ask(self, find_matters, search, then=partial(self._came, search), failed=self._could_not)

    def _came(self, search: MatterSearch, ids: Sequence[int]) -> None:
        self._asking = False
        now = replace(search, filter=self.filter, order=self.order, yellow_before=self.yellow_before)
        if search == now:
            self.has_answer = True
            self.found.emit(ids)
        if self._again or search != now:
            self.ask()

    def _could_not(self, error: Exception) -> None:
        self._asking = self._again = self.has_answer = False
        if isinstance(error, Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
        else:
            sentence = self.tr("The register could not be read.")
            self.tools.courier.failed.emit(error)
        self.failed.emit(sentence)
