"""The office's settings as a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Final
from zoneinfo import available_timezones

from PySide6.QtCore import QEvent, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTimeEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.office import change_office
from dutyroom.rules.office import ChangeOffice, OfficeSettings, ShiftTemplate
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.theme import put_look, set_in

_MINUTES: Final = (("warn_minutes", 1, 240), ("repeat_minutes", 1, 60), ("lock_minutes", 0, 240))


class TemplateRows(QWidget):
    """The shift templates: name, beginning, hours; rows are added and taken away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QWidget, QLineEdit, QTimeEdit, QSpinBox, QToolButton]] = []
        self.more = QPushButton(self)
        put_look(self.more, look="link")
        self.more.clicked.connect(self._add_and_go)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.more)
        self.retranslate()

    def templates(self) -> tuple[ShiftTemplate, ...]:
        """The templates as they stand there."""
        return tuple(
            ShiftTemplate(name.text().strip(), time(start.time().hour(), start.time().minute()), hours.value())
            for _, name, start, hours, _ in self._rows
        )

    def show_templates(self, templates: tuple[ShiftTemplate, ...]) -> None:
        """Show these."""
        for row, *_ in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows.clear()
        for template in templates:
            self._add(template)

    def retranslate(self) -> None:
        """Word it anew."""
        self.more.setText(self.tr("One more shift"))
        for _, name, start, hours, remove in self._rows:
            name.setAccessibleName(self.tr("Name of the shift"))
            name.setPlaceholderText(name.accessibleName())
            start.setAccessibleName(self.tr("Begins at"))
            hours.setAccessibleName(self.tr("Hours"))
            hours.setSuffix(f" {self.tr('h')}")
            remove.setAccessibleName(self.tr("Take this shift away"))
            remove.setToolTip(remove.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _add_and_go(self) -> None:
        self._add(ShiftTemplate("", time(8, 0), 12))
        row, name, *_ = self._rows[-1]
        row.setVisible(True)  # at once: what is shown later takes no cursor now
        name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, template: ShiftTemplate) -> None:
        row = QWidget(self)
        name, start, hours, remove = QLineEdit(template.name), QTimeEdit(), QSpinBox(), QToolButton()
        start.setDisplayFormat("HH:mm")
        set_in(start, hours)
        start.setTime(QTime(template.start.hour, template.start.minute))
        hours.setRange(1, 24)
        hours.setValue(template.hours)
        remove.setIcon(icon("close", size=16))
        put_look(remove, look="plain")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for field in (name, start, hours, remove):
            line.addWidget(field, 1 if field is name else 0)
        entry = (row, name, start, hours, remove)
        self._rows.append(entry)
        self._column.insertWidget(len(self._rows) - 1, row)
        tab_as_laid_out(self)
        remove.clicked.connect(lambda: self._remove(row))
        name.textChanged.connect(lambda: self.changed.emit())
        start.timeChanged.connect(lambda: self.changed.emit())
        hours.valueChanged.connect(lambda: self.changed.emit())
        self.retranslate()
        self.changed.emit()

    def _remove(self, row: QWidget) -> None:
        self._rows = [entry for entry in self._rows if entry[0] is not row]
        self._column.removeWidget(row)
        row.deleteLater()
        self.changed.emit()


class OfficeForm(Form):
    """Names, zone, templates, equipment, minutes; kept with *Save*, by administrators."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._shown: OfficeSettings | None = None
        self.name_zh, self.name_en = QLineEdit(self), QLineEdit(self)
        self.zone_name = QComboBox(self)
        self.zone_name.setEditable(True)
        self.zone_name.addItems(sorted(available_timezones()))
        self.templates = TemplateRows(self)
        self.equipment = QPlainTextEdit(self)
        self.equipment.setTabChangesFocus(True)
        self.equipment.setFixedHeight(110)
        self.warn_minutes, self.repeat_minutes, self.lock_minutes, self.keep_backups, self.stale_days = (
            QSpinBox(self) for _ in range(5)
        )
        for name, least, most in (*_MINUTES, ("keep_backups", 3, 1000), ("stale_days", 1, 3650)):
            getattr(self, name).setRange(least, most)
        for name in ("name_zh", "name_en", "zone_name"):
            self.add_field(name, getattr(self, name))
        self.add_field("templates", self.templates, tall=True)
        self.add_field("equipment", self.equipment, tall=True)
        for name in ("warn_minutes", "repeat_minutes", "lock_minutes", "keep_backups", "stale_days"):
            self.add_field(name, getattr(self, name))
        self.save = QPushButton(self)
        self.save.setObjectName("save_office")
        self.add_button(self.save, first_step=True)
        self.save.clicked.connect(self._save)
        self.retranslate()

    def show_office(self, settings: OfficeSettings) -> None:
        """Show these settings, unless something was typed that is not kept yet."""
        if self.is_dirty or settings == self._shown:
            return
        self._shown = settings
        self.name_zh.setText(settings.name_zh)
        self.name_en.setText(settings.name_en)
        self.zone_name.setCurrentText(settings.zone_name)
        self.templates.show_templates(settings.templates)
        self.equipment.setPlainText("\n".join(self.tr(name) for name in settings.equipment))
        for name in ("warn_minutes", "repeat_minutes", "lock_minutes", "keep_backups", "stale_days"):
            getattr(self, name).setValue(getattr(settings, name))
        self.mark_clean()

    def show_rights(self) -> None:
        """Only administrators may change anything here."""
        may = Role.ADMINISTRATOR in self._tools.courier.author.roles
        for name in self.field_names():
            getattr(self, name).setEnabled(may)
        self.save.setEnabled(may)

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_field("name_zh", self.tr("Name of the office (Chinese)"))
        self.word_field("name_en", self.tr("Name of the office (English)"))
        self.word_field("zone_name", self.tr("Time zone"))
        self.word_field("templates", self.tr("Shifts"))
        self.word_field("equipment", self.tr("Equipment list"), self.tr("One on each line; checked at every handover."))
        self.word_field("warn_minutes", self.tr("Warn before the due time"))
        self.word_field("repeat_minutes", self.tr("Repeat the alarm every"))
        self.word_field("lock_minutes", self.tr("Lock when idle for"), self.tr("0 never locks."))
        self.word_field("keep_backups", self.tr("Daily backups kept"))
        self.word_field(
            "stale_days",
            self.tr("Check numbers after"),
            self.tr("Numbers of the directory that nobody has called for so many days are flagged."),
        )
        self.stale_days.setSuffix(f" {self.tr('days')}")
        for name, _, _ in _MINUTES:
            getattr(self, name).setSuffix(f" {self.tr('min')}")
        self.save.setText(self.tr("Save"))
        self.save.setAccessibleName(self.tr("Save the office's settings"))

    def _equipment(self) -> tuple[str, ...]:
        """The names; those that the program proposed stay what they are in every language."""
        known = {self.tr(name): name for name in self._shown.equipment} if self._shown else {}
        lines = [line.strip() for line in self.equipment.toPlainText().splitlines()]
        return tuple(known.get(line, line) for line in dict.fromkeys(lines) if line)

    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        self.clear_notes()
        wished = replace(
            self._tools.office(),
            name_zh=self.name_zh.text().strip(),
            name_en=self.name_en.text().strip(),
            zone_name=self.zone_name.currentText().strip(),
            templates=self.templates.templates(),
            equipment=self._equipment(),
            warn_minutes=self.warn_minutes.value(),
            repeat_minutes=self.repeat_minutes.value(),
            lock_minutes=self.lock_minutes.value(),
            keep_backups=self.keep_backups.value(),
            stale_days=self.stale_days.value(),
        )
        self._tools.courier.do(
            self,
            change_office,
            ChangeOffice(settings=wished),
            then=lambda _: self._saved(wished),
            refused=self._refused,
        )

    def _saved(self, settings: OfficeSettings) -> None:
        self._shown = settings
        self.mark_clean()
        self._tools.say(self.tr("The office's settings are saved."))

    def _refused(self, refusal: Refusal) -> None:
        self.point_out(refusal, said_by(self._tools, refusal))
