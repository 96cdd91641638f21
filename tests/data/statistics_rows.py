"""Matters, entries and shifts at random as the statistics see them, and as bare rows of a store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import create_engine, delete, event, insert
from sqlalchemy.pool import NullPool

from dutyroom.data.store import DATABASE
from dutyroom.data.tables import (
    Assignment,
    Incident,
    JournalEntry,
    Matter,
    Notice,
    OpenItem,
    PlannedDuty,
    Roster,
    Shift,
    SpotCheck,
    Supervision,
    Table,
)
from dutyroom.rules.matter import State
from dutyroom.rules.statistics_facts import (
    ClockFacts,
    DutyFacts,
    EntryFacts,
    Facts,
    MatterFacts,
    ShiftFacts,
    SpotCheckFacts,
)
from tests.samples import NOON

INSTANTS = st.integers(-6 * 24, 3 * 24).map(lambda hours: NOON + timedelta(hours=hours))
PERHAPS = st.none() | INSTANTS
_TABLES: tuple[type[Table], ...] = (OpenItem, Assignment, Notice, Incident, Supervision, Matter)
_SOME = st.none() | st.integers(0, 3)
_FEW = st.sampled_from


@st.composite
def clocks(draw) -> ClockFacts:
    state = draw(_FEW(["open", "closed", "stopped"]))
    duty = draw(_FEW(["sign", "answer", "reply", "close", "phone_report", "propose"]))
    return ClockFacts(duty, draw(PERHAPS), state, draw(INSTANTS) if state == "closed" else None)


@st.composite
def matters(draw, id_: int = 1) -> MatterFacts:
    """One notice, incident or supervised matter."""
    return MatterFacts(
        id=id_,
        kind=draw(_FEW(["notice", "incident", "supervision"])),
        state=draw(_FEW([State.RECEIVED, State.IN_HAND, State.CLOSED, State.VOID])).value,
        received_at=draw(INSTANTS),
        closed_at=draw(PERHAPS),
        due_at=draw(PERHAPS),
        lead=draw(_FEW(["", "市水利局", "Water; Bureau"])),
        source=draw(_FEW(["", "省政府办公厅"])),
        urgency=draw(_FEW(["", "特急"])),
        channel=draw(_FEW(["fax", "paper"])),
        document_kind=draw(_FEW(["", "通知"])),
        for_reading=draw(st.booleans()),
        area=draw(_FEW(["", "二七区", "金水区"])),
        category=draw(_FEW(["", "accident"])),
        subtype=draw(_FEW(["", "road", "fire"])),
        grade=draw(_FEW(["", "Ⅲ"])),
        **{name: draw(_SOME) for name in ("deaths", "missing", "serious", "light")},
        basis=draw(_FEW(["meeting", "npc"])),
        redo_count=draw(st.integers(0, 1)),
        urged=draw(st.integers(0, 2)),
        clocks=tuple(draw(st.lists(clocks(), max_size=3))),
    )


@st.composite
def entries(draw, id_: int = 1) -> EntryFacts:
    """One entry of the journal; the first amends none."""
    return EntryFacts(
        id=id_,
        kind=draw(_FEW(["call_in", "note", "system"])),
        author=draw(_FEW(["李秀英", "张伟"])),
        happened_at=draw(INSTANTS),
        important=draw(st.booleans()),
        amends=id_ > 1 and draw(st.booleans()),
    )


@st.composite
def shifts(draw, id_: int = 1) -> ShiftFacts:
    """One shift; only the first may still run."""
    return ShiftFacts(
        id=id_,
        name=draw(_FEW(["白班", "夜班"])),
        planned_end=draw(INSTANTS),
        started_at=draw(INSTANTS),
        ended_at=draw(PERHAPS if id_ == 1 else INSTANTS),
        previous=id_ > 1 and draw(st.booleans()),
    )


@st.composite
def duties(draw, id_: int = 1) -> DutyFacts:
    """One planned duty."""
    return DutyFacts(
        id=id_,
        planned_at=draw(INSTANTS),
        person=draw(_FEW(["李样例", "张样例"])),
        post=draw(_FEW(["chief", "保密员"])),
        day_kind=draw(_FEW(["work", "rest", "holiday", "makeup"])),
        is_night=draw(st.booleans()),
        is_swapped=draw(st.booleans()),
    )


@st.composite
def spot_checks(draw, id_: int = 1) -> SpotCheckFacts:
    """One call to a unit's duty desk."""
    return SpotCheckFacts(
        id=id_,
        called_at=draw(INSTANTS),
        unit=draw(_FEW(["样例区", "样例; 局"])),
        finding=draw(_FEW(["ok", "late", "unanswered"])),
        is_answered=draw(st.booleans()),
        is_on_time=draw(st.booleans()),
        leader_reached=draw(st.none() | st.booleans()),
    )


def many(one: Any, most: int = 7) -> st.SearchStrategy[list[Any]]:
    """Some records with numbers of their own."""
    return st.integers(0, most).flatmap(lambda count: st.tuples(*(one(n) for n in range(1, count + 1))).map(list))


class Bare:
    """Writes past the journal, with the keys of other tables unchecked: only what is counted is there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / DATABASE
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.executescript(
                "DROP TRIGGER IF EXISTS journal_no_delete; DROP TRIGGER IF EXISTS journal_no_update;"
            )
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'")
            for (name,) in names.fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
        self._engine = create_engine(f"sqlite:///{self._path}", poolclass=NullPool)
        event.listen(self._engine, "connect", lambda driver, _: driver.execute("PRAGMA synchronous = OFF"))

    def put(self, records: Iterable[Facts]) -> None:
        """These records in place of all that were there."""
        rows: dict[type[Table], list[dict[str, Any]]] = {
            table: [] for table in (*_TABLES, JournalEntry, Shift, PlannedDuty, Roster, SpotCheck)
        }
        for facts in records:
            if isinstance(facts, MatterFacts):
                _put_matter(rows, facts)
            elif isinstance(facts, EntryFacts):
                rows[JournalEntry].append(_entry(facts))
            elif isinstance(facts, DutyFacts):
                rows[PlannedDuty].append(_duty(facts))
            elif isinstance(facts, SpotCheckFacts):
                rows[SpotCheck].append(_spot_check(facts))
            else:
                rows[Shift].append(_shift(facts))
        rows[Roster] = [_ROSTER, {**_ROSTER, "id": 2, "unit": "样例局"}, {**_ROSTER, "id": 3, "state": "void"}]
        for number in (2, 3):  # of another unit and of a void roster nothing is counted
            rows[PlannedDuty].append(_duty(DutyFacts(id=100 + number, **_UNCOUNTED)) | {"roster_id": number})
        with self._engine.begin() as connection:
            for table in rows:
                connection.execute(delete(table))
            for table in reversed(rows):
                if rows[table]:
                    connection.execute(insert(table), rows[table])


def _put_matter(rows: dict[type[Table], list[dict[str, Any]]], facts: MatterFacts) -> None:
    own = ("id", "kind", "state", "received_at", "closed_at", "due_at", "lead", "source", "urgency")
    named = {"year": 2026, "serial": facts.id, "number": f"〔2026〕{facts.id}号", "title": "样例"}
    rows[Matter].append(named | {name: getattr(facts, name) for name in own})
    columns = {
        "notice": (Notice, ("id", "channel", "document_kind", "for_reading")),
        "incident": (
            Incident,
            ("id", "area", "category", "subtype", "grade", "deaths", "missing", "serious", "light"),
        ),
        "supervision": (Supervision, ("id", "basis", "redo_count")),
    }
    table, names = columns[facts.kind]
    rows[table].append({name: getattr(facts, name) for name in names})
    lead = {"unit": "市水利局", "role": "lead", "state": "assigned", "assigned_at": facts.received_at}
    rows[Assignment].append({"matter_id": facts.id, "urged_count": facts.urged, **lead})
    for clock in facts.clocks:
        item = {"title": "办", "entry_seq": 1, "opened_at": facts.received_at, "matter_id": facts.id}
        times = {"due_at": clock.due_at, "closed_at": clock.closed_at}
        rows[OpenItem].append({**item, **times, "duty": clock.duty, "state": clock.state})


def _entry(facts: EntryFacts) -> dict[str, Any]:
    def digest(number: int) -> bytes:
        return sha256(f"{number}".encode()).digest()

    hashes = dict.fromkeys(("text_hash", "payload_hash", "rows_hash"), b"\0" * 32)
    return {
        "seq": facts.id,
        "canon": 1,
        "kind": facts.kind,
        "event": "entry.written",
        "happened_at": facts.happened_at,
        "written_at": facts.happened_at,
        "author_name": facts.author,
        "amends": 1 if facts.amends else None,
        "important": facts.important,
        **hashes,
        "previous_hash": digest(facts.id - 1),
        "hash": digest(facts.id),
    }


def _shift(facts: ShiftFacts) -> dict[str, Any]:
    same = ("id", "name", "planned_end", "started_at", "ended_at")
    posts = {"leader_id": 1, "chief_id": 1, "first_seq": 1, "planned_start": facts.started_at}
    return {**{name: getattr(facts, name) for name in same}, **posts, "previous_id": 1 if facts.previous else None}


_ROSTER: dict[str, Any] = {
    "id": 1,
    "kind": "ordinary",
    "state": "draft",
    "title": "样例",
    "unit": "",
    "posts": "chief",
    "first": NOON.date(),
    "last": NOON.date(),
}
_UNCOUNTED: dict[str, Any] = {"planned_at": NOON, "person": "李样例", "post": "chief", "day_kind": "work"}


def _duty(facts: DutyFacts) -> dict[str, Any]:
    times = {"day": facts.planned_at.date(), "starts_at": facts.planned_at, "ends_at": facts.planned_at}
    same = {name: getattr(facts, name) for name in ("id", "post", "day_kind", "is_night")}
    swapped = {"instead_of": "王样例" if facts.is_swapped else ""}
    return {"roster_id": 1, "name": facts.person, **same, **times, **swapped}


def _spot_check(facts: SpotCheckFacts) -> dict[str, Any]:
    return {"caller": "李样例"} | {name: getattr(facts, name) for name in SpotCheckFacts.__dataclass_fields__}
