"""A small duty room on a real file, for tests: a clock that is set by hand, four officers, one of them chief."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event

from dutyroom.actions.entries import write_entry
from dutyroom.actions.facts import addendum_entries
from dutyroom.actions.handover import Taken, give_shift, take_shift
from dutyroom.actions.office import set_up_office
from dutyroom.actions.shifts import start_shift
from dutyroom.data.queries.officers import OfficerRow, officer_rows
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.startup import create_store
from dutyroom.data.store import Store
from dutyroom.rules.entry import Kind, WriteEntry
from dutyroom.rules.office import FirstPerson, OfficeSettings, SetUpOffice
from dutyroom.rules.officer import SYSTEM, Author
from dutyroom.rules.shift import Accept, Give, HandoverNotes, Manner, Posts, StartShift, Take
from tests.ready_made import furnished

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""Twelve o'clock on a Monday in the office's zone."""
ZONE = ZoneInfo("Asia/Shanghai")
PASSWORD = "secret1"
PEOPLE = (
    ("王建国", frozenset({"leader", "administrator"})),
    ("李秀英", frozenset({"officer"})),
    ("张伟", frozenset({"officer"})),
    ("赵敏", frozenset({"officer"})),
)


def _set_up(folder: Path, *, kind: str, now: datetime) -> None:
    """The office and its people, as the first run leaves them."""
    with closing(create_store(folder, kind=kind, clock=lambda: now)) as store, store.desk() as desk:
        first = tuple(FirstPerson(name=name, roles=roles, password=PASSWORD) for name, roles in PEOPLE)
        set_up_office(desk, SetUpOffice(settings=OfficeSettings(), people=first))


def _lived_in(folder: Path, *, kind: str, now: datetime, live: Callable[[Room], object]) -> tuple[datetime, object]:
    """An office in which something has happened; until when, and what ``live`` returned."""
    room = Room(folder, now).open(kind=kind)
    found = live(room)
    room.store.close()
    return room.now, found


@dataclass
class Room:
    """A store with an office, four people and a clock that stands until it is moved."""

    folder: Path
    now: datetime = NOON
    found: Any = None
    """What the life before returned, where :meth:`open` was told one."""
    done: int = 0
    """How many actions were done by :meth:`do`, so that what is kept of the store can be known to be old."""
    store: Store = field(init=False)
    people: dict[str, OfficerRow] = field(init=False)

    def open(self, *, kind: str = "live", live: Callable[[Room], object] | None = None) -> Room:
        """Make the store and the office in it; ``live`` is what has happened there, done once a process.

        What it returns, which must be plain values, is :attr:`found`.
        """
        key = ("room", kind, self.now, live)
        if live is None:
            furnished(self.folder, key, partial(_set_up, kind=kind, now=self.now))
        else:
            lived = partial(_lived_in, kind=kind, now=self.now, live=live)
            self.now, self.found = furnished(self.folder, key, lived)
        self.store = Store(self.folder, lambda: self.now)
        self.people = {row.name: row for row in self.read(officer_rows)}
        return self

    def author(self, name: str = "李秀英") -> Author:
        """One of the people as who writes."""
        return self.people[name].author

    def id(self, name: str) -> int:
        """The number of one of the people."""
        return self.people[name].id

    def do(self, action: Callable[..., Any], *args: Any, by: str | None = "李秀英") -> Any:
        """One action in its transaction."""
        self.done += 1
        with self.store.desk(self.author(by) if by else SYSTEM) as desk:
            return action(desk, *args)

    def read(self, query: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """One read."""
        with self.store.reading() as session:
            return query(session, *args, **named)

    def asked(self) -> list[str]:
        """Every statement that the reading side sends from now on, whichever way it goes."""
        sent: list[str] = []
        event.listen(self.store._reader, "checkout", lambda driver, *_: driver.set_trace_callback(sent.append))
        return sent

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def start(self) -> int:
        """Start the first shift: 王建国 leads, 李秀英 is chief, 张伟 deputy."""
        posts = Posts(leader_id=self.id("王建国"), chief_id=self.id("李秀英"), deputy_id=self.id("张伟"))
        return int(self.do(start_shift, StartShift(posts=posts)))

    def write(self, text: str, **named: Any) -> int:
        """Write one entry."""
        return int(self.do(write_entry, WriteEntry(**{"kind": Kind.CALL_IN, "text": text, **named})))

    def give(self, **named: Any) -> int:
        """李秀英 signs and gives."""
        given = {"signer_id": self.id("李秀英"), "password": PASSWORD, "notes": HandoverNotes(phone_tested=True)}
        return int(self.do(give_shift, Give(**{**given, **named})))

    def take(self, handover: int, **named: Any) -> Taken:
        """赵敏 accepts everything, signs and takes."""
        items = [Accept(Manner.TOLD, open_item_id=item.id) for item in self.read(open_items)]
        late = [Accept(Manner.READ, entry_seq=entry.seq) for entry in self.read(addendum_entries, handover)]
        asked = {
            "handover_id": handover,
            "signer_id": self.id("赵敏"),
            "password": PASSWORD,
            "posts": Posts(leader_id=self.id("王建国"), chief_id=self.id("赵敏"), deputy_id=self.id("张伟")),
            "accepted": (*items, *late),
        }
        taken = self.do(take_shift, Take(**{**asked, **named}))
        assert isinstance(taken, Taken)
        return taken
