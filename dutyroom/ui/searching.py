"""Searching as one types: only the newest question is answered, overtaken ones are dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, tzinfo
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from dutyroom.data.trouble import Trouble
from dutyroom.rules.hotline_filter import misread_both, read_both
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import kinds_of
from dutyroom.rules.plan_filter import EVERYTHING
from dutyroom.ui.courier import Changed, Courier
from dutyroom.ui.questions import (
    read_directory,
    search_briefings,
    search_hotline,
    search_incidents,
    search_journal,
    search_knowledge,
    search_narrowed,
    search_narrowed_hotline,
    search_notices,
    search_plans_widely,
    search_preparations,
    search_snapshot,
    search_supervision,
    search_warnings,
)

if TYPE_CHECKING:
    from dutyroom.data.queries.directory_find import DirectorySnapshot
    from dutyroom.data.queries.search import Found, Hit
    from dutyroom.data.reading import Session
    from dutyroom.rules.hotline_filter import CaseFilter
    from dutyroom.rules.matter_filter import MatterFilter

PLANS_MOST: Final = 12
ENTRIES_MOST: Final = 12
CONTACTS_MOST: Final = 12
DIRECTORY_KINDS: Final = frozenset({"unit", "person", "contact", "*"})
MATTERS_MOST: Final = 12
KNOWLEDGE_MOST: Final = 8
BRIEFINGS_MOST: Final = 8


KINDS: Final = (
    *("directory", "notice", "incident", "supervision", "warning", "preparation", "hotline"),
    *("plan", "briefing", "knowledge", "journal"),
)
Heard = Callable[[str, "list[Hit]"], None]
"""Hears the hits of a kind."""


class NewestQuestion(QObject):
    """Asks the store one question at a time; of those that come meanwhile only the last is asked.

    So a fast typist never fills the reading thread with questions that nobody waits for any more.
    """

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._number = 0
        self._under_way = False
        self._waiting: Callable[[], None] | None = None

    def ask(
        self,
        query: Callable[..., Any],
        *args: object,
        then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``query(session, *args)``; ``then`` hears the answer unless something newer was asked by then.

        ``failed`` is for who says in its own place why there is no answer.
        """
        self._number += 1
        number = self._number

        def begin() -> None:
            self._under_way = True
            self._courier.ask(
                self,
                query,
                *args,
                then=lambda answer: self._answered(number, answer, then),
                failed=lambda error: self._failed(error, failed),
            )

        if self._under_way:
            self._waiting = begin
        else:
            begin()

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._number += 1
        self._waiting = None

    def _answered(self, number: int, answer: object, then: Callable[[Any], None]) -> None:
        self._go_on()
        if number == self._number:
            then(answer)

    def _failed(self, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        self._go_on()
        if failed is not None:
            failed(error)
        elif isinstance(error, Trouble):
            self._courier.troubled.emit(error)
        else:
            self._courier.failed.emit(error)

    def _go_on(self) -> None:
        self._under_way = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()


class Searching(QObject):
    """What the palette finds: units and people, every kind of matter, passages of plans, papers, answers, entries of the log."""

    def __init__(self, courier: Courier, parent: QObject | None = None, zone: tzinfo = UTC) -> None:
        super().__init__(parent)
        self._courier, self._zone = courier, zone
        self._questions = {kind: NewestQuestion(courier, self) for kind in KINDS}
        self._snapshot: DirectorySnapshot | None = None
        courier.changed.connect(self._changed)

    def ask(self, words: str, then: Heard) -> None:
        """Search for ``words``; ``then(kind, hits)`` is called for each kind as it answers.

        The kinds are ``directory``, ``notice``, ``incident``, ``supervision``, ``warning``, ``preparation``, ``hotline``,
        ``plan``, ``briefing``, ``knowledge`` and ``journal``.

        An answer that newer words have overtaken is dropped. Nothing but blanks, and a term that cannot be a filter, is
        answered at once with nothing.
        Plans whose text is missing stand last: they hold headings only.
        """
        if not words.strip() or misread_both(words):
            self._forget(self._questions, then)
            return
        matters, cases = read_both(words)
        if (matters and matters.narrows) or (cases and cases.narrows):  # only matters have what the terms name
            self._narrowed(matters, cases, then)
            return

        def contacts(answer: tuple[DirectorySnapshot, Found]) -> None:
            self._snapshot = answer[0]
            then("directory", list(answer[1].hits))

        self._questions["directory"].ask(find_contacts, self._snapshot, words, then=contacts)
        for kind, search in (
            (MatterKind.NOTICE, search_notices),
            (MatterKind.INCIDENT, search_incidents),
            (MatterKind.SUPERVISION, search_supervision),
            (MatterKind.WARNING, search_warnings),
            (MatterKind.PREPARATION, search_preparations),
            (MatterKind.HOTLINE, search_hotline),
        ):
            self._ask(kind, search, words, MATTERS_MOST, then=then)
        self._questions["plan"].ask(
            search_plans_widely,
            words,
            PLANS_MOST,
            EVERYTHING,
            self._today(),
            then=lambda found: then("plan", stubs_last(found)),
        )
        self._ask("briefing", search_briefings, words, BRIEFINGS_MOST, then=then)
        self._ask("knowledge", search_knowledge, words, KNOWLEDGE_MOST, self._today(), then=then)
        self._ask("journal", search_journal, words, ENTRIES_MOST, then=then)

    def _narrowed(self, matters: MatterFilter | None, cases: CaseFilter | None, then: Heard) -> None:
        """Ask the registers that know the terms, each by what they mean to it."""
        now = self._courier.store.clock()
        kinds = {str(kind) for kind in kinds_of(matters)} if matters else set()
        if cases is not None:
            kinds.add(MatterKind.HOTLINE.value)
        self._forget([kind for kind in self._questions if kind not in kinds], then)
        for kind in sorted(kinds - {MatterKind.HOTLINE.value}):
            self._ask(kind, search_narrowed, MatterKind(kind), matters, now, MATTERS_MOST, then=then)
        if cases is not None:
            self._ask(MatterKind.HOTLINE, search_narrowed_hotline, cases, now, MATTERS_MOST, then=then)

    def _today(self) -> date:
        """The office's day, which says what is in force."""
        return self._courier.store.clock().astimezone(self._zone).date()

    def _ask(self, kind: str, query: Callable[..., Found], *args: object, then: Heard) -> None:
        self._questions[kind].ask(query, *args, then=lambda found: then(str(kind), list(found.hits)))

    def _forget(self, kinds: Iterable[str], then: Heard) -> None:
        for kind in kinds:
            self._questions[kind].forget()
            then(kind, [])

    def _changed(self, changed: Changed) -> None:
        if changed.kinds & DIRECTORY_KINDS:
            self._snapshot = None


def find_contacts(session: Session, snapshot: DirectorySnapshot | None, words: str) -> tuple[DirectorySnapshot, Found]:
    """Units and people for the words; the directory is read where nobody has it in hand."""
    snapshot = snapshot or read_directory(session)
    return snapshot, search_snapshot(snapshot, words, CONTACTS_MOST)


def stubs_last(found: Found) -> list[Hit]:
    """The hits in their order, those in plans whose text is missing after the others."""
    return sorted(found.hits, key=lambda hit: hit.text_missing)
