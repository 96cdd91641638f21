"""The record of a unit or a person: numbers to call, people in the order of protocol, functions; and its forms."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from dutyroom.data.queries.directory import (
    DirectoryUnit,
    NumberRow,
    PersonRecord,
    PersonRow,
    UnitRecord,
    person_record,
    unit_record,
)
from dutyroom.data.queries.directory_find import Key
from dutyroom.rules.directory import UNIT_KIND_WORDS
from dutyroom.rules.wording import mark
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.directory.changes import Changes
from dutyroom.ui.parts.directory.tables import SmallTable, number_cells, person_cells
from dutyroom.ui.parts.directory.words import Freshness, between, name_said, said
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.theme import is_look_change, label_of, put_look

_WAIT_MS: Final = 60
"""While somebody walks through the list with a key, only what they stop at is read."""
_FACTS: Final = (
    ("functions", mark("Functions")),
    ("fields", mark("Fields")),
    ("address", mark("Address")),
    ("note", mark("Remark")),
    ("parent", mark("Belongs to")),
    ("below", mark("Below it")),
    ("groups", mark("Groups")),
)


class DirectoryRecord(QFrame):
    """Shows one unit or person; its forms stand in the place of the facts and never lose what was typed."""

    step_back_asked = Signal()
    key_asked = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("directory_record")
        self.setProperty("look", "card")
        self._tools = tools
        self._key: Key | None = None
        self._wants_focus = False
        self.unit: UnitRecord | None = None
        self.person: PersonRecord | None = None
        self.back, self.title = QToolButton(self), ElidedLabel(parent=self, type_="section")
        self.about = ElidedLabel(parent=self, type_="secondary")
        self.state = label_of("small", parent=self)
        self.numbers = SmallTable(3, 1, self)
        self.people = SmallTable(3, 1, self)
        self.no_number = label_of("secondary", parent=self)
        self.copy, self.answers, self.silent = QPushButton(self), QPushButton(self), QPushButton(self)
        self.change_number, self.retire_number = QPushButton(self), QPushButton(self)
        self.up_to_unit = QPushButton(self)
        self.new_number, self.new_person = QPushButton(self), QPushButton(self)
        self.change, self.retire, self.take_back = QPushButton(self), QPushButton(self), QPushButton(self)
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        self.changes = Changes(tools, self)
        self._read = QTimer(self)
        self._read.setSingleShot(True)
        self._read.setInterval(_WAIT_MS)
        self._read.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show()

    @property
    def key(self) -> Key | None:
        """What is shown."""
        return self._key

    def show_key(self, key: Key | None) -> None:
        """Show this unit or person once it has been read; forms are put away, what was typed stays in them."""
        if key != self._key:
            self.changes.put_away()
            self._key = key
            self._read.start()
        if key is None:
            self.unit = self.person = None
            self._show()

    def take_focus(self) -> None:
        """Put the cursor on the numbers, as soon as they are there."""
        self._wants_focus = self._row() is None or self._read.isActive()
        if not self._wants_focus:
            target = self.numbers if self.numbers.isVisibleTo(self) else self.change
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read it again; what is being typed stays."""
        if self._key is None:
            return
        what, number = self._key
        query = unit_record if what == "unit" else person_record
        self._tools.courier.ask(self, query, number, then=partial(self._came, self._key))

    def current_number(self) -> NumberRow | None:
        """The number that stands under the cursor, or the first."""
        chosen = self.numbers.current_id()
        return next((number for number in self._all_numbers() if number.id == chosen), None)

    def copy_number(self) -> None:
        """Copy the current number."""
        number = self.current_number()
        if number is not None:
            QGuiApplication.clipboard().setText(number.phone)
            self._tools.say(self.tr("{phone} copied.").format(phone=number.phone))

    def mark_called(self, *, answers: bool) -> None:
        """Somebody called the current number."""
        number = self.current_number()
        if number is not None:
            self.changes.mark_called(number, answers=answers)

    def begin(self, what: str) -> None:
        """Begin a form: ``change``, ``person``, ``number``, ``change_number``, ``retire``, ``retire_number``."""
        self.changes.begin(what, self._row(), self.current_number())

    def retranslate(self) -> None:
        """Word the record anew."""
        self.setAccessibleName(self.tr("Record of the directory"))
        self.numbers.setAccessibleName(self.tr("Numbers"))
        self.numbers.setHorizontalHeaderLabels([self.tr("Kind"), self.tr("Phone number"), self.tr("Called")])
        self.people.setAccessibleName(self.tr("People in the order of protocol"))
        self.people.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Job title"), self.tr("Phone number")])
        self.no_number.setText(self.tr("No number is known."))
        self.back.setAccessibleName(self.tr("Back to the list"))
        self.back.setToolTip(self.tr("Back to the list (Esc)"))
        worded = (
            (self.copy, self.tr("Copy"), "C"),
            (self.answers, self.tr("It answers"), "Ctrl+E"),
            (self.silent, self.tr("No answer"), ""),
            (self.change_number, self.tr("Change…"), ""),
            (self.retire_number, self.tr("Retire…"), ""),
            (self.new_number, self.tr("New number…"), "Ctrl+M"),
            (self.new_person, self.tr("New person…"), "Ctrl+N"),
            (self.change, self.tr("Change…"), "Ctrl+D"),
            (self.retire, self.tr("Retire…"), ""),
            (self.take_back, self.tr("Take back"), ""),
        )
        for button, words, keys in worded:
            button.setText(words)
            button.setToolTip(f"{words}  {keys}".rstrip() if keys else "")
        self.change_number.setAccessibleName(self.tr("Change the number"))
        self.retire_number.setAccessibleName(self.tr("Retire the number"))
        for name, words in _FACTS:
            self._facts[name][0].setText(said(words))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.back.setIcon(icon("close"))
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back_asked.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    # --- layout ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        put_look(self.back, look="plain")
        put_look(self.up_to_unit, look="link")
        self.back.setIcon(icon("close"))
        self.back.setVisible(False)
        self.state.setProperty("look", "chip")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        head.addWidget(self.back)
        self._body = QWidget()
        self._body.setProperty("look", "page")
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(8)
        for widget in (self.numbers, self.no_number):
            inner.addWidget(widget)
        inner.addLayout(_in_line(self.copy, self.answers, self.silent, self.change_number, self.retire_number))
        inner.addWidget(self.people)
        for name, _ in _FACTS:
            self._facts[name] = self._fact(inner)
        inner.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.up_to_unit, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._area, 1)
        column.addWidget(self.changes, 1)
        column.addLayout(_in_line(self.change, self.new_person, self.new_number, self.take_back, self.retire))

    def _fact(self, inner: QVBoxLayout) -> tuple[QLabel, QLabel]:
        label, text = label_of("small", parent=self._body), QLabel(self._body)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner.addWidget(label)
        inner.addWidget(text)
        return label, text

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back_asked)
        self.copy.clicked.connect(self.copy_number)
        self.answers.clicked.connect(lambda: self.mark_called(answers=True))
        self.silent.clicked.connect(lambda: self.mark_called(answers=False))
        begins = {
            self.change: "change",
            self.new_person: "person",
            self.new_number: "number",
            self.change_number: "change_number",
            self.retire: "retire",
            self.retire_number: "retire_number",
        }
        for button, what in begins.items():
            button.clicked.connect(partial(self.begin, what))
        self.take_back.clicked.connect(lambda: self.changes.take_back(self._row()))
        self.up_to_unit.clicked.connect(self._to_unit)
        self.numbers.opened.connect(lambda _: self.begin("change_number"))
        self.numbers.currentCellChanged.connect(lambda *_: self._show_buttons())
        self.people.opened.connect(lambda number: self.key_asked.emit(("person", number)))
        self.people.moved.connect(self.changes.move_up_or_down)
        self.changes.shown.connect(self._forming)
        self.changes.done.connect(self.refresh)
        self.changes.made.connect(self.key_asked)

    # --- what is shown --------------------------------------------------------------------------------------------

    def _came(self, key: Key, record: UnitRecord | PersonRecord | None) -> None:
        if key != self._key:
            return
        self.unit = record if isinstance(record, UnitRecord) else None
        self.person = record if isinstance(record, PersonRecord) else None
        self._show()
        self.changes.met(self._row(), self._all_numbers())
        if self._wants_focus and not self.changes.is_forming:
            self.take_focus()

    def _row(self) -> DirectoryUnit | PersonRow | None:
        return self.unit.unit if self.unit else self.person.person if self.person else None

    def _all_numbers(self) -> tuple[NumberRow, ...]:
        row = self._row()
        return tuple(number for number in row.numbers if number.active) if row else ()

    def _show(self) -> None:
        row = self._row()
        language = self._tools.wording().language
        fresh = Freshness(self._tools.clock(), self._tools.office().stale_days)
        self.title.setText(self._title(row, language))
        self.about.setText(self._about(language))
        self.about.setVisible(bool(self.about.full_text()))
        self.up_to_unit.setVisible(self.person is not None and bool(self.person.unit))
        self.up_to_unit.setText(self.person.unit if self.person else "")
        numbers = self._all_numbers()
        self.numbers.show_rows([number.id for number in numbers], [number_cells(each, fresh) for each in numbers])
        people = [person for person in self.unit.unit.people if person.active] if self.unit else []
        self.people.show_rows([person.id for person in people], [person_cells(person) for person in people])
        self._show_facts(language)
        self._show_buttons()

    def _title(self, row: DirectoryUnit | PersonRow | None, language: str) -> str:
        if row is None:
            return ""
        return name_said(row.name, row.name_en, language) if isinstance(row, DirectoryUnit) else row.name

    def _about(self, language: str) -> str:
        if self.unit is not None:
            unit = self.unit.unit
            other = unit.name if name_said(unit.name, unit.name_en, language) != unit.name else unit.name_en
            return "  ·  ".join(part for part in (other, unit.short) if part)
        return self.person.person.post if self.person else ""

    def _show_facts(self, language: str) -> None:
        texts: dict[str, str] = {}
        if self.unit is not None:
            unit, english = self.unit.unit, not language.startswith("zh")
            texts["functions"] = "\n".join((unit.functions_en if english else ()) or unit.functions)
            texts["fields"] = between(language).join((unit.fields_en if english else ()) or unit.fields)
            texts |= {"address": unit.address, "note": unit.note, "parent": self.unit.parent}
            texts["below"] = between(language).join(name for _, name in self.unit.below)
            texts["groups"] = between(language).join(name for _, name in self.unit.groups)
        elif self.person is not None:
            person = self.person.person
            texts = {"fields": between(language).join(person.fields), "note": person.note}
            texts["groups"] = between(language).join(name for _, name in self.person.groups)
        for name, (label, shown) in self._facts.items():
            text = texts.get(name, "")
            shown.setText(text)
            label.setVisible(bool(text))
            shown.setVisible(bool(text))

    def _show_buttons(self) -> None:
        row, forming = self._row(), self.changes.is_forming
        active = row is not None and row.active
        has = self.current_number() is not None
        self.no_number.setVisible(row is not None and not self._all_numbers())
        for button in (self.copy, self.answers, self.silent, self.change_number, self.retire_number):
            button.setVisible(has and active)
        for button in (self.change, self.new_number, self.retire):
            button.setVisible(active and not forming)
        self.new_person.setVisible(active and self.unit is not None and not forming)
        self.take_back.setVisible(row is not None and not row.active and not forming)
        kind = said(UNIT_KIND_WORDS[self.unit.unit.kind]) if self.unit else ""
        retired = row is not None and not row.active
        self.state.setText(self.tr("retired") if retired else kind)
        put_look(self.state, tone="warning" if retired else "")
        self.state.setVisible(bool(self.state.text()))
        put_look(self.answers, look="primary" if has and self._is_due() else "")

    def _is_due(self) -> bool:
        """Whether calling the current number is what should be done next."""
        number = self.current_number()
        fresh = Freshness(self._tools.clock(), self._tools.office().stale_days)
        return number is not None and fresh.is_stale(number)

    def _forming(self, forming: bool) -> None:
        """Forms stand in the place of the facts."""
        self._area.setVisible(not forming)
        self._show_buttons()
        if not forming and self.isVisible():
            self.take_focus()

    def _to_unit(self) -> None:
        if self.person is not None and self.person.person.unit_id is not None:
            self.key_asked.emit(("unit", self.person.person.unit_id))


def _in_line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line
