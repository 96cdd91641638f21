"""The hands of somebody who works with the real window: keys go wherever the focus is, never to a widget by name."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QWidget

from dutyroom.app import Program
from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.journal import EntryRow, last_entries
from dutyroom.ui.desk_session import DeskSession
from dutyroom.ui.main_window import MainWindow
from dutyroom.ui.parts.entry_table import EntryTable
from dutyroom.ui.parts.paper_dialog import PaperDialog
from tests.samples import ZONE

MORNING: Final = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""Eight o'clock on a Monday in the duty room."""
ADMINISTRATOR: Final = ("赵敏", "zm-admin")
PEOPLE: Final = (("王建国", "wjg-leads"), ("李秀英", "lxy-gives"), ("张伟", "zw-deputy"), ("刘洋", "ly-takes"))
"""The first of them leads; each has a password of his own."""
PASSWORDS: Final = dict((ADMINISTRATOR, *PEOPLE))
INITIALS: Final = {"王建国": "wjg", "李秀英": "lxy", "张伟": "zw", "刘洋": "ly"}
PATIENCE_MS: Final = 30_000
STEPS_MOST: Final = 60
_LOOK_MS: Final = 40


@dataclass
class WallClock:
    """The clock of the duty room; stands until somebody sets it."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Hands:
    """Press keys, write, wait until something is so. There is no method to click or to focus a widget."""

    qtbot: Any
    program: Program
    clock: WallClock
    asked: list[Path] = field(default_factory=list)

    @property
    def session(self) -> DeskSession:
        """The desk, once somebody can sit there."""
        assert self.program.session is not None
        return self.program.session

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self.session.window

    def read(self, query: Callable[..., Any], *args: Any) -> Any:
        """What is stored, asked for behind the window's back."""
        with self.session.courier.store.reading() as session:
            return query(session, *args)

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE_MS)

    def face(self, window: QWidget) -> None:
        """Wait for a window that has just come up. The virtual screen has no window manager to give it the keyboard."""
        self.until(window.isVisible)
        window.activateWindow()
        self.until(window.isActiveWindow)

    def press(self, *keys: str) -> None:
        """Press these keys one after the other, each named as the key help names it."""
        for key in keys:
            QTest.keySequence(_listener(), QKeySequence(key))

    def write(self, words: str) -> None:
        """Write at the cursor: what keys have by keys, the rest by an input method, which shows it before it is in."""
        for part in re.findall(r"[ -~]+|[^ -~]+", words):
            if part.isascii():
                for letter in part:
                    QTest.keyClick(_listener(), letter)
                continue
            target = QGuiApplication.focusObject()
            QApplication.sendEvent(target, QInputMethodEvent(part, []))
            done = QInputMethodEvent()
            done.setCommitString(part)
            QApplication.sendEvent(target, done)

    def write_until(self, words: str, is_so: Callable[[], object]) -> str:
        """Write these words at least once and over and over until something is so; gives what was written."""
        letters, written = cycle(words), []

        def one_more() -> bool:
            letter = next(letters)
            self.write(letter)
            written.append(letter)
            return len(written) >= len(words) and bool(is_so())

        self.until(one_more)
        return "".join(written)

    def overwrite(self, words: str) -> None:
        """Write in the place of what stands in the field."""
        self.press("Ctrl+A")
        self.write(words)

    def walk_to(self, widget: QWidget, key: str = "Tab") -> None:
        """Press one key until the cursor is in a widget; fails where that key does not lead there."""
        passed = []
        for _ in range(STEPS_MOST):
            here = QApplication.focusWidget()
            if here is widget:
                return
            passed.append(_named(here))
            self.press(key)
        raise AssertionError(f"{key} does not lead to {_named(widget)}; it leads to {list(dict.fromkeys(passed))}")

    def is_in(self, widget: QWidget) -> bool:
        """Whether the cursor is in this very widget."""
        return QApplication.focusWidget() is widget

    def name_file(self, path: Path, keys: str) -> None:
        """Press the keys that make the program ask for a file, and type its path into the dialog that comes up.

        A dialog that asks where to save holds the pressing up until it is answered: so a timer types the answer.
        """
        looking = QTimer(interval=_LOOK_MS)
        patience = QDeadlineTimer(PATIENCE_MS)

        def look() -> None:
            dialog = next(iter(_shown(QFileDialog)), None)
            if dialog is not None and patience.hasExpired():
                dialog.reject()  # so that what waits for it fails and says so
            elif dialog is not None and path not in self.asked:
                dialog.activateWindow()
                if dialog.isActiveWindow():
                    self.asked.append(path)
                    self.overwrite(str(path))
                    self.press("Return")

        looking.timeout.connect(look)
        looking.start()
        self.press(keys)
        self.until(lambda: path in self.asked and not _shown(QFileDialog))
        looking.stop()


def at(clock: str) -> datetime:
    """A time of day of that morning."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, 23, hour, minute, tzinfo=ZONE)


def newest(hands: Hands) -> EntryRow:
    """The newest entry of the log."""
    entry = hands.read(last_entries, 1)[0]
    assert isinstance(entry, EntryRow)
    return entry


def rows_of(table: EntryTable) -> list[str | None]:
    """The texts of the entries that a table shows, as far as it has read them."""
    rows = (table.register.known_row(place) for place in range(table.register.rowCount()))
    return [row.text if row else None for row in rows]


def kept_drafts(hands: Hands, officer: int | None) -> set[str]:
    """What a power failure would leave of the half-written texts."""
    return {json.loads(row.content)["text"] for row in hands.read(drafts_of, officer)}


def sign_in(hands: Hands, name: str) -> None:
    """The desk is locked, and somebody else sits down: initials, Enter, the password, Enter."""
    hands.press("F12")
    cover = hands.window.cover
    assert hands.window.is_locked
    hands.until(lambda: hands.is_in(cover.password))
    hands.walk_to(cover.officer, "Shift+Tab")
    hands.overwrite(INITIALS[name])
    hands.press("Return")
    assert cover.officer.text() == name
    assert hands.is_in(cover.password)
    hands.write(PASSWORDS[name])
    hands.press("Return")
    hands.until(lambda: not hands.window.is_locked)
    assert hands.session.courier.author.name == name


def sign(hands: Hands, panel: Any, name: str) -> None:
    """Sign where the program proposes who signs: the own password, Enter."""
    hands.walk_to(panel.password)
    assert panel.signer_id.text() == name
    hands.write(PASSWORDS[name])
    hands.press("Return")


def write_entry(hands: Hands, text: str) -> EntryRow:
    """Finish the text in the capture line and write it; the line is empty again and waits for the next one."""
    line = hands.window.frame.capture_line.fields
    assert hands.is_in(line.text)
    hands.write(text)
    with hands.qtbot.waitSignal(hands.window.capture.written, timeout=PATIENCE_MS) as written:
        hands.press("Return")
    entry = newest(hands)
    assert [entry.seq] == written.args, "the window acknowledged the entry that is stored"
    assert hands.is_in(line.text)
    return entry


def write_through(hands: Hands, field: QPlainTextEdit, words: str, moments: Sequence[tuple[str, str, str]]) -> str:
    """Write on and on while alarms come up: at a time of day, an item reaches a stage. Gives what was written.

    Each letter must arrive in the field, and the cursor must stay there.
    """
    banner, written = hands.window.frame.banner, ""
    for clock, stage, item in moments:
        hands.clock.now = at(clock)

        def has_come_up(stage: str = stage, item: str = item) -> bool:
            return banner.isVisible() and (stage, item) in {(alarm.stage, alarm.text) for alarm in banner._alarms}

        written += hands.write_until(words, has_come_up)
        written += hands.write_until(words, lambda: True)
        assert hands.is_in(field), "an alarm takes the cursor from nobody"
        assert field.toPlainText() == written
    return written


def pick_posts(hands: Hands, form: Any, names: Sequence[str]) -> None:
    """Leader, chief and deputy by their initials."""
    for post, name in zip((form.leader_id, form.chief_id, form.deputy_id), names, strict=True):
        hands.walk_to(post)
        hands.overwrite(INITIALS[name])
        hands.press("Return")
        assert post.text() == name, f"{post.text()!r} is not {name}, cursor in {QApplication.focusWidget()!r}"


def next_section(hands: Hands, step: Any, key: str, field: QWidget) -> None:
    """Go on to the next section by its key; the cursor is in its first field."""
    hands.press("Alt+Down")
    assert step.sections.open_key() == key
    assert hands.is_in(field)


def save_the_report(hands: Hands, path: Path, keys: str = "") -> bytes:
    """The report that opens by itself, or by a key; Ctrl+S saves it, Esc goes back to the shifts."""
    if keys:
        hands.press(keys)
    hands.until(lambda: shown_paper() is not None)
    paper = shown_paper()
    hands.face(paper)
    hands.until(paper.save_button.isEnabled)
    hands.name_file(path, "Ctrl+S")
    hands.face(paper)
    assert paper.note.text() == f"Saved as {path}"
    hands.press("Escape")
    hands.until(lambda: shown_paper() is None)
    hands.face(hands.window)
    return path.read_bytes()


def shown_paper() -> Any:
    """The paper that lies over the window; None where there is none."""
    return next(iter(_shown(PaperDialog)), None)


def check(folder: Path, head: str) -> dict[str, Any]:
    """What ``dutyroom check`` says of a store and of a head; fails where it finds anything wrong."""
    done = subprocess.run(
        [sys.executable, "-m", "dutyroom", "--data", str(folder), "--lang", "en", "check", "--json", "--head", head],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    return dict(json.loads(done.stdout))


def _shown(kind: type[QWidget]) -> list[Any]:
    """The windows of this kind that can be seen."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def _listener() -> Any:
    """The native window that has the keyboard: Qt itself finds the widget, as it does for a real key."""
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    return window


def _named(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()!r}"
