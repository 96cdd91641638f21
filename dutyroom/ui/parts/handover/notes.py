"""What the outgoing officer adds to the report: whereabouts, warnings, equipment, keys, telephone, weather, remarks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from dutyroom.rules.shift import HandoverNotes
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.handover.equipment import EquipmentList
from dutyroom.ui.parts.handover.sections import SectionState
from dutyroom.ui.theme import label_of, set_in

_LINES: Final = ("whereabouts", "warnings", "responses")
_SHORT: Final = 74


class _Lines(QPlainTextEdit):
    """Some lines of text, one matter each; Tab leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_SHORT)

    def lines(self) -> tuple[str, ...]:
        """The lines that are not empty."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())


class _Count(QSpinBox):
    """A count; one below zero stands for not counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_in(self)
        self.setRange(-1, 9999)
        self.setValue(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A figure typed now takes the place of *not counted* or of the former figure."""
        super().focusInEvent(event)
        self.selectAll()
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            QTimer.singleShot(0, self, self.selectAll)  # the press itself comes after the focus

    def counted(self) -> int | None:
        """The count, or None where nobody counted."""
        return self.value() if self.value() >= 0 else None


class NotesForms(QWidget):
    """The forms of the sections that the officer writes in; ``changed`` comes with every key.

    Holds no layout of its own: each form is put into its section by the view.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVisible(False)
        self._showing = False
        self._looked_at: set[str] = set()
        self.whereabouts, self.warnings, self.responses, self.remarks = (_Lines() for _ in range(4))
        self.weather = QLineEdit()
        self.keys, self.secret_papers = _Count(), _Count()
        self.phone_tested, self.phone_remark = QCheckBox(), QLineEdit()
        self.equipment = EquipmentList()
        self.forms: dict[str, Form] = {
            name: Form() for name in ("whereabouts", "warnings", "counts", "phone", "remarks")
        }
        self.take_warnings = QPushButton()
        self._in_force: dict[_Lines, tuple[str, ...]] = {}
        self._put()
        self.retranslate()

    def notes(self) -> HandoverNotes:
        """What stands in the forms."""
        return HandoverNotes(
            equipment=self.equipment.checked(),
            keys=self.keys.counted(),
            secret_papers=self.secret_papers.counted(),
            phone_tested=self.phone_tested.isChecked(),
            phone_remark=self.phone_remark.text().strip(),
            weather=self.weather.text().strip(),
            whereabouts=self.whereabouts.lines(),
            warnings=self.warnings.lines(),
            responses=self.responses.lines(),
            remarks=self.remarks.toPlainText().strip(),
        )

    def show_notes(self, notes: HandoverNotes) -> None:
        """Put these notes into the forms."""
        self._showing = True
        self.equipment.show_checked(notes.equipment)
        self.keys.setValue(-1 if notes.keys is None else notes.keys)
        self.secret_papers.setValue(-1 if notes.secret_papers is None else notes.secret_papers)
        self.phone_tested.setChecked(notes.phone_tested)
        self.phone_remark.setText(notes.phone_remark)
        self.weather.setText(notes.weather)
        for name in _LINES:
            getattr(self, name).setPlainText("\n".join(getattr(notes, name)))
        self.remarks.setPlainText(notes.remarks)
        self._showing = False

    def propose(self, warnings: tuple[str, ...], responses: tuple[str, ...]) -> None:
        """What the registers say is in force: what is not listed yet is offered to be added."""
        self._in_force = {self.warnings: warnings, self.responses: responses}
        self._word_proposal()

    def looked_at(self, key: str) -> None:
        """A section was opened: what is still empty there was left empty knowingly."""
        self._looked_at.add(key)

    def states(self) -> dict[str, SectionState]:
        """How far each of these sections is."""
        notes = self.notes()
        faults = [line for line in notes.equipment if line.ok is False]
        unchecked = sum(1 for line in notes.equipment if line.ok is None)
        if any(not line.remark for line in faults):
            equipment = SectionState("asks", self._faults(len(faults)))
        elif unchecked:
            equipment = SectionState("todo", self.tr("{count} unchecked").format(count=unchecked))
        else:
            equipment = SectionState("done", self._faults(len(faults)) if faults else "")
        phone = SectionState("done" if notes.phone_tested or notes.phone_remark else "asks")
        counted = notes.keys is not None and notes.secret_papers is not None
        return {
            "whereabouts": self._seen("whereabouts", len(notes.whereabouts)),
            "warnings": self._seen("warnings", len(notes.warnings) + len(notes.responses)),
            "equipment": equipment,
            "counts": SectionState("done" if counted else "todo"),
            "phone": phone,
            "remarks": self._seen("remarks", bool(notes.weather) + bool(notes.remarks)),
        }

    def set_locked(self, locked: bool) -> None:
        """Once the shift is given, nothing can be written here any more."""
        for form in self.forms.values():
            form.setEnabled(not locked)
        self.equipment.setEnabled(not locked)

    def retranslate(self) -> None:
        """Word the forms anew."""
        one_a_line = self.tr("One on each line; leave empty where there is nothing.")
        words = self.forms
        words["whereabouts"].word_field("whereabouts", self.tr("Leaders"), one_a_line)
        words["warnings"].word_field("warnings", self.tr("Warnings in force"), one_a_line)
        words["warnings"].word_field("responses", self.tr("Responses in force"))
        words["counts"].word_field("keys", self.tr("Number of keys"))
        words["counts"].word_field("secret_papers", self.tr("Secret papers"), self.tr("Number only; no titles."))
        words["phone"].word_field("phone_tested", "")
        words["phone"].word_field("phone_remark", self.tr("Remark"), self.tr("If it was not tested: why."))
        words["remarks"].word_field("weather", self.tr("Weather"))
        words["remarks"].word_field("remarks", self.tr("Remarks"))
        self._word_proposal()
        self.phone_tested.setText(self.tr("Duty telephone tested"))
        self.phone_tested.setAccessibleName(self.phone_tested.text())
        for count in (self.keys, self.secret_papers):
            count.setSpecialValueText(self.tr("not counted"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _unlisted(self, field: _Lines) -> list[str]:
        listed = field.lines()
        return [line for line in self._in_force.get(field, ()) if line not in listed]

    def _word_proposal(self) -> None:
        left = [line for field in self._in_force for line in self._unlisted(field)]
        self.take_warnings.setVisible(bool(left))
        self.take_warnings.setText(self.tr("Add {count} from the register").format(count=len(left)))
        self.take_warnings.setToolTip("\n".join(left))

    def _take_warnings(self) -> None:
        for field in self._in_force:
            field.setPlainText("\n".join([*field.lines(), *self._unlisted(field)]))
        self.warnings.setFocus(Qt.FocusReason.OtherFocusReason)

    def _faults(self, count: int) -> str:
        return self.tr("{count} faulty").format(count=count)

    def _seen(self, key: str, count: int) -> SectionState:
        if count:
            return SectionState("done", str(count) if key != "remarks" else "")
        if key in self._looked_at:
            return SectionState("done", self.tr("nothing to report"))
        return SectionState("todo")

    def _put(self) -> None:
        self.forms["whereabouts"].add_field("whereabouts", self.whereabouts, tall=True)
        self.forms["warnings"].add_field("warnings", self.warnings, tall=True)
        self.forms["warnings"].add_button(self.take_warnings)
        self.take_warnings.clicked.connect(self._take_warnings)
        self.forms["warnings"].add_field("responses", self.responses, tall=True)
        self.forms["counts"].add_field("keys", self.keys)
        self.forms["counts"].add_field("secret_papers", self.secret_papers)
        self.forms["phone"].add_field("phone_tested", self.phone_tested)
        self.forms["phone"].add_field("phone_remark", self.phone_remark)
        self.forms["remarks"].add_field("weather", self.weather)
        self.forms["remarks"].add_field("remarks", self.remarks, tall=True)
        for text in (self.whereabouts, self.warnings, self.responses, self.remarks):
            text.textChanged.connect(self._touched)
        for line in (self.weather, self.phone_remark):
            line.textChanged.connect(self._touched)
        for count in (self.keys, self.secret_papers):
            count.valueChanged.connect(self._touched)
        self.phone_tested.toggled.connect(self._touched)
        self.equipment.changed.connect(self._touched)

    def _touched(self, *_: object) -> None:
        self._word_proposal()
        if not self._showing:
            self.changed.emit()


class ReadOnlyLines(QWidget):
    """Lines of the report that come from the log and are only looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text: QLabel = label_of("", parent=self)
        self.text.setWordWrap(True)
        put = QVBoxLayout(self)
        put.setContentsMargins(0, 0, 0, 0)
        put.addWidget(self.text)

    def show_lines(self, lines: list[str], nothing: str) -> None:
        """Show these lines, or say that there is nothing."""
        self.text.setText("\n".join(lines) if lines else nothing)
        self.text.setAccessibleName(self.text.text())
