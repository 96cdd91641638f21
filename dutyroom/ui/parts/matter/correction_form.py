"""Correcting what was registered of a notice: the same fields, filled with what is stored, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from dutyroom.data.queries.notices import NoticeInFull
from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.matter import SECRECY
from dutyroom.rules.notice import Channel, CorrectNotice
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.large_text import LargeText
from dutyroom.ui.parts.matter.correction import Correction, Registered
from dutyroom.ui.parts.matter.notice_form import LINES, NoticeForm

_BY_PLACE: Final = ("channel", "secrecy", "for_reading")
_BY_TEXT: Final = ("document_kind", "urgency")
_CONFIRMED: Final = "notice.number.exists"
_ELSEWHERE: Final = ("received_at", "limits")
"""Changed by commands of their own, with a reason each."""


class NoticeCorrection(NoticeForm, Correction):
    """The fields of a notice, its text, and why they are corrected."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self.content, self.confirmed = LargeText(), QCheckBox()
        self._units: dict[str, int] = {}
        super().__init__(tools, parent)

    def begin(self, record: Registered) -> None:
        """See :class:`Correction`; what had to be confirmed once must be again."""
        self.confirmed.setVisible(False)
        self.confirmed.setChecked(False)
        super().begin(record)

    def refused(self, refusal: Refusal) -> None:
        """What is only unusual can be confirmed."""
        self.confirmed.setVisible(refusal.code == _CONFIRMED)

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
        facts = replace(facts, received_at=matter.received_at, source_id=self._source_id(), limits=())
        return CorrectNotice(id=matter.id, version=self.version, facts=facts, reason=self.reason.text())

    def stored(self, record: NoticeInFull) -> dict[str, Any]:
        """See :class:`Correction`."""
        return stored_of(record)

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Correction`."""
        self.channel.setCurrentIndex(int(values.get("channel", 0)))
        for name in _BY_TEXT:  # what is stored may be none of the words offered today
            field: QComboBox = getattr(self, name)
            if field.findText(str(values.get(name, ""))) < 0:
                field.addItem(str(values[name]))
        self.write(dict(values))
        self.content.setPlainText(str(values.get("content", "")))

    def values(self) -> dict[str, Any]:
        """See :class:`Correction`."""
        written = {name: value for name, value in self.written().items() if name not in ("own", *_ELSEWHERE)}
        return {**written, "content": self.content.toPlainText()}

    def shown(self, name: str, value: Any) -> str:
        """A choice is shown by its words."""
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
        self.add_field("content", self.content, tall=True, wide=True)
        self.add_field("reason", self.reason, wide=True)
        self.add_part(self.confirmed)

    def _source_id(self) -> int | None:
        return self.source.choice_id() or self._units.get(self.source.text().strip())


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
