"""A warning read in full: colour, whether it is real, how it stands; changing, lifting, linking, printing, CAP."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dutyroom.data.queries.warnings import WarningInFull, warning_in_full
from dutyroom.rules.matter import StepKind
from dutyroom.rules.warning import is_real
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.facts_grid import Fact
from dutyroom.ui.parts.matter.forms_pane import FormsPane
from dutyroom.ui.parts.matter.kept_form import KeptForm
from dutyroom.ui.parts.matter.record_print import record_paper
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.parts.warning_swatch import colour_said, swatch_of
from dutyroom.ui.parts.warnings.step_forms import LiftForm, LinkForm
from dutyroom.ui.parts.warnings.words import (
    STANDING_TONES,
    standing_in_full,
    standing_said,
    status_said,
)
from dutyroom.ui.theme import put_look

PAPER: Final = "warning"
_SWATCH: Final = 18


class WarningPane(FormsPane):
    """``change_asked`` and ``correction_asked`` for the form of the page; ``save_asked`` to write it as CAP."""

    change_asked = Signal()
    correction_asked = Signal()
    save_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._warning: WarningInFull | None = None
        super().__init__(tools, parent)

    @property
    def warning(self) -> WarningInFull | None:
        """The warning as it was read last."""
        return self._warning if self.full is not None else None

    def read(self, number: int) -> None:
        """Fetch the warning."""
        self.tools.courier.ask(self, warning_in_full, number, then=partial(self._warning_came, number))

    def begin(self, step: StepKind) -> None:
        """Ask for a step; lifting has a form of its own."""
        if step is StepKind.LIFT:
            self.begin_lifting()
        else:
            super().begin(step)

    def begin_lifting(self) -> None:
        """Ask when and with what words it was lifted, where it can be."""
        if self.matter_id is not None and self.may(StepKind.LIFT):
            self.begin_own(self.lifting)
            self.lifting.begin(self.matter_id)

    def begin_linking(self) -> None:
        """Ask which matter belongs to it."""
        if self.matter_id is not None and self.may(StepKind.NOTE):
            self.begin_own(self.linking)
            self.linking.begin(self.matter_id)

    def print_sheet(self) -> None:
        """Show the warning as a paper."""
        found = self.warning
        if found is not None:
            title = f"{found.matter.number} {found.matter.title}"
            self.tools.show_paper(record_paper(self.tools, self, PAPER, found.matter.id, title))

    def show_standing(self) -> None:
        """Say how it stands now: its end passes while it is looked at."""
        found = self.warning
        if found is not None:
            shown = standing_in_full(found, self.tools.clock())
            put_look(self.state, look="chip", tone=STANDING_TONES[shown])
            self.state.setText(standing_said(shown))

    def own_facts(self) -> Sequence[Fact]:
        """What the law says that a warning must state, in its order."""
        found = self.warning
        if found is None:
            return ()
        facts, matter = found.facts, found.matter
        cap = " · ".join(part for part in (found.sender, found.identifier) if part)
        not_real = "" if is_real(facts.status) else status_said(facts.status)
        return [
            (self.tr("Real?"), not_real, "warning"),
            (self.tr("Warning of"), facts.event, "strong"),
            (self.tr("Colour"), colour_said(facts.colour), ""),
            (self.tr("Holds from"), self._moment(facts.starts_at), ""),
            (self.tr("Holds until"), self._moment(facts.expires_at) or self.tr("until it is lifted"), ""),
            (self.tr("Areas"), "、".join(facts.areas.splitlines()), "strong"),
            (self.tr("What to watch"), facts.watch, ""),
            (self.tr("What to do"), facts.action, "strong"),
            (self.tr("Issued by (body)"), facts.source, ""),
            (self.tr("Issued at"), self._moment(found.issued_at), ""),
            (self.tr("Came in at"), self._moment(matter.received_at), ""),
            (self.tr("Contact"), facts.contact, ""),
            (self.tr("Web page"), facts.web, ""),
            (self.tr("CAP message"), cap, ""),
            (self.tr("Outcome"), matter.outcome, ""),
        ]

    def retranslate(self) -> None:
        """Word the pane anew."""
        self.change.setText(self.tr("Update…"))
        self.change.setToolTip(self.tr("It says something else now: colour, times, areas, what to do (Ctrl+U)"))
        super().retranslate()

    def _moment(self, at: object) -> str:
        return moment_said(at, self.tools.clock(), self.tools.zone) if at is not None else ""  # type: ignore[arg-type]  # a time where there is one

    def make_forms(self) -> tuple[KeptForm, ...]:
        """Lifting and linking."""
        self.lifting, self.linking = LiftForm(self.tools, self), LinkForm(self)
        return (self.lifting, self.linking)

    def _parts(self) -> list[QWidget]:
        clocks, own, units, own_units, facts, own_facts, *rest = super()._parts()
        return [facts, own_facts, self.links, clocks, own, units, own_units, *rest]

    def _lay_whole(self, head: QHBoxLayout) -> None:
        self.swatch = QLabel(self)
        head.insertWidget(1, self.swatch)
        super()._lay_whole(head)

    def _foot_buttons(self) -> list[QPushButton]:
        self.change = QPushButton(self)
        self.change.clicked.connect(self.change_asked)
        step, more = super()._foot_buttons()
        return [step, self.change, more]

    def _warning_came(self, number: int, found: WarningInFull | None) -> None:
        if number == self.matter_id:
            self._warning = found
            self.came(number, found.common if found else None)

    def _show(self) -> None:
        super()._show()
        found = self.warning
        self.swatch.setVisible(found is not None)
        if found is None:
            return
        self.swatch.setPixmap(icon(swatch_of(found.facts.colour), size=_SWATCH).pixmap(_SWATCH, _SWATCH))
        self.swatch.setToolTip(colour_said(found.facts.colour))
        self.swatch.setAccessibleName(colour_said(found.facts.colour))
        self.state.setVisible(True)
        self.show_standing()

    def _show_buttons(self) -> None:
        super()._show_buttons()
        if self.next_step() is StepKind.LIFT:
            self.next.setText(self.tr("Lift…"))  # the whole step would be cut in a narrow window
        self.change.setVisible(self.may(StepKind.CHANGE) and self.open_form is None and self.form.isHidden())

    def _offer(self) -> None:
        super()._offer()
        menu = self.more.menu()
        if self.may(StepKind.NOTE):
            menu.addAction(self.tr("Link with another matter…"), self.begin_linking)
        if self.may(StepKind.CORRECT):
            menu.addAction(self.tr("Correct what was registered…"), self.correction_asked.emit)
        menu.addAction(self.tr("Print…"), self.print_sheet)
        menu.addAction(self.tr("Save as CAP…"), self.save_asked.emit)
