"""A notice read in full: what was registered, its text, files and links, beside what every matter shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.data.queries.matters import LinkRow
from dutyroom.data.queries.notices import NoticeInFull, notice_in_full
from dutyroom.rules.matter import MatterKind, State
from dutyroom.rules.notice import MEETING_QUESTIONS, unasked
from dutyroom.ui.page import Place, Tools
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.facts_grid import Fact
from dutyroom.ui.parts.matter.matter_pane import MatterPane
from dutyroom.ui.parts.matter.words import channel_said, place_of_record, state_said
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import put_look


class NoticePane(MatterPane):
    """The pane of the register of notices; ``pass_on_asked`` to tell others what the notice says."""

    pass_on_asked = Signal()
    correction_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._notice: NoticeInFull | None = None
        super().__init__(tools, parent)

    @property
    def notice(self) -> NoticeInFull | None:
        """The notice as it was read last."""
        return self._notice

    def read(self, number: int) -> None:
        """Fetch the notice."""
        self.tools.courier.ask(self, notice_in_full, number, then=partial(self._notice_came, number))

    def is_for_reading(self) -> bool:
        """Whether it is a reading paper."""
        return self._notice is not None and self._notice.facts.for_reading

    @property
    def may_correct(self) -> bool:
        """Whether what was registered can still be corrected."""
        return self.full is not None and self.full.matter.state != State.VOID

    def supervise(self) -> None:
        """Put it under supervision: the form there is filled from it."""
        if self.matter_id is not None:
            self.tools.go(Place("supervision", step=f"from:{self.matter_id}"))

    def own_facts(self) -> Sequence[Fact]:
        """What was registered, in the order of the slip."""
        notice = self._notice
        if notice is None:
            return ()
        facts, matter = notice.facts, notice.matter
        received = moment_said(matter.received_at, self.tools.clock(), self.tools.zone)
        counts = [self.tr("{count} copies").format(count=facts.copies)] if facts.copies else []
        counts += [self.tr("No. {numbers}").format(numbers=facts.copy_numbers)] if facts.copy_numbers else []
        counts += [self.tr("{count} pages").format(count=facts.pages)] if facts.pages else []
        kind = self.tr("reading paper") if facts.for_reading else self.tr("action paper")
        return [
            (self.tr("From"), matter.source, "strong"),
            (self.tr("Document number"), facts.document_number, ""),
            (self.tr("Came by"), f"{channel_said(facts.channel)} · {received} · {facts.received_by}".rstrip(" ·"), ""),
            (self.tr("Kind"), " · ".join(part for part in (facts.document_kind, kind) if part), ""),
            (self.tr("Dated"), facts.document_on.isoformat() if facts.document_on else "", ""),
            (self.tr("Addressee"), facts.addressee, ""),
            (self.tr("Copies"), " · ".join(counts), ""),
            (self.tr("Custody"), facts.custody, ""),
            (self.tr("To be done"), facts.required, "strong"),
            *self._slip_facts(),
            (self.tr("Outcome"), matter.outcome, ""),
        ]

    def _slip_facts(self) -> list[Fact]:
        slip = self._notice.slip if self._notice is not None else None
        if slip is None:
            return []
        now, zone = self.tools.clock(), self.tools.zone
        caller = " ".join(part for part in (slip.caller, slip.caller_post, slip.phone) if part)
        checked = [self.tr("identity checked")] if slip.identity_checked else []
        checked += [self.tr("read back")] if slip.read_back else []
        facts: list[Fact] = [(self.tr("Caller"), " · ".join(part for part in (caller, *checked) if part), "")]
        if slip.is_meeting:
            at = moment_said(slip.meeting_at, now, zone) if slip.meeting_at else ""
            deputy = {"yes": self.tr("a deputy may come"), "no": self.tr("no deputy")}.get(slip.deputy_may, "")
            facts += [
                (self.tr("Meeting"), " · ".join(part for part in (at, slip.place, slip.convenor) if part), "strong"),
                (self.tr("Agenda"), slip.agenda, ""),
                (self.tr("Who attends"), " · ".join(part for part in (slip.attendees, deputy) if part), ""),
                (self.tr("Papers"), slip.papers, ""),
            ]
            missing = "、".join(translated(MEETING_QUESTIONS[name]) for name in unasked(slip))
            facts.append((self.tr("Not asked yet"), missing, "warning"))
        return facts

    def _parts(self) -> list[QWidget]:
        self.content, self.extras = QLabel(self), QWidget(self)
        self.content.setWordWrap(True)
        self.content.setTextFormat(Qt.TextFormat.PlainText)
        self.content.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._extras = QVBoxLayout(self.extras)
        self._extras.setContentsMargins(0, 0, 0, 0)
        self._extras.setSpacing(2)
        parts = super()._parts()
        return [*parts[:6], self.content, self.extras, *parts[6:]]

    def _foot_buttons(self) -> list[QPushButton]:
        self.pass_on = QPushButton(self)
        self.pass_on.clicked.connect(self.pass_on_asked)
        return [*super()._foot_buttons(), self.pass_on]

    def _show_buttons(self) -> None:
        super()._show_buttons()
        self.pass_on.setVisible(self.full is not None and self.form.isHidden())
        self.pass_on.setText(self.tr("Pass on…"))
        self.pass_on.setToolTip(self.tr("Tell areas and bureaus, and prove it (Ctrl+Shift+P)"))

    def _notice_came(self, number: int, notice: NoticeInFull | None) -> None:
        if number != self.matter_id:
            return
        self._notice = notice
        self.came(number, notice.common if notice else None)

    def _show(self) -> None:
        super()._show()
        notice = self._notice if self.full is not None else None
        text = notice.facts.content if notice is not None else ""
        self.content.setText(text)
        self.content.setVisible(bool(text))
        self._show_extras(notice)

    def _show_extras(self, notice: NoticeInFull | None) -> None:
        while self._extras.count():
            item = self._extras.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if notice is None:
            return
        for link in notice.common.links:
            self._extras.addWidget(self._link_button(link))

    def _link_button(self, link: LinkRow) -> QPushButton:
        words = f"↔ {link.number} {link.title} · {state_said(link.state)}"
        button = QPushButton(words)
        put_look(button, look="link")
        button.clicked.connect(partial(self._show_linked, link))
        return button

    def _show_linked(self, link: LinkRow) -> None:
        if link.kind == MatterKind.NOTICE:
            self.matter_asked.emit(link.other_id)
        else:
            self.tools.go(place_of_record(link.kind, link.other_id))

    def _offer(self) -> None:
        super()._offer()
        if self.full is not None and self.full.matter.state != State.VOID:
            self.more.menu().addAction(self.tr("Put under supervision…"), self.supervise)
            self.more.menu().addAction(self.tr("Correct what was registered…"), self.correction_asked.emit)
