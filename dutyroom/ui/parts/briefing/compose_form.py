"""What a new paper is to be of: a day, a matter, or what somebody types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from dutyroom.actions.briefing_compose import compose_briefing
from dutyroom.data.queries.briefing_matters import MatterChoice
from dutyroom.rules.briefing import OF_A_MATTER, TYPED, BriefingKind, ComposeBriefing
from dutyroom.rules.briefing_typed import typed_fields, typed_parts
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.briefing.words import kind_said
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run, day_in
from dutyroom.ui.parts.person_picker import PersonPicker

_NEW: Final = 0
_LANGUAGES: Final = {"zh_CN": mark("Chinese"), "en": mark("English")}
_LINES: Final[dict[str, str]] = {
    BriefingKind.MEETING_NOTICE: "时间：\n地点：\n参加人员：\n主持：",
    BriefingKind.MINUTES: "时间：\n地点：\n主持：\n出席：\n记录：",
}
"""The lines that such a paper has before its text; filled in where nobody typed any, and Chinese as the paper is."""
_LINES_ZH = frozenset(_LINES.values())
_TALL: Final = 96


class ComposeForm(KeptForm):
    """Which fields are asked follows from the kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.language, self.day = QComboBox(self), QComboBox(self), QLineEdit(self)
        self.matter_id, self.title = PersonPicker(self), QLineEdit(self)
        self.fields, self.text = QPlainTextEdit(self), QPlainTextEdit(self)
        for kind in BriefingKind:
            self.kind.addItem("", kind.value)
        for language in _LANGUAGES:
            self.language.addItem("", language)
        self.add_field("kind", self.kind)
        self.add_field("language", self.language, beside=True)
        for name in ("day", "matter_id", "title", "fields", "text"):
            self.add_field(name, getattr(self, name), tall=name in ("fields", "text"), wide=True)
        for box in (self.fields, self.text):
            box.setTabChangesFocus(True)
            box.setFixedHeight(_TALL)
        self.kind.currentIndexChanged.connect(lambda _: self._show_fields())
        self.retranslate()

    def offer(self, rows: Sequence[MatterChoice], wanted: int | None = None) -> None:
        """Offer these matters; ``wanted`` is picked."""
        self.matter_id.set_choices([Choice(row.id, f"{row.number} {row.title}", (row.number,)) for row in rows])
        if wanted is not None:
            self.matter_id.set_choice(wanted)

    def begin(self, kind: BriefingKind | None, day: date) -> None:
        """Ask for a new paper; what was typed and not sent is there again."""
        self._begin(_NEW, {"kind": BriefingKind.DAILY_SITUATION.value, "day": day.isoformat(), "language": "zh_CN"})
        if kind is not None:
            self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self._show_fields()

    def first_field(self) -> QWidget:
        """Where the cursor begins."""
        if self.is_of_matter and not self.matter_id.text():
            return self.matter_id
        return self.kind

    @property
    def kind_chosen(self) -> BriefingKind:
        """Which paper it is to be."""
        return BriefingKind(str(self.kind.currentData()))

    @property
    def is_of_matter(self) -> bool:
        """Whether it is about one matter."""
        return self.kind_chosen in OF_A_MATTER

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        kind = self.kind_chosen
        typed = kind in TYPED
        return compose_briefing, ComposeBriefing(
            kind=kind,
            language=str(self.language.currentData()),
            day=day_in(self, "day") if kind is BriefingKind.DAILY_SITUATION else None,
            matter_id=self.matter_id.choice_id() if self.is_of_matter else None,
            title=self.title.text(),
            fields=typed_fields(self.fields.toPlainText()) if typed else (),
            parts=typed_parts(self.text.toPlainText()) if typed else (),
        )

    def write(self, values: Mapping[str, Any]) -> None:
        """See :class:`KeptForm`; a matter is picked by its words."""
        super().write(values)

    def retranslate(self) -> None:
        """Word the form."""
        super().retranslate()
        self.word_field("kind", self.tr("Kind"))
        self.word_field("language", self.tr("Language"))
        self.word_field("day", self.tr("Day"), self.tr("the duty day that began on it, such as 2026-11-23"))
        self.word_field("matter_id", self.tr("Matter"), self.tr("words of its title or its number"))
        self.word_field("title", self.tr("Title"), self.tr("empty: by its kind"))
        self.word_field("fields", self.tr("Lines before the text"), self.tr("a line each, such as 时间：9时"))
        self.word_field("text", self.tr("Text"), self.tr("a paragraph a line; headings after #, ## or ###"))
        for place, kind in enumerate(BriefingKind):
            self.kind.setItemText(place, kind_said(kind))
        for place, words in enumerate(_LANGUAGES.values()):
            self.language.setItemText(place, translated(words))
        self.send.setText(self.tr("Draft it"))
        self._show_fields()

    def _show_fields(self) -> None:
        kind = self.kind_chosen
        self.show_field("day", kind is BriefingKind.DAILY_SITUATION)
        self.show_field("matter_id", self.is_of_matter)
        for name in ("fields", "text"):
            self.show_field(name, kind in TYPED)
        if self.fields.toPlainText() in ("", *_LINES_ZH):
            self.fields.setPlainText(_LINES.get(kind, ""))
