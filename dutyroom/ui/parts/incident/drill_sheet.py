"""Making a drill of a past incident: where its store is to lie and how fast it is played; it opens beside this desk."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton, QWidget

from dutyroom.actions.drill import make_drill
from dutyroom.actions.errors import said
from dutyroom.data.folders import drill_folder
from dutyroom.data.queries.incidents import IncidentInFull
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.other_desk import open_desk
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.matter.record_sheet import RecordSheet

SPEEDS: Final = (1, 2, 5, 10, 20)


class DrillForm(Form):
    """``sent`` when it was asked for."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder, self.speed = QLineEdit(self), QComboBox(self)
        for speed in SPEEDS:
            self.speed.addItem("", speed)
        self.add_field("folder", self.folder)
        self.add_field("speed", self.speed)
        self.browse, self.back, self.send = QPushButton(self), QPushButton(self), QPushButton(self)
        for button in (self.browse, self.back):
            self.add_button(button)
            button.setAutoDefault(True)  # Enter on it does not press the filled one
        self.add_button(self.send, first_step=True)
        self.browse.clicked.connect(self._choose)
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self.sent)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the form anew."""
        hint = self.tr(
            "a folder of its own: the office, its people, directory, rules and plans are copied, no entry is"
        )
        self.word_field("folder", self.tr("Folder of the drill"), hint)
        self.word_field("speed", self.tr("Speed"), self.tr("silences longer than two hours are cut short before"))
        for place, speed in enumerate(SPEEDS):
            words = self.tr("{speed} times as fast").format(speed=speed)
            self.speed.setItemText(place, self.tr("as fast as it happened") if speed == 1 else words)
        self.browse.setText(self.tr("Other folder…"))
        self.back.setText(self.tr("Back"))
        self.send.setText(self.tr("Make the drill and open it"))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of the drill"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)


class DrillSheet(RecordSheet):
    """The live store is only read."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self.asking = DrillForm()
        super().__init__(tools, parent, self.asking, QWidget())
        self.setObjectName("drill_sheet")
        self._full: IncidentInFull | None = None
        self.asking.sent.connect(self._make)
        self.retranslate()

    def begin(self, full: IncidentInFull) -> None:
        """Ask for the particulars of a drill of this incident."""
        self._full = full
        self.asking.folder.setText(str(drill_folder(self.tools.courier.store.folder)))
        self.asking.clear_notes()
        self.retranslate()
        self.show_form(self.asking.speed)

    def retranslate(self) -> None:
        """Word the heading anew."""
        words = self.tr("Drill")
        if self._full is not None:
            matter = self._full.matter
            words = self.tr("Drill of {incident}").format(incident=f"{matter.number} {matter.title}")
        self.title.setText(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _make(self) -> None:
        written = self.asking.folder.text().strip()
        if self._full is None or not written:
            self._failed(Refusal("drill.folder.empty", field="folder"))
            return
        folder, speed = Path(written).expanduser(), int(self.asking.speed.currentData())
        store, number, clock = self.tools.courier.store, self._full.matter.id, self.tools.clock
        self.asking.send.setEnabled(False)

        def make() -> None:
            make_drill(store, number, folder, speed=speed, clock=clock)

        self.tools.courier.work_long(self, make, then=partial(self._made, folder), failed=self._failed)

    def _made(self, folder: Path, _: None) -> None:
        self.asking.send.setEnabled(True)
        self.close_over()
        if open_desk(folder, self.tools.wording().language):
            self.tools.say(
                self.tr("The drill opens in a window of its own; it lies in {folder}.").format(folder=folder)
            )
        else:
            words = self.tr("The drill lies in {folder}; its window could not be opened from here.")
            self.tools.say(words.format(folder=folder))

    def _failed(self, error: Exception) -> None:
        self.asking.send.setEnabled(True)
        if isinstance(error, Refusal):
            self.refuse(error)
        elif isinstance(error, Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
            self.asking.point_out(Refusal(error.code, field="folder"), sentence)
        else:
            self.tools.courier.failed.emit(error)
