"""Real stores and real windows for the tests of the frame."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from dutyroom.actions.entries import write_entry
from dutyroom.actions.office import set_up_office
from dutyroom.actions.shifts import start_shift
from dutyroom.data.queries.officers import officer_named
from dutyroom.data.startup import create_store
from dutyroom.data.store import Store
from dutyroom.rules.entry import Kind, WriteEntry
from dutyroom.rules.office import DAY_AND_NIGHT, FirstPerson, OfficeSettings, SetUpOffice
from dutyroom.rules.shift import Posts, StartShift
from dutyroom.ui.page import Command, Page, Place
from dutyroom.ui.page_deck import PageEntry
from dutyroom.ui.parts.empty_state import EmptyState
from tests.ready_made import furnished

START = datetime(2026, 11, 23, 0, 14, 37, tzinfo=UTC)
"""08:14:37 in Zhengzhou."""
PASSWORD = "sample12"


@dataclass
class SetClock:
    """A clock that a test sets."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass(frozen=True)
class People:
    """Numbers of the officers in a filled store."""

    admin: int
    leader: int
    chief: int
    deputy: int


def fill(store: Store, *, language: str = "en", lock_minutes: int = 10) -> People:
    """An office, four people and a running shift."""
    settings = OfficeSettings(language=language, templates=DAY_AND_NIGHT, lock_minutes=lock_minutes)
    people = (
        FirstPerson(name="赵敏", roles=frozenset({"administrator"}), post="值班室主任", password=PASSWORD),
        FirstPerson(name="王建国", roles=frozenset({"leader"}), post="副秘书长", password=PASSWORD),
        FirstPerson(name="李文静", roles=frozenset({"officer"}), post="主班", password=PASSWORD),
        FirstPerson(name="张强", roles=frozenset({"officer"}), post="副班", password=PASSWORD),
    )
    with store.desk() as desk:
        set_up_office(desk, SetUpOffice(settings=settings, people=people))
    with store.reading() as session:
        found = [officer_named(session, person.name) for person in people]
    numbers = People(*(row.id for row in found if row is not None))
    with store.desk() as desk:
        start_shift(
            desk, StartShift(posts=Posts(leader_id=numbers.leader, chief_id=numbers.chief, deputy_id=numbers.deputy))
        )
    return numbers


def write(store: Store, text: str, *, due_in_minutes: float | None = None, unit: str = "二七区人民政府") -> int:
    """One entry, an open item where it has a due time."""
    due = store.clock() + timedelta(minutes=due_in_minutes) if due_in_minutes is not None else None
    with store.desk() as desk:
        return write_entry(desk, WriteEntry(kind=Kind.CALL_IN, text=text, unit=unit, due_at=due, open=due is not None))


def make_store(folder: Path, clock: SetClock, *, kind: str = "live", **how: object) -> tuple[Store, People]:
    """A store with people and a shift in ``folder``."""

    def furnish(empty: Path) -> People:
        with closing(create_store(empty, kind=kind, clock=clock)) as store:
            return fill(store, **how)  # type: ignore[arg-type]

    people = furnished(folder, ("desk", kind, clock.now, *sorted(how.items())), furnish)
    return Store(folder, clock), people


class DeskSheet(Page):
    """A page that only says its name."""

    KEY, ICON, NAME = "desk", "desk", "Desk"

    def __init__(self, tools, parent=None):
        super().__init__(tools, parent)
        self.places: list[Place | None] = []
        self.finds = self.prints = 0
        self._empty = EmptyState(self)
        self._empty.set_words("Nothing here yet.")

    def title(self) -> str:
        return self.tr(self.NAME)

    def arrive(self, place):
        self.places.append(place)

    def begin_filtering(self):
        self.finds += 1

    def commands(self):
        return [Command("print", "Print the page", "Ctrl+P", self._print)]

    def _print(self):
        self.prints += 1


class LogSheet(DeskSheet):
    KEY, ICON, NAME = "log", "log", "Log"


class PlansSheet(DeskSheet):
    KEY, ICON, NAME = "plans", "plans", "Plans"


class ShiftsSheet(DeskSheet):
    KEY, ICON, NAME = "shifts", "shifts", "Shifts"


SHEETS = tuple(PageEntry.of(kind) for kind in (DeskSheet, LogSheet, PlansSheet, ShiftsSheet))


@dataclass
class Bugs:
    """Errors that nobody expected."""

    told: list[BaseException] = field(default_factory=list)

    def __call__(self, error: BaseException) -> None:
        self.told.append(error)


def type_in(qtbot, widget, words: str) -> None:
    """Type as a person does: ASCII by keys, anything else by an input method, which shows it first."""
    for word in re.findall(r"[ -~]+|[^ -~]+", words):
        if word.isascii():
            qtbot.keyClicks(widget, word)
        else:
            QApplication.sendEvent(widget, QInputMethodEvent(word, []))
            done = QInputMethodEvent()
            done.setCommitString(word)
            QApplication.sendEvent(widget, done)
