"""What belongs to the stages of a preparation: opinions, experts, filing, outline; found, exported, removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dutyroom.actions.plans import keep_plan
from dutyroom.actions.preparation import (
    correct_preparation,
    write_outline,
)
from dutyroom.actions.preparation_facts import preparation_paper_facts, programme_paper_facts
from dutyroom.actions.preparation_parts import ask_units, keep_expert, keep_filing, keep_opinion, void_part
from dutyroom.actions.removal import remove_text
from dutyroom.data.queries.preparations import (
    preparation_of_plan,
    preparation_records,
    preparation_table,
    preparation_years,
    programme_rows,
)
from dutyroom.data.queries.register import MatterSearch, find_matters
from dutyroom.data.queries.search_matters import search_preparations
from dutyroom.data.tables import Plan, RequiredPlan
from dutyroom.rules.matter import Duty, MatterKind
from dutyroom.rules.matter_filter import read_matter_filter
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.preparation import Adopted, Stage, Verdict, Way
from dutyroom.rules.preparation_steps import (
    AskedUnit,
    AskUnits,
    CorrectPreparation,
    KeepExpert,
    KeepFiling,
    KeepOpinion,
    Part,
    VoidPart,
    WriteOutline,
)
from dutyroom.rules.removal import Spot
from tests.actions.preparations import FACTS, TODAY, answer, finish, full, refused, running, sound, started, until
from tests.actions.test_removal import asked_for
from tests.samples import ZONE


def test_units_are_asked_together_answer_and_are_decided_on(room):
    number = started(room)
    until(room, number, Stage.OPINIONS)
    units = tuple(AskedUnit(unit=name) for name in ("市水利局", "市公安局", "市城市管理局"))
    room.do(ask_units, AskUnits(id=number, units=units))
    due = full(room, number).opinions[0].due_on
    assert due == date(2026, 12, 7)  # ten working days after Monday, 23 November
    assert running(room, number)[Duty.UNIT_OPINIONS] == due
    again = AskUnits(id=number, units=(AskedUnit(unit="市公安局"),))
    assert refused(room.do, ask_units, again).facts["units"] == ("市公安局",)
    refusal = refused(finish, room, number, Stage.OPINIONS)
    assert refusal.facts["units"] == ("市水利局", "市公安局", "市城市管理局")
    answer(room, number, 0, answered_on=TODAY, opinion="建议补充排涝泵站", adopted=Adopted.PARTLY, reason="两处已含")
    answer(room, number, 1, answered_on=TODAY, adopted=Adopted.NONE)
    assert refused(answer, room, number, 2, adopted=Adopted.NONE).field == "reason"
    assert refused(answer, room, number, 2, adopted=Adopted.YES, opinion="好").field == "answered_on"
    assert refused(answer, room, number, 2, answered_on=TODAY, adopted=Adopted.NO).field == "opinion"
    refusal = refused(finish, room, number, Stage.OPINIONS)
    assert (refusal.code, refusal.facts["units"]) == ("preparation.opinions.open", ("市城市管理局",))
    finish(room, number, Stage.OPINIONS, despite="多次催办未反馈，视为无意见")
    assert full(room, number).stage(Stage.OPINIONS).note == "多次催办未反馈，视为无意见"
    assert Duty.UNIT_OPINIONS in running(room, number), "what is owed is still waited for"
    room.do(
        void_part,
        VoidPart(id=number, part=Part.OPINION, line_id=full(room, number).opinions[2].id, reason="职能已划转"),
    )
    assert Duty.UNIT_OPINIONS not in running(room, number)
    assert sound(room)


def test_an_answer_written_twice_at_once_is_refused_and_one_by_mistake_comes_back(room):
    number = started(room)
    until(room, number, Stage.OPINIONS)
    room.do(ask_units, AskUnits(id=number, units=(AskedUnit(unit="市水利局"),), due_on=TODAY))
    line = full(room, number).opinions[0]
    answer(room, number, answered_on=TODAY, opinion="同意")
    stale = KeepOpinion(id=number, opinion_id=line.id, version=line.version, answered_on=TODAY, opinion="不同意")
    assert refused(room.do, keep_opinion, stale).code == "record.changed_meanwhile"
    asked = VoidPart(id=number, part=Part.OPINION, line_id=line.id, reason="发错单位")
    room.do(void_part, asked)
    assert refused(room.do, void_part, asked).code == "preparation.part.void"
    assert refused(answer, room, number, answered_on=TODAY, opinion="x").code == "preparation.part.void"
    room.do(void_part, replace(asked, restore=True, reason="没有发错"))
    assert full(room, number).opinions[0].void_reason == ""
    other = started(room, title="另一预案")
    assert refused(room.do, void_part, replace(asked, id=other)).code == "preparation.part.unknown"


def test_what_experts_found_is_settled_before_the_approval(room):
    number = started(room)
    until(room, number, Stage.REVIEW)
    assert refused(finish, room, number, Stage.REVIEW).code == "preparation.experts.none"
    room.do(
        keep_expert,
        KeepExpert(id=number, name="孙样例", organisation="样例大学", result=Verdict.REVISE, findings="分级不清"),
    )
    assert refused(finish, room, number, Stage.REVIEW).facts["names"] == ("孙样例",)
    line = full(room, number).experts[0]
    room.do(
        keep_expert,
        KeepExpert(
            id=number, expert_id=line.id, version=line.version, name="孙样例", organisation="样例大学",
            result=Verdict.REVISE, findings="分级不清", settled="已按四级细化",
        ),
    )  # fmt: skip
    finish(room, number, Stage.REVIEW)
    assert "处理：已按四级细化" in full(room, number).common.steps[-2].text


def test_filing_runs_by_the_rule_from_the_issue_and_follows_a_correction(room):
    number = started(room, {Stage.FILING: TODAY + timedelta(days=300)})
    assert refused(room.do, keep_filing, KeepFiling(id=number, recipient="省", way=Way.FILE)).code == (
        "preparation.not_issued"
    )
    until(room, number, Stage.ISSUE)
    finish(room, number, Stage.ISSUE, done_on=TODAY - timedelta(days=3), document_number="郑政办〔2026〕9号")
    (clock,) = [each for each in full(room, number).common.clocks if each.duty == Duty.STAGE_FILING]
    assert clock.due_at is not None
    assert clock.due_at.astimezone(ZONE).date() == date(2026, 12, 18)  # the 20th working day after 20 November
    assert (clock.rule_key, clock.start_event) == ("plan.filing_workdays", "issued")
    found = full(room, number)
    correction = CorrectPreparation(
        id=number, version=found.version, facts=FACTS, reason="日期写错", issued_on=TODAY - timedelta(days=5)
    )
    room.do(correct_preparation, correction)
    assert running(room, number)[Duty.STAGE_FILING] == date(2026, 12, 16)
    assert full(room, number).stage(Stage.ISSUE).done_on == TODAY - timedelta(days=5)
    room.do(keep_filing, KeepFiling(id=number, recipient="省级牵头部门", way=Way.FILE))
    assert refused(finish, room, number, Stage.FILING).code == "preparation.filings.open"
    line = full(room, number).filings[0]
    receipt = KeepFiling(
        id=number, filing_id=line.id, version=line.version, recipient=line.recipient, way=Way.FILE,
        sent_on=line.sent_on, received_on=TODAY, receipt="豫应急备〔2026〕3号",
    )  # fmt: skip
    assert refused(room.do, keep_filing, replace(receipt, received_on=TODAY - timedelta(days=9))).field == "received_on"
    room.do(keep_filing, receipt)
    finish(room, number, Stage.FILING)
    assert Duty.STAGE_FILING not in running(room, number)
    assert sound(room)


def a_gap(desk) -> int:
    """A plan that must exist and does not."""
    row = RequiredPlan(title=FACTS.title, kind="special", position=1)
    desk.session.add(row)
    desk.session.flush()
    desk.journal("required.added", text=row.title, record=("required_plan", row.id))
    return int(row.id)


def test_the_plan_of_the_library_that_it_became_learns_of_approval_and_filing(room):
    sections = ((1, "1", "总则", "本预案适用于防汛。"),)
    kept = room.do(
        keep_plan,
        KeepPlan(
            title="郑州市防汛应急预案", kind="special", issuer="", number="", issued_on=None, text_missing=False,
            sections=sections, file_name="a.txt", path="",
        ),
    )  # fmt: skip
    required = room.do(a_gap)
    number = started(room, plan_id=kept.plan, required_id=required)
    assert full(room, number).plan_title == "郑州市防汛应急预案"
    assert room.read(preparation_of_plan, kept.plan).id == number
    until(room, number, Stage.TRAINING)
    plan = room.read(lambda session: session.get(Plan, kept.plan))
    assert (plan.approved_by, plan.approved_on) == ("市政府常务会议", TODAY)
    assert (plan.filed_where, plan.filed_on) == ("省级牵头部门", TODAY)
    assert room.read(lambda session: session.get(RequiredPlan, required).plan_id) == kept.plan
    assert refused(started, room, plan_id=999).code == "plan.unknown"
    assert sound(room)


def test_the_outline_is_kept_and_found(room):
    number = started(room)
    version = full(room, number).version
    room.do(write_outline, WriteOutline(id=number, version=version, outline="总则\n\n\t编制目的  \n  特殊标题词\n"))
    assert full(room, number).outline == "总则\n  编制目的\n  特殊标题词"
    stale = WriteOutline(id=number, version=version, outline="别的")
    assert refused(room.do, write_outline, stale).code == "record.changed_meanwhile"
    assert refused(room.do, write_outline, replace(stale, outline=" \n ")).field == "outline"
    assert [hit.id for hit in room.read(search_preparations, "特殊标题词").hits] == [number]


def test_it_is_found_by_title_group_opinions_and_experts_and_narrowed(room):
    number = started(room, {Stage.APPROVAL: TODAY + timedelta(days=30)})
    other = started(room, title="郑州市地震应急预案", year=2027)
    until(room, number, Stage.OPINIONS)
    room.do(ask_units, AskUnits(id=number, units=(AskedUnit(unit="市水利局"),)))
    answer(room, number, answered_on=TODAY, opinion="建议增加蓄滞洪区清单")
    for words in ("防汛", "钱样例", "蓄滞洪区", "水利局", "机构调整", "预〔2026〕1号"):
        assert number in [hit.id for hit in room.read(search_preparations, words).hits], words

    def listed(written: str) -> list[int]:
        asked = MatterSearch(
            kind=MatterKind.PREPARATION, now=room.now, zone=ZONE, filter=read_matter_filter(written), order="due"
        )
        return list(room.read(find_matters, asked))

    assert listed("year:2027") == [other]
    assert sorted(listed("state:open")) == [number, other]
    assert listed("office:应急管理局 防汛") == [number]
    assert listed("is:late") == []
    room.wait(days=40)
    assert listed("is:late") == [number]
    assert room.read(preparation_years) == [2027, 2026]
    assert [row.id for row in room.read(programme_rows, 2026)] == [number]


def test_it_is_exported_with_its_stages_and_lines(room):
    number = started(room)
    until(room, number, Stage.TRAINING)
    (record,) = room.read(lambda session: list(preparation_records(session, ZONE)))
    assert (record["number"], record["plan_kind"], record["issued_on"]) == (
        "预〔2026〕1号",
        "special",
        TODAY.isoformat(),
    )
    assert record["opinions"][0] == {
        "unit": "市水利局", "sent_on": TODAY.isoformat(), "due_on": "2026-12-07", "answered_on": TODAY.isoformat(),
        "opinion": "同意", "adopted": "yes",
    }  # fmt: skip
    assert [each["stage"] for each in record["stages"]] == list(Stage)
    (row,) = room.read(lambda session: list(preparation_table(session, ZONE)))
    assert "unit=市水利局" in row["opinions"]


def test_secret_text_is_removed_from_every_part_of_it(room):
    number = started(room)
    until(room, number, Stage.OPINIONS)
    room.do(ask_units, AskUnits(id=number, units=(AskedUnit(unit="市水利局"),)))
    answer(room, number, answered_on=TODAY, opinion="涉密内容甲乙丙")
    room.do(remove_text, asked_for(room, Spot("matter", str(number))), by="王建国")
    found = full(room, number)
    assert "涉密内容甲乙丙" not in str(found)
    assert sound(room)


def test_the_facts_of_its_papers_leave_out_what_is_void_and_tell_what_is_late(room):
    days = {Stage.DRAFT: TODAY - timedelta(days=1), Stage.REVIEW: TODAY + timedelta(days=9)}
    number = started(room, days)
    until(room, number, Stage.OPINIONS)
    units = (AskedUnit(unit="市水利局"), AskedUnit(unit="误发单位"))
    room.do(ask_units, AskUnits(id=number, units=units, due_on=TODAY))
    void = VoidPart(id=number, part=Part.OPINION, line_id=full(room, number).opinions[1].id, reason="误发")
    room.do(void_part, void)
    room.wait(days=10)
    facts = room.read(preparation_paper_facts, number, room.now)
    assert [(row.unit, row.late) for row in facts.opinions] == [("市水利局", True)]
    late = {row.stage: row.late for row in facts.stages if row.planned_on is not None}
    assert late == {Stage.DRAFT: True, Stage.REVIEW: True}
    (line,) = room.read(programme_paper_facts, 2026, room.now).rows
    assert (line.title, line.stage, line.settled, line.late) == (FACTS.title, Stage.OPINIONS, 6, True)
    assert refused(room.read, programme_paper_facts, 1999, room.now).code == "preparation.programme.none"
