"""The equipment checklist: in order or faulty, with a remark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QToolButton, QWidget

from dutyroom.rules.shift import Checked
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.theme import put_look


class _Line:
    """The widgets of one piece of equipment."""

    def __init__(self, name: str, parent: QWidget) -> None:
        self.name = name
        self.label = ElidedLabel(parent=parent)
        self.good, self.faulty = QToolButton(parent), QToolButton(parent)
        self.remark = QLineEdit(parent)
        # No group of buttons: of a group Tab reaches one button only.
        for button in (self.good, self.faulty):
            button.setCheckable(True)

    def ok(self) -> bool | None:
        """In order, faulty, or not checked."""
        return True if self.good.isChecked() else (False if self.faulty.isChecked() else None)

    def widgets(self) -> tuple[QWidget, ...]:
        """In the order of reading."""
        return (self.label, self.good, self.faulty, self.remark)


class EquipmentList(QWidget):
    """One line for each piece; *All in order* ticks those that nobody has ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self._filling = False
        self.all_good = QPushButton(self)
        self.all_good.setObjectName("all_good")
        self.all_good.clicked.connect(self._tick_all)
        put_look(self.all_good, look="link")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(4)
        self._grid.addWidget(self.all_good, 0, 0, 1, 4)
        self._grid.setColumnStretch(3, 1)
        self.retranslate()

    def checked(self) -> tuple[Checked, ...]:
        """The list as ticked."""
        return tuple(Checked(line.name, line.ok(), line.remark.text().strip()) for line in self._lines)

    def show_checked(self, lines: Sequence[Checked]) -> None:
        """Show this list."""
        self._filling = True
        if [line.name for line in lines] != [line.name for line in self._lines]:
            self._rebuild([line.name for line in lines])
        for line, shown in zip(lines, self._lines, strict=True):
            shown.good.setChecked(line.ok is True)
            shown.faulty.setChecked(line.ok is False)
            if shown.remark.text().strip() != line.remark:
                shown.remark.setText(line.remark)
        self._filling = False

    def retranslate(self) -> None:
        """Word it anew; the names that the program proposed are worded, the office's own are not."""
        self.all_good.setText(self.tr("All in order"))
        for line in self._lines:
            name = self.tr(line.name)
            line.label.setText(name)
            line.good.setText(self.tr("In order"))
            line.faulty.setText(self.tr("Fault"))
            line.good.setAccessibleName(self.tr("{name}: in order").format(name=name))
            line.faulty.setAccessibleName(self.tr("{name}: faulty").format(name=name))
            line.remark.setAccessibleName(self.tr("{name}: remark").format(name=name))
            line.remark.setPlaceholderText(self.tr("Remark"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _rebuild(self, names: list[str]) -> None:
        for line in self._lines:
            for widget in line.widgets():
                self._grid.removeWidget(widget)
                widget.deleteLater()
        self._lines = [_Line(name, self) for name in names]
        for row, line in enumerate(self._lines, start=1):
            for column, widget in enumerate(line.widgets()):
                self._grid.addWidget(widget, row, column)
            line.good.toggled.connect(lambda on, line=line: self._ticked(line.faulty, on))
            line.faulty.toggled.connect(lambda on, line=line: self._ticked(line.good, on))
            line.remark.textChanged.connect(self._touched)
        tab_as_laid_out(self)
        self.retranslate()

    def _ticked(self, other: QToolButton, on: bool) -> None:
        if on and other.isChecked():
            other.setChecked(False)
        self._touched()

    def _tick_all(self) -> None:
        for line in self._lines:
            if line.ok() is None:
                line.good.setChecked(True)

    def _touched(self, *_: object) -> None:
        if not self._filling:
            self.changed.emit()
