"""The fields of a notice as it is registered; what its text proposes fills those that nobody has typed in."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.rules.matter import SECRECY, Duty
from dutyroom.rules.notice import (
    CHANNEL_WORDS,
    DOCUMENT_KINDS,
    AskedLimit,
    Channel,
    RegisterNotice,
    urgencies,
)
from dutyroom.rules.notice_text import NoticeProposal
from dutyroom.rules.passage import Proposed
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.time_field import TimeField

LINES: Final = (
    "document_number",
    "title",
    "document_on",
    "addressee",
    "copies",
    "copy_numbers",
    "pages",
    "secrecy_years",
    "custody",
    "received_by",
)
_LISTS: Final = ("channel", "document_kind", "urgency", "secrecy", "for_reading")
_SECRET: Final = ("secrecy_years", "copy_numbers", "custody")
_PROPOSED: Final = {
    "title": "title",
    "issuer": "source",
    "number": "document_number",
    "date": "document_on",
    "addressee": "addressee",
    "kind": "document_kind",
    "urgency": "urgency",
    "secrecy": "secrecy",
    "secrecy_years": "secrecy_years",
    "copies": "copies",
    "copy_number": "copy_numbers",
    "pages": "pages",
    "required": "required",
}
"""What a text proposes, and the field that it fills."""


class NoticeForm(Form):
    """A notice's facts. A field that somebody typed in is never filled by a proposal."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._own: set[str] = set()
        self._proposing = False
        self._said: dict[str, str] = {}
        self._came_before = 0
        self._also: tuple[tuple[str, bool], ...] = ()
        self._urgent = ""
        self.channel, self.document_kind, self.urgency = QComboBox(self), QComboBox(self), QComboBox(self)
        self.secrecy, self.for_reading = QComboBox(self), QComboBox(self)
        self.source = PersonPicker(self, free_text=True)
        for name in LINES:
            setattr(self, name, QLineEdit(self))
        self.required = GrowingText(self)
        self.received_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.limits = time_field(tools, ahead=True, parent=self)
        self.back, self.send = QPushButton(self), QPushButton(self)
        self._fill_lists()
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_secret()

    def line(self, name: str) -> QLineEdit:
        """A line by its name."""
        field = getattr(self, name)
        assert isinstance(field, QLineEdit)  # noqa: S101  # every name of LINES is one
        return field

    @property
    def is_by_telephone(self) -> bool:
        """Whether it comes by telephone, so that the questions of the slip are asked."""
        return bool(self.channel.currentData() == Channel.TELEPHONE)

    def propose(self, proposal: NoticeProposal) -> int:
        """Fill what nobody typed in with what the text proposes; returns how many fields it filled.

        What an earlier text proposed goes where this one does not say it: it would be taken for this paper's.
        """
        self._proposing = True
        before, self._said = self._said, {}
        self._propose_channel(proposal.urgency, before)
        for name, field in _PROPOSED.items():
            proposed = getattr(proposal, name)
            if isinstance(proposed, Proposed) and field not in self._own and self._take(field, proposed.value):
                self._said[field] = proposed.said
        came = self.received_at.instant() or self._tools.clock()
        late = {
            one for one in proposal.deadlines if one.value.past or (one.value.at is not None and one.value.at < came)
        }
        limit = next((one for one in proposal.deadlines if one.value.at is not None and one not in late), None)
        if limit is not None and "limits" not in self._own and limit.value.at is not None:
            self.limits.set_instant(limit.value.at)
            self._said["limits"] = limit.said
        for field in before.keys() - self._said.keys():
            self._take_back(field)
        words = proposal.urgent_words or (proposal.urgency if "urgency" not in self._said else None)
        self._urgent = words.said if words is not None and "urgency" not in self._own else ""
        self._also = tuple((one.said, one in late) for one in proposal.deadlines if one is not limit)
        self._proposing = False
        self.retranslate()
        return len(self._said)

    def _propose_channel(self, urgency: Proposed[str] | None, before: dict[str, str]) -> None:
        """A mark that only telegrams bear (特提, 平急) says how it came, where nobody has said that."""
        if "channel" in before:
            self.channel.setCurrentIndex(self._came_before)
        if urgency is None or "channel" in self._own or urgency.value in urgencies(Channel(self.channel.currentData())):
            return
        if urgency.value in urgencies(Channel.TELEGRAM):
            self._came_before = self.channel.currentIndex()
            self.channel.setCurrentIndex(self.channel.findData(Channel.TELEGRAM.value))
            self._said["channel"] = urgency.said

    def notice(self, **others: Any) -> RegisterNotice | Refusal:
        """What is asked; a refusal where a number or a time is none."""
        for name in ("received_at", "limits"):
            field: TimeField = getattr(self, name)
            if (refusal := field.refusal()) is not None:
                refusal.field = name
                return refusal
        numbers: dict[str, Any] = {
            name: _number(self.line(name).text()) for name in ("copies", "pages", "secrecy_years")
        }
        wrong = next((name for name, number in numbers.items() if number == -1), None)
        if wrong is not None:
            return Refusal("notice.copies.wrong", field=wrong, count=self.line(wrong).text())
        dated = self.line("document_on").text().strip()
        document_on = _day(dated)
        if dated and document_on is None:
            return Refusal("notice.document_on.unclear", field="document_on", text=dated)
        due_at = self.limits.instant()
        limit = AskedLimit(due_at=due_at, duty=Duty.REPLY, said=self._said.get("limits", "")) if due_at else None
        texts: dict[str, Any] = {
            name: self.line(name).text() for name in LINES if name not in (*numbers, "document_on")
        }
        return RegisterNotice(
            **texts,
            **numbers,
            channel=Channel(self.channel.currentData()),
            source=self.source.text(),
            source_id=self.source.choice_id(),
            document_on=document_on,
            document_kind=self.document_kind.currentText(),
            urgency=self.urgency.currentText(),
            secrecy=str(self.secrecy.currentData() or ""),
            for_reading=bool(self.for_reading.currentData()),
            required=self.required.toPlainText(),
            received_at=self.received_at.instant(),
            limits=(limit,) if limit else (),
            **others,
        )

    def written(self) -> dict[str, Any]:
        """What stands in the fields, to be kept as a draft."""
        kept: dict[str, Any] = {name: self.line(name).text() for name in LINES}
        kept |= {name: getattr(self, name).text() for name in ("source", "received_at", "limits")}
        kept |= {name: getattr(self, name).currentText() for name in ("document_kind", "urgency")}
        kept |= {name: getattr(self, name).currentIndex() for name in ("channel", "secrecy", "for_reading")}
        kept |= {"required": self.required.toPlainText(), "own": sorted(self._own)}
        return kept | {"said": dict(self._said), "came_before": self._came_before}

    def write(self, kept: dict[str, Any]) -> None:
        """Put a draft back; an empty one empties the form."""
        self._proposing = True
        for name in ("channel", "secrecy", "for_reading"):
            getattr(self, name).setCurrentIndex(int(kept.get(name, 0)))
        for name in ("document_kind", "urgency"):
            getattr(self, name).setCurrentText(str(kept.get(name, "")))
        for name in (*LINES, "source", "received_at", "limits"):
            getattr(self, name).setText(str(kept.get(name, "")))
            _show_start(getattr(self, name))
        self.required.setPlainText(str(kept.get("required", "")))
        self._proposing = False
        self._own, self._said = set(kept.get("own", ())), dict(kept.get("said", {}))
        self._came_before, self._also, self._urgent = int(kept.get("came_before", 0)), (), ""
        self.clear_notes()
        self.mark_clean()
        self.retranslate()

    def retranslate(self) -> None:
        """Word the fields anew; under a proposed one stand the words that say it."""
        words = {
            "channel": self.tr("Came by"),
            "received_at": self.tr("Received at"),
            "source": self.tr("From"),
            "document_number": self.tr("Doc. number"),
            "title": self.tr("Title"),
            "document_kind": self.tr("Kind of paper"),
            "urgency": self.tr("Urgency"),
            "document_on": self.tr("Dated"),
            "for_reading": self.tr("For"),
            "addressee": self.tr("Addressee"),
            "required": self.tr("To be done"),
            "limits": self.tr("By when"),
            "received_by": self.tr("Received by"),
            "copies": self.tr("Copies of it"),
            "pages": self.tr("Pages of it"),
            "secrecy": self.tr("Secrecy"),
            "secrecy_years": self.tr("Secret for years"),
            "copy_numbers": self.tr("Copy numbers"),
            "custody": self.tr("Custody"),
        }
        for name, label in words.items():
            said = self._said.get(name, "")
            hint = self.tr("proposed from “{words}”").format(words=_short(said)) if said else ""
            if name == "urgency" and self._urgent:
                hint = self.tr("The text says “{words}”: choose the grade.").format(words=_short(self._urgent))
            self.word_field(name, label, self._with_others(hint) if name == "limits" else hint)
        for place, channel in enumerate(Channel):
            self.channel.setItemText(place, translated(CHANNEL_WORDS[channel]))
        self.for_reading.setItemText(0, self.tr("action paper"))
        self.for_reading.setItemText(1, self.tr("reading paper"))
        self.secrecy.setItemText(0, self.tr("not secret"))
        self.limits.set_placeholder(self.tr("no time; 1800, 2h, 明日0800"))
        self.line("document_on").setPlaceholderText("2026-11-23")
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Register the notice"))

    def _with_others(self, hint: str) -> str:
        """The limits of the text that the one field does not hold: spans of working days, times of every day, further ones."""
        if not self._also:
            return hint
        past = self.tr("{words} (already past)")
        short = [(_short(" ".join(said.split())), late) for said, late in self._also]
        others = "、".join(past.format(words=words) if late else words for words, late in short)
        return " · ".join(
            part for part in (hint, self.tr("the text also says: {limits}").format(limits=others)) if part
        )

    def _fill_lists(self) -> None:
        for channel in Channel:
            self.channel.addItem("", channel.value)
        self.channel.setCurrentIndex(self.channel.findData(Channel.FAX.value))
        self.document_kind.addItems(["", *DOCUMENT_KINDS])
        self.secrecy.addItem("", "")
        for grade in SECRECY:
            self.secrecy.addItem(grade, grade)
        self.for_reading.addItem("", False)
        self.for_reading.addItem("", True)
        self._offer_urgencies()

    def _offer_urgencies(self) -> None:
        chosen = self.urgency.currentText()
        self.urgency.clear()
        self.urgency.addItems(["", *urgencies(Channel(self.channel.currentData()))])
        self.urgency.setCurrentText(chosen)

    def _lay_out(self) -> None:
        self.add_field("channel", self.channel)
        self.add_field("received_at", self.received_at, beside=True)
        self.add_field("source", self.source)
        self.add_field("document_number", self.line("document_number"), beside=True)
        self.add_field("title", self.line("title"), wide=True)
        self.add_field("document_kind", self.document_kind)
        self.add_field("urgency", self.urgency, beside=True)
        self.add_field("document_on", self.line("document_on"))
        self.add_field("for_reading", self.for_reading, beside=True)
        self.add_field("addressee", self.line("addressee"), wide=True)
        self.add_field("required", self.required, tall=True, wide=True)
        self.add_field("limits", self.limits)
        self.add_field("received_by", self.line("received_by"), beside=True)
        self.add_field("copies", self.line("copies"))
        self.add_field("pages", self.line("pages"), beside=True)
        self.add_field("secrecy", self.secrecy)
        self.add_field("secrecy_years", self.line("secrecy_years"), beside=True)
        self.add_field("copy_numbers", self.line("copy_numbers"))
        self.add_field("custody", self.line("custody"), beside=True)
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)

    def _connect(self) -> None:
        self.channel.currentIndexChanged.connect(lambda _: self._offer_urgencies())
        self.secrecy.currentIndexChanged.connect(lambda _: self._show_secret())
        self.back.clicked.connect(self.step_back_asked)
        for name in (*LINES, "limits"):
            getattr(self, name).textEdited.connect(lambda _, n=name: self._typed(n))
        self.source.textChanged.connect(lambda _: self._typed("source"))  # picked from its list too
        for name in ("channel", "document_kind", "urgency", "secrecy"):
            getattr(self, name).activated.connect(lambda _, n=name: self._typed(n))
        self.required.textChanged.connect(lambda: self._typed("required"))

    def _typed(self, name: str) -> None:
        if not self._proposing:
            self._own.add(name)
            was_said = self._said.pop(name, None) is not None
            if name == "urgency":
                was_said, self._urgent = was_said or bool(self._urgent), ""
            if was_said:
                self.retranslate()

    def _take(self, field: str, value: object) -> bool:
        said = value.isoformat() if isinstance(value, date) else str(value)
        target = getattr(self, field)
        if isinstance(target, QComboBox):
            place = target.findText(said)
            if place < 0:
                return False
            target.setCurrentIndex(place)
        elif isinstance(target, GrowingText):
            target.setPlainText(said)
        else:
            target.setText(" ".join(said.split()))
            _show_start(target)
        return True

    def _take_back(self, field: str) -> None:
        """Empty a field that a text filled; the channel has its former one already."""
        target = getattr(self, field)
        if not isinstance(target, QComboBox):
            target.clear()
        elif field != "channel":
            target.setCurrentIndex(0)

    def _show_secret(self) -> None:
        secret = bool(self.secrecy.currentData())
        for name in _SECRET:
            self.show_field(name, secret)


def _number(text: str) -> int | None:
    """A whole number; None for nothing, -1 for what is none."""
    text = text.strip()
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-"))
    except ValueError:
        parts = (
            text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-").split("-")
        )
        if len(parts) == 3 and all(part.isascii() and part.isdigit() for part in parts):
            return _made(*(int(part) for part in parts))
        return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 24 else f"{line[:23]}…"


def _show_start(field: QWidget) -> None:
    """What is longer than its field shows how it begins: a cursor left at its end would show the end."""
    if isinstance(field, QLineEdit):
        field.setCursorPosition(0)
