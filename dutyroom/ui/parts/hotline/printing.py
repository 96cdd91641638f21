"""The papers of a case: its sheet, what goes to a unit, the urging letter; callers masked unless a look was logged."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject

from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.rules.matter import Progress, StepKind
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.record_print import can_print, record_paper

SHEET: Final = "hotline-case"
TRANSFER: Final = "hotline-transfer"
URGING: Final = "hotline-urging"


class CasePrinting(QObject):
    """Shows the papers of the case that a record shows."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools

    def show(self, kind: str, case: CaseInFull, unit: str = "", **which: Any) -> None:
        """Show a paper of this case; ``unit`` names the one that it goes to."""
        title = f"{case.matter.number} {unit}".strip()
        self._tools.show_paper(record_paper(self._tools, self, kind, case.id, title, **which))

    def offered(self, case: CaseInFull) -> list[tuple[str, Callable[[], None]]]:
        """What can be printed of this case, worded, each with what shows it."""
        found: list[tuple[str, Callable[[], None]]] = []
        if can_print(SHEET):
            found.append((self.tr("Print the case sheet…"), partial(self.show, SHEET, case)))
        carded = any(step.kind == StepKind.CARD for step in case.steps)
        for row in case.units:
            if row.state == Progress.WITHDRAWN:
                continue
            to: dict[str, Any] = {"unit": row.unit, "assignment": row.id}
            if can_print(TRANSFER):
                words = self.tr("Print the transfer sheet to {unit}…").format(unit=row.unit)
                found.append((words, partial(self.show, TRANSFER, case, **to)))
            if can_print(URGING) and (row.urged_count or (carded and row.unit == case.matter.lead)):
                words = self.tr("Print the urging letter to {unit}…").format(unit=row.unit)
                found.append((words, partial(self.show, URGING, case, **to)))
        return found
