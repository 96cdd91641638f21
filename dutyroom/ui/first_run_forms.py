"""The first steps of the first run: the office, its shifts, the first administrator."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Final
from zoneinfo import available_timezones

from PySide6.QtCore import QSignalBlocker, Qt, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QTimeEdit, QVBoxLayout, QWidget

from dutyroom.rules.office import (
    DAY_AND_NIGHT,
    DEFAULT_NAME_EN,
    DEFAULT_NAME_ZH,
    DEFAULT_ZONE,
    WHOLE_DAY,
    FirstPerson,
    OfficeSettings,
    ShiftTemplate,
)
from dutyroom.rules.officer import Role, check_officer, check_password
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.focus import tab_stops
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.password_field import PasswordField

LANGUAGES: Final = (("zh_CN", "简体中文"), ("en", "English"))
DAY_AND_NIGHT_HOURS: Final = 12


def zones_in_order() -> list[str]:
    """The time zones of the machine by name, the office's usual one first."""
    named = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [DEFAULT_ZONE, *(name for name in named if name != DEFAULT_ZONE), "UTC"]


class StepForm(Form):
    """A form of the first run; the frame around it has the buttons."""

    def keep_at_top(self) -> None:
        """Put the room that is left below the fields."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addStretch(1)

    def first_field(self) -> QWidget:
        """Where the cursor goes when the step is shown: the first that takes the keyboard."""
        return next(stop for stop in tab_stops(self) if stop.isVisibleTo(self) and stop.isEnabled())


class OfficeForm(StepForm):
    """The office's two names, the language and the time zone."""

    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name_zh, self.name_en = QLineEdit(DEFAULT_NAME_ZH), QLineEdit(DEFAULT_NAME_EN)
        self.language, self.zone_name = QComboBox(), QComboBox()
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.zone_name.setEditable(True)
        self.zone_name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.zone_name.addItems(zones_in_order())
        completer = self.zone_name.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        for name in ("name_zh", "name_en", "language", "zone_name"):
            self.add_field(name, getattr(self, name))
        self.keep_at_top()
        self.language.activated.connect(lambda _: self.language_chosen.emit(self.language.currentData()))
        self.retranslate()

    def show_language(self, language: str) -> None:
        """Show which language the window speaks."""
        with QSignalBlocker(self.language):
            self.language.setCurrentIndex(max(self.language.findData(language), 0))

    def settings(self, base: OfficeSettings) -> OfficeSettings:
        """``base`` with what stands here."""
        return replace(
            base,
            name_zh=self.name_zh.text().strip(),
            name_en=self.name_en.text().strip(),
            language=str(self.language.currentData()),
            zone_name=self.zone_name.currentText().strip(),
        )

    def retranslate(self) -> None:
        """Word the form."""
        self.word_field("name_zh", self.tr("Name in Chinese"))
        self.word_field("name_en", self.tr("Name in English"))
        self.word_field(
            "language", self.tr("Language"), self.tr("Of the window; papers are Chinese unless asked for otherwise.")
        )
        self.word_field("zone_name", self.tr("Time zone"))


class ShiftsForm(StepForm):
    """One shift of 24 hours, or day and night; and when it changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.templates, self.changeover = QComboBox(), QTimeEdit(QTime(8, 30))
        self.templates.addItem("", "whole")
        self.templates.addItem("", "halves")
        self.changeover.setDisplayFormat("HH:mm")
        self.add_field("templates", self.templates)
        self.add_field("changeover", self.changeover)
        self.keep_at_top()
        self.templates.currentIndexChanged.connect(self.retranslate)
        self.changeover.timeChanged.connect(self.retranslate)
        self.retranslate()

    def settings(self, base: OfficeSettings) -> OfficeSettings:
        """``base`` with these shifts."""
        chosen = self.changeover.time()
        start = time(chosen.hour(), chosen.minute())
        if self.templates.currentData() == "whole":
            return replace(base, templates=(ShiftTemplate(WHOLE_DAY[0].name, start, WHOLE_DAY[0].hours),))
        night = time((start.hour + DAY_AND_NIGHT_HOURS) % 24, start.minute)
        day_name, night_name = (template.name for template in DAY_AND_NIGHT)
        return replace(
            base,
            templates=(
                ShiftTemplate(day_name, start, DAY_AND_NIGHT_HOURS),
                ShiftTemplate(night_name, night, DAY_AND_NIGHT_HOURS),
            ),
        )

    def retranslate(self) -> None:
        """Word the form and say what it comes to."""
        self.templates.setItemText(0, self.tr("One shift of 24 hours"))
        self.templates.setItemText(1, self.tr("Day shift and night shift, 12 hours each"))
        shifts = self.settings(OfficeSettings()).templates
        one = self.tr("{shift} from {start}, {hours} h")
        comes_to = " · ".join(one.format(shift=s.name, start=f"{s.start:%H:%M}", hours=s.hours) for s in shifts)
        self.word_field("templates", self.tr("Shifts"), comes_to)
        self.word_field("changeover", self.tr("Changeover"))


class AdministratorForm(StepForm):
    """The first administrator, with the password twice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.post, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.password, self.again = PasswordField(), PasswordField()
        self.on_duty = QCheckBox()
        self.on_duty.setChecked(True)
        for name in ("name", "post", "phone", "password", "again", "on_duty"):
            self.add_field(name, getattr(self, name))
        self.keep_at_top()
        self.retranslate()

    def check(self) -> None:
        """Refuse an administrator without name or password, or with two different ones."""
        check_officer(self.name.text(), frozenset({Role.ADMINISTRATOR}))
        check_password(self.password.text())
        if self.password.text() != self.again.text():
            raise Refusal("password.differs", field="again")

    def person(self) -> FirstPerson:
        """The administrator as typed."""
        duty = {Role.OFFICER.value} if self.on_duty.isChecked() else set()
        return FirstPerson(
            name=self.name.text().strip(),
            roles=frozenset({Role.ADMINISTRATOR.value} | duty),
            post=self.post.text().strip(),
            phone=self.phone.text().strip(),
            password=self.password.text(),
        )

    def retranslate(self) -> None:
        """Word the form."""
        self.word_field("name", self.tr("Name"))
        self.word_field("post", self.tr("Job title"))
        self.word_field("phone", self.tr("Phone"))
        self.word_field("password", self.tr("Password"), self.tr("At least 6 characters"))
        self.word_field("again", self.tr("Once more"))
        self.word_field("on_duty", "")
        self.on_duty.setText(self.tr("Also stands on shifts as a duty officer"))
        self.on_duty.setAccessibleName(self.on_duty.text())
