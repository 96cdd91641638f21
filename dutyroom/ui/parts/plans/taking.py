"""Plans on their way out of the window: made on a thread of their own, written whole, journalled."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from dutyroom.actions.papers import note_printed
from dutyroom.actions.phone_list import Scope, phone_list_pdf
from dutyroom.actions.plan_export import FormatName, PlanExport, note_exported
from dutyroom.actions.plan_papers import (
    LibraryWish,
    action_cards_pdf,
    note_library_written,
    plan_numbers_pdf,
    plan_parts_pdf,
    plans_of_library,
    write_library_file,
)
from dutyroom.data.catalogues import load_wording
from dutyroom.data.folders import faces_cache
from dutyroom.data.whole_file import whole_file
from dutyroom.papers.formats import FormatKey
from dutyroom.rules.officer import Author
from dutyroom.ui.courier import Courier

What = Literal["plan", "sections", "cards", "numbers", "all_numbers", "directory", "library"]
OF_A_PLAN: Final[tuple[What, ...]] = ("plan", "sections", "cards", "numbers")
_EVERY: Final = 0.1  # s between two words about how far it is
_TURN: Final = 0.001  # s between two plans, in which the window's thread has its turn
_JOURNALLED: Final[dict[What, str]] = {
    "plan": "plan",
    "sections": "plan-parts",
    "cards": "action-card",
    "numbers": "plan-numbers",
    "all_numbers": "plan-numbers",
    "directory": "phone-list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeWish:
    """What is wanted: of which plan, which sections or kinds, in which size, as what, in which language."""

    what: What
    plan: int = 0
    version: int = 0
    """Of the plan, where it is another one than that in force."""
    sections: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    form: FormatKey = "a4"
    file: FormatName = "pdf"
    language: str = "zh_CN"

    @property
    def is_library(self) -> bool:
        """Whether it is many plans, which takes its time."""
        return self.what == "library"

    @property
    def journalled(self) -> str:
        """Under which name its printing is journalled."""
        return _JOURNALLED[self.what]

    @property
    def paper_kind(self) -> str:
        """By which printer and sides are remembered: a folded booklet is turned over another edge than a sheet."""
        return self.journalled if self.form == "a4" else f"{self.journalled}-{self.form}"

    @property
    def needs_folder(self) -> bool:
        """Whether it becomes many files."""
        return self.is_library and self.file != "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was written where; ``missing`` are the characters that no face has."""

    path: Path
    plans: int = 1
    pages: int = 0
    missing: tuple[str, ...] = ()


Made = tuple[Any, ...]
"""What was taken, then the action that journals it and what that is told."""


def paper_bytes(courier: Courier, wish: TakeWish, language: str) -> bytes:
    """The paper wished for; not for a whole library. Raises ``Refusal``."""
    store = courier.store
    words, cache = load_wording(language), faces_cache()
    if wish.what == "cards":
        return action_cards_pdf(store, wish.plan, words, cache, wish.form, version=wish.version)
    if wish.what in ("numbers", "all_numbers"):
        plan = wish.plan if wish.what == "numbers" else None
        return plan_numbers_pdf(store, plan, words, cache, wish.form, version=wish.version)
    if wish.what == "directory":
        return phone_list_pdf(store, Scope(), words, cache, wish.form)
    return plan_parts_pdf(store, wish.plan, wish.sections, words, cache, wish.form, version=wish.version)


def note_paper(courier: Courier, wish: TakeWish) -> None:
    """Journal a paper that was printed or saved from its preview."""
    courier.do(courier, note_printed, wish.journalled, wish.plan, "PDF")


class Taking(QObject):
    """One thing is taken along at a time; the window stays alive meanwhile."""

    advanced = Signal(int, int, str)
    ended = Signal(object)
    """:class:`Taken`, or None where it was stopped."""
    failed = Signal(Exception)
    _stepped = Signal(int, int, str)

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._stop = threading.Event()
        self._said = 0.0
        self.is_running = False
        self._stepped.connect(self.advanced, Qt.ConnectionType.QueuedConnection)

    def begin(self, wish: TakeWish, target: Path) -> None:
        """Write what is wished for to a file, or into a folder, in the name of whoever is signed in now."""
        self.is_running, self._stop = True, threading.Event()
        author = self._courier.author
        # A single paper goes to the thread of the preview: PDFium, which looks it through, knows only one.
        send = self._courier.work_long if wish.is_library else self._courier.work
        send(self, self._write, wish, target, author, then=self._end, failed=self._fail)

    def cancel(self) -> None:
        """Stop after the plan in hand."""
        self._stop.set()

    def _write(self, wish: TakeWish, target: Path, author: Author) -> Taken | None:
        """The job; runs on a thread of the courier."""
        write = (
            self._write_library if wish.is_library else self._write_plan if wish.file != "pdf" else self._write_paper
        )
        made = write(wish, target)
        if made is None:
            return None
        taken: Taken = made[0]
        if taken.plans:
            self._courier.keep(*made[1:], author=author)
        return taken

    def _write_library(self, wish: TakeWish, target: Path) -> Made | None:
        store = self._courier.store
        words, cache = load_wording(wish.language), faces_cache()
        steps: dict[str, Any] = {"progress": self._step, "cancelled": self._is_over}
        if wish.file == "pdf":
            want = LibraryWish(kinds=wish.kinds, form=wish.form)
            book = write_library_file(store, want, target, words, cache, **steps)
            if book is None:
                return None
            taken = Taken(path=target, plans=book.plans, pages=book.pages, missing=book.missing)
            return taken, note_library_written, book.plans, target.name
        export = PlanExport(store, wish.file, words, cache)
        done = export.to_folder(plans_of_library(store, wish.kinds), target, **steps)
        return Taken(path=target, plans=len(done), missing=export.missing), note_exported, done, target.name

    def _write_plan(self, wish: TakeWish, target: Path) -> Made:
        export = PlanExport(self._courier.store, wish.file, load_wording(wish.language), faces_cache())
        return Taken(path=target), note_exported, [export.to_file(wish.plan, target, version=wish.version)], target.name

    def _write_paper(self, wish: TakeWish, target: Path) -> Made:
        from dutyroom.papers.preview import missing_characters  # noqa: PLC0415  # slow import

        pdf = paper_bytes(self._courier, wish, wish.language)
        with whole_file(target) as file:
            file.write(pdf)
        taken = Taken(path=target, missing=missing_characters(pdf))
        return taken, note_printed, wish.journalled, wish.plan, target.name

    def _is_over(self) -> bool:
        return self._stop.is_set() or self._courier.is_stopping

    def _step(self, done: int, total: int, title: str) -> None:
        time.sleep(_TURN)
        now = time.monotonic()
        if isValid(self) and (now - self._said > _EVERY or done == total):
            self._said = now
            self._stepped.emit(done, total, title)

    def _end(self, taken: Taken | None) -> None:
        self.is_running = False
        self.ended.emit(taken)

    def _fail(self, error: Exception) -> None:
        self.is_running = False
        self.failed.emit(error)
