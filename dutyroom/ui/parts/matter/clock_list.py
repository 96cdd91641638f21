"""The clocks of a matter, one a line: what, time left, the rule with its source, what starts and what stops it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.matters import ClockRow
from dutyroom.rules.wording import Wording
from dutyroom.ui.parts.matter.facts_grid import Fact, FactsGrid
from dutyroom.ui.parts.matter.words import clock_said_of, duty_said, source_said, started_said

_TICK_MS = 1000


class ClockList(FactsGrid):
    """Counts down while it is seen; clocks that ended stand under those that run."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        zone: Callable[[], ZoneInfo],
        wording: Callable[[], Wording],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone, self._wording = clock, zone, wording
        self._clocks: Sequence[ClockRow] = ()
        self._received_at = datetime.min.replace(tzinfo=UTC)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._say)

    def show_clocks(self, clocks: Sequence[ClockRow], received_at: datetime) -> None:
        """Show these clocks of a matter that was received then."""
        self._clocks, self._received_at = clocks, received_at
        running = any(clock.state == "open" and clock.due_at is not None for clock in clocks)
        self._tick.start() if running else self._tick.stop()
        self._say()

    def retranslate(self) -> None:
        """Word the clocks anew."""
        self._say()

    def _say(self) -> None:
        if not self.isVisible() and self._tick.isActive() and self._clocks and self.values():
            return
        facts, tips = list[Fact](), dict[str, str]()
        now, zone, language = self._clock(), self._zone(), self._wording().language
        for clock in self._clocks:
            words, tone = clock_said_of(clock, now, zone)
            lines = (words, source_said(clock, language), started_said(clock, self._received_at, now, zone))
            said = "\n".join(line for line in lines if line)
            facts.append((duty_said(clock.duty, clock.unit or clock.recipient), said, tone))
            tips[said] = clock.source
        self.show_facts(facts, tips)
