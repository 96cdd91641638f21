"""From an open store to a desk somebody works at: courier, window, sign-in, troubles, and what runs behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from dutyroom.actions.errors import said
from dutyroom.data.trouble import Trouble
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.officer import SYSTEM, Author, SignIn
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.appearance import Appearance
from dutyroom.ui.background_check import BackgroundCheck
from dutyroom.ui.courier import Courier
from dutyroom.ui.deeds import daily_backup, sign_in, sign_out
from dutyroom.ui.main_window import MainWindow
from dutyroom.ui.notices import Notice
from dutyroom.ui.office import OfficeAtHand
from dutyroom.ui.page import Paper, Place, Tools
from dutyroom.ui.page_deck import PageEntry
from dutyroom.ui.sign_in import SAMPLE_PASSWORD
from dutyroom.ui.trouble_page import TroubleNotice
from dutyroom.ui.workstation import Workstation

if TYPE_CHECKING:
    from dutyroom.data.queries.officers import OfficerRow

FRAME_TALL: Final = 60
"""Height in px that the desktop's own title bar and frame may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What surrounds a desk: the look, the workstation, the pages, the clock, and who hears of a bug."""

    appearance: Appearance
    workstation: Workstation
    pages: Sequence[PageEntry]
    clock: Callable[[], datetime]
    tell_bug: Callable[[BaseException], None]
    show_paper: Callable[[Tools, Paper], None]
    restore: Callable[[Path], None] | None = None
    """Puts a backup in the store's place and opens it; None where that is not offered."""


class DeskSession(QObject):
    """One desk at one store, from its first paint to its last command."""

    painted = Signal()
    ended = Signal()

    def __init__(self, house: House, courier: Courier, settings: OfficeSettings) -> None:
        super().__init__(courier)
        self._house, self.courier = house, courier
        self.office = OfficeAtHand(courier, settings, self)
        tools = Tools(
            courier=courier,
            clock=house.clock,
            office=self.office,
            wording=lambda: house.appearance.wording,
            go=_nowhere,
            say=_nothing,
            show_paper=self._show_paper,
            extra={"appearance": house.appearance, "workstation": house.workstation, "restore": house.restore},
        )
        self.window = MainWindow(tools, house.pages, house.appearance, house.workstation)
        self.trouble = TroubleNotice(self.window.frame.notices, self._word, self._again)
        self._check: BackgroundCheck | None = None
        self._connect()

    def open(self) -> None:
        """Show the window where it was the last time, within the screens there are now."""
        window, kept = self.window, self._house.workstation.geometry
        if kept.isEmpty() or not window.restoreGeometry(kept):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            window.resize(min(1366, screen.width()), min(860, screen.height()))
            if screen.width() <= 1366 or screen.height() < 860 + FRAME_TALL:
                # its own frame would push the foot, where entries are written, off the screen
                window.setWindowState(Qt.WindowState.WindowMaximized)
        window.read()
        window.show()
        window.idle.watch()

    def sign_in_sample(self, chief: Author | None) -> None:
        """The sample opens by itself, in the name of the chief of the running shift.

        Who that is was seen in the store, and the desk is open at once. The password is proved all the same: it is the
        first thing the store hears from this desk, so nothing is written before it, and the cover comes if it is wrong.
        """
        if chief is None or chief.id is None or self.courier.store.kind != "sample":
            self.window.ask_sign_in(None)
            return
        self.sign_in(chief.id, SAMPLE_PASSWORD)
        self.window.enter(chief)

    def sign_in(self, officer: int, password: str) -> None:
        """Sign somebody in who has just proved it; the cover where it does not work."""
        self.courier.do(
            self,
            sign_in,
            SignIn(officer_id=officer, password=password),
            then=self._signed_in,
            refused=lambda _: self._not_signed_in(officer),
            failed=lambda _: self._not_signed_in(officer),
        )

    def run_behind(self, check: Sequence[str]) -> None:
        """The day's backup now, the full check later; both only speak when something is wrong."""
        self._back_up()
        if check:
            self._check = BackgroundCheck(check, self)
            self._check.found.connect(self._problems_found)
            self._check.run_later()

    def _back_up(self) -> None:
        keep, notices = self.office().keep_backups, self.window.frame.notices
        self.courier.work(
            self,
            lambda: daily_backup(self.courier.store, keep=keep),
            then=lambda _: notices.take_away("backup"),
            failed=self._backup_failed,
        )

    def _backup_failed(self, error: Exception) -> None:
        """It stays above the page until a backup works: nobody looks for what is missing."""
        if not isinstance(error, Trouble):
            self.courier.failed.emit(error)
            return

        def say() -> str:
            return self.tr("The day's automatic backup failed. {why}").format(why=self._word(error))

        again = (lambda: self.tr("Try again"), self._back_up)
        self.window.frame.notices.put("backup", Notice(say=say, tone="overdue", steps=(again,)))

    def end(self) -> None:
        """The window has closed: finish what was begun."""
        if self._check is not None:
            self._check.stop()
        if self.courier.author.id is not None:
            self.courier.do(self, sign_out)
        self.courier.drain()
        self.courier.store.close()
        self.ended.emit()

    def give_up(self) -> None:
        """The store could not be opened behind the desk: nothing was read or written, and the desk goes."""
        self.courier.troubled.disconnect(self.trouble.say)
        self.courier.failed.disconnect(self._house.tell_bug)
        self.courier.drain()
        self.courier.store.close()
        self.ended.emit()

    def _signed_in(self, officer: OfficerRow) -> None:
        if self.courier.author.id != officer.id or self.window.is_locked:
            self.window.enter(officer.author)

    def _not_signed_in(self, officer: int) -> None:
        self.courier.sign(SYSTEM)
        self.window.ask_sign_in(officer)

    def _connect(self) -> None:
        window, courier = self.window, self.courier
        window.deck.painted.connect(self.painted)
        window.capture.kept.connect(self.trouble.over)
        self.office.changed.connect(window.retranslate)
        courier.troubled.connect(self.trouble.say)
        courier.failed.connect(self._house.tell_bug)
        courier.refused_too_late.connect(lambda refusal: window.frame.toast.say(self._word(refusal), "warning"))

    def _show_paper(self, paper: Paper) -> None:
        """Over the desk, not over its cover: what was asked for just before the lock stays unseen."""
        if not self.window.is_locked:
            self._house.show_paper(self.window.tools, paper)

    def _again(self) -> None:
        """Write once more what could not be written; the notice goes when that works."""
        self.window.capture.save_again()
        self.courier.do(self, _touch, then=lambda _: self.trouble.over())
        self.window.read()

    def _word(self, error: Trouble | Refusal) -> str:
        return said(error, self._house.appearance.wording, self.office().zone)

    def _problems_found(self, problems: list[object]) -> None:
        count = len(problems)

        def say() -> str:
            sentence = self.tr(
                "The full check found {count} problems in the store. Keep the last backup and have “dutyroom check” looked at."
            )
            return sentence.format(count=count)

        self.window.frame.notices.put("check", Notice(say=say, tone="overdue"))


def _touch(desk: object) -> None:
    """A transaction that changes nothing: does the store answer?"""


def _nowhere(place: Place) -> None:
    """Stands in until the window is there."""


def _nothing(sentence: str) -> None:
    """Stands in until the window is there."""
