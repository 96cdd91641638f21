"""How a paper is to be printed: printer, copies, pages, sides; remembered for its kind, kept where no printer takes it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from dutyroom.data.trouble import Trouble
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Paper, Tools
from dutyroom.ui.parts.files_choice import FilesChoice
from dutyroom.ui.parts.printing import Printers
from dutyroom.ui.print_keeping import COPIES_MOST, SIDES, PrintDefaults, PrintKeeping, Sides, WaitingPrint, new_id
from dutyroom.ui.theme import put_look, set_in

_SIDE_WORDS: Final[dict[Sides, str]] = {
    "one": mark("one side"),
    "long": mark("both sides, long edge"),
    "short": mark("both sides, short edge"),
}


class PrintChoices(QWidget):
    """One line; what was remembered of the paper's kind, or asked for of one that waits, stands in it at the beginning."""

    def __init__(
        self, tools: Tools, paper: Paper, printers: Printers, files: FilesChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tools, self._paper, self._printers, self._files = tools, paper, printers, files
        self._keeping = PrintKeeping(tools.courier.store.folder)
        self.waiting_id = ""
        """Under which name the paper waits; empty while it does not."""
        self._waits_with_files = False
        self.printer, self.copies, self.pages = QComboBox(self), QSpinBox(self), QLineEdit(self)
        self.sides, self.remember = QComboBox(self), QPushButton(self)
        self._labels = {name: QLabel(self) for name in ("printer", "copies", "pages", "sides")}
        self._lay_out()
        self._begin()
        self.remember.clicked.connect(self.keep_defaults)
        self.retranslate()

    @property
    def sides_chosen(self) -> Sides:
        """On which sides."""
        return next(each for each in SIDES if each == self.sides.currentData())

    def keep_defaults(self) -> None:
        """From now on this kind of paper is printed so at this workstation."""
        wanted = PrintDefaults(
            printer=self.printer.currentText(),
            copies=self.copies.value(),
            sides=self.sides_chosen,
            with_files=self._files.to_remember,
        )
        self._keeping.keep_defaults(self._paper.kind, wanted)
        self._tools.say(self.tr("Remembered at this workstation."))

    def keep_waiting(self, pdf: bytes, why: str, *, with_files: bool = False) -> bool:
        """No printer took it: keep it with what was asked for; says whether it could be kept."""
        self.waiting_id = self.waiting_id or new_id()
        job = WaitingPrint(
            id=self.waiting_id,
            title=self._paper.title,
            kind=self._paper.kind,
            printer=self.printer.currentText(),
            copies=self.copies.value(),
            sides=self.sides_chosen,
            pages=self.pages.text().strip(),
            records=self._paper.records,
            why=why,
            at=self._tools.clock().isoformat(),
            with_files=with_files or self._waits_with_files,
        )
        try:
            self._keeping.wait(pdf, job)
        except Trouble:
            return False
        return True

    def was_printed(self) -> None:
        """It waits no longer."""
        if self.waiting_id:
            self._keeping.done(self.waiting_id)
            self.waiting_id = ""

    def retranslate(self) -> None:
        """Word it anew."""
        words = {
            "printer": self.tr("Printer"),
            "copies": self.tr("Copies"),
            "pages": self.tr("Pages"),
            "sides": self.tr("Sides"),
        }
        for name, said in words.items():
            self._labels[name].setText(said)
            getattr(self, name).setAccessibleName(said)
        for place, side in enumerate(SIDES):
            self.sides.setItemText(place, self.tr(_SIDE_WORDS[side]))
        self.sides.setToolTip(
            self.tr(
                "Turned over the long edge, the wider margin lies at the binding edge of every page; the file stays as it is"
            )
        )
        self.pages.setPlaceholderText(self.tr("all"))
        self.pages.setToolTip(self.tr("For example 1-3, 5; empty means all"))
        self.remember.setText(self.tr("Remember"))
        self.remember.setToolTip(self.tr("Print this kind of paper so at this workstation from now on"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        put_look(self.remember, look="link")
        self.remember.setAutoDefault(False)
        self.copies.setRange(1, COPIES_MOST)
        set_in(self.copies)
        self.pages.setMaximumWidth(90)
        self.printer.setMinimumWidth(110)
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for side in SIDES:
            self.sides.addItem("", side)
        self.sides.setMinimumWidth(150)
        self.sides.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for name, label in self._labels.items():
            field = getattr(self, name)
            put_look(label, type="secondary")
            label.setBuddy(field)
            line.addWidget(label)
            line.addWidget(field, 1 if field is self.printer else 0)
        line.addWidget(self.remember)

    def _begin(self) -> None:
        self.printer.addItems(self._printers.names())
        self._show(self._keeping.defaults(self._paper.kind))
        waiting = self._keeping.waiting() if self._paper.waiting_id else ()
        for job in waiting:
            if job.id == self._paper.waiting_id:
                self.waiting_id, self._waits_with_files = job.id, job.with_files
                self._show(PrintDefaults(printer=job.printer, copies=job.copies, sides=job.sides))
                self.pages.setText(job.pages)

    def _show(self, wanted: PrintDefaults) -> None:
        place = self.printer.findText(wanted.printer)
        if place >= 0:
            self.printer.setCurrentIndex(place)
        self.copies.setValue(wanted.copies)
        self.sides.setCurrentIndex(SIDES.index(wanted.sides))
        self._files.remembered(wanted.with_files)
