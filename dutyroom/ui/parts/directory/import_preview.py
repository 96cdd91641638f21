"""What importing a file of contacts would do, row by row, before anything is done; and what it did."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtWidgets import QWidget

from dutyroom.actions.directory_import import Proposal
from dutyroom.rules.contact_import import ADDED, KEPT, RESULT_WORDS, RESULTS, Decision
from dutyroom.rules.directory import UNIT_KIND_WORDS
from dutyroom.rules.wording import mark
from dutyroom.ui.contact_import import ContactProposal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.import_preview import ImportPreview, RowLook, reason_said

COUNTED: Final = {
    "imported": mark("{count} new"),
    "changed": mark("{count} completed"),
    "same": mark("{count} there already"),
    "skipped": mark("{count} left out"),
}
_TITLES: Final = (mark("Row"), mark("Result"), mark("Unit"), mark("Kind of unit"), mark("Name"), mark("Details"))
_TONES: Final = {"imported": "done", "changed": "info", "same": "secondary"}
_ORDER: Final = {"skipped": 0, "changed": 1, "imported": 2, "same": 3}


class ContactPreview(ImportPreview):
    """The cards of a file, those left out first; the choice is whether the file wins where it differs."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        look = RowLook(_TITLES, self.cells, lambda decision: str(decision.result), _TONES)
        super().__init__(look, (50, 100, 160, 110, 100), parent)
        self.setContentsMargins(16, 12, 16, 12)
        self._tools = tools
        self.wish: ContactProposal | None = None
        self._shown: Proposal | None = None
        self._name, self._total = "", 0
        self.retranslate()

    def show_proposal(self, wish: ContactProposal) -> None:
        """Show what would be done."""
        self.wish, self._name = wish, wish.path.name
        self.choice.setChecked(False)
        self._show(wish.proposal, len(wish.proposal.decisions))

    def show_done(self, proposal: Proposal, total: int) -> None:
        """Show what was done; ``total`` cards were asked for."""
        self.wish = None
        self._show(proposal, total)

    def cells(self, decision: Decision) -> tuple[str, ...]:
        """Row, result, unit with its kind, name, and what comes of it."""
        card = decision.card
        place = f"{card.sheet} {card.row}".strip()
        unit = decision.unit.name if decision.unit else card.unit
        kind = translated(UNIT_KIND_WORDS[card.kind]) if card.kind and not card.name else ""
        result, name = translated(RESULT_WORDS[decision.result]), card.name or card.group
        return place, result, unit, kind, name, self._details(decision)

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        self.choice.setText(self.tr("Where the file says something else, the file wins"))
        self.choice.setAccessibleName(self.choice.text())
        proposal, waiting = self._shown, self.wish is not None
        if proposal is None:
            return
        counts: Counter[str] = Counter(decision.result for decision in proposal.decisions)
        counted = [translated(COUNTED[result]).format(count=counts[result]) for result in RESULTS if counts[result]]
        new = counts["imported"] + counts["changed"]
        left = [heading for heading, kind in proposal.columns.items() if kind is None]
        self.word_frame(self._name, counted, new=new, waiting=waiting, left=left)
        self.choice.setVisible(waiting and any(decision.differs for decision in proposal.decisions))
        missed = self._total - len(proposal.decisions)
        self.note.be_silent()
        if waiting and not new:
            self.note.say(self.tr("There is nothing to import: the directory holds all of it."), "info")
        elif missed:
            self.say_missed(missed)

    def _show(self, proposal: Proposal, total: int) -> None:
        self._shown, self._total = proposal, total
        self.rows.set_rows(sorted(proposal.decisions, key=lambda row: (_ORDER[row.result], row.card.row)))
        self.retranslate()

    def _details(self, decision: Decision) -> str:
        if decision.result == "skipped":
            return reason_said(decision.code, dict(decision.facts), self._tools)
        parts = [decision.card.post] if decision.result == "imported" and decision.card.post else []
        if decision.result != "same":
            parts += self._facts(decision)
        if decision.numbers:
            numbers = ", ".join(number.text for number in decision.numbers)
            parts.append(numbers if decision.result == "imported" else translated(ADDED).format(numbers=numbers))
        if decision.members:
            parts.append(self.tr("{count} members").format(count=len(decision.members)))
        parts += [translated(KEPT).format(ours=each.ours, theirs=each.theirs) for each in decision.differs]
        parts += [reason_said(code, dict(facts), self._tools) for code, facts in decision.remarks]
        return " · ".join(" ".join(part.split()) for part in parts)

    def _facts(self, decision: Decision) -> list[str]:
        """What a row says of a unit beside its name, and the day when its numbers answered."""
        card = decision.card
        is_new = decision.result == "imported"
        filled = {name for name, _ in decision.fill}
        texts = {"short": card.short, "name_en": card.unit_en, "functions": "; ".join(card.functions)}
        said = [text for name, text in texts.items() if text and not card.name and (is_new or name in filled)]
        days = [n.checked_at.astimezone(self._tools.zone).date() for n in decision.numbers if n.checked_at]
        days += [card.checked_at] if card.checked_at and decision.numbers else []
        if days:
            said.append(self.tr("answered on {day}").format(day=min(days).isoformat()))
        return said
