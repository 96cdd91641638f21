"""The first run: a few short steps from an empty folder to a duty room, or a look around with sample data."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.rules.office import OfficeSettings, SetUpOffice, check_office
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.appearance import Appearance
from dutyroom.ui.first_run_forms import AdministratorForm, OfficeForm, ShiftsForm, StepForm
from dutyroom.ui.first_run_people import PeopleForm
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, is_enter, tab_as_laid_out
from dutyroom.ui.theme import label_of, put_look


class FirstRun(QWidget):
    """Asks what a duty room needs to begin; ``asked`` carries it, ``sample_asked`` is the one button beside."""

    asked = Signal(object)
    """A ``SetUpOffice``."""
    sample_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_run")
        self._appearance = appearance
        self.title, self.lead = label_of("page", parent=self), label_of("secondary", parent=self)
        self.lead.setWordWrap(True)
        self.office, self.shifts = OfficeForm(self), ShiftsForm(self)
        self.administrator, self.people = AdministratorForm(self), PeopleForm(self)
        self._steps: tuple[StepForm, ...] = (self.office, self.shifts, self.administrator, self.people)
        self.stack = QStackedWidget(self)
        self.note, self.busy = FieldNote(self), Busy(self)
        self.back, self.forward = QPushButton(self), QPushButton(self)
        self.sample, self.language = QPushButton(self), QPushButton(self)
        put_look(self.forward, look="primary")
        put_look(self.language, look="link")
        self.forward.setAutoDefault(True)
        self._lay_out()
        tab_as_laid_out(self)
        self.back.clicked.connect(self.step_back)
        self.forward.clicked.connect(self.step_on)
        self.sample.clicked.connect(self.sample_asked)
        self.language.clicked.connect(lambda: self._appearance.switch_language())
        self.office.language_chosen.connect(self._appearance.choose_language)
        for form in self._steps:
            form.step_back_asked.connect(self.step_back)
        self.retranslate()
        self.office.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """Wide enough for the list of people."""
        return QSize(860, 640)

    def step_on(self) -> None:
        """Check this step; show the next one, or say ``asked`` after the last."""
        place = self.stack.currentIndex()
        form = self._steps[place]
        form.clear_notes()
        self.note.be_silent()
        try:
            self._check(place)
        except Refusal as refused:
            form.point_out(refused, self._said(refused))
            return
        if place + 1 < len(self._steps):
            self._show_step(place + 1)
        else:
            self.asked.emit(self.collected())

    def step_back(self) -> None:
        """Show the step before; what was typed stays."""
        if self.stack.currentIndex() > 0 and not self.busy.is_running:
            self._show_step(self.stack.currentIndex() - 1)

    def show_step(self, number: int) -> None:
        """Show step ``number``, 0 the first; for pictures."""
        self._show_step(number)

    def collected(self) -> SetUpOffice:
        """Everything asked, as the command that sets the office up."""
        people = (self.administrator.person(), *self.people.people())
        return SetUpOffice(settings=self._settings(), people=people)

    def begin(self) -> None:
        """The store is being made."""
        self.busy.begin(self.tr("The duty room is being set up"), may_cancel=False)
        self._enable(False)

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """The store refused: nothing typed is lost."""
        self.fail(sentence)
        if refusal.code.startswith("officer.name"):
            self.people.point_out(refusal, sentence)

    def fail(self, sentence: str) -> None:
        """It could not be done; say why and let the person mend it."""
        self.busy.end()
        self._enable(True)
        self.note.say(sentence)

    def retranslate(self) -> None:
        """Word the frame anew; the forms word themselves."""
        place, last = self.stack.currentIndex(), len(self._steps) - 1
        titles = (
            (self.tr("The duty room"), self.tr("Four short steps. Everything can be changed later in Settings.")),
            (self.tr("Shifts"), self.tr("When one shift takes over from the other.")),
            (self.tr("The first administrator"), self.tr("Looks after accounts and settings.")),
            (
                self.tr("Duty officers and leaders"),
                self.tr("Who stands on a shift. Without a password a person can be named, but cannot sign in."),
            ),
        )
        self.office.show_language(self._appearance.wording.language)
        self.setWindowTitle(self.tr("DutyRoom: first run"))
        self.title.setText(f"{place + 1}/{last + 1}  {titles[place][0]}")
        self.lead.setText(titles[place][1])
        self.back.setText(self.tr("Previous"))
        self.forward.setText(self.tr("Set up the duty room") if place == last else self.tr("Next"))
        self.sample.setText(self.tr("Look around with sample data"))
        self.sample.setToolTip(self.tr("Opens an invented duty room in a folder of its own"))
        self.language.setText("English" if self._appearance.wording.language != "en" else "中文")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, on a button it presses that one; Esc steps back."""
        if is_enter(event):
            if not enter_presses(event, self):
                self.step_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for form in self._steps:
            area = QScrollArea(self)
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            form.setProperty("look", "page")
            area.setWidget(form)
            self.stack.addWidget(area)
        card = QFrame(self)
        card.setProperty("look", "card")
        card.setMaximumWidth(860)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 24, 28, 20)
        inside.setSpacing(8)
        inside.addWidget(self.title)
        inside.addWidget(self.lead)
        inside.addSpacing(12)
        inside.addWidget(self.stack, 1)
        inside.addWidget(self.note)
        inside.addWidget(self.busy)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.sample)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.forward)
        inside.addLayout(buttons)
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(self.language)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 24)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(middle, 1)
        self.back.setEnabled(False)

    def _show_step(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.back.setEnabled(place > 0)
        self.sample.setVisible(place == 0)
        self.retranslate()
        first = self._steps[place].first_field()
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _check(self, place: int) -> None:
        if place == 0:
            check_office(self.office.settings(OfficeSettings()))
        elif place == 1:
            check_office(self._settings())
        elif place == 2:
            self.administrator.check()
        else:
            self.people.check(self.administrator.person().name)

    def _settings(self) -> OfficeSettings:
        return self.shifts.settings(self.office.settings(OfficeSettings()))

    def _enable(self, on: bool) -> None:
        for widget in (self.stack, self.forward, self.sample):
            widget.setEnabled(on)
        self.back.setEnabled(on and self.stack.currentIndex() > 0)

    def _said(self, refusal: Refusal) -> str:
        return said(refusal, self._appearance.wording, OfficeSettings().zone)
