"""Text that must not be here is looked for, shown, and removed for good by two people."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QMessageBox, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.removal import Removed, remove_text
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.data.queries.removal import Removal, find_places
from dutyroom.data.scrub import Finished, backups_that_hold, finish_removal
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import RemoveText, Spot, check_removal, read_words
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.parts.removal.form import RemovalForm
from dutyroom.ui.theme import label_of, put_look

_WAIT_MS: Final = 400
_SETTLE_MS: Final = 60
_ROOM: Final = 96
"""Height in px around a field that must be seen with it."""


def open_removal(parent: QWidget, tools: Tools, target: Spot) -> RemovalDialog:
    """Ask over the window for what it takes to remove an entry's or a record's text."""
    dialog = RemovalDialog(tools, target, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class RemovalDialog(QDialog):
    """Looks while somebody types; Esc leaves everything as it is; after the removal it says what is left to do."""

    def __init__(self, tools: Tools, target: Spot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools, self._target = tools, target
        self._store = tools.courier.store
        self._found: Removal | None = None
        self._holding: tuple[Path, ...] = ()
        self._asked = 0
        self._first = True
        self.setObjectName("removal")
        self.heading = label_of("section", parent=self)
        self.what = label_of("secondary", parent=self)
        self.what.setWordWrap(True)
        self.form = RemovalForm(self)
        self.busy = Busy(self)
        self.outcome = FieldNote(self)
        self.leave = QPushButton(self)
        self.confirm: Callable[[str, str], bool] = self._confirm
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(_WAIT_MS)
        self._look_soon.timeout.connect(self._look)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.form.setEnabled(False)
        tools.courier.ask(self, officer_rows, then=self._people_came)
        self._look()

    def retranslate(self) -> None:
        """Word it anew."""
        self.setWindowTitle(self.tr("Remove secret text"))
        self.heading.setText(self.windowTitle())
        self.what.setText(
            self.tr(
                "For text that may not be kept on this computer. It goes for good from the log, the registers, drafts,"
                " kept papers, files and the search; its hashes stay, so that the journal still verifies, and the log"
                " says who removed it, when and why. An administrator and a second person sign."
            )
        )
        self.leave.setText(self.tr("Close"))
        self._word_backups()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; Esc leaves, unless it is being removed just now."""
        if enter_presses(event, self):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self.busy.is_running:
            event.accept()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Close; passwords go with it."""
        self.form.password.take()
        self.form.second_password.take()
        super().reject()

    def _lay_out(self) -> None:
        self.resize(860, 720)
        self.setMinimumSize(620, 460)
        inside = QWidget(self)
        put_look(inside, look="page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(10)
        column.addWidget(self.what)
        column.addWidget(self.form)
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.addWidget(self.busy, 1)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.form.remove)  # below the part that scrolls: always in sight
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 16, 14)
        whole.setSpacing(10)
        whole.addWidget(self.heading)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.outcome)
        whole.addLayout(foot)
        QWidget.setTabOrder(self.leave, self.form.remove)
        self.leave.setAutoDefault(False)
        self.form.remove.setAutoDefault(False)

    def _connect(self) -> None:
        self.form.words.textChanged.connect(self._look_soon.start)
        self.form.sent.connect(self._send)
        self.form.step_back_asked.connect(self.reject)
        self.leave.clicked.connect(self.reject)

    # --- looking -------------------------------------------------------------------------------------------------

    def _people_came(self, officers: list[OfficerRow]) -> None:
        self.form.offer(officers, self._tools.courier.author.id)

    def _words(self) -> tuple[str, ...] | None:
        return None if self._first else read_words(self.form.words.toPlainText())

    def _look(self) -> None:
        try:
            words = self._words()
        except Refusal as refusal:
            self._refused(refusal)
            return
        self._asked += 1
        self.form.remove.setEnabled(False)
        self.form.note_field("places", self.tr("Looking for it everywhere…"))
        # A million entries take seconds: beside the reading thread, on which somebody may be searching.
        self._tools.courier.work(
            self,
            self._places,
            words,
            then=partial(self._came, self._asked),
            failed=partial(self._not_found, self._asked),
        )

    def _places(self, words: tuple[str, ...] | None) -> Removal:
        with self._store.reading() as session:
            return find_places(session, self._target, words)

    def _came(self, asked: int, found: Removal) -> None:
        if asked != self._asked:
            return
        self._found = found
        if self._first:
            self._first = False
            self.form.setEnabled(True)
            self.form.words.blockSignals(True)
            self.form.words.setPlainText("\n".join(found.offered))
            self.form.words.blockSignals(False)
            self.form.mark_clean()
            self.form.reason.setFocus()
        self.form.clear_notes()
        self.form.show_places(found.places, self._tools.clock(), self._tools.zone)
        self.form.remove.setEnabled(True)
        folder = self._store.backups
        self._tools.courier.work(self, backups_that_hold, folder, found.seqs, then=self._backups_came)

    def _not_found(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        self._found = None
        self.form.show_places((), self._tools.clock(), self._tools.zone)
        if isinstance(error, Refusal) and self.form.isEnabled():
            self._refused(error)
        elif isinstance(error, Refusal | Trouble):
            self.outcome.say(self._said(error))
        else:
            self._tools.courier.failed.emit(error)

    def _backups_came(self, holding: tuple[Path, ...]) -> None:
        self._holding = holding
        self._word_backups()

    def _word_backups(self) -> None:
        box, count = self.form.drop_backups, len(self._holding)
        words = self.tr("Delete the {count} automatic backups that hold it, after making a new one")
        box.setText(words.format(count=count) if count else self.tr("No automatic backup holds it"))
        box.setEnabled(count > 0)
        box.setAccessibleName(box.text())
        names = "、".join(path.name for path in self._holding[:6])
        self.form.word_field(
            "drop_backups",
            self.tr("Backups"),
            self.tr("{names}. Backups that were taken elsewhere must be found and destroyed by hand.").format(
                names=names
            )
            if count
            else self.tr("Backups that were taken elsewhere must be found and destroyed by hand."),
        )

    # --- removing ------------------------------------------------------------------------------------------------

    def _send(self) -> None:
        form = self.form
        if self._found is None or not form.remove.isEnabled():
            return
        try:
            words = read_words(form.words.toPlainText())
        except Refusal as refusal:
            self._refused(refusal)
            return
        asked = RemoveText(
            target=self._target,
            words=words,
            spots=form.spots(),
            reason=form.reason.text(),
            administrator_id=form.administrator_id.choice_id(),
            password=form.password.text(),
            second_id=form.second_id.choice_id(),
            second_password=form.second_password.text(),
            drop_backups=form.drop_backups.isChecked(),
        )
        try:
            check_removal(asked)
        except Refusal as refusal:
            self._refused(refusal)
            return
        sentence = self.tr("The text in {count} places goes for good. Nobody can bring it back.")
        if not self.confirm(sentence.format(count=len(asked.spots)), self.tr("Remove it")):
            return
        form.remove.setEnabled(False)
        self._tools.courier.do(
            self, remove_text, asked, then=self._removed, refused=self._refused, failed=lambda _: self._again()
        )

    def _again(self) -> None:
        self.form.remove.setEnabled(True)

    def _removed(self, removed: Removed) -> None:
        self.form.password.take()
        self.form.second_password.take()
        self.form.setEnabled(False)
        self.form.remove.setVisible(False)
        self.busy.begin(self.tr("Writing the file anew, so that nothing of it is left…"), may_cancel=False)
        self.leave.setEnabled(False)
        self._tools.courier.work(
            self,
            finish_removal,
            self._store,
            then=partial(self._finished, removed),
            failed=partial(self._unfinished, removed),
        )

    def _finished(self, removed: Removed, finished: Finished | None) -> None:
        self._over()
        parts = [self.tr("Removed from {count} places; entry {seq} is the witness.")]
        tone: str = "done"
        if finished is not None and finished.dropped:
            parts.append(self.tr("{dropped} backups deleted, a new one made."))
        if finished is not None and finished.waiting:
            parts.append(self.tr("{waiting} papers that waited for a printer were destroyed: print them anew."))
        if finished is not None and finished.left:
            parts.append(self.tr("These backups still hold it: {left}."))
            tone = "warning"
        if finished is not None and finished.log_left:
            parts.append(self.tr("Another program is reading the store: close it and this one, then start again."))
            tone = "warning"
        parts.append(self.tr("Printed papers, copies and backups elsewhere must be destroyed by hand."))
        names = "、".join(path.name for path in finished.left) if finished else ""
        dropped = len(finished.dropped) if finished else 0
        waiting = finished.waiting if finished else 0
        facts = {"count": removed.places, "seq": removed.seq, "left": names, "dropped": dropped, "waiting": waiting}
        words = " ".join(parts).format(**facts)
        self.outcome.say(words, "warning" if tone == "warning" else "done")

    def _unfinished(self, removed: Removed, error: Exception) -> None:
        self._over()
        why = self._said(error) if isinstance(error, Trouble | Refusal) else type(error).__name__
        words = self.tr(
            "Removed from every register (entry {seq}), but the file could not be written anew: {why}"
            " Traces may remain in it until that is done; the next start of the program tries again."
        )
        self.outcome.say(words.format(seq=removed.seq, why=why), "warning")
        if not isinstance(error, Trouble | Refusal):
            self._tools.courier.failed.emit(error)

    def _over(self) -> None:
        self.busy.end()
        self.leave.setEnabled(True)
        self.area.setVisible(False)
        self.setMinimumHeight(0)
        QTimer.singleShot(0, self, self._shrink)
        self.leave.setFocus()

    def _shrink(self) -> None:
        """Only the sentence is left to be read."""
        layout = self.layout()
        self.resize(self.width(), layout.heightForWidth(self.width()) if layout is not None else self.height())

    def _refused(self, refusal: Refusal) -> None:
        self._again()
        self.form.point_out(refusal, self._said(refusal))
        at = self.form.focusWidget()
        if at is not None:  # with the sentence under it, once that has its room
            QTimer.singleShot(_SETTLE_MS, at, partial(self.area.ensureWidgetVisible, at, 0, _ROOM))

    def _said(self, error: Trouble | Refusal) -> str:
        return said(error, self._tools.wording(), self._tools.zone)

    def _confirm(self, sentence: str, verb: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Warning, self.windowTitle(), sentence, parent=self)
        go_on = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is go_on
