"""The measures as cards: each its number with what it is held against; Enter or a click opens the records."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from dutyroom.rules.hotline_measures import Share
from dutyroom.rules.statistics_report import MeasureLine, SubjectReport, change_said, number_said, turn
from dutyroom.rules.wording import Wording, mark
from dutyroom.ui.fonts import sized
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.theme import tokens_in_use
from dutyroom.ui.tokens import BASE_PT, CORNER, PAGE_PT, SMALL_PT

_HIGH: Final = 108
_NARROWEST: Final = 164
_MOST: Final = 8
_PAD: Final = 12


class MeasureCard(QAbstractButton):
    """One measure; it paints itself, so that its number may be large beside small words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line: MeasureLine | None = None
        self._changes: tuple[tuple[str, str, int], ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Name, number, two changes."""
        return QSize(_NARROWEST, _HIGH)

    def show_line(self, line: MeasureLine, wording: Wording) -> None:
        """Show a measure; ``wording`` words its changes."""
        self.line = line
        found = line.found
        pairs = ((translated(mark("vs before")), found.before), (translated(mark("vs last year")), found.year))
        self._changes = tuple(
            (name, change_said(line.measure, found.this, then, wording), turn(line.measure, found.this, then))
            for name, then in pairs
        )
        name, number = translated(line.measure.name), self._number()
        before = [self._counted(each) for each in (found.before, found.year)]
        against = self.tr("The period before: {before}. A year before: {year}.").format(
            before=before[0], year=before[1]
        )
        changes = ", ".join(f"{said_of} {said}" for said_of, said, _ in self._changes)
        self.setText(name)
        self.setAccessibleName(f"{name}: {number}, {changes}")
        self.setToolTip(
            "\n".join((f"{name}: {number}", translated(line.measure.words), against, self.tr("Show the records behind it (Enter)")))
        )  # fmt: skip
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Name above, number, changes below, each on a line; a sign stands with every colour."""
        if self.line is None:
            return
        painter, tokens = QPainter(self), tokens_in_use()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if self.hasFocus() else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(tokens.hovered if self.underMouse() else tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER, CORNER)
        wide = self.width() - 2 * _PAD
        painter.setFont(sized(SMALL_PT))
        painter.setPen(QColor(tokens.secondary))
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, wide)
        painter.drawText(_PAD, 22, name)
        painter.setFont(sized(PAGE_PT, bold=True))
        painter.setPen(QColor(tokens.text))
        painter.drawText(_PAD, 52, number_said(self.line.measure, self.line.found.this))
        self._paint_of(painter, wide)
        self._paint_changes(painter, wide)
        painter.end()

    def _paint_of(self, painter: QPainter, wide: int) -> None:
        """Numerator and denominator at the right of a percentage."""
        found = self.line.found.this if self.line is not None else Share()
        if not found.den:
            return
        painter.setFont(sized(BASE_PT))
        painter.setPen(QColor(tokens_in_use().secondary))
        area = QRectF(_PAD, 34, wide, 22)
        painter.drawText(
            area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{found.num:,}/{found.den:,}"
        )

    def _paint_changes(self, painter: QPainter, wide: int) -> None:
        tokens = tokens_in_use()
        painter.setFont(sized(SMALL_PT))
        colours = {1: tokens.done, -1: tokens.warning, 0: tokens.secondary}
        for place, (name, said, better) in enumerate(self._changes):
            up = {"+": "▲ ", "−": "▼ "}.get(said[:1], "")
            area = QRectF(_PAD, _HIGH - 48 + place * 20, wide, 20)
            painter.setPen(QColor(colours[better]))
            words = painter.fontMetrics().elidedText(
                f"{name} {up}{said}", Qt.TextElideMode.ElideRight, int(area.width())
            )
            painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

    def _number(self) -> str:
        return self._counted(self.line.found.this) if self.line is not None else ""

    def _counted(self, share: Share) -> str:
        if self.line is None:
            return ""
        said = number_said(self.line.measure, share)
        return f"{said} ({share.num:,}/{share.den:,})" if self.line.measure.is_share and share.den else said


class MeasureCards(QWidget):
    """As many beside one another as there is room for; ``chosen`` carries the key of a measure."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[MeasureCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._beside = 0
        self._shown = 0

    def show_report(self, report: SubjectReport, wording: Wording) -> None:
        """A card for each measure."""
        while len(self.cards) < len(report.measures):
            card = MeasureCard(self)
            card.clicked.connect(lambda _=False, card=card: self._clicked(card))
            self.cards.append(card)
        self._shown = len(report.measures)
        for place, card in enumerate(self.cards):
            card.setVisible(place < self._shown)
            if place < self._shown:
                card.show_line(report.measures[place], wording)
        self._place(again=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer beside one another where it is narrow."""
        super().resizeEvent(event)
        self._place(again=False)

    def _place(self, *, again: bool) -> None:
        fits = max(1, min(_MOST, self.width() // (_NARROWEST + 8)))
        rows = -(-self._shown // fits)
        beside = max(1, -(-self._shown // max(1, rows)))  # rows of like length: no card alone on the last
        if beside == self._beside and not again:
            return
        self._beside = beside
        for card in self.cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(self.cards[: self._shown]):
            self._grid.addWidget(card, place // beside, place % beside)
        for column in range(_MOST):
            self._grid.setColumnStretch(column, int(column < beside))

    def _clicked(self, card: MeasureCard) -> None:
        if card.line is not None:
            self.chosen.emit(card.line.key)
