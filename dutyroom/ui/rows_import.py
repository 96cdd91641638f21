"""Importing the rows of a table into a register while the window stays alive: read, proposed some at a time, then kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import QObject, Signal

from dutyroom.actions.column_maps import RememberMaps, remember_maps
from dutyroom.actions.matter_import import Outcome
from dutyroom.data.queries.column_maps import column_maps
from dutyroom.readers.document import ContactFile
from dutyroom.readers.reading import Reader
from dutyroom.rules.column_map import Columns, SheetHeads, chosen_of, kept_maps, needs_look, sheet_heads
from dutyroom.rules.matter_table import MATTERS, MatterTable, Vocabulary
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Courier
from dutyroom.ui.file_import import FileImport

_AT_ONCE: Final = 50
Question = tuple[Callable[..., Any], tuple[Any, ...]]
"""A question to the store, and what is asked beside it."""
Step = Callable[[int, int], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWish:
    """A file with its columns: what is proposed, what a person changed, and the sheets that are taken.

    ``is_known`` says that a person looked at these headings before, so that there is nothing new to remember.
    """

    path: Path
    file: ContactFile
    heads: tuple[SheetHeads, ...]
    vocabulary: Vocabulary
    changed: Columns = field(default_factory=dict)
    taken: tuple[str, ...] = ()
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class RowsProposal:
    """The rows of a file and what importing them would do; ``map`` is how its columns were understood, if it has any."""

    path: Path
    table: MatterTable
    rows: tuple[Any, ...]
    outcomes: tuple[Outcome, ...]
    map: MapWish | None = None


class RowsImport(FileImport):
    """``proposed`` carries a :class:`RowsProposal`, ``ended`` the outcomes; a refusal leaves the file unread.

    ``mapping`` carries a :class:`MapWish` where a person should look at the columns first; :meth:`use` goes on.
    A subclass says how its rows are read, proposed and kept, and in which register.
    """

    REGISTER: ClassVar[str]
    VOCABULARY: ClassVar[Vocabulary] = MATTERS
    mapping = Signal(object)

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(courier, Reader.read_table, self._table_came, (), parent)

    def keep(self, wish: RowsProposal, *, link: bool = False) -> bool:
        """Do what was proposed; False while another import runs. With ``link`` further copies are kept and linked."""
        if not self._begin(wish.path):
            return False
        job = partial(self.kept, wish, link=link, author=self._courier.author, cancelled=self._is_cancelled())
        self._courier.work_long(self, job, then=self._end, failed=self._failed)
        return True

    def use(self, wish: MapWish, *, remember: bool = False) -> bool:
        """Read the rows as the map says, and keep the map for files with the same headings; False while one runs."""
        if not self._begin(wish.path):
            return False
        if remember:
            maps = kept_maps(wish.heads, wish.changed, wish.taken)
            asked = RememberMaps(register=self.REGISTER, maps=maps, file=wish.path.name)
            self._courier.do(self, remember_maps, asked, then=lambda _: self._read(wish), failed=self._failed)
        else:
            self._read(wish)
        return True

    @abstractmethod
    def how(self, now: datetime) -> Question:
        """What must be known to read the rows."""

    @abstractmethod
    def read_rows(self, file: ContactFile, how: Any, chosen: Columns) -> tuple[MatterTable, tuple[Any, ...]]:
        """The columns as they were understood, and the rows; runs on a working thread."""

    @abstractmethod
    def seen(self) -> Any:
        """What is remembered of the rows from one question to the next."""

    @abstractmethod
    def proposing(self, path: Path, rows: tuple[Any, ...], seen: Any) -> Question:
        """What would become of some rows."""

    @abstractmethod
    def kept(self, wish: RowsProposal, *, link: bool, author: Any, cancelled: Stop) -> tuple[Outcome, ...]:
        """Keep the rows, some in a transaction; runs on a working thread."""

    def _table_came(self, path: Path, file: ContactFile) -> None:
        def look(kept: dict[str, Columns]) -> None:
            self._courier.work_long(self, lambda: self._looked_at(path, file, kept), then=came, failed=self._failed)

        def came(found: tuple[MapWish, bool]) -> None:
            wish, asks = found
            if asks:
                self._running = False
                self.mapping.emit(wish)
            else:
                self._read(wish)

        self._courier.ask(self, column_maps, self.REGISTER, then=look, failed=self._failed)

    def _looked_at(self, path: Path, file: ContactFile, kept: dict[str, Columns]) -> tuple[MapWish, bool]:
        """The columns of a file, and whether a person should look at them first; runs on a working thread."""
        heads = sheet_heads(file.sheets, self.VOCABULARY, kept)
        wish = MapWish(
            path=path,
            file=file,
            heads=heads,
            vocabulary=self.VOCABULARY,
            taken=tuple(sheet.name for sheet in heads if sheet.taken),
            is_known=all(sheet.key in kept for sheet in heads),
        )
        return wish, bool(heads) and needs_look(heads, self.VOCABULARY)

    def _read(self, wish: MapWish) -> None:
        chosen = chosen_of(wish.heads, wish.changed, wish.taken)
        sheets = tuple(sheet for sheet in wish.file.sheets if sheet.name in wish.taken) if wish.heads else ()
        file = replace(wish.file, sheets=sheets)

        def understand(how: Any) -> None:
            then = partial(self._understood, wish)
            self._courier.work_long(self, lambda: self.read_rows(file, how, chosen), then=then, failed=self._failed)

        question, facts = self.how(self._courier.store.clock())
        self._courier.ask(self, question, *facts, then=understand, failed=self._failed)

    def _understood(self, wish: MapWish, understood: tuple[MatterTable, tuple[Any, ...]]) -> None:
        self._ask_more(RowsProposal(wish.path, *understood, (), wish), self.seen())

    def _ask_more(self, so_far: RowsProposal, seen: Any) -> None:
        """Some rows at a time, so that whoever reads meanwhile does not wait."""
        done = len(so_far.outcomes)
        if done == len(so_far.rows):
            self._propose(so_far)
            return
        self.advanced.emit(done, len(so_far.rows))

        def came(outcomes: tuple[Outcome, ...]) -> None:
            self._ask_more(replace(so_far, outcomes=so_far.outcomes + outcomes), seen)

        question, facts = self.proposing(so_far.path, so_far.rows[done : done + _AT_ONCE], seen)
        self._courier.ask(self, question, *facts, then=came, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._leave_unread(error)
        else:
            super()._failed(error)
