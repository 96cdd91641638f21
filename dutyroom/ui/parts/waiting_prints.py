"""The papers that wait for a printer: printed again, looked at, or given up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.attached_papers import note_files_printed
from dutyroom.actions.went_out import note_went_out
from dutyroom.papers.preview import count_pages
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Paper, Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.parts.printing import Printers, PrintWish, pages_of
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.print_keeping import PrintKeeping, WaitingPrint
from dutyroom.ui.theme import label_of, put_look

_WIDE, _TALL = 720, 420


class _Lines(QListWidget):
    chosen = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints, Del gives up."""
        if is_enter(event):
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class WaitingPrints(Overlay):
    """``changed`` says how many wait."""

    changed = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget, *, printers: Printers | None = None) -> None:
        super().__init__(parent, wide=_WIDE, tall=_TALL)
        self.setObjectName("waiting_prints")
        self._tools, self._keeping = tools, PrintKeeping(tools.courier.store.folder)
        self.printers = printers or Printers(tools.courier, self)
        self._jobs: list[WaitingPrint] = []
        self._under_way: list[WaitingPrint] = []
        self.heading, self.lines, self.note = label_of("section", parent=self), _Lines(self), FieldNote(self)
        self.back, self.drop, self.show_, self.all, self.print = (QPushButton(self) for _ in range(5))
        self._lay_out()
        self._connect()
        self.retranslate()

    def begin(self) -> None:
        """Show what waits."""
        self.note.be_silent()
        self.read()
        self.open_over(self.lines)

    def read(self) -> None:
        """Look what waits now."""
        row = self.lines.currentRow()
        self._jobs = self._keeping.waiting()
        self.lines.clear()
        for job in self._jobs:
            at = moment_said(job.since, self._tools.clock(), self._tools.zone)
            printer = job.printer or self.tr("no printer")
            item = QListWidgetItem(f"{job.title} · {printer} · {at}", self.lines)
            item.setToolTip(job.why)
        self.lines.setCurrentRow(min(max(row, 0), len(self._jobs) - 1))
        for button in (self.drop, self.show_, self.all, self.print):
            button.setEnabled(bool(self._jobs))
        if not self._jobs and not self.note.text():
            self.note.say(self.tr("No paper waits for a printer."), "info")
        self.changed.emit(len(self._jobs))

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Waiting prints"))
        self.setAccessibleName(self.heading.text())
        self.lines.setAccessibleName(self.heading.text())
        for button, words, keys in (
            (self.back, self.tr("Back"), "Esc"),
            (self.drop, self.tr("Give up"), "Del"),
            (self.show_, self.tr("Preview"), ""),
            (self.all, self.tr("Print all"), ""),
            (self.print, self.tr("Print"), "Enter"),
        ):
            button.setText(words)
            button.setToolTip(f"{words}  {keys}".strip())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        put_look(self.print, look="primary")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.back, self.drop, self.show_, self.all, self.print):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for part in (self.heading, self.lines, self.note):
            column.addWidget(part, 1 if part is self.lines else 0)
        column.addLayout(foot)

    def _connect(self) -> None:
        asked: dict[QPushButton, Callable[[], None]] = {
            self.back: self.close_over,
            self.drop: self._give_up,
            self.show_: self._look,
            self.all: lambda: self._print(list(self._jobs)),
            self.print: lambda: self._print(self._chosen()),
        }
        for button, run in asked.items():
            button.clicked.connect(run)
        self.lines.chosen.connect(self.print.click)
        self.lines.given_up.connect(self._give_up)
        self.printers.sent.connect(self._sent)
        self.printers.refused.connect(self._refused)

    def _chosen(self) -> list[WaitingPrint]:
        row = self.lines.currentRow()
        return [self._jobs[row]] if 0 <= row < len(self._jobs) else []

    def _print(self, jobs: list[WaitingPrint]) -> None:
        if not self._under_way and jobs:
            self.note.be_silent()
            self._under_way = jobs
            self._send()

    def _send(self) -> None:
        """The first of those under way, to the printer asked for, or to the usual one where none was."""
        pdf = self._keeping.pdf(self._under_way[0].id)
        courier, unreadable = self._tools.courier, mark("It cannot be read any more.")
        then, failed = partial(self._counted, pdf), lambda _: self._refused(unreadable, {})
        courier.work(self, count_pages, pdf, then=then, failed=failed)  # PDFium is called from one thread only

    def _counted(self, pdf: bytes, count: int) -> None:
        if not self._under_way:
            return
        job = self._under_way[0]
        pages = pages_of(job.pages, count) or tuple(range(count))
        printer = job.printer or next(iter(self.printers.names()), "")
        wish = PrintWish(
            printer=printer, copies=job.copies, pages=pages, all_pages=len(pages) == count, sides=job.sides
        )
        self.printers.send(pdf, wish)

    def _sent(self, printer: str) -> None:
        if not self._under_way:
            return
        job = self._under_way.pop(0)
        self._keeping.done(job.id)
        self._note_printed(job)
        self.note.say(self.tr("Sent to {name}.").format(name=printer), "done")
        self.read()
        if self._under_way:
            self._send()

    def _refused(self, words: str, facts: dict[str, object]) -> None:
        """It waits on, and so do those behind it."""
        if self._under_way:
            self._under_way = []
            self.note.say(self.tr(words).format(**facts))

    def _give_up(self) -> None:
        for job in self._chosen():
            self._keeping.done(job.id)
        self.read()

    def _look(self) -> None:
        for job in self._chosen():
            pdf = self._keeping.pdf(job.id)
            paper = Paper(
                title=job.title,
                file_name=f"{job.kind or 'paper'}.pdf",
                make=partial(bytes, pdf),
                printed=partial(self._printed, job),
                kind=job.kind,
                records=job.records,
                waiting_id=job.id,
            )
            self._tools.show_paper(paper)

    def _printed(self, job: WaitingPrint) -> None:
        self._keeping.done(job.id)
        self._note_printed(job)
        self.read()

    def _note_printed(self, job: WaitingPrint) -> None:
        for kind, number in job.records:
            self._tools.courier.do(self, note_went_out, kind, number, "paper")
            if job.with_files:
                self._tools.courier.do(self, note_files_printed, kind, number)
