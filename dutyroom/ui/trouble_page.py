"""Trouble with the store: a page where it cannot be opened, a notice where it fails while somebody works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.trouble import Trouble
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.wording import Wording
from dutyroom.ui.icons import icon_picture
from dutyroom.ui.notices import Notice, Notices
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use


class TroublePage(QWidget):
    """The sentence and the ways out: try again, restore a backup, another folder, the sample, leave."""

    again_asked = Signal()
    restore_asked = Signal(Path)
    folder_asked = Signal(Path)
    leave_asked = Signal()

    def __init__(self, trouble: Trouble, folder: Path, wording: Callable[[], Wording]) -> None:
        super().__init__()
        self.setObjectName("trouble_page")
        self._trouble, self._folder, self._wording = trouble, folder, wording
        self.mark = QLabel(self)
        self.title, self.sentence = label_of("page", parent=self), QLabel(self)
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place = label_of("small", parent=self)
        self.note, self.busy = FieldNote(self), Busy(self)
        self.again, self.restore = QPushButton(self), QPushButton(self)
        self.other, self.leave = QPushButton(self), QPushButton(self)
        put_look(self.again, look="primary")
        self.again.setDefault(True)
        self.again.clicked.connect(self.again_asked)
        self.restore.clicked.connect(self._choose_backup)
        self.other.clicked.connect(self._choose_folder)
        self.leave.clicked.connect(self.leave_asked)
        self._lay_out()
        tab_as_laid_out(self)
        self.retranslate()

    def begin(self) -> None:
        """A backup is being restored."""
        self.note.be_silent()
        self.busy.begin(self.tr("Restoring the backup"), may_cancel=False)
        self._enable(False)

    def fail(self, sentence: str) -> None:
        """It did not work either; say why."""
        self.busy.end()
        self._enable(True)
        self.note.say(sentence)

    def retranslate(self) -> None:
        """Word the page anew."""
        self.setWindowTitle(self.tr("DutyRoom"))
        self.title.setText(self.tr("The duty room's data cannot be opened"))
        self.sentence.setText(said(self._trouble, self._wording(), OfficeSettings().zone))
        self.place.setText(str(self._folder))
        self.again.setText(self.tr("Try again"))
        self.restore.setText(self.tr("Restore a backup…"))
        self.other.setText(self.tr("Other folder…"))
        self.leave.setText(self.tr("Quit"))
        self.mark.setPixmap(icon_picture("stop", 32, tokens_in_use().overdue, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self.retranslate()

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("look", "card")
        card.setFixedWidth(640)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.mark)
        head.addWidget(self.title, 1)
        inside.addLayout(head)
        for part in (self.sentence, self.place, self.note, self.busy):
            inside.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        for button in (self.other, self.restore, self.again):
            buttons.addWidget(button)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.resize(860, 560)

    def _enable(self, on: bool) -> None:
        for button in (self.again, self.restore, self.other):
            button.setEnabled(on)

    def _choose_backup(self) -> None:
        backups = self._folder / "backups"
        start = backups if backups.is_dir() else self._folder
        kinds = self.tr("Backups") + " (*.db *.zip *.backup);;" + self.tr("All files") + " (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Restore a backup"), str(start), kinds)
        if chosen:
            self.restore_asked.emit(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Other folder"), str(self._folder.parent))
        if chosen:
            self.folder_asked.emit(Path(chosen))


class TroubleNotice(QObject):
    """Says a trouble above the page while somebody works; goes away as soon as something reaches the disk again."""

    def __init__(self, notices: Notices, word: Callable[[Trouble], str], again: Callable[[], None]) -> None:
        super().__init__(notices)
        self._notices, self._word, self._again = notices, word, again

    def say(self, trouble: Trouble) -> None:
        """Show it."""
        self._notices.put(
            "trouble",
            Notice(
                say=lambda: self._word(trouble),
                tone="overdue",
                steps=((lambda: self.tr("Try again"), self._again),),
                may_close=False,
            ),
        )

    def over(self) -> None:
        """The store answers again."""
        self._notices.take_away("trouble")
