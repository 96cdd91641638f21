"""Taking the shift: who stands on the new one, each open item accepted, the addendum, reservations, the signature."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from dutyroom.actions.handover import Taken, take_shift
from dutyroom.data.queries.rosters import posts_due
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.shift import Take
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.handover.accept_list import AcceptList
from dutyroom.ui.parts.handover.give import InHand, in_hand
from dutyroom.ui.parts.handover.live_paper import LivePaper
from dutyroom.ui.parts.handover.people import POSTS, PostsForm
from dutyroom.ui.parts.handover.signature import SignaturePanel
from dutyroom.ui.parts.handover.start import TemplatePicker
from dutyroom.ui.parts.handover.step import Step
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import label_of


class _TakeForm(PostsForm):
    """Posts and template of the shift that begins."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_posts()
        self.template = TemplatePicker(tools, self)
        self.add_field("template", self.template)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_posts()
        self.word_field("template", self.tr("Shift"))


class TakeStep(Step):
    """Take what was given; ``taken`` tells which shift ended, which began and who sits at the desk."""

    taken = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._known: InHand | None = None
        self.form = _TakeForm(tools)
        self.hotline = FieldNote(self)
        self.items_title, self.addendum_title = label_of("strong"), label_of("strong")
        self.reservations_title = label_of("strong")
        self.accepts, self.addendum = AcceptList(), AcceptList()
        self.reservations = QPlainTextEdit()
        self.signature = SignaturePanel()
        self.paper = LivePaper(tools, lambda: None, self)
        self._lay_out()
        tab_as_laid_out(self)
        self.signature.signed.connect(self._sign)
        self.signature.step_back_asked.connect(self.left)
        self.form.step_back_asked.connect(self.left)
        self.form.chief_id.chosen.connect(self._chief_chosen)
        self.retranslate()

    def begin(self) -> None:
        """Ask for what was given and what is to be accepted."""
        self.note.be_silent()
        self.form.template.offer()
        courier, now = self.tools.courier, self.tools.clock()
        courier.ask(self, in_hand, now, then=self._began, failed=self.failed)
        courier.ask(self, posts_due, now, then=self._propose, failed=self.failed)

    def refresh(self) -> None:
        """Something changed: new entries come into the addendum; answers and words stay."""
        self.tools.courier.ask(self, in_hand, self.tools.clock(), then=self._read, failed=self.failed)

    def retranslate(self) -> None:
        """Word the step anew."""
        super().retranslate()
        self.title.setText(self.tr("Take the shift"))
        self.items_title.setText(self.tr("Open items"))
        self.addendum_title.setText(self.tr("Addendum: written since the giving"))
        self.reservations_title.setText(self.tr("Reservations"))
        self.reservations.setAccessibleName(self.tr("Reservations"))
        self.reservations.setPlaceholderText(self.tr("What the incoming shift does not accept as it is; none if empty"))
        self.signature.set_verb(self.tr("Sign and take"))
        if self.form.template.count():
            self.form.template.offer()
        if self._known is not None:
            self._show(self._known)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("look", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        self.reservations.setTabChangesFocus(True)
        self.reservations.setFixedHeight(60)
        for widget in (
            self.form,
            self.items_title,
            self.hotline,
            self.accepts,
            self.addendum_title,
            self.addendum,
            self.reservations_title,
            self.reservations,
            self.signature,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        area.setMinimumWidth(420)
        self.area = area
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(area)
        split.addWidget(self.paper)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([520, 380])
        self.paper.setMinimumWidth(240)
        self.column.addWidget(split, 1)

    def _began(self, known: InHand) -> None:
        self._read(known)
        give_focus(self.form.leader_id, self)
        self.paper.refresh(at_once=True)

    def _propose(self, due: dict[str, int]) -> None:
        """Who stands on the roster for the shift that begins; the chief signs."""
        self.form.propose(due)
        chief = self.form.chief_id.choice_id()
        if "chief_id" in due and chief is not None:
            self._chief_chosen(chief)

    def _read(self, known: InHand) -> None:
        self._known = known
        self.form.offer_people(known.officers)
        self.signature.offer(known.officers, known.officers)
        self._show(known)
        self.paper.refresh()

    def _show(self, known: InHand) -> None:
        self.accepts.set_items(self.items_to_accept(known.items))
        self.hotline.say(self.hotline_said(known.hotline), "hint")
        self.addendum.set_items(self.entries_to_accept(known.addendum))
        self.addendum_title.setVisible(bool(known.addendum))
        self.addendum.setVisible(bool(known.addendum))
        pending = known.pending
        self.signature.wait(pending is None)
        if pending is None:
            self.about.setText("")
            self.note.say(self.tr("The outgoing officer has not signed yet."), "warning")
            return
        self.note.be_silent()
        at = moment_said(pending.given_at, self.tools.clock(), self.tools.zone)
        self.about.setText(self.tr("Given by {name} at {time}").format(name=pending.given_by, time=at))

    def _chief_chosen(self, number: int) -> None:
        """The incoming chief is who signs, unless somebody else was picked already."""
        if self.signature.signer_id.choice_id() is None:
            self.signature.signer_id.set_choice(number)

    def _sign(self) -> None:
        if self._known is None or self._known.pending is None:
            return
        self.signature.wait(True)
        self.form.clear_notes()
        command = Take(
            handover_id=self._known.pending.id,
            signer_id=self.signature.signer_id.choice_id() or 0,
            password=self.signature.password.take(),
            posts=self.form.posts(),
            accepted=(*self.accepts.answers(), *self.addendum.answers()),
            reservations=self.reservations.toPlainText(),
            for_id=self.signature.on_behalf_of(),
            reason=self.signature.given_reason(),
            template=self.form.template.template(),
        )
        self.tools.courier.do(
            self, take_shift, command, then=self._took, refused=self._refused, failed=lambda _: self._stuck()
        )

    def _took(self, taken: Taken) -> None:
        self.signature.wait(False)
        self.reservations.clear()
        for name in POSTS:
            getattr(self.form, name).set_choice(None)
        self.signature.signer_id.set_choice(None)
        self.form.mark_clean()
        self.taken.emit(taken)

    def _stuck(self) -> None:
        self.signature.wait(False)

    def _refused(self, refusal: Refusal) -> None:
        self.signature.wait(False)
        sentence = self.words_for(refusal)
        if refusal.field == "accepted":
            asked = refusal.facts.get("id")
            late = asked in {item.entry_seq for item in self.addendum.items()} and not any(
                asked == item.open_item_id for item in self.accepts.items()
            )
            (self.addendum if late else self.accepts).point_out(refusal, sentence)
        elif refusal.field == "addendum":
            self.addendum.point_out(refusal, sentence)
            self.refresh()
        elif refusal.field in self.form.field_names():
            self.form.point_out(refusal, sentence)
            self.area.ensureWidgetVisible(self.form)
        else:
            self.signature.point_out(refusal, sentence)
            self.area.ensureWidgetVisible(self.signature)
