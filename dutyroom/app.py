"""Puts the layers together and opens the window."""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.catalogues import language_of_system
from dutyroom.data.clock import Clock, utc_now
from dutyroom.data.folders import DATABASE, data_folder, sample_folder
from dutyroom.data.peek import Glance, glance, peek_settings
from dutyroom.data.store import Store, StoreAhead
from dutyroom.data.trouble import Trouble
from dutyroom.rules.office import OfficeSettings, SetUpOffice
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.appearance import Appearance
from dutyroom.ui.courier import Courier
from dutyroom.ui.crash import CrashWatch, keep_log
from dutyroom.ui.deeds import create_store, open_for_work, restore_backup, set_up_office
from dutyroom.ui.desk_session import DeskSession, House
from dutyroom.ui.one_thread import OneThread
from dutyroom.ui.page import Paper, Tools
from dutyroom.ui.questions import officer_named
from dutyroom.ui.registers import PAGES
from dutyroom.ui.screen import input_method_for, open_application
from dutyroom.ui.workstation import Workstation

if TYPE_CHECKING:
    from dutyroom.actions.opening import Opened
    from dutyroom.data.queries.officers import OfficerRow
    from dutyroom.ui.first_run import FirstRun
    from dutyroom.ui.trouble_page import TroublePage

LOG: Final = logging.getLogger("dutyroom.app")
PATIENCE_MS: Final = 300
"""A store that opens faster needs no window of its own for that."""
UNSEEN_MS: Final = 1500
"""A window that is not painted by then (it begins minimised) does not keep its store waiting."""


def run_window(folder: Path | None, language: str | None) -> int:
    """Open the window on the store in ``folder`` (the account's own if None); returns the exit status."""
    where = data_folder(folder)
    log = keep_log(where / "logs")
    method = input_method_for(os.environ)
    if method is not None:
        LOG.info("QT_IM_MODULE=%s is not served by this Qt; using %s", os.environ.get("QT_IM_MODULE"), method)
        os.environ["QT_IM_MODULE"] = method
        os.environ.pop("QT_IM_MODULES", None)  # it would go before the other
    app = QApplication.instance() or open_application(lambda trouble: _tell(trouble, where, language))
    if not isinstance(app, QApplication):
        return 1
    app.setApplicationName("DutyRoom")
    app.setQuitOnLastWindowClosed(False)
    program = Program(app, where, language)
    program.start()
    status = app.exec()
    program.finish()
    if log is not None:
        logging.getLogger("dutyroom").removeHandler(log)
        log.close()
    return status


def _tell(trouble: Trouble, folder: Path, language: str | None) -> int:
    from dutyroom.cli.main import tell_trouble  # noqa: PLC0415  # slow import: the window does not need it

    return tell_trouble(trouble, ["--data", str(folder), *(["--lang", language] if language else [])])


class Program(QObject):
    """Which window is shown: the first run, a trouble, or the desk. ``desk_painted`` when work can begin."""

    desk_painted = Signal()
    _stepped = Signal(str)

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        language: str | None = None,
        *,
        clock: Clock = utc_now,
        checks: bool = True,
    ) -> None:
        super().__init__()
        self._app, self._folder, self._asked, self._clock = app, folder, language, clock
        self._checks = checks
        self._opening = False
        self._ahead: StoreAhead | None = None
        self._fresh: Courier | None = None
        self._thread = OneThread("opening", self._failed, self)
        self._window: QWidget | None = None
        self.session: DeskSession | None = None
        self._crash = CrashWatch(folder / "logs", self._parent_window, self)
        self._stepped.connect(self._step, Qt.ConnectionType.QueuedConnection)
        app.lastWindowClosed.connect(self._last_closed)

    def start(self) -> None:
        """Show the desk and open its store behind it; open the store first where that may take a while or fail.

        The first run begins where there is no store.
        """
        self._crash.stand()
        there = (self._folder / DATABASE).exists()
        seen = glance(self._folder) if there else None
        if there and seen is None:
            self._open_first()
        self._workstation = Workstation(self._folder)
        self.appearance = Appearance(self._app, self._workstation)
        self.appearance.show_language(self._language())
        if seen is not None:
            self._open_behind(seen)
        elif not there:
            self._first_run()

    def finish(self) -> None:
        """Everything has closed: end what was begun, close the store."""
        self._go_on_opening()
        if self.session is not None:
            self.session.end()
            self.session = None
        elif self._fresh is not None:
            self._fresh.drain()
            self._fresh.store.close()
        self._thread.end()
        self._crash.leave()

    @property
    def window(self) -> QWidget | None:
        """The window shown now."""
        return self._window

    def _language(self) -> str:
        kept = peek_settings(self._folder).get("language")
        return self._asked or self._workstation.language or kept or language_of_system(QLocale.system().uiLanguages())

    # --- opening -------------------------------------------------------------------------------------------------

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Trouble):
            self._trouble(error)
        else:
            self._crash.tell(error)
            self._trouble(Trouble("store.out_of_reach", path=self._folder, detail=type(error).__name__))

    def _open(self) -> None:
        seen = glance(self._folder)
        if seen is None:
            self._open_first()
        else:
            self._open_behind(seen)

    def _open_first(self) -> None:
        folder, clock = self._folder, self._clock
        self._thread.run(lambda: open_for_work(folder, clock=clock, report=self._stepped.emit), self._opened)
        self._opening = True
        QTimer.singleShot(PATIENCE_MS, self, self._still_opening)

    def _open_behind(self, seen: Glance) -> None:
        """The desk as it is seen without the store; the store is opened as soon as the desk was painted."""
        self._ahead = ahead = StoreAhead(self._folder, self._clock, seen.kind)
        session = self._desk(Courier(ahead, self), seen.settings)
        if ahead.kind == "sample":
            session.sign_in_sample(seen.chief)
        else:
            session.window.ask_sign_in(self._workstation.officer)
        self._show_desk(session)
        session.painted.connect(self._go_on_opening)
        QTimer.singleShot(UNSEEN_MS, self, self._go_on_opening)

    def _go_on_opening(self) -> None:
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            self._thread.run(lambda: open_for_work(ahead.folder, clock=ahead.clock, ahead=ahead), self._opened_behind)

    def _opened_behind(self, opened: Opened) -> None:
        if self.session is not None:
            self.session.office.take(opened.settings)
            self._is_at_work()

    def _still_opening(self) -> None:
        if self._opening and self._window is None:
            from dutyroom.ui.startup_window import StartupWindow  # noqa: PLC0415  # slow import: seldom needed

            self._show(StartupWindow())

    def _step(self, step: str) -> None:
        self._still_opening()
        show = getattr(self._window, "show_step", None)
        if show is not None and step:
            show(step)

    def _opened(self, opened: Opened) -> None:
        self._opening = False
        courier = Courier(opened.store, self)
        if not opened.accounts and opened.store.kind != "sample":
            self._first_run(courier)
            return
        session = self._desk(courier, opened.settings)
        if opened.store.kind == "sample":
            session.sign_in_sample(opened.chief)
        else:
            session.window.ask_sign_in(self._workstation.officer)
        session.painted.connect(self._is_at_work)
        self._show_desk(session)

    def _desk(self, courier: Courier, settings: OfficeSettings) -> DeskSession:
        house = House(
            appearance=self.appearance,
            workstation=self._workstation,
            pages=PAGES,
            clock=self._clock,
            tell_bug=self._crash.tell,
            show_paper=self._show_paper,
            restore=self._restore_over,
        )
        session = DeskSession(house, courier, settings)
        session.painted.connect(self.desk_painted)
        self.session = session
        return session

    def _show_desk(self, session: DeskSession) -> None:
        former, self._window = self._window, session.window
        session.open()
        _put_away(former)

    def _is_at_work(self) -> None:
        """The desk is there and its store is open: what can wait for both comes now."""
        _collect_again()
        if self.session is not None:
            check = [sys.executable, "-m", "dutyroom", "--data", str(self._folder), "check", "--json"]
            self.session.run_behind(check if self._checks else ())

    # --- first run -----------------------------------------------------------------------------------------------

    def _first_run(self, courier: Courier | None = None) -> None:
        from dutyroom.ui.first_run import FirstRun  # noqa: PLC0415  # slow import: needed once

        wizard = FirstRun(self.appearance)
        self._fresh = courier
        wizard.asked.connect(lambda command: self._set_up(wizard, command))
        wizard.sample_asked.connect(lambda: self._look_around(wizard))
        self._show(wizard)

    def _set_up(self, wizard: FirstRun, command: SetUpOffice) -> None:
        wizard.begin()
        if self._fresh is None:
            folder, clock = self._folder, self._clock

            def made(store: Store) -> None:
                self._fresh = Courier(store, self)
                self._set_up(wizard, command)

            self._thread.run(
                lambda: create_store(folder, clock=clock), made, lambda error: wizard.fail(self._word(error))
            )
            return
        courier = self._fresh
        courier.do(
            self,
            set_up_office,
            command,
            then=lambda _: courier.ask(
                self, officer_named, command.people[0].name, then=lambda row: self._begin(courier, command, row)
            ),
            refused=lambda refusal: wizard.point_out(refusal, self._word(refusal)),
            failed=lambda error: wizard.fail(self._word(error)),
        )

    def _begin(self, courier: Courier, command: SetUpOffice, administrator: OfficerRow | None) -> None:
        """The duty room stands: its administrator has just typed the password and sits at the desk."""
        self._fresh = None
        session = self._desk(courier, command.settings)
        password = command.people[0].password
        session.painted.connect(self._is_at_work)
        if administrator is not None and password is not None:
            session.sign_in(administrator.id, password)
        self._show_desk(session)

    def _look_around(self, wizard: FirstRun) -> None:
        """Open the sample beside the live folder, filled the first time by the program's own command."""
        wizard.begin()
        sample = sample_folder(self._folder)

        def fill() -> None:
            if not (sample / DATABASE).exists():
                demo = [sys.executable, "-m", "dutyroom", "--data", str(sample), "demo"]
                done = subprocess.run(demo, capture_output=True, text=True, check=False)  # noqa: S603  # our own program
                if done.returncode:
                    raise Trouble("store.out_of_reach", path=sample, detail=done.stderr.strip()[-300:])

        self._thread.run(fill, lambda _: self._move_to(sample), lambda error: wizard.fail(self._word(error)))

    def _move_to(self, folder: Path) -> None:
        """Work with another folder from now on."""
        self._folder = folder
        language = self.appearance.wording.language
        self._workstation = Workstation(folder)
        self.appearance.work_at(self._workstation)
        self.appearance.show_language(self._asked or self._workstation.language or language)
        self._open()

    # --- trouble -------------------------------------------------------------------------------------------------

    def _trouble(self, trouble: Trouble) -> None:
        from dutyroom.ui.trouble_page import TroublePage  # noqa: PLC0415  # slow import: seldom needed

        LOG.error("the store cannot be opened: %s", trouble.code)
        self._opening = False
        session, self.session = self.session, None
        if session is not None:
            session.give_up()
        page = TroublePage(trouble, self._folder, lambda: self.appearance.wording)
        page.again_asked.connect(self._open)
        page.folder_asked.connect(self._other_folder)
        page.restore_asked.connect(lambda source: self._restore(page, source))
        page.leave_asked.connect(self._app.quit)
        self._show(page)

    def _other_folder(self, folder: Path) -> None:
        if (folder / DATABASE).exists():
            self._move_to(folder)
        else:
            self._folder = folder
            self._first_run()

    def _restore(self, page: TroublePage, source: Path) -> None:
        page.begin()
        folder = self._folder
        self._thread.run(
            lambda: restore_backup(source, folder), lambda _: self._open(), lambda error: page.fail(self._word(error))
        )

    def _restore_over(self, source: Path) -> None:
        """Leave the desk, put the backup in its store's place, and open the desk again."""
        from dutyroom.ui.startup_window import StartupWindow  # noqa: PLC0415  # slow import: seldom needed

        session, self.session = self.session, None
        folder = self._folder
        if session is not None:
            session.window.capture.keep()
            self._show(StartupWindow())
            session.end()
        self._thread.run(lambda: restore_backup(source, folder), lambda _: self._open())

    def _word(self, error: BaseException) -> str:
        if isinstance(error, Trouble | Refusal):
            return said(error, self.appearance.wording, OfficeSettings().zone)
        self._crash.tell(error)
        return type(error).__name__

    # --- windows -------------------------------------------------------------------------------------------------

    def _show(self, window: QWidget) -> None:
        former, self._window = self._window, window
        window.show()
        QTimer.singleShot(0, self, _collect_again)
        _put_away(former)

    def _show_paper(self, tools: Tools, paper: Paper) -> None:
        from dutyroom.ui.parts.paper_dialog import show_paper  # noqa: PLC0415  # slow import: not at the start

        if self._window is not None:
            show_paper(self._window, tools, paper)

    def _parent_window(self) -> QWidget | None:
        return self._window

    def _last_closed(self) -> None:
        """Nothing is shown any more: the person has left."""
        self._app.quit()


def _collect_again() -> None:
    """The start is over: what is there stays, garbage is collected from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _put_away(window: QWidget | None) -> None:
    if window is not None:
        window.hide()
        window.deleteLater()
