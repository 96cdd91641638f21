"""Importing contacts while the window stays alive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from dutyroom.actions.directory_import import (
    ImportCards,
    ImportMemory,
    Proposal,
    cards_of,
    import_cards,
    import_slice,
    propose_import,
)
from dutyroom.readers.document import ContactFile
from dutyroom.readers.reading import Reader
from dutyroom.rules.contact_import import Decision
from dutyroom.rules.contact_table import TableCards
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Courier
from dutyroom.ui.file_import import FileImport


@dataclass(frozen=True, slots=True)
class ContactProposal:
    """What importing a file would do, and the cards to do it with."""

    path: Path
    cards: TableCards
    proposal: Proposal


class ContactImport(FileImport):
    """``proposed`` carries a :class:`ContactProposal`, ``ended`` a ``Proposal``."""

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(courier, Reader.read_contacts, self._cards_came, Proposal((), {}), parent)

    def keep(self, wish: ContactProposal, *, take_over: bool) -> bool:
        """Do what was proposed; False while another import runs."""
        if not self._begin(wish.path):
            return False
        author, cancelled = self._courier.author, self._is_cancelled()
        asked = ImportCards(file=wish.path.name, cards=wish.cards.cards, take_over=take_over)

        def keep(cards: ImportCards, memory: ImportMemory) -> tuple[Decision, ...]:
            return self._courier.keep(import_slice, cards, memory, author=author)

        def job() -> tuple[Decision, ...]:
            return import_cards(keep, asked, progress=self._step, cancelled=cancelled)

        def done(decisions: tuple[Decision, ...]) -> None:
            self._end(Proposal(decisions, wish.cards.columns))

        self._courier.work_long(self, job, then=done, failed=self._failed)
        return True

    def _cards_came(self, path: Path, file: ContactFile) -> None:
        try:
            cards = cards_of(file)
        except Refusal as refusal:
            self._leave_unread(refusal)
            return

        def came(proposal: Proposal) -> None:
            self._propose(ContactProposal(path, cards, proposal))

        self._courier.ask(self, propose_import, cards, then=came, failed=self._failed)
