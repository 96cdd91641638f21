"""Importing contacts while the window stays alive: read elsewhere, proposed, then kept some at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from dutyroom.actions.directory_import import (
    ImportCards,
    ImportMemory,
    Proposal,
    cards_of,
    import_cards,
    import_slice,
    propose_import,
)
from dutyroom.data.trouble import Trouble
from dutyroom.readers.document import Reading
from dutyroom.readers.reading import Reader
from dutyroom.rules.contact_import import Decision
from dutyroom.rules.contact_table import TableCards
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Courier


@dataclass(frozen=True, slots=True)
class ContactProposal:
    """What importing a file would do, and the cards to do it with."""

    path: Path
    cards: TableCards
    proposal: Proposal


class ContactImport(QObject):
    """One file at a time. ``proposed`` or ``unread`` follows on :meth:`read`, ``ended`` on :meth:`keep`.

    ``unread`` carries a ``Reading`` that failed, or a ``Refusal``; ``advanced`` how many cards are done, of how many.
    """

    begun = Signal(str)
    advanced = Signal(int, int)
    proposed = Signal(ContactProposal)
    unread = Signal(object)
    ended = Signal(Proposal, object)
    _stepped = Signal(int, int)

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._stop = threading.Event()
        self._running = False
        self._stepped.connect(self._advance, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether a file is being read or kept."""
        return self._running

    def read(self, path: Path) -> bool:
        """Read a file and propose what to do with it; False while another is in hand."""
        if self._running:
            return False
        self._running = True
        self.begun.emit(path.name)

        def job() -> Reading:
            with Reader() as reader:
                return reader.read_contacts(path)

        self._courier.work_long(self, job, then=lambda reading: self._read(path, reading), failed=self._failed)
        return True

    def keep(self, wish: ContactProposal, *, take_over: bool) -> bool:
        """Do what was proposed; False while another import runs."""
        if self._running:
            return False
        self._running = True
        self._stop = threading.Event()
        self.begun.emit(wish.path.name)
        author, stop = self._courier.author, self._stop

        def keep(cards: ImportCards, memory: ImportMemory) -> tuple[Decision, ...]:
            return self._courier.keep(import_slice, cards, memory, author=author)

        def job() -> tuple[Decision, ...]:
            asked = ImportCards(file=wish.path.name, cards=wish.cards.cards, take_over=take_over)
            return import_cards(
                keep, asked, progress=self._step, cancelled=lambda: stop.is_set() or self._courier.is_stopping
            )

        def done(decisions: tuple[Decision, ...]) -> None:
            self._running = False
            self.ended.emit(Proposal(decisions, wish.cards.columns), None)

        self._courier.work_long(self, job, then=done, failed=self._failed)
        return True

    def cancel(self) -> None:
        """Stop after the cards in hand; what was kept stays."""
        self._stop.set()

    def _read(self, path: Path, reading: Reading) -> None:
        if reading.contacts is None:
            self._running = False
            self.unread.emit(reading)
            return
        try:
            cards = cards_of(reading.contacts)
        except Refusal as refusal:
            self._running = False
            self.unread.emit(refusal)
            return

        def came(proposal: Proposal) -> None:
            self._running = False
            self.proposed.emit(ContactProposal(path, cards, proposal))

        self._courier.ask(self, propose_import, cards, then=came, failed=self._failed)

    def _step(self, done: int, total: int) -> None:
        if isValid(self):
            self._stepped.emit(done, total)

    def _advance(self, done: int, total: int) -> None:
        if self._running:
            self.advanced.emit(done, total)

    def _failed(self, error: Exception) -> None:
        self._running = False
        if isinstance(error, Trouble):
            self._courier.troubled.emit(error)
        elif not isinstance(error, Refusal):
            self._courier.failed.emit(error)
        self.ended.emit(Proposal((), {}), error)
