"""A short table in the pane of a preparation: opinions, experts or filing, as tall as its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dutyroom.rules.wording import mark
from dutyroom.ui.parts.plans.preparation_words import (
    day_said,
    opinion_stand,
    verdict_said,
    way_said,
)
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.tokens import ROW, TARGET

_MOST: Final = 8
"""Rows shown at once; more of them scroll."""


class PartTable(RegisterTable):
    """Enter or two clicks open a row, Delete makes it void; ``void_asked`` carries its number."""

    void_asked = Signal(int)

    def __init__(self, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        self._rows: dict[int, Any] = {}
        super().__init__(RegisterModel(columns, self._fetch), parent)
        self.register.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the one chosen stays."""
        self._rows = {row.id: row for row in rows}
        self.set_ids(list(self._rows))
        shown = min(len(rows), _MOST)
        self.setFixedHeight(TARGET + shown * ROW + 2 * self.frameWidth() + 2)
        self.setVisible(bool(rows))

    def row(self, number: int) -> Any:
        """A row by its number; None where it is not shown."""
        return self._rows.get(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks why the row is void; Esc is left to the pane."""
        number = self.current_id()
        if event.key() == Qt.Key.Key_Delete and number is not None:
            self.void_asked.emit(number)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._rows[number] for number in ids if number in self._rows])


def _is_void(row: Any) -> bool:
    return bool(row.void_reason)


def opinion_columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """Unit, by when, when it answered, what became of it."""
    return (
        Column(
            key="unit", title=mark("Unit"), text=lambda row: row.unit, width=104, stretches=True, struck=_is_void,
            tooltip=lambda row: row.void_reason or row.opinion,
        ),
        Column(key="sent", title=mark("Sent on"), text=lambda row: day_said(row.sent_on), width=96, drop_order=1),
        Column(
            key="due", title=mark("Answer by"), text=lambda row: day_said(row.due_on), width=96, drop_order=3,
            tone=lambda row: "overdue" if opinion_stand(row, today())[1] == "overdue" else "",
        ),
        Column(
            key="answered", title=mark("Answered on"), text=lambda row: day_said(row.answered_on), width=96, drop_order=2
        ),
        Column(
            key="adopted", title=mark("What became of it"), text=lambda row: opinion_stand(row, today())[0], width=118,
            stretches=True, tone=lambda row: opinion_stand(row, today())[1], tooltip=lambda row: row.reason,
        ),
    )  # fmt: skip


EXPERT_COLUMNS: Final = (
    Column(
        key="name", title=mark("Expert"), text=lambda row: row.name, width=84, struck=_is_void,
        tooltip=lambda row: row.void_reason or " · ".join(part for part in (row.organisation, row.field) if part),
    ),
    Column(
        key="organisation", title=mark("Organisation"), text=lambda row: row.organisation, width=96, drop_order=1
    ),
    Column(
        key="findings", title=mark("Findings"), text=lambda row: row.findings, width=96, stretches=True,
        tooltip=lambda row: row.findings,
    ),
    Column(
        key="result", title=mark("Verdict"), text=lambda row: verdict_said(row.result), width=96,
        tone=lambda row: "warning" if row.fact.is_open else "done", tooltip=lambda row: row.settled,
    ),
)  # fmt: skip
"""Who, from where, what was found, and whether that is settled."""

FILING_COLUMNS: Final = (
    Column(
        key="recipient", title=mark("Recipient"), text=lambda row: row.recipient, width=130, stretches=True,
        struck=_is_void, tooltip=lambda row: row.void_reason or row.recipient,
    ),
    Column(key="way", title=mark("Way"), text=lambda row: way_said(row.way), width=76),
    Column(key="sent", title=mark("Sent on"), text=lambda row: day_said(row.sent_on), width=96, drop_order=1),
    Column(
        key="received", title=mark("Receipt"), text=lambda row: day_said(row.received_on), width=96,
        tooltip=lambda row: row.receipt,
    ),
)  # fmt: skip
"""To whom, why, when, and the receipt."""
