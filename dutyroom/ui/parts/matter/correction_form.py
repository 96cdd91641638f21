"""Correcting what was registered of a notice: the same fields, filled with what is stored, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from dutyroom.data.queries.notices import NoticeInFull
from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.matter import SECRECY
from dutyroom.rules.notice import Channel, CorrectNotice, Slip
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.large_text import LargeText
from dutyroom.ui.parts.matter.correction import Correction, Registered
from dutyroom.ui.parts.matter.notice_form import LINES, NoticeForm
from dutyroom.ui.parts.matter.slip_form import SlipForm
from dutyroom.ui.parts.time_field import TimeField

_BY_PLACE: Final = ("channel", "secrecy", "for_reading", "deputy_may")
_FORMAT: Final = "%Y-%m-%d %H:%M"
_BY_TEXT: Final = ("document_kind", "urgency")
_CONFIRMED: Final = ("notice.number.exists", "notice.call.missing", "notice.call.read_back")
_TIMES: Final = ("meeting_at", "reply_at")
_PROPOSING: Final = ("own", "said", "came_before")
_ELSEWHERE: Final = ("received_at", "limits")
"""Changed by commands of their own, with a reason each."""


class NoticeCorrection(NoticeForm, Correction):
    """The fields of a notice, its text, and why they are corrected."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self.content, self.confirmed = LargeText(), QCheckBox()
        self.slip = SlipForm(tools, broad=True)
        self._units: dict[str, int] = {}
        super().__init__(tools, parent)
        self.slip.dirty_changed.connect(lambda dirty: self._set_dirty(self.is_dirty or dirty))
        self.slip.step_back_asked.connect(self.step_back_asked)
        self.channel.currentIndexChanged.connect(lambda _: self._show_slip())

    def begin(self, record: Registered) -> None:
        """See :class:`Correction`; what had to be confirmed once must be again."""
        self.confirmed.setVisible(False)
        self.confirmed.setChecked(False)
        super().begin(record)

    def refused(self, refusal: Refusal) -> None:
        """What is only unusual can be confirmed."""
        self.confirmed.setVisible(refusal.code in _CONFIRMED)

    def offer(self, units: Sequence[UnitRow]) -> None:
        """The bodies that it may come from."""
        self._units = {unit.name: unit.id for unit in units}
        choices = [Choice(unit.id, unit.name, (unit.pinyin, unit.initials), unit.short) for unit in units]
        self.source.set_choices(choices)

    def command(self) -> CorrectNotice:
        """What is asked; raises the refusal where a number or a day is none."""
        matter = self.matter
        assert matter is not None  # noqa: S101  # begun about one
        content, confirmed = self.content.toPlainText(), self.confirmed.isChecked()
        facts = self.notice(content=content, confirmed=confirmed)
        if isinstance(facts, Refusal):
            raise facts
        facts = replace(facts, received_at=matter.received_at, source_id=self._source_id(), slip=self._asked())
        facts = replace(facts, limits=())
        return CorrectNotice(id=matter.id, version=self.version, facts=facts, reason=self.reason.text())

    def stored(self, record: NoticeInFull) -> dict[str, Any]:
        """See :class:`Correction`."""
        return {**stored_of(record), **slip_of(record.slip, self._tools.zone)}

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Correction`."""
        self.channel.setCurrentIndex(int(values.get("channel", 0)))
        for name in _BY_TEXT:  # what is stored may be none of the words offered today
            field: QComboBox = getattr(self, name)
            if field.findText(str(values.get(name, ""))) < 0:
                field.addItem(str(values[name]))
        self.write(dict(values))
        self.content.setPlainText(str(values.get("content", "")))
        self.slip.write(dict(values))
        self._show_slip()

    def values(self) -> dict[str, Any]:
        """See :class:`Correction`."""
        written = {name: value for name, value in self.written().items() if name not in (*_PROPOSING, *_ELSEWHERE)}
        return {**written, "content": self.content.toPlainText(), **self.slip.written()}

    def shown(self, name: str, value: Any) -> str:
        """A choice is shown by its words."""
        if name == "deputy_may":
            return str(self.slip.deputy_may.itemText(value))
        return str(getattr(self, name).itemText(value)) if name in _BY_PLACE else super().shown(name, value)

    def retranslate(self) -> None:
        """Word the fields anew."""
        super().retranslate()
        self.word_field("content", self.tr("Text of the notice"))
        self.word_field("reason", self.tr("Why it is corrected"), self.tr("The entry says what each fact was and is."))
        self.confirmed.setText(self.tr("I have looked: save it all the same"))
        self.send.setText(self.tr("Save the correction"))
        self.send.setAccessibleName(self.send.text())

    def _lay_out(self) -> None:
        super()._lay_out()
        self._grid.setColumnStretch(3, 1)  # here is room for both columns
        for name in _ELSEWHERE:
            self.show_field(name, False)
        self.content.setMinimumHeight(120)
        self._grid.addWidget(self.slip, self._grid.rowCount(), 0, 1, 4)
        self.add_field("content", self.content, tall=True, wide=True)
        self.add_field("reason", self.reason, wide=True)
        self.add_part(self.confirmed)

    def label_of(self, name: str) -> str:
        """See :class:`Correction`."""
        return self.slip.label_of(name) if name in self.slip.field_names() else super().label_of(name)

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """See :class:`Form`; what is missing of the call is said at its question."""
        if refusal.field in self.slip.field_names() and not self.slip.isHidden():
            self.clear_notes()
            self.slip.point_out(refusal, sentence)
        else:
            super().point_out(refusal, sentence)

    def clear_notes(self) -> None:
        """See :class:`Form`."""
        super().clear_notes()
        self.slip.clear_notes()

    def _set_dirty(self, dirty: bool) -> None:
        if not dirty:
            self.slip.mark_clean()
        super()._set_dirty(dirty)

    def _asked(self) -> Slip | None:
        """The slip, where something in it was corrected; raises the refusal of a time that is none."""
        began, row, now = self._of_form, self._of_row, self.slip.written()
        if all(began.get(name) == value for name, value in now.items()):
            return None
        times: dict[str, Any] = {}
        for name in _TIMES:
            field: TimeField = getattr(self.slip, name)
            if now[name] == began.get(name):  # a time that has passed meanwhile is still what was said
                times[name] = _at(str(row.get(name, "")), self._tools.zone)
            elif (refusal := field.refusal()) is not None:
                refusal.field = name
                raise refusal
            else:
                times[name] = field.instant()
        return replace(self.slip.slip(), **times)

    def _show_slip(self) -> None:
        self.slip.setVisible(self.is_by_telephone or any(self.slip.written().values()))

    def _source_id(self) -> int | None:
        return self.source.choice_id() or self._units.get(self.source.text().strip())


def slip_of(slip: Slip | None, zone: ZoneInfo) -> dict[str, Any]:
    """What is stored of a call, in the shape of the form; nothing of one is an empty slip."""
    facts = {name: getattr(slip or Slip(), name) for name in Slip.__dataclass_fields__}
    times = {name: f"{facts[name].astimezone(zone):{_FORMAT}}" if facts[name] else "" for name in _TIMES}
    return {**facts, **times, "deputy_may": ("", "yes", "no").index(facts["deputy_may"])}


def _at(text: str, zone: ZoneInfo) -> datetime | None:
    return datetime.strptime(text, _FORMAT).replace(tzinfo=zone).astimezone(UTC) if text else None


def stored_of(notice: NoticeInFull) -> dict[str, Any]:
    """What is stored, in the shape of the form."""
    matter, facts = notice.matter, notice.facts
    texts = {name: getattr(facts, name, "") for name in LINES} | {"title": matter.title, "source": matter.source}
    kept = {name: "" if value is None else str(value) for name, value in texts.items()}
    return kept | {
        "channel": list(Channel).index(Channel(facts.channel)),
        "secrecy": ("", *SECRECY).index(matter.secrecy),
        "for_reading": int(facts.for_reading),
        "document_kind": facts.document_kind,
        "urgency": matter.urgency,
        "required": facts.required,
        "content": facts.content,
    }
