"""Reading what is typed, with the areas of the directory."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dutyroom.actions.incident_reading import read_report
from tests.samples import Room

NOW = datetime(2026, 11, 23, 0, 14, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def test_a_time_to_come_is_no_time_of_an_event(room: Room):
    past = room.read(read_report, "0810 二七区 一民房起火", NOW, ZONE)
    assert past.event_time.value == datetime(2026, 11, 23, 0, 10, tzinfo=UTC)
    to_come = room.read(read_report, "11月23日18时 二七区 一民房起火", NOW, ZONE)
    assert to_come.event_time is None
    assert to_come.area.value == "二七区"
