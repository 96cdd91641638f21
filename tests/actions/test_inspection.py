"""The inspection page from a store: who is on duty, the last handover, what is overdue before what is open, the backup."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dutyroom.actions.inspection import MOST, inspection_facts
from dutyroom.data.backup import newest_backup
from dutyroom.rules.shift import Checked, HandoverNotes
from tests.samples import Room


def _a_day(room: Room) -> None:
    room.start()
    room.wait(hours=1)
    equipment = (Checked("值班电话", ok=True), Checked("传真机", ok=False, remark="卡纸"), Checked("打印机"))
    given = room.give(notes=HandoverNotes(phone_tested=True, equipment=equipment))
    room.wait(minutes=5)
    room.take(given)
    for n in range(MOST):
        room.write(f"第{n}项", due_at=room.now + timedelta(hours=n + 1))
    room.wait(hours=2, minutes=30)


def test_the_page_names_people_handover_and_overdue_items_first(tmp_path) -> None:
    room = Room(tmp_path / "store").open(live=_a_day)
    facts = room.read(inspection_facts, room.now, None)
    assert (facts.leader, facts.chief, facts.deputy) == ("王建国", "赵敏", "张伟")
    assert (facts.given_by, facts.taken_by) == ("李秀英", "赵敏")
    assert facts.taken_at - facts.given_at == timedelta(minutes=5)
    assert (facts.equipment, facts.equipment_faults) == ((1, 2), ("传真机（卡纸）",))
    assert (facts.open_count, facts.overdue_count) == (MOST, 2)
    assert [item.title for item in (*facts.overdue, *facts.open)] == [f"第{n}项" for n in range(MOST)]
    assert len(facts.head) == 64
    assert facts.entry_count > facts.entries_of_shift >= MOST
    room.store.close()


def test_an_empty_store_has_neither_shift_nor_handover(tmp_path) -> None:
    room = Room(tmp_path / "store").open()
    facts = room.read(inspection_facts, room.now, None)
    assert (facts.shift_name, facts.given_at, facts.open, facts.backup_at) == ("", None, (), None)
    room.store.close()


def test_the_newest_backup_is_known_by_its_name(tmp_path) -> None:
    assert newest_backup(tmp_path / "none") is None
    for name in ("daily-20261122-003000", "before-update-20261123-081500", "former", "daily-20269999-000000"):
        (tmp_path / f"{name}.db").touch()
    assert newest_backup(tmp_path) == datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
