"""Two versions as one document: side by side, or in one column; what was removed struck out, what was added underlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from dutyroom.rules.changed_words import Chunk
from dutyroom.rules.plan_compare import FATE_SIGNS, Fate, SectionChange
from dutyroom.ui.parts.plans.compared import Compared
from dutyroom.ui.parts.plans.document import BLANKS, heading_of
from dutyroom.ui.tokens import Tokens

_NOTHING: Final = "\N{EM DASH}"
_PAD: Final = 6.0


@dataclass(frozen=True, slots=True)
class DifferenceWords:
    """What the document says of itself: ``same`` of a stretch of sections left out, ``fates`` by section."""

    same: str
    fates: Sequence[str]


@dataclass(slots=True)
class DifferenceText:
    """The document, and where each section of the comparison begins in it (only those that are shown)."""

    document: QTextDocument
    places: dict[int, int] = field(default_factory=dict)


def lay_out_differences(
    shown: Compared, words: DifferenceWords, font: QFont, tokens: Tokens, *, beside: bool, only_changed: bool
) -> DifferenceText:
    """Make the document; with ``only_changed`` a stretch of unchanged sections is one line."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    document.setDocumentMargin(8)
    made = DifferenceText(document)
    work = _Work(shown, words, tokens, QTextCursor(document), made)
    left_out = 0
    for place, change in enumerate(shown.comparison.sections):
        if only_changed and change.fate is Fate.SAME:
            left_out += 1
            continue
        work.leave_out(left_out)
        left_out = 0
        work.section(place, change, beside=beside)
    work.leave_out(left_out)
    return made


class _Work:
    """Writes the sections one after another."""

    def __init__(
        self, shown: Compared, words: DifferenceWords, tokens: Tokens, cursor: QTextCursor, made: DifferenceText
    ) -> None:
        self._shown, self._words, self._cursor, self._made = shown, words, cursor, made
        self._plain, self._strong, self._quiet = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        self._plain.setForeground(QColor(tokens.text))
        self._strong.setForeground(QColor(tokens.text))
        self._strong.setFontWeight(QFont.Weight.Bold)
        self._quiet.setForeground(QColor(tokens.secondary))
        self._gone, self._come = QTextCharFormat(), QTextCharFormat()
        self._gone.setForeground(QColor(tokens.overdue))
        self._gone.setBackground(QColor(tokens.overdue_ground))
        self._gone.setFontStrikeOut(True)
        self._come.setForeground(QColor(tokens.done))
        self._come.setBackground(QColor(tokens.done_ground))
        self._come.setFontUnderline(True)
        self._fates = {
            Fate.REMOVED: (tokens.overdue, tokens.overdue_ground),
            Fate.ADDED: (tokens.done, tokens.done_ground),
            Fate.MOVED: (tokens.info, tokens.info_ground),
            Fate.CHANGED: (tokens.warning, tokens.warning_ground),
        }
        self._line = QColor(tokens.line)

    def leave_out(self, count: int) -> None:
        """One line in place of unchanged sections."""
        if count:
            self._cursor.insertText(self._words.same.format(count=count), self._quiet)
            self._cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())

    def section(self, place: int, change: SectionChange, *, beside: bool) -> None:
        """A line that says what became of it, then both texts beside each other, or one text with both."""
        self._made.places[place] = self._cursor.position()
        self._head(place, change)
        if not beside:
            self._together(change)
            self._cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            return
        table = self._cursor.insertTable(1, 2, self._table())
        for column, old in enumerate((True, False)):
            cell = table.cellAt(0, column).firstCursorPosition()
            self._side(cell, change, old=old)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _head(self, place: int, change: SectionChange) -> None:
        letters = QTextCharFormat()
        if change.fate in self._fates:
            colour, ground = self._fates[change.fate]
            letters.setForeground(QColor(colour))
            letters.setBackground(QColor(ground))
            letters.setFontWeight(QFont.Weight.Bold)
        else:
            letters.setForeground(self._quiet.foreground())
        sign = FATE_SIGNS[change.fate]
        self._cursor.insertText(f" {sign} {self._words.fates[place]} ".replace("  ", " "), letters)
        self._cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())

    def _side(self, cursor: QTextCursor, change: SectionChange, *, old: bool) -> None:
        section = self._shown.old_section(change) if old else self._shown.new_section(change)
        if section is None:
            cursor.insertText(_NOTHING, self._quiet)
            return
        heading = heading_of(section)
        if heading:
            cursor.insertText(heading.translate(BLANKS), self._strong)
            if any(chunk.changed for chunk in change.title) and change.reworded:
                cursor.insertText(" ≠", self._strong)
        first = not heading
        marks = change.fate not in (Fate.ADDED, Fate.REMOVED)
        for chunk in change.body:
            text = (chunk.old if old else chunk.new).translate(BLANKS)
            letters = (self._gone if old else self._come) if chunk.changed and marks else self._plain
            if text:
                cursor.insertText(text if first else f"\n{text}", letters)
                first = True

    def _together(self, change: SectionChange) -> None:
        """Both texts in one: numbers and titles as they were and as they are, then the words."""
        old, new = self._shown.old_section(change), self._shown.new_section(change)
        headings = [heading_of(section) for section in (old, new) if section is not None]
        said = " → ".join(dict.fromkeys(filter(None, headings)))
        if said:
            self._cursor.insertText(said.translate(BLANKS), self._strong)
            self._cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        marks = change.fate not in (Fate.ADDED, Fate.REMOVED)
        for chunk in change.body:
            self._chunk(chunk, marks=marks)

    def _chunk(self, chunk: Chunk, *, marks: bool) -> None:
        if not chunk.changed:
            self._cursor.insertText(chunk.new.translate(BLANKS), self._plain)
            return
        for text, letters in ((chunk.old, self._gone), (chunk.new, self._come)):
            if text:
                self._cursor.insertText(text.translate(BLANKS), letters if marks else self._plain)

    def _table(self) -> QTextTableFormat:
        shape = QTextTableFormat()
        shape.setBorder(1)
        shape.setBorderCollapse(True)
        shape.setBorderBrush(self._line)
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setCellPadding(_PAD)
        shape.setCellSpacing(0)
        shape.setBottomMargin(_PAD)
        half = QTextLength(QTextLength.Type.PercentageLength, 50)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setColumnWidthConstraints([half, half])
        return shape
