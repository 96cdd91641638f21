"""The telephone numbers that a plan quotes, each beside what the directory has."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.plan_contacts import link_contact, take_over_number
from dutyroom.rules.plan_contacts import CHANGED, Standing, is_stale, standing_of
from dutyroom.rules.plan_contents import ContentKind, ContentState, LinkContact, TakeOverNumber
from dutyroom.rules.plan_repeated import says_number
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Command, Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.plans.content_panel import ContentPanel
from dutyroom.ui.parts.plans.content_view import ContentView
from dutyroom.ui.parts.plans.link_form import LinkForm


class PlanContactsView(ContentView):
    """What differs is said above the lines; a number is linked, or taken over from the directory, by key."""

    KEY = "contacts"
    NAME = mark("Contacts")

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.note = FieldNote(self)
        self.panel = ContentPanel(tools, ContentKind.CONTACT, self.stale_before, self)
        self.linking = LinkForm(tools, self)
        self.linking.setVisible(False)
        self.link, self.take = QPushButton(self), QPushButton(self)
        self.panel.add_own(self.link)
        self.panel.add_own(self.take)
        self.panel.extra.addWidget(self.linking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self.panel, 1)
        self.add_panel(self.panel)
        self.link.clicked.connect(self.begin_link)
        self.take.clicked.connect(self.take_over)
        self.linking.chosen.connect(self._link)
        self.linking.left.connect(self._leave)
        self.panel.table.current_changed.connect(lambda _: self._word_buttons())
        self.retranslate()

    def show_contents(self) -> None:
        """See :class:`ContentView`."""
        if self.plan is None:
            return
        row = self.linking.row
        if row is not None and row.text_id != self.plan.plan.text_id:
            self._leave()
        rows = self.contents.contacts
        self.panel.show_rows(self.plan.plan.text_id, rows, rows, may_change=self.may_change)
        self._say()
        self._word_buttons()

    def begin_link(self) -> None:
        """Choose the number of the directory that the line's stands for."""
        row = self.panel.row()
        if row is not None and self.may_change and row.state != ContentState.DROPPED:
            self.panel.leave_form(focus=False)
            self.linking.setVisible(True)
            self.panel.make_room(busy=True)
            self.linking.begin(row)

    def take_over(self) -> None:
        """Give the line the number that the directory has."""
        row = self.panel.row()
        if row is not None and self.may_change:
            self.panel.run(take_over_number, TakeOverNumber(id=row.id, version=row.version), following=row.id)

    def commands(self) -> list[Command]:
        """See :class:`PlanView`."""
        return [
            *super().commands(),
            Command("plans.link_number", self.tr("Link the number to the directory…"), "Ctrl+Shift+L", self.begin_link),
            Command("plans.take_over", self.tr("Take over the directory's number"), "Ctrl+Shift+T", self.take_over),
        ]

    def retranslate(self) -> None:
        """See :class:`ContentView`."""
        self.link.setText(self.tr("Link…"))
        self.link.setToolTip(f"{self.tr('Link the number to the directory…')}  Ctrl+Shift+L")
        self.take.setText(self.tr("Update"))
        words = self.tr("Take over the directory's number")
        self.take.setToolTip(f"{words}  Ctrl+Shift+T")

    def _say(self) -> None:
        """What of the numbers is not right, in one sentence."""
        rows = [row for row in self.contents.contacts if row.state != ContentState.DROPPED]
        standings = [standing_of(row) for row in rows]
        changed = sum(standing in CHANGED for standing in standings)
        unlinked = standings.count(Standing.UNLINKED)
        stale = sum(is_stale(row, self.stale_before()) for row in rows)
        parts = []
        if changed:
            parts.append(self.tr("{count} differ from the directory").format(count=changed))
        if stale:
            parts.append(self.tr("{count} not called for {days} days").format(count=stale, days=self._days))
        if unlinked:
            parts.append(self.tr("{count} not linked").format(count=unlinked))
        behind = self._behind()
        if behind:
            parts.append(
                self.tr("{count} corrected here while the text still says another number").format(count=behind)
            )
        self.note.say(" · ".join(parts), "overdue" if changed else "warning" if parts else "hint")

    def _behind(self) -> int:
        """How many checked numbers the text of their section does not say: it wants a new version."""
        bodies = {section.id: section.body for section in self.plan.sections} if self.plan is not None else {}
        return sum(
            row.state == ContentState.CHECKED
            and row.section_id in bodies
            and not says_number(bodies[row.section_id], row.phone)
            for row in self.contents.contacts
        )

    def _link(self, asked: LinkContact) -> None:
        def done(_: None) -> None:
            self._leave()

        def refused(refusal: Refusal) -> None:
            self.linking.point_out(said(refusal, self.tools.wording(), self.tools.zone))

        self.tools.courier.do(self, link_contact, asked, then=done, refused=refused)

    def _leave(self) -> None:
        inside = self.linking.isAncestorOf(focus) if (focus := self.window().focusWidget()) else False
        self.linking.setVisible(False)
        self.panel.make_room(busy=False)
        if inside and self.isVisible():
            self.panel.table.setFocus()

    def _word_buttons(self) -> None:
        row = self.panel.row()
        dropped = row is not None and row.state == ContentState.DROPPED
        self.link.setEnabled(row is not None and not dropped)
        self.take.setEnabled(row is not None and not dropped and standing_of(row) is Standing.DIFFERS)
