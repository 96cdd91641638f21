"""Incidents counted on a real store: by class, grade, area; obligations with numerator and denominator."""

from __future__ import annotations

from datetime import timedelta

from dutyroom.actions.incident_reports import report_by_phone
from dutyroom.actions.matters import take_step
from dutyroom.data.queries.incident_statistics import IncidentStatistics, incident_statistics
from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_report import ReportByPhone
from dutyroom.rules.incident_sheet import Told
from dutyroom.rules.matter import Duty, StepKind
from dutyroom.rules.matter_steps import PlainStep
from tests.actions.test_incident_clocks import graded
from tests.actions.test_incidents import taken
from tests.samples import NOON, Room


def counted(room: Room) -> IncidentStatistics:
    found = room.read(incident_statistics, NOON - timedelta(days=1), NOON + timedelta(days=1), room.now)
    assert isinstance(found, IncidentStatistics)
    return found


def test_what_is_counted_and_that_what_is_void_is_not(room: Room):
    assert counted(room).whole.incidents == 0
    first = graded(room, "Ⅱ")
    taken(room, subtype="fire", area="金水区", told=Told(figures={Figure.SERIOUS: 2}))
    wrong = taken(room, subtype="fire", area="金水区")
    room.do(take_step, PlainStep(id=wrong, step=StepKind.VOID, text="重复登记"))
    found = counted(room)
    assert (found.whole.incidents, found.whole.open, found.whole.deaths, found.whole.hurt) == (2, 2, 1, 7)
    assert {row.key: row.incidents for row in found.by_category} == {"accident": 2}
    assert {row.key: row.incidents for row in found.by_grade} == {"Ⅱ": 1, "": 1}
    assert {row.key: row.hurt for row in found.by_area} == {"二七区": 5, "金水区": 2}
    room.do(report_by_phone, ReportByPhone(id=first, to="河南省应急管理厅", text="1死5伤"))
    room.now += timedelta(hours=10)
    kept = {row.duty: (row.kept, row.judged) for row in counted(room).obligations}
    numerator, denominator = kept[Duty.PHONE_REPORT]
    assert numerator < denominator, "one telephone report of several was made, and late counts against"
