"""The card of first actions, pinned above the text of a plan: what the first minutes need, without searching."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dutyroom.data.queries.plan_contents import ActionRow, first_actions
from dutyroom.data.queries.plans import PlanInFull
from dutyroom.rules.plan_contents import STATE_WORDS, ContentState, said_with_role
from dutyroom.ui.page import Changed, Tools
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.plans.content_words import level_said, one_line
from dutyroom.ui.searching import NewestQuestion
from dutyroom.ui.theme import label_of, put_look

_HEARD: Final = frozenset({"plan", "plan_action", "*"})
_ROOM: Final = 480
"""Height in px of the reader from which the whole card leaves room enough for the text."""


class FirstActions(QFrame):
    """Small and foldable; hidden while the plan has none. What nobody has checked says so.

    Where the window is low it is folded to one line that says them in short, until somebody opens it.

    ``section_asked`` leads to the section that asks for an action, ``cards_asked`` to all action cards.
    """

    section_asked = Signal(int)
    cards_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._plan: PlanInFull | None = None
        self._rows: list[ActionRow] = []
        self._wanted: bool | None = None
        self._has_room = True
        self._questions = NewestQuestion(tools.courier, self)
        put_look(self, look="card")
        self.setObjectName("first_actions")
        self.heading, self.chip = label_of("strong", parent=self), QLabel(self)
        self.fold, self.cards = QPushButton(self), QPushButton(self)
        for button in (self.fold, self.cards):
            put_look(button, look="link")
        self.short = ElidedLabel(parent=self, type_="secondary")
        self._inside = QWidget(self)
        self._grid = QGridLayout(self._inside)
        self._lay_out()
        self.fold.clicked.connect(self.turn)
        self.cards.clicked.connect(self.cards_asked)
        self.setVisible(False)
        self.retranslate()

    def show_plan(self, plan: PlanInFull | None) -> None:
        """Show the card of this plan; none of another plan stays meanwhile."""
        if plan is None or self._plan is None or plan.plan.text_id != self._plan.plan.text_id:
            self._fill([])
        self._plan = plan
        self.read()

    def heard(self, changed: Changed) -> None:
        """Some kinds of thing changed."""
        if changed.kinds & _HEARD:
            self.read()

    def read(self) -> None:
        """Ask for the card."""
        if self._plan is None:
            return
        text_id = self._plan.plan.text_id

        def came(rows: list[ActionRow]) -> None:
            if self._plan is not None and self._plan.plan.text_id == text_id:
                self._fill(rows)

        self._questions.ask(first_actions, text_id, then=came)

    def turn(self) -> None:
        """Fold the card, or open it; it stays so whatever the height of the window."""
        self._wanted = self._inside.isHidden()
        self._lay_open()

    def give_room(self, height: int) -> None:
        """Stand in a reader of this height, px."""
        self._has_room = height >= _ROOM
        self._lay_open()

    def _lay_open(self) -> None:
        is_open = self._has_room if self._wanted is None else self._wanted
        if is_open == self._inside.isHidden():
            self._inside.setVisible(is_open)
            self.retranslate()

    @property
    def rows(self) -> list[ActionRow]:
        """What stands on the card, in its order."""
        return self._rows

    def retranslate(self) -> None:
        """Word the card anew."""
        self.heading.setText(self.tr("First five actions"))
        self.cards.setText(self.tr("All action cards"))
        self.fold.setText(self.tr("Show") if self._inside.isHidden() else self.tr("Fold"))
        waiting = sum(row.state == ContentState.PROPOSED for row in self._rows)
        words = translated(STATE_WORDS[ContentState.PROPOSED])
        self.chip.setText(
            words if waiting == len(self._rows) else self.tr("{count} of them unchecked").format(count=waiting)
        )
        put_look(self.chip, look="chip", tone="warning")
        self.chip.setVisible(waiting > 0)
        said = (f"{place}. {self._said(row)}" for place, row in enumerate(self._rows, 1))
        self.short.setText("  ".join(said) if self._inside.isHidden() else "")
        self._fill_lines()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.chip)
        head.addWidget(self.short, 1)
        head.addWidget(self.cards)
        head.addWidget(self.fold)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._inside)

    def _fill(self, rows: list[ActionRow]) -> None:
        self._rows = rows
        self.setVisible(bool(rows))
        self.retranslate()

    def _fill_lines(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, row in enumerate(self._rows):
            number = label_of("secondary", parent=self._inside)
            number.setText(f"{place + 1}.")
            line = ElidedButton(self._said(row), self._inside)
            put_look(line, look="line")
            line.setEnabled(row.section_id is not None)
            if row.section_id is not None:
                line.clicked.connect(lambda *_, section=row.section_id: self.section_asked.emit(section))
            self._grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(line, place, 1)

    @staticmethod
    def _said(row: ActionRow) -> str:
        level = f"{level_said(row.level)}  " if row.level else ""
        sign = "□ " if row.state == ContentState.PROPOSED else ""
        return f"{sign}{level}{said_with_role(row.role, one_line(row.text))}"
