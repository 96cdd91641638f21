"""A drill in its exercise store: begun by a key, played in beside whatever is being typed, read by a key, ended and scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from dutyroom.rules.drill import score, to_play
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.deeds import end_drill, play_in, start_drill
from dutyroom.ui.notices import Notice, Notices
from dutyroom.ui.page import Tools
from dutyroom.ui.questions import drill_in_full, drill_marks

if TYPE_CHECKING:
    from dutyroom.data.queries.drills import DrillRow, InjectRow
    from dutyroom.rules.drill import Mark
    from dutyroom.ui.parts.drill_score import DrillScore

KIND: Final = "drill"
_TICK_MS: Final = 1000
_STATE, _INJECT = "drill", "drill_inject"


class DrillWatch(QWidget):
    """Does nothing in any other store. What is played in stands above the page until it is marked read."""

    def __init__(
        self, tools: Tools, notices: Notices, word: Callable[[Refusal], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tools, self._notices, self._word = tools, notices, word
        self._drill: DrillRow | None = None
        self._unread: list[InjectRow] = []
        self._playing = False
        self._sheet: DrillScore | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._look)
        self.setVisible(False)
        if self.is_drill:
            QTimer.singleShot(0, self, self.read)

    @property
    def is_drill(self) -> bool:
        """Whether this is an exercise store."""
        return self._tools.courier.store.kind == KIND

    def own(self) -> Mapping[str, Callable[[], object]]:
        """What can be done, by name of the window's commands; nothing where this is no drill."""
        if not self.is_drill:
            return {}
        return {
            "drill_read": self.mark_read,
            "drill_begin": self.begin,
            "drill_end": self.end,
            "drill_score": self.show_score,
        }

    def read(self) -> None:
        """Read how the drill stands."""
        self._tools.courier.ask(self, drill_in_full, then=self._came)

    def begin(self) -> None:
        """The clock of the drill begins."""
        self._do(start_drill, self.read)

    def end(self) -> None:
        """The drill is over; its score is shown."""
        self._do(end_drill, self._ended)

    def mark_read(self) -> None:
        """What was played in first and stands there was taken in."""
        if self._unread:
            self._unread.pop(0)
            self._show_inject()

    def show_score(self) -> None:
        """How the drill went, or is going."""
        self._tools.courier.ask(self, drill_marks, self._tools.clock(), then=self._scored)

    def _do(self, action: Callable[..., object], then: Callable[[], None]) -> None:
        def refused(refusal: Refusal) -> None:
            self._notices.put("drill_refused", Notice(say=lambda: self._word(refusal)))

        self._notices.take_away("drill_refused")
        self._tools.courier.do(self, action, then=lambda _: then(), refused=refused)

    def _came(self, drill: DrillRow | None) -> None:
        former, self._drill = self._drill, drill
        self._playing = False
        if drill is None:
            return
        known = {each.id for each in former.injects if each.played_at is not None} if former is not None else None
        fresh = [each for each in drill.injects if each.played_at is not None and known is not None]
        self._unread += [each for each in fresh if known is not None and each.id not in known]
        runs = drill.started_at is not None and drill.ended_at is None
        if runs and not self._tick.isActive():
            self._tick.start()
            self._look()
        elif not runs:
            self._tick.stop()
        self._show_state(drill)
        self._show_inject()

    def _look(self) -> None:
        """Play in what is due; the store is asked only then."""
        drill = self._drill
        if drill is None or drill.started_at is None or self._playing:
            return
        played = [each.id for each in drill.injects if each.played_at is not None]
        waiting = {each.id: each.after_s for each in drill.injects}
        if to_play(waiting, played, drill.started_at, self._tools.clock()):
            self._playing = True
            self._tools.courier.do(
                self, play_in, then=lambda _: self.read(), refused=lambda _: self.read(), failed=lambda _: self.read()
            )

    def _ended(self) -> None:
        self.read()
        self.show_score()

    def _show_state(self, drill: DrillRow) -> None:
        if drill.started_at is None:
            step = (lambda: self.tr("Begin the drill (Shift+F8)"), self.begin)

            def say() -> str:
                words = self.tr("The drill has not begun: {origin}, {count} messages will come in.")
                return words.format(origin=drill.origin, count=len(drill.injects))

            self._notices.put(_STATE, Notice(say=say, steps=(step,), may_close=False))
        elif drill.ended_at is not None:
            step = (lambda: self.tr("Score"), self.show_score)
            self._notices.put(_STATE, Notice(say=lambda: self.tr("The drill is over."), steps=(step,)))
        else:
            self._notices.take_away(_STATE)

    def _show_inject(self) -> None:
        if not self._unread:
            self._notices.take_away(_INJECT)
            return
        first, more = self._unread[0], len(self._unread) - 1

        def say() -> str:
            from dutyroom.ui.parts.drill_score import inject_said  # noqa: PLC0415  # slow import: only in a drill

            words = inject_said(first, self._tools.zone)
            return f"{words}\n{self.tr('{count} more wait.').format(count=more)}" if more else words

        step = (lambda: self.tr("Read (F8)"), self.mark_read)
        self._notices.put(_INJECT, Notice(say=say, steps=(step,), may_close=False))

    def _scored(self, marks: list[Mark]) -> None:
        from dutyroom.ui.parts.drill_score import DrillScore  # noqa: PLC0415  # slow import: only in a drill

        over = self.parentWidget()
        if self._sheet is None and over is not None:
            self._sheet = DrillScore(self._tools, over)
        if self._sheet is not None and self._drill is not None:
            self._sheet.show_score(self._drill.title, marks, score(marks))
