"""What the hotline decides of a case: an objection, more time, a card of supervision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from dutyroom.actions.hotline_decisions import decide_return, decide_time, give_card
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.rules.hotline import Card, Decision
from dutyroom.rules.hotline_steps import DecideReturn, DecideTime, GiveCard
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.hotline.case_form import CaseForm, refill
from dutyroom.ui.parts.hotline.key_choice import KeyChoice
from dutyroom.ui.parts.hotline.words import card_said
from dutyroom.ui.parts.incident.told_fields import instant_of
from dutyroom.ui.parts.matter.kept_form import Run
from dutyroom.ui.parts.said_time import moment_said

_DECISION: Final = ((True, "Y"), (False, "N"))


class DecisionForm(CaseForm):
    """What a unit asked for is granted or refused, with the reason; a subclass says what was asked."""

    ASKED = ""
    """The field of what is decided on."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.asked = self.add_list(self.ASKED)
        setattr(self, self.ASKED, self.asked)
        self.is_granted = KeyChoice(_DECISION, self)
        self.add_field("is_granted", self.is_granted)
        self.asked.currentIndexChanged.connect(lambda _: self.retranslate())

    def decided(self) -> bool:
        """Whether it is granted; refused where nobody said."""
        if self.is_granted.value() is None:
            raise Refusal("hotline.decision.empty", field="is_granted")
        return bool(self.is_granted.value())

    def retranslate(self) -> None:
        """Word what every decision has."""
        super().retranslate()
        self.is_granted.word([self.tr("granted"), self.tr("refused")])
        self.word_field("is_granted", self.tr("Decision"))


class DecideReturnForm(DecisionForm):
    """An objection: granted, the unit is taken back and the case waits for the next; refused, it stays there."""

    ASKED = "return_id"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.text = self.add_text()
        self.is_granted.answered.connect(lambda: self.text.setFocus())
        self.retranslate()

    def prepare(self, case: CaseInFull) -> None:
        """The objections that wait, the first asked first."""
        refill(self.asked, [(row.unit, row.id) for row in waiting(case.returns)])

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return decide_return, DecideReturn(
            id=self.number or 0,
            return_id=int(self.asked.currentData() or 0),
            is_granted=self.decided(),
            text=self.text.toPlainText(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        row = _chosen(self.case.returns if self.case else (), self.asked.currentData())
        wished = self.tr("it says {unit} should have it")
        parts = (row.reason, wished.format(unit=row.proposed) if row.proposed else "") if row else ()
        self.word_field(self.ASKED, self.tr("Objection of"), "\n".join(part for part in parts if part))
        self.word_field("text", self.tr("Reason"), self.tr("needed where it is refused"))
        self.send.setText(self.tr("Decide the objection"))


class DecideTimeForm(DecisionForm):
    """More time: granted as asked or until another day, or refused."""

    ASKED = "extension_id"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.due_at = self.add_time("due_at", ahead=True)
        self.text = self.add_text()
        self.is_granted.changed.connect(self._show_fields)
        self.is_granted.answered.connect(lambda: (self.due_at if self.is_granted.value() else self.text).setFocus())
        self.retranslate()

    def prepare(self, case: CaseInFull) -> None:
        """The askings that wait, the first asked first."""
        refill(self.asked, [(row.unit or "–", row.id) for row in waiting(case.extensions)])

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        granted = self.decided()
        return decide_time, DecideTime(
            id=self.number or 0,
            extension_id=int(self.asked.currentData() or 0),
            is_granted=granted,
            due_at=instant_of(self, "due_at") if granted else None,
            text=self.text.toPlainText(),
        )

    def retranslate(self) -> None:
        """Word the form anew; the empty time means what was asked for."""
        super().retranslate()
        row = _chosen(self.case.extensions if self.case else (), self.asked.currentData())
        self.due_at.set_meant(row.due_at if row else None)
        pattern = self.tr("{former} → {due}")
        moved = pattern.format(former=self._at(row.former_due_at), due=self._at(row.due_at)) if row else ""
        self.word_field(self.ASKED, self.tr("More time for"), f"{row.reason}\n{moved}" if row else "")
        self.word_field("due_at", self.tr("New limit"), self.tr("empty: as it was asked for"))
        self.word_field("text", self.tr("Reason"), self.tr("needed where it is refused"))
        self.send.setText(self.tr("Decide on more time"))
        self._show_fields()

    def _show_fields(self) -> None:
        self.show_field("due_at", self.is_granted.value() is not False)

    def _at(self, at: datetime | None) -> str:
        return moment_said(at, self.tools.clock(), self.tools.zone) if at is not None else "–"


class CardForm(CaseForm):
    """A yellow or a red card; what the rule asks for is said, an earlier one needs a reason."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.card = KeyChoice([(Card.YELLOW, "1"), (Card.RED, "2")], self)
        self.add_field("card", self.card)
        self.text = self.add_text()
        self.card.answered.connect(lambda: self.text.setFocus())
        self.retranslate()

    def fresh(self, case: CaseInFull) -> Mapping[str, Any]:
        """Yellow first, red after it."""
        return {"card": Card.RED if case.facts.card else Card.YELLOW}

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        card = self.card.value()
        return give_card, GiveCard(id=self.number or 0, card=Card(str(card)), text=self.text.toPlainText())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.card.word([card_said(Card.YELLOW), card_said(Card.RED)])
        former = self.case.facts.card if self.case is not None else ""
        had = self.tr("The last one was a {card}.").format(card=card_said(former)) if former else ""
        self.word_field("card", self.tr("Card of supervision"), had)
        self.word_field("text", self.tr("Reason"), self.tr("needed before the rule asks for a card"))
        self.send.setText(self.tr("Give the card"))


def waiting(rows: Sequence[Any]) -> list[Any]:
    """Those that were asked for and not decided yet."""
    return [row for row in rows if row.state == Decision.ASKED]


def _chosen(rows: Sequence[Any], number: int | None) -> Any:
    return next((row for row in rows if row.id == number), None)
