"""The forms of the editor: a paragraph with what it was drafted from beside it, and what stands above the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.data.queries.briefings import BriefingRow, PartRow, SourceRow
from dutyroom.rules.briefing import TypedPart
from dutyroom.rules.briefing_typed import fields_text, rows_as_typed, typed_rows
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Place
from dutyroom.ui.parts.briefing.words import LEVEL_WORDS, source_place, source_said
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.large_text import LargeText
from dutyroom.ui.parts.matter.kept_form import put_into, value_in
from dutyroom.ui.parts.versioned import Versioned
from dutyroom.ui.theme import label_of, put_look

HEAD_FIELDS: Final = ("title", "masthead", "issuer", "fields", "contact", "copies")
FRESH: Final[dict[str, Any]] = {"text": "", "level": 0, "unverified": False, "rows": ""}
_LINES_TALL: Final = 96


class EditorForm(Versioned):
    """``sent`` asks for it to be kept; ``touched`` comes with every change of it."""

    sent = Signal()
    touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.send = QPushButton(self)
        self.add_button(self.send, first_step=True)
        self.send.clicked.connect(self.sent)
        self.area = FieldsArea(self)

    def allow(self, allowed: bool) -> None:
        """Let the fields be written, or only be read."""
        for name in self.field_names():
            field = getattr(self, name)
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.setReadOnly(not allowed)
            else:
                field.setEnabled(allowed)
        self.send.setVisible(allowed)

    def put(self, values: Mapping[str, Any]) -> None:
        """See :class:`Versioned`."""
        for name in self.field_names():
            put_into(getattr(self, name), values.get(name))

    def values(self) -> dict[str, Any]:
        """See :class:`Versioned`."""
        return {name: value_in(getattr(self, name)) for name in self.field_names()}

    def _set_dirty(self, dirty: bool) -> None:
        super()._set_dirty(dirty)
        if dirty:
            self.touched.emit()


class Provenance(QWidget):
    """The records that a paragraph was drafted from, each a way to it, and the text as it was drafted."""

    followed = Signal(Place)
    taken_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.drafted_heading = (label_of("secondary", parent=self) for _ in range(2))
        self.drafted, self.take_back = QLabel(self), QPushButton(self)
        self.links: list[ElidedButton] = []
        self.drafted.setWordWrap(True)
        put_look(self.drafted, look="note", tone="info")
        put_look(self.take_back, look="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._sources = QVBoxLayout()
        self._sources.setSpacing(0)
        column.addWidget(self.drafted_heading)
        column.addWidget(self.drafted)
        column.addWidget(self.take_back)
        column.addWidget(self.heading)
        column.addLayout(self._sources)
        self.take_back.clicked.connect(lambda: self.taken_back.emit(self.drafted.text()))
        self.retranslate()

    def show_part(self, part: PartRow | None, *, may_edit: bool) -> None:
        """Show where this paragraph is from."""
        while self._sources.count():
            item = self._sources.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.links = []
        sources = part.sources if part is not None else ()
        self.heading.setText(self.tr("Drafted from") if sources else self.tr("Typed here; no record is behind it."))
        self.heading.setVisible(part is not None and (bool(sources) or part.is_typed))
        edited = part is not None and part.is_edited
        self.drafted.setText(part.drafted if part is not None and edited else "")
        for widget in (self.drafted, self.drafted_heading):
            widget.setVisible(edited)
        self.take_back.setVisible(edited and may_edit)
        for source in sources:
            self._add(source)

    def retranslate(self) -> None:
        """Word it anew."""
        self.drafted_heading.setText(self.tr("As it was drafted"))
        self.take_back.setText(self.tr("Take the drafted text back"))

    def _add(self, source: SourceRow) -> None:
        link, place = ElidedButton(source_said(source), self, hint=source.said), source_place(source)
        put_look(link, look="link")
        link.setEnabled(place is not None)
        if place is not None:
            link.clicked.connect(lambda: self.followed.emit(place))
        self._sources.addWidget(link)
        self.links.append(link)


class PartForm(EditorForm):
    """A paragraph or heading; the table only where there is one, or where somebody types the paragraph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self.level, self.unverified = LargeText(self), QComboBox(self), QCheckBox(self)
        self.rows = QPlainTextEdit(self)
        self.rows.setTabChangesFocus(True)
        self.rows.setFixedHeight(_LINES_TALL)
        for level in range(len(LEVEL_WORDS)):
            self.level.addItem("", level)
        self.add_field("text", self.text, tall=True, wide=True)
        self.add_field("level", self.level)
        self.add_field("unverified", self.unverified, beside=True)
        self.add_field("rows", self.rows, tall=True, wide=True)
        self.provenance = Provenance(self)
        self.add_part(self.provenance)
        self.text.entered.connect(self.send.click)
        self.provenance.taken_back.connect(self._take_back)
        self.retranslate()

    def show_part(self, part: PartRow | None, *, may_edit: bool) -> None:
        """Show a paragraph as it is stored, or an empty one to be added."""
        self.begin_from(part.version if part is not None else 0, of_part(part) if part is not None else FRESH)
        self.show_field("rows", part is None or bool(part.rows) or part.is_typed)
        self.provenance.show_part(part, may_edit=may_edit)
        self.allow(may_edit)
        self.send.setText(self.tr("Add the paragraph") if part is None else self.tr("Keep the paragraph"))

    def typed_part(self) -> TypedPart:
        """What is to be stored."""
        said = self.to_store()
        return TypedPart(
            text=said["text"], level=said["level"], unverified=said["unverified"], rows=typed_rows(said["rows"])
        )

    def retranslate(self) -> None:
        """Word the form."""
        self.word_field("text", self.tr("Text"))
        self.word_field("level", self.tr("Kind"))
        self.word_field("unverified", "")
        self.unverified.setText(self.tr("Not verified yet; marked so on paper"))
        self.word_field(
            "rows", self.tr("Table"), self.tr("a row a line, cells between | or tabs; the first are the heads")
        )
        for place, words in enumerate(LEVEL_WORDS):
            self.level.setItemText(place, translated(words))
        self.provenance.retranslate()

    def _take_back(self, text: str) -> None:
        self.text.setPlainText(text)
        self.text.setFocus()


class HeadForm(EditorForm):
    """Title, masthead, issuer, the lines before the text, contact and number of copies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = LargeText(self)
        for name in HEAD_FIELDS:
            if name != "fields":
                setattr(self, name, QLineEdit(self))
            self.add_field(name, getattr(self, name), tall=name == "fields")
        self.fields.entered.connect(self.send.click)
        self.retranslate()

    def show_row(self, row: BriefingRow, fields: Sequence[tuple[str, str]], *, may_edit: bool) -> None:
        """Show it as it is stored."""
        self.begin_from(row.version, of_head(row, fields))
        self.allow(may_edit)

    def copies_typed(self) -> int | None:
        """The number of copies; None where none is named. Refused where it is no number."""
        typed = str(self.values()["copies"] or "").strip()
        if not typed:
            return None
        if not typed.isdecimal():
            raise Refusal("briefing.copies", field="copies")
        return int(typed)

    def retranslate(self) -> None:
        """Word the form."""
        self.word_field("title", self.tr("Title"))
        self.word_field("masthead", self.tr("Masthead"), self.tr("empty: that of its kind"))
        self.word_field("issuer", self.tr("Issuer"), self.tr("empty: the office"))
        self.word_field("fields", self.tr("Lines before the text"), self.tr("a line each, such as 时间：9时"))
        self.word_field("contact", self.tr("Contact"))
        self.word_field("copies", self.tr("Copies printed"))
        self.send.setText(self.tr("Keep the head"))


def of_part(part: PartRow) -> dict[str, Any]:
    """What is stored, in the shape of the form."""
    return {
        "text": part.text,
        "level": part.level,
        "unverified": part.is_unverified,
        "rows": rows_as_typed(part.rows),
    }


def of_head(row: BriefingRow, fields: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The same of the head."""
    named = {name: getattr(row, name) for name in ("title", "masthead", "issuer", "contact")}
    return named | {"fields": fields_text(fields), "copies": str(row.copies or "")}
