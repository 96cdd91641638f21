"""The step from the signed paper to the issued one: what the check finds, why it goes out all the same, the number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from dutyroom.actions.briefing_preparing import PreparedIssue, prepare_issue
from dutyroom.actions.briefings import Glyphs, Make, issue_briefing
from dutyroom.data.queries.briefings import BriefingInFull
from dutyroom.rules.briefing import IssueBriefing
from dutyroom.rules.briefing_check import Finding
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.briefing.findings import Findings
from dutyroom.ui.parts.briefing.forms import BriefingForm
from dutyroom.ui.parts.matter.kept_form import Run


class IssueForm(BriefingForm):
    """Errors leave only the way back; warnings are accepted by saying why. ``send_back_asked`` goes to the drafter."""

    send_back_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.findings = Findings(tools, self)
        self.accepted, self.send_back = QLineEdit(self), QPushButton(self)
        self.accepted.setMaxLength(1000)
        self.add_field("accepted", self.accepted)
        self.add_part(self.findings, ahead=True)
        self.send_back.clicked.connect(self.send_back_asked)
        self._buttons.insertWidget(1, self.send_back)
        self._make: Make | None = None
        self._glyphs: Glyphs | None = None
        self._prepared: PreparedIssue | None = None
        self._is_preparing = False
        self.retranslate()

    def begin(self, full: BriefingInFull, found: Sequence[Finding], make: Make, glyphs: Glyphs) -> None:
        """Show what was found; where nothing was, Enter issues it."""
        self._begin(full.id, {})
        self.full, self._make, self._glyphs, self._prepared = full, make, glyphs, None
        self.findings.show_findings(found, full)
        self.show_field("accepted", bool(self.findings.warnings) and not self.findings.errors)
        self.send.setVisible(not self.findings.errors)
        self.send_back.setVisible(bool(self.findings.errors))
        if self.findings.errors:
            self.findings.lines.setFocus()
        else:
            (self.accepted if self.findings.warnings else self.send).setFocus()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        make, glyphs, prepared = self._make, self._glyphs, self._prepared
        assert make is not None and glyphs is not None  # noqa: S101, PT018  # begun with both
        asked = IssueBriefing(**self.seen(), accepted=self.accepted.text())
        return lambda desk, wish: issue_briefing(desk, wish, make, glyphs, prepared), asked

    def _send(self) -> None:
        """Make the paper first: several thousand recipients are set in seconds, in which nobody could write."""
        if self.number is None or self._make is None or self._is_preparing:
            return
        self._is_preparing = True
        courier, number = self._tools.courier, self.number
        courier.work(
            self,
            prepare_issue,
            courier.store,
            number,
            self._make,
            then=lambda made: self._made(number, made),
            failed=lambda _: self._made(number, None),  # the transaction says what is wrong, and where
        )

    def _made(self, number: int, prepared: PreparedIssue | None) -> None:
        self._is_preparing = False
        if self.number == number:
            self._prepared = prepared
            super()._send()

    def retranslate(self) -> None:
        """Word the form."""
        super().retranslate()
        self.word_field("accepted", self.tr("Why all the same"))
        self.send_back.setText(self.tr("Send back…"))
        self.send.setText(self.tr("Number and issue"))
