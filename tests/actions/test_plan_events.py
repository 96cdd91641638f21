"""Drills, evaluations, findings and causes of a revision on a real store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dutyroom.actions.matters import close, take_step
from dutyroom.actions.plan_events import (
    cancel_exercise,
    change_exercise,
    hold_exercise,
    plan_exercise,
    plan_year,
    restore_event,
    set_plan_due,
    void_event,
)
from dutyroom.actions.plan_findings import (
    add_finding,
    mend_finding,
    reopen_finding,
    supervise_findings,
    void_finding,
)
from dutyroom.actions.plan_triggers import record_triggers, reopen_trigger, settle_trigger
from dutyroom.actions.plans import void_plan
from dutyroom.actions.rules import set_rule
from dutyroom.data.queries.journal import JournalSearch, entry_rows, find_entries
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.plan_causes import counting_causes
from dutyroom.data.queries.plan_due import duties_of_plan
from dutyroom.data.queries.plan_events import EventFilter, event_behind, event_in_full, find_events, planned_in_year
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.tables import Plan, PlanText
from dutyroom.data.verify import check_store
from dutyroom.rules.matter import State, StepKind
from dutyroom.rules.matter_steps import Close, PlainStep
from dutyroom.rules.plan import VoidPlan
from dutyroom.rules.plan_due import Reminder
from dutyroom.rules.plan_events import (
    CAUSE_WORDS,
    AddFinding,
    ChangeExercise,
    EndEvent,
    EventFacts,
    EventKind,
    HoldExercise,
    MendFinding,
    PlanExercise,
    PlanYear,
    RecordTriggers,
    SetPlanDue,
    SettleTrigger,
    SuperviseFindings,
    TriggerLine,
    YearLine,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_change import SetRule
from tests.actions.plan_library import a_plan
from tests.samples import ZONE, Room

TODAY = date(2026, 11, 23)
HELD = EventFacts(held_on=date(2026, 11, 20), form="live", title="汛前演练", record="按预案实施（示例）。")


def planned(room: Room, plan: int, **named) -> int:
    facts = EventFacts(**{"planned_on": date(2026, 12, 10), "form": "tabletop", **named})
    return int(room.do(plan_exercise, PlanExercise(plan_id=plan, kind=EventKind.DRILL, facts=facts)))


def held(room: Room, plan: int, *findings: str, cause: str = "") -> int:
    return int(room.do(hold_exercise, HoldExercise(plan_id=plan, facts=HELD, findings=findings, cause=cause)))


def full(room: Room, number: int):
    return room.read(event_in_full, number)


def entries(room: Room, count: int):
    return room.read(lambda session: entry_rows(session, find_entries(session, JournalSearch())[-count:]))


def intact(room: Room) -> bool:
    return room.read(check_store, room.store.attachments).problems == ()


def test_a_drill_is_planned_changed_and_held_with_the_version_in_force(room):
    plan = a_plan(room)
    number = planned(room, plan)
    assert (full(room, number).event.state, full(room, number).event.year) == ("planned", 2026)
    changed = EventFacts(planned_on=date(2027, 1, 8), form="live", scenario="贾鲁河超警戒（示例）")
    room.do(change_exercise, ChangeExercise(id=number, version=1, facts=changed))
    assert full(room, number).event.year == 2027, "it moves into the other year's plan"
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
        room.do(change_exercise, ChangeExercise(id=number, version=1, facts=changed))
    with pytest.raises(Refusal, match=r"plan_event\.same"):
        room.do(change_exercise, ChangeExercise(id=number, version=2, facts=changed))
    room.do(hold_exercise, HoldExercise(id=number, version=2, facts=HELD, findings=("广播听不清", " ")))
    found = full(room, number)
    assert (found.event.state, found.event.text_number, found.event.held_on) == ("held", 1, HELD.held_on)
    assert [row.text for row in found.findings] == ["广播听不清"]
    assert room.read(duties_of_plan, plan, TODAY).drill.due_on == date(2029, 11, 20)
    (entry,) = entries(room, 1)
    assert entry.event == "plan_event.held"
    assert "《郑州市防汛应急预案（示例）》实战演练 2026-11-20" in entry.text
    assert intact(room)


@pytest.mark.parametrize(
    ("facts", "kind", "code"),
    [
        (EventFacts(record="有"), EventKind.DRILL, "plan_event.day.empty"),
        (EventFacts(record="有", held_on=date(2026, 11, 24)), EventKind.DRILL, "plan_event.day.future"),
        (EventFacts(held_on=TODAY, record=" "), EventKind.DRILL, "plan_event.record.empty"),
        (EventFacts(held_on=TODAY, record="有"), EventKind.ASSESSMENT, "plan_event.conclusion.empty"),
        (EventFacts(held_on=TODAY, record="有" * 20_001), EventKind.DRILL, "plan_event.long"),
    ],
)
def test_a_record_says_when_how_and_what_it_concludes(room, facts, kind, code):
    plan = a_plan(room)
    with pytest.raises(Refusal, match=code.replace(".", r"\.")):
        room.do(hold_exercise, HoldExercise(plan_id=plan, kind=kind, facts=facts))
    assert room.read(find_events, EventFilter()) == []


def test_what_is_no_plan_in_force_is_not_exercised(room):
    law = a_plan(room, "某条例（示例）", kind="law")
    withdrawn = a_plan(room)
    room.do(void_plan, VoidPlan(id=withdrawn, reason="已废止"))
    for plan, code in ((law, "plan_event.plan.law"), (withdrawn, "plan_event.plan.over"), (99, "plan.unknown")):
        with pytest.raises(Refusal, match=code.replace(".", r"\.")):
            planned(room, plan)


def test_a_year_is_planned_at_once_with_one_entry(room):
    plans = [a_plan(room, f"预案{n}（示例）") for n in range(3)]
    lines = tuple(YearLine(plan_id=n, kind=EventKind.DRILL, planned_on=date(2027, n, 15)) for n in plans)
    before = len(room.read(lambda session: find_entries(session, JournalSearch())))
    assert room.do(plan_year, PlanYear(year=2027, lines=lines)) == 3
    assert len(room.read(lambda session: find_entries(session, JournalSearch()))) == before + 1
    assert room.read(planned_in_year, 2027) == {(n, "drill") for n in plans}
    ids = room.read(find_events, EventFilter(year=2027, exercises_only=True, oldest_first=True))
    assert [full(room, number).event.plan_id for number in ids] == plans
    with pytest.raises(Refusal, match=r"plan_event\.year\.outside"):
        room.do(plan_year, PlanYear(year=2028, lines=lines))
    assert intact(room)


def test_cancelling_and_voiding_say_why_and_can_be_taken_back(room):
    plan = a_plan(room)
    number = planned(room, plan)
    with pytest.raises(Refusal, match=r"plan_event\.reason"):
        room.do(cancel_exercise, EndEvent(id=number, version=1))
    room.do(cancel_exercise, EndEvent(id=number, version=1, reason="汛情"))
    assert room.read(planned_in_year, 2026) == set()
    with pytest.raises(Refusal, match=r"plan_event\.state"):
        room.do(cancel_exercise, EndEvent(id=number, version=2, reason="再次"))
    room.do(restore_event, EndEvent(id=number, version=2))
    assert full(room, number).event.state == "planned"
    drill = held(room, plan)
    room.do(void_event, EndEvent(id=drill, version=1, reason="误记"))
    assert room.read(duties_of_plan, plan, TODAY).drill.last_on is None, "a void record counts no more"
    room.do(restore_event, EndEvent(id=drill, version=2))
    assert room.read(duties_of_plan, plan, TODAY).drill.last_on == HELD.held_on
    assert intact(room)


def test_a_record_is_corrected_with_a_reason_that_stands_in_the_log(room):
    number = held(room, a_plan(room))
    facts = EventFacts(held_on=date(2026, 11, 19), form="live", record="更正后的记录（示例）。")
    with pytest.raises(Refusal, match=r"plan_event\.reason"):
        room.do(change_exercise, ChangeExercise(id=number, version=1, facts=facts))
    room.do(change_exercise, ChangeExercise(id=number, version=1, facts=facts, reason="日期写错"))
    (entry,) = entries(room, 1)
    assert entry.event == "plan_event.corrected"
    assert entry.text.endswith("日期写错")
    assert full(room, number).event.held_on == date(2026, 11, 19)


def test_findings_become_a_supervised_matter_whose_closing_mends_them(room):
    plan = a_plan(room)
    number = held(room, plan, "广播听不清", "泵车到场迟")
    room.do(add_finding, AddFinding(event_id=number, text="名单过期"))
    ids = tuple(row.id for row in full(room, number).findings)
    asked = SuperviseFindings(event_id=number, ids=ids[:2], unit="市城市管理局", due_on=date(2026, 12, 31))
    matter = int(room.do(supervise_findings, asked))
    shown = room.read(matter_in_full, matter)
    assert shown.matter.title == "《郑州市防汛应急预案（示例）》演练（2026-11-20）发现问题整改"
    assert shown.matter.source.startswith("《郑州市防汛应急预案（示例）》演练")
    assert [unit.unit for unit in shown.assignments] == ["市城市管理局"]
    assert shown.clocks[0].due_at.astimezone(ZONE).date() == date(2026, 12, 31)
    assert room.read(event_behind, matter).id == number
    first, second, third = full(room, number).findings
    assert (first.matter_number, first.state, third.matter_id) == (shown.matter.number, "open", None)
    with pytest.raises(Refusal, match=r"plan_finding\.supervised"):
        room.do(mend_finding, MendFinding(id=first.id, version=first.version, outcome="好了"))
    with pytest.raises(Refusal, match=r"plan_finding\.none"):
        room.do(supervise_findings, asked)
    room.do(close, Close(id=matter, text="已更换广播（示例）", despite="现场核实"))
    states = [(row.state, row.outcome) for row in full(room, number).findings]
    assert states == [("mended", "已更换广播（示例）\n现场核实")] * 2 + [("open", "")]
    room.do(take_step, PlainStep(id=matter, step=StepKind.REOPEN, text="复查不合格"))
    assert [row.state for row in full(room, number).findings] == ["open"] * 3
    assert full(room, number).event.findings_open == 3
    room.do(take_step, PlainStep(id=matter, step=StepKind.VOID, text="误建"))
    again = int(room.do(supervise_findings, asked))
    assert room.read(matter_in_full, again).matter.state == State.ASSIGNED
    assert second.id in {row.id for row in full(room, number).findings if row.matter_id == again}
    assert intact(room)


def test_without_a_day_the_limit_is_that_of_the_rule_and_a_past_day_is_refused(room):
    number = held(room, a_plan(room), "名单过期")
    ids = tuple(row.id for row in full(room, number).findings)
    with pytest.raises(Refusal, match=r"plan_finding\.due\.past"):
        room.do(supervise_findings, SuperviseFindings(event_id=number, ids=ids, unit="某局", due_on=date(2026, 11, 1)))
    with pytest.raises(Refusal, match=r"plan_finding\.unit"):
        room.do(supervise_findings, SuperviseFindings(event_id=number, ids=ids, unit=" "))
    matter = int(room.do(supervise_findings, SuperviseFindings(event_id=number, ids=ids, unit="某局")))
    (clock,) = room.read(matter_in_full, matter).clocks
    assert (clock.rule_key, clock.due_at) == ("plan.finding", room.now + timedelta(days=30))


def test_a_finding_is_mended_made_void_and_taken_back(room):
    number = held(room, a_plan(room), "名单过期")
    row = full(room, number).findings[0]
    with pytest.raises(Refusal, match=r"plan_event\.reason"):
        room.do(mend_finding, MendFinding(id=row.id, version=1, outcome=" "))
    room.do(mend_finding, MendFinding(id=row.id, version=1, outcome="已更新"))
    assert full(room, number).event.findings_open == 0
    room.do(reopen_finding, EndEvent(id=row.id, version=2))
    room.do(void_finding, EndEvent(id=row.id, version=3, reason="误记"))
    assert full(room, number).event.findings == 0
    room.do(reopen_finding, EndEvent(id=row.id, version=4))
    assert full(room, number).findings[0].state == "open"
    assert intact(room)


def test_a_drill_may_ask_for_a_revision_in_the_same_breath(room):
    plan = a_plan(room)
    held(room, plan, "广播听不清", cause="exercise")
    duty = room.read(duties_of_plan, plan, TODAY).revision
    assert (duty.count, duty.since) == (1, HELD.held_on)
    (trigger,) = room.read(find_events, EventFilter(kind="trigger", state="open"))
    assert full(room, trigger).event.record == "2026-11-20 演练：广播听不清"


def trigger_of(room: Room, plan: int, on: date = date(2026, 10, 8)) -> int:
    line = TriggerLine(plan_id=plan, cause="body", happened_on=on, text="指挥部成员调整（示例）")
    return int(room.do(record_triggers, RecordTriggers(lines=(line,))))


def settle(room: Room, number: int, how: str, reason: str = "") -> None:
    version = full(room, number).event.version
    room.do(settle_trigger, SettleTrigger(id=number, version=version, how=how, reason=reason))


def test_a_cause_of_revision_is_settled_only_by_what_is_so(room):
    plan = a_plan(room)
    number = trigger_of(room, plan)
    for how, code in (("version", r"version\.none"), ("preparation", r"preparation\.none"), ("", r"how\.empty")):
        with pytest.raises(Refusal, match=code):
            settle(room, number, how)
    with pytest.raises(Refusal, match=r"plan_event\.reason"):
        settle(room, number, "reason")
    settle(room, number, "reason", "仅联系人变动，已更新通讯录")
    assert room.read(duties_of_plan, plan, TODAY).revision is None
    room.do(reopen_trigger, EndEvent(id=number, version=2, reason="还有职责变动"))
    assert room.read(duties_of_plan, plan, TODAY).revision.count == 1

    def new_version(desk):
        sections = plan_in_full(desk.session, plan).sections
        row = desk.session.get_one(Plan, plan)
        text = PlanText(plan_id=plan, number=2, file_name="", text_hash=bytes(32), section_count=len(sections))
        text.imported_at = desk.now
        desk.session.add(text)
        row.current = 2
        desk.session.flush()
        desk.journal("plan.changed", text=row.title, record=("plan", plan))

    room.do(new_version)
    settle(room, number, "version")
    assert full(room, number).event.result == "version"
    assert room.read(duties_of_plan, plan, TODAY).revision is None


def test_many_plans_get_a_cause_with_one_entry(room):
    plans = [a_plan(room, f"预案{n}（示例）") for n in range(3)]
    lines = tuple(TriggerLine(plan_id=n, cause="law", happened_on=TODAY, text="新法施行") for n in plans)
    room.do(record_triggers, RecordTriggers(lines=lines))
    assert len(room.read(find_events, EventFilter(kind="trigger"))) == 3
    (entry,) = entries(room, 1)
    assert entry.text.count("法规标准上位预案变化：新法施行") == 3
    with pytest.raises(Refusal, match=r"plan_trigger\.cause"):
        room.do(record_triggers, RecordTriggers(lines=(TriggerLine(plan_id=plans[0], cause="x", happened_on=TODAY, text="新"),)))  # fmt: skip
    assert intact(room)


def test_a_cause_that_the_rules_switch_off_is_recorded_no_more(room):
    plan = a_plan(room)
    number = trigger_of(room, plan)
    for cause in ("body", "exercise"):
        wish = SetRule(key=f"plan.revise.{cause}", value=False, from_on=TODAY, source="示例")
        room.do(set_rule, wish, by="王建国")
    assert room.read(counting_causes, TODAY) == ("law", "risk", "resources", "information")
    assert room.read(counting_causes, TODAY - timedelta(days=1)) == tuple(CAUSE_WORDS), "from that day on"
    for asks in (lambda: trigger_of(room, plan), lambda: held(room, plan, "广播听不清", cause="exercise")):
        with pytest.raises(Refusal, match=r"plan_trigger\.cause\.off") as refused:
            asks()
        assert refused.value.field == "cause"
    assert room.read(find_events, EventFilter()) == [number], "the record was not kept without what it asked for"
    assert room.read(duties_of_plan, plan, TODAY).revision.count == 1, "what was recorded before stays to be settled"
    settle(room, number, "reason", "仅联系人变动，已更新通讯录")
    assert intact(room)


def test_a_day_set_by_hand_needs_a_reason_and_ends_with_the_next_drill(room):
    plan = a_plan(room)
    asked = {"plan_id": plan, "version": 1, "drill_rule": "keyunits", "drill_due_on": date(2026, 12, 1)}
    with pytest.raises(Refusal, match=r"plan_event\.reason"):
        room.do(set_plan_due, SetPlanDue(**asked))
    room.do(set_plan_due, SetPlanDue(**asked, reason="市领导要求"))
    duty = room.read(duties_of_plan, plan, TODAY).drill
    assert (duty.due_on, duty.rule_key, duty.reminder) == (date(2026, 12, 1), "hand", Reminder.NEAR)
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
        room.do(set_plan_due, SetPlanDue(**asked, reason="再设"))
    with pytest.raises(Refusal, match=r"plan_event\.same"):
        room.do(set_plan_due, SetPlanDue(**{**asked, "version": 2}, reason="再设"))
    held(room, plan)
    duty = room.read(duties_of_plan, plan, TODAY).drill
    assert (duty.due_on, duty.rule_key) == (date(2027, 5, 20), "plan.drill.keyunits")
    assert intact(room)


def test_words_year_and_state_find_events(room):
    plan, other = a_plan(room), a_plan(room, "地震应急预案（示例）")
    drill, coming = held(room, plan, "广播听不清"), planned(room, other, title="地震_演练")
    find = lambda **named: room.read(find_events, EventFilter(**named))  # noqa: E731  # short in a test
    assert find() == [coming, drill]
    assert find(words="地震") == [coming]
    assert find(words="震_演") == [coming]
    assert find(words="震%练") == [], "a sign is meant as it is written"
    assert find(state="held") == [drill]
    assert find(year=2025) == []
    assert find(plan_id=plan, kind="drill") == [drill]
