"""One entry read in full: kind and number, the text with its hits, both times, who, with whom, the hash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from dutyroom.data.queries.journal import EntryRow
from dutyroom.ui.icons import icon_picture
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_words import (
    author_said,
    contact_said,
    kind_said,
    paper_said,
    text_said,
)
from dutyroom.ui.parts.hits import qt_hits
from dutyroom.ui.parts.said_time import clock_said, day_said, distance_said
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use

SHOWN_AT_FIRST: Final = 20_000
"""Characters of a very long text that are laid out before somebody asks for all of it."""
_HASH_SHOWN: Final = 12


class EntryView(QWidget):
    """Shows an entry; ``entry_asked`` names another one that it speaks of."""

    entry_asked = Signal(int)

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._entry: EntryRow | None = None
        self._words = ""
        self.mark = QLabel(self)
        self.headline = label_of("section", parent=self)
        self.important = label_of("strong", parent=self)
        put_look(self.important, look="chip", tone="warning")
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        put_look(self.text, look="reading")
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setMinimumHeight(48)
        self.text.document().setDocumentMargin(0)
        self.whole = QPushButton(self)
        self.other = QPushButton(self)
        for button in (self.whole, self.other):
            put_look(button, look="link")
        self.whole.clicked.connect(self._show_whole)
        self.other.clicked.connect(self._ask_other)
        self._facts: list[tuple[QLabel, ElidedLabel]] = []
        self._lay_out()

    def show_entry(self, entry: EntryRow | None, words: str = "") -> None:
        """Show this entry with the hits of ``words`` marked; nothing where None."""
        other_text = (
            self._entry is None or entry is None or (entry.seq, entry.text) != (self._entry.seq, self._entry.text)
        )
        self._entry, self._words = entry, words
        if other_text:
            self._write_text(SHOWN_AT_FIRST)
        self._word()

    def retranslate(self) -> None:
        """Word the entry anew."""
        self._write_text(SHOWN_AT_FIRST)
        self._word()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._word()

    def _lay_out(self) -> None:
        self.head = head = QHBoxLayout()
        head.setSpacing(8)
        for each in (self.mark, self.headline, self.important):
            head.addWidget(each)
        head.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row in range(6):
            name, value = label_of("secondary", parent=self), ElidedLabel(parent=self)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1)
            self._facts.append((name, value))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.whole)
        column.addWidget(self.other)
        self.facts = QWidget(self)
        self.facts.setLayout(grid)
        fixed: tuple[QWidget, ...] = (self.facts, self.mark, self.headline, self.important)
        for part in fixed:
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinAndMaxSize)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text takes the lines it needs and no more."""
        super().resizeEvent(event)
        self._fit_text()

    def _fit_text(self) -> None:
        lines = max(self.text.document().size().height(), 1)
        self.text.setMaximumHeight(max(round((lines + 0.5) * self.text.fontMetrics().lineSpacing()) + 8, 48))

    def _word(self) -> None:
        entry = self._entry
        for each in (self.mark, self.important, self.other):
            each.setVisible(False)
        if entry is None:
            self.headline.setText("")
            self._word_facts([])
            return
        self.mark.setVisible(True)
        self.mark.setPixmap(icon_picture(entry.kind, 20, tokens_in_use().secondary, self.devicePixelRatioF()))
        self.headline.setText(self.tr("{kind} · No. {seq}").format(kind=kind_said(entry), seq=entry.seq))
        self.important.setText(f"★ {self.tr('Important')}")
        self.important.setVisible(entry.important)
        self.text.setAccessibleName(self.tr("Text of entry {seq}").format(seq=entry.seq))
        if entry.removed_by is not None:
            self.other.setText(self.tr("Text removed: see entry {seq}").format(seq=entry.removed_by))
        elif entry.amended_by is not None:
            self.other.setText(self.tr("Amended by entry {seq}").format(seq=entry.amended_by))
        elif entry.amends is not None:
            self.other.setText(self.tr("Amends entry {seq}").format(seq=entry.amends))
        self.other.setVisible(any((entry.removed_by, entry.amended_by, entry.amends)))
        self._strike(struck=entry.amended_by is not None)
        self._mark_hits()
        self._word_facts(self._said(entry))

    def _said(self, entry: EntryRow) -> list[tuple[str, str]]:
        zone, now = self._zone(), self._clock()
        happened = f"{day_said(entry.happened_at, zone, year=True)} {clock_said(entry.happened_at, zone)}"
        distance = distance_said(entry.happened_at, now)
        facts = [(self.tr("Happened"), f"{happened}  {distance}".strip())]
        written = f"{day_said(entry.written_at, zone, year=True)} {clock_said(entry.written_at, zone, seconds=True)}"
        facts.append((self.tr("Written"), f"{written}  {self._later(entry)}".rstrip()))
        facts.append((self.tr("Written by"), author_said(entry)))
        if contact_said(entry):
            facts.append((self.tr("With whom"), contact_said(entry)))
        if paper_said(entry):
            facts.append((self.tr("On paper"), paper_said(entry)))
        facts.append((self.tr("Hash"), f"{entry.hash.hex()[:_HASH_SHOWN]}…"))
        return facts

    def _later(self, entry: EntryRow) -> str:
        minutes = int((entry.written_at - entry.happened_at).total_seconds() // 60)
        if minutes < 1:
            return ""
        if minutes < 60:
            return self.tr("({minutes} min later)").format(minutes=minutes)
        return self.tr("({hours} h {minutes} min later)").format(hours=minutes // 60, minutes=minutes % 60)

    def _word_facts(self, facts: list[tuple[str, str]]) -> None:
        for place, (name, value) in enumerate(self._facts):
            shown = place < len(facts)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(facts[place][0])
                value.setText(facts[place][1])
                value.setAccessibleName(f"{facts[place][0]}: {facts[place][1]}")
        if self._entry is not None and facts:
            self._facts[len(facts) - 1][1].set_hint(self._entry.hash.hex())

    def _write_text(self, most: int) -> None:
        said = text_said(self._entry) if self._entry is not None else ""
        self.text.setPlainText(said[:most])
        self.whole.setText(self.tr("Show all {count} characters").format(count=f"{len(said):,}"))
        self.whole.setVisible(len(said) > most)

    def _show_whole(self) -> None:
        if self._entry is not None:
            self._write_text(len(text_said(self._entry)))
            self._word()
            self.text.setFocus()

    def _ask_other(self) -> None:
        if self._entry is not None:
            entry = self._entry
            self.entry_asked.emit(entry.removed_by or entry.amended_by or entry.amends or entry.seq)

    def _strike(self, *, struck: bool) -> None:
        look = QTextCharFormat()
        look.setFontStrikeOut(struck)
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeCharFormat(look)
        put_look(self.text, tone="quiet" if struck else "")
        self._fit_text()

    def _mark_hits(self) -> None:
        tokens, marks = tokens_in_use(), []
        for start, length in qt_hits(self.text.toPlainText(), self._words):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setBackground(QColor(tokens.hit_ground))
            look.setForeground(QColor(tokens.text))
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.text.setExtraSelections(marks)
