"""The record of one shift: posts, times, signatures, reservations, what was accepted, head and number of entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.handover import handover_facts
from dutyroom.data.queries.journal import count_by_kind
from dutyroom.data.queries.open_items import open_item_in_full
from dutyroom.data.queries.shifts import (
    HandoverRow,
    ShiftRow,
    acceptances,
    handover_of,
    pending_handover,
    shift_in_full,
)
from dutyroom.data.reading import Session
from dutyroom.papers.facts import SignatureFact
from dutyroom.rules.shift import Manner
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.said_time import day_said, moment_said
from dutyroom.ui.theme import label_of

MANNERS: Final = {Manner.TOLD: mark("told"), Manner.READ: mark("read"), Manner.QUESTIONED: mark("questioned")}
HEAD_GROUP: Final = 16


@dataclass(frozen=True, slots=True)
class ShiftInFull:
    """A shift with all that its record shows; ``accepted`` are manner, title and remark."""

    shift: ShiftRow
    entries: int
    handover: HandoverRow | None
    pending: HandoverRow | None
    signatures: tuple[SignatureFact, ...]
    accepted: tuple[tuple[str, str, str], ...]


def shift_record(session: Session, number: int) -> ShiftInFull | None:
    """What the record of a shift shows, or None."""
    shift = shift_in_full(session, number)
    if shift is None:
        return None
    handover = handover_of(session, number)
    signatures = handover_facts(session, number).signatures if handover else ()
    accepted = []
    for answer in acceptances(session, number):
        item = open_item_in_full(session, answer.open_item_id) if answer.open_item_id else None
        title = item.title if item else f"№ {answer.entry_seq}"
        accepted.append((answer.manner, title, answer.remark))
    entries = sum(count for _, count in count_by_kind(session, number))
    return ShiftInFull(shift, entries, handover, pending_handover(session, number), signatures, tuple(accepted))


class ShiftRecord(QWidget):
    """Shows one shift; its papers are asked for by number."""

    report_asked = Signal(int)
    log_asked = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._shown: ShiftInFull | None = None
        self.title = label_of("section", parent=self)
        self.title.setWordWrap(True)
        self.print_report, self.print_log = QPushButton(self), QPushButton(self)
        self.print_report.setObjectName("print_report")
        self.print_log.setObjectName("print_log")
        page = QWidget()
        page.setProperty("look", "page")
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_report)
        buttons.addWidget(self.print_log)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(area, 1)
        column.addLayout(buttons)
        tab_as_laid_out(self)
        self.print_report.clicked.connect(lambda: self._ask(self.report_asked))
        self.print_log.clicked.connect(lambda: self._ask(self.log_asked))
        self.retranslate()

    def show_shift(self, record: ShiftInFull | None) -> None:
        """Show this shift, or nothing."""
        self._shown = record
        self.retranslate()

    def retranslate(self) -> None:
        """Word the record anew."""
        record = self._shown
        running = record is not None and record.handover is None
        report = self.tr("Print the draft…") if running else self.tr("Print the handover report…")
        for button, words in ((self.print_report, report), (self.print_log, self.tr("Print the log…"))):
            button.setText(words)
            button.setAccessibleName(words)
            button.setVisible(record is not None)
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.title.setText("")
        if record is not None:
            day = day_said(record.shift.started_at, self._tools.zone, year=True)
            self.title.setText(f"{record.shift.name}  {day}")
            for label, value in self._lines(record):
                self._add(label, value)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lines(self, record: ShiftInFull) -> list[tuple[str, str]]:
        shift = record.shift
        lines = [
            (self.tr("Leader in charge"), shift.leader),
            (self.tr("Chief officer"), shift.chief),
            (self.tr("Deputy officer"), shift.deputy or "—"),
            (self.tr("Planned"), f"{self._at(shift.planned_start)} – {self._at(shift.planned_end)}"),
            (self.tr("Stood"), self._stood(shift)),
            (self.tr("Entries"), f"{record.entries:,}"),
        ]
        if shift.start_reason:
            lines.append((self.tr("Started without handover"), shift.start_reason))
        lines += self._signature_lines(record)
        accepted = "\n".join(self._accepted(*answer) for answer in record.accepted)
        if accepted:
            lines.append((self.tr("Accepted at the start"), accepted))
        if shift.head is not None:
            head = shift.head.hex()
            groups = [head[start : start + HEAD_GROUP] for start in range(0, len(head), HEAD_GROUP)]
            lines.append((self.tr("Head"), "\n".join(" ".join(groups[at : at + 2]) for at in (0, 2))))
            lines.append((self.tr("Entries under the head"), f"{shift.entry_count or 0:,}"))
        return lines

    def _signature_lines(self, record: ShiftInFull) -> list[tuple[str, str]]:
        lines = []
        words = {"give": self.tr("Given"), "take": self.tr("Taken")}
        for signed in record.signatures:
            said = f"{signed.name}  {self._at(signed.signed_at)}"
            if signed.on_behalf_of:
                behalf = self.tr("on behalf of {name}: {reason}")
                said += "\n" + behalf.format(name=signed.on_behalf_of, reason=signed.reason or "")
            lines.append((words.get(signed.role, signed.role), said))
        if record.pending is not None:
            said = f"{record.pending.given_by}  {self._at(record.pending.given_at)}"
            lines.append((words["give"], f"{said}\n{self.tr('not taken yet')}"))
        if record.handover is not None:
            lines.append((self.tr("Reservations"), record.handover.reservations or self.tr("none")))
        return lines

    def _stood(self, shift: ShiftRow) -> str:
        until = self._at(shift.ended_at) if shift.ended_at else self.tr("running")
        return f"{self._at(shift.started_at)} – {until}"

    def _accepted(self, manner: str, title: str, remark: str) -> str:
        return f"· {self.tr(MANNERS[Manner(manner)])}  {title}" + (f"（{remark}）" if remark else "")

    def _at(self, at: datetime) -> str:
        return moment_said(at, self._tools.clock(), self._tools.zone)

    def _add(self, label: str, value: str) -> None:
        name = label_of("secondary", label)
        shown = QLabel(value)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setWordWrap(True)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(f"{label}: {value}")
        row = self._grid.rowCount()
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(shown, row, 1)

    def _ask(self, asked: SignalInstance) -> None:
        if self._shown is not None:
            asked.emit(self._shown.shift.id)
