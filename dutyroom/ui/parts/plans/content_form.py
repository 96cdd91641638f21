"""The form of one line that a plan holds beside its text: added or corrected, which checks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from dutyroom.actions.plan_contents import add_line, change_line
from dutyroom.rules.plan_contents import (
    LEVELS,
    ActionFacts,
    AddLine,
    BodyFacts,
    ChangeLine,
    ContactFacts,
    ContentKind,
    Facts,
    StartFacts,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.plans.content_words import Rows, level_said

_TALL_MOST: Final = 72
NEW: Final = 0
"""The number of a line that is not there yet."""
_FACTS: Final[Mapping[ContentKind, Callable[..., Facts]]] = {
    ContentKind.ACTION: ActionFacts,
    ContentKind.CONTACT: ContactFacts,
    ContentKind.BODY: BodyFacts,
    ContentKind.START: StartFacts,
}
_PAIRED: Final = (ContentKind.ACTION, ContentKind.CONTACT)
_FIELDS: Final[Mapping[ContentKind, tuple[tuple[str, str, str], ...]]] = {
    ContentKind.ACTION: (
        ("level", "level", mark("Level of response")),
        ("role", "line", mark("Who")),
        ("text", "text", mark("To be done")),
    ),
    ContentKind.CONTACT: (
        ("unit", "line", mark("Unit")),
        ("name", "line", mark("Name")),
        ("post", "line", mark("Office held")),
        ("phone", "line", mark("Number in the plan")),
    ),
    ContentKind.BODY: (
        ("name", "line", mark("Body")),
        ("head", "text", mark("Led by")),
        ("members", "text", mark("Members")),
        ("duties", "text", mark("Duties")),
    ),
    ContentKind.START: (
        ("level", "level", mark("Level of response")),
        ("conditions", "text", mark("Begins when")),
        ("authority", "text", mark("Who may start it")),
    ),
}
"""The fields of each kind: name, how it is written, label."""


class ContentForm(KeptForm):
    """What was typed and not sent stays with its line."""

    def __init__(self, kind: ContentKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._version = 0
        self._text_id = 0
        self._section_id: int | None = None
        for place, (name, look, _) in enumerate(_FIELDS[kind]):
            field = _field(look, self)
            setattr(self, name, field)
            beside = place % 2 == 1 and kind in _PAIRED and look == "line"
            self.add_field(
                name, field, tall=look == "text", beside=beside, wide=look == "text" or kind is ContentKind.BODY
            )
        self._grid.setColumnStretch(3, 1 if kind is ContentKind.CONTACT else 2)
        self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps it, from a text of several lines too."""
        if is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def begin_new(self, text_id: int, section_id: int | None, level: str = "") -> None:
        """A line that the plan does not have yet."""
        self._text_id, self._section_id = text_id, section_id
        self._begin(NEW, {"level": level})
        self._word_send()

    def begin_change(self, row: Rows) -> None:
        """Correct this line."""
        self._version = row.version
        self._begin(row.id, {name: getattr(row, name) for name, *_ in _FIELDS[self.kind]})
        self._word_send()

    def renew(self, rows: Mapping[int, Rows]) -> None:
        """The lines were read again: what is sent next rests on the one as it is now, unless somebody typed."""
        row = rows.get(self.number) if self.number else None
        if row is not None and not self.is_dirty:
            self.begin_change(row)

    def meet(self, row: Rows | None) -> None:
        """Somebody was faster: what is sent next goes over that, and a person has been told so."""
        if row is not None and row.id == self.number:
            self._version = row.version

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        values = {name: str(value or "") for name, value in self.written().items()}
        facts = _FACTS[self.kind](**values)
        if self.number == NEW:
            return add_line, AddLine(text_id=self._text_id, facts=facts, section_id=self._section_id)
        if self.number is None:
            raise Refusal("plan_content.unknown")
        return change_line, ChangeLine(id=self.number, version=self._version, facts=facts)

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        for name, look, label in _FIELDS[self.kind]:
            self.word_field(name, translated(label))
            field = getattr(self, name)
            if look == "level":
                for place in range(field.count()):
                    field.setItemText(place, level_said(field.itemData(place)))
        self._word_send()

    def _word_send(self) -> None:
        self.send.setText(self.tr("Add the line") if self.number == NEW else self.tr("Keep the correction"))


def _field(look: str, parent: QWidget) -> QWidget:
    if look == "level":
        box = QComboBox(parent)
        for level in ("", *LEVELS):
            box.addItem("", level)
        return box
    if look == "text":
        text = QPlainTextEdit(parent)
        text.setTabChangesFocus(True)
        text.setMaximumHeight(_TALL_MOST)
        return text
    return QLineEdit(parent)
