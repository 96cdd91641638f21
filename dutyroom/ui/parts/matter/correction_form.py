"""Correcting what was registered of a notice: the same fields, filled with what is stored, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from dutyroom.data.queries.notices import NoticeInFull
from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.matter import SECRECY
from dutyroom.rules.notice import Channel, CorrectNotice
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.large_text import LargeText
from dutyroom.ui.parts.matter.notice_form import LINES, NoticeForm
from dutyroom.ui.parts.versioned import Versioned

_BY_PLACE: Final = ("channel", "secrecy", "for_reading")
_BY_TEXT: Final = ("document_kind", "urgency")
_ELSEWHERE: Final = ("received_at", "limits")
"""Changed by commands of their own, with a reason each."""


class NoticeCorrection(NoticeForm, Versioned):
    """What is typed for a notice stays with it until it is sent, also when another one is looked at."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self.content, self.reason, self.confirmed = LargeText(), QLineEdit(), QCheckBox()
        self._units: dict[str, int] = {}
        self._notice: NoticeInFull | None = None
        self._kept: dict[int, tuple[Any, ...]] = {}
        super().__init__(tools, parent)

    @property
    def notice_id(self) -> int | None:
        """The notice that is being corrected."""
        return self._notice.matter.id if self._notice is not None else None

    def begin(self, notice: NoticeInFull) -> None:
        """Ask what is to be corrected; what was typed for this notice is there again."""
        if self.notice_id is not None and self.is_dirty:
            typed = (self.values(), self.reason.text(), self._version, self._of_row, self._of_form)
            self._kept[self.notice_id] = typed
        kept = self._kept.pop(notice.matter.id, None)
        self._notice = notice
        self.confirmed.setVisible(False)
        self.confirmed.setChecked(False)
        if kept is None:
            self.reason.clear()
            self.begin_from(notice.matter.version, stored_of(notice))
            return
        values, reason, version, row, form = kept
        self.begin_from(version, row)
        self.put(values)
        self.reason.setText(reason)
        self._version, self._of_row, self._of_form = version, row, form
        self._set_dirty(True)

    def finished(self) -> None:
        """It was sent: nothing is to be remembered."""
        self._notice = None
        self.reason.clear()
        self.mark_clean()

    def offer(self, units: Sequence[UnitRow]) -> None:
        """The bodies that it may come from."""
        self._units = {unit.name: unit.id for unit in units}
        choices = [Choice(unit.id, unit.name, (unit.pinyin, unit.initials), unit.short) for unit in units]
        self.source.set_choices(choices)

    def correction(self) -> CorrectNotice | Refusal:
        """What is asked; a refusal where a number or a day is none."""
        notice = self._notice
        assert notice is not None  # noqa: S101  # begun about one
        content, confirmed = self.content.toPlainText(), self.confirmed.isChecked()
        facts = self.notice(content=content, confirmed=confirmed)
        if isinstance(facts, Refusal):
            return facts
        facts = replace(facts, received_at=notice.matter.received_at, source_id=self._source_id(), limits=())
        return CorrectNotice(id=notice.matter.id, version=self.version, facts=facts, reason=self.reason.text())

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Versioned`."""
        self.channel.setCurrentIndex(int(values.get("channel", 0)))
        for name in _BY_TEXT:  # what is stored may be none of the words offered today
            field: QComboBox = getattr(self, name)
            if field.findText(str(values.get(name, ""))) < 0:
                field.addItem(str(values[name]))
        self.write(dict(values))
        self.content.setPlainText(str(values.get("content", "")))

    def values(self) -> dict[str, Any]:
        """See :class:`Versioned`."""
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
