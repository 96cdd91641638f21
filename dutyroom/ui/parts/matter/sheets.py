"""What the register of notices opens over itself: passing on, and returns asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.notices import NoticeInFull
from dutyroom.data.queries.relays import find_relays
from dutyroom.data.queries.returns import find_calls
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.parts.matter.correction_sheet import NoticeCorrectionSheet
from dutyroom.ui.parts.matter.notice_pane import NoticePane
from dutyroom.ui.parts.matter.relay_sheet import RelaySheet
from dutyroom.ui.parts.matter.returns_sheet import ReturnsSheet


class NoticeSheets(QObject):
    """Keeps the sheets of a page, each made when it is first opened; they begin from the notice that its pane shows."""

    def __init__(self, tools: Tools, page: QWidget, pane: NoticePane) -> None:
        super().__init__(page)
        self._tools, self._page, self._pane = tools, page, pane
        pane.pass_on_asked.connect(self.pass_on)
        pane.correction_asked.connect(self.correct)

    @cached_property
    def relay(self) -> RelaySheet:
        """What was passed on, line by line."""
        return RelaySheet(self._tools, self._page)

    @cached_property
    def returns(self) -> ReturnsSheet:
        """Returns asked for."""
        return ReturnsSheet(self._tools, self._page)

    @cached_property
    def correction(self) -> NoticeCorrectionSheet:
        """Correcting a notice."""
        made = NoticeCorrectionSheet(self._tools, self._page)
        made.corrected.connect(self._pane.refresh)
        return made

    def _made(self, but: str = "") -> list[RelaySheet | ReturnsSheet | NoticeCorrectionSheet]:
        """Those that were opened before, all ``but`` one."""
        names = (name for name in ("relay", "returns", "correction") if name != but)
        return [self.__dict__[name] for name in names if name in self.__dict__]

    def _close_all(self, but: str) -> None:
        for sheet in self._made(but):
            sheet.close_over()

    def pass_on(self) -> None:
        """Pass the notice shown on; what it says may be changed before."""
        self._close_all(but="relay")
        notice = self._notice()
        if notice is None:
            self.relay.begin(None, "", "")
        else:
            text = notice.facts.content or notice.facts.required
            self.relay.begin(notice.matter.id, notice.matter.title, text)

    def correct(self) -> None:
        """Correct what was registered of the notice shown."""
        notice = self._notice()
        if notice is not None and self._pane.may_correct:
            self._close_all(but="correction")
            self.correction.begin(notice)

    def ask_returns(self) -> None:
        """Ask for returns, which may belong to the notice shown."""
        self._close_all(but="returns")
        notice = self._notice()
        words = f"{notice.matter.number} {notice.matter.title}" if notice is not None else ""
        self.returns.begin((notice.matter.id, words) if notice is not None else None)

    def arrive(self, place: Place | None) -> None:
        """Open the list or the call that an open item leads to."""
        kind, _, number = place.step.partition(":") if place is not None else ("", "", "")
        if kind == "relay" and number.isdigit():
            self._close_all(but="relay")
            self.relay.show_relay(int(number))
        elif kind == "returns" and number.isdigit():
            self._close_all(but="returns")
            self.returns.show_call(int(number))

    def heard(self, changed: Changed) -> None:
        """Something changed."""
        for sheet in self._made():
            if not isinstance(sheet, NoticeCorrectionSheet):
                sheet.heard(changed)

    def step_on(self) -> bool:
        """Ctrl+Enter over a sheet sends its form; says whether a sheet is open at all."""
        for sheet in self._made():
            if sheet.isVisible():
                if sheet.form.isVisible() and sheet.form.first_step is not None:
                    sheet.form.first_step.click()
                return True
        return False

    def commands(self) -> list[Command]:
        """What can be begun."""
        return [
            Command("notices.pass_on", self.tr("Pass the notice on"), "Ctrl+Shift+P", self.pass_on),
            Command("notices.correct", self.tr("Correct what was registered"), "Ctrl+D", self.correct),
            Command(
                "notices.returns",
                self.tr("Ask for returns (who has reported, who not)"),
                "Ctrl+Shift+R",
                self.ask_returns,
            ),
        ]

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The forms, and the newest list and call where the store has some."""
        return [
            ("notices_correct", self.correct),
            ("notices_pass_on", self.pass_on),
            ("notices_relay", self._pose_relay),
            ("notices_ask_returns", self.ask_returns),
            ("notices_returns", self._pose_returns),
        ]

    def _notice(self) -> NoticeInFull | None:
        return self._pane.notice if self._pane.full is not None else None

    def _pose_relay(self) -> None:
        self._tools.courier.ask(self, find_relays, then=self._newest_relay)

    def _newest_relay(self, numbers: list[int]) -> None:
        if numbers:
            self.relay.show_relay(numbers[0])
        else:
            self.relay.say_instead(self.tr("Nothing has been passed on yet."))

    def _pose_returns(self) -> None:
        self._tools.courier.ask(self, find_calls, then=self._newest_call)

    def _newest_call(self, numbers: list[int]) -> None:
        if numbers:
            self.returns.show_call(numbers[0])
        else:
            self.returns.say_instead(self.tr("No returns have been asked for yet."))
