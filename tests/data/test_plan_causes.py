"""Causes of a revision that the program proposes: laws and quoted numbers that changed."""

from __future__ import annotations

from datetime import date, timedelta

from dutyroom.actions.directory import add_number, add_unit, change_number
from dutyroom.actions.plan_triggers import record_triggers
from dutyroom.actions.rules import set_rule
from dutyroom.data.queries.directory import number_in_full
from dutyroom.data.queries.plan_causes import proposed_causes
from dutyroom.data.tables import PlanContact, PlanText
from dutyroom.rules.directory import AddNumber, AddUnit, ChangeNumber, UnitFacts, UnitKind
from dutyroom.rules.phone import Label
from dutyroom.rules.plan_events import RecordTriggers, TriggerLine
from dutyroom.rules.rule_change import SetRule
from tests.actions.plan_library import a_plan

TODAY = date(2026, 11, 23)


def quote(desk, plan, number):
    """The plan's text quotes a number of the directory as it was."""
    text = next(row for row in desk.session.query(PlanText).filter_by(plan_id=plan))
    line = PlanContact(text_id=text.id, position=1, name="值班室", unit="示例水利局", phone="67180000", state="checked")
    line.contact_id = number
    desk.session.add(line)
    desk.session.flush()
    desk.journal("plan.changed", text="示例", record=("plan", plan))


def test_a_changed_number_and_a_changed_law_are_proposed_once(room):
    unit = room.do(add_unit, AddUnit(unit=UnitFacts(kind=UnitKind.BUREAU, name="示例水利局")), by="王建国")
    number = room.do(add_number, AddNumber(unit_id=unit, label=Label.DUTY, phone="0371-67180000"))
    a_plan(room, "示例应对法", kind="law", issued_on=date(2024, 6, 28))
    plan = a_plan(room, "甲预案（示例）", "依据《示例应对法》制定。")
    room.do(quote, plan, number)
    assert [each.cause for each in room.read(proposed_causes, TODAY)] == ["law"]
    version = room.read(number_in_full, number).version
    room.do(change_number, ChangeNumber(id=number, version=version, label=Label.DUTY, phone="67185555"))
    found = room.read(proposed_causes, TODAY)
    assert [(each.plan_id, each.cause, each.happened_on) for each in found] == [
        (plan, "information", TODAY),
        (plan, "law", date(2024, 6, 28)),
    ]
    for cause, left in (("law", ["information"]), ("information", [])):
        undone = SetRule(key=f"plan.revise.{cause}", value=False, from_on=TODAY, source="示例")
        room.do(set_rule, undone, by="王建国")
        assert [each.cause for each in room.read(proposed_causes, TODAY)] == left, "what counts no more is not proposed"
        assert room.read(proposed_causes, TODAY - timedelta(days=1)), "but it did the day before"
    for cause in ("law", "information"):
        again = SetRule(key=f"plan.revise.{cause}", value=True, from_on=TODAY, source="示例")
        room.do(set_rule, again, by="王建国")
    assert found[0].text == "预案引用的号码在通讯录中已变化：示例水利局 值班室"
    lines = tuple(
        TriggerLine(plan_id=each.plan_id, cause=each.cause, happened_on=each.happened_on, text=each.text)
        for each in found
    )
    room.do(record_triggers, RecordTriggers(lines=lines))
    assert room.read(proposed_causes, TODAY) == []
