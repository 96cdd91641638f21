"""A report upward as it is written, signed and issued: its words, who signs, what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from dutyroom.data.queries.incidents import ReportRow
from dutyroom.rules.incident_facts import ESSENTIALS
from dutyroom.rules.incident_report import ReportState
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.large_text import LargeText
from dutyroom.ui.parts.password_field import PasswordField
from dutyroom.ui.parts.person_picker import PersonPicker

_BODY_TALL: Final = 100
_SHORT_TALL: Final = 58
_SIGNING: Final = ("leader", "password", "on_behalf", "reason")


class _Body(LargeText):
    """Room for the paragraphs of a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        """Some six lines."""
        return QSize(320, _BODY_TALL)


class ReportForm(Form):
    """Which fields are asked follows from the state; the filled button is the next step of the report."""

    step_asked = Signal()
    save_asked = Signal()
    discard_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: ReportRow | None = None
        self._missing: tuple[str, ...] = ()
        self.title, self.body, self.short = QLineEdit(self), _Body(self), QPlainTextEdit(self)
        self.leader, self.on_behalf = PersonPicker(self), QCheckBox(self)
        self.reason, self.password = QLineEdit(self), PasswordField(self)
        self.explanation, self.void_reason = QLineEdit(self), QLineEdit(self)
        self.copy, self.save, self.discard = QPushButton(self), QPushButton(self), QPushButton(self)
        self.print_, self.back, self.send = QPushButton(self), QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def state(self) -> str:
        """How far the report shown is."""
        return self._report.state if self._report is not None else ""

    @property
    def is_rewritten(self) -> bool:
        """Whether title or body are not those that are stored."""
        report = self._report
        return report is not None and (self.title.text(), self.body.toPlainText()) != (report.title, report.body)

    def show_report(self, report: ReportRow, short: str, missing: Sequence[str]) -> None:
        """Show it as it is stored."""
        former, self._report = self._report, report
        self._missing = tuple(missing)
        self.title.setText(report.title)
        self.body.setPlainText(report.body)
        self.short.setPlainText(short)
        self.void_reason.clear()
        if former is None or former.id != report.id:
            self.on_behalf.setChecked(False)
            for field in (self.reason, self.password, self.explanation):
                field.clear()
        self.clear_notes()
        self._show_fields()
        self.retranslate()

    def offer(self, leaders: Sequence[Choice]) -> None:
        """Who may sign; the only one is picked already."""
        self.leader.set_choices(leaders)
        if len(leaders) == 1 and not self.leader.text():
            self.leader.set_choice(leaders[0].id)

    def first_field(self) -> QWidget:
        """Where the cursor begins."""
        if self.state == ReportState.DRAFT:
            return self.body
        if self.state == ReportState.SIGNED:
            return self.explanation if self._missing else self.send
        return self.copy

    def begin_discarding(self) -> bool:
        """Ask for the reason; says whether it stood there already."""
        asked = not self.void_reason.isHidden()
        self.show_field("void_reason", True)
        if not asked:
            self.void_reason.setFocus()
        return asked

    def copy_short(self) -> str:
        """Put the short form into the clipboard."""
        QGuiApplication.clipboard().setText(self.short.toPlainText())
        return self.short.toPlainText()

    def retranslate(self) -> None:
        """Word the form for the state of its report."""
        self.word_field("title", self.tr("Title"))
        self.word_field("body", self.tr("Text"))
        self.word_field("short", self.tr("Short form"), self.tr("for the telephone or a message"))
        self.word_field("leader", self.tr("Signed by"))
        self.leader.setPlaceholderText(self.tr("name or initials of the leader"))
        self.on_behalf.setText(self.tr("I sign on the leader's behalf"))
        self.word_field("on_behalf", "")
        self.word_field("reason", self.tr("Why on behalf"))
        own = self.on_behalf.isChecked()
        self.word_field("password", self.tr("Your own password") if own else self.tr("The leader's password"))
        missing = ", ".join(translated(ESSENTIALS[key]) for key in self._missing)
        hint = self.tr("not known yet: {what}").format(what=missing) if missing else ""
        self.word_field("explanation", self.tr("Why all the same"), hint)
        self.word_field("void_reason", self.tr("Why it is discarded"))
        self._word_buttons()

    def _word_buttons(self) -> None:
        self.copy.setText(self.tr("Copy the short form"))
        self.copy.setToolTip(self.tr("Copy the short form (Ctrl+Shift+C)"))
        self.save.setText(self.tr("Save the text"))
        self.save.setToolTip(self.tr("Save the text; what was signed must be signed again (Ctrl+S)"))
        self.print_.setText(self.tr("Print…"))
        self.print_.setToolTip(self.tr("The report as it is printed (Ctrl+P)"))
        self.discard.setText(self.tr("Discard…"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        signed = self.state == ReportState.SIGNED
        self.send.setText(self.tr("Issue with a number") if signed else self.tr("Sign the report"))

    def _lay_out(self) -> None:
        self.short.setReadOnly(True)
        self.short.setFixedHeight(_SHORT_TALL)
        self.short.setTabChangesFocus(True)
        self._grid.setColumnStretch(3, 1)
        self.add_field("title", self.title, wide=True)
        self.add_field("body", self.body, tall=True, wide=True)
        self.add_field("short", self.short, tall=True, wide=True)
        for name in _SIGNING:
            self.add_field(name, getattr(self, name), beside=name in ("password", "reason"))
        for name in ("explanation", "void_reason"):
            self.add_field(name, getattr(self, name), wide=True)
        for button in (self.back, self.discard, self.print_, self.copy, self.save):
            self.add_button(button)
        self.add_button(self.send, first_step=True)

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self.step_asked)
        self.save.clicked.connect(self.save_asked)
        self.discard.clicked.connect(self.discard_asked)
        self.void_reason.returnPressed.connect(self.discard_asked)
        self.on_behalf.toggled.connect(lambda _: self._show_fields())
        self.on_behalf.toggled.connect(lambda _: self.retranslate())
        self.title.textChanged.connect(lambda _: self._show_save())
        self.body.textChanged.connect(self._show_save)
        self.body.entered.connect(self.step_asked)

    def _show_fields(self) -> None:
        draft, signed = self.state == ReportState.DRAFT, self.state == ReportState.SIGNED
        for name in _SIGNING:
            self.show_field(name, draft and (name != "reason" or self.on_behalf.isChecked()))
        self.show_field("explanation", signed and bool(self._missing))
        self.show_field("void_reason", False)
        for field in (self.title, self.body):
            field.setReadOnly(not (draft or signed))
        self.send.setVisible(draft or signed)
        self.discard.setVisible(draft or signed)
        self._show_save()

    def _show_save(self) -> None:
        self.save.setVisible(self.state in (ReportState.DRAFT, ReportState.SIGNED) and self.is_rewritten)
