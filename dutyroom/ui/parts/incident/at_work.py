"""What is under way for an incident beside its steps: plans at work, lists of who is told, reports not sent yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.data.queries.activations import ActivationRow, activations_of
from dutyroom.data.queries.incidents import IncidentInFull, ReportRow
from dutyroom.data.queries.relays import RelayRow, relays_of_matter
from dutyroom.data.reading import Session
from dutyroom.rules.activation import ActivationState
from dutyroom.rules.incident_report import ReportState
from dutyroom.rules.relay import RelayState
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.incident.response_list import response_said
from dutyroom.ui.parts.matter.relay_words import link_said
from dutyroom.ui.theme import label_of, put_look


def unsent(full: IncidentInFull | None) -> ReportRow | None:
    """The newest report that was issued, where nobody was told of it yet."""
    issued = [row for row in full.reports if row.state == ReportState.ISSUED] if full is not None else []
    return issued[-1] if issued and issued[-1].relay_id is None else None


class AtWork(QWidget):
    """A link each: ``response_asked``, ``relay_asked``, ``sending_asked``."""

    response_asked = Signal(int)
    relay_asked = Signal(int)
    sending_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._full: IncidentInFull | None = None
        self.responses: list[ActivationRow] = []
        self.relays: list[RelayRow] = []
        self.heading = label_of("secondary", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.heading)
        self._show()

    def show_incident(self, full: IncidentInFull | None) -> None:
        """Show what is under way for this incident; what was read of it stands until the fresh rows have come."""
        former, self._full = self._full, full
        if full is None or former is None or former.matter.id != full.matter.id:
            self.responses, self.relays = [], []
        self._show()
        if full is not None:
            self._tools.courier.ask(self, _read, full.matter.id, then=partial(self._came, full.matter.id))

    @property
    def running(self) -> ActivationRow | None:
        """The response that began last and is in force."""
        return next((row for row in reversed(self.responses) if row.state == ActivationState.RUNNING), None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _came(self, number: int, read: tuple[list[ActivationRow], list[RelayRow]]) -> None:
        if self._full is not None and self._full.matter.id == number:
            self.responses, self.relays = read
            self._show()

    def _show(self) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for row in self.responses:
            tone = "warning" if row.state == ActivationState.RUNNING else "secondary"
            self._add(response_said(row), tone, partial(self.response_asked.emit, row.id))
        report = unsent(self._full)
        if report is not None:
            self._add(self.tr("Send {report}…").format(report=report.number), "warning", self.sending_asked.emit)
        for relay in self.relays:
            tone = "warning" if relay.state == RelayState.RUNNING else "done"
            self._add(link_said(relay), tone, partial(self.relay_asked.emit, relay.id))
        self.heading.setText(self.tr("Under way"))
        self.setVisible(self._column.count() > 1)

    def _add(self, words: str, tone: str, run: Callable[[], None]) -> None:
        button = ElidedButton(words)
        put_look(button, look="link", tone=tone)
        button.clicked.connect(lambda: run())
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _read(session: Session, number: int) -> tuple[list[ActivationRow], list[RelayRow]]:
    return activations_of(session, number), relays_of_matter(session, number)
