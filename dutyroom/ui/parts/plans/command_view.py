"""Who commands by the plan, and when each level of response begins."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.rules.plan_contents import ContentKind, ContentState
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Command, Tools
from dutyroom.ui.parts.plans.content_panel import ContentPanel
from dutyroom.ui.parts.plans.content_view import ContentView
from dutyroom.ui.theme import put_look


class PlanCommandView(ContentView):
    """Bodies of command, or start conditions: two buttons turn between them."""

    KEY = "command"
    NAME = mark("Command and starts")

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.bodies = ContentPanel(tools, ContentKind.BODY, self.stale_before, self)
        self.starts = ContentPanel(tools, ContentKind.START, self.stale_before, self)
        self.stack = QStackedWidget(self)
        self.bodies_shown, self.starts_shown = QPushButton(self), QPushButton(self)
        line = QHBoxLayout()
        line.setSpacing(4)
        group = QButtonGroup(self)
        for button, panel in ((self.bodies_shown, self.bodies), (self.starts_shown, self.starts)):
            button.setCheckable(True)
            group.addButton(button)
            put_look(button, look="plain")
            button.clicked.connect(partial(self.turn_to, panel))
            line.addWidget(button)
            self.stack.addWidget(panel)
            self.add_panel(panel)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.stack, 1)
        self.bodies_shown.setChecked(True)
        self.retranslate()

    def turn_to(self, panel: ContentPanel, *_: object) -> None:
        """Show the bodies, or the starts."""
        self.stack.setCurrentWidget(panel)
        (self.bodies_shown if panel is self.bodies else self.starts_shown).setChecked(True)
        panel.table.setFocus()

    def turn(self) -> None:
        """Show the other of the two."""
        self.turn_to(self.starts if self.stack.currentWidget() is self.bodies else self.bodies)

    def commands(self) -> list[Command]:
        """See :class:`PlanView`."""
        words = self.tr("Bodies of command, or when the response begins")
        return [*super().commands(), Command("plans.turn_command", words, "Ctrl+G", self.turn)]

    def show_contents(self) -> None:
        """See :class:`ContentView`."""
        if self.plan is not None:
            text_id, found = self.plan.plan.text_id, self.contents
            self.bodies.show_rows(text_id, found.bodies, found.bodies, may_change=self.may_change)
            self.starts.show_rows(text_id, found.starts, found.starts, may_change=self.may_change)
            self.retranslate()

    def retranslate(self) -> None:
        """See :class:`ContentView`."""
        bodies, starts = (
            sum(row.state != ContentState.DROPPED for row in rows)
            for rows in (self.contents.bodies, self.contents.starts)
        )
        self.bodies_shown.setText(self.tr("Bodies of command ({count})").format(count=bodies))
        self.starts_shown.setText(self.tr("When the response begins ({count})").format(count=starts))
