"""The score of a drill: each obligation with its limit, when it was met and whether in time; and what is played in, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.drill_record import drill_record, save_drill_record
from dutyroom.actions.errors import said
from dutyroom.data.trouble import Trouble
from dutyroom.rules.drill import WHAT_WORDS, Mark, What
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.focus import enter_presses
from dutyroom.ui.parts.incident.words import fact_said, grade_said
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.said_time import clock_said
from dutyroom.ui.theme import put_look

if TYPE_CHECKING:
    from dutyroom.data.queries.drills import InjectRow
    from dutyroom.rules.drill_record import DrillRecord

_BETWEEN: Final = " · "
_WIDE, _TALL = 900, 560


@dataclass(frozen=True, slots=True)
class _Line:
    id: int
    mark: Mark


def inject_said(inject: InjectRow, zone: ZoneInfo) -> str:
    """What is played in: when, who says it, what, and the figures."""
    at = clock_said(inject.played_at, zone) if inject.played_at is not None else ""
    head = " ".join(part for part in (at, inject.source, inject.person) if part)
    figures = _BETWEEN.join(f"{fact_said(name)} {number:,}" for name, number in inject.figures.items())
    told = _BETWEEN.join(line for line in inject.text.splitlines() if line.strip())
    return "\n".join(part for part in (head, told, figures) if part)


def about_said(found: Mark) -> str:
    """Of what a mark tells."""
    if found.what is What.FIGURES:
        return fact_said(found.about)
    if found.what is What.GRADE:
        return grade_said(found.about)
    if found.what is What.CLOCK:
        duty, *to = found.about.split(_BETWEEN)
        return _BETWEEN.join((translated(duty), *to))
    return found.about


def _columns(zone: Callable[[], ZoneInfo]) -> tuple[Column, ...]:
    def at(moment: datetime | None) -> str:
        return clock_said(moment, zone(), seconds=True) if moment is not None else ""

    return (
        Column(key="what", title=mark("Asked"), text=lambda line: translated(WHAT_WORDS[line.mark.what]), width=210),
        Column(key="about", title=mark("Of what"), text=lambda line: about_said(line.mark), width=160, stretches=True),
        Column(key="due", title=mark("Limit"), text=lambda line: at(line.mark.due_at), width=88),
        Column(key="done", title=mark("Met at"), text=lambda line: at(line.mark.done_at), width=88),
        Column(
            key="kept",
            title=mark("Kept"),
            text=lambda line: translated(mark("√ kept")) if line.mark.kept else translated(mark("× not kept")),
            width=104,
            tone=lambda line: "done" if line.mark.kept else "warning",
        ),
    )


class DrillScore(Overlay):
    """Numerator and denominator on top; Ctrl+Shift+C copies it as text, Ctrl+S saves the record, Esc closes it."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent, wide=_WIDE, tall=_TALL)
        self.setObjectName("drill_score")
        self._tools = tools
        self._lines: dict[int, _Line] = {}
        self._title, self._counts = "", (0, 0)
        self.title, self.count = ElidedLabel(parent=self, type_="section"), QLabel(self)
        self.columns = _columns(lambda: tools.zone)
        self.table = RegisterTable(RegisterModel(self.columns, self._fetch, self), self)
        self.table.setObjectName("drill_marks")
        self.copy, self.close_button, self.save = (QPushButton(self) for _ in range(3))
        self.copy.clicked.connect(self.copy_text)
        self.save.clicked.connect(self.save_record)
        self.close_button.clicked.connect(self.close_over)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.save)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.retranslate()

    def show_score(self, title: str, marks: Sequence[Mark], counts: tuple[int, int]) -> None:
        """Show these marks; ``counts`` are how many were kept, of how many."""
        self._title, self._counts = title, counts
        self._lines = {place: _Line(place, each) for place, each in enumerate(marks, 1)}
        self.table.set_ids(list(self._lines))
        if self._lines:
            self.table.choose(1)
        self.retranslate()
        self.open_over(self.table)

    def copy_text(self) -> None:
        """The whole sheet to the clipboard, cells apart by tabs."""
        head = "\t".join(translated(column.title) for column in self.columns)
        rows = ["\t".join(column.text(line) for column in self.columns) for line in self._lines.values()]
        QGuiApplication.clipboard().setText("\n".join((f"{self.title.text()}\t{self.count.text()}", head, *rows)))
        self._tools.say(self.tr("The score is on the clipboard."))

    def save_record(self) -> None:
        """Write the drill's record where the person says, to be taken over into the record of a plan."""
        proposed = str(Path.home() / f"{self.tr('Record of a drill')} {self._title}.json")
        kinds = self.tr("Records of drills (*.json)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the record of the drill"), proposed, kinds)
        if chosen:
            path = Path(chosen) if chosen.lower().endswith(".json") else Path(f"{chosen}.json")
            self._tools.courier.ask(self, drill_record, self._tools.clock(), then=partial(self._write, path))

    def retranslate(self) -> None:
        """Word the sheet anew."""
        kept, asked = self._counts
        put_look(self.count, look="chip", tone="" if not asked else "done" if kept == asked else "warning")
        self.count.setText(self.tr("{kept} of {asked} kept").format(kept=kept, asked=asked))
        words = self.tr("Score of the drill: {title}").format(title=self._title)
        self.title.setText(words)
        self.setAccessibleName(words)
        self.table.setAccessibleName(self.tr("Obligations of the drill"))
        self.table.empty.set_words(self.tr("Nothing was due yet."))
        self.copy.setText(self.tr("Copy as text"))
        self.copy.setToolTip(f"{self.copy.text()}  Ctrl+Shift+C")
        self.save.setText(self.tr("Save the record…"))
        tip = self.tr("As a file that the record of a plan's drill takes over, and as text beside it (Ctrl+S)")
        self.save.setToolTip(tip)
        self.close_button.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying, and Enter on a button."""
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_C and event.modifiers() == both:
            self.copy_text()
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save_record()
            event.accept()
        elif enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._lines[number] for number in ids if number in self._lines])

    def _write(self, path: Path, record: DrillRecord) -> None:
        write = partial(save_drill_record, path, record, self._tools.wording(), self._tools.zone)
        saved = self.tr("Saved as {path}").format(path=path)
        self._tools.courier.work(self, write, then=lambda _: self._tools.say(saved), failed=self._unwritten)

    def _unwritten(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._tools.say(said(error, self._tools.wording(), self._tools.zone))
        else:
            self._tools.courier.failed.emit(error)
