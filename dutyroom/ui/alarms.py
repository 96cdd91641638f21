"""Alarms: what is due, watched once a second; computed from the store, so that a restart forgets nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from dutyroom.actions.errors import said
from dutyroom.rules.due import Spoken, Stage, alarming, is_put_off, to_sound
from dutyroom.rules.entry import CloseItem, PutOff
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Changed
from dutyroom.ui.deeds import close_item, put_off
from dutyroom.ui.notices import Notice, Notices
from dutyroom.ui.outcome_line import OutcomeLine
from dutyroom.ui.page import Place, Tools
from dutyroom.ui.parts.banner import Alarm, AlarmBanner
from dutyroom.ui.parts.matter.words import item_said, place_of
from dutyroom.ui.questions import clock_behind, open_items

if TYPE_CHECKING:
    from dutyroom.data.queries.open_items import OpenItemRow

LOOK_MS: Final = 1000
CLOCK_EVERY: Final = timedelta(minutes=1)
CLOCK_SLACK_S: Final = 120.0


class Alarms(QObject):
    """Feeds the banner, asks how an item ended, puts alarms off; ``counted`` says what is open to rail and bar."""

    counted = Signal(list, int)
    """The open items in order of time left, and how many of them are overdue."""

    def __init__(
        self,
        tools: Tools,
        banner: AlarmBanner,
        outcome: OutcomeLine,
        notices: Notices,
        sound: Callable[[], None],
    ) -> None:
        super().__init__(banner)
        self._tools, self._banner, self._outcome, self._notices = tools, banner, outcome, notices
        self._sound = sound
        self._items: list[OpenItemRow] = []
        self._spoken: dict[int, Spoken] = {}
        self._shown: list[Alarm] = []
        self._overdue = 0
        self._clock_looked = tools.clock() - CLOCK_EVERY
        banner.done_asked.connect(self._ask_outcome)
        banner.put_off_asked.connect(self._put_off)
        banner.alarm_opened.connect(self._show_item)
        banner.all_asked.connect(lambda: tools.go(Place("desk")))
        outcome.answered.connect(self._close)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def read(self) -> None:
        """Read what is open."""
        self._tools.courier.ask(self, open_items, then=self._got)

    def heard(self, changed: Changed) -> None:
        """Items were opened, closed or put off."""
        if changed.kinds & {"open_item", "setting", "*"}:
            self.read()

    def look(self) -> None:
        """What stands now; sounds where something must."""
        now = self._tools.clock()
        office = self._tools.office()
        standing = alarming(self._items, now, warn=timedelta(minutes=office.warn_minutes))
        shown = [self._alarm(item, stage) for item, stage in standing]
        if shown != self._shown:
            self._shown = shown
            self._banner.set_alarms(shown)
        loud = to_sound(standing, self._spoken, now, repeat=timedelta(minutes=office.repeat_minutes))
        for item, stage in loud:
            self._spoken[item.id] = Spoken(now, stage)
        if loud:
            self._sound()
        overdue = sum(1 for item in self._items if item.due_at is not None and item.due_at <= now)
        if overdue != self._overdue:
            self._count(overdue)
        if abs(now - self._clock_looked) >= CLOCK_EVERY:
            self._clock_looked = now
            self._tools.courier.ask(self, clock_behind, now, then=self._clock_said)

    def _got(self, items: list[OpenItemRow]) -> None:
        self._items = items
        alive = {item.id: item for item in items}
        now = self._tools.clock()
        # One that is put off has not spoken: it sounds at once when its time has come.
        self._spoken = {
            number: spoken
            for number, spoken in self._spoken.items()
            if number in alive and not is_put_off(alive[number], now)
        }
        self._count(sum(1 for item in items if item.due_at is not None and item.due_at <= self._tools.clock()))
        self.look()

    def _count(self, overdue: int) -> None:
        self._overdue = overdue
        self.counted.emit(self._items, overdue)

    def _alarm(self, item: OpenItemRow, stage: Stage) -> Alarm:
        due = item.due_at or item.opened_at
        return Alarm(
            id=item.id,
            stage="overdue" if stage is Stage.OVERDUE else "warning",
            text=item_said(item),
            due_at=due,
            waits_for=item.waiting_for,
            is_clock=bool(item.duty),
        )

    def _item(self, number: int) -> OpenItemRow | None:
        return next((item for item in self._items if item.id == number), None)

    def _ask_outcome(self, number: int) -> None:
        item = self._item(number)
        if item is not None and item.duty:
            self._tools.go(place_of(item))
        elif item is not None:
            self._outcome.ask(item.id, item.title)

    def _close(self, number: int, outcome: str) -> None:
        item = self._item(number)
        if item is None:
            self._outcome.done(number)
            return

        def closed(_: int) -> None:
            self._outcome.done(number)
            self._tools.say(self.tr("Done: {title}").format(title=item.title))

        self._tools.courier.do(
            self,
            close_item,
            CloseItem(id=number, outcome=outcome, version=item.version),
            then=closed,
            refused=self._refused,
        )

    def _put_off(self, number: int, minutes: int) -> None:
        until = self._tools.clock() + timedelta(minutes=minutes)
        item = self._item(number)
        self._tools.courier.do(self, put_off, PutOff(id=number, until=until))
        if item is not None:
            # Quiet at once; the store answers in a moment.
            self._items = [replace(i, put_off_until=until) if i.id == number else i for i in self._items]
            self.look()

    def _show_item(self, number: int) -> None:
        item = self._item(number)
        if item is not None:
            self._tools.go(place_of(item))

    def _refused(self, refusal: Refusal) -> None:
        self._outcome.point_out(said(refusal, self._tools.wording(), self._tools.zone))

    def _clock_said(self, behind: float) -> None:
        if behind < CLOCK_SLACK_S:
            self._notices.take_away("clock")
            return
        minutes = round(behind / 60)

        def say() -> str:
            sentence = self.tr(
                "This computer's clock is {minutes} min behind the newest entry. Set it right; until then times and alarms are wrong."
            )
            return sentence.format(minutes=minutes)

        self._notices.put("clock", Notice(say=say, tone="overdue"))
