"""What the knowledge shelf suggests while a call is taken down: the best three, one key puts an answer in."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.data.queries.knowledge import KnowledgeRow, suggest_knowledge
from dutyroom.ui.courier import Changed
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.hotline.knowledge_words import stale_said, stale_sentence
from dutyroom.ui.parts.links import Links
from dutyroom.ui.searching import NewestQuestion
from dutyroom.ui.theme import label_of, put_look, tokens_in_use

MOST: Final = 3
_PAUSE_MS: Final = 250
_ICON: Final = QSize(16, 16)
_HEARD: Final = frozenset({"knowledge_item", "hotline_class", "rule_value", "*"})
_TIP_MOST: Final = 400


class KnowledgeStrip(Links):
    """Says nothing while nothing fits. ``taken`` carries the item whose answer is to be put in, stale or not.

    ``ask`` with what is typed and the class chosen, as often as one likes; only the newest is answered. ``take`` takes
    the item at a place, for a key of the window that holds it.
    """

    taken = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._asked = ("", "")
        self.rows: list[KnowledgeRow] = []
        self._question = NewestQuestion(tools.courier, self)
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
            button.setIconSize(_ICON)
            button.clicked.connect(partial(self.take, place))
            column.addWidget(button)
        self.retranslate()
        self._show()

    def ask(self, typed: str, code: str = "") -> None:
        """Suggest for what is typed now; the answer comes when somebody stops typing."""
        if (typed, code) != self._asked:
            self._asked = (typed, code)
            self._pause.start()

    def clear(self) -> None:
        """Nothing is typed any more."""
        self._asked = ("", "")
        self._pause.stop()
        self._question.forget()
        self.rows = []
        self._show()

    def take(self, place: int) -> bool:
        """Take the item at a place; says whether there is one."""
        if place >= len(self.rows):
            return False
        self.taken.emit(self.rows[place])
        return True

    def heard(self, changed: Changed) -> None:
        """The shelf changed: ask anew."""
        if changed.kinds & _HEARD and self._asked[0]:
            self._pause.start()

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("On the knowledge shelf"))
        self.setAccessibleName(self.tr("Answers that the knowledge shelf suggests"))
        self._show()

    def _ask(self) -> None:
        typed, code = self._asked
        today = self._tools.clock().astimezone(self._tools.zone).date()
        self._question.ask(partial(suggest_knowledge, code=code), typed, today, MOST, then=self._came)

    def _came(self, rows: list[KnowledgeRow]) -> None:
        self.rows = rows
        self._show()

    def _show(self) -> None:
        for button, row in zip(self.buttons, [*self.rows, *[None] * MOST][:MOST], strict=True):
            button.setVisible(row is not None)
            if row is not None:
                flag = stale_said(row.stale)
                words = f"{row.question}  ({flag})" if flag else row.question
                tip = "\n".join(part for part in (stale_sentence(row), row.answer[:_TIP_MOST], row.source) if part)
                button.setIcon(icon("warning", tokens_in_use().overdue) if flag else icon("plans"))
                button.set_words(words, hint=tip)
                button.setAccessibleDescription(self.tr("Enter puts the answer in") + f". {tip}")
        self.heading.setVisible(bool(self.rows))
        self.setVisible(bool(self.rows))
