"""What the register of notices opens over itself: passing on, and returns asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.parts.matter.notice_pane import NoticePane
from dutyroom.ui.parts.matter.relay_sheet import RelaySheet


class NoticeSheets(QObject):
    """Keeps the sheets of a page; they begin from the notice that its pane shows."""

    def __init__(self, tools: Tools, page: QWidget, pane: NoticePane) -> None:
        super().__init__(page)
        self._pane = pane
        self.relay = RelaySheet(tools, page)
        pane.pass_on_asked.connect(self.pass_on)

    def pass_on(self) -> None:
        """Pass the notice shown on; what it says may be changed before."""
        notice = self._pane.notice if self._pane.full is not None else None
        if notice is None:
            self.relay.begin(None, "", "")
        else:
            text = notice.facts.content or notice.facts.required
            self.relay.begin(notice.matter.id, notice.matter.title, text)

    def arrive(self, place: Place | None) -> None:
        """Open the list or the call that an open item leads to."""
        kind, _, number = place.step.partition(":") if place is not None else ("", "", "")
        if kind == "relay" and number.isdigit():
            self.relay.show_relay(int(number))

    def heard(self, changed: Changed) -> None:
        """Something changed."""
        self.relay.heard(changed)

    def commands(self) -> list[Command]:
        """What can be begun."""
        return [Command("notices.pass_on", self.tr("Pass the notice on"), "Ctrl+Shift+P", self.pass_on)]

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Named states worth a picture."""
        return [("notices_pass_on", self.pass_on)]
