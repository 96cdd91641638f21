"""One rule: where it comes from, its values by day, and the form in which an administrator sets another."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.rules.rule_book import ALWAYS, Rule, RuleBook
from dutyroom.rules.rule_value import SENTENCES, typed_value, value_said
from dutyroom.rules.wording import Wording
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.form import Form
from dutyroom.ui.theme import label_of, put_look

Typed = tuple[str, QDate, str]


class RuleForm(Form):
    """Shows a rule; ``value``, ``from_on`` and ``source`` ask for another value. Three ends: set, confirm, withdraw."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[RuleBook, Rule, date] | None = None
        self._wording = Wording()
        self.name = label_of("strong", parent=self)
        self.origin, self.versions = (label_of("small", parent=self) for _ in range(2))
        self.state = FieldNote(self)
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for label in (self.name, self.origin, self.versions):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self.withdraw, self.confirm, self.set_value = (QPushButton(self) for _ in range(3))
        put_look(self.withdraw, look="link")
        column.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.state)
        self.add_part(head, ahead=True)
        self.value, self.source = QLineEdit(self), QLineEdit(self)
        self.from_on = QDateEdit(self)
        self.from_on.setDisplayFormat("yyyy-MM-dd")
        for name in ("value", "from_on", "source"):
            self.add_field(name, getattr(self, name))
        for button, name in ((self.withdraw, "withdraw"), (self.confirm, "confirm"), (self.set_value, "set_value")):
            button.setObjectName(name)
        self.add_button(self.confirm)
        self.add_button(self.set_value, first_step=True)
        self.fields_box.addStretch(1)
        self.retranslate()

    def show_rule(self, book: RuleBook, rule: Rule, today: date, wording: Wording) -> None:
        """Show this rule as it is in force today, ready for another value."""
        self._shown = (book, rule, today)
        self._wording = wording
        self.clear_notes()
        self.value.setText(typed_value(rule.value, wording))
        self.value.setCursorPosition(0)
        self.from_on.setDate(QDate(today.year, today.month, today.day))
        self.source.clear()
        self.retranslate()
        self.mark_clean()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return self.value.text(), self.from_on.date(), self.source.text()

    def type_again(self, typed: Typed) -> None:
        """Put back what somebody had typed for this rule."""
        self.value.setText(typed[0])
        self.from_on.setDate(typed[1])
        self.source.setText(typed[2])

    @property
    def rule(self) -> Rule | None:
        """The rule shown."""
        return self._shown[1] if self._shown else None

    @property
    def own_ahead(self) -> Rule | None:
        """The office's own value that can still be withdrawn: it begins today or later."""
        if self._shown is None:
            return None
        book, rule, today = self._shown
        ahead = [each for each in book.versions[rule.key] if each.own is not None and each.begins >= today]
        return ahead[0] if ahead else None

    def begins(self) -> date:
        """The day that stands in the form."""
        day = self.from_on.date()
        return date(day.year(), day.month(), day.day())

    def show_rights(self, may: bool) -> None:
        """Only administrators may change anything here."""
        for name in self.field_names():
            getattr(self, name).setEnabled(may)
        for button in (self.withdraw, self.confirm, self.set_value):
            button.setEnabled(may)

    def retranslate(self) -> None:
        """Word the form anew."""
        self._word_rule()
        hint = self.tr(SENTENCES[f"rule.value.type.{self.rule.unit}"]) if self.rule else ""
        self.word_field("value", self.tr("Value"), hint)
        self.word_field("from_on", self.tr("From day"), self.tr("What began before keeps the value it had."))
        self.word_field("source", self.tr("Reason"))
        self.source.setPlaceholderText(self.tr("Regulation, or decision of the office"))
        self.set_value.setText(self.tr("Set the value"))
        self.confirm.setText(self.tr("Confirm as it stands"))
        ahead = self.own_ahead
        day = ahead.begins.isoformat() if ahead else ""
        self.withdraw.setText(self.tr("Withdraw the one from {day}").format(day=day))
        for button in (self.withdraw, self.confirm, self.set_value):
            button.setAccessibleName(button.text())
        self.withdraw.setVisible(ahead is not None)
        self.confirm.setVisible(self.rule is not None and not self.rule.checked)

    def _word_rule(self) -> None:
        if self._shown is None:
            return
        book, rule, _ = self._shown
        self.name.setText(rule.name(self._wording.language))
        self.origin.setText(self.tr("Source: {source} · {key}").format(source=rule.source, key=rule.key))
        lines = [self._version(each) for each in book.versions[rule.key]]
        self.versions.setText("\n".join(lines) if len(lines) > 1 or rule.begins > ALWAYS else "")
        self.versions.setVisible(bool(self.versions.text()))
        if rule.checked:
            self.state.be_silent()
        else:
            self.state.say(self.tr("Not confirmed by this office yet."), "warning")

    def _version(self, rule: Rule) -> str:
        value = value_said(rule.value, rule.unit, self._wording)
        if rule.begins == ALWAYS:
            return self.tr("As shipped: {value}").format(value=value)
        return self.tr("From {day}: {value} ({source})").format(
            day=rule.begins.isoformat(), value=value, source=rule.source
        )
