"""The text of a plan: at most 42 characters a line, hits marked, walked by keys."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from dutyroom.data.queries.plans import SectionRow
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.plans.document import MARGIN, PlanPages, SectionMarks, lay_out
from dutyroom.ui.theme import put_look, tokens_in_use

SIZES: Final = (9.0, 10.5, 12.0, 14.0, 16.0, 18.0, 21.0, 24.0)
"""The sizes of type in pt."""
USUAL: Final = 2
LINE_MOST: Final = 42
"""Characters a line at most."""


class PlanTextView(QTextEdit):
    """Shows the sections of a plan as one text; places in it are Qt's.

    ``section_changed`` says which section is being read, ``hit_changed`` that another hit is the present one.
    """

    section_changed = Signal(int)
    hit_changed = Signal()
    size_asked = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[SectionRow, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._pages: PlanPages | None = None
        self._marks: list[tuple[int, int]] = []
        self._hit = -1
        self._section = -1
        self._size = USUAL
        self.setReadOnly(True)
        put_look(self, look="reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def type_size(self) -> int:
        """Which of :data:`SIZES` is shown."""
        return self._size

    @property
    def hit_count(self) -> int:
        """How many hits are marked."""
        return len(self._marks)

    @property
    def hit(self) -> int:
        """Which hit is the present one, from 0; -1 is none."""
        return self._hit

    def show_sections(self, sections: Sequence[SectionRow], texts: Sequence[str]) -> None:
        """Show these sections (with what is shown of each) from their beginning, nothing marked."""
        self._sections, self._texts = tuple(sections), tuple(texts)
        self._marks, self._hit, self._section = [], -1, -1
        self._lay_out()

    def set_marks(self, marks: Mapping[int, SectionMarks]) -> None:
        """Mark the hits of these sections (by index); the present hit stays the same place."""
        if self._pages is None:
            return
        present = self._marks[self._hit] if 0 <= self._hit < len(self._marks) else None
        places = self._pages.places
        self._marks = [
            (places[number] + start, places[number] + end)
            for number, found in sorted(marks.items())
            for start, end in found.ranges
        ]
        self._hit = self._marks.index(present) if present in self._marks else -1
        self._paint_marks()
        self.hit_changed.emit()

    def go_to_section(self, number: int, mark: int | None = None) -> None:
        """Show a section from its heading, or the given hit of it (counted within the section)."""
        if self._pages is None or not 0 <= number < len(self._sections):
            return
        start = self._pages.places[number]
        if mark is not None:
            first = bisect_left(self._marks, (start, 0))
            if first + mark < len(self._marks):
                self.go_to_hit(first + mark)
                return
        self._show_place(start, 8)

    def go_to_hit(self, number: int) -> None:
        """Make this hit the present one and show it with the lines before it; the numbers go round."""
        if not self._marks:
            return
        self._hit = number % len(self._marks)
        self._show_place(self._marks[self._hit][0], self.viewport().height() // 4)
        self.hit_changed.emit()

    def step_hit(self, by: int) -> None:
        """The next hit, or the one before; from where the reader is if none was shown yet."""
        if self._hit < 0 and self._marks:
            below = bisect_left(self._marks, (self._top_place(), 0))
            self.go_to_hit(below if by > 0 else below - 1)
        else:
            self.go_to_hit(self._hit + by)

    def set_size(self, size: int) -> None:
        """Show the text in another of :data:`SIZES`; the passage being read stays where it is."""
        size = min(max(size, 0), len(SIZES) - 1)
        if size != self._size:
            self._size = size
            self.renew()

    def renew(self) -> None:
        """Lay the text out anew for the present face and colours; the passage being read stays where it is."""
        if self._pages is None:
            return
        anchor, cursor = self._anchor(), self.textCursor().position()
        self._lay_out()
        self._show_place(cursor, MARGIN)
        self._show_place(*anchor, takes_cursor=False)

    def section_at_top(self) -> int:
        """The section that stands at the top, or -1."""
        return -1 if self._pages is None else bisect_right(self._pages.places, self._top_place()) - 1

    def section_in_hand(self) -> int:
        """The section that holds the cursor while that is in sight, else the one at the top; -1 without a plan."""
        if self._pages is None:
            return -1
        if not self.viewport().rect().contains(self.cursorRect().center()):
            return self.section_at_top()
        return bisect_right(self._pages.places, self.textCursor().position()) - 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at 42 characters in the middle, or narrower where there is less room."""
        place, above = self._anchor()
        super().resizeEvent(event)
        if self._fit() and self._pages is not None:
            self._show_place(place, min(above, self.viewport().height() // 2), takes_cursor=False)
        else:
            self._paint_marks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """``n`` and ``p`` walk the hits, Esc steps back, ``=`` with Ctrl is as good as ``+``."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if plain and key in (Qt.Key.Key_N, Qt.Key.Key_P):
            self.step_hit(1 if key == Qt.Key.Key_N else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif control and key == Qt.Key.Key_Equal:
            self.size_asked.emit(self._size + 1)
        elif plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.textCursor().hasSelection():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (3 if key == Qt.Key.Key_Down else -3) * bar.singleStep())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size of the type."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.size_asked.emit(self._size + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)

    def _lay_out(self) -> None:
        font = sized(SIZES[self._size])
        old, self._pages = self._pages, lay_out(self._sections, self._texts, font)
        self._pages.document.setParent(self)
        self.setDocument(self._pages.document)
        if old is not None:
            old.document.deleteLater()
        self._fit()

    def _fit(self) -> bool:
        """Set the line's width; says whether it is another one."""
        em = QFontMetricsF(sized(SIZES[self._size])).horizontalAdvance("国" * LINE_MOST)
        wanted = int(em) + 2 * MARGIN + 2
        outside = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        wide = max(min(wanted, outside), 120)
        side = max(0, (outside - wide) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, 0, 0)
        if wide == self.lineWrapColumnOrWidth():
            return False
        self.setLineWrapColumnOrWidth(wide)
        return True

    def _anchor(self) -> tuple[int, int]:
        """A place that should stay in sight, and how far under the upper edge it is: the cursor's, else the top's."""
        cursor = self.cursorRect()
        if self.viewport().rect().contains(cursor.center()):
            return self.textCursor().position(), cursor.top()
        return self._top_place(), MARGIN

    def _top_place(self) -> int:
        return self.cursorForPosition(QPoint(MARGIN, MARGIN)).position()

    def _show_place(self, place: int, above: int, *, takes_cursor: bool = True) -> None:
        """Scroll so that ``place`` stands ``above`` px under the upper edge; the cursor goes there."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        if takes_cursor:
            self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - above)
        self._scrolled()

    def _scrolled(self) -> None:
        self._paint_marks()
        section = self.section_in_hand()
        if section != self._section:
            self._section = section
            self.section_changed.emit(section)

    def _paint_marks(self) -> None:
        """Mark the hits in sight only: a plan may hold thousands."""
        tokens = tokens_in_use()
        quiet, present = QTextCharFormat(), QTextCharFormat()
        quiet.setBackground(QColor(tokens.hit_ground))
        quiet.setForeground(QColor(tokens.text))
        present.setBackground(QColor(tokens.accent))
        present.setForeground(QColor(tokens.on_accent))
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).position()
        first = max(0, bisect_left(self._marks, (self._top_place(), 0)) - 2)
        shown = []
        for number in range(first, bisect_right(self._marks, (last, last))):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._marks[number][0])
            cursor.setPosition(self._marks[number][1], QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format = present if number == self._hit else quiet
            shown.append(selection)
        self.setExtraSelections(shown)
