"""Where a call would go while it is taken down: the units proposed with their reasons, one key takes it and dispatches it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.data.queries.hotline_dispatch import ForUnits, propose_units
from dutyroom.rules.hotline_dispatch import UnitProposed
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.hotline.words import reasons_said
from dutyroom.ui.parts.links import Links
from dutyroom.ui.theme import label_of, put_look

MOST: Final = 3
_PAUSE_MS: Final = 300


class UnitsStrip(Links):
    """Says nothing while nothing speaks for a unit. ``taken`` carries the unit to which the call is to go, at once.

    ``ask`` as often as one likes: only what stands there when somebody stops typing is answered.
    """

    taken = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._asked: ForUnits | None = None
        self.proposed: list[UnitProposed] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.heading = label_of("secondary", parent=self)
        self.buttons = [ElidedButton("", self) for _ in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.heading)
        for place, button in enumerate(self.buttons):
            put_look(button, look="proposal")
            button.clicked.connect(partial(self.take, place))
            column.addWidget(button)
        self.retranslate()

    def ask(self, case: ForUnits | None) -> None:
        """Propose for what is typed now; None where the call goes to no unit."""
        if case is not None and not (case.code or case.text.strip() or case.title.strip()):
            case = None
        if case == self._asked:
            return
        self._asked = case
        if case is None:
            self._pause.stop()
            self._show([])
        else:
            self._pause.start()

    def take(self, place: int = 0) -> None:
        """Take the unit at a place, or say that there is none."""
        if place < len(self.proposed):
            self.taken.emit(self.proposed[place])
        else:
            self._tools.say(self.tr("Nothing speaks for a unit yet; save the case and dispatch it there."))

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Save and dispatch to  (Ctrl+D: the first)"))
        self.setAccessibleName(self.tr("Units proposed for the call"))
        self._show(self.proposed)

    def _ask(self) -> None:
        asked = self._asked
        if asked is not None:
            self._tools.courier.ask(self, propose_units, asked, then=partial(self._came, asked))

    def _came(self, asked: ForUnits, proposed: list[UnitProposed]) -> None:
        if asked == self._asked:
            self._show(proposed)

    def _show(self, proposed: list[UnitProposed]) -> None:
        self.proposed = proposed[:MOST]
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self.proposed))
            if place < len(self.proposed):
                each = self.proposed[place]
                reasons = reasons_said(each.why, self._tools.wording())
                words = self.tr("{unit}: {reasons}").format(unit=each.unit, reasons=reasons)
                button.set_words(words, hint=words)
                button.setAccessibleDescription(self.tr("Saves the call and dispatches it to this unit"))
        self.setVisible(bool(self.proposed))
