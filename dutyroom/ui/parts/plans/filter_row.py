"""What the library is narrowed to: folded away until asked for, what is set stands as words that can be taken off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.rules.plan import KIND_WORDS, LEVEL_WORDS
from dutyroom.rules.plan_filter import EVERYTHING, SHELF_WORDS, PlanFilter, read_day
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.theme import put_look

KEY = "Ctrl+Shift+F"


class PlanFilterRow(QWidget):
    """Says with ``changed`` what is asked for; Esc folds it and says ``left``."""

    changed = Signal(PlanFilter)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = EVERYTHING
        self.shelf, self.kind, self.level = QComboBox(self), QComboBox(self), QComboBox(self)
        self.unit, self.since, self.until = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.in_force, self.old_versions = QCheckBox(self), QCheckBox(self)
        self.note = FieldNote(self)
        self.fields = QFrame(self)
        self.chips = QWidget(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def filter(self) -> PlanFilter:
        """What is asked for now."""
        return self._filter

    def show_filter(self, wanted: PlanFilter) -> None:
        """Ask for this; ``changed`` follows where it is something else."""
        pairs = ((self.shelf, wanted.shelf), (self.kind, wanted.kind), (self.level, wanted.level))
        for box, value in pairs:
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, box.findData(value)))
        for field, day in ((self.since, wanted.since), (self.until, wanted.until)):
            field.setText(day.isoformat() if day else "")
        self.unit.setText(wanted.unit)
        for check, on in ((self.in_force, wanted.in_force), (self.old_versions, wanted.old_versions)):
            with QSignalBlocker(check):
                check.setChecked(on)
        self._said()

    def unfold(self) -> None:
        """Show the fields and go there; fold them where they are shown."""
        shown = not self.fields.isVisible()
        self.fields.setVisible(shown)
        self._show_chips()
        if shown:
            self.shelf.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.left.emit()

    def retranslate(self) -> None:
        """Word it anew."""
        self._offer(self.shelf, self.tr("Both shelves"), SHELF_WORDS)
        self._offer(self.kind, self.tr("All kinds"), KIND_WORDS)
        self._offer(self.level, self.tr("All levels"), LEVEL_WORDS)
        for widget, name in self._names().items():
            widget.setAccessibleName(name)
        self.unit.setPlaceholderText(self.tr("Lead unit"))
        self.since.setPlaceholderText(self.tr("Issued from"))
        self.until.setPlaceholderText(self.tr("Issued until"))
        for field in (self.since, self.until):
            field.setToolTip(self.tr("A day, a month or a year: 2024-05-01, 2024-05, 2024"))
        self.in_force.setText(self.tr("In force"))
        self.old_versions.setText(self.tr("Earlier versions too"))
        self._show_chips()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc folds the fields; what they say stays."""
        if event.key() == Qt.Key.Key_Escape and self.fields.isVisible():
            self.unfold()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        put_look(self.fields, look="card")
        dates = QHBoxLayout()
        dates.setSpacing(4)
        dates.addWidget(self.since)
        dates.addWidget(self.until)
        form = QFormLayout(self.fields)
        form.setContentsMargins(8, 8, 8, 8)
        form.setSpacing(4)
        for widget in (self.shelf, self.kind, self.level, self.unit):
            form.addRow(widget)
        form.addRow(dates)
        form.addRow(self.note)
        form.addRow(self.in_force)
        form.addRow(self.old_versions)
        for box in (self.shelf, self.kind, self.level):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.fields.setVisible(False)
        self._chip_line = QVBoxLayout(self.chips)
        self._chip_line.setContentsMargins(0, 0, 0, 0)
        self._chip_line.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.chips)
        column.addWidget(self.fields)

    def _connect(self) -> None:
        for box in (self.shelf, self.kind, self.level):
            box.currentIndexChanged.connect(self._said)
        for field in (self.unit, self.since, self.until):
            field.editingFinished.connect(self._said)
        for check in (self.in_force, self.old_versions):
            check.toggled.connect(self._said)

    def _said(self) -> None:
        days: list[date | None] = []
        wrong: QLineEdit | None = None
        for field, last in ((self.since, False), (self.until, True)):
            day = read_day(field.text(), last=last)
            if day is None and field.text().strip():
                wrong = wrong or field
            days.append(day)
        self.note.say(self.tr("Write a day like 2024-05-01, a month or a year.") if wrong is not None else "")
        said = PlanFilter(
            shelf=self.shelf.currentData() or "",
            kind=self.kind.currentData() or "",
            level=self.level.currentData() or "",
            unit=self.unit.text().strip(),
            in_force=self.in_force.isChecked(),
            since=days[0],
            until=days[1],
            old_versions=self.old_versions.isChecked(),
        )
        if wrong is None and said != self._filter:
            self._filter = said
            self._show_chips()
            self.changed.emit(said)

    def _show_chips(self) -> None:
        for chip in self.chips.findChildren(QPushButton):
            self._chip_line.removeWidget(chip)
            chip.setParent(None)
            chip.deleteLater()
        for name, words in self._set().items():
            chip = QPushButton(f"{words}  ×", self.chips)
            chip.setObjectName(f"chip_{name}")
            chip.setAccessibleName(self.tr("Take off: {what}").format(what=words))
            chip.setToolTip(self.tr("Take off: {what}").format(what=words))
            put_look(chip, look="link")
            chip.clicked.connect(lambda _, name=name: self._take_off(name))
            self._chip_line.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        # While the fields are open they say it themselves.
        self.chips.setVisible(self._chip_line.count() > 0 and self.fields.isHidden())

    def _take_off(self, name: str) -> None:
        empty = {field.name: getattr(EVERYTHING, field.name) for field in fields(PlanFilter)}
        self.show_filter(replace(self._filter, **{name: empty[name]}))

    def _set(self) -> dict[str, str]:
        """What is set, worded, by the name of the field."""
        asked, said = self._filter, {}
        if asked.shelf:
            said["shelf"] = self.tr(SHELF_WORDS[asked.shelf])
        if asked.kind:
            said["kind"] = self.tr(KIND_WORDS[asked.kind])
        if asked.level:
            said["level"] = self.tr(LEVEL_WORDS[asked.level])
        if asked.unit:
            said["unit"] = self.tr("Lead unit: {name}").format(name=asked.unit)
        if asked.since:
            said["since"] = self.tr("Issued from {day}").format(day=asked.since.isoformat())
        if asked.until:
            said["until"] = self.tr("Issued until {day}").format(day=asked.until.isoformat())
        if asked.in_force:
            said["in_force"] = self.tr("In force")
        if asked.old_versions:
            said["old_versions"] = self.tr("Earlier versions too")
        return said

    def _names(self) -> dict[QWidget, str]:
        return {
            self.shelf: self.tr("Shelf"),
            self.kind: self.tr("Kind of plan"),
            self.level: self.tr("Level of plan"),
            self.unit: self.tr("Lead unit"),
            self.since: self.tr("Issued from"),
            self.until: self.tr("Issued until"),
        }

    def _offer(self, box: QComboBox, all_of_them: str, words: Mapping[str, str]) -> None:
        chosen = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            box.addItem(all_of_them, "")
            for value, name in words.items():
                box.addItem(self.tr(name), value)
            box.setCurrentIndex(max(0, box.findData(chosen)))
