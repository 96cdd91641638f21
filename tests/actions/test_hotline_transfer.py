"""Those who take a call at once, with the numbers of the directory."""

from datetime import date

import pytest

from dutyroom.actions.directory import add_number
from dutyroom.data.queries.directory import units_by_name
from dutyroom.data.queries.hotline_transfer import transfer_rows, turn_rows
from dutyroom.rules.directory import AddNumber
from dutyroom.rules.phone import Label
from tests.samples import Room

TODAY = date(2026, 11, 23)


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path / "room").open()
    yield room
    room.store.close()


def test_whoever_takes_a_call_at_once_is_called_by_its_own_number_then_by_the_directorys_day_and_night_first(room):
    units = room.read(units_by_name)
    for unit, phone, label, always in (
        ("自来水公司", "0371-60000001", Label.OFFICE, False),
        ("自来水公司", "0371-60000002", Label.DUTY, True),
        ("自来水公司", "0371-60000003", Label.FAX, True),
        ("消防救援支队", "0371-60000004", Label.DUTY, True),
    ):
        asked = AddNumber(unit_id=units[unit], phone=phone, label=label, is_day_and_night=always)
        room.do(add_number, asked, by="王建国")
    rows = {row.name: row for row in room.read(transfer_rows, TODAY)}
    assert list(rows) == ["110", "119", "120", "122", "供水", "供电", "供气", "供暖"]
    assert [phone.replace("-", "") for phone in rows["供水"].phones] == ["037160000002", "037160000001"]
    assert [phone.replace("-", "") for phone in rows["119"].phones] == ["119", "037160000004"]
    assert rows["供电"].phones == ()
    assert rows["供暖"].unit_id == units["热力公司"]


def test_the_addresses_of_what_is_not_accepted_are_the_rules(room):
    assert room.read(turn_rows, TODAY)["emergency"] == "110、119、120、122"
