"""Holidays: the years that have a table and those that have none, and the form in which a year is entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.rules import load_holidays
from dutyroom.data.rule_book import read_holiday_file
from dutyroom.data.trouble import Trouble
from dutyroom.rules.holiday_table import FIRST_YEAR, LAST_YEAR
from dutyroom.rules.holiday_text import holidays_written, understand_holidays
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.rule_change import LoadHolidays
from dutyroom.rules.workdays import Holidays, HolidayTable
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.parts.settings.form_area import form_area
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.theme import is_look_change, tokens_in_use

_YEAR, _DAYS, _ORIGIN = range(3)
_TEXT_HEIGHT: Final = 150
"""px. What Qt proposes leaves no room for the buttons in a small window; where there is more the text takes it."""


class _NoticeText(QPlainTextEdit):
    """The words of a notice; Tab goes on to the next field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        """As wide as proposed, and low."""
        return QSize(super().sizeHint().width(), _TEXT_HEIGHT)


class HolidayForm(Form):
    """A year, the words of its notice, and where they come from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year = QSpinBox(self)
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.text = _NoticeText(self)
        self.source = QLineEdit(self)
        self.add_field("year", self.year)
        self.add_field("text", self.text, tall=True)
        self.add_field("source", self.source)
        self.from_file, self.save = QPushButton(self), QPushButton(self)
        self.from_file.setObjectName("holidays_from_file")
        self.save.setObjectName("save_holidays")
        self.add_button(self.from_file)
        self.add_button(self.save, first_step=True)
        self._grid.setRowStretch(2, 1)  # the days take what room there is
        self.source.textChanged.connect(self.source.setToolTip)
        self.retranslate()

    def show_year(self, year: int, table: HolidayTable | None) -> None:
        """Show a year as it is known, or empty."""
        self.clear_notes()
        self.year.setValue(year)
        self.text.setPlainText(holidays_written(table) if table else "")
        self.source.setText(table.source if table else "")
        self.source.setCursorPosition(0)
        self.mark_clean()

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_field("year", self.tr("Year"))
        hint = self.tr(
            "Paste the notice of the State Council, or write a line for each: 元旦：1月1日至3日放假。1月4日上班。"
        )
        self.word_field("text", self.tr("Days off"), hint)
        self.word_field("source", self.tr("Notice it comes from"))
        self.from_file.setText(self.tr("From a file…"))
        self.save.setText(self.tr("Save the year"))
        for button in (self.from_file, self.save):
            button.setAccessibleName(button.text())


class HolidaysPanel(QWidget):
    """The years, those without a table said in words, beside the form of the one chosen."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._holidays: Holidays | None = None
        self._years: list[int] = []
        self._shown: int | None = None
        self.missing = FieldNote(self)
        self.table = QTableWidget(0, 3, self)
        self.form = HolidayForm()
        self.ask_file: Callable[[], str] = self._ask_file
        self._lay_out()
        self.table.currentCellChanged.connect(self._chosen)
        self.table.itemActivated.connect(lambda _: self.form.text.setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.save.clicked.connect(self._save)
        self.form.from_file.clicked.connect(self._load)
        self.form.step_back_asked.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.retranslate()

    def show_book(self, book: RuleBook) -> None:
        """Show the holidays of this book; what is being typed stays."""
        self._holidays = book.holidays
        self._fill()

    def show_rights(self) -> None:
        """Everybody may look; only administrators may change."""
        may = Role.ADMINISTRATOR in self._tools.courier.author.roles
        self.form.year.setEnabled(may)
        self.form.text.setReadOnly(not may)
        self.form.source.setEnabled(may)
        self.form.from_file.setEnabled(may)
        self.form.save.setEnabled(may)

    def retranslate(self) -> None:
        """Word it anew."""
        self.table.setAccessibleName(self.tr("Years"))
        self.table.setHorizontalHeaderLabels([self.tr("Year"), self.tr("Holidays"), self.tr("Origin")])
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._fill()

    def _lay_out(self) -> None:
        titles = as_list(self.table)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        titles.setSectionResizeMode(_DAYS, QHeaderView.ResizeMode.Stretch)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.missing)
        left.addWidget(self.table, 1)
        area = form_area(self.form)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(left, 2)
        line.addWidget(area, 3)

    def _today(self) -> date:
        return self._tools.clock().astimezone(self._tools.zone).date()

    def _fill(self) -> None:
        holidays = self._holidays
        if holidays is None:
            return
        this_year = self._today().year
        self._years = sorted({*holidays.years, this_year, this_year + 1})
        absent = [str(year) for year in self._years if year not in holidays.years]
        words = self.tr(
            "No table of holidays for {years}: limits in working days that reach there count weekends only, and say so."
        )
        self.missing.say(words.format(years=", ".join(absent)) if absent else "", "warning")
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._years))
        for place, year in enumerate(self._years):
            self._fill_row(place, year, holidays.table(year))
        if self._shown not in self._years:
            self._shown = next((year for year in self._years if year not in holidays.years), self._years[-1])
        self.table.setCurrentCell(self._years.index(self._shown), 0)
        self.table.blockSignals(False)
        self._show()

    def _fill_row(self, place: int, year: int, table: HolidayTable | None) -> None:
        if table is None:
            texts = (str(year), self.tr("no table"), "")
        else:
            names = dict.fromkeys(name for name, _, _ in table.spans())
            days = self.tr("{days} days off, {made_up} made up").format(
                days=len(table.holidays), made_up=len(table.makeup)
            )
            origin = self.tr("the office") if table.own else self.tr("as shipped")
            texts = (str(year), days, origin)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(f"{text}: {'、'.join(names)}" if table is not None and column == _DAYS else text)
            if table is None and column == _DAYS:
                item.setForeground(QColor(tokens_in_use().warning))
            self.table.setItem(place, column, item)

    def _chosen(self, place: int, *_: int) -> None:
        if 0 <= place < len(self._years):
            self._shown = self._years[place]
            self.form.mark_clean()
            self._show()

    def _show(self) -> None:
        if self._shown is not None and self._holidays is not None and not self.form.is_dirty:
            self.form.show_year(self._shown, self._holidays.table(self._shown))
        self.show_rights()

    def _save(self) -> None:
        if not self.form.save.isEnabled():
            return
        self.form.clear_notes()
        year, text, source = self.form.year.value(), self.form.text.toPlainText(), self.form.source.text()
        try:
            table = understand_holidays(text, year=year, source=source)
        except Refusal as refusal:
            self._refused(refusal)
            return
        self._tools.courier.do(
            self,
            load_holidays,
            LoadHolidays(table=table),
            then=lambda _: self._saved(year),
            refused=self._refused,
        )

    def _saved(self, year: int) -> None:
        """The change is announced, so the page asks for the rules anew."""
        self._shown = year
        self.form.mark_clean()
        self._tools.say(self.tr("The holidays of {year} are kept.").format(year=year))

    def _load(self) -> None:
        chosen = self.ask_file()
        if chosen:
            self._tools.courier.work(self, read_holiday_file, Path(chosen), then=self._loaded, failed=self._unread)

    def _loaded(self, table: HolidayTable) -> None:
        """What the file says, to be looked at before it is saved."""
        self.form.show_year(table.year, None)
        # Typed into the form, as it were: it stays there although the years are asked for anew.
        self.form.text.setPlainText(holidays_written(table))
        self.form.source.setText(table.source)
        self.form.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tools.say(self.tr("Read; look it over, then save the year."))

    def _unread(self, error: Exception) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        refusal = error if isinstance(error, Refusal) else Refusal(error.code, field="text", **error.facts)
        self.form.point_out(refusal, said_by(self._tools, error))

    def _refused(self, refusal: Refusal) -> None:
        self.form.point_out(refusal, said_by(self._tools, refusal))

    def _ask_file(self) -> str:
        kinds = self.tr("Rule files") + " (*.toml);;" + self.tr("All files") + " (*)"
        return QFileDialog.getOpenFileName(self, self.tr("From a file…"), str(Path.home()), kinds)[0]
