"""The small forms of a warning: lifting it, and linking it with another matter by its number."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from dutyroom.actions.linking import link_named
from dutyroom.actions.warnings import lift_warning
from dutyroom.rules.matter_steps import LinkNamed
from dutyroom.rules.warning import LiftWarning
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run


class LiftForm(KeptForm):
    """When it was lifted, and what was said."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lifted_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.text = GrowingText(self)
        self.add_field("lifted_at", self.lifted_at)
        self.add_field("text", self.text, tall=True)
        self.text.entered.connect(self.send.click)
        self.retranslate()

    def begin(self, number: int) -> None:
        """Lift this warning."""
        self._begin(number, {})
        self.text.setFocus()

    def command(self) -> Run:
        """Lift it; refused where the time is none."""
        refusal = self.lifted_at.refusal()
        if refusal is not None:
            refusal.field = "lifted_at"
            raise refusal
        text = self.text.toPlainText()
        return lift_warning, LiftWarning(id=self.number or 0, text=text, lifted_at=self.lifted_at.instant())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("lifted_at", self.tr("Lifted at"))
        self.word_field("text", self.tr("What was said"), self.tr("May stay empty."))
        self.send.setText(self.tr("Lift the warning"))


class LinkForm(KeptForm):
    """The number of the matter that belongs to it: an incident, a notice, the response."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.other = QLineEdit(self)
        self.other.setMaxLength(60)
        self.add_field("other", self.other)
        self.other.returnPressed.connect(self.send.click)
        self.retranslate()

    def begin(self, number: int) -> None:
        """Link this warning."""
        self._begin(number, {})
        self.other.setFocus()

    def command(self) -> Run:
        """Link it with the matter of that number."""
        return link_named, LinkNamed(id=self.number or 0, number=self.other.text())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("other", self.tr("Number of the other matter"))
        self.other.setPlaceholderText(self.tr("for example 突〔2026〕1号"))
        self.send.setText(self.tr("Link"))
