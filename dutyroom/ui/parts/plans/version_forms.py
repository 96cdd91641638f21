"""What is asked about a version: why an older one is to be in force, its particulars, that a law is repealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from dutyroom.actions.plan_laws import mark_repealed
from dutyroom.actions.plan_versions import correct_version, put_in_force
from dutyroom.rules.law import MarkRepealed
from dutyroom.rules.plan_version import CorrectVersion, PutInForce
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_versions import VersionRow
    from dutyroom.data.queries.plans import PlanRow

_LINE_MOST = 200


class PutInForceForm(KeptForm):
    """Why another version is to be the one in force."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: PlanRow | None = None
        self._version: VersionRow | None = None
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(500)
        self.add_field("reason", self.reason, wide=True)
        self.retranslate()

    def begin(self, plan: PlanRow, version: VersionRow) -> None:
        """Ask for the reason for this version."""
        self._plan, self._version = plan, version
        self._begin(version.text_id, {})
        self.retranslate()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        assert self._plan is not None  # noqa: S101  # begun before it is sent
        assert self._version is not None  # noqa: S101  # as above
        asked = PutInForce(
            plan_id=self._plan.id, number=self._version.number, reason=self.reason.text(), seen=self._plan.version
        )
        return put_in_force, asked

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        number = self._version.number if self._version is not None else 0
        self.word_field("reason", self.tr("Why version {number} is to be in force").format(number=number))
        self.send.setText(self.tr("Put in force"))


class VersionForm(KeptForm):
    """Number, dates and note of a version."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: PlanRow | None = None
        self._version: VersionRow | None = None
        self.document_number, self.issued_on, self.effective_on = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.note = GrowingText(self)
        self.document_number.setMaxLength(_LINE_MOST)
        self.add_field("document_number", self.document_number)
        self.add_field("issued_on", self.issued_on)
        self.add_field("effective_on", self.effective_on, beside=True)
        self.add_field("note", self.note, tall=True, wide=True)
        self.note.entered.connect(self.send.click)
        self.retranslate()

    def begin(self, plan: PlanRow, version: VersionRow) -> None:
        """Correct this version."""
        self._plan, self._version = plan, version
        fresh = {
            "document_number": version.document_number,
            "issued_on": version.issued_on.isoformat() if version.issued_on else "",
            "effective_on": version.effective_on.isoformat() if version.effective_on else "",
            "note": version.note,
        }
        self._begin(version.text_id, fresh)

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        assert self._plan is not None  # noqa: S101  # begun before it is sent
        assert self._version is not None  # noqa: S101  # as above
        return correct_version, CorrectVersion(
            plan_id=self._plan.id,
            number=self._version.number,
            seen=self._plan.version,
            document_number=self.document_number.text(),
            issued_on=day_in(self, "issued_on"),
            effective_on=day_in(self, "effective_on"),
            note=self.note.toPlainText(),
        )

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        example = self.tr("for example 2026-11-23")
        self.word_field("document_number", self.tr("Document number"))
        self.word_field("issued_on", self.tr("Date of issue"), example)
        self.word_field("effective_on", self.tr("In force from"), example)
        self.word_field("note", self.tr("What changed, and why"))
        self.send.setText(self.tr("Keep the correction"))


class RepealForm(KeptForm):
    """From which day on a law is in force no more; without a day that it is in force after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: PlanRow | None = None
        self.ends_on, self.reason = QLineEdit(self), QLineEdit(self)
        self.reason.setMaxLength(500)
        self.add_field("ends_on", self.ends_on)
        self.add_field("reason", self.reason, wide=True)
        self.retranslate()

    def begin(self, plan: PlanRow) -> None:
        """Ask about this law."""
        self._plan = plan
        self._begin(plan.id, {"ends_on": plan.ends_on.isoformat() if plan.ends_on else ""})

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        assert self._plan is not None  # noqa: S101  # begun before it is sent
        return mark_repealed, MarkRepealed(
            plan_id=self._plan.id,
            seen=self._plan.version,
            ends_on=day_in(self, "ends_on"),
            reason=self.reason.text(),
            replaced_by=self._plan.replaced_by,
        )

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        hint = self.tr("Leave it empty where it is in force after all; for example 2026-11-23")
        self.word_field("ends_on", self.tr("In force no more from"), hint)
        self.word_field("reason", self.tr("What repeals it, or why not"))
        self.send.setText(self.tr("Keep it"))
