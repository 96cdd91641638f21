"""What can be looked at of the plan that is open, beside its text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.plans import PlanInFull
from dutyroom.ui.page import Changed, Command, Tools

_LEAST = 240


class PlanView(QWidget):
    """One view of the plan in the reader; asks for what it shows when it is looked at.

    ``section_asked`` leads to a section of the text, by its id.
    """

    KEY = ""
    NAME = ""
    """What stands on its tab, in English as the catalogue has it."""
    section_asked = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.setMinimumWidth(_LEAST)  # a wide view must not keep the reader from folding its outline

    def show_plan(self, plan: PlanInFull) -> None:
        """Show this of a plan; called when the view is shown and each time another plan is opened meanwhile."""
        raise NotImplementedError

    def heard(self, changed: Changed) -> None:
        """Some kinds of thing changed while the view is shown; it decides whether to ask again."""

    def commands(self) -> list[Command]:
        """What can be done here, for the keys and the palette."""
        return []
