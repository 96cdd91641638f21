"""How an attached file leaves the program: saved under a name, opened outside once that was confirmed, taken off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSettings, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.attaching import detach, note_file_out
from dutyroom.actions.errors import said
from dutyroom.data.queries.matters import AttachedRow
from dutyroom.data.trouble import Trouble
from dutyroom.rules.matter_steps import Detach, FileOut, Way
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.attached.bench import FileLooking
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, is_enter
from dutyroom.ui.theme import put_look
from dutyroom.ui.workstation import FILE

_FOLDER: Final = "file_folder"


class Leaving(QWidget):
    """A strip that asks before something leaves or goes; ``answered`` gives the keyboard back, ``taken_off`` after that."""

    answered = Signal()
    taken_off = Signal()

    def __init__(
        self,
        tools: Tools,
        looking: FileLooking,
        parent: QWidget | None = None,
        *,
        note_out: Callable[..., int] = note_file_out,
    ) -> None:
        super().__init__(parent)
        self._tools, self._looking, self._note_out = tools, looking, note_out
        self._row: AttachedRow | None = None
        self._does: Callable[[AttachedRow], None] | None = None
        self.ask_path: Callable[[str], str] = self._ask_path
        self.open_path: Callable[[Path], bool] = lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.question, self.note = QLabel(self), FieldNote(self)
        self.question.setWordWrap(True)
        put_look(self.question, look="note", tone="warning")
        self.reason = QLineEdit(self)
        self.reason.setObjectName("reason")
        self.yes, self.no = QPushButton(self), QPushButton(self)
        put_look(self.yes, look="primary")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.reason, 1)
        line.addStretch(1)
        line.addWidget(self.no)
        line.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.note, self.question):
            column.addWidget(part)
        column.addLayout(line)
        self.yes.clicked.connect(self._confirmed)
        self.no.clicked.connect(self.put_away)
        self.put_away(silent=True)

    def begin_opening(self, row: AttachedRow) -> None:
        """Ask whether it is to be opened outside, and say why that is asked."""
        reason = self.tr(
            "Another program does with {name} whatever the file tells it to: macros run, links are followed. Here it is only looked at. Open it only if you expect it from this sender."
        )
        self._ask(row, reason.format(name=row.name), self.tr("Open it outside"), self._open_outside)
        self.yes.setFocus()

    def begin_taking_off(self, row: AttachedRow) -> None:
        """Ask why it does not belong to the matter."""
        self._ask(
            row,
            self.tr("Why does {name} not belong here? It stays in the history.").format(name=row.name),
            "",
            self._detach,
        )
        self.yes.setText(self.tr("Take it off"))
        self.reason.setVisible(True)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setFocus()

    def save(self, row: AttachedRow) -> None:
        """Write a copy where the person says."""
        settings = self._settings()
        folder = Path(str(settings.value(_FOLDER, "")) or Path.home())
        wanted = self.ask_path(str((folder if folder.is_dir() else Path.home()) / row.name))
        if not wanted:
            return
        settings.setValue(_FOLDER, str(Path(wanted).parent))
        self._looking.save(row, Path(wanted), partial(self._saved, row), self._failed)

    def put_away(self, *, silent: bool = False) -> None:
        """Ask nothing any more."""
        self._does = None
        for part in (self.question, self.reason, self.yes, self.no):
            part.setVisible(False)
        if silent:
            self.note.be_silent()
        else:
            self.answered.emit()

    @property
    def is_asking(self) -> bool:
        """Whether something is being asked."""
        return self._does is not None

    def changeEvent(self, event: QEvent) -> None:
        """A question in another language is asked anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.is_asking:
            self.put_away()

    def press(self, event: QKeyEvent) -> bool:
        """Whether a key was meant for the strip: Enter in the line confirms."""
        if self.is_asking and self.reason.hasFocus() and is_enter(event):
            self._confirmed()
            return True
        return self.is_asking and enter_presses(event, self)

    def _ask(self, row: AttachedRow, question: str, yes: str, does: Callable[[AttachedRow], None]) -> None:
        self.note.be_silent()
        if self._row is None or self._row.id != row.id:
            self.reason.clear()
        self._row, self._does = row, does
        self.question.setText(question)
        self.yes.setText(yes)
        self.no.setText(self.tr("Leave it here"))
        self.reason.setVisible(False)
        for part in (self.question, self.yes, self.no):
            part.setVisible(True)

    def _confirmed(self) -> None:
        row, does = self._row, self._does
        if row is not None and does is not None:
            does(row)

    def _open_outside(self, row: AttachedRow) -> None:
        self.put_away()
        self._looking.lay_out(row, partial(self._laid_out, row), self._failed)

    def _laid_out(self, row: AttachedRow, path: Path) -> None:
        asked = FileOut(attachment_id=row.id, way=Way.OPENED)
        self._tools.courier.do(
            self, self._note_out, asked, then=lambda _: self._open(path), refused=self._failed, failed=self._failed
        )

    def _open(self, path: Path) -> None:
        if self.open_path(path):
            self.note.say(self.tr("Given to another program. The copy goes when the desk is closed."), "info")
        else:
            self.note.say(self.tr("No program here opens such a file. Save it and take it where there is one."))

    def _saved(self, row: AttachedRow, path: Path) -> None:
        self.note.say(self.tr("Saved as {path}").format(path=path), "done")
        asked = FileOut(attachment_id=row.id, way=Way.SAVED)
        self._tools.courier.do(self, self._note_out, asked, refused=self._failed)

    def _detach(self, row: AttachedRow) -> None:
        asked = Detach(attachment_id=row.id, reason=self.reason.text())
        self._tools.courier.do(self, detach, asked, then=lambda _: self._detached(row), refused=self._failed)

    def _detached(self, row: AttachedRow) -> None:
        self.reason.clear()
        self.put_away(silent=True)
        self._tools.say(self.tr("{name} was taken off; it stays in the history.").format(name=row.name))
        self.taken_off.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal | Trouble):
            self.note.say(said(error, self._tools.wording(), self._tools.zone))
        elif isinstance(error, OSError):
            detail = self.tr(error.strerror) if error.strerror else error
            self.note.say(self.tr("The copy could not be written: {detail}.").format(detail=detail))
        else:
            self._tools.courier.failed.emit(error)

    def _settings(self) -> QSettings:
        return QSettings(str(self._tools.courier.store.folder / FILE), QSettings.Format.IniFormat)

    def _ask_path(self, proposed: str) -> str:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the file"), proposed)
        return chosen
