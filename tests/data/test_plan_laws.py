"""Which plans cite a law that has changed since they were issued."""

from __future__ import annotations

from datetime import date

from dutyroom.actions.plan_triggers import record_triggers
from dutyroom.actions.plans import void_plan
from dutyroom.data.queries.plan_laws import law_changes, law_name
from dutyroom.rules.plan import VoidPlan
from dutyroom.rules.plan_events import RecordTriggers, TriggerLine
from tests.actions.plan_library import a_plan
from tests.samples import Room

LAW = "中华人民共和国示例应对法（2024年修订）"


def a_law(room: Room, title: str = LAW, on: date = date(2024, 6, 28), kind: str = "law") -> int:
    return a_plan(room, title, kind=kind, issued_on=on)


def test_a_law_is_known_by_the_name_it_is_cited_by():
    assert law_name(LAW) == law_name("《示例应对法》") == "示例应对法"
    assert law_name("示例 条例(2019-02-17)") == "示例条例"


def test_a_plan_older_than_the_law_it_cites_is_found_once(room):
    a_law(room)
    a_law(room, "示例标准", date(2025, 1, 1), kind="standard")
    body = "依据《中华人民共和国示例应对法》《示例应对法》和《示例标准》，以及《无此法》制定。"
    plan = a_plan(room, "甲预案（示例）", body)
    a_plan(room, "乙预案（示例）", body, issued_on=date(2025, 3, 1))
    a_plan(room, "丙预案（示例）", "依据有关规定制定。")
    a_plan(room, "丁预案（示例）", body, issued_on=None)
    found = room.read(law_changes)
    assert [(each.plan_id, each.law_title) for each in found] == [(plan, LAW), (plan, "示例标准")]
    assert (found[0].plan_on, found[0].law_on) == (date(2020, 5, 1), date(2024, 6, 28))


def test_what_is_recorded_already_is_not_proposed_again_until_the_law_changes_anew(room):
    a_law(room)
    plan = a_plan(room, "甲预案（示例）", "依据《示例应对法》制定。")
    line = TriggerLine(plan_id=plan, cause="law", happened_on=date(2024, 7, 1), text=f"《{LAW}》施行")
    room.do(record_triggers, RecordTriggers(lines=(line,)))
    assert room.read(law_changes) == []
    a_law(room, "示例应对法", date(2026, 1, 1))
    assert [each.law_on for each in room.read(law_changes)] == [date(2026, 1, 1)]


def test_withdrawn_plans_and_laws_ask_for_nothing(room):
    law = a_law(room)
    plan = a_plan(room, "甲预案（示例）", "依据《示例应对法》制定。")
    room.do(void_plan, VoidPlan(id=plan, reason="废止"))
    assert room.read(law_changes) == []
    a_plan(room, "乙预案（示例）", "依据《示例应对法》制定。")
    assert len(room.read(law_changes)) == 1
    room.do(void_plan, VoidPlan(id=law, reason="误入"))
    assert room.read(law_changes) == []
