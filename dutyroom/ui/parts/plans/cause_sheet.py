"""Causes of a revision that the program found: changed laws, changed numbers; a person ticks what is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dutyroom.actions.plan_triggers import record_triggers
from dutyroom.data.queries.plan_causes import ProposedCause, proposed_causes
from dutyroom.rules.plan_events import RecordTriggers, TriggerLine
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.kept_form import Run
from dutyroom.ui.parts.plans.exercise_words import cause_said, day_said
from dutyroom.ui.parts.plans.tick_sheet import TickSheet


class CauseSheet(TickSheet):
    """Each ticked line asks for a revision of its plan."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._found: Sequence[ProposedCause] | None = None
        super().__init__(tools, {0: 220, 1: 190, 3: 108}, stretching=2, parent=parent)
        self.retranslate()

    def begin(self) -> None:
        """Look through the texts of all plans; that takes a moment, and nobody waits for it."""
        self._found = None
        self.fill(())
        store, today = self.tools.courier.store, self.tools.clock().astimezone(self.tools.zone).date()

        def look() -> list[ProposedCause]:
            with store.reading() as session:
                return proposed_causes(session, today)

        self.tools.courier.work_long(self, look, then=self._came)

    def command(self) -> Run:
        """The causes of a revision."""
        return record_triggers, RecordTriggers(lines=tuple(self._line(row) for row in self.ticked()))

    def send_words(self, count: int) -> str:
        """See :class:`TickSheet`."""
        return self.tr("Ask for {count} revisions").format(count=f"{count:,}")

    def retranslate(self) -> None:
        """Word it anew."""
        self.title.setText(self.tr("What may force a revision"))
        if self._found is None:
            words = self.tr("Looking through the texts of the plans…")
        elif self._found:
            words = self.tr(
                "Found: {count}. A law or standard that a plan cites is younger, or a number it quotes changed."
            )
        else:
            words = self.tr(
                "No plan cites a law or standard of this library that is younger, or quotes a changed number."
            )
        self.hint.setText(words.format(count=len(self._found or ())))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Plan"), self.tr("Cause"), self.tr("What happened"), self.tr("Happened on")]
        )
        self.table.setAccessibleName(self.title.text())
        super().retranslate()
        self.table.setToolTip(self.tr("Space ticks a line"))

    def _came(self, found: Sequence[ProposedCause]) -> None:
        self._found = found
        self.fill([[each.plan_title, cause_said(each.cause), each.text, day_said(each.happened_on)] for each in found])

    def _line(self, row: int) -> TriggerLine:
        assert self._found is not None  # noqa: S101  # a line is there only then
        each = self._found[row]
        return TriggerLine(plan_id=each.plan_id, cause=each.cause, happened_on=each.happened_on, text=each.text)
