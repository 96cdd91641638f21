"""The rules in force: every value with its source, whether somebody confirmed it, and since when it holds."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.rules import confirm_rule, set_rule, withdraw_rule
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import ALWAYS, Rule, RuleBook
from dutyroom.rules.rule_change import ConfirmRule, SetRule, WithdrawRule
from dutyroom.rules.rule_fault import fault_said
from dutyroom.rules.rule_value import understand_value, value_said
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import filter_key
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.parts.settings.form_area import form_area
from dutyroom.ui.parts.settings.rule_form import RuleForm, Typed
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.theme import is_look_change, label_of, tokens_in_use

_NAME, _VALUE, _CHECKED, _SINCE, _SOURCE = range(5)
_ROOM_FOR_SOURCE: Final = 760
"""px of the table; where it is narrower the source stands in the form only."""


class RulesPanel(QWidget):
    """A filter, the table, and the form of the rule chosen. Enter in the table goes to the value."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._book: RuleBook | None = None
        self._today = date.min
        self._rules: list[Rule] = []
        self._key = ""
        self._typed: dict[str, Typed] = {}
        self.filter = QLineEdit(self)
        self.filter.setObjectName("rule_filter")
        self.filter.setClearButtonEnabled(True)
        self.open_only = QCheckBox(self)
        self.count = label_of("small", parent=self)
        self.faults = FieldNote(self)
        self.table = QTableWidget(0, 5, self)
        self.empty = EmptyState(self)
        self.form = RuleForm()
        self._lay_out()
        self.filter.textChanged.connect(self._fill)
        self.open_only.toggled.connect(self._fill)
        self.empty.step_taken.connect(self._clear_filter)
        self.table.currentCellChanged.connect(self._chosen)
        self.table.itemActivated.connect(lambda _: self._begin_edit())
        self.filter.installEventFilter(self)
        self.form.set_value.clicked.connect(self._set)
        self.form.confirm.clicked.connect(self._confirm)
        self.form.withdraw.clicked.connect(self._withdraw)
        self.form.step_back_asked.connect(self._step_back)
        self.retranslate()

    def show_book(self, book: RuleBook) -> None:
        """Show these rules as they are in force today; what is being typed stays."""
        self._book = book
        self._today = self._tools.clock().astimezone(self._tools.zone).date()
        self._fill()

    def show_rights(self) -> None:
        """Everybody may look; only administrators may change."""
        self.form.show_rights(Role.ADMINISTRATOR in self._tools.courier.author.roles)

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def retranslate(self) -> None:
        """Word it anew."""
        self.filter.setPlaceholderText(self.tr("Filter: name, value, source"))
        self.filter.setAccessibleName(self.tr("Filter the rules"))
        self.open_only.setText(self.tr("Not confirmed only"))
        self.open_only.setAccessibleName(self.open_only.text())
        self.table.setAccessibleName(self.tr("Rules in force"))
        titles = (self.tr("Rule"), self.tr("Value"), self.tr("Confirmed"), self.tr("In force since"), self.tr("Source"))
        self.table.setHorizontalHeaderLabels(titles)
        self.empty.set_words(self.tr("No rule says this."), self.tr("Show all rules"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The source has a column of its own where there is room."""
        super().resizeEvent(event)
        self.table.setColumnHidden(_SOURCE, self.table.width() < _ROOM_FOR_SOURCE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter in the filter go to the table."""
        pressed = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed is not None and watched is self.filter and filter_key(pressed, self.filter, self.table):
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        titles = as_list(self.table)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        titles.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        titles.setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Interactive)
        titles.setSectionResizeMode(_SOURCE, QHeaderView.ResizeMode.Stretch)
        titles.resizeSection(_VALUE, 124)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.filter, 1)
        above.addWidget(self.open_only)
        above.addWidget(self.count)
        self._shown = QStackedLayout()
        self._shown.addWidget(self.table)
        self._shown.addWidget(self.empty)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(above)
        left.addWidget(self.faults)
        left.addLayout(self._shown, 1)
        area = form_area(self.form, 340)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(left, 3)
        line.addWidget(area, 2)

    def _fill(self) -> None:
        book = self._book
        if book is None:
            return
        wording, on = self._tools.wording(), self._today
        rules = book.rules(on)
        words = self.filter.text().casefold().split()
        self._rules = [
            rule
            for rule in rules
            if not (self.open_only.isChecked() and rule.checked) and all(word in self._searched(rule) for word in words)
        ]
        open_ones = sum(not rule.checked for rule in rules)
        self.count.setText(self.tr("{count} not confirmed").format(count=open_ones) if open_ones else "")
        first = next(iter(book.faults), None)
        self.faults.say(fault_said(first.what, first.plain(), wording) if first else "", "overdue")
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._rules))
        for place, rule in enumerate(self._rules):
            self._fill_row(place, rule, book.upcoming(rule.key, on))
        chosen = next((place for place, rule in enumerate(self._rules) if rule.key == self._key), 0)
        self.table.setCurrentCell(chosen if self._rules else -1, 0)
        self.table.blockSignals(False)
        self._shown.setCurrentWidget(self.table if self._rules else self.empty)
        self._chosen(self.table.currentRow())

    def _fill_row(self, place: int, rule: Rule, upcoming: Rule | None) -> None:
        wording = self._tools.wording()
        value = value_said(rule.value, rule.unit, wording)
        checked = self.tr("confirmed") if rule.checked else self.tr("not yet")
        since = rule.begins.isoformat() if rule.begins > ALWAYS else self.tr("as shipped")
        if upcoming is not None:
            since = f"▸ {upcoming.begins.isoformat()}"
        for column, text in enumerate((rule.name(wording.language), value, checked, since, rule.source)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == _SINCE and upcoming is not None:
                said = value_said(upcoming.value, upcoming.unit, wording)
                item.setToolTip(self.tr("From {day}: {value}").format(day=upcoming.begins.isoformat(), value=said))
            if column == _CHECKED and not rule.checked:
                item.setForeground(QColor(tokens_in_use().warning))
            self.table.setItem(place, column, item)

    def _searched(self, rule: Rule) -> str:
        value = value_said(rule.value, rule.unit, self._tools.wording())
        return " ".join((rule.key, rule.zh, rule.en, value, rule.source)).casefold()

    def _chosen(self, place: int, *_: int) -> None:
        if self._book is None or not 0 <= place < len(self._rules):
            self.form.setVisible(bool(self._rules))
            return
        self.form.setVisible(True)
        rule = self._rules[place]
        if self.form.is_dirty:
            if rule.key == self._key:
                return
            self._typed[self._key] = self.form.typed()
        self._key = rule.key
        self.form.show_rule(self._book, rule, self._today, self._tools.wording())
        if rule.key in self._typed:
            self.form.type_again(self._typed.pop(rule.key))
        self.show_rights()

    def _begin_edit(self) -> None:
        self.form.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.value.selectAll()

    def _step_back(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_filter(self) -> None:
        self.open_only.setChecked(False)
        self.filter.clear()
        self.begin_filtering()

    def _set(self) -> None:
        rule = self.form.rule
        if rule is None or not self.form.set_value.isEnabled():
            return
        self.form.clear_notes()
        try:
            value = understand_value(self.form.value.text(), rule.unit)
        except Refusal as refusal:
            self._refused(refusal)
            return
        wish = SetRule(key=rule.key, value=value, from_on=self.form.begins(), source=self.form.source.text())
        said = self.tr("{rule}: {value} from {day}.").format(
            rule=rule.name(self._tools.wording().language),
            value=value_said(value, rule.unit, self._tools.wording()),
            day=wish.from_on.isoformat(),
        )
        self._tools.courier.do(self, set_rule, wish, then=lambda _: self._kept(said), refused=self._refused)

    def _confirm(self) -> None:
        rule = self.form.rule
        if rule is None:
            return
        wish = ConfirmRule(key=rule.key, on=self._today, note=self.form.source.text())
        said = self.tr("{rule} is confirmed.").format(rule=rule.name(self._tools.wording().language))
        self._tools.courier.do(self, confirm_rule, wish, then=lambda _: self._kept(said), refused=self._refused)

    def _withdraw(self) -> None:
        own = self.form.own_ahead
        if own is None or own.own is None:
            return
        wish = WithdrawRule(id=own.own, reason=self.form.source.text())
        said = self.tr("The value from {day} is withdrawn.").format(day=own.begins.isoformat())
        self._tools.courier.do(self, withdraw_rule, wish, then=lambda _: self._kept(said), refused=self._refused)

    def _kept(self, said: str) -> None:
        """The change is announced, so the page asks for the rules anew."""
        self.form.mark_clean()
        self._tools.say(said)

    def _refused(self, refusal: Refusal) -> None:
        self.form.point_out(refusal, said_by(self._tools, refusal))
