"""Entering what was written by hand while the power was out: several rows, each with number, writer and time."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from dutyroom.actions.entries import write_entry
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.rules.entry import KIND_WORDS, WRITTEN_KINDS, Kind, WriteEntry
from dutyroom.rules.event_time import understand_time
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.parts.handover.step import Step
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.time_field import TimeField
from dutyroom.ui.theme import put_look

_NUMBER = re.compile(r"(\d+)(?!.*\d)")


class _Row:
    """The fields of one entry on paper."""

    def __init__(self, step: FromPaperStep) -> None:
        tools = step.tools
        self.number = QLineEdit()
        self.writer = PersonPicker(free_text=True)
        self.time = TimeField(
            lambda text: understand_time(text, now=tools.clock(), zone=tools.zone), tools.clock, tools.zone,
            word=step.words_for,
        )  # fmt: skip
        self.kind = QComboBox()
        for kind in WRITTEN_KINDS:
            self.kind.addItem(step.tr(KIND_WORDS[kind]), kind.value)
        self.text = QLineEdit()
        self.note = FieldNote()
        self.number.setMinimumWidth(130)
        self.time.setMinimumWidth(110)
        self.writer.setMinimumWidth(80)

    def fields(self) -> tuple[QWidget, ...]:
        """In the order of reading."""
        return (self.number, self.writer, self.time, self.kind, self.text)

    def is_empty(self) -> bool:
        """Whether nothing of the entry itself was typed."""
        return not (self.text.text().strip() or self.time.text().strip())

    def wish(self) -> WriteEntry:
        """The entry as it is to be written; raises ``Refusal`` for a time that is none."""
        refusal = self.time.refusal()
        if refusal is not None:
            raise Refusal(refusal.code, field="happened_at", **refusal.facts)
        instant: datetime | None = self.time.instant()
        if instant is None:
            raise Refusal("time.unclear", field="happened_at", text="")
        return WriteEntry(
            kind=Kind(self.kind.currentData()),
            text=self.text.text(),
            happened_at=instant,
            paper_number=self.number.text().strip(),
            paper_writer=self.writer.text().strip(),
            confirmed=True,
        )


def next_number(number: str) -> str:
    """The paper's number after this one: its last figures counted up, as wide as they are."""
    match = _NUMBER.search(number)
    if match is None:
        return number
    figures = match[1]
    return f"{number[: match.start()]}{int(figures) + 1:0{len(figures)}}{number[match.end() :]}"


class FromPaperStep(Step):
    """Rows that go into the log one after the other; a row that was refused stays with the reason under it."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.rows: list[_Row] = []
        self._officers: list[OfficerRow] = []
        self._written = 0
        self.more, self.write = QPushButton(self), QPushButton(self)
        self.more.setObjectName("more_rows")
        self.write.setObjectName("write_rows")
        put_look(self.write, look="primary")
        page = QWidget()
        page.setProperty("look", "page")
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setColumnStretch(4, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._heads = [QLabel() for _ in range(5)]
        for column, head in enumerate(self._heads):
            put_look(head, type="small")
            self._grid.addWidget(head, 0, column)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self.column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.write)
        self.column.addLayout(foot)
        self.more.clicked.connect(lambda: self._add_row(focus=True))
        self.write.clicked.connect(self._write)
        for _ in range(3):
            self._add_row()
        self.retranslate()

    def begin(self) -> None:
        """Ask who may have written; the cursor goes to the first row."""
        self.note.be_silent()
        self.tools.courier.ask(self, officer_rows, then=self._read, failed=self.failed)
        give_focus(self.rows[0].number, self)

    def retranslate(self) -> None:
        """Word the step anew."""
        super().retranslate()
        self.title.setText(self.tr("Enter from paper"))
        self.about.setText(self.tr("Each entry keeps the paper's number, its writer and both times."))
        words = (
            self.tr("Paper number"),
            self.tr("Writer"),
            self.tr("When it happened"),
            self.tr("Kind"),
            self.tr("What happened"),
        )
        for head, word in zip(self._heads, words, strict=True):
            head.setText(word)
        for number, row in enumerate(self.rows, start=1):
            for field, word in zip(row.fields(), words, strict=True):
                field.setAccessibleName(self.tr("{field}, row {number}").format(field=word, number=number))
            for place, kind in enumerate(WRITTEN_KINDS):
                row.kind.setItemText(place, self.tr(KIND_WORDS[kind]))
        self.more.setText(self.tr("One more row"))
        self.more.setToolTip(self.tr("Enter in the last row does the same"))
        self.write.setText(self.tr("Write into the log"))
        for button in (self.more, self.write):
            button.setAccessibleName(button.text())

    def _read(self, officers: list[OfficerRow]) -> None:
        self._officers = officers
        for row in self.rows:
            row.writer.set_choices(choices_of(officers))

    def _add_row(self, *, focus: bool = False) -> None:
        row = _Row(self)
        place = 1 + 2 * len(self.rows)
        if self.rows:
            above = self.rows[-1]
            row.number.setText(next_number(above.number.text()))
            row.writer.setText(above.writer.text())
        for column, field in enumerate(row.fields()):
            self._grid.addWidget(field, place, column)
            if focus:
                field.setVisible(True)  # at once: what is shown later takes no cursor now
        self._grid.addWidget(row.note, place + 1, 0, 1, 5)
        row.writer.set_choices(choices_of(self._officers))
        row.text.returnPressed.connect(lambda row=row: self._go_on(row))
        row.number.textEdited.connect(lambda _, row=row: self._number_below(row))
        row.writer.changed.connect(lambda row=row: self._writer_below(row))
        self.rows.append(row)
        tab_as_laid_out(self)
        if focus:
            self.retranslate()
            give_focus(row.number if not row.number.text() else row.time, self)

    def _go_on(self, row: _Row) -> None:
        place = self.rows.index(row) + 1
        if place == len(self.rows):
            self._add_row(focus=True)
        else:
            give_focus(self.rows[place].time, self)

    def _number_below(self, row: _Row) -> None:
        """The rows below that hold nothing yet count on from this number."""
        number = row.number.text()
        for below in self.rows[self.rows.index(row) + 1 :]:
            if below.is_empty():
                number = next_number(number)
                below.number.setText(number)

    def _writer_below(self, row: _Row) -> None:
        if row not in self.rows:
            return
        for below in self.rows[self.rows.index(row) + 1 :]:
            if below.is_empty() and below.writer.text() != row.writer.text():
                below.writer.setText(row.writer.text())

    def _write(self) -> None:
        self._written = 0
        self.write.setEnabled(False)
        for row in self.rows:
            row.note.be_silent()
        self._next()

    def _next(self) -> None:
        """Write the first row that holds something, then the next; stop at one that is refused."""
        row = next((row for row in self.rows if not row.is_empty()), None)
        if row is None:
            self.write.setEnabled(True)
            said = self.tr("{count} entries written from paper.").format(count=self._written)
            self.note.say(said if self._written else self.tr("Nothing is filled in yet."), "hint")
            if self._written:
                self.tools.say(said)
            return
        try:
            wish = row.wish()
        except Refusal as refusal:
            self._refused(row, refusal)
            return
        self.tools.courier.do(
            self,
            write_entry,
            wish,
            then=lambda _: self._row_written(row),
            refused=lambda refusal: self._refused(row, refusal),
            failed=lambda _: self.write.setEnabled(True),
        )

    def _row_written(self, row: _Row) -> None:
        self._written += 1
        row.text.clear()
        row.time.clear()
        row.number.clear()
        self._next()

    def _refused(self, row: _Row, refusal: Refusal) -> None:
        self.write.setEnabled(True)
        row.note.say(self.words_for(refusal))
        field = {"text": row.text, "happened_at": row.time}.get(refusal.field or "", row.text)
        give_focus(field, self)
