"""The table of classes of the mayor's telephone in Settings: filtered, confirmed, changed, withdrawn, put back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.hotline_classes import add_class, change_class, withdraw_class
from dutyroom.data.queries.hotline_classes import ClassRow, class_rows
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.hotline_classes import KEEPERS, ChangeClass, WithdrawClass, kinds_at_once
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import RuleBook
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.focus import filter_key
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.settings.classes_form import ClassForm
from dutyroom.ui.parts.settings.form_area import form_area
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.parts.side_by_side import SideBySide
from dutyroom.ui.theme import is_look_change, label_of, tokens_in_use

_CODE, _NAME, _UNIT, _STANDS = range(4)
_FORM_WIDE: Final = 330


class ClassesPanel(QWidget):
    """Filter, table, form. In the table: Enter edits, Ins adds, Del withdraws or puts back, Ctrl+Z undoes that."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._all: list[ClassRow] = []
        self._rows: list[ClassRow] = []
        self._units: tuple[Choice, ...] = ()
        self._undo: WithdrawClass | None = None
        self._wanted: int | None = None
        self.filter = QLineEdit(self)
        self.filter.setObjectName("classes_filter")
        self.filter.setClearButtonEnabled(True)
        self.said = label_of("small", parent=self)
        self.said.setWordWrap(True)
        self.table = QTableWidget(0, 4, self)
        self.form, self.side = ClassForm(), SideBySide(tools)
        self._lay_out()
        self._meeting = Meeting(tools, self.side, self._show_side, self._save)
        self._connect()
        self.retranslate()

    def refresh(self) -> None:
        """Ask for the table, the units and the rules anew; what is being typed stays."""
        courier = self._tools.courier
        courier.ask(self, unit_rows, then=self._units_came)
        courier.ask(self, rule_book, then=self._rules_came)
        courier.ask(self, partial(class_rows, withdrawn=True), then=self._read)

    def may_change(self) -> bool:
        """Whether who is signed in may change the table."""
        return bool(self._tools.courier.author.roles.intersection(KEEPERS))

    def show_rights(self) -> None:
        """Who works at the mayor's telephone, leaders and administrators may change; everybody may look."""
        self.form.show_rights(self.may_change())

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def begin_new(self) -> None:
        """An empty form for a new class."""
        if self.may_change():
            self.table.blockSignals(True)
            self.table.setCurrentCell(-1, -1)
            self.table.clearSelection()
            self.table.blockSignals(False)
            self.form.show_class(None)
            self.form.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Put back what was withdrawn last, or withdraw again what was put back."""
        if self._undo is not None and self.may_change():
            self._do(withdraw_class, self._undo, self.tr("It stands as it was before."))

    def retranslate(self) -> None:
        """Word it anew."""
        self.filter.setPlaceholderText(self.tr("Filter: code, name, what callers say, pinyin, unit"))
        self.filter.setAccessibleName(self.tr("Filter the classes"))
        self.table.setAccessibleName(self.tr("Classes of the mayor's telephone"))
        titles = (self.tr("Code"), self.tr("Class"), self.tr("Unit"), self.tr("Stands"))
        self.table.setHorizontalHeaderLabels(titles)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter in the filter go to the table; the table has keys of its own."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self.filter:
            if filter_key(event, self.filter, self.table):
                return True
        elif watched is self.table:
            keys: dict[int, Callable[[], None]] = {
                Qt.Key.Key_Insert: self.begin_new,
                Qt.Key.Key_Delete: self._take,
            }
            chosen = self.undo if event.matches(QKeySequence.StandardKey.Undo) else keys.get(event.key())
            if chosen is not None:
                chosen()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        titles = as_list(self.table)
        for column, width in ((_CODE, 76), (_UNIT, 128), (_STANDS, 96)):
            titles.resizeSection(column, width)
        titles.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.filter, self.table, self.said):
            left.addWidget(widget, 1 if widget is self.table else 0)
        right = QWidget(self)
        self._faces = QStackedLayout(right)
        self._area = form_area(self.form, _FORM_WIDE)
        for face in (self._area, self.side):
            self._faces.addWidget(face)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(left, 3)
        line.addWidget(right, 2)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._fill)
        for widget in (self.filter, self.table):
            widget.installEventFilter(self)
        self.table.currentCellChanged.connect(self._chosen)
        self.table.itemActivated.connect(lambda _: self.form.name_zh.setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.new.clicked.connect(self.begin_new)
        self.form.save.clicked.connect(self._save)
        self.form.take.clicked.connect(self._take)
        self.form.undo.clicked.connect(self.undo)
        self.form.step_back_asked.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))

    def _show_side(self, shown: bool) -> None:
        self._faces.setCurrentWidget(self.side if shown else self._area)

    def _units_came(self, units: list[UnitRow]) -> None:
        self._units = tuple(Choice(row.id, row.name, (row.pinyin, row.initials), row.short) for row in units)

    def _rules_came(self, book: RuleBook) -> None:
        self.form.offer(self._units, kinds_at_once(book))

    def _read(self, rows: list[ClassRow]) -> None:
        self._all = rows
        self._fill()

    def _fill(self) -> None:
        words = self.filter.text().casefold().split()
        self._rows = [row for row in self._all if all(word in _searched(row) for word in words)]
        open_ones = sum(row.active and not row.checked for row in self._all)
        counted = self.tr("Classes: {n}").format(n=len(self._rows))
        unconfirmed = self.tr("{n} are defaults of this program that the office has not confirmed.").format(n=open_ones)
        self.said.setText(f"{counted}  {unconfirmed}" if open_ones else counted)
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            self._fill_row(place, row)
        wanted = self._wanted if self._wanted is not None else self.form.row.id if self.form.row else None
        same = [place for place, row in enumerate(self._rows) if row.id == wanted]
        chosen = same[0] if same else 0 if self._rows and not self.form.is_dirty else -1
        self._wanted = None
        self.table.setCurrentCell(chosen, 0 if chosen >= 0 else -1)
        self.table.blockSignals(False)
        self._chosen(chosen)

    def _fill_row(self, place: int, row: ClassRow) -> None:
        english = self._tools.wording().language == "en"
        name = "   " * (len(row.code) // 2 - 1) + row.name(english=english)
        stands = (
            self.tr("withdrawn")
            if not row.active
            else self.tr("confirmed")
            if row.checked
            else self.tr("shipped default")
        )
        for column, text in enumerate((row.code, name, row.unit, stands)):
            item = QTableWidgetItem(text)
            item.setToolTip("\n".join((row.path(english=english), "、".join(row.words), row.source)).strip())
            if not row.active:
                item.setForeground(QColor(tokens_in_use().secondary))
            elif column == _STANDS and not row.checked:
                item.setForeground(QColor(tokens_in_use().warning))
            self.table.setItem(place, column, item)

    def _chosen(self, place: int, *_: int) -> None:
        if 0 <= place < len(self._rows):
            row, shown = self._rows[place], self.form.row
            if not (shown is not None and shown.id == row.id and self.form.is_dirty):  # what is being typed stays
                self.form.show_class(row)
        self.show_rights()

    def _save(self) -> None:
        if not self.form.save.isEnabled():
            return
        self.form.clear_notes()
        asked = self.form.command()
        action = change_class if isinstance(asked, ChangeClass) else add_class
        self._do(action, asked, self.tr("The class is kept and confirmed."))

    def _take(self) -> None:
        row = self.form.row
        if row is not None and self.may_change():
            back = not row.active
            said = (
                self.tr("The class is in use again.") if back else self.tr("The class is withdrawn. Ctrl+Z undoes it.")
            )
            self._do(withdraw_class, WithdrawClass(id=row.id, version=row.version, back=back), said)

    def _do(self, action: Callable[..., Any], asked: object, said: str) -> None:
        then = partial(self._done, said)
        self._tools.courier.do(self, action, asked, then=then, refused=self._refused)

    def _done(self, said: str, result: int | WithdrawClass) -> None:
        self.form.mark_clean()
        if isinstance(result, WithdrawClass):
            self._undo, self._wanted = result, result.id
            self.form.undo.setVisible(True)
        else:
            self._wanted = result
        self._tools.say(said)
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        self.form.point_out(refusal, said_by(self._tools, refusal))
        if refusal.code == MEANWHILE:
            self._tools.courier.ask(self, partial(class_rows, withdrawn=True), then=self._meet)

    def _meet(self, rows: list[ClassRow]) -> None:
        shown = self.form.row
        row = next((each for each in rows if shown is not None and each.id == shown.id), None)
        if row is not None:
            self._meeting.meet(self.form, "hotline_class", row.id, row.version, self.form.of_row(row))


def _searched(row: ClassRow) -> str:
    return " ".join((row.code, row.path(), row.en, *row.words, row.initials, row.pinyin, row.unit)).casefold()
