"""The clocks of a matter, one a line: what, time left, and the rule with its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.matters import ClockRow
from dutyroom.ui.parts.matter.facts_grid import Fact, FactsGrid
from dutyroom.ui.parts.matter.words import clock_said_of, duty_said, source_said

_TICK_MS = 1000


class ClockList(FactsGrid):
    """Counts down while it is seen; clocks that ended stand under those that run."""

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._clocks: Sequence[ClockRow] = ()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._say)

    def show_clocks(self, clocks: Sequence[ClockRow]) -> None:
        """Show these clocks."""
        self._clocks = clocks
        running = any(clock.state == "open" and clock.due_at is not None for clock in clocks)
        self._tick.start() if running else self._tick.stop()
        self._say()

    def retranslate(self) -> None:
        """Word the clocks anew."""
        self._say()

    def _say(self) -> None:
        if not self.isVisible() and self._tick.isActive() and self._clocks and self.values():
            return
        facts: list[Fact] = []
        for clock in self._clocks:
            words, tone = clock_said_of(clock, self._clock(), self._zone())
            source = source_said(clock)
            facts.append((duty_said(clock.duty, clock.unit), f"{words}\n{source}" if source else words, tone))
        self.show_facts(facts)
