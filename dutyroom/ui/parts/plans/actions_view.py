"""The action cards of a plan: what is to be done, by level of response and by who does it; the first five."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.plan_contents import pick_first
from dutyroom.data.queries.plan_contents import ActionRow
from dutyroom.rules.plan_contents import FIRST_MOST, LEVELS, ContentKind, ContentState, PickFirst
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Command, Tools
from dutyroom.ui.parts.plans.content_panel import ContentPanel
from dutyroom.ui.parts.plans.content_view import ContentView
from dutyroom.ui.parts.plans.content_words import level_said

_ROLE_LETTERS = 14
_ANY = "*"
"""No card is chosen: all of them."""


class PlanActionsView(ContentView):
    """A card is a level and a role; both are chosen above the lines, and a level shows what every level asks too."""

    KEY = "actions"
    NAME = mark("Action cards")

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.level, self.role = QComboBox(self), QComboBox(self)
        self.panel = ContentPanel(tools, ContentKind.ACTION, self.stale_before, self)
        self.first = QPushButton(self)
        self.level.setObjectName("card_level")
        self.role.setObjectName("card_role")
        self.role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.role.setMinimumContentsLength(_ROLE_LETTERS)
        for level in (_ANY, *LEVELS):
            self.level.addItem("", level)
        self.role.addItem("", _ANY)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.level)
        line.addWidget(self.role, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.panel, 1)
        self.panel.add_own(self.first)
        self.add_panel(self.panel)
        self.level.currentIndexChanged.connect(lambda _: self._choose())
        self.role.currentIndexChanged.connect(lambda _: self._choose())
        self.first.clicked.connect(self.turn_first)
        self.panel.table.current_changed.connect(lambda _: self._word_first())
        self.retranslate()

    def show_contents(self) -> None:
        """See :class:`ContentView`."""
        self._offer_roles()
        self._choose()

    def turn_first(self) -> None:
        """Put the action on the card of first actions, last, or take it off."""
        row = self.panel.row()
        if self.plan is None or row is None or row.state == ContentState.DROPPED:
            return
        card = sorted((each for each in self.contents.actions if each.first), key=lambda each: each.first or 0)
        numbers = [each.id for each in card]
        if row.id in numbers:
            numbers.remove(row.id)
        elif len(numbers) >= FIRST_MOST:
            self.refused(Refusal("plan_content.first.many", most=FIRST_MOST))
            return
        else:
            numbers.append(row.id)
        asked = PickFirst(text_id=self.plan.plan.text_id, actions=tuple(numbers))
        self.panel.run(pick_first, asked, following=row.id)

    def commands(self) -> list[Command]:
        """See :class:`PlanView`."""
        words = self.tr("Put the action on the card of first actions, or take it off")
        return [*super().commands(), Command("plans.turn_first", words, "Ctrl+1", self.turn_first)]

    def retranslate(self) -> None:
        """See :class:`ContentView`."""
        self.level.setAccessibleName(self.tr("Level of response"))
        self.role.setAccessibleName(self.tr("Who acts"))
        self.level.setItemText(0, self.tr("All levels"))
        for place in range(1, self.level.count()):
            self.level.setItemText(place, level_said(self.level.itemData(place)))
        self.role.setItemText(0, self.tr("Everybody"))
        self._word_first()

    def _offer_roles(self) -> None:
        """The roles there are, the busiest first; the one chosen stays."""
        counts: dict[str, int] = {}
        for row in self.contents.actions:
            if row.state != ContentState.DROPPED:
                counts[row.role] = counts.get(row.role, 0) + 1
        chosen = self.role.currentData()
        self.role.blockSignals(True)
        while self.role.count() > 1:
            self.role.removeItem(1)
        for role, count in sorted(counts.items(), key=lambda pair: (not pair[0], -pair[1], pair[0])):
            self.role.addItem(f"{role or self.tr('nobody named')}  ({count})", role)
        place = self.role.findData(chosen)
        self.role.setCurrentIndex(max(place, 0))
        self.role.blockSignals(False)

    def _choose(self) -> None:
        if self.plan is None:
            return
        level, role = self.level.currentData(), self.role.currentData()
        shown = [row for row in self.contents.actions if _is_on(row, level, role)]
        self.panel.new_level = "" if level == _ANY else level
        text_id = self.plan.plan.text_id
        self.panel.show_rows(text_id, self.contents.actions, shown, may_change=self.may_change)
        self._word_first()

    def _word_first(self) -> None:
        row = self.panel.row()
        on_card = row is not None and row.first is not None
        self.first.setText(self.tr("Off the first five") if on_card else self.tr("On the first five"))
        self.first.setToolTip(f"{self.first.text()}  Ctrl+1")
        self.first.setEnabled(row is not None and row.state != ContentState.DROPPED)


def _is_on(row: ActionRow, level: str, role: str) -> bool:
    """Whether a line belongs to the card: what every level asks belongs to each, and a body that a line names too."""
    if level != _ANY and row.level not in ("", level):
        return False
    return role == _ANY or row.role == role or (bool(role) and role in row.role)
