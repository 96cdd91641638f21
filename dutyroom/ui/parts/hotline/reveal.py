"""Showing who called: an act of its own, written down first, and over as soon as another case is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.hotline_looks import look_at
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.rules.hotline import Look
from dutyroom.rules.hotline_privacy import SHOWN_MINUTES, may_see
from dutyroom.rules.hotline_sheet import LookAt
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.idle import IdleWatch
from dutyroom.ui.page import Tools


class Reveal(QObject):
    """``changed`` comes when a case is to be read again, masked or not.

    ``reason_asked`` when a caller of it asked for secrecy, so that the look needs a reason.
    """

    changed = Signal()
    reason_asked = Signal()

    def __init__(self, tools: Tools, pane: QWidget) -> None:
        super().__init__(pane)
        self._tools, self._pane = tools, pane
        self._shown: int | None = None
        self._then: Callable[[], None] | None = None
        self.idle: IdleWatch | None = None
        tools.courier.author_changed.connect(lambda _: self.hide())

    @property
    def shown(self) -> int | None:
        """The case of which callers are shown unmasked."""
        return self._shown

    @property
    def may(self) -> bool:
        """Whether the one who sits here has the right."""
        return may_see(self._tools.courier.author)

    def ask(self, case: CaseInFull, then: Callable[[], None] | None = None) -> None:
        """Show the callers of this case, with a reason where one of them asked for secrecy; ``then`` once they are read."""
        if not self.may:
            refusal = Refusal("hotline.look.right", name=self._tools.courier.author.name)
            self._tools.say(said(refusal, self._tools.wording(), self._tools.zone))
            return
        self._then = then
        if self._shown == case.id:
            self.read(case)
        elif any(call.is_secret for call in case.calls):
            self.reason_asked.emit()
        else:
            asked = LookAt(what=Look.CASE, id=case.id)
            then_show = partial(self._looked, case.id)
            self._tools.courier.do(self, look_at, asked, then=then_show, refused=self._refused)

    def looked(self, number: int) -> None:
        """The look was written down: show the callers of this case."""
        self._shown = number
        if self.idle is None:
            self.idle = IdleWatch(self._pane.window(), self._tools.clock, lambda: SHOWN_MINUTES)
            self.idle.idle.connect(self.hide)
        self.idle.watch()
        self.changed.emit()

    def hide(self) -> None:
        """Hide them again."""
        if self._shown is not None:
            self._shown, self._then = None, None
            self.changed.emit()

    def read(self, case: CaseInFull) -> None:
        """A case was read: what was waiting for its callers goes on."""
        if self._then is not None and case.id == self._shown and not case.is_masked:
            then, self._then = self._then, None
            then()

    def _looked(self, number: int, _: int) -> None:
        self.looked(number)

    def _refused(self, refusal: Refusal) -> None:
        self._tools.say(said(refusal, self._tools.wording(), self._tools.zone))
