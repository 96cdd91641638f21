"""A picture of every page and dialog, filled with what a store holds; nothing is written into the store."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import OfficerRow, officer_in_full, officer_rows
from dutyroom.data.queries.shifts import running_shift
from dutyroom.data.reading import Session
from dutyroom.data.startup import open_store, utc_now
from dutyroom.data.trouble import Trouble
from dutyroom.rules.entry import WRITTEN_KINDS
from dutyroom.rules.wording import Wording
from dutyroom.ui.appearance import Appearance
from dutyroom.ui.courier import Courier
from dutyroom.ui.desk_session import DeskSession, House
from dutyroom.ui.first_run import FirstRun
from dutyroom.ui.page import Paper, Place, Tools
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.drafts_sheet import OthersDraft
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.paper_dialog import show_paper
from dutyroom.ui.registers import PAGES
from dutyroom.ui.theme import Scheme
from dutyroom.ui.trouble_page import TroublePage
from dutyroom.ui.workstation import Workstation

PATIENCE_S: Final = 20.0
REST_S: Final = 0.15
"""A window that has been still for so long is taken to be ready."""
SOON_MS: Final = 500
"""A timer of one shot that waits no longer than this is about to ask or to show something."""
_NO_HINTS: Final = "does not support propagateSizeHints()"
_REPORTED: Final = "0015 二七区 嵩山路航海路口 大货车追尾 3死5伤 疏散20人 交警报 联系人李明 13800138000"
_PEOPLE: Final = (("王建国", "副秘书长"), ("李文静", "总值班室主班"), ("张强", "总值班室副班"))


def make_gallery(
    store_folder: Path,
    out: Path,
    *,
    wording: Wording,
    scheme: Scheme,
    size: tuple[int, int],
    app: QApplication | None = None,
) -> list[Path]:
    """Write ``01-desk.png`` … into ``out``; returns the files in order.

    The window speaks the language of ``wording``; ``size`` is its size in px. ``app`` is the application where there is one already. Raises ``Trouble`` where the
    store cannot be opened or the pictures cannot be written.
    """
    if app is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        qInstallMessageHandler(_said_by_qt)
        app = QApplication(["dutyroom"])
    out.mkdir(parents=True, exist_ok=True)
    store = open_store(store_folder)
    with store.reading() as session:
        settings, officer, words = office_settings(session), _who(session), _words(session)
    with tempfile.TemporaryDirectory() as beside:
        workstation = Workstation(Path(beside))
        workstation.scheme, workstation.quiet = scheme, True
        appearance = Appearance(app, workstation)
        appearance.show_language(wording.language)
        house = House(
            appearance=appearance,
            workstation=workstation,
            pages=PAGES,
            clock=utc_now,
            tell_bug=_raise,
            show_paper=lambda tools, paper: _show(tools, paper, desk),
        )
        courier = _LookingOnly(store)
        desk = DeskSession(house, courier, settings)
        camera = _Camera(app, courier, out, size)
        try:
            desk.open()
            if officer is not None:
                desk.window.enter(officer.author)
            _desk_pictures(camera, desk, words)
            _other_pictures(camera, desk, appearance, officer)
        finally:
            desk.window.close()
            courier.drain()
    store.close()
    return camera.taken


def _said_by_qt(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    """As without a handler, but for what Qt's own platform without a screen says of every window."""
    if _NO_HINTS not in message:
        print(message, file=sys.stderr)


class _LookingOnly(Courier):
    """Answers questions and does nothing: a picture changes no store."""

    def do(self, owner: QObject, action: Callable[..., object], *args: object, **answers: object) -> None:
        """Commands that a page gives by itself, such as keeping a draft, are left out."""


@dataclass
class _Camera:
    """Waits until a window is still, and takes its picture."""

    app: QApplication
    courier: Courier
    out: Path
    size: tuple[int, int]
    taken: list[Path] = field(default_factory=list)

    def settle(self, window: QWidget) -> None:
        """Until nothing is asked any more and nothing says that it is still searching."""
        until = time.monotonic() + PATIENCE_S
        still_since = time.monotonic()
        while time.monotonic() < until:
            self.app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            if not self.courier.is_idle() or _is_waiting(window):
                still_since = time.monotonic()
            elif time.monotonic() - still_since >= REST_S:  # looked at only while still: a sleep may last long
                return
            time.sleep(0.005)

    def take(self, window: QWidget, name: str) -> None:
        """One picture, of the window's dialog where one stands over it."""
        if window.isWindow() and (window.isMaximized() or window.size().toTuple() != self.size):
            window.setWindowState(Qt.WindowState.WindowNoState)
            window.resize(*self.size)
        self.settle(window)
        window.grab()  # what nobody has looked at yet is laid out only by this
        self.app.processEvents()
        over = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window and w.parent() is window]
        path = self.out / f"{len(self.taken) + 1:02}-{name.replace('_', '-')}.png"
        if not (over[-1] if over else window).grab().save(str(path)):
            raise Trouble("file.unwritable", path=path, detail="PNG")
        self.taken.append(path)
        for dialog in over:
            dialog.close()


def _desk_pictures(camera: _Camera, desk: DeskSession, words: str) -> None:
    window = desk.window
    for key in window.deck.names():
        window.go(Place(key))
        camera.take(window, key)
        for name, pose in window.deck.page(key).poses():
            if name == key:
                continue  # the page as it opens was taken already
            pose()
            camera.take(window, name if name.startswith(key) else f"{key}-{name}")
    window.go(Place(window.deck.names()[0]))
    line = window.frame.capture_line
    line.begin(WRITTEN_KINDS[0])
    line.fields.text.setPlainText(words)
    camera.take(window, "capture")
    line.fields.text.setPlainText(_REPORTED)
    camera.take(window, "capture_recognised")
    window.capture.form.open()
    sheet, form = window.frame.entry_sheet, window.frame.entry_sheet.fields
    form.is_open.setChecked(True)
    form.happened_at.setText("2099-01-01 08:00")
    sheet.send.click()  # not yet: the sentence stands beside the field
    camera.take(window, "capture_form")
    sheet.close_over()
    line.fields.fill(line.draft().emptied(line.draft().key))
    _others_picture(camera, desk, words)
    window.search.open(words[:2])
    camera.take(window, "search")
    window.frame.palette_over.close_over()
    window.show_keys()
    camera.take(window, "keys")
    window.show_keys()


def _others_picture(camera: _Camera, desk: DeskSession, words: str) -> None:
    """The store may hold no draft of anybody else: the picture shows one that it is given."""
    frame = desk.window.frame
    left = DraftState(key="left", kind=WRITTEN_KINDS[1], text=words)
    frame.drafts_sheet.set_drafts([OthersDraft(draft=left, author=_PEOPLE[2][0], saved_at=utc_now())])
    frame.capture_line.others.set_authors([_PEOPLE[2][0]])
    frame.drafts_sheet.open_over(frame.drafts_sheet.list)
    camera.take(desk.window, "others_drafts")
    frame.drafts_sheet.close_over()
    desk.window.capture.others.read()


def _other_pictures(camera: _Camera, desk: DeskSession, appearance: Appearance, officer: OfficerRow | None) -> None:
    window = desk.window
    window.ask_sign_in(officer.id if officer else None)
    camera.take(window, "sign-in")
    if officer is not None:
        window.enter(officer.author)
        window.lock()
        camera.take(window, "lock")
        window.enter(officer.author)
    wizard = FirstRun(appearance)
    _fill(wizard)
    wizard.show()
    for step in range(4):
        wizard.show_step(step)
        camera.take(wizard, f"first-run-{step + 1}")
    wizard.close()
    locked = Trouble("store.locked", path=desk.courier.store.path)
    page = TroublePage(locked, desk.courier.store.folder, lambda: appearance.wording)
    page.show()
    camera.take(page, "trouble")
    page.close()


def _fill(wizard: FirstRun) -> None:
    wizard.administrator.name.setText("赵敏")
    wizard.administrator.post.setText("总值班室主任")
    for row, (name, post) in zip(wizard.people.rows(), _PEOPLE, strict=False):
        row.name.setText(name)
        row.post.setText(post)


def _is_waiting(window: QWidget) -> bool:
    """Whether something says that it is at work, or is about to ask once the typing has paused."""
    says_so = any(
        label.isVisible() and label.text().endswith("…") and not isinstance(label, ElidedLabel)
        for label in window.findChildren(QLabel)
    )
    return says_so or any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS
        for timer in window.findChildren(QTimer)
    )


def _show(tools: Tools, paper: Paper, desk: DeskSession) -> None:
    show_paper(desk.window, tools, paper)


def _raise(error: BaseException) -> None:
    raise error


def _who(session: Session) -> OfficerRow | None:
    """The chief of the running shift, or whoever there is."""
    shift = running_shift(session)
    if shift is not None:
        return officer_in_full(session, shift.chief_id)
    return next(iter(officer_rows(session)), None)


def _words(session: Session) -> str:
    """The text of the last entry that a person wrote."""
    texts = [row.text for row in last_entries(session, 50) if row.text and row.kind in WRITTEN_KINDS]
    return " ".join((texts[-1] if texts else "防汛应急预案").split())[:80]
