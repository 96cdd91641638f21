"""A signature: who signs, the own password again, and on whose behalf with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.officers import OfficerRow
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.parts.password_field import PasswordField
from dutyroom.ui.parts.person_picker import PersonPicker


class SignaturePanel(Form):
    """Fields ``signer_id``, ``password``, ``for_id``, ``reason``; with ``asks_urgent`` also ``urgent_reason``.

    ``verb`` words the filled button; the password is gone from the field once it was taken.
    """

    signed = Signal()

    def __init__(self, parent: QWidget | None = None, *, asks_urgent: bool = False) -> None:
        super().__init__(parent)
        self._asks_urgent = asks_urgent
        self._verb = ""
        self._urgent = 0
        self.signer_id = PersonPicker(self)
        self.password = PasswordField(self)
        self.on_behalf = QCheckBox(self)
        self.for_id = PersonPicker(self)
        self.reason = QLineEdit(self)
        self.urgent_reason = QLineEdit(self)
        self.sign = QPushButton(self)
        self.sign.setObjectName("sign")
        self.add_field("urgent_reason", self.urgent_reason)
        self.show_field("urgent_reason", False)
        self.add_field("signer_id", self.signer_id)
        self.add_field("on_behalf", self.on_behalf)
        self.add_field("for_id", self.for_id)
        self.add_field("reason", self.reason)
        self.add_field("password", self.password)
        self.add_button(self.sign, first_step=True)
        self.on_behalf.toggled.connect(self._on_behalf)
        self.sign.clicked.connect(self._sign)
        self._on_behalf(False)
        self.retranslate()

    def offer(self, signers: Sequence[OfficerRow], posts: Sequence[OfficerRow]) -> None:
        """Who may sign, and on behalf of whom."""
        self.signer_id.set_choices(choices_of(signers))
        self.for_id.set_choices(choices_of(posts))

    def set_verb(self, verb: str) -> None:
        """Word the filled button with the act's own verb."""
        self._verb = verb
        self.retranslate()

    def ask_urgent(self, count: int) -> None:
        """So many urgent matters are in hand: the reason for handing over all the same is asked for."""
        if self._asks_urgent and count != self._urgent:
            self._urgent = count
            self.show_field("urgent_reason", count > 0)
            self.retranslate()

    def on_behalf_of(self) -> int | None:
        """For whom it is signed, or None where the signer signs for himself."""
        return self.for_id.choice_id() if self.on_behalf.isChecked() else None

    def given_reason(self) -> str:
        """Why somebody else signs; empty where nobody does."""
        return self.reason.text() if self.on_behalf.isChecked() else ""

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """Show the field that was refused, then say why beside it."""
        if refusal.field in ("reason", "for_id"):
            self.on_behalf.setChecked(True)
        if refusal.field == "urgent_reason" and self._asks_urgent:
            self.show_field("urgent_reason", True)
        super().point_out(refusal, sentence)
        self.sign.setEnabled(True)

    def wait(self, waiting: bool) -> None:
        """While the signature is being written it cannot be given twice."""
        if waiting and self.sign.hasFocus():
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)  # a button that rests would lose the cursor
        self.sign.setEnabled(not waiting)

    def retranslate(self) -> None:
        """Word it anew."""
        self.word_field("signer_id", self.tr("Signed by"))
        self.word_field("password", self.tr("Own password"), self.tr("The signer's password, typed again."))
        self.word_field("on_behalf", "")
        self.on_behalf.setText(self.tr("On behalf of somebody else"))
        self.on_behalf.setAccessibleName(self.on_behalf.text())
        self.word_field("for_id", self.tr("On behalf of"))
        self.word_field("reason", self.tr("Reason"))
        hint = self.tr("Urgent matters in hand: {count}. Finishing them first is advised.")
        self.word_field("urgent_reason", self.tr("Why now"), hint.format(count=self._urgent) if self._urgent else "")
        self.sign.setText(self._verb)
        self.sign.setAccessibleName(self._verb)

    def _on_behalf(self, shown: bool) -> None:
        self.show_field("for_id", shown)
        self.show_field("reason", shown)

    def _sign(self) -> None:
        if not self.sign.isEnabled():
            return
        self.clear_notes()
        if self.password.text():
            self.signed.emit()
        else:  # no attempt, which would count as a wrong one
            self.point_out(Refusal("password.empty", field="password"), self.tr("Type your own password."))
