"""The fields of one section of a plan that is being edited, and the note of the version."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from dutyroom.rules.plan_editing import LEVEL_MOST
from dutyroom.ui.parts.form import Form


class SectionForm(Form):
    """Level, number, heading and text of one section, and the note of the version."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.title, self.level = QLineEdit(self), QLineEdit(self), QSpinBox(self)
        self.body, self.note = QPlainTextEdit(self), QLineEdit(self)
        self.despite = QCheckBox(self)
        self.level.setRange(0, LEVEL_MOST)
        self.body.setTabChangesFocus(True)
        self.add_field("number", self.number)
        self.add_field("level", self.level, beside=True)
        self.add_field("title", self.title, wide=True)
        self.add_field("body", self.body, tall=True, wide=True)
        self.add_field("note", self.note, wide=True)
        self.add_field("despite", self.despite, wide=True)
        self.show_field("despite", False)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._grid.setRowStretch(3, 1)
        self.fields_box.setStretchFactor(self._grid, 1)
        self.outer_box.setStretchFactor(self.fields_box, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_field("number", self.tr("Number"))
        self.word_field("level", self.tr("Depth"))
        self.level.setToolTip(self.tr("1 is a chapter; what stands below it goes along"))
        self.word_field("title", self.tr("Heading"))
        self.word_field("body", self.tr("Text"))
        self.word_field("note", self.tr("What was changed and why"))
        self.word_field("despite", "")
        self.despite.setText(self.tr("Keep mine all the same"))
