"""Two versions of one record beside each other: mine as I typed it, theirs as it was stored meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dutyroom.data.queries.changers import Changer
from dutyroom.rules.merging import Difference, Side, merged
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, is_enter, tab_as_laid_out
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.parts.versioned import Versioned
from dutyroom.ui.theme import label_of, put_look

LONGEST: Final = 2_000
"""Characters of one value; more of a text than this is not needed to choose."""


class _Value(QLabel):
    """A value under its button; a click on it is a click on the button."""

    def __init__(self, button: QAbstractButton, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._button = button
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(24, 0, 0, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._button.click()
        self._button.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()


class _Row:
    """One field: its name, both values, and what is pointed out about it."""

    def __init__(self, difference: Difference, label: str, mine: str, theirs: str, parent: QWidget) -> None:
        self.difference = difference
        self.label = label_of("strong", parent=parent)
        self.label.setText(label)
        self.label.setWordWrap(True)
        self.note = FieldNote(parent)
        self.sides = {side: QRadioButton(parent) for side in Side}
        self.values = {
            side: _Value(self.sides[side], text[:LONGEST] or "—", parent)
            for side, text in ((Side.MINE, mine), (Side.THEIRS, theirs))
        }
        self.group = QButtonGroup(parent)
        for side, button in self.sides.items():
            button.setObjectName(f"{difference.name}_{side.value}")
            self.group.addButton(button)
            button.setChecked(difference.proposed is side)
            button.toggled.connect(lambda _: self.note.be_silent())

    def chosen(self) -> Side | None:
        """Whose value is to stand."""
        return next((side for side, button in self.sides.items() if button.isChecked()), None)

    def word(self, words: Mapping[Side, str]) -> None:
        """Word both buttons; their values are read out with them."""
        for side, button in self.sides.items():
            button.setText(words[side])
            button.setAccessibleName(f"{self.label.text()} · {words[side]}: {self.values[side].text()}")


class SideBySide(QWidget):
    """``decided`` comes when the form holds what is to stand and may be sent again; Esc leads back to the form."""

    decided = Signal()
    step_back_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_by_side")
        self._tools = tools
        self._form: Versioned | None = None
        self._version = 0
        self._stored: Mapping[str, Any] = {}
        self._changers: Sequence[Changer] = ()
        self.rows: list[_Row] = []
        self.heading, self.hint = label_of("strong", parent=self), label_of("secondary", parent=self)
        self.all_mine, self.all_theirs = QPushButton(self), QPushButton(self)
        self.back, self.send = QPushButton(self), QPushButton(self)
        self.area = QScrollArea(self)
        self._inside = QWidget(self)
        self._grid = QGridLayout(self._inside)
        self._lay_out()
        self.back.clicked.connect(self.step_back_asked)
        self.send.clicked.connect(self._decide)
        self.all_mine.clicked.connect(partial(self._choose_all, Side.MINE))
        self.all_theirs.clicked.connect(partial(self._choose_all, Side.THEIRS))

    def meet(self, form: Versioned, version: int, stored: Mapping[str, Any], changers: Sequence[Changer]) -> bool:
        """Compare what is typed with what somebody stored; whether there is something to look at.

        Where the other changed none of these fields, the form simply rests on the newer version.
        """
        found = form.met(stored)
        if not any(each.proposed is not Side.MINE for each in found):
            form.agree(version, stored, form.values())
            return False
        self._form, self._version, self._stored, self._changers = form, version, dict(stored), changers
        self._show(found)
        self.retranslate()
        return True

    def take_focus(self) -> None:
        """Go to the first field that must be chosen, else to the button that saves."""
        open_ = next((row for row in self.rows if row.chosen() is None), None)
        (open_.sides[Side.MINE] if open_ is not None else self.send).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        now, zone = self._tools.clock(), self._tools.zone
        between = self.tr("; ")
        who = between.join(
            self.tr("{name} at {time}").format(name=each.name, time=moment_said(each.at, now, zone))
            for each in self._changers
        )
        self.heading.setText(self.tr("Changed meanwhile by {who}").format(who=who or "—"))
        self.hint.setText(
            self.tr(
                "Only the fields that differ are shown. What only one of you touched is chosen already; where both did, choose."
            )
        )
        words = {Side.MINE: self.tr("Mine"), Side.THEIRS: self.tr("Stored meanwhile")}
        for row in self.rows:
            row.word(words)
        self.all_mine.setText(self.tr("Mine everywhere"))
        self.all_theirs.setText(self.tr("Theirs everywhere"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back to the form; what was typed stays (Esc)"))
        self.send.setText(self.tr("Save what is chosen"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the form; Enter saves, on another button it presses that one."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back_asked.emit()
            event.accept()
        elif enter_presses(event, self):
            event.accept()
        elif is_enter(event):
            self._decide()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for label in (self.heading, self.hint):
            label.setWordWrap(True)
        put_look(self.heading, look="note", tone="warning")
        put_look(self.send, look="primary")
        for button in (self.all_mine, self.all_theirs):
            put_look(button, look="link")
        self._inside.setProperty("look", "page")
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        for column, stretch in ((0, 1), (1, 2), (2, 2)):
            self._grid.setColumnStretch(column, stretch)
        self.area.setWidget(self._inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.all_mine, self.all_theirs):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.send)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        for part in (self.heading, self.hint):
            whole.addWidget(part)
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)

    def _show(self, found: Sequence[Difference]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        form = self._form
        assert form is not None  # noqa: S101  # met above
        self.rows = []
        for place, each in enumerate(found):
            mine, theirs = form.shown(each.name, each.mine), form.shown(each.name, each.theirs)
            row = _Row(each, form.label_of(each.name), mine, theirs, self._inside)
            top = 3 * place
            self._grid.addWidget(row.label, top, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            for column, side in ((1, Side.MINE), (2, Side.THEIRS)):
                self._grid.addWidget(row.sides[side], top, column)
                self._grid.addWidget(row.values[side], top + 1, column)
            self._grid.addWidget(row.note, top + 2, 1, 1, 2)
            self.rows.append(row)
        self._grid.setRowStretch(3 * len(found), 1)
        tab_as_laid_out(self)

    def _choose_all(self, side: Side) -> None:
        for row in self.rows:
            row.sides[side].setChecked(True)
        self.send.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self) -> None:
        form = self._form
        if form is None:
            return
        found = tuple(row.difference for row in self.rows)
        try:
            result = merged(form.values(), found, {row.difference.name: row.chosen() for row in self.rows})
        except Refusal as refusal:
            row = next(row for row in self.rows if row.difference.name == refusal.field)
            row.note.say(said_by(self._tools, refusal))
            row.sides[Side.MINE].setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(row.note)
            return
        form.agree(self._version, self._stored, result)
        self.decided.emit()
