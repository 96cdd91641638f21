"""The parts of the record of a case in the order of reading, worded and filled from what was read."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.hotline.facts import CaseFactsSaid, sections
from dutyroom.ui.parts.hotline.section import Section
from dutyroom.ui.parts.hotline.words import CARD_TONES, card_said
from dutyroom.ui.theme import put_look

SECTIONS: Final = ("callers", "returns", "extensions", "call_backs", "looks")


class CaseParts:
    """Made by the pane, which lays them out; ``callers`` has the step that shows who called."""

    def __init__(self, tools: Tools, pane: QWidget) -> None:
        self._tools = tools
        self.card = QLabel(pane)
        self.sections = {name: Section(pane, steps=1 if name == "callers" else 0) for name in SECTIONS}
        self.reveal = self.sections["callers"].steps[0]
        self.knowledge = ElidedButton("", pane)
        put_look(self.knowledge, look="link")

    def word(self, headings: dict[str, str]) -> None:
        """Word the headings."""
        for name, section in self.sections.items():
            section.heading.setText(headings[name])

    def show_case(self, case: CaseInFull | None) -> None:
        """Show what has a heading of its own; nothing where no case is shown."""
        said = CaseFactsSaid(self._tools.clock(), self._tools.zone, self._tools.wording().language)
        filled = sections(said, case) if case is not None else {}
        for name, section in self.sections.items():
            section.show_facts(filled.get(name, ()))
        card = case.facts.card if case is not None else ""
        put_look(self.card, look="chip", tone=CARD_TONES.get(card, ""))
        self.card.setText(card_said(card))
        self.card.setVisible(bool(card))
        self.knowledge.setVisible(case is not None and case.facts.knowledge_id is not None)
