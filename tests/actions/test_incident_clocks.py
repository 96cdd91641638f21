"""Reporting clocks of an incident on a real store: begun by the rules, renewed by a grade, met by who was told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.actions.incident_reports import report_by_phone, send_report, tell_people
from dutyroom.actions.incidents import grade_incident
from dutyroom.actions.relays import tell
from dutyroom.data.queries.relays import relay_in_full
from dutyroom.data.verify import check_store
from dutyroom.rules.incident_recipients import all_told, is_meant
from dutyroom.rules.incident_report import ReportByPhone, ReportKind, SendReport, TellPeople
from dutyroom.rules.incident_sheet import GradeIncident
from dutyroom.rules.matter import Duty
from dutyroom.rules.relay import Recipient, Told
from tests.actions.test_incidents import drafted, full, issued, signed, taken
from tests.samples import Room

UP = ("河南省应急管理厅", "河南省人民政府总值班室")


def running(room: Room, number: int, duty: Duty) -> list[str]:
    clocks = full(room, number).common.clocks
    return sorted(clock.recipient for clock in clocks if clock.duty == duty and clock.state == "open")


def graded(room: Room, grade: str) -> int:
    number = taken(room)
    version = full(room, number).matter.version
    room.do(grade_incident, GradeIncident(id=number, version=version, grade=grade, proposed=grade))
    return number


def told(room: Room, relay: int, unit: str) -> None:
    line = next(line for line in room.read(relay_in_full, relay).lines if line.unit == unit)
    room.do(tell, Told(line_id=line.id, channel="telephone", taken_by="值班员"))


@pytest.mark.parametrize(
    ("recipient", "body", "meant"),
    [
        ("省应急管理厅", "河南省应急管理厅", True),
        ("省应急管理厅", "郑州市应急管理局", False),
        ("上级政府", "河南省人民政府总值班室", True),
        ("上级政府", "中共郑州市委总值班室", False),
        ("上一级政府", "河南省人民政府办公厅", True),
        ("国务院", "国务院办公厅", True),
    ],
)
def test_who_is_meant_by_a_rule(recipient, body, meant):
    assert is_meant(recipient, body) is meant


def test_several_bodies_are_told_only_when_each_is():
    assert not all_told("省应急管理厅、上级政府", ["河南省应急管理厅"])
    assert all_told("省应急管理厅、上级政府", UP)


def test_a_grade_begins_the_clocks_that_the_rules_name_and_another_one_renews_them(room):
    number = graded(room, "Ⅳ")
    assert running(room, number, Duty.PHONE_REPORT) == []
    assert running(room, number, Duty.FOLLOW_UP) == []
    version = full(room, number).matter.version
    room.do(grade_incident, GradeIncident(id=number, version=version, grade="Ⅲ", proposed="Ⅲ"))
    found = full(room, number)
    assert running(room, number, Duty.PHONE_REPORT) == ["上级政府"]
    assert len(running(room, number, Duty.FOLLOW_UP)) == 2, "before 08:00 and before 17:00"
    written = [clock for clock in found.common.clocks if clock.duty == Duty.WRITTEN_REPORT and clock.state == "open"]
    assert all(clock.rule_key and clock.source and clock.start_event in ("event", "receipt") for clock in written)
    assert found.matter.due_at == min(
        clock.due_at for clock in found.common.clocks if clock.state == "open" and clock.due_at
    )


def test_a_telephone_report_meets_the_clock_of_whom_it_told_and_no_other(room):
    number = graded(room, "Ⅱ")
    before = running(room, number, Duty.PHONE_REPORT)
    assert "省应急管理厅" in before
    room.do(report_by_phone, ReportByPhone(id=number, to="河南省应急管理厅", person="值班员", text="3死5伤"))
    assert running(room, number, Duty.PHONE_REPORT) == [each for each in before if each != "省应急管理厅"]


def test_a_report_that_was_sent_meets_its_clocks_and_late_is_late(room):
    number = graded(room, "Ⅲ")
    first = issued(room, signed(room, drafted(room, number)), explanation="现场未接通")
    relay = room.do(send_report, SendReport(id=first.id, recipients=tuple(Recipient(unit=unit) for unit in UP)))
    assert running(room, number, Duty.WRITTEN_REPORT), "numbered is not sent"
    room.now += timedelta(hours=9)
    for unit in UP:
        told(room, relay, unit)
    left = running(room, number, Duty.WRITTEN_REPORT)
    assert not {"省应急管理厅", "上级政府"} & set(left)
    clocks = [clock for clock in full(room, number).common.clocks if clock.duty == Duty.WRITTEN_REPORT]
    assert any(clock.is_late for clock in clocks)
    follow = drafted(room, number, ReportKind.FOLLOW_UP)
    issued(room, signed(room, follow), explanation="现场未接通")
    sent = room.do(send_report, SendReport(id=follow.id, recipients=tuple(Recipient(unit=unit) for unit in UP)))
    before = [c.due_at for c in full(room, number).common.clocks if c.duty == Duty.FOLLOW_UP and c.state == "open"]
    for unit in UP:
        told(room, sent, unit)
    after = [c.due_at for c in full(room, number).common.clocks if c.duty == Duty.FOLLOW_UP and c.state == "open"]
    assert len(after) == len(before) == 2, "each follow-up begins the next one"
    assert min(after) > min(before)


def test_people_told_one_after_the_other_meet_the_telephone_clock(room):
    number = graded(room, "Ⅱ")
    asked = TellPeople(id=number, text="3死5伤", recipients=(Recipient(unit=UP[0]), Recipient(unit="市长")))
    relay = room.do(tell_people, asked)
    told(room, relay, "市长")
    assert "省应急管理厅" in running(room, number, Duty.PHONE_REPORT)
    told(room, relay, UP[0])
    assert "省应急管理厅" not in running(room, number, Duty.PHONE_REPORT)
    assert room.read(check_store, room.store.attachments).problems == ()
