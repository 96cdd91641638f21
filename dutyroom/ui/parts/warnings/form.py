"""The form of a warning: a new one, one that says something else now, one that was written down wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Literal

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.warnings import change_warning, register_warning
from dutyroom.data.queries.warnings import WarningInFull
from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.event_time import understand_near
from dutyroom.rules.matter import TITLE_MOST
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.warning import (
    ChangeWarning,
    Colour,
    RegisterWarning,
    Status,
    WarningFacts,
    area_lines,
    rain_signal,
)
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.time_field import TimeField
from dutyroom.ui.parts.warning_swatch import colour_said, swatch_of
from dutyroom.ui.parts.warnings.words import status_said

Mode = Literal["new", "change", "correct"]
_TIMES: Final = ("issued_at", "onset_at", "expires_at", "received_at")
_FACTS: Final = ("event", "colour", "source", "areas", "watch", "action", "contact", "web", "title")
_ASKED: Final[Mapping[Mode, frozenset[str]]] = {
    "new": frozenset({*_FACTS, *_TIMES, "status", "reason"}),
    "change": frozenset(
        {"colour", "issued_at", "onset_at", "expires_at", "areas", "watch", "action", "text", "reason"}
    ),
    "correct": frozenset({*_FACTS, "issued_at", "onset_at", "expires_at", "text", "reason"}),
}
_RAIN: Final = "雨"


class WarningForm(KeptForm):
    """What stands in it stays with the warning that it is about, by what is asked of it."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.mode: Mode = "new"
        self._about: WarningInFull | None = None
        self._asks_reason = False
        self._put: dict[str, tuple[str, datetime | None]] = {}
        self._make_fields()
        self._lay_fields()
        for text in (self.watch, self.action, self.areas, self.text):
            text.entered.connect(self.send.click)
        for changed in (self.event_.textChanged, self.colour.currentIndexChanged):
            changed.connect(lambda _: self._word_colour())
        self.retranslate()

    def begin(self, mode: Mode, about: WarningInFull | None = None) -> None:
        """Ask for a new one, or what this one says now, or what was wrong in it."""
        self.mode, self._about = mode, about
        number = about.matter.id if about is not None else 0
        self._begin(-number if mode == "correct" else number, self._stored(about))
        self._asks_reason = bool(self.reason.text())
        for name in self.field_names():
            self.show_field(name, self._shown(name))
        self.retranslate()
        self.mark_clean()
        (self.event_ if mode == "new" else self.colour).setFocus()

    def command(self) -> Run:
        """The warning as it stands in the form; refused where a time is none."""
        for name in _TIMES:
            refusal = getattr(self, name).refusal()
            if refusal is not None and self._shown(name):
                refusal.field = name
                raise refusal
        facts, reason = self._facts(), self.reason.text()
        if self._about is None:
            return register_warning, RegisterWarning(facts=facts, reason=reason, received_at=self._at("received_at"))
        return change_warning, ChangeWarning(
            id=self._about.matter.id,
            version=self._about.matter.version,
            facts=facts,
            text=self.text.toPlainText(),
            reason=reason,
            is_correction=self.mode == "correct",
        )

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """As every form; what the law misses is asked for only now."""
        if refusal.field == "event":
            refusal.field = "event_"
        if refusal.field == "reason":
            self._asks_reason = True
            self.show_field("reason", True)
        super().point_out(refusal, sentence)

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        for place, status in enumerate((Status.ACTUAL, Status.EXERCISE, Status.TEST)):
            self.status.setItemText(place, status_said(status))
        self.colour.setItemText(0, colour_said(""))
        for place, colour in enumerate(Colour, 1):
            self.colour.setItemText(place, colour_said(colour))
            self.colour.setItemIcon(place, icon(swatch_of(colour)))
        self._word_fields()
        words = {
            "new": self.tr("Register the warning"),
            "change": self.tr("Write the change"),
            "correct": self.tr("Save the correction"),
        }
        self.send.setText(words[self.mode])
        self._word_colour()

    def _make_fields(self) -> None:
        tools = self.tools
        self.status, self.colour = QComboBox(self), QComboBox(self)
        self.event_, self.source, self.contact, self.web, self.title, self.reason = (QLineEdit(self) for _ in range(6))
        self.areas, self.watch, self.action, self.text = (GrowingText(self) for _ in range(4))
        self.title.setMaxLength(TITLE_MOST)
        self.issued_at = time_field(tools, ahead=False, parent=self)
        self.expires_at = time_field(tools, ahead=True, parent=self)
        self.received_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.onset_at = TimeField(self._near, tools.clock, tools.zone, self, word=self._said)
        for status in (Status.ACTUAL, Status.EXERCISE, Status.TEST):
            self.status.addItem("", status.value)
        self.colour.addItem("", "")
        for colour in Colour:
            self.colour.addItem("", colour.value)

    def _lay_fields(self) -> None:
        self._grid.setColumnStretch(3, 1)
        self.add_field("status", self.status)
        self.add_field("event_", self.event_)
        self.add_field("source", self.source, beside=True)
        self.add_field("colour", self.colour)
        self.add_field("issued_at", self.issued_at, beside=True)
        self.add_field("onset_at", self.onset_at)
        self.add_field("expires_at", self.expires_at, beside=True)
        for name in ("areas", "watch", "action", "text"):
            self.add_field(name, getattr(self, name), tall=True, wide=True)
        self.add_field("contact", self.contact)
        self.add_field("web", self.web, beside=True)
        self.add_field("title", self.title)
        self.add_field("received_at", self.received_at, beside=True)
        self.add_field("reason", self.reason, wide=True)

    def _word_fields(self) -> None:
        fixed = self.tr("An exercise stays one: it never becomes a real warning.")
        self.word_field("status", self.tr("Real?"), fixed if self.mode == "new" else "")
        self.word_field("event_", self.tr("Warning of"))
        self.event_.setPlaceholderText(self.tr("for example 暴雨, 大风, 寒潮"))
        self.word_field("source", self.tr("Issued by (body)"))
        self.word_field("issued_at", self.tr("Issued at"))
        empty = self.tr("now") if self.mode == "change" else self.tr("1130, 11-23 0815, -10")
        self.issued_at.set_placeholder(empty)
        self.word_field("onset_at", self.tr("Holds from"))
        self.onset_at.set_placeholder(self.tr("1200, 明日0800"))
        self.word_field("expires_at", self.tr("Holds until"))
        self.expires_at.set_placeholder(self.tr("empty: until it is lifted; 2000, 6h"))
        self.word_field("areas", self.tr("Areas"), self.tr("Separate them by 、 or a line each (Shift+Enter)."))
        self.word_field("watch", self.tr("What to watch"))
        self.word_field("action", self.tr("What to do"))
        change = self.mode == "change"
        self.word_field("text", self.tr("What was said") if change else self.tr("Why it is corrected"))
        self.word_field("contact", self.tr("Contact"))
        self.word_field("web", self.tr("Web page"))
        self.word_field("title", self.tr("Title"), self.tr("Left empty it is made of event and colour."))
        self.word_field("received_at", self.tr("Came in at"))
        self.word_field("reason", self.tr("Why something is missing"), self.tr("Asked for where the law wants more."))

    def _word_colour(self) -> None:
        """Beside the colour of a rain warning: how much rain it stands for, by the rule."""
        colour, hint = str(self.colour.currentData() or ""), ""
        event = self._about.facts.event if self.mode == "change" and self._about is not None else self.event_.text()
        if _RAIN in event and colour:
            on = self.tools.clock().astimezone(self.tools.zone).date()
            signal = rain_signal(colour, shipped_rules(), on)
            if signal is not None:
                hint = self.tr("{hours} h ≥ {mm} mm of rain").format(hours=signal[0], mm=signal[1])
        self.word_field("colour", self.tr("Colour"), hint)

    def _shown(self, name: str) -> bool:
        if name == "reason" and not self._asks_reason:
            return False  # asked for once something is missing
        return name.rstrip("_") in _ASKED[self.mode]

    def _stored(self, about: WarningInFull | None) -> dict[str, Any]:
        """What the form begins from: the warning as it is; of a change the times of its message are new."""
        self._put = {}
        if about is None:
            return {"status": Status.ACTUAL.value}
        facts = about.facts
        values: dict[str, Any] = {("event_" if name == "event" else name): getattr(facts, name) for name in _FACTS}
        values |= {"status": facts.status.value, "onset_at": facts.starts_at, "expires_at": facts.expires_at}
        if self.mode == "correct":
            values["issued_at"] = facts.issued_at
        for name in _TIMES:
            at = values.get(name)
            text = f"{at.astimezone(self.tools.zone):%Y-%m-%d %H:%M}" if at is not None else ""
            self._put[name] = (text, at)
            values[name] = text
        return values

    def _at(self, name: str) -> datetime | None:
        """The time that stands in a field; where nobody touched it, to the second as it was."""
        field: TimeField = getattr(self, name)
        text, at = self._put.get(name, ("", None))
        return at if text and field.text().strip() == text else field.instant()

    def _facts(self) -> WarningFacts:
        """What stands in the fields that are shown, over what the warning says already."""
        kept = self._about.facts if self._about is not None else WarningFacts(event="")
        texts = {"event": self.event_.text(), "source": self.source.text(), "contact": self.contact.text()}
        texts |= {"web": self.web.text(), "title": self.title.text(), "areas": area_lines(self.areas.toPlainText())}
        texts |= {"watch": self.watch.toPlainText(), "action": self.action.toPlainText()}
        named: dict[str, Any] = {name: text for name, text in texts.items() if self._shown(name)}
        start = self._at("onset_at")
        if start != kept.starts_at:
            named |= {"onset_at": start, "effective_at": None}
        return replace(
            kept,
            **named,
            colour=str(self.colour.currentData() or ""),
            issued_at=self._at("issued_at"),
            expires_at=self._at("expires_at"),
            status=Status(self.status.currentData()) if self._about is None else kept.status,
        )

    def _near(self, text: str) -> datetime:
        return understand_near(text, now=self.tools.clock(), zone=self.tools.zone)

    def _said(self, refusal: Refusal) -> str:
        return said(refusal, self.tools.wording(), self.tools.zone)
