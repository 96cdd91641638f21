"""Putting a matter under supervision: which fields are asked depends on what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from dutyroom.actions.supervision import set_up_supervision
from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.matter_clock import ClockStart
from dutyroom.rules.supervision import Basis, SetUpSupervision
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.parts.supervision.fields import OWN_FIELDS, SupervisionFields

_ALWAYS: Final = ("basis", "title", "asked", "due_at", "received_at")
_MARKS: Final = ("is_urgent", "is_hard", "between_sessions")
_WAIT_MS: Final = 120


class SetUpForm(KeptForm, SupervisionFields):
    """``limit_asked`` carries what stands there, so that the limit by the rules can be said beside the field."""

    limit_asked = Signal(SetUpSupervision)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._limit: ClockStart | None = None
        self._grew_out_of: int | None = None
        self.make_fields()
        self.between_sessions = QCheckBox(self)
        self.due_at = time_field(tools, ahead=True, parent=self)
        self.received_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.asked.entered.connect(self.send.click)
        self.lay_out_fields()
        self.add_field("between_sessions", self.between_sessions, wide=True)
        self.add_field("due_at", self.due_at)
        self.add_field("received_at", self.received_at, beside=True)
        self._limit_soon = QTimer(self)
        self._limit_soon.setSingleShot(True)
        self._limit_soon.setInterval(_WAIT_MS)
        self._limit_soon.timeout.connect(self._ask_limit)
        self.basis.currentIndexChanged.connect(self._show_fields)
        for name in _MARKS:
            getattr(self, name).toggled.connect(lambda _: self._limit_soon.start())
        self.received_at.changed.connect(self._limit_soon.start)
        self.retranslate()
        self._show_fields()

    def begin(self, proposed: SetUpSupervision | None = None) -> None:
        """Ask for a new one, filled from what a notice proposes where there is one."""
        fresh: dict[str, Any] = {"basis": Basis.INSTRUCTION.value}
        if proposed is not None:
            named = ("title", "asked", "source", "leader", "is_urgent")
            fresh = {name: getattr(proposed, name) for name in named} | {"basis": proposed.basis.value}
        self._grew_out_of = proposed.grew_out_of if proposed is not None else None
        self._begin(self._grew_out_of or 0, fresh)
        self._show_fields()
        self.mark_clean()
        (self.asked if self.title.text() else self.basis).setFocus()

    def offer(self, leaders: Sequence[Choice]) -> None:
        """Offer these leaders."""
        self.leader.set_choices(leaders)

    def show_limit(self, asked: SetUpSupervision, limit: ClockStart) -> None:
        """Say the limit by the rules, unless something else stands in the form by now."""
        if asked == self._so_far():
            self._limit = limit
            self._word_limit()

    def command(self) -> Run:
        """Set up what stands in the form; refused where a time is none."""
        for name in ("due_at", "received_at"):
            refusal = getattr(self, name).refusal()
            if refusal is not None:
                refusal.field = name
                raise refusal
        return set_up_supervision, self._so_far()

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_fields()
        self._word_marks()
        self.word_field("received_at", self.tr("Set up at"))
        self.due_at.set_placeholder(self.tr("no time: by the rules; 2026-12-31 18:00, 2d"))
        self.send.setText(self.tr("Put under supervision"))
        self._word_limit()
        self._show_fields()

    def _word_marks(self) -> None:
        self.is_urgent.setText(self.tr("the shorter limit of urgent instructions"))
        self.is_hard.setText(self.tr("the longer limit of what is hard to do"))
        self.word_field("between_sessions", self.tr("Between sessions"))
        self.between_sessions.setText(self.tr("made while neither congress nor committee was sitting"))

    def _word_limit(self) -> None:
        limit = self._limit
        if limit is None:
            hint = ""
        elif limit.due_at is None:
            hint = self.tr("No rule sets a limit for this; without one it has none.")
        else:
            at = moment_said(limit.due_at, self.tools.clock(), self.tools.zone)
            hint = self.tr("Empty: {time} by rule {key}").format(time=at, key=self._rule_name(limit.rule_key))
            self.due_at.setToolTip(limit.source)
        self.word_field("due_at", self.tr("Limit"), hint)

    def _rule_name(self, key: str) -> str:
        versions = shipped_rules().versions.get(key)
        if not versions:
            return key
        return versions[0].zh if self.tools.wording().language.startswith("zh") else versions[0].en

    def _show_fields(self, *_: object) -> None:
        shown = (*_ALWAYS, *OWN_FIELDS[self.chosen_basis()])
        for name in self.field_names():
            self.show_field(name, name in shown)
        self._limit_soon.start()

    def _so_far(self) -> SetUpSupervision:
        """What stands in the fields that are shown; a hidden one keeps its words and says nothing."""
        basis = self.chosen_basis()
        own = {name: value for name, value in self.written().items() if name in OWN_FIELDS[basis]}
        return SetUpSupervision(
            basis=basis,
            title=self.title.text(),
            asked=self.asked.toPlainText(),
            due_at=self.due_at.instant(),
            received_at=self.received_at.instant(),
            grew_out_of=self._grew_out_of,
            **own,
        )

    def _ask_limit(self) -> None:
        if self.isVisible():
            self.limit_asked.emit(self._so_far())
