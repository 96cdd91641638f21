"""The store: backup, restore, the full check, and whether a printed head lies on the chain."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.data.backup import kinds_met, write_backup
from dutyroom.data.trouble import Trouble
from dutyroom.data.verify import CheckResult, HeadFound, Problem, check_store, find_head, in_groups, problem_said
from dutyroom.rules.officer import Role
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.theme import label_of

_SHOWN_MOST: Final = 500
_HEX: Final = re.compile(r"[0-9a-f]{64}")


class _Stopped(Exception):
    """The check was cancelled."""


@dataclass(frozen=True, slots=True)
class _HeadAnswer:
    found: HeadFound | None


def _card(title: QWidget, *parts: QWidget | QHBoxLayout) -> QFrame:
    card = QFrame()
    card.setProperty("look", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    column.addWidget(title)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return card


def _line(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line


class StorePanel(QWidget):
    """Everything that concerns the file: nothing here writes into the log by itself."""

    _advanced = Signal(int, int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._stop = threading.Event()
        self._result: CheckResult | None = None
        self.backup_title, self.check_title, self.head_title = (label_of("strong") for _ in range(3))
        self.back_up, self.restore, self.check, self.ask_head = (QPushButton() for _ in range(4))
        for button, name in zip(
            (self.back_up, self.restore, self.check, self.ask_head),
            ("back_up", "restore", "check", "ask_head"),
            strict=True,
        ):
            button.setObjectName(name)
        self.backup_note, self.check_note, self.head_note = (FieldNote() for _ in range(3))
        self.busy = Busy()
        self.problems = QListWidget()
        self.head = QLineEdit()
        self.head.setObjectName("head")
        self.ask_target: Callable[[str], str] = self._ask_target
        self.ask_source: Callable[[], str] = self._ask_source
        self.confirm: Callable[[str, str], bool] = self._confirm
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_rights(self) -> None:
        """Backups and restoring are for administrators; everybody may check."""
        may = Role.ADMINISTRATOR in self._tools.courier.author.roles
        self.back_up.setEnabled(may)
        self.restore.setEnabled(may)

    def retranslate(self) -> None:
        """Word it anew."""
        self.backup_title.setText(self.tr("Backup"))
        self.check_title.setText(self.tr("Check the store"))
        self.head_title.setText(self.tr("Does a printed head lie on the chain?"))
        for button, words in (
            (self.back_up, self.tr("Back up now…")),
            (self.restore, self.tr("Restore…")),
            (self.check, self.tr("Check now")),
            (self.ask_head, self.tr("Look it up")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        self.head.setPlaceholderText(self.tr("The 64 characters under the signatures of a handover report"))
        self.head.setAccessibleName(self.tr("Printed head"))
        self.problems.setAccessibleName(self.tr("What the check found"))
        self._show_result()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        self.problems.setVisible(False)
        self.problems.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(_card(self.backup_title, _line(self.back_up, self.restore), self.backup_note))
        column.addWidget(_card(self.check_title, _line(self.check), self.busy, self.check_note, self.problems))
        column.addWidget(_card(self.head_title, _line(self.head, self.ask_head, stretch=False), self.head_note))
        column.addStretch(1)

    def _connect(self) -> None:
        self.back_up.clicked.connect(self._back_up)
        self.restore.clicked.connect(self._restore)
        self.check.clicked.connect(self._check)
        self.ask_head.clicked.connect(self._ask_head)
        self.head.returnPressed.connect(self._ask_head)
        self.busy.cancelled.connect(self._stop.set)
        self._advanced.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)

    def _back_up(self) -> None:
        store = self._tools.courier.store
        now = self._tools.clock().astimezone(self._tools.zone)
        wanted = self.ask_target(str(Path.home() / f"dutyroom-{now:%Y%m%d-%H%M}.backup"))
        if not wanted:
            return
        self.back_up.setEnabled(False)
        self.backup_note.say(self.tr("Making the backup…"), "hint")
        self._tools.courier.work(
            self, write_backup, store.folder, Path(wanted), then=self._backed_up, failed=self._backup_failed
        )

    def _backed_up(self, path: Path) -> None:
        self.show_rights()
        size = path.stat().st_size / 1e6
        words = self.tr("Backed up and verified: {path} ({size} MB)").format(path=path, size=f"{size:,.1f}")
        self.backup_note.say(words, "done")

    def _backup_failed(self, error: Exception) -> None:
        self.show_rights()
        self.backup_note.say(said_by(self._tools, error))

    def _restore(self) -> None:
        source = self.ask_source()
        if not source:
            return
        run: Any = self._tools.extra.get("restore")
        if run is None:
            words = self.tr(
                "Close the program, then run “dutyroom restore {file}”. The present store is put aside, not lost."
            )
            self.backup_note.say(words.format(file=source), "warning")
            return
        folder = self._tools.courier.store.folder
        self._tools.courier.work(
            self,
            kinds_met,
            Path(source),
            folder,
            then=lambda kinds: self._restore_asked(Path(source), run, *kinds),
            failed=self._backup_failed,
        )

    def _restore_asked(self, source: Path, run: Callable[[Path], None], kind: str, present: str) -> None:
        self.backup_note.be_silent()
        sentence = self.tr(
            "The store is replaced by {file}. The present one is put aside in the backups folder, not lost."
        ).format(file=source)
        if kind == "live" and present not in ("", "live"):
            sentence += " " + self.tr("Live data will stand where a sample or a drill was: what is done then counts.")
        if self.confirm(sentence, self.tr("Restore this backup")):
            run(source)

    def _check(self) -> None:
        if self.busy.is_running:
            return
        store, stop, advanced = self._tools.courier.store, self._stop, self._advanced
        stop.clear()
        self._result = None
        self._show_result()
        self.busy.begin(self.tr("Checking every entry…"))
        self.check.setEnabled(False)

        def report(done: int, total: int) -> None:
            if stop.is_set():
                raise _Stopped
            advanced.emit(done, total)

        def run() -> CheckResult:
            with store.reading() as session:
                return check_store(session, store.attachments, report)

        self._tools.courier.work(self, run, then=self._checked, failed=self._check_failed)

    def _show_progress(self, done: int, total: int) -> None:
        if self.busy.is_running:
            self.busy.advance(done, total)

    def _checked(self, result: CheckResult) -> None:
        self._checking_ended()
        self._result = result
        self._show_result()

    def _check_failed(self, error: Exception) -> None:
        self._checking_ended()
        if isinstance(error, _Stopped):
            self.check_note.say(self.tr("The check was cancelled."), "hint")
        elif isinstance(error, Trouble):
            self.check_note.say(said_by(self._tools, error))
        else:
            raise error

    def _checking_ended(self) -> None:
        self.busy.end()
        self.check.setEnabled(True)

    def _show_result(self) -> None:
        result = self._result
        self.problems.clear()
        self.problems.setVisible(result is not None and not result.ok)
        if result is None:
            self.check_note.be_silent()
            return
        if result.ok:
            words = self.tr("Everything fits: {entries} entries. Head {head}")
            words = words.format(entries=f"{result.entries:,}", head=result.head)
            if result.removed:
                removed = self.tr("The text of {count} entries was removed by two people, as the log says.")
                words += f" {removed.format(count=f'{result.removed:,}')}"
            self.check_note.say(words, "done")
            return
        words = self.tr("{count} problems in {entries} entries. Keep the last backup; nothing was changed.")
        self.check_note.say(words.format(count=len(result.problems), entries=f"{result.entries:,}"))
        for problem in in_groups(result.problems)[:_SHOWN_MOST]:
            self.problems.addItem(self._said(problem))

    def _said(self, problem: Problem) -> str:
        return problem_said(problem, self._tools.wording())

    def _ask_head(self) -> None:
        typed = re.sub(r"[\s…:-]", "", self.head.text()).casefold()
        if not _HEX.fullmatch(typed):
            self.head_note.say(
                self.tr("A head has 64 characters, 0–9 and a–f; these are {count}.").format(count=len(typed))
            )
            return
        self._tools.courier.ask(
            self, lambda session: _HeadAnswer(find_head(session, bytes.fromhex(typed))), then=self._head_found
        )

    def _head_found(self, answer: _HeadAnswer) -> None:
        found = answer.found
        if found is None:
            self.head_note.say(
                self.tr("This head does not lie on the chain: the paper and the store do not belong together.")
            )
            return
        words = self.tr("It lies on the chain at entry {seq}; {after} entries were written since.")
        self.head_note.say(words.format(seq=f"{found.seq:,}", after=f"{found.after:,}"), "done")

    def _ask_target(self, proposed: str) -> str:
        return QFileDialog.getSaveFileName(self, self.tr("Back up now…"), proposed)[0]

    def _ask_source(self) -> str:
        return QFileDialog.getOpenFileName(self, self.tr("Restore…"), str(self._tools.courier.store.backups))[0]

    def _confirm(self, sentence: str, verb: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Restore…"), sentence, parent=self)
        go_on = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is go_on
