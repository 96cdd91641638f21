"""Starting a shift where there is nobody to take it over from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutyroom.actions.shifts import start_shift
from dutyroom.data.queries.handed_over import handed_over
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.data.queries.open_items import OpenItemRow
from dutyroom.data.queries.rosters import posts_due
from dutyroom.data.queries.shifts import ShiftRow, count_shifts, last_shift
from dutyroom.data.reading import Session
from dutyroom.rules.office import OfficeSettings, planned_shift
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.shift import HotlineInHand, StartShift
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import give_focus
from dutyroom.ui.parts.handover.accept_list import AcceptList
from dutyroom.ui.parts.handover.people import PostsForm
from dutyroom.ui.parts.handover.step import Step
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import label_of


@dataclass(frozen=True, slots=True)
class _Before:
    """What there is before a shift starts."""

    officers: list[OfficerRow]
    items: list[OpenItemRow]
    hotline: HotlineInHand | None
    shifts: int
    last: ShiftRow | None
    due: dict[str, int]


def _before(session: Session, now: datetime) -> _Before:
    over = handed_over(session, now)
    last, due = last_shift(session), posts_due(session, now)
    return _Before(officer_rows(session), over.items, over.hotline, count_shifts(session), last, due)


class TemplatePicker(QComboBox):
    """The office's shift templates, with the one that fits now chosen and its planned times in its words."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._chosen_by_hand = False
        self.activated.connect(self._by_hand)

    def offer(self) -> None:
        """Offer the templates of now; what somebody chose stays chosen."""
        office: OfficeSettings = self._tools.office()
        now, zone = self._tools.clock(), office.zone
        fitting = planned_shift(office.templates, now, zone)[0]
        wanted = self.currentData() if self._chosen_by_hand else fitting.name
        self.clear()
        for template in office.templates:
            _, start, end = planned_shift((template,), now, zone)
            times = f"{moment_said(start, now, zone)} – {moment_said(end, now, zone)}"
            self.addItem(f"{template.name}   {times}", template.name)
        self.setCurrentIndex(max(self.findData(wanted), 0))

    def template(self) -> str:
        """The name of the template chosen."""
        return str(self.currentData() or "")

    def _by_hand(self, _index: int) -> None:
        self._chosen_by_hand = True


class StartForm(PostsForm):
    """Posts, template, the reason where earlier shifts exist; the open items stand below."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_posts()
        self.template = TemplatePicker(tools, self)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(500)
        self.add_field("template", self.template)
        self.add_field("reason", self.reason)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_posts()
        self.word_field("template", self.tr("Shift"))
        self.word_field("reason", self.tr("Reason"), self.tr("Earlier shifts exist: why it starts without a handover."))


class StartStep(Step):
    """Start a shift; ``started`` tells its number."""

    started = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._may_propose = False
        self.form = StartForm(tools, self)
        self.items_title = label_of("strong", parent=self)
        self.hotline = FieldNote(self)
        self.accepts = AcceptList(self)
        self.start = QPushButton(self)
        self.start.setObjectName("start")
        self._lay_out()
        self.form.add_button(self.start, first_step=True)
        self.start.clicked.connect(self._start)
        self.form.step_back_asked.connect(self.left)
        self.retranslate()

    def begin(self) -> None:
        """Ask for officers and for what is open."""
        self.note.be_silent()
        self._may_propose = True
        self.form.template.offer()
        self.tools.courier.ask(self, _before, self.tools.clock(), then=self._read, failed=self.failed)
        give_focus(self.form.leader_id, self)

    def refresh(self) -> None:
        """Something changed: ask again, leaving what was typed."""
        self.tools.courier.ask(self, _before, self.tools.clock(), then=self._read, failed=self.failed)

    def retranslate(self) -> None:
        """Word the step anew."""
        super().retranslate()
        self.title.setText(self.tr("Start a shift"))
        self.items_title.setText(self.tr("Left open by the last shift"))
        self.start.setText(self.tr("Start the shift"))
        self.start.setAccessibleName(self.start.text())
        if self.form.template.count():
            self.form.template.offer()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("look", "page")
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(760)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.setSpacing(12)
        # The items come before the button: they are accepted first.
        self.form.add_part(self.items_title)
        self.form.add_part(self.hotline)
        self.form.add_part(self.accepts)
        inside.addWidget(self.form)
        around = QHBoxLayout(page)
        around.setContentsMargins(0, 0, 8, 0)
        around.addWidget(card, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        self.column.addWidget(area, 1)

    def _read(self, before: _Before) -> None:
        self.form.offer_people(before.officers)
        self.accepts.set_items(self.items_to_accept(before.items))
        self.hotline.say(self.hotline_said(before.hotline), "hint")
        self.items_title.setVisible(bool(before.items) or before.hotline is not None)
        self.accepts.setVisible(bool(before.items))
        self.form.show_field("reason", before.shifts > 0)
        if self._may_propose:
            self._may_propose = False
            self.form.propose(before.due)
        author = self.tools.courier.author.id
        if author and not self.form.is_dirty and self.form.chief_id.choice_id() is None:
            self.form.chief_id.set_choice(author)
            self.form.mark_clean()
        last = before.last
        pattern = self.tr("The last one was {shift} with {chief}.")
        self.about.setText(pattern.format(shift=last.name, chief=last.chief) if last else "")

    def _start(self) -> None:
        if not self.start.isEnabled():
            return
        self.form.clear_notes()
        self.start.setEnabled(False)
        command = StartShift(
            posts=self.form.posts(),
            reason=self.form.reason.text(),
            accepted=self.accepts.answers(),
            template=self.form.template.template(),
        )
        self.tools.courier.do(
            self, start_shift, command, then=self._started, refused=self._refused, failed=lambda _: self._stuck()
        )

    def _started(self, number: int) -> None:
        self.start.setEnabled(True)
        self.form.reason.clear()
        self.form.mark_clean()
        self.started.emit(number)

    def _stuck(self) -> None:
        self.start.setEnabled(True)

    def _refused(self, refusal: Refusal) -> None:
        self.start.setEnabled(True)
        if refusal.field == "accepted":
            self.accepts.point_out(refusal, self.words_for(refusal))
            self.refresh()  # what falls due in the shift may be more by now
        else:
            self.form.point_out(refusal, self.words_for(refusal))
