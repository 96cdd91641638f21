"""Urging every unit that lags in one go: one question for all of them, a notice and an entry for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.supervision import urge_many
from dutyroom.data.queries.supervision import to_be_urged
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import UrgeMany
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.reason_form import ReasonForm


class UrgeManyForm(ReasonForm):
    """Stands below the list; ``begun`` when it asks, ``left`` when it is done or stepped back from."""

    begun = Signal()
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setVisible(False)
        self.sent.connect(self._urge)
        self.step_back_asked.connect(self._leave)

    def ask(self, selected: Sequence[int], shown: Sequence[int]) -> None:
        """Urge in the selected matters, or where there are not several, in all shown that are past their limit."""
        several = len(selected) > 1
        before = None if several else self._tools.clock()
        numbers = frozenset(map(int, selected if several else shown))
        self._tools.courier.ask(self, to_be_urged, numbers, before, then=self._came)

    def _came(self, units: Sequence[tuple[int, int]]) -> None:
        if not units:
            self._tools.say(self.tr("No unit owes an answer there. Select several matters to urge before their limit."))
            return
        count, matters = len(units), len({matter for matter, _ in units})
        about = ("urge", 0, tuple(unit for _, unit in units))
        self.setVisible(True)
        self.begun.emit()
        self.begin(about, self.tr("What it says"), self.tr("Urge {count}").format(count=count))
        hint = self.tr("Units: {units}, matters: {matters}. Each gets a notice in the colour that comes next for it.")
        self.word_field("reason", self.tr("What it says"), hint.format(units=count, matters=matters))

    def _urge(self) -> None:
        units = self.about[2]
        if isinstance(units, tuple):
            asked = UrgeMany(assignment_ids=units, text=self.reason.text())
            self.setEnabled(False)
            self._tools.courier.do(
                self,
                urge_many,
                asked,
                then=self._done,
                refused=self._refused,
                failed=lambda _: self.setEnabled(True),
            )

    def _done(self, count: int) -> None:
        self.setEnabled(True)
        self.finished()
        self._tools.say(self.tr("Urged: {count}").format(count=count))
        self._leave()

    def _refused(self, refusal: Refusal) -> None:
        self.setEnabled(True)
        self.point_out(refusal, said(refusal, self._tools.wording(), self._tools.zone))

    def put_away(self) -> None:
        """Hide it; what was typed stays."""
        self.keep()
        self.setVisible(False)

    def _leave(self) -> None:
        self.put_away()
        self.left.emit()
